"""The day a page is dated: from front matter, from its path, or inferred from what it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice, pairwise

from transforms.documents.written_dates import YEARS, WrittenDate, find_dates, is_lunar, make_date
from transforms.lexicon import rules

_SEP = r"[-_./年 ]"
_PATH_DATE = re.compile(
    rf"(?<!\d)(?P<y>{YEARS})(?:{_SEP}/?(?P<m>\d{{1,2}})[-_./月 ]/?(?P<d>\d{{1,2}})"
    rf"|{_SEP}?(?P<m2>\d\d)/?(?P<d2>\d\d)(?:\d\d|\d{{4}}|\d{{6}})?)(?!\d)"
)
_HEX = re.compile(r"[0-9a-fA-F]{16,}")
_PERIOD = re.compile(r"\s?(?:至|到|[-_~～—]{1,2})\s?")
_WEEKDAY = re.compile(r"(?:星期|禮拜|礼拜|[周週])([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_MAX_LINE = 120
_TOP = 3
"""So many lines at the top of a file may be a date alone; further down such a line dates a notice, say."""
_DAY = re.compile(
    r"(?<![\d年.])(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
    r"(?:(?:上午|下午)?\s*(?:至|到|—|－|-|~|～)\s*(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)?"
)
_DATELINE = re.compile(
    r"(?:本报|社|网|台)[^\s\d，。（(]{0,14}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日\s*(?:上午|下午|晚)?\s*(?:讯|訊|电|電|专电|專電|消息)"
)
_TOLD_FULL = re.compile(r"[^。\n]{0,6}(?:讯|電|电[）)\s]|[，,]?\s*(?:本报)?记者)")
_YEAR = re.compile(rf"(?<![\d.—~-])({YEARS})年")
_HEADING = re.compile(r"^#+ .{2,80}$", re.M)
_ALONE = re.compile(r"[\W_]*(?:[\u4e00-\u9fff]{2,12}[报報][\W_]*)?")
"""What is left of a line at the top that holds a date and, at most, the name of a newspaper."""
_DECK, _HELD = re.compile(r"[#\s]*[（(]?[—―–－-]{2}"), re.compile(r"日\s*在.{2,40}上")
_CLAUSE_END = re.compile(r"[，。！？；：、\n]")
_CLAUSE = re.compile(r"，?[^，。！？；\n]{0,30}")
_NEAR, _NEARER = timedelta(31), timedelta(7)
"""How long before the page's latest day a full date may lie that gives its year: behind datelines, without any."""
_AHEAD = timedelta(1)
_MAX_TEXT = 400_000


def date_in_path(path: str) -> date | None:
    """The date nearest to the end of a path: 2026-02-05, 20260205, 2026/02/05, 2026-02/05, 2026年2月5日, 5-Feb-2026.

    Two dates with nothing but a dash between them are a period and no date.
    """
    found = dates_in_path(path)
    periods = {w for pair in pairwise(found) if _PERIOD.fullmatch(path[pair[0].end : pair[1].start]) for w in pair}
    return next((w.day for w in reversed(found) if w not in periods), None)


def dates_in_path(path: str) -> list[WrittenDate]:
    """All dates in a path, in its order."""
    path = _HEX.sub(lambda m: m[0] if m[0].isdigit() else " " * len(m[0]), path)  # a hash may hold digits like a date's
    found = {w.start: w for w in (*find_dates(path), *_dates_in_digits(path))}
    return [found[at] for at in sorted(found)]


def _dates_in_digits(path: str) -> Iterator[WrittenDate]:
    at = 0
    while found := _PATH_DATE.search(path, at):
        day = make_date(found["y"], found["m"] or found["m2"], found["d"] or found["d2"])
        if day and not is_lunar(path, found.start()):
            yield WrittenDate(day, found.start(), found.end())
        at = found.end() if day else found.start() + 4


def date_in_text(text: str) -> date | None:
    """The date of a masthead, else the day after the latest day that the page reports on.

    None if the page does not say in which year that is: a year of its history or of its plans would be a guess.
    """
    text = text[:_MAX_TEXT]
    dates = list(find_dates(text))
    if masthead := _masthead(text, dates):
        return masthead
    latest = _latest(text, dates)
    return latest + timedelta(days=1) if latest else None


def _masthead(text: str, dates: list[WrittenDate]) -> date | None:
    """The date of a line that only says which edition this is; one with its weekday before those without."""
    top = _end_of_top(text)
    others = set()
    for found in dates:
        line, before = _line_around(text, found)
        if len(line) >= _MAX_LINE or any(mark in line for mark in "。！？，；") or _pattern("no_masthead").search(line):
            continue
        if weekday := _WEEKDAY.search(line):
            if _WEEKDAYS[found.day.weekday()] == weekday[1].replace("天", "日"):
                return found.day
            continue
        alone = _ALONE.fullmatch(line.replace(text[found.start : found.end], ""))
        labelled = _pattern("date_labels").search(before)
        if (found.start < top and (alone or labelled)) or _pattern("beside_date").search(line):
            others.add(found.day)
    return others.pop() if len(others) == 1 else None


