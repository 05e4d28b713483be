"""Units and measure words as printed, with their canonical symbols."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.currencies import currency_names
from transforms.lexicon import rules


class Unit(NamedTuple):
    """A printed unit: canonical symbol, what it measures, and how many canonical units it stands for."""

    symbol: str
    dimension: str
    factor: float
    length: int
    """Characters it takes in the text."""


_LONGEST = 8
_VARIANTS = str.maketrans(
    "個項場條種類處隻檯臺輛雙組篇幾幅層間棟顆盞節頁門噸畝頃歐鎊盧億週時鐘歲標準電裡線號點級員團黨縣區鎮鄉國針劑環關枝張雙滿餘",
    "个项场条种类处只台台辆双组篇几幅层间栋颗盏节页门吨亩顷欧镑卢亿周时钟岁标准电里线号点级员团党县区镇乡国针剂环关枝张双满余",
)
_VARIANT = re.compile(f"[{''.join(map(chr, _VARIANTS))}]")
_LATIN = re.compile(r"[A-Za-z]")
_PER_MONTH = re.compile("[/／]月(?![0-9])")
_PER_TIME = {"day": "d", "hour": "h", "minute": "min", "second": "s", "year": "a", "month": "mo"}


@cache
def _forms() -> dict[str, tuple[str, str, float]]:
    """Printed form → symbol, dimension, factor."""
    forms: dict[str, tuple[str, str, float]] = {}
    for word in rules("measure_words")["plain"].split():
        forms[word] = (word, "count", 1.0)
    forms |= {name: (code, "money", 1.0) for name, code in currency_names().items()}
    for entry in rules("units"):
        for form, factor in entry["forms"].items():
            forms[form] = (entry["unit"], entry["dimension"], float(factor))
    return forms


@cache
def _first() -> frozenset[str]:
    return frozenset(form[0] for form in _forms())


@cache
def _bases() -> dict[str, tuple[str, float]]:
    """Canonical symbol → base unit and how many of it one stands for, for units that are not their own base."""
    return {e["unit"]: (e["base"], float(e["factor"])) for e in rules("units") if "base" in e}


def in_base_unit(value: float | None, unit: str | None) -> tuple[float | None, str | None]:
    """A number in the base unit of what it measures, so that claims in different units can be compared."""
    known = _bases().get(unit or "")
    if known is None:
        return value, unit
    return (None if value is None else float(f"{value * known[1]:.12g}")), known[0]


def match_unit(text: str, at: int) -> Unit | None:
    """The longest unit or measure word at a position, with what it is per (元/股, 立方米/天), or None."""
    unit = _match(text, at)
    if unit is None:
        return None
    end = at + unit.length
    if unit.dimension == "money" and _PER_MONTH.match(text, end):
        return unit._replace(length=unit.length + 2)
    if text[end : end + 1] in ("/", "／") and (below := _match(text, end + 1)):
        length = unit.length + 1 + below.length
        if unit.dimension == "money":
            return unit._replace(length=length)
        base = _PER_TIME.get(below.symbol, below.symbol)
        kind = "speed" if unit.dimension == "length" and below.dimension == "duration" else "other"
        return Unit(f"{unit.symbol}/{base}", kind, unit.factor / below.factor, length)
    return unit


def goes_on(form: str, after: str) -> bool:
    """Whether a character makes another word of the end of a measure word: 四|大|类别, not 四|大类|别."""
    return after != "" and after in rules("measure_words")["unlike"].get(form, "")


def _match(text: str, at: int) -> Unit | None:
    piece = text[at : at + _LONGEST]
    if not piece:
        return None
    forms, first = _forms(), _first()
    if _VARIANT.search(piece):
        piece = piece.translate(_VARIANTS)
    if piece[0] not in first:
        return None
    for length in range(len(piece), 0, -1):
        found = forms.get(piece[:length])
        if found and not (length > 1 and goes_on(piece[:length], text[at + length : at + length + 1])):
            if _LATIN.match(piece[length - 1]) and _LATIN.match(text, at + length):
                return None
            symbol, dimension, factor = found
            printed = text[at : at + length] if dimension == "count" and symbol == piece[:length] else symbol
            return Unit(printed, dimension, factor, length)
    return None
