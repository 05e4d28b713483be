"""Dates, periods and clock times in a text, read against the edition date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from transforms.numbers.numerals import FULL_WIDTH, parse_integer
from transforms.numbers.time_parts import COUNT, TO, WORDS, Part, alternation, scan
from transforms.traditional import in_simplified


class TimeExpression(NamedTuple):
    """A time in a text: its span and words, and its first and last day, null where the text leaves them open.

    kind: `day`, `month`, `quarter`, `half`, `year`, `plan` and `range` name a stretch of the calendar;
    `until` (截至6月底, 2027年前) has no first day; `since` starts on `first` (今年以来 ends with the edition,
    自2020年起 has no end); `span` is a length counted from the edition date (未来五年, 三年内); `clock` is a time of
    day;
    `undated` a festival, decade or weekday.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: str


_LEVEL = {
    **dict.fromkeys(("year", "years", "relyear", "plan"), 1),
    **dict.fromkeys(("half", "quarter", "quarters", "firstq", "firstm"), 2),
    **dict.fromkeys(("month", "months", "relmonth"), 3),
    **dict.fromkeys(("yearend", "monthend"), 4),
    **dict.fromkeys(("day", "days", "dayno"), 5),
}
"""How fine a part of the calendar is; a finer part joins the coarser one in front of it."""
_KIND = {
    **dict.fromkeys(("years", "quarters", "firstq", "firstm", "months", "days"), "range"),
    **dict.fromkeys(("relmonth", "yearend", "monthend"), "month"),
    "relyear": "year",
    "dayno": "day",
}
_JOIN = re.compile(TO)
_UNTIL = re.compile(rf"(?<![看得谈说想提来回收达遇感受等])(?:{alternation(WORDS['until'])})\s?$")
_SINCE = re.compile(rf"(?:{alternation(WORDS['since'])})\s?$")
_FUTURE = re.compile(r"[将拟前起底]|计划|定于|预计|力争|确保")
_AFTER = re.compile(
    rf"(?P<before>{alternation(WORDS['before'])})(?![后任一二两三四五六七八九十几0-9])|(?P<since>{alternation(WORDS['after'])})"
)
_LENGTH_BEFORE = re.compile(rf"(?:{alternation(WORDS['length_before'])})$")
_LENGTH_AFTER = re.compile(rf"(?:{alternation(WORDS['length_after'])})")
_SHORT_YEARS = re.compile(r"从\d\d年(?:到|至)\d\d年")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?![多余来间])")
_FULL_WIDTH = re.compile("[０-９．％]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")


@lru_cache(1024)
def find_times(text: str, edition_date: date) -> tuple[TimeExpression, ...]:
    """All times in a text, in order; partial ones (2月3日, 7月) are read against the sentence, then the edition."""
    plain = in_simplified(text)
    if _FULL_WIDTH.search(plain):
        plain = plain.translate(FULL_WIDTH)
    times = _Reader(plain, edition_date).expressions()
    return tuple(times if plain == text else [t._replace(text=text[t.start : t.end]) for t in times])


