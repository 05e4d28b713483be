"""Shares, changes and halves that stand without a plain number: 翻一番, 减半, 一半, 半年, 两位数."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.numbers.comparators import sign_after, sign_before
from transforms.numbers.numerals import parse_numeral
from transforms.numbers.quantity import Quantity, bounded
from transforms.numbers.units import Unit, match_unit

_SHORTHANDS = re.compile(
    r"翻了?(?:近|约|超)?(?:([一两二三四五])?番|倍)|减半|(?:超过?|将?近|过|逾|占)半(?:数|(?=[的以，。；、是]))|一半"
    r"|(?<!个)半个?多?小时(?![报工])|半(?<![上下大小东西南北后个]半)(?<!(?<!提)前半)(?:年|个月|个多月|个小时|小时|个多小时|个世纪|个多世纪|天|公里|公斤|斤|亩)(?![报度级线检])"
    r"|两位数(?=[的增，。；、])"
)
_TALLY = re.compile(
    r"[0-9](?<![0-9.第].)[0-9]{0,2}[死伤胜平负金银铜](?:[0-9]{1,3}[死伤胜平负金银铜]){1,3}(?![价牌杯奖利])"
)
_TALLIED = re.compile(r"([0-9]{1,3})([死伤胜平负金银铜])")
"""What is tallied without a measure word: 7死13伤, 9胜2负, 32金27银."""
_HALVED = re.compile(
    r"(?:(节省|节约|砍掉|减掉|砍|省|缩短|缩小|减少|下降|降低|压缩|缩减|压减|[降减缩少])|增加|增长|提高|多)了?(?:近|约)?$"
)


_MARKS = frozenset("翻半位")
"""Characters of which every shorthand holds one."""


def find_shorthands(text: str) -> Iterable[re.Match[str]]:
    """Where such shares and changes stand in a text."""
    return () if _MARKS.isdisjoint(text) else _SHORTHANDS.finditer(text)


def find_tallies(text: str) -> list[Quantity]:
    """The numbers of the dead and hurt, of matches won and lost, of medals, printed close: 3死1伤, 32金27银19铜."""
    found = []
    for run in _TALLY.finditer(text):
        for m in _TALLIED.finditer(text, *run.span()):
            unit = Unit(m[2], "count", 1.0, 1)
            found.append(bounded(*m.span(), *m.span(), float(m[1]), None, None, "=", unit, m[2]))
    return found


def read_shorthand(text: str, match: re.Match[str]) -> Quantity | None:
    """翻一番, 减半, 过半, 一半, 两位数: shares and changes that stand without a plain number."""
    word, start, end = match[0], match.start(), match.end()
    change, value, comparator = "level", 50.0, "="
    if word.startswith("翻"):
        times = parse_numeral(match[1]) if match[1] else None
        comparator = "~" if word[-3:-2] in tuple("近约") else ">" if "超" in word else "="
        change, value = "increase", (2.0 ** (times.value if times and times.value else 1) - 1) * 100
    elif word == "减半":
        change = "decrease"
    elif word == "两位数":
        value, comparator = 10.0, ">="
        sign, outer = sign_before(text, start, word)
        return bounded(start, end, outer, end, value, None, None, sign or comparator, Unit("%", "ratio", 1.0, 0), "")
    elif word == "一半":
        sign, _ = sign_before(text, start, word)
        after, _ = sign_after(text, end, None)
        if text.startswith(("的", "是"), end):
            after = "="
        moved = _HALVED.search(text, max(0, start - 4), start)
        if not (sign or after or moved or text[start - 1 : start] in tuple("占达有的")):
            return None
        comparator = sign or after or "="
        change = "decrease" if moved and moved[1] else "increase" if moved else "level"
    elif word.startswith("半"):
        return _half(text, start, end, word)
    else:
        comparator = "~" if "近" in word else "=" if word.startswith("占") else ">"
        start += word.index("半")
    unit = Unit("%", "ratio", 1.0, 0)
    return bounded(start, end, match.start(), end, value, None, None, comparator, unit, "")._replace(change=change)


def _half(text: str, start: int, end: int, word: str) -> Quantity | None:
    """半年, 半个多月, 半公里: half of a length, of time or of a way."""
    unit = match_unit(word.replace("多", ""), 1)
    if unit is None or unit.dimension not in ("duration", "length", "mass", "area"):
        return None
    before, outer_start = sign_before(text, start, word)
    after, outer_end = sign_after(text, end, unit)
    comparator = before or after or (">" if "多" in word else "=")
    value = 0.5 * unit.factor
    return bounded(start, end, outer_start, outer_end, value, None, None, comparator, unit, word[1:])
