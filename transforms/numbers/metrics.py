"""Numeric claims: what is measured, how much, since when, so already or still to come, and by whose word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from transforms.identity import row_id
from transforms.lexicon import rules
from transforms.numbers.ages import of_age
from transforms.numbers.changes import compared, of_rate
from transforms.numbers.indicators import find_indicator
from transforms.numbers.market import repeats_change
from transforms.numbers.noun_phrases import Words
from transforms.numbers.numerals import FULL_WIDTH
from transforms.numbers.quantities import find_quantities
from transforms.numbers.quantity import Quantity
from transforms.numbers.respective import find_listed_names, find_respective
from transforms.numbers.status import read_status
from transforms.numbers.suffixes import Suffixes
from transforms.numbers.time_expressions import TimeExpression, find_times
from transforms.numbers.units import in_base_unit
from transforms.page import TEXT_KINDS, Mention, Page, Segment, Token, tag_words
from transforms.traditional import in_simplified
from warehouse.contract import TABLES


class Metric(NamedTuple):
    """A numeric claim in a text; the fields mean what the contract's columns of the same name mean."""

    start: int
    end: int
    text: str
    value: float | None
    value_low: float | None
    value_high: float | None
    comparator: str
    unit: str | None
    unit_text: str | None
    dimension: str
    change: str
    status: str
    indicator: str | None
    change_basis: str | None
    period_start: date | None
    period_end: date | None


_SHARE = re.compile("[0-9][%％]")
_FULL_WIDTH = re.compile("[０-９．％]")
_SENTENCE = re.compile(r"[。！？!?\n；;]")
_LONG_CLAUSE = re.compile(r"[，。；！？：,;:!?\n]")
_CLAUSE = re.compile(r"[，。；！？：,;:!?\n、]")
_ROW = TABLES["metrics"].row
_START = attrgetter("start")


