"""Numerals without a unit that count all the same: 突破200万, 成交额2.2万亿, 总人口48.6万, 系数降至0.46."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.numbers.comparators import sign_after, sign_before
from transforms.numbers.numerals import Numeral
from transforms.numbers.quantity import Quantity, bounded
from transforms.numbers.suffixes import Suffixes
from transforms.numbers.units import Unit, match_unit

_RULES = rules("bare")
_MONEY = re.compile(f"(?:{'|'.join(_RULES['money'])})[^。；，]{{0,8}}$")
_MONEY_NEAR = re.compile(f"(?:{'|'.join(_RULES['money'])})[达为约近超]?$")
_PAID = re.compile(f"(?:{'|'.join(_RULES['paid'])})了?(?:近|超|约|逾|共|达|高达|至|为)?$")
_SUMS = re.compile(f"(?:{'|'.join(_RULES['sums'])})(?![户人券单])")
_COUNTS, _INDICES, _TO = (Suffixes(_RULES[key]) for key in ("counts", "indices", "to"))
_MOVED = re.compile(r"(?:左右|以上|人次)?(?:减少|增加|增长|下降|上升|提高|减|增|升|降|跃)")
_REACHED = re.compile(r"(?:达到?|为|至|到)$")
_BACK = re.compile(r"[0-9.]+[至到]?$")
_NO_NUMBER = tuple("里众事物家年人分")
_DIGIT = re.compile(r"[0-9一二两三四五六七八九几数]")
_FREE = re.compile(
    r"(?:以上|以下|左右|上下|附近|的|[，。；、！？）)\n]|至|到|缩小|扩大|下降|上升|提高|提升|上涨|下跌|上调|下调|回升|回落|攀升|降|升|$)"
)
COUNTED = tuple(_RULES["counted"])
COUNTED_OR_SUMS = (*COUNTED, *_RULES["sums"])
_ADDED = re.compile(
    "(?:[万亿](?:余?[人户名]?)?[，；]|量|数|人口|用户|粉丝)(?:(?:同比|环比)|[比较][^，。；0-9]{2,8})?(?:净?增加|减少|净增|[增减]|[多少])了?$"
)
"""What a count without a unit grew by: 报名人数比上年减少|3万, 毕业生达62.8万，同比增加|3.5万."""
_PEOPLED = re.compile(
    "(?:网民|用户|人口|会员|粉丝|学生|生源|参保|就业|观众|读者|受众)[^，。；]{0,2}规模[^。；，]{0,6}$"
)
_CNY = Unit("CNY", "money", 1.0, 0)
_PEOPLE = Unit("人", "count", 1.0, 0)
_NONE = Unit("", "other", 1.0, 0)


def find_bare(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """A numeral without unit counts as a round amount behind a comparator or 达 (突破200万), or by what it follows."""
    following = text[end : end + 1]
    counted = text.startswith(COUNTED, end) and (_DIGIT.search(numeral) is not None or numeral in ("百余", "千余"))
    if not re.search(r"[万亿]", numeral) and not (counted and numeral[0] in "百千"):
        if numeral.endswith("兆") and not following.isalnum():
            return _trillions(text, at, numeral, number, end)
        return _wage(text, at, numeral, number, end) or _index(text, at, numeral, number, end)
    if (following in _NO_NUMBER and not counted) or numeral == "万千":
        return None
    sign, outer_start = sign_before(text, at, numeral)
    moved = _MOVED.match(text, end) and text[at - 1 : at] in tuple("的从由为达至到")
    paid = _PAID.search(text, max(0, at - 6), at) is not None or _SUMS.match(text, end) is not None
    money = paid or (_MONEY.search(text, max(0, at - 16), at) and not _PEOPLED.search(text, max(0, at - 16), at))
    near = money and _MONEY_NEAR.search(text, max(0, at - 8), at) and _FREE.match(text, end)
    amount = (money and numeral[0].isdigit() and ("亿" in numeral or near)) or (
        paid and numeral[0] not in "万亿" and not following.isdigit()
    )
    added = _ADDED.search(text, max(0, at - 14), at) is not None and _FREE.match(text, end) is not None
    if not (counted or added or sign or moved or amount or _REACHED.search(text[max(0, at - 2) : at])):
        named = numeral[0].isdigit() and _FREE.match(text, end) and _named(text, at, _COUNTS)
        if not named:
            return None
    unit = _CNY if money and not counted else _PEOPLE if counted and following == "人" else _NONE
    after, outer_end = sign_after(text, end, None) if not counted else ("", end)
    comparator = number.comparator if number.comparator != "=" else sign or after or "="
    return bounded(at, end, outer_start, outer_end, number.value, number.low, number.high, comparator, unit, "")


_QUOTED_AT = re.compile("(中间价|汇率|净值)[^。；]{2,16}，(?:现|收)?报$")
"""中间价下调404点，报|7.0851."""
_FROM_TIME = re.compile("[从由](?:[0-9]{1,2}月份?|去年(?:同期|底|末)?|上月|上季度|上年|此前|原来|最初|年初)的$")


def _named(text: str, at: int, nouns: Suffixes) -> bool:
    """Whether one of the nouns stands in front of a place, with words such as 达到 between or none."""
    if quoted := _QUOTED_AT.search(text, max(0, at - 28), at):
        return nouns.start(text, quoted.end(1)) >= 0
    if since := _FROM_TIME.search(text, max(0, at - 12), at):
        at = since.start()
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


_WAGES = Suffixes(_RULES["wages"])
_WAGE = re.compile("(?:[0-9]{3,6}|[一二三四五六七八九]千[一二三四五六七八九]?百?)(?:多|余)?")


def _wage(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """Pay and rent without a unit: 月薪8000, 工资四千左右."""
    start = at - 2 if text[at - 2 : at] in ("只有", "不到") else at - (text[at - 1 : at] in tuple("近约仅才就超"))
    free = _FREE.match(text, end) or text.startswith(("多", "块"), end)
    if not _WAGE.fullmatch(numeral) or not free or _WAGES.start(text, start) < 0:
        return None
    sign, outer_start = sign_before(text, at, numeral)
    after, outer_end = sign_after(text, end, None)
    comparator = next((s for s in (number.comparator, sign, after) if s and s != "="), "=")
    return bounded(at, end, outer_start, outer_end, number.value, number.low, number.high, comparator, _CNY, "")


def _trillions(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """兆 by itself is a million million of money; of anything else it may be a million: the value stays null."""
    if len(numeral) < 2:
        return None
    if _MONEY.search(text, max(0, at - 16), at):
        return bounded(at, end, at, end, number.value, None, None, "=", _CNY, "")
    return Quantity(at, end, at, end, None, None, None, "=", None, None, "other")


_IN_LIST = re.compile(r"(?:[、和及][0-9.]+[万亿]){1,9}")
_POINTS_IN_LIST = re.compile(r"个?(?:[、和及与][0-9.]{1,6}个?){1,9}(?<=个)百分点")
_OF_POINTS = Unit("pp", "ratio", 1.0, 0)


def find_listed(text: str, at: int, numeral: str, number: Numeral, end: int) -> Quantity | None:
    """A number whose unit only the last one of its list prints: 12万、17万、28万、33万人, 0.7、1.4个百分点."""
    if number.value is not None and numeral[0].isdigit() and _POINTS_IN_LIST.match(text, end):
        past = end + text.startswith("个", end)
        start, sign = sign_before(text, at, numeral)[::-1]
        return bounded(at, past, start, past, number.value, None, None, sign or "=", _OF_POINTS, text[end:past])
    if number.value is None or not re.fullmatch("[0-9.]+[万亿]", numeral):
        return None
    others = _IN_LIST.match(text, end)
    unit = match_unit(text, others.end()) if others else None
    if unit is None or unit.dimension in ("rank", "duration"):
        return None
    return bounded(at, end, at, end, number.value * unit.factor, None, None, "=", unit, "")
