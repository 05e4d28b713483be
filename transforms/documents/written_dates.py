"""Full dates as people write them: in digits of any width, Chinese numerals, years of the Republic, English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

YEARS = r"(?:[1１][89８９]|[2２][0０])\d\d"
_NUMERAL = "[〇○ＯO零一二三四五六七八九]"
_SHORT = "[一二三四五六七八九十廿卅]{1,3}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})[a-z]{{{{0,6}}}}"
_BEHIND = r"[\s.,_-]{1,2}"
_DATE = re.compile(
    rf"(?<!\d)(?P<y>{YEARS})\s*(?:年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*[日号號]|(?P<s>[-./／－．])\s*(?P<m2>\d{{1,2}})\s*(?P=s)\s*(?P<d2>\d{{1,2}})(?![\d%]))"
    rf"|(?<!{_NUMERAL})(?P<yc>[一二]{_NUMERAL}{{3}})年(?P<mc>{_SHORT})月(?P<dc>{_SHORT})[日号號]"
    rf"|民[国國]\s*(?P<yr>\d{{1,3}}|[〇○零一二三四五六七八九十百]{{1,5}})\s*年\s*(?P<mr>\d{{1,2}}|{_SHORT})\s*月\s*(?P<dr>\d{{1,2}}|{_SHORT})\s*日"
    rf"|(?<![A-Za-z]){_MONTH.format('me')}{_BEHIND}(?P<de>\d{{1,2}})(?:st|nd|rd|th)?{_BEHIND}(?P<ye>{YEARS})(?!\d)"
    rf"|(?<!\d)(?P<df>\d{{1,2}})(?:st|nd|rd|th)?{_BEHIND}{_MONTH.format('mf')}{_BEHIND}(?P<yf>{YEARS})(?!\d)",
    re.I,
)
_COMPACT = re.compile(rf"\s*({YEARS})(\d\d)(\d\d)(?:\d{{4}}|\d{{6}})?\s*")
_UNIVERSAL = re.compile(r"\s*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::\d\d)?(?:[.,]\d{1,9})?\s*(?:Z|[+-]00:?00)\s*")
_CHINA = timedelta(hours=8)
"""So much the clocks of China are ahead of universal time."""
_LUNAR = re.compile(r"[农農夏阴陰]\s*[历曆]\s*$")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○ＯO零oｏ", "0")
_BEFORE_THE_REPUBLIC = 1911


class WrittenDate(NamedTuple):
    """A date and where it is written."""

    day: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[WrittenDate]:
    """The full dates of a text, those of the lunar calendar left out."""
    for found in _DATE.finditer(text):
        day = _day(found)
        if day and not is_lunar(text, found.start()):
            yield WrittenDate(day, found.start(), found.end())


def is_lunar(text: str, start: int) -> bool:
    """Whether the words before a date say that it is one of the lunar calendar."""
    return _LUNAR.search(text, max(0, start - 6), start) is not None


def date_in_value(value: str) -> date | None:
    """A date as people write it into front matter, or programs into records; None if it is none or several."""
    value = value[:200]
    if universal := _UNIVERSAL.fullmatch(value):
        try:
            return (datetime.fromisoformat(universal[1]) + _CHINA).date()
        except (ValueError, OverflowError):
            return None
    if compact := _COMPACT.fullmatch(value):
        return make_date(*compact.groups())
    days = {found.day for found in find_dates(value)}
    return days.pop() if len(days) == 1 else None


def make_date(year: str | int, month: str | int, day: str | int) -> date | None:
    """The date, None if the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date | None:
    if found["y"]:
        return make_date(found["y"], found["m"] or found["m2"], found["d"] or found["d2"])
    if found["yc"]:
        year = "".join(_DIGITS[c] for c in found["yc"])
        return make_date(year, read_number(found["mc"]), read_number(found["dc"]))
    if found["yr"]:
        since = read_number(found["yr"])
        day = make_date(_BEFORE_THE_REPUBLIC + since, read_number(found["mr"]), read_number(found["dr"]))
        return day if since else None
    month = _MONTHS.index((found["me"] or found["mf"]).lower()) + 1
    return make_date(found["ye"] or found["yf"], month, found["de"] or found["df"])


def read_number(written: str) -> int:
    """A number below 1000, in digits or Chinese numerals; 0 if it is none."""
    if written.isdecimal():
        return int(written)
    written = written.replace("廿", "二十").replace("卅", "三十")
    if "十" not in written and "百" not in written:
        return int("".join(_DIGITS[c] for c in written))
    hundreds, _, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = (hundreds, tens, ones.lstrip("〇○零"))
    if any(len(p) > 1 for p in parts):
        return 0
    worth = [int(_DIGITS.get(p, "0")) for p in parts]
    return (worth[0] or bool("百" in written)) * 100 + ((worth[1] or 1) * 10 if ten else 0) + worth[2]