def _ends(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    words = rules("metrics")
    return {
        "behind_increase": re.compile(_ends(words["behind_increase"])),
        "behind_decrease": re.compile(_ends(words["behind_decrease"])),
        "yoy": re.compile(_ends(words["yoy"])),
        "mom": re.compile(_ends(words["mom"])),
        "since": re.compile("|".join(words["since"])),
    }


def _whole(before: str, at: int) -> int:
    """Where a word of change starts that ends `before`; -1 if it is the end of another word."""
    pieces: str = rules("metrics")["pieces"].get(before[at:], "") if at > 0 else ""
    return -1 if pieces and before[at - 1] in pieces else at


class _Verbs(NamedTuple):
    """Words in front of a number that tell of a change, of the level reached by it, or of neither."""

    increase: Suffixes
    decrease: Suffixes
    level_ends: Suffixes
    fillers: Suffixes

    def said(self, before: str) -> str | None:
        """The change that the words in front end with; `level` for 增至, None where they say nothing of it."""
        end = len(before)
        reached = self.level_ends.start(before, end)
        if reached > 0 and before[reached - 1] != "幅":
            verb = reached - (before[reached - 1] == "了")
            if self.increase.start(before, verb) >= 0 or self.decrease.start(before, verb) >= 0:
                return "level"
        up, down = (_whole(before, verbs.start(before, end)) for verbs in (self.increase, self.decrease))
        if up < 0 and down < 0:
            return None
        # The longer word counts: 负增长 is a decrease.
        return "increase" if down < 0 or 0 <= up < down else "decrease"


@cache
def _verbs() -> _Verbs:
    return _Verbs(*(Suffixes(rules("metrics")[key]) for key in ("increase", "decrease", "level_ends", "fillers")))


def find_metrics(
    text: str,
    edition_date: date,
    names: Sequence[tuple[int, int]] = (),
    tokens: Sequence[Token] | None = None,
    is_goal: Callable[[int], bool] = lambda position: False,
) -> list[Metric]:
    """All numeric claims of a text, in order.

    `names` are spans in which numerals count nothing, `is_goal` says of a position whether the
    speaker promises or demands what is said there.
    """
    if not text or text.isspace():
        return []
    simple = in_simplified(text)
    plain = simple.translate(FULL_WIDTH) if _FULL_WIDTH.search(simple) else simple
    times = find_times(text, edition_date)
    words: Words | None = None

    def read_words() -> Words:
        nonlocal words
        words = words or Words(tag_words(simple) if tokens is None else tokens, plain)
        return words

    quantities = find_quantities(plain, times, names, lambda start, end: read_words().is_inside(start, end))
    if not quantities:
        return []
    out = _read_claims(_Read(plain, read_words(), times, edition_date, is_goal), quantities)
    for told, name in find_listed_names(plain, out):
        out[told] = out[told]._replace(indicator=name)
    for told, amount in find_respective(plain, out):
        if out[amount].indicator:
            out[told] = out[told]._replace(indicator=out[amount].indicator)
    return out if plain == text else [_as_printed(m, text, plain) for m in out]


class _Read(NamedTuple):
    """A text as its numbers are read from it: in Simplified characters and narrow digits, with its words and times."""

    text: str
    words: Words
    times: Sequence[TimeExpression]
    edition_date: date
    is_goal: Callable[[int], bool]

    def near(self, at: int) -> Sequence[TimeExpression]:
        """The times of a number's sentence that begin no later than the number at `at`."""
        first = bisect_left(self.times, self.words.sentence_start(at, 400), key=_START)
        return self.times[first : bisect_right(self.times, at, key=_START)]


def _read_claims(read: _Read, quantities: Sequence[Quantity]) -> list[Metric]:
    """The claims that the quantities of a text make, each read with those in front of it."""
    done: list[tuple[Quantity, str | None]] = []
    claims: list[Metric] = []
    for quantity in quantities:
        change = _change(read.text, quantity, claims)
        indicator = find_indicator(read.text, read.words, quantity, _outside_remarks(read.words, quantity, done))
        indicator = None if indicator in _EMPTY or (indicator or "").endswith("每") else indicator
        if change == "level" and quantity.unit == "%":
            change = _change_of_rate(read.text, quantity, indicator)
        done.append((quantity, indicator))
        claims.append(_claim(read, quantity, change, indicator))
    return claims


def _outside_remarks(
    words: Words, quantity: Quantity, done: list[tuple[Quantity, str | None]]
) -> list[tuple[Quantity, str | None]]:
    """The last quantities in front of one, without those of remarks in brackets that end in front of it."""
    own = words.remark_at(quantity.start)
    near = done[-_NEAR:]
    while near and (remark := words.remark_at(near[-1][0].start)) and remark != own:
        near.pop()
    return near


_NEAR = 8
"""So many quantities in front of one may tell what it measures."""


_EMPTY = frozenset(rules("indicators")["empty"])
"""Words that name nothing."""


def _claim(read: _Read, quantity: Quantity, change: str, indicator: str | None) -> Metric:
    near = read.near(quantity.start)
    status = read_status(read.text, quantity, read.words, read.is_goal(quantity.start), near, read.edition_date)
    own = read.words.clause_start(quantity.start)
    # What is to come is not dated by a time gone by in a clause before.
    dated = [t for t in near if status == "actual" or t.start >= own or not t.last or t.last >= read.edition_date]
    first, last = _period(read.text, quantity, dated)
    return Metric(
        start=quantity.start,
        end=quantity.end,
        text=read.text[quantity.start : quantity.end],
        value=quantity.value,
        value_low=quantity.low,
        value_high=quantity.high,
        comparator=quantity.comparator,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        dimension=quantity.dimension,
        change=change,
        status=status,
        indicator=indicator,
        change_basis=_basis(read.text, quantity) if change != "level" else None,
        period_start=first,
        period_end=last,
    )


def _as_printed(metric: Metric, text: str, plain: str) -> Metric:
    """The claim with its words as the text prints them, in Traditional characters or wide digits."""
    printed = metric.unit_text and text[metric.end - len(metric.unit_text) : metric.end]
    counted = metric.dimension == "count" and metric.unit == metric.unit_text
    unit = printed if counted else metric.unit
    indicator = metric.indicator
    at = plain.find(indicator) if indicator else -1
    if indicator and at >= 0:
        indicator = text[at : at + len(indicator)]
    said = text[metric.start : metric.end]
    return metric._replace(text=said, unit=unit, unit_text=printed, indicator=indicator)


def _change(text: str, quantity: Quantity, done: Sequence[Metric]) -> str:
    """`increase` or `decrease` for a number that is the amount of a change, `level` for any other."""
    if quantity.change != "level":
        return quantity.change
    if quantity.dimension == "ratio" and text[quantity.start - 1 : quantity.start] in ("+", "＋"):
        return "increase"
    moved = done and done[-1].change != "level" and quantity.unit == "%"
    if moved and repeats_change(text, done[-1].end, quantity.outer_start):
        return done[-1].change
    low = max(0, quantity.outer_start - 14, done[-1].end if done else 0)
    before = text[low : quantity.outer_start]
    before = _CLAUSE.split(before)[-1].rstrip()
    if before.endswith(("少则", "多则")):
        return "level"
    if not before or before in ("和", "及", "与", "以及"):
        same = done and done[-1].end + len(before) + 1 >= quantity.start and done[-1].unit == quantity.unit
        if same:
            return done[-1].change
        return _change_behind(text, quantity)
    verbs = _verbs()
    for _ in range(6):
        if said := verbs.said(before):
            return said
        filler = verbs.fillers.start(before, len(before))
        if filler < 0:
            break
        before = before[:filler].rstrip()
    told = compared(_whole_clause(text, quantity), quantity.dimension not in ("ratio", "duration", "rank"))
    return told or _change_behind(text, quantity)


def _whole_clause(text: str, quantity: Quantity) -> str:
    """The clause in front of a number, with the list that stands in it."""
    return _LONG_CLAUSE.split(text[max(0, quantity.outer_start - 64) : quantity.outer_start])[-1].rstrip()


def _change_behind(text: str, quantity: Quantity) -> str:
    """The change that words behind a rate tell: 10%的增长, 9.9%的跌幅."""
    if quantity.dimension != "ratio":
        return "level"
    cues = _cues()
    more = _MORE_RATES.match(text, quantity.outer_end)
    behind = more.end() if more else quantity.outer_end
    if cues["behind_increase"].match(text, behind):
        return "increase"
    return "decrease" if cues["behind_decrease"].match(text, behind) else "level"


_MORE_RATES = re.compile(r"(?:[、和及]\d[\d.]*[%％]){1,9}")


def _change_of_rate(text: str, quantity: Quantity, indicator: str | None) -> str:
    """The change that a rate of change tells of; `level` for a share, and for a rate below zero, whose sign tells."""
    last = _CLAUSE.split(text[max(0, quantity.outer_start - 20) : quantity.outer_start])[-1]
    if "占" in last or last.endswith("前") or (quantity.value or 0) < 0:
        return "level"
    return of_rate(last, indicator)


def _basis(text: str, quantity: Quantity) -> str | None:
    """What a change is against, from the words of its clause and the one before."""
    cues = _cues()
    sentence = _SENTENCE.split(text[max(0, quantity.start - 60) : quantity.start])[-1]
    clause = re.split(r"[，,]", sentence)[-1]
    for part in (clause, sentence):
        for basis in ("yoy", "mom"):
            if cues[basis].search(part):
                return basis
        if cues["since"].search(part):
            return "since"
    return None


def _period(text: str, quantity: Quantity, near: Sequence[TimeExpression]) -> tuple[date | None, date | None]:
    """Days of the nearest time in front of the number that it holds for; comparisons and clock times do not count."""
    for time in reversed(near):
        if time.kind in ("clock", "undated") or time.end > quantity.start:
            continue
        if _COMPARED.search(text, max(0, time.start - 2), time.start):
            continue
        if _FOUNDED.search(text, max(0, time.start - 6), time.start) or _FOUNDING.match(text, time.end):
            continue  # 成立于2009年，下设5个支部: when it began says nothing of its numbers
        return time.first, time.last
    return None, None


_BEGINNINGS = "成立|创建|始建|建成|组建|创办|创立|注册|落成|通车|开业|投产|出生|毕业|入党|入伍|参军"
_FOUNDED = re.compile(f"(?:{_BEGINNINGS}|建|生)于$")
_FOUNDING = re.compile(f"(?:{_BEGINNINGS})(?:的|，|以来)")
_COMPARED = re.compile(r"(?:[较比与]|相比)$")


def _named(text: str, mentions: Sequence[Mention], at: int) -> str | None:
    """Canonical name of the last of some mentions in front of a number, in its sentence."""
    for mention in reversed(mentions):
        if mention.end <= at:
            return None if _SENTENCE.search(text, mention.end, at) else mention.name
    return None


def read_metrics(page: Page) -> dict[str, list[Any]]:
    """The rows of `metrics`: claims in headings and in the text of articles, in page order."""
    rows = []
    for index, segment in enumerate(page.segments):
        if (segment.kind == "heading" or segment.kind in TEXT_KINDS) and _DIGITS.search(segment.text):
            rows += _rows(page, segment, index)
    return {"metrics": rows}


_DIGITS = re.compile(r"[0-9０-９一二两兩三四五六七八九十百千万萬亿億几半]")


def _rows(page: Page, segment: Segment, index: int) -> list[Any]:
    """Rows of one segment. Each part with its own statement is read with what that statement does."""
    document = page.document
    mentions = page.names.by_segment.get(index, ())
    names = [(m.start, m.end) for m in mentions if m.type != "formulation" or not _SHARE.search(m.text)]
    rows = []
    places = [m for m in mentions if m.type == "place"]
    organizations = [m for m in mentions if m.type == "organization"]

    def statement_at(position: int) -> Any | None:
        return None if segment.kind == "heading" else page.statement_at(segment.raw(position))

    def is_goal(position: int) -> bool:
        statement = statement_at(position)
        return statement is not None and statement.statement_class in ("commitment", "directive")

    for metric in find_metrics(segment.text, document.edition_date, names, segment.tokens, is_goal):
        start, end = segment.span(metric.start, metric.end)
        statement = statement_at(metric.start)
        base = in_base_unit(metric.value, metric.unit)
        rows.append(
            _ROW(
                metric_id=row_id(document.document_id, "metric", start, end),
                statement_id=statement.statement_id if statement else None,
                article_id=segment.article_id,
                document_id=document.document_id,
                edition_date=document.edition_date,
                text=metric.text,
                char_start=start,
                char_end=end,
                value=metric.value,
                value_low=metric.value_low,
                value_high=metric.value_high,
                comparator=metric.comparator,
                unit=metric.unit,
                unit_text=metric.unit_text,
                dimension=metric.dimension,
                change=metric.change,
                status=metric.status,
                indicator=of_age(segment.text, metric, mentions) or metric.indicator,
                change_basis=metric.change_basis,
                period_start=metric.period_start,
                period_end=metric.period_end,
                claimant_name=statement.speaker_name if statement else None,
                value_base=base[0],
                unit_base=base[1],
                place_name=_named(segment.text, places, metric.start),
                organization_name=_named(segment.text, organizations, metric.start),
            )
        )
    return rows
