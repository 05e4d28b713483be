"""Places in an order: 第10位, 居全国第一, 全省前三. Other ordinals (第三次, 第一书记) count nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.numbers.numerals import parse_numeral


class Rank(NamedTuple):
    """A place with its span; `<=` for one of the first three and the like. `word` is the measure word, if printed."""

    start: int
    end: int
    value: float
    comparator: str
    word: str | None


_CONTEXT = re.compile(r"(?:[居列位排名至持获为得夺]|全[国省市区县球州军]|世界|亚洲|国内|行业)[^，。；、：“”]{0,8}$")
_GREAT = re.compile(r"大(?:经济体|市场|[一-鿿]{1,8}[国市地]|贸易|产业|城市)")
_WORD = re.compile(r"(?![和与且并的])[一-鿿A-Za-z]")
_SOMEONE = re.compile(r"(?![的是为则和与及在以也居被由领])[一-鿿]")
_SEAT = tuple("党员学教同志医民置")
_TOP_CONTEXT = re.compile(r"(?:[居列位排名进入]|跻身|全[国省市区球]|世界|亚洲|国内)[^，。；、：“”]{0,6}前$")
_TOP_OF = re.compile(r"[个年月季天周届次项条强%.多几批轮]")


def find_rank(text: str, at: int, numeral: str) -> Rank | None:
    """The place that a numeral behind 第 names; `at` is where the numeral starts."""
    number = parse_numeral(numeral)
    if number is None or number.value is None:
        return None
    start, end = at - 1, at + len(numeral)
    if start > 1 and text.startswith(("放在", "摆在", "排在"), start - 2):
        return None
    word = text[end : end + 1]
    context = _CONTEXT.search(text[max(0, start - 14) : start])
    placed = word in ("位", "名") and text[end + 1 : end + 2] not in _SEAT
    if placed and not context and _SOMEONE.match(text, end + 1):
        return None  # 第一位女航天员 counts people one by one
    if placed or _GREAT.match(text, end):
        return Rank(start, end + 1, number.value, "=", word)
    if _WORD.match(text, end) or not context:
        return None
    return Rank(start, end, number.value, "=", None)


def find_top(text: str, at: int, numeral: str) -> Rank | None:
    """One of the first so many, for a numeral behind 前; `at` is where the numeral starts."""
    number = parse_numeral(numeral)
    if number is None or number.value is None or number.value > 1000 or text.startswith("提前", max(0, at - 2)):
        return None
    end = at + len(numeral)
    if not _TOP_CONTEXT.search(text[max(0, at - 14) : at]) or _TOP_OF.match(text, end):
        return None
    word = text[end : end + 1]
    named = word in ("名", "位")
    return Rank(at - 1, end + named, number.value, "<=", word if named else None)