def _end_of_top(text: str) -> int:
    """Where the first lines of a text that are not empty end."""
    lines = islice(re.finditer(r"[^\n]*\S[^\n]*", text[:20_000]), _TOP)
    return max((line.end() for line in lines), default=len(text))


def _line_around(text: str, found: WrittenDate) -> tuple[str, str]:
    """The line that a date stands in, and what of it stands before the date; cut if it is too long for a masthead."""
    edge = max(0, found.start - _MAX_LINE)
    first = text.rfind("\n", edge, found.start) + 1 or edge
    last = text.find("\n", found.end, found.end + _MAX_LINE)
    return text[first : last if last >= 0 else found.end + _MAX_LINE], text[first : found.start]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Any of the patterns that the rules list under a name."""
    return re.compile("|".join(f"(?:{part})" for part in rules("documents")[name]))


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the clause of a date, or the one it opens, speaks of the future."""
    before = _CLAUSE_END.split(text[max(0, start - 10) : start])[-1]
    behind = _CLAUSE.match(text, end, end + 40)
    return bool(_pattern("future").search(before + "日" + (behind[0] if behind else "")))


def _latest(text: str, dates: list[WrittenDate]) -> date | None:
    """The latest day that the page reports on, in the year that the page gives for the days around it.

    No year but the last that it names is taken: one before that is history.
    """
    if deck := next((w.day for w in dates if _is_in_deck(text, w)), None):
        return deck
    told = max((w.day for w in dates if _TOLD_FULL.match(text, w.end)), default=None)
    full = {w.day for w in dates if not _is_to_come(text, w.start, w.end)}
    named = max({d.year for d in full} | _years(text), default=0)
    if told and told.year == named:
        return told
    datelines = [(int(m["m"]), int(m["d"])) for m in _DATELINE.finditer(text)]
    now = any(_pattern("this_year").match(text, m.end()) for m in _YEAR.finditer(text) if int(m[1]) == named)
    if datelines:
        for year in (named, named + 1):
            latest = _in_year(datelines, year)
            near = latest and any(-_AHEAD <= latest - d <= _NEAR for d in full)
            if latest and (near or (year == named and (now or _is_present(text, year, latest.month)))):
                return latest
        return None
    found = (m for m in _DAY.finditer(text) if not _is_to_come(text, m.start(), m.end()))
    latest = _in_year([(int(m["m2"] or m["m"]), int(m["d2"] or m["d"])) for m in found], named)
    if latest and (now or any(-_AHEAD <= latest - d <= _NEARER for d in full)):
        return max({latest} | {d for d in full if timedelta(0) < d - latest <= _AHEAD})
    return None


def _is_in_deck(text: str, found: WrittenDate) -> bool:
    """Whether a date stands below the headline, behind ——, as the day that a speech was held on."""
    line, before = _line_around(text, found)
    return found.start < _end_of_top(text) and _DECK.match(before) is not None and _HELD.search(line) is not None


def _years(text: str) -> set[int]:
    """The years that the page names, goals left out."""
    return {
        int(m[1])
        for m in _YEAR.finditer(text)
        if not _pattern("goal_before").search(text, max(0, m.start() - 6), m.start())
        and not _pattern("goal_behind").match(text, m.end())
        and not _is_to_come(text, m.start(), m.end())
    }


def _is_present(text: str, year: int, month: int) -> bool:
    """Whether the page names a season, a period or a meeting of the year that is just then, or heads news with it."""
    if any(f"{year}年" in line[0] and _pattern("begun").search(line[0]) for line in _HEADING.finditer(text)):
        return True
    for found in re.finditer(rf"(?<![\d.—~-]){year}年", text):
        if not _pattern("goal_before").search(text, max(0, found.start() - 6), found.start()):
            for first, last, pattern in _seasons():
                if first <= month <= last and pattern.match(text, found.end()):
                    return True
    return False


@cache
def _seasons() -> list[tuple[int, int, re.Pattern[str]]]:
    return [(first, last, re.compile("|".join(words))) for first, last, *words in rules("documents")["seasons"]]


def _in_year(days: list[tuple[int, int]], year: int) -> date | None:
    """The latest of the days in that year. Around New Year those of November and December are of the year before."""
    months = {month for month, _ in days}
    turn = bool(months & {1, 2}) and bool(months & {11, 12})
    dated = (make_date(year - (turn and month >= 11), month, day) for month, day in days)
    return max((d for d in dated if d), default=None)
