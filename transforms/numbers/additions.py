"""What stands behind a unit and adds to the number: 5元5角, 1米8, 两年半, 3分20秒, 4个多小时."""

from __future__ import annotations

import re

from transforms.numbers.numerals import parse_numeral
from transforms.numbers.units import Unit, match_unit

_CENTS = re.compile(r"([0-9一二三四五六七八九])角(?:([0-9一二三四五六七八九])分)?")
_MORE = re.compile(r"[多余半來来](?=月|小时|星期|钟头|世纪)")
_DECIMAL_TAIL = re.compile(r"(?<=[0-9])[米元块](?:([0-9]{1,2})(?![0-9.,万亿a-zA-Z%个米月年日]))")
_HALF_WORD = re.compile("半(?:决赛|路|场|程|岛|途|空|生|山|价|月谈|球|导体|成品|晌|截|壁|边|数)")
_MINUTES = re.compile("[多来]钟")
_DIGITS = "〇一二三四五六七八九"
_SPOKEN_TAIL = re.compile(r"[米块]([一二三四五六七八九]{1,2})(?=[，。、；！？）的高长宽深左以一每]|$)")
_TENTH = re.compile(r"([一二三四五六七八九])(?=[，。、；！？）的左以]|$)")
_HUNDREDTHS = re.compile(r"秒([0-9]{1,2})(?![0-9.:：年月日个万亿])")
_MONTHS = re.compile(r"(?:零|又)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})个月(?!前|后)")
_SECONDS = re.compile(r"分([0-9]{1,2})秒([0-9]{1,2})?")
_CLOCK = re.compile(r"小时([0-9]{1,2})分钟?(?:([0-9]{1,2})秒)?")


def add_rest(text: str, numeral: str, unit: Unit, end: int) -> tuple[float, Unit, int, str]:
    """What stands behind a unit and adds to it: 5元5角, 1米8, 两年半, 3分20秒, 一个半月, 4个多小时."""
    if unit.symbol == "个" and (more := _MORE.match(text, end)):
        longer = match_unit("个" + text[more.end() : more.end() + 4], 0)
        if longer and longer.length > 1:
            stop = more.end() + longer.length - 1
            half = more[0] == "半"
            return (0.5 if half else 0.0), longer._replace(length=stop - end + 1), stop, "" if half else ">"
    if unit.symbol == "CNY" and (cents := _CENTS.match(text, end)):
        digits = [parse_numeral(d) if d else None for d in cents.groups()]
        tenths, hundredths = (d.value or 0.0 if d else 0.0 for d in digits)
        return round(tenths / 10 + hundredths / 100, 2), unit, cents.end(), ""
    if numeral.isdigit() and len(numeral) < 4 and (tail := _DECIMAL_TAIL.match(text, end - 1)):
        return int(tail[1]) / 10 ** len(tail[1]), unit, tail.end(), ""
    if not numeral[0].isdigit() and (spoken := _SPOKEN_TAIL.match(text, end - 1)) and numeral[-1] not in "多余几":
        decimals = "".join(str(_DIGITS.index(d)) for d in spoken[1])
        whole = unit._replace(symbol="CNY", dimension="money") if unit.symbol == "块" else unit
        return int(decimals) / 10 ** len(decimals), whole, spoken.end(1), ""
    if unit.symbol == "%" and unit.factor == 10 and (tenth := _TENTH.match(text, end)):
        return _DIGITS.index(tenth[1]) / 10, unit, tenth.end(), ""
    if unit.symbol == "year" and (months := _MONTHS.match(text, end)) and (count := parse_numeral(months[1])):
        return round((count.value or 0.0) / 12, 6), unit, months.end(), ""
    if timed := _clock(text, numeral, unit, end):
        return timed
    if (
        text[end : end + 1] == "半"
        and unit.dimension in ("duration", "mass", "length", "area")
        and unit.symbol != "day"
    ):
        return 0.5, unit, end + 1, ""
    if text[end : end + 1] == "半" and unit.dimension == "count" and _HALF_WORD.match(text, end):
        return 0.0, unit, end, ""  # 两队|半决赛
    if text[end : end + 1] == "半" and text[end + 1 : end + 2] not in tuple("夜天年小山"):
        return 0.5, unit, end + 1, ""
    return 0.0, unit, end, ""


def _clock(text: str, numeral: str, unit: Unit, end: int) -> tuple[float, Unit, int, str] | None:
    """Minutes and seconds behind hours or minutes, counted in the smallest unit printed: 1小时5分42秒, 3分20秒."""
    if unit.symbol == "hour" and numeral.isdigit() and (clock := _CLOCK.match(text, end - 2)):
        length = clock.end() - end + unit.length
        if clock[2]:
            passed = int(clock[1]) * 60 + int(clock[2])
            return passed / 3600, Unit("second", "duration", 3600.0, length), clock.end(), ""
        return int(clock[1]) / 60, Unit("minute", "duration", 60.0, length), clock.end(), ""
    if unit.symbol == "second" and numeral.isdigit() and (hundredths := _HUNDREDTHS.match(text, end - 1)):
        passed = int(hundredths[1]) / 10 ** len(hundredths[1])
        return passed, unit._replace(length=unit.length + len(hundredths[1])), hundredths.end(), ""
    if unit.symbol == "分" and numeral.isdigit() and (more := _MINUTES.match(text, end)):
        return (
            0.0,
            Unit("minute", "duration", 1.0, unit.length + len(more[0])),
            more.end(),
            ">" if "多" in more[0] else "",
        )
    if unit.symbol == "分" and (seconds := _SECONDS.match(text, end - 1)):
        passed = int(seconds[1]) + int(seconds[2] or 0) / 10 ** len(seconds[2] or "")
        return passed / 60, Unit("second", "duration", 60.0, seconds.end() - end + 1), seconds.end(), ""
    return None
