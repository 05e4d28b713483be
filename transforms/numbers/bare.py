"""Numerals without a unit that count all the same: 突破200万, 成交额2.2万亿, 总人口48.6万, 系数降至0.46."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.numbers.comparators import sign_after, sign_before
from transforms.numbers.numerals import Numeral
from transforms.numbers.quantity import Quantity, bounded
from transforms.numbers.suffixes import Suffixes
from transforms.numbers.units import Unit

_RULES = rules("bare")
_MONEY = re.compile(f"(?:{'|'.join(_RULES['money'])})[^。；，]{{0,8}}$")
_PAID = re.compile(f"(?:{'|'.join(_RULES['paid'])})了?(?:近|超|约|逾|共|达)?$")
_SUMS = re.compile(f"(?:{'|'.join(_RULES['sums'])})(?![户人券单])")
_COUNTS, _INDICES, _TO = (Suffixes(_RULES[key]) for key in ("counts", "indices", "to"))
_MOVED = re.compile(r"(?:左右|以上|人次)?(?:减少|增加|增长|下降|上升|提高|减|增|升|降|跃)")
_REACHED = re.compile(r"(?:达到?|为|至|到)$")
_BACK = re.compile(r"[0-9.]+[至到]?$")
_NO_NUMBER = tuple("里众事物家年人分")
_DIGIT = re.compile(r"[0-9一二两三四五六七八九几数]")
_FREE = re.compile(r"(?:以上|以下|左右|上下|附近|的|[，。；、！？）)\n]|至|到|缩小|扩大|下降|上升|提高|降|升|$)")
COUNTED = tuple(_RULES["counted"])
_CNY = Unit("CNY", "money", 1.0, 0)
_PEOPLE = Unit("人", "count", 1.0, 0)
_NONE = Unit("", "other", 1.0, 0)


def find_bare(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """A numeral without unit counts as a round amount behind a comparator or 达 (突破200万), or by what it follows."""
    following = text[end : end + 1]
    if not re.search(r"[万亿]", numeral):
        if numeral.endswith("兆") and not following.isalnum():
            return _trillions(text, at, numeral, number, end)
        return _index(text, at, numeral, number, end)
    counted = text.startswith(COUNTED, end) and _DIGIT.search(numeral) is not None
    if (following in _NO_NUMBER and not counted) or numeral == "万千":
        return None
    sign, outer_start = sign_before(text, at, numeral)
    moved = _MOVED.match(text, end) and text[at - 1 : at] in tuple("的从由为达至到")
    paid = _PAID.search(text, max(0, at - 6), at) is not None or _SUMS.match(text, end) is not None
    money = paid or _MONEY.search(text, max(0, at - 16), at) is not None
    amount = (money and "亿" in numeral and numeral[0].isdigit()) or (
        paid and numeral[0] not in "万亿" and not following.isdigit()
    )
    if not (counted or sign or moved or amount or _REACHED.search(text[max(0, at - 2) : at])):
        named = numeral[0].isdigit() and _FREE.match(text, end) and _named(text, at, _COUNTS)
        if not named:
            return None
    unit = _CNY if money and not counted else _PEOPLE if counted and following == "人" else _NONE
    after, outer_end = sign_after(text, end, None) if not counted else ("", end)
    comparator = number.comparator if number.comparator != "=" else sign or after or "="
    return bounded(at, end, outer_start, outer_end, number.value, number.low, number.high, comparator, unit, "")


def _named(text: str, at: int, nouns: Suffixes) -> bool:
    """Whether one of the nouns stands in front of a place, with words such as 达到 between or none."""
    for _ in range(4):
        if nouns.start(text, at) >= 0:
            return True
        start = _TO.start(text, at)
        if start < 0:
            return False
        at = start
    return False


def _index(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """The level of what has no unit: 系数降至0.46, 中间价报7.1086; 由2.56缩小至2.34 names it once."""
    if not numeral[0].isdigit() or not _FREE.match(text, end) or text[at - 1 : at] in tuple(".-－—:：/"):
        return None
    start = at
    verb = _TO.start(text, at)
    if verb >= 0 and (back := _BACK.search(text, max(0, verb - 12), verb)):
        start = back.start()
    elif "." not in numeral and verb < 0:
        return None  # 指数500 is a name
    if not _named(text, start, _INDICES):
        return None
    sign, outer_start = sign_before(text, at, numeral)
    return bounded(
        at, end, outer_start, end, number.value, number.low, number.high,
        number.comparator if number.comparator != "=" else sign or "=", _NONE, "",
    )  # fmt: skip


def _trillions(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """兆 by itself is a million million of money; of anything else it may be a million: the value stays null."""
    if len(numeral) < 2:
        return None
    if _MONEY.search(text, max(0, at - 16), at):
        return bounded(at, end, at, end, number.value, None, None, "=", _CNY, "")
    return Quantity(at, end, at, end, None, None, None, "=", None, None, "other")
