"""Lengths in hours and months against the times of day or the months beside them: 从上午9点到下午6点，长达9个小时."""

from __future__ import annotations

import re

from transforms.numbers.numerals import parse_integer

_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_PART = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|当日|当天|当晚|次日|翌日|第二天"
_HOURS = re.compile(
    rf"(?P<from>{_PART})?(?P<a>{_NUMBER})(?:[点时](?P<am>半|[0-9]{{1,2}}分)?|[:：](?P<ac>[0-9]{{2}}))(?:许|左右|多钟|钟)?"
    rf"[^，。；！？0-9]{{0,8}}?(?:到|至|—{{1,2}}|-{{1,2}}|~|～)了?(?P<to>(?:{_PART}){{0,2}})"
    rf"(?P<b>{_NUMBER})(?:[点时](?P<bm>半|[0-9]{{1,2}}分)?|[:：](?P<bc>[0-9]{{2}}))"
)
_MONTHS = re.compile(
    rf"(?<![0-9])(?P<a>{_NUMBER})月份?(?:到|至|—{{1,2}}|-|~|～)(?P<b>{_NUMBER})月份?(?![0-9]{{1,2}}日)"
)
_AFTERNOON = ("下午", "傍晚", "晚")
_MORNING = ("凌晨", "清晨", "早上", "早晨", "上午")
_NEXT_DAY = ("次日", "翌日", "第二天")
_MOST_BETWEEN = 24
"""A length that stands further behind a span, or behind another number, is of something else."""


def _is_apart(text: str, end: int, at: int) -> bool:
    return at - end > _MOST_BETWEEN or re.search("[0-9两二三四五六七八九十]+个?[小时月天]", text[end:at]) is not None


def hours_before(text: str, low: int, at: int, value: float) -> tuple[int, int] | None:
    """The last span of clock times in text[low:at] that is `value` hours long."""
    for m in reversed(list(_HOURS.finditer(text, low, at))):
        begin, end = _clock(m["from"] or "", m["a"], m["am"] or m["ac"]), _clock(m["to"], m["b"], m["bm"] or m["bc"])
        if begin is None or end is None:
            continue
        if any(word in m["to"] for word in _NEXT_DAY):
            end += 24
        late = any(word in (m["from"] or "") for word in _AFTERNOON)
        if not m["to"] and late:
            end = end + 12 if end < 12 else end
        if late and end < begin and any(word in m["to"] for word in _MORNING):
            end += 24
        if _is_apart(text, m.end(), at):
            return None
        if abs(end - begin - value) < 1e-6:
            return m.span()
    return None


def months_before(text: str, low: int, at: int, value: float) -> tuple[int, int] | None:
    """The last span of months in text[low:at] of which there are `value`, first and last counted."""
    for m in reversed(list(_MONTHS.finditer(text, low, at))):
        if _is_apart(text, m.end(), at):
            return None
        first, last = parse_integer(m["a"]), parse_integer(m["b"])
        if first and last and first <= 12 and last - first + 1 == value:
            return m.span()
    return None


def _clock(part: str, hour: str, minutes: str | None) -> float | None:
    """Hours since midnight."""
    number = parse_integer(hour)
    if number is None or number > 24:
        return None
    rest = 0.5 if minutes == "半" else int(re.sub("[^0-9]", "", minutes)) / 60 if minutes else 0.0
    late = any(word in part for word in _AFTERNOON)
    if number == 12 and "晚" in part:
        return 24 + rest
    return number + rest + 12 * (number < 12 if late else number < 3 and "中午" in part)
