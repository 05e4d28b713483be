"""Numerals without a unit that count all the same: 突破200万, 成交额2.2万亿, 系数降至0.46."""

from __future__ import annotations

import re

from transforms.numbers.comparators import sign_before
from transforms.numbers.numerals import Numeral
from transforms.numbers.quantity import Quantity, bounded
from transforms.numbers.units import Unit

_MOVED = re.compile(r"(?:左右|以上|人次)?(?:减少|增加|增长|下降|上升|提高|减|增|升|降|跃)")
_MONEY = re.compile(
    r"(?:市值|金额|成交|营收|收入|投资|产值|GDP|资产|规模|存款|贷款|利润|余额|净[买卖]入?|净流[入出]|净买入|融资|募资|估值|票房|身家"
    r"|总额|负债|债务|预算|耗资|斥资|罚款|增持|减持|回购|派息|分红|存量|社融|增量)[^。；，]{0,8}$"
)


def find_bare(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """A numeral without unit counts only as a round amount behind a comparator or 达: 突破200万, 破万亿."""
    if not re.search(r"[万亿]", numeral) or text[end : end + 1] in tuple("里众事物家年人分"):
        return None
    sign, outer_start = sign_before(text, at, numeral)
    moved = _MOVED.match(text, end) and text[at - 1 : at] in tuple("的从由为达至到")
    money = _MONEY.search(text, max(0, at - 16), at)
    known = sign or moved or re.search(r"(?:达到?|为|至|到)$", text[max(0, at - 2) : at])
    if not known and not (money and "亿" in numeral and numeral[0].isdigit()):
        return None
    unit = Unit("CNY", "money", 1.0, 0) if money else Unit("", "other", 1.0, 0)
    comparator = number.comparator if number.comparator != "=" else sign or "="
    return bounded(at, end, outer_start, end, number.value, number.low, number.high, comparator, unit, "")
