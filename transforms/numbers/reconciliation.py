"""Numeric claims that the page itself lets us test: against a list, a date range, or the claims beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from transforms.identity import row_id
from transforms.numbers.enumerations import Count, Listing, find_listing, find_phrases, find_short_lists
from transforms.numbers.time_expressions import TimeExpression, find_times
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
    findings += [*reader.durations(), *reader.arithmetic(), *reader.repeats()]
    seen: set[tuple[str, int]] = set()
    rows = []
    for finding in findings:
        if (finding.kind, finding.at) in seen:
            continue
        seen.add((finding.kind, finding.at))
        rows.append(reader.row(finding))
    rows.sort(key=lambda r: (r.char_start, r.reconciliation_id))
    return {"reconciliations": rows}


class _Reader:
    """The segments of a page with the claims read in each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.starts = [s.start for s in page.segments]
        self.claims: dict[int, list[Any]] = {}
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
            text = segment.text
            counts: list[tuple[Count, Any | None]] = []
            for metric in self.claims.get(index, ()):
                if (count := _count(segment, metric)) is not None:
                    counts.append((count, metric))
            if "“" in text or '"' in text or "「" in text:
                taken = {c.start for c, _ in counts}
                counts += [(p, None) for p in find_phrases(text) if p.start + 1 not in taken]
            taken = {c.start for c, _ in counts}
            counts += [(c, None) for c in find_short_lists(text) if c.start not in taken]
            for count, metric in counts:
                if listing := find_listing(text, count, segment.tokens):
                    yield self._enumeration(index, segment, count, metric, listing)

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

    def _places(self, article_id: str, number: int) -> tuple[int, int, int] | None:
        """A list of exactly so many places joined by 、 in the text of an article: segment, start, end."""
        for index, segment in self._texts():
            if segment.article_id != article_id or segment.kind == "heading":
                continue
            run: list[Any] = []
            places = [m for m in self.page.names.by_segment.get(index, ()) if m.type == "place"]
            for mention in [*places, None]:
                if mention and run and segment.text[run[-1].end : mention.start] in ("、", "和", "及", "与"):
                    run.append(mention)
                    continue
                if len(run) == number:
                    return index, run[0].start, run[-1].end
                run = [mention] if mention else []
        return None

    def durations(self) -> Iterator[_Finding]:
        """为期两天 against the date range of its article, or of the article that tells of the same event."""
        stated = [
            (i, m) for i, s in self._texts() for m in self.claims.get(i, ()) if m.unit == "day" and _is_length(s, m)
        ]
        if not stated:
            return
        ranges = [(i, t) for i, s in self._texts() for t in self._day_ranges(s)]
        for index, metric in stated:
            own = self.page.segments[index].article_id
            near = [(i, t) for i, t in ranges if self.page.segments[i].article_id == own]
            spans = {(t.first, t.last) for _, t in near}
            elsewhere = False
            if not near:
                near = [(i, t) for i, t in ranges if self._tells(i, t, metric.indicator)]
                spans, elsewhere = {(t.first, t.last) for _, t in near}, True
            if len(spans) != 1:
                continue
            place, time = near[0]
            days = (time.last - time.first).days + 1  # type: ignore[operator]
            if elsewhere and days != metric.value:
                continue
            yield _Finding(
                "duration", place, time.start, time.end, metric.value, float(days), days == metric.value, metric,
                metric.char_start, metric.article_id,
            )  # fmt: skip

    def _day_ranges(self, segment: Segment) -> list[TimeExpression]:
        if "日" not in segment.text:
            return []
        return [
            t
            for t in find_times(segment.text, self.page.document.edition_date)
            if t.kind == "range" and t.first and t.last and t.text.endswith("日") and 0 < (t.last - t.first).days < 60
        ]

    def _tells(self, index: int, time: TimeExpression, event: str | None) -> bool:
        """Whether the sentence of a date range names the event."""
        return bool(event and len(event) > 1 and event in self.page.segments[index].text[time.end : time.end + 60])

    def arithmetic(self) -> Iterator[_Finding]:
        """Growth, shares and sums among the claims of a sentence."""
        for index, segment in self._texts():
            claims = [
                (segment.clean(m.char_start), segment.clean(m.char_end - 1) + 1, m) for m in self.claims.get(index, ())
            ]
            for at in range(len(claims) - 2):
                three = claims[at : at + 3]
                found = _growth(segment.text, three) or _share(segment.text, three)
                if found:
                    kind, derived, agrees = found
                    yield _Finding(
                        kind, index, three[0][0], three[1][1], three[2][2].value, derived, agrees, three[2][2],
                        three[2][2].char_start, segment.article_id,
                    )  # fmt: skip
            yield from self._sums(index, segment, claims)

    def _sums(self, index: int, segment: Segment, claims: Sequence[tuple[int, int, Any]]) -> Iterator[_Finding]:
        """A total whose parts follow 其中 and add up to it exactly. Agreement only."""
        for at, (_, end, total) in enumerate(claims):
            if total.comparator != "=" or total.dimension == "ratio" or not total.value:
                continue
            if not re.match(r"[^。；！？]{0,14}[，（(]其中", segment.text[end : end + 24]):
                continue
            amount, stop = 0.0, at
            for part_at in range(at + 1, min(at + 8, len(claims))):
                part = claims[part_at][2]
                if re.search(r"[。！？\n]", segment.text[end : claims[part_at][0]]):
                    break
                if part.unit != total.unit or part.comparator != "=" or part.change != "level" or part.value is None:
                    continue
                amount, stop = amount + part.value, part_at
                if abs(amount - total.value) < 1e-6 * total.value and stop > at + 1:
                    yield _Finding(
                        "sum", index, claims[at + 1][0], claims[stop][1], total.value, round(amount, 6), True, total,
                        total.char_start, segment.article_id,
                    )  # fmt: skip
                    break

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