def shift_months(day: date, months: int) -> date:
    """The same day some months later or earlier, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(max(day.year + years, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class _Reader:
    """Joins the parts of one text into expressions and resolves them, remembering what the sentence has named."""

    def __init__(self, text: str, edition: date) -> None:
        self.text = text
        self.edition = edition
        self.year: int | None = None
        self.month: tuple[int, int] | None = None
        self.seen = 0

    def expressions(self) -> list[TimeExpression]:
        """Every expression of the text, in order."""
        out: list[TimeExpression] = []
        groups = self._groups()
        at = 0
        while at < len(groups):
            group = groups[at]
            at += 1
            end = group[-1].end
            self._forget(group[0].start)
            dates = self._resolve(group)
            joined = dates and at < len(groups) and _JOIN.fullmatch(self.text, end, groups[at][0].start)
            if dates and joined and (upper := self._resolve(groups[at])) and dates[0] <= upper[1]:
                dates, end = (dates[0], upper[1], "range"), groups[at][-1].end
                at += 1
            if dates is not None:
                out.append(self._bounded(group[0].start, end, *dates))
            elif (single := self._single(group[0])) is not None:
                out.append(single)
            elif len(group) > 1:  # a day that the calendar does not have
                out.append(TimeExpression(group[0].start, end, self.text[group[0].start : end], None, None, "undated"))
        return sorted(out + self._short_years(out))

    def _groups(self) -> list[list[Part]]:
        """Parts that stand side by side from coarse to fine are one time: 今年 + 6月 + 底."""
        groups: list[list[Part]] = []
        for part in scan(self.text):
            level = _LEVEL.get(part.kind, 0)
            if groups and level:
                last = groups[-1][-1]
                close = not self.text[last.end : part.start].strip() and part.start - last.end <= 1
                if close and 0 < _LEVEL.get(last.kind, 0) < level:
                    groups[-1].append(part)
                    continue
            groups.append([part])
        return groups

    def _forget(self, start: int) -> None:
        """Year and month named in one sentence do not carry into the next."""
        if _SENTENCE_END.search(self.text, self.seen, start):
            self.year = self.month = None
        self.seen = start

    def _resolve(self, group: list[Part]) -> tuple[date, date, str] | None:
        """First day, last day and kind of a calendar group; None for what is no stretch of the calendar."""
        if group[0].kind not in _LEVEL:
            return None
        years = months = days = None
        ending = False
        for part in group:
            kind, low, high = part.kind, part.low, part.high
            if kind in ("year", "years"):
                years = (low, high)
            elif kind == "relyear":
                years = (self.edition.year + WORDS["years"][self.text[part.start : part.end]],) * 2
            elif kind == "plan":
                years = (1951 + 5 * low, 1955 + 5 * low)
            elif kind == "relmonth":
                day = shift_months(self.edition, WORDS["months"][self.text[part.start : part.end]])
                years, months = (day.year,) * 2, (day.month,) * 2
            elif kind in ("day", "days", "dayno"):
                days = (low, high)
            elif kind == "monthend":
                days, ending = self._month_part(part), True
            elif kind == "yearend" and years:
                years, months = (years[1], years[1]), self._months(part)
            else:
                months = self._months(part)
        if days and not months and not ending and not self._is_day(group):
            return None
        return self._stretch(group, years, months, days)

    def _months(self, part: Part) -> tuple[int, int]:
        """First and last month of a part that names months, quarters or a half."""
        word = self.text[part.start : part.end]
        match part.kind:
            case "half":
                low, high = WORDS["halves"][word]
                return low, high
            case "quarter" | "quarters":
                return part.low * 3 - 2, part.high * 3
            case "firstq":
                return 1, part.low * 3
            case "firstm":
                return 1, part.low
            case "yearend":
                return (1, 12) if word.endswith("内") else (1, 1) if word.endswith("初") else (12, 12)
        return part.low, part.high

    def _month_part(self, part: Part) -> tuple[int, int]:
        """Days of 上旬, 月底 and the like; 31 stands for the month's last day."""
        word = self.text[part.start : part.end]
        if word[-1] == "初" or word == "上旬":
            return 1, 10
        return (11, 20) if word == "中旬" else (21, 31)

    def _is_day(self, group: list[Part]) -> bool:
        """Whether a bare 3日 or 3号 is a day of the month, and not a length or a number of something."""
        before, after = self.text[: group[0].start][-3:], group[-1].end
        if _LENGTH_BEFORE.search(before) or _LENGTH_AFTER.match(self.text, after):
            return False
        if group[0].kind == "dayno":
            return self.month is not None and self.text[after : after + 1] in tuple("，。、；,;上下晚早到至开")
        return self.text[after : after + 1] != "日" and self.text[group[0].start : after] not in ("一日", "1日")

    def _stretch(
        self,
        group: list[Part],
        years: tuple[int, int] | None,
        months: tuple[int, int] | None,
        days: tuple[int, int] | None,
    ) -> tuple[date, date, str] | None:
        """The calendar days between the named years, months and days; what is not named is inferred."""
        kind = _KIND.get(group[-1].kind, group[-1].kind)
        if years is None and months is None:
            months, month_year = self._near_month(days or (1, 1), group[0].start)
            years = (month_year, month_year)
        elif years is None and months is not None:
            whole = group[0].kind in ("yearend", "half") and self.year is None
            year = self.edition.year if whole else self.year or self._near_year(months, group[0])
            years = (year, year if months[0] <= months[1] else year + 1)
            if self.year is None and months[0] > months[1]:
                years = (year - 1, year)
        elif years is not None and group[0].kind != "relmonth":
            self.year = years[1]
        if months:
            self.month = months
        assert years is not None
        low, high = months or (1, 12)
        try:
            first = date(years[0], low, days[0] if days else 1)
            last_of_month = monthrange(years[1], high)[1]
            if days and days[1] > last_of_month and group[-1].kind != "monthend":
                return None
            last = date(years[1], high, min(days[1], last_of_month) if days else last_of_month)
        except ValueError:
            return None
        return (first, last, kind) if first <= last else None

    def _near_year(self, months: tuple[int, int], part: Part | None = None, start: int = 0) -> int:
        """The edition's year, or the one before for months far ahead that nothing marks as still to come."""
        start = part.start if part else start
        ahead = months[0] - self.edition.month
        behind = part.end if part else start
        future = _FUTURE.search(self.text, max(0, start - 10), start) or _FUTURE.search(self.text, behind, start + 16)
        if ahead > 8 or (ahead > 3 and not future):
            return self.edition.year - 1
        if ahead < -8 and future:
            return self.edition.year + 1
        elapsed = part is not None and part.kind in ("months", "firstq", "firstm") and months[0] == 1
        if elapsed and months[1] > self.edition.month and not future:
            return self.edition.year - 1
        return self.edition.year

    def _near_month(self, days: tuple[int, int], start: int) -> tuple[tuple[int, int], int]:
        """Month and year of a bare day: the sentence's month, else the latest that does not lie ahead."""
        if self.month:
            month = self.month[1]
            return (month, month), self.year or self._near_year((month, month), start=start)
        day = self.edition
        if days[0] > day.day and not _FUTURE.search(self.text, max(0, start - 10), start):
            day = shift_months(day, -1)
        return (day.month, day.month), day.year

    def _bounded(self, start: int, end: int, first: date, last: date, kind: str) -> TimeExpression:
        """The expression with the words before and behind it that leave one side open."""
        text = self.text[start:end]
        before = self.text[max(0, start - 4) : start]
        after = _AFTER.match(self.text, end + (self.text[end : end + 1] in tuple('”"」』’')))
        if after and after["before"]:
            return TimeExpression(start, end, text, None, last, "until")
        if (after and after["since"]) or (_SINCE.search(before) and not after and kind != "range"):
            until = self.edition if after and after["since"] == "以来" and self.edition >= first else None
            return TimeExpression(start, end, text, first, until, "since")
        if _UNTIL.search(before):
            return TimeExpression(start, end, text, None, last, "until")
        return TimeExpression(start, end, text, first, last, kind)

    def _single(self, part: Part) -> TimeExpression | None:
        """Times that stand alone: relative days and weeks, spans, clock times, and what has no date."""
        text = self.text[part.start : part.end]
        first = last = None
        kind = part.kind
        if kind == "relday":
            first = last = self.edition + timedelta(days=WORDS["days"][text])
            kind = "day"
        elif kind == "week":
            first, last, kind = self._week(text)
        elif kind in ("span", "within"):
            first, last, kind = self._span(part, text)
        elif kind == "isodate":
            year, month, day = map(int, re.split(r"[-./]", text))
            try:
                first = last = date(year, month, day)
            except ValueError:
                return None
            kind = "day"
        elif kind in ("decade", "undated"):
            kind = "undated"
        elif kind != "clock":
            return None
        return TimeExpression(part.start, part.end, text, first, last, kind)

    def _week(self, text: str) -> tuple[date, date, str]:
        """上周 as seven days from Monday, 上周三 as one day."""
        word = next(w for w in sorted(WORDS["weeks"], key=len, reverse=True) if text.startswith(w))
        monday = self.edition + timedelta(days=7 * WORDS["weeks"][word] - self.edition.weekday())
        day = text[len(word) :]
        if not day:
            return monday, monday + timedelta(days=6), "range"
        if day == "末":
            return monday + timedelta(days=5), monday + timedelta(days=6), "range"
        named = monday + timedelta(days=WORDS["weekdays"][day])
        return named, named, "day"

    def _span(self, part: Part, text: str) -> tuple[date | None, date | None, str]:
        """未来五年 as the time from the edition date, 过去五年 as the time to it; 几年 has no dates."""
        number = re.search(COUNT, text)
        count = parse_integer(number[0].replace("两", "二")) if number and number[0] != "几" else None
        if not count:
            return None, None, "span"
        back = any(text.startswith(w) for w in WORDS["behind"])
        sign = -1 if back else 1
        try:
            if "天" in text or "周" in text or "星期" in text:
                other = self.edition + timedelta(days=sign * count * (1 if "天" in text else 7))
            else:
                other = shift_months(self.edition, sign * count * (12 if "年" in text else 1))
        except OverflowError:
            return None, None, "span"
        return (other, self.edition, "span") if back else (self.edition, other, "span")

    def _short_years(self, found: list[TimeExpression]) -> list[TimeExpression]:
        """17年 is a year where the text also says 从17年到19年; elsewhere it is a length of time."""
        if not _SHORT_YEARS.search(self.text):
            return []
        taken = {i for t in found for i in range(t.start, t.end)}
        century = self.edition.year // 100 * 100
        return [
            TimeExpression(m.start(), m.end(), m[0], date(year, 1, 1), date(year, 12, 31), "year")
            for m in _SHORT_YEAR.finditer(self.text)
            if m.start() not in taken and abs((year := century + int(m[1])) - self.edition.year) <= 30
        ]
