"""The day a page is dated: from front matter, from its path, or inferred from what it reports on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from transforms.lexicon import rules

_YEARS = r"(?:18|19|20)\d\d"
_SEP = r"[-_./年]"
_PATH_DATE = re.compile(
    rf"(?<!\d)(?P<y>{_YEARS})(?:{_SEP}(?P<m>\d{{1,2}})[-_./月](?P<d>\d{{1,2}})|{_SEP}?(?P<m2>\d\d)/?(?P<d2>\d\d)(?:\d{{4,6}})?)(?!\d)"
)
_HEX = re.compile(r"[0-9a-fA-F]{16,}")
_FULL = re.compile(rf"(?<!\d)({_YEARS})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日")
_VALUE = re.compile(rf"\s*({_YEARS})\D{{0,3}}(\d{{1,2}})\D{{0,3}}(\d{{1,2}})(?!\d)")
_MASTHEAD = re.compile(
    rf"({_YEARS})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日\s*[（(]?\s*(?:星期|周)([一二三四五六日天])"
)
_DAY = re.compile(
    r"(?<![\d年.])(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
    r"(?:(?:上午|下午)?\s*(?:至|到|—|－|-|~|～)\s*(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)?"
)
_DATELINE = re.compile(
    r"(?:本报|社|网|台)[^\s\d，。（(]{0,14}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日\s*(?:上午|下午|晚)?\s*(?:讯|电|专电|消息)"
)
_TOLD_FULL = re.compile(
    rf"(?<!\d)({_YEARS})年(\d{{1,2}})月(\d{{1,2}})日(?=[^。\n]{{0,6}}(?:讯|电[）)\s]|[，,]?\s*(?:本报)?记者))"
)
_PRESENT = re.compile(
    r"是|伊始|新年|[^。；，]{0,6}(?:上半年|一季度|前三季度|第[一二三四]季度|第\d{1,2}次|第[一二三四五六七八九十]{1,3}次)|，[^。；]{0,16}将"
)
_MONTH = re.compile(r"(\d{1,2})月(?!\d)")
_EVENT = re.compile(r"(?![底初度末以前后至到全的来间中开之])[\u4e00-\u9fff“]{2}")
_YEAR = re.compile(rf"(?<![\d.])({_YEARS})年")
_CLAUSE_END = re.compile(r"[，。！？；：、\n]")
_CLAUSE = re.compile(r"，?[^，。！？；\n]{0,30}")
_WEEKDAYS = "一二三四五六日"
_MAX_TEXT = 400_000


def date_in_value(value: str) -> date | None:
    """A date as people write it into front matter."""
    compact = re.fullmatch(rf"\s*({_YEARS})(\d\d)(\d\d)\s*", value)
    found = compact or _VALUE.match(value)
    return _date(*found.groups()) if found else None


def date_in_path(path: str) -> date | None:
    """The date nearest to the end of a path: 2026-02-05, 20260205, 2026/02/05, 2026-02/05."""
    path = _HEX.sub(lambda m: m[0] if m[0].isdigit() else " ", path)  # a hash may hold digits like a date's
    last, at = None, 0
    while found := _PATH_DATE.search(path, at):
        day = _date(found["y"], found["m"] or found["m2"], found["d"] or found["d2"])
        last = day or last
        at = found.end() if day else found.start() + 4
    return last


def date_in_text(text: str) -> date | None:
    """The date of a masthead, else the day after the latest day that the page reports on.

    None if the page does not say in which year that is: a year of its history or of its plans would be a guess.
    """
    text = text[:_MAX_TEXT]
    if masthead := _masthead(text):
        return masthead
    days = [(int(m["m"]), int(m["d"])) for m in _DATELINE.finditer(text)] or _told_days(text)
    latest = _latest(text, days)
    return latest + timedelta(days=1) if latest else None


def _masthead(text: str) -> date | None:
    """A full date with its right weekday that stands in a line of its own."""
    for found in _MASTHEAD.finditer(text):
        day = _date(*found.groups()[:3])
        right = day and _WEEKDAYS[day.weekday()] == found[4].replace("天", "日")
        if right and _stands_alone(text, found.start(), found.end()):
            return day
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return len(line) < 120 and not any(mark in line for mark in "。！？，")


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _future() -> re.Pattern[str]:
    return re.compile("|".join(rules("documents")["future"]))


_GOALS = tuple(rules("documents")["goal_behind"])


@cache
def _goal() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(rules('documents')['goal_before'])})\s*$")


def _told_days(text: str) -> list[tuple[int, int]]:
    """Month and day of what the page tells of, days to come left out; the last day of a range."""
    return [(int(m["m2"] or m["m"]), int(m["d2"] or m["d"])) for m in _DAY.finditer(text) if not _is_to_come(text, m)]


def _is_to_come(text: str, day: re.Match[str]) -> bool:
    """Whether the clause of a date, or the one it opens, speaks of the future."""
    before = _CLAUSE_END.split(text[max(0, day.start() - 10) : day.start()])[-1]
    behind = _CLAUSE.match(text, day.end(), day.end() + 40)
    return bool(_future().search(before + "日" + (behind[0] if behind else "")))


def _latest(text: str, days: list[tuple[int, int]]) -> date | None:
    """The latest of the days in the last year that the page names, if it is at home in that year."""
    full = {d for m in _FULL.finditer(text) if (d := _date(*m.groups()))}
    year = max(_years(text), default=0)
    dated = [d for month, day in _turn(days) if (d := _date(year - (month > 12), (month - 1) % 12 + 1, day))]
    if dated:
        latest = max(dated)
        if any(timedelta(-3) <= latest - d <= timedelta(60) for d in full) or _is_at_home(text, year, latest):
            return max([latest, *(d for d in full if timedelta(0) < d - latest <= timedelta(3))])
    told = {d for m in _TOLD_FULL.finditer(text) if (d := _date(*m.groups()))}
    return max(told) if told and max(told).year == year else None


def _turn(days: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Around New Year the days of November and December are of the year before: their months count on from 12."""
    months = {month for month, _ in days}
    turn = bool(months & {1, 2}) and bool(months & {11, 12})
    return [(month + 12 if turn and month >= 11 else month, day) for month, day in days if 1 <= month <= 12]


def _years(text: str) -> set[int]:
    """The years that the page names, goals left out."""
    years = set()
    for found in _YEAR.finditer(text):
        before, after = text[max(0, found.start() - 6) : found.start()], text[found.end() : found.end() + 4]
        if not _goal().search(before) and not after.startswith(_GOALS) and before[-1:] not in "—-~":
            years.add(int(found[1]))
    return years


def _is_at_home(text: str, year: int, latest: date) -> bool:
    """Whether the page speaks of the year as the present: its plans, quarters, events, a month just past."""
    events = set()
    often = text.count(f"{year}年") > 1
    for found in re.finditer(rf"(?<!\d){year}年", text):
        after = text[found.end() : found.end() + 40]
        month = _MONTH.match(after)
        if (month and often and 0 <= latest.month - int(month[1]) <= 2) or _PRESENT.match(after):
            return True
        if event := _EVENT.match(after):
            events.add(event[0])
    return len(events) > 1
