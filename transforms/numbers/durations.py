"""Stated lengths of time held against the dates that the same article gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from transforms.numbers.claims import sentence_start
from transforms.numbers.clock_spans import hours_before, months_before
from transforms.numbers.numerals import parse_integer
from transforms.numbers.time_expressions import TimeExpression, find_times
from transforms.page import TEXT_KINDS, Page, Segment


class Length(NamedTuple):
    """A claim of so many days or years, and what the dates at [start, end) of a segment make of it."""

    metric: Any
    segment: int
    start: int
    end: int
    derived: float


class Plan(NamedTuple):
    """The years in a plan's name, stated at a position of a segment, and those of its bracket at [start, end)."""

    segment: int
    at: int
    start: int
    end: int
    stated: float
    derived: float


class _Dates(NamedTuple):
    segment: int
    time: TimeExpression


_LASTS = re.compile(r"(?:为期|历时|会期|展期|工期|历经|赛期|持续|(?:举行|举办|进行|开展|召开)(?:了|的)?)$")
_WHOLE = re.compile(
    r"(?:的)?(?:时间|会期|会议|会程|行程|活动|赛程|比赛|培训|访问|展期|展会|论坛|考察|调研|采访|旅程|征程|征战|奋战|鏖战|课程|集训|演出|巡游|庙会)"
)
_SINCE = re.compile(r"(?:的?时间)?(?:来|以来|间|里|如一日|的(?:坚守|坚持|努力|奋斗|发展|历程|岁月|时光|风雨|光阴))")
_UNTIL_NOW = re.compile(r"(?:至今|如今|已|迄今|整整|走过|过去)[^，。；0-9]{0,4}$")
_YEAR = re.compile(
    r"(?<![0-9-])(?P<year>19[0-9]{2}|20[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?!度|级|版|[至到—-])"
)
_YEARS = re.compile(
    r"(?<![0-9])(?P<first>19[0-9]{2}|20[0-9]{2})年?(?:至|到|—|-|－|～)(?P<last>19[0-9]{2}|20[0-9]{2})年"
)


def find_durations(page: Page, claims: Mapping[int, Sequence[Any]]) -> Iterator[Length]:
    """Lengths in days against date ranges, lengths in years against years; `claims` are the metrics of each segment."""
    days, years = [], []
    for index, metrics in claims.items():
        segment = page.segments[index]
        if segment.kind == "heading" or segment.kind in TEXT_KINDS:
            known = [m for m in metrics if m.comparator == "=" and m.value]
            days += [(index, m) for m in known if m.unit == "day" and 2 <= m.value < _LONGEST]
            years += [(index, m) for m in known if m.unit == "year" and 2 <= m.value < 100]
            for metric in known:
                if found := _short_spans(segment, index, metric):
                    yield found
    if days:
        yield from _days(page, days)
    for index, metric in years:
        if found := _years(page.segments[index], index, metric, page.document.edition_date) or _beneath(
            page, index, metric
        ):
            yield found


_BESIDE = {"hour": hours_before, "month": months_before}


def _short_spans(segment: Segment, index: int, metric: Any) -> Length | None:
    """A length in hours or months against the span that stands in front of it in its sentence. Agreement only."""
    read = _BESIDE.get(metric.unit)
    if read is None or metric.value < 2:
        return None
    start, end = segment.clean(metric.char_start), segment.clean(metric.char_end - 1) + 1
    if segment.plain.startswith(("后", "前", "内", "之后", "以后", "之内", "以内"), end):
        return None  # 从8点到10点，培训2个小时后上岗
    found = read(segment.plain, sentence_start(segment.plain, start), start, metric.value)
    return Length(metric, index, *found, metric.value) if found else None


_PLAN = re.compile(
    r"(?P<years>[两二三四五六七八九]|十[一二三四五]?)年(?:[^，。；：（）()年]{0,18}(?:行动|攻坚战?|计划|方案|规划|纲要)》?)?"
    r"[（(](?P<first>20[0-9]{2})年?(?:至|到|—{1,2}|-{1,2}|－|–|～)(?P<last>20[0-9]{2})年?[）)]"
)


def find_plans(page: Page) -> Iterator[Plan]:
    """三年行动方案（2026—2028年）: how long a plan's name says it runs, and the years in the bracket behind."""
    for index, segment in enumerate(page.segments):
        if segment.kind == "heading" or segment.kind in TEXT_KINDS:
            for plan in _PLAN.finditer(segment.plain) if "年" in segment.plain else ():
                stated, passed = parse_integer(plan["years"]), int(plan["last"]) - int(plan["first"])
                if stated and passed > 0:
                    derived = passed if passed == stated else passed + 1
                    years = plan.start("first"), plan.end() - 1
                    yield Plan(index, segment.raw(plan.start()), *years, float(stated), float(derived))


