"""Numerals as printed: Arabic, Chinese and mixed, with their approximations, as numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


class Numeral(NamedTuple):
    """A parsed numeral. `value` is null for a range, whose ends are `low` and `high`; `comparator` as in the contract.

    For words such as 多, 余 and 几 the value is the bound that is known: 30多 is more than 30, 几十 more than 10.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    comparator: str = "="


_DIGITS = "〇零○一二三四五六七八九"
_DIGIT = {"〇": 0, "零": 0, "○": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_VARIANTS = str.maketrans(
    "０１２３４５６７８９．，两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億幾數餘點來",
    "0123456789.,二二一二二三三四五六六七八九十百千万亿几数余点来",
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
"""Full-width digits to plain ones, one character for one."""

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．]\d+)?"
CHINESE_CHARACTERS = "〇零○一二两兩三四五六七八九十百千万萬亿億兆廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
CHINESE = f"[{CHINESE_CHARACTERS}]{{1,24}}(?:[点點][〇零一二三四五六七八九]{{1,8}}[百千万萬亿億兆]{{0,3}})?"
_MAGNITUDES = "十百千万萬亿億兆"
NUMERAL = (
    rf"(?:[几幾数數][{_MAGNITUDES}]{{1,3}}"
    rf"|(?:{ARABIC})\s?[{CHINESE_CHARACTERS}]{{0,2}}(?:\d{{1,4}}[{_MAGNITUDES}]{{1,2}}){{0,2}}(?:[多余餘几幾来來][{_MAGNITUDES}]{{0,2}})?"
    rf"|{CHINESE}(?:[多余餘几幾来來][{_MAGNITUDES}]{{0,2}})?)"
)
"""Pattern of one numeral with the words inside it that make it a bound (30多万, 十几, 数百万)."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_PAIR = re.compile(rf"(?<![{_DIGITS}])([一二三四五六七八])([二三四五六七八九])(?![{_DIGITS}])")
_APPROXIMATE = re.compile(r"(.*?)([多余几来])([万亿十百千兆]*)")
_FRACTION = re.compile(r"(.+)分之(.+)")


@lru_cache(8192)
def parse_numeral(text: str) -> Numeral | None:
    """The number a numeral stands for, or None if it does not read as one number or range.

    >>> parse_numeral("3.5万亿").value
    3500000000000.0
    """
    text = "".join(text.translate(_VARIANTS).replace("廿", "二十").replace("卅", "三十").split())
    if not text:
        return None
    if text[0] in "几数" and len(text) > 1:
        bound = _number("一" + text[1:])
        return None if bound is None else Numeral(float(bound), float(bound), None, ">")
    if approximate := _APPROXIMATE.fullmatch(text):
        head, word, tail = approximate.groups()
        bound = _number(head + tail)
        if bound is None:
            return None
        number = float(bound)
        return Numeral(number, None, None, "~") if word == "来" else Numeral(number, number, None, ">")
    if pair := _range(text):
        return Numeral(None, *pair)
    number_ = _number(text)
    return None if number_ is None else Numeral(float(number_))


def parse_integer(text: str) -> int | None:
    """A plain whole number as in dates and ordinals (十二, 12, 二〇二六), or None."""
    if text.isdecimal():
        return int(text)
    number = _number(text.translate(_VARIANTS))
    return int(number) if number is not None and number == int(number) else None


def parse_fraction(text: str) -> tuple[Numeral, str] | None:
    """`百分之七` as 7 %, `三分之一` as 33.33 %, `千分之三` as 3 ‰: the number and its unit."""
    match = _FRACTION.fullmatch(text)
    if not match:
        return None
    base, part = parse_integer(match[1]), parse_numeral(match[2])
    if match[1] in ("百", "千") and part:
        return part, "%" if match[1] == "百" else "‰"
    if not base or part is None or part.value is None or part.value >= base:
        return None
    value = round(part.value / base * 100, 2)
    return part._replace(value=value, low=value if part.low is not None else None), "%"


def _range(text: str) -> tuple[float, float] | None:
    """Ends of a range written as two neighbouring digits: 七八, 八九千, 十五六, 三五."""
    pairs = _PAIR.findall(text)
    if len(pairs) != 1:
        return None
    first, second = pairs[0]
    if _DIGIT[second] - _DIGIT[first] != 1 and first + second != "三五":
        return None
    low, high = (_number(text.replace(first + second, digit)) for digit in (first, second))
    return None if low is None or high is None else (float(low), float(high))


def _number(text: str) -> Decimal | None:
    """Value of a numeral in plain characters; None where its parts are not in a readable order."""
    if "点" in text:
        whole, _, rest = text.partition("点")
        tail = rest.lstrip(_DIGITS)
        decimals = "".join(str(_DIGIT[c]) for c in rest[: len(rest) - len(tail)])
        head = _number(whole)
        scale = _number("一" + tail)
        if head is None or scale is None or not decimals:
            return None
        return Decimal(f"{int(head)}.{decimals}") * scale
    if len(text) > 1 and not text.strip(_DIGITS):
        return _positional(text)
    return _composed(_TOKEN.findall(text.replace(",", "")))


def _positional(text: str) -> Decimal | None:
    """二〇二六 as 2026. Two digits side by side without a zero are no number but a range or a name."""
    if len(text) == 2 and text[1] not in "〇零○":
        return None
    return Decimal("".join(str(_DIGIT[c]) for c in text))


def _composed(tokens: list[str]) -> Decimal | None:
    """Digits and magnitude characters as one number: 一百二十三, 1万2千, 两千三, 万亿."""
    if not tokens:
        return None
    total = section = Decimal(0)
    number: Decimal | None = None
    last, small, big, zero = 1, 10**4, 10**20, False
    for token in tokens:
        if token in _SMALL:
            last = _SMALL[token]
            if last >= small or (number is not None and number >= 100):
                return None
            section += (1 if number is None else number) * last
            number, small, zero = None, last, False
        elif token in _BIG:
            last = _BIG[token]
            section += number or 0
            if not section and not total:
                section = Decimal(1)
            total = total + section * last if last < big and total and section else (total + section) * last
            section, number, small, big, zero = Decimal(0), None, 10**4, last, False
        elif token in _DIGIT or token[0].isdigit():
            value = Decimal(_DIGIT[token]) if token in _DIGIT else Decimal(token)
            if number is not None and number != 0:
                return None
            zero = zero or value == 0
            number = value
        else:
            return None
    if number is not None:
        # 两千三 is 2300: a last digit that follows a magnitude without 零 counts in tenths of it.
        tenths = last >= 100 and not zero and number < 10 and number == int(number)
        section += number * last / 10 if tenths else number
    return total + section
