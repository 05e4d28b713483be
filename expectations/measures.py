"""Numbers that say how an edition's table is as a whole: one of each edition, None where it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from statistics import median
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from expectations.conditions import matching
from expectations.context import BASELINE, Context, Size, editions_before, needs


class Measured(NamedTuple):
    """A number and what it was made of, in words."""

    value: float
    words: str


def share_without(day: date | None, rows: pa.Table, context: Context, *, column: str, least: int) -> Measured | None:
    """The share of rows in which a column is empty; None for fewer than `least` rows."""
    if rows.num_rows < least:
        return None
    empty = rows.column(column).null_count
    return Measured(empty / rows.num_rows, f"{empty} of {rows.num_rows} rows have no {column}")


@needs("beside")
def share_without_in(
    day: date | None,
    rows: pa.Table,
    context: Context,
    *,
    column: str,
    parent: str,
    key: str,
    where: dict[str, list[str]],
    least: int,
) -> Measured | None:
    """The same among the rows whose parent, found by `key` in the table `parent`, is one of `where`."""
    assert context.beside is not None
    parents = context.beside[parent]
    wanted = parents.filter(matching(parents, where)).column(key)
    found = share_without(day, rows.filter(pc.is_in(rows.column(key), wanted)), context, column=column, least=least)
    return found and found._replace(words=f"{found.words}, in {', '.join(v for vs in where.values() for v in vs)}")


@needs("sizes")
def against_usual(
    day: date | None, rows: pa.Table, context: Context, *, least: int, expected: float, by_length: bool
) -> Measured | None:
    """The number of rows as a multiple of what is usual: the middle of earlier editions, by length if so asked.

    None if there are fewer than `least` earlier editions, or if fewer than `expected` rows are usual.
    """
    assert context.sizes is not None
    if day is None or day not in context.sizes:
        return None
    before = [context.sizes[d] for d in editions_before(day, sorted(context.sizes), BASELINE)]
    now = context.sizes[day]
    if len(before) < least or not now.characters:
        return None
    usual = median(_amount(size, by_length) for size in before) * (now.characters if by_length else 1)
    if usual < expected:
        return None
    length = f" on {now.characters:,} characters" if by_length else ""
    return Measured(rows.num_rows / usual, f"{rows.num_rows} rows{length}, where {usual:.0f} are usual")


def _amount(size: Size, by_length: bool) -> float:
    if not by_length:
        return size.rows
    return size.rows / size.characters if size.characters else 0.0


MEASURES: dict[str, Callable[..., Measured | None]] = {
    f.__name__: f for f in (share_without, share_without_in, against_usual)
}