def _days(page: Page, stated: Sequence[tuple[int, Any]]) -> Iterator[Length]:
    """为期两天, 两天的行程 against the one date range of the article, or of one that tells of the same event."""
    lengths = [(i, m, _force(page.segments[i], m)) for i, m in stated]
    ranges = [_Dates(i, t) for i, s in enumerate(page.segments) for t in _day_ranges(page, s)]
    by_article: dict[str, list[_Dates]] = {}
    for dates in ranges:
        by_article.setdefault(page.segments[dates.segment].article_id, []).append(dates)
    for index, metric, force in lengths:
        if beside := _beside(page.segments[index], ranges, index, metric):
            yield beside
            continue
        if not force:
            continue
        near = by_article.get(page.segments[index].article_id, [])
        elsewhere = not near and force == 2
        if elsewhere:
            near = [d for d in ranges if _tells(page, d, metric.indicator)]
        if len({(d.time.first, d.time.last) for d in near}) != 1:
            continue
        place, time = near[0]
        derived = (time.last - time.first).days + 1  # type: ignore[operator]
        if derived == metric.value or (force == 2 and not elsewhere):
            yield Length(metric, place, time.start, time.end, float(derived))


_LONGEST = 400
"""So many days a range or a length has at most that is held against the other."""


def _beside(segment: Segment, ranges: Sequence[_Dates], index: int, metric: Any) -> Length | None:
    """The one date range of the sentence that a length stands in, in front of it: 12月22日至1月25日，…35天."""
    start = segment.clean(metric.char_start)
    own = [
        d.time for d in ranges if d.segment == index and sentence_start(segment.plain, start) <= d.time.start < start
    ]
    if len(own) != 1:
        return None
    passed = (own[0].last - own[0].first).days + 1  # type: ignore[operator]
    return Length(metric, index, own[0].start, own[0].end, float(passed)) if passed == metric.value else None


def _force(segment: Segment, metric: Any) -> int:
    """2 where the claim says how long an event lasts (为期三天), 1 where it looks back on its days, else 0."""
    start, end = segment.clean(metric.char_start), segment.clean(metric.char_end - 1) + 1
    lead = segment.plain[max(0, start - 4) : start]
    if _LASTS.search(lead):
        return 2
    return 1 if _WHOLE.match(segment.plain, end) or metric.text.endswith("时间") else 0


def _day_ranges(page: Page, segment: Segment) -> list[TimeExpression]:
    if "日" not in segment.plain:
        return []
    times = find_times(segment.plain, page.document.edition_date)
    spans = [t for t in times if t.kind == "range" and t.first and t.last and t.text.endswith("日")]
    spans += [
        TimeExpression(a.start, b.end, segment.plain[a.start : b.end], a.first, _behind(a, b), "range")
        for a, b in pairwise(t for t in times if t.kind != "clock")
        if a.kind in ("day", "since")
        and b.kind in ("day", "until")
        and a.first
        and b.last
        and _SPANS.fullmatch(segment.plain, a.end, b.start)
        and not segment.plain.startswith(("前", "之前"), b.end)
    ]
    return [t for t in spans if 0 < (t.last - t.first).days < _LONGEST]  # type: ignore[operator]


def _behind(first: TimeExpression, last: TimeExpression) -> date | None:
    """The day that a range ends on: in the year of its first one, where it names none itself."""
    day, begun = last.last, first.first
    if day is None or begun is None or day >= begun or "年" in last.text or (day.month, day.day) == (2, 29):
        return day
    moved = day.replace(year=begun.year)
    return moved if moved >= begun else day.replace(year=begun.year + 1)


_SPANS = re.compile(
    "(?:一直)?(?:持续|延续)?[到至]"
    "|(?:[零0-9]{1,2}[时点:：0-9分]{0,6})?起?(?:正式|将|将于)?(?:开始|启动|开幕|开馆|开展|放假|开放|实施|启用|开赛|起)?[，,]?(?:将|将会|一直)?(?:持续|延续)?(?:至|到)?"
)
"""Between the first and the last day: 从3月1日|持续到|3月10日, 1月17日|开始，|2月22日结束."""


def _tells(page: Page, dates: _Dates, event: str | None) -> bool:
    """Whether the sentence of a date range names the event."""
    text, end = page.segments[dates.segment].plain, dates.time.end
    return bool(event and len(event) > 1 and event in text[end : end + 60])


