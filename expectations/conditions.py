"""Conditions that a check computes from several columns: true, false, or null where it does not apply to a row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from expectations.families import family_of
from expectations.words import common_words


def present(rows: pa.Table, *, columns: list[str]) -> list[bool]:
    """All of the columns are there."""
    return [all(given) for given in zip(*(_present(rows, name) for name in columns), strict=True)]


def finite(rows: pa.Table, *, columns: list[str]) -> list[bool | None]:
    """The numbers stated are neither infinite nor undefined."""
    numbers = zip(*(rows.column(name).to_pylist() for name in columns), strict=True)
    stated = ([n for n in row if n is not None] for row in numbers)
    return [all(map(math.isfinite, row)) if row else None for row in stated]


def bounds_agree(rows: pa.Table) -> list[bool | None]:
    """The comparator, the value and the bounds say the same."""
    columns = (rows.column(n).to_pylist() for n in ("comparator", "value", "value_low", "value_high"))
    return [_bounds_agree(*row) for row in zip(*columns, strict=True)]


def _bounds_agree(comparator: str | None, value: float | None, low: float | None, high: float | None) -> bool | None:
    if value is None and low is None and high is None:
        return None
    if comparator in (">=", ">"):
        return low is not None and high is None and value == low
    if comparator in ("<=", "<"):
        return high is not None and low is None and value == high
    if value is None:
        return low is not None and high is not None
    return low is None and high is None


def fits(
    rows: pa.Table, *, column: str, by: str, lists: Mapping[str, list[str]], patterns: Mapping[str, str]
) -> list[bool | None]:
    """`column` has one of the values, or the shape, that `lists` and `patterns` give for the value of `by`."""
    allowed = {key: frozenset(values) for key, values in lists.items()}
    shapes = {key: re.compile(pattern) for key, pattern in patterns.items()}

    def judge(key: str | None, value: str | None) -> bool | None:
        if value is None or (key not in allowed and key not in shapes):
            return None
        return value in allowed.get(key, ()) or (key in shapes and shapes[key].fullmatch(value) is not None)

    return list(map(judge, rows.column(by).to_pylist(), rows.column(column).to_pylist()))


def within(
    rows: pa.Table,
    *,
    columns: list[str],
    low: float = -math.inf,
    high: float = math.inf,
    whole: bool = False,
    unless: Mapping[str, list[str]] | None = None,
) -> list[bool | None]:
    """The numbers stated are between `low` and `high`, and whole if so asked.

    Does not apply to rows where a column of `unless` holds one of its words.
    """
    applies = [True] * rows.num_rows
    for name, words in (unless or {}).items():
        texts = rows.column(name).to_pylist()
        applies = [a and not any(w in (t or "") for w in words) for a, t in zip(applies, texts, strict=True)]

    def good(number: float) -> bool:
        return low <= number <= high and (not whole or abs(number - round(number)) < 1e-6 * max(1, abs(number)))

    out: list[bool | None] = []
    for a, *numbers in zip(applies, *(rows.column(n).to_pylist() for n in columns), strict=True):
        stated = [n for n in numbers if n is not None and math.isfinite(n)]
        out.append(all(map(good, stated)) if a and stated else None)
    return out


def absent(rows: pa.Table, *, columns: list[str]) -> list[bool]:
    """None of the columns is there."""
    return [not any(given) for given in zip(*(_present(rows, name) for name in columns), strict=True)]


def any_present(rows: pa.Table, *, columns: list[str]) -> list[bool]:
    """At least one of the columns is there."""
    return [any(given) for given in zip(*(_present(rows, name) for name in columns), strict=True)]


def fits_family(rows: pa.Table) -> list[bool | None]:
    """The indicator, by the way it ends, is measured in this dimension (see `families.yaml`)."""

    def judge(indicator: str | None, dimension: str | None) -> bool | None:
        family = family_of(indicator) if indicator else None
        return dimension in family.dimensions if family else None

    return list(map(judge, rows.column("indicator").to_pylist(), rows.column("dimension").to_pylist()))


def no_common_word(rows: pa.Table, *, columns: list[str], least: int) -> list[bool]:
    """None of the columns holds a word that a dictionary has counted at least so often."""
    words = common_words(least)
    return [not words.intersection(row) for row in zip(*(rows.column(n).to_pylist() for n in columns), strict=True)]


def verdict_agrees(rows: pa.Table, *, relative: float, absolute: float) -> list[bool]:
    """`agree` stands for numbers that are equal but for rounding, `disagree` for others."""

    def judge(stated: float, derived: float, verdict: str) -> bool:
        gap = abs(stated - derived)
        return gap <= max(absolute, relative * abs(stated)) if verdict == "agree" else gap > 0

    return list(map(judge, *(rows.column(n).to_pylist() for n in ("stated", "derived", "verdict"))))


def _present(rows: pa.Table, column: str) -> list[bool]:
    return rows.column(column).is_valid().to_pylist()


def matching(rows: pa.Table, where: Mapping[str, list[str]]) -> pa.Array:
    """Rows where each column of `where` has one of the values given."""
    out = pa.array([True] * rows.num_rows, pa.bool_())
    for name, wanted in where.items():
        out = pc.and_(out, pc.is_in(rows.column(name), pa.array(wanted)).combine_chunks())
    return out


CONDITIONS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        present,
        finite,
        bounds_agree,
        fits,
        within,
        absent,
        any_present,
        verdict_agrees,
        fits_family,
        no_common_word,
    )
}
