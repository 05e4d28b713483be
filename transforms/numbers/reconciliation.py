"""Numeric claims that the page itself lets us test: against a list, a date range, or the claims beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from transforms.entities.nations import find_countries
from transforms.identity import row_id
from transforms.numbers.arithmetic import Claim, find_arithmetic
from transforms.numbers.durations import Length, Plan, find_durations, find_plans
from transforms.numbers.enumerations import find_listing, find_phrases, find_short_lists
from transforms.numbers.folded import find_folded, find_folds
from transforms.numbers.listings import Count, Listing
from transforms.numbers.lists_behind import numbered
from transforms.numbers.points import find_leads, find_points, find_ranked, find_tops
from transforms.numbers.repeats import find_repeats
from transforms.page import TEXT_KINDS, Page, Segment
from warehouse.contract import TABLES

_ROW = TABLES["reconciliations"].row


class _Finding(NamedTuple):
    """A test of one claim: evidence as a clean span of a segment."""

    kind: str
    segment: int
    start: int
    end: int
    stated: float
    derived: float
    agrees: bool
    metric: Any | None
    at: int
    """Raw offset of the stated number."""
    article_id: str


def read_reconciliations(page: Page) -> dict[str, list[Any]]:
    """The rows of `reconciliations`, in the order of their evidence; what cannot be tested for certain has none."""
    reader = _Reader(page)
    findings = list(reader.enumerations())
    findings += reader.headline_lists(findings)
    findings += reader.countries({f.at for f in findings})
    findings += [
        *map(reader.duration, find_durations(page, reader.claims)),
        *map(reader.plan, find_plans(page)),
        *reader.arithmetic(),
        *reader.repeats(),
    ]
    findings += [*reader.said_again(), *reader.points(), *reader.tops()]
    seen: set[tuple[str, int]] = set()
    rows = []
    for finding in findings:
        if (finding.kind, finding.at) in seen:
            continue
        seen.add((finding.kind, finding.at))
        rows.append(reader.row(finding))
    rows.sort(key=lambda r: (r.char_start, r.reconciliation_id))
    return {"reconciliations": rows}


_POINTS = frozenset(("点", "条", "个", "项", "种", "类", "大", "方面", "个方面"))
"""What is counted that paragraphs may number."""
_MORE = re.compile("[。！？](?!$)")
_MOST_POINTS = 24


class _Reader:
    """The segments of a page with the claims read in each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.starts = [s.start for s in page.segments]
        self.claims: dict[int, list[Any]] = {}
        self.by_article: dict[str, list[int]] = {}
        for index, segment in self._texts():
            self.by_article.setdefault(segment.article_id, []).append(index)
        for metric in page.metrics:
            self.claims.setdefault(bisect_right(self.starts, metric.char_start) - 1, []).append(metric)

    def row(self, finding: _Finding) -> Any:
        """A finding as a row of the table."""
        document, segment = self.page.document, self.page.segments[finding.segment]
        start, end = segment.span(finding.start, finding.end)
        return _ROW(
            reconciliation_id=row_id(document.document_id, "reconciliation", finding.kind, finding.at),
            metric_id=finding.metric.metric_id if finding.metric else None,
            article_id=finding.article_id,
            document_id=document.document_id,
            edition_date=document.edition_date,
            kind=finding.kind,
            stated=finding.stated,
            derived=finding.derived,
            verdict="agree" if finding.agrees else "disagree",
            evidence=segment.text[finding.start : finding.end],
            char_start=start,
            char_end=end,
        )

    def _texts(self) -> Iterator[tuple[int, Segment]]:
        for index, segment in enumerate(self.page.segments):
            if segment.kind == "heading" or segment.kind in TEXT_KINDS:
                yield index, segment

    def enumerations(self) -> Iterator[_Finding]:
        """Counts with a list in front or behind, set phrases such as “三张名片” included."""
        for index, segment in self._texts():
            text = segment.plain
            counts: list[tuple[Count, Any | None]] = []
            for metric in self.claims.get(index, ()):
                if (count := _count(segment, metric)) is not None:
                    counts.append((count, metric))
            if "“" in text or '"' in text or "「" in text:
                taken = {c.start for c, _ in counts}
                counts += [(p, None) for p in find_phrases(text) if p.start + 1 not in taken]
            taken = {c.start for c, _ in counts}
            counts += [(c, None) for c in find_short_lists(text) if c.start not in taken]
            taken = {c.start for c, _ in counts} | {c.start + 1 for c, _ in counts}
            for count, metric in counts:
                if listing := find_listing(text, count, segment.tokens):
                    yield self._enumeration(index, segment, count, metric, listing)
            for fold in find_folds(text):
                if fold.start not in taken and (listing := find_folded(text, fold)):
                    yield self._enumeration(index, segment, fold, None, listing)

    def _enumeration(
        self, index: int, segment: Segment, count: Count, metric: Any | None, listing: Listing
    ) -> _Finding:
        return _Finding(
            "enumeration", index, listing.start, listing.end, float(count.number), float(listing.derived),
            listing.agrees, metric, segment.raw(count.start), segment.article_id,
        )  # fmt: skip

    def headline_lists(self, found: Sequence[_Finding]) -> list[_Finding]:
        """A number of countries in a headline against the list of as many places in the article. Agreement only.

        A list that the article's own text sums up (`found`) is that sum's evidence, and is not used again.
        """
        out = []
        summed = {(f.article_id, f.stated) for f in found}
        for index, segment in self._texts():
            if segment.kind != "heading":
                continue
            for metric in self.claims.get(index, ()):
                counted = metric.unit == "国" or "国家" in (metric.indicator or "")
                if not counted or metric.comparator != "=" or not metric.value or not 3 <= metric.value <= 40:
                    continue
                place = self._places(segment.article_id, int(metric.value))
                if place and (segment.article_id, metric.value) not in summed:
                    out.append(
                        _Finding(
                            "enumeration", *place, metric.value, metric.value, True, metric, metric.char_start,
                            segment.article_id,
                        )
                    )  # fmt: skip
        return out

    def points(self) -> Iterator[_Finding]:
        """四点建议： against the paragraphs below that begin with 第一 to 第四."""
        for index, metrics in self.claims.items():
            segment = self.page.segments[index]
            own = self.by_article.get(segment.article_id, [])
            for metric in metrics:
                count = _count(segment, metric) if index in own else None
                if count is None or not 2 <= count.number <= 9 or count.word not in _POINTS:
                    continue
                at = bisect_right(own, index)
                below = own[at : at + _MOST_POINTS]
                texts = [self.page.segments[i].plain for i in below]
                found = find_points(texts, count.number)
                if not found and _announces(segment, count):
                    found = find_leads(texts, count.number)
                if not found and texts and _opens_below(segment, count):
                    inside = numbered(texts[0], Count(0, 0, count.number, count.word, False))
                    found = (0, inside.end) if inside and inside.start == 0 else None
                if found:
                    yield _Finding(
                        "enumeration", below[found[0]], 0, found[1], metric.value, metric.value, True, metric,
                        metric.char_start, segment.article_id,
                    )  # fmt: skip

    def tops(self) -> Iterator[_Finding]:
        """前五名是… against the names that follow."""
        for index, segment in self._texts():
            if "前" not in segment.plain:
                continue
            for top in (*find_tops(segment.plain), *find_ranked(segment.plain)):
                at, number = segment.raw(top.at), float(top.number)
                metric = next((m for m in self.claims.get(index, ()) if m.char_start == at), None)
                yield _Finding(
                    "enumeration", index, top.start, top.end, number, number, True, metric, at, segment.article_id
                )

    def countries(self, tested: set[int]) -> Iterator[_Finding]:
        """三国 against 美日韩 in the headline or text of its article in front of it: once an article."""
        told = {m.article_id for m in self.page.metrics if m.unit == "国" and m.value != 2 and m.char_start in tested}
        for index, segment in self._texts():
            for metric in self.claims.get(index, ()):
                if segment.article_id in told:
                    break
                plain = metric.unit == "国" and metric.comparator == "=" and metric.value and 3 <= metric.value <= 6
                if not plain:
                    continue
                own = self.by_article[segment.article_id]
                for at in own[bisect_right(own, index) - 1 :: -1]:
                    other = self.page.segments[at]
                    found = find_countries(other.plain, int(metric.value))
                    if found and other.raw(found[0]) < metric.char_start:
                        told.add(segment.article_id)
                        yield _Finding(
                            "enumeration", at, *found, metric.value, metric.value, True, metric, metric.char_start,
                            segment.article_id,
                        )  # fmt: skip
                        break

    def _places(self, article_id: str, number: int) -> tuple[int, int, int] | None:
        """A list of exactly so many places joined by 、 in the text of an article: segment, start, end."""
        for index in self.by_article[article_id]:
            segment = self.page.segments[index]
            if segment.kind == "heading":
                continue
            run: list[Any] = []
            places = [m for m in self.page.names.by_segment.get(index, ()) if m.type == "place"]
            for mention in [*places, None]:
                if mention and run and segment.plain[run[-1].end : mention.start] in ("、", "和", "及", "与"):
                    run.append(mention)
                    continue
                if len(run) == number:
                    return index, run[0].start, run[-1].end
                run = [mention] if mention else []
        return None

    def duration(self, length: Length) -> _Finding:
        """A stated length of time with the dates that it was held against."""
        metric = length.metric
        return _Finding(
            "duration", length.segment, length.start, length.end, metric.value, length.derived,
            length.derived == metric.value, metric, metric.char_start, metric.article_id,
        )  # fmt: skip

    def plan(self, plan: Plan) -> _Finding:
        """The years of a plan's name, which are no claim of their own."""
        return _Finding(
            "duration", plan.segment, plan.start, plan.end, plan.stated, plan.derived,
            plan.stated == plan.derived, None, plan.at, self.page.segments[plan.segment].article_id,
        )  # fmt: skip

    def arithmetic(self) -> Iterator[_Finding]:
        """Growth, shares and sums among the claims of a paragraph."""
        for index, segment in self._texts():
            if len(self.claims.get(index, ())) < 2:
                continue
            claims = [
                Claim(segment.clean(m.char_start), segment.clean(m.char_end - 1) + 1, m) for m in self.claims[index]
            ]
            for kind, stated, derived, agrees, start, end in find_arithmetic(segment.plain, claims):
                metric = stated.metric
                yield _Finding(
                    kind, index, start, end, metric.value, derived, agrees, metric, metric.char_start,
                    segment.article_id,
                )  # fmt: skip

    def repeats(self) -> Iterator[_Finding]:
        """The same indicator, unit and period claimed in two articles of the page."""
        seen: dict[tuple[Any, ...], Any] = {}
        for metric in self.page.metrics:
            name = metric.indicator or ""
            if (
                len(name) < 5
                or metric.dimension in ("count", "duration", "rank")
                or metric.comparator != "="
                or not metric.value
            ):
                continue
            key = (name, metric.unit, metric.change, metric.period_start, metric.period_end)
            other = seen.setdefault(key, metric)
            if other.article_id != metric.article_id and other.value == metric.value and metric.period_end:
                index = bisect_right(self.starts, other.char_start) - 1
                segment = self.page.segments[index]
                start, end = segment.clean(other.char_start), segment.clean(other.char_end - 1) + 1
                yield _Finding(
                    "cross_article", index, start, end, metric.value, other.value, True, metric, metric.char_start,
                    metric.article_id,
                )  # fmt: skip

    def said_again(self) -> Iterator[_Finding]:
        """A number of a title, or of the text, that the text beneath says again. Agreement only."""
        for stated, again, index in find_repeats(self._texts(), self.claims):
            segment = self.page.segments[index]
            start, end = segment.clean(again.char_start), segment.clean(again.char_end - 1) + 1
            yield _Finding(
                "cross_article", index, start, end, stated.value, again.value, True, stated,
                stated.char_start, segment.article_id,
            )  # fmt: skip


def _opens_below(segment: Segment, count: Count) -> bool:
    """Whether the paragraph ends with the count and a colon: 主要有4个方面的安排："""
    rest = segment.plain[count.end :].rstrip()
    return len(rest) < 16 and rest.endswith(("：", ":"))


def _announces(segment: Segment, count: Count) -> bool:
    """Whether a count of 方面 stands in the last sentence of its paragraph: the paragraphs below tell of one each."""
    rest = segment.plain[count.end : count.end + 61]
    return "方面" in count.word + rest[:2] and len(rest) < 61 and not _MORE.search(rest)


def _count(segment: Segment, metric: Any) -> Count | None:
    """A claim as a count that a list could be held against."""
    countable = metric.dimension == "count" or metric.unit in ("month", "year", "day", "点")
    if not countable or metric.comparator != "=" or metric.value is None or not 2 <= metric.value <= 40:
        return None
    if metric.value != int(metric.value):
        return None
    start, end = segment.clean(metric.char_start), segment.clean(metric.char_end - 1) + 1
    return Count(start, end, int(metric.value), metric.unit_text or "", False)