def _years(segment: Segment, index: int, metric: Any, edition_date: date) -> Length | None:
    """`1997年…29年来` against the year of the edition, `2021年至2025年，五年…` against both years. Agreement only."""
    text, start = segment.plain, segment.clean(metric.char_start)
    end = segment.clean(metric.char_end - 1) + 1
    low = max(0, start - 90)
    guarded = text[max(0, start - 2) : start].endswith(_NO_LENGTH)
    for match in _YEARS.finditer(text, low, start):
        passed = int(match["last"]) - int(match["first"])
        if metric.value in (passed, passed + 1) and "。" not in text[match.end() : start]:
            return Length(metric, index, match.start(), match.end(), metric.value)
    if found := _around(text, start, end, metric.value):
        return Length(metric, index, *found, metric.value)
    if guarded:
        return None
    if found := _between(text, low, start, metric.value):
        return Length(metric, index, *found, metric.value)
    if (until := _UNTIL_TODAY.search(text, low, start)) and edition_date.year - int(until["year"]) == metric.value:
        return Length(metric, index, *until.span(), metric.value)
    known = _SINCE.match(text, end) or (metric.value > 4 and _looks_back(text, start, end))
    if not known:
        return None
    for match in reversed(list(_YEAR.finditer(text, low, start))):
        if edition_date.year - int(match["year"]) == metric.value:
            return Length(metric, index, match.start(), match.end(), metric.value)
    return None


_LASTED = re.compile(
    "(?:一干就是|一[守站教做走]就是|历时|为期|工期|整整|前后|用了|花了|过去了|长达|跨越|走过|走完了)[^，。；0-9]{0,2}$"
)


def _between(text: str, low: int, start: int, value: float) -> tuple[int, int] | None:
    """`1985年参加工作，2015年退休，一干就是30年`, `2024年1月1日至2026年12月31日，为期三年`: the years in front."""
    if not _LASTED.search(text, max(low, start - 8), start):
        return None
    low = sentence_start(text, start)
    if (dated := list(_DATED.finditer(text, low, start))) and len(dated) == 1:
        years = int(dated[0]["last"]) - int(dated[0]["first"]) + 1
        whole = (dated[0]["a"], dated[0]["b"]) == ("1月1日", "12月31日")
        return dated[0].span() if whole and years == value else None
    years_named = list(_NAMED_YEAR.finditer(text, low, start))
    if len(years_named) != 2 or int(years_named[1][1]) - int(years_named[0][1]) != value:
        return None
    return years_named[0].start(), years_named[1].end()


_DATED = re.compile(
    r"(?P<first>20[0-9]{2})年(?P<a>[0-9]{1,2}月[0-9]{1,2}日)(?:起)?(?:至|到|—|-|－)(?P<last>20[0-9]{2})年(?P<b>[0-9]{1,2}月[0-9]{1,2}日)"
)
_NAMED_YEAR = re.compile(r"(?<![0-9])((?:18|19|20)[0-9]{2})年?(?=[^0-9])")
_NO_LENGTH = ("连续", "近", "前", "后", "每", "再")
_UNTIL_TODAY = re.compile(
    r"[从自](?P<year>(?:19|20)[0-9]{2})年[^，。；0-9]{0,12}?[到至](?:现在|今天?|如今|目前)(?=[^。！？；]{0,40}$)"
)
"""从2000年到现在，他已…20年."""
_FROM_TO = re.compile(
    r"[从自由](?P<first>(?:19|20)[0-9]{2})年[^。！？从自由]{0,40}?[到至](?:了)?(?P<last>(?:19|20)[0-9]{2})年"
)
_IN_BRACKETS = re.compile(
    r"[间里内来]?[（(](?P<first>(?:19|20)[0-9]{2})年?(?:至|到|—|-|－|～)(?P<last>(?:19|20)[0-9]{2})年[）)]"
)
_BETWEEN = re.compile(r"(?:的?时间|间|里|内|来|中|，)")


def _around(text: str, start: int, end: int, value: float) -> tuple[int, int] | None:
    """`从2018年的…到2024年的…，6年间…` and `五年（2021年至2025年）`: the years that bound a length."""
    if behind := _IN_BRACKETS.match(text, end):
        passed = int(behind["last"]) - int(behind["first"])
        return (behind.start("first"), behind.end("last") + 1) if value in (passed, passed + 1) else None
    if not _BETWEEN.match(text, end):
        return None
    for match in _FROM_TO.finditer(text, max(0, start - 110), start):
        near = not re.search("[。！？；]", text[match.end() : start])
        if near and int(match["last"]) - int(match["first"]) == value:
            return match.start("first"), match.end()
    return None


def _beneath(page: Page, index: int, metric: Any) -> Length | None:
    """两年 in a title against the one span of years, both counted, in the paragraph beneath it. Agreement only."""
    title, below = page.segments[index], index + 1
    if title.kind not in ("heading", "subheading") or below >= len(page.segments):
        return None
    body = page.segments[below]
    spans = list(_YEARS.finditer(body.plain)) if body.article_id == title.article_id and body.kind == "body" else []
    if len(spans) != 1 or int(spans[0]["last"]) - int(spans[0]["first"]) + 1 != metric.value:
        return None
    return Length(metric, below, *spans[0].span(), metric.value)


def _looks_back(text: str, start: int, end: int) -> bool:
    """Whether the length counts up to now (至今已29年) or ends its clause (一干就是29年)."""
    return bool(_UNTIL_NOW.search(text, max(0, start - 10), start)) or text[end : end + 1] in tuple("。，！；")
