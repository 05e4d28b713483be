"""What a check may look at beside the rows it judges: the pages, other tables, and earlier editions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

Function = TypeVar("Function", bound=Callable[..., Any])


class Size(NamedTuple):
    """How much there is of one table in one edition."""

    rows: int
    characters: int
    """Length of the edition's pages."""


@dataclass(frozen=True)
class Context:
    """A part that is None is not at hand: checks that need it are left out."""

    texts: Mapping[str, str] | None = None
    """documents.text by document_id."""
    known: Mapping[str, Iterable[str]] | None = None
    """Keys of other tables by table name."""
    beside: Mapping[str, pa.Table] | None = None
    """The tables of the same editions."""
    sizes: Mapping[date, Size] | None = None
    """How much of the table each edition holds, those that are checked included."""
    earlier: pa.Table | None = field(default=None)
    """The table's rows of earlier editions, at least as many of them as `HISTORY` says."""

    def lacks(self, function: Callable[..., Any]) -> bool:
        """Whether something that the function needs is not at hand."""
        return any(getattr(self, name) is None for name in needs_of(function))


HISTORY = 100
"""So many earlier editions are compared with: a season of a daily paper, and read in a second."""
BASELINE = 30
"""So many earlier editions make the usual number of rows."""


def editions_before(day: date, days: Sequence[date], count: int) -> Sequence[date]:
    """The last so many of the days (in order) before a day. The same for one edition and for a range of them."""
    end = bisect_left(days, day)
    return days[max(0, end - count) : end]


def needs(*names: str) -> Callable[[Function], Function]:
    """Mark a function of `comparisons` or `measures` with the parts of the context that it cannot do without."""
    unknown = set(names) - {f.name for f in fields(Context)}
    assert not unknown, unknown

    def mark(function: Function) -> Function:
        function.needs = names  # type: ignore[attr-defined]
        return function

    return mark


def needs_of(function: Callable[..., Any]) -> tuple[str, ...]:
    return getattr(function, "needs", ())