def _count(segment: Segment, metric: Any) -> Count | None:
    """A claim as a count that a list could be held against."""
    countable = metric.dimension == "count" or metric.unit in ("month", "year", "day", "点")
    if not countable or metric.comparator != "=" or metric.value is None or not 2 <= metric.value <= 40:
        return None
    if metric.value != int(metric.value):
        return None
    start, end = segment.clean(metric.char_start), segment.clean(metric.char_end - 1) + 1
    return Count(start, end, int(metric.value), metric.unit_text or "", False)


def _is_length(segment: Segment, metric: Any) -> bool:
    """Whether the claim is the stated length of an event: 为期三天."""
    at = segment.clean(metric.char_start)
    return metric.comparator == "=" and bool(
        re.search(r"(?:为期|历时|会期|展期|持续)$", segment.text[max(0, at - 3) : at])
    )


def _rounds_to(derived: float, metric: Any) -> bool | None:
    """Whether a derived percentage is what the claim states; None where it is too near to tell."""
    text = re.sub(r"[^0-9.]", "", metric.text)
    step = 10.0 ** -len(text.partition(".")[2])
    if metric.comparator in (">", ">="):
        return derived >= metric.value - step
    if metric.comparator in ("<", "<="):
        return derived <= metric.value + step
    difference = abs(derived - metric.value)
    if metric.comparator == "~":
        return True if difference <= max(1.0, 0.1 * metric.value) else None
    if difference <= step:
        return True
    return False if difference > max(1.0, 0.05 * abs(derived)) else None


def _growth(text: str, three: Sequence[tuple[int, int, Any]]) -> tuple[str, float, bool] | None:
    """`A，比上年同期的B增长p%` and `从B增加到A，增长p%`."""
    (_, first_end, first), (second_start, second_end, second), (third_start, _, third) = three
    if third.unit != "%" or third.change == "level" or third.value is None:
        return None
    if first.unit != second.unit or first.unit == "%" or not first.value or not second.value:
        return None
    if first.comparator != "=" or second.comparator != "=":
        return None
    between, gap = text[first_end:second_start], text[second_end:third_start]
    if re.fullmatch(r"，?(?:比|较)(?:去年|上年)?(?:同期)?的", between) and re.fullmatch(
        r"(?:同比)?[增长加下降减少上升提高了]{1,6}(?:约|近|超过)?", gap
    ):
        now, before = first.value, second.value
    elif re.fullmatch(r"(?:增加|增长|提高|提升|上升|扩大|下降|减少|降低)?(?:到|至)", between) and re.fullmatch(
        r"，(?:同比|累计|共)?[增长加下降减少上升提高了]{1,6}(?:约|近|超过)?", gap
    ):
        now, before = second.value, first.value
    else:
        return None
    change = (now / before - 1) * 100
    derived = round(change if third.change == "increase" else -change, 2)
    agrees = _rounds_to(derived, third)
    return None if agrees is None else ("growth", derived, agrees)


def _share(text: str, three: Sequence[tuple[int, int, Any]]) -> tuple[str, float, bool] | None:
    """`共T名，其中P名，占p%`."""
    (_, first_end, first), (second_start, second_end, second), (third_start, _, third) = three
    if third.unit != "%" or third.change != "level" or third.value is None or first.unit != second.unit:
        return None
    if not first.value or not second.value or first.unit == "%" or second.value > first.value:
        return None
    if first.comparator != "=" or second.comparator != "=":
        return None
    between, gap = text[first_end:second_start], text[second_end:third_start]
    if not re.match(r"[^。；！？]{0,12}[，（(]其中", between) or re.search(r"[。；！？]", between):
        return None
    if not re.fullmatch(r"[^，。；]{0,8}[，（(]?占(?:比|总数的|全部的|总量的)?(?:达|为|约|近|超过)?", gap):
        return None
    derived = round(second.value / first.value * 100, 2)
    agrees = _rounds_to(derived, third)
    return None if agrees is None else ("share", derived, agrees)
