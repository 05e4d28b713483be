"""What a column and a table are; `tables` says which ones there are."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

import pyarrow as pa

AUTHOR = pa.struct([("name", pa.string()), ("role", pa.string())])


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type and its meaning, in English with the Chinese term."""

    name: str
    type: pa.DataType
    description: str
    term: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    example: str = ""

    def but(self, **changes: Any) -> Column:
        """The same column with some facts changed, for tables that use it in their own way."""
        return replace(self, **changes)

    @property
    def comment(self) -> str:
        """The description as it is shown wherever a column is documented."""
        parts = [f"{self.description} · {self.term}"]
        if self.allowed:
            parts.append("one of " + " | ".join(self.allowed))
        if self.example:
            parts.append(f"e.g. {self.example}")
        return "; ".join(parts)


@dataclass(frozen=True)
class ForeignKey:
    """Values of `column` are values of `table.target`, or null where the column is nullable."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, and its columns in order."""

    name: str
    grain: str
    term: str
    primary_key: str | None
    columns: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    span_of: str | None = None
    """The column whose text the row's `char_start`/`char_end` reproduce, white space aside."""
    partitioned: bool = True
    """Whether the lake keeps one Parquet partition per edition date."""
    notes: str = ""
    row: Any = field(init=False, repr=False, compare=False)
    """The named tuple that readers fill; it has one field per column, in order."""

    def __post_init__(self) -> None:
        names = self.column_names
        optional = [c.nullable for c in self.columns]
        row = namedtuple(f"{self.name}_row", names)  # type: ignore[misc]
        # A trailing run of nullable columns may be left out by whoever builds a row by hand.
        tail = 0
        while tail < len(names) and optional[-1 - tail]:
            tail += 1
        row.__new__.__defaults__ = (None,) * tail
        object.__setattr__(self, "row", row)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def comment(self) -> str:
        return f"{self.grain} · {self.term}" + (f". {self.notes}" if self.notes else "")

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for c in self.columns:
            if c.name == name:
                return c
        raise KeyError(f"table {self.name} has no column {name}")

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with the descriptions as field metadata."""
        return pa.schema(
            [pa.field(c.name, c.type, c.nullable, {"description": c.comment}) for c in self.columns],
            {"description": self.comment},
        )

    def table(self, rows: Iterable[Sequence[Any]]) -> pa.Table:
        """Rows (tuples in column order) as an Arrow table of this schema."""
        by_column = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        arrays = [pa.array(v, c.type) for v, c in zip(by_column, self.columns, strict=True)]
        return pa.Table.from_arrays(arrays, schema=self.schema)

    def rows(self, table: pa.Table) -> list[Any]:
        """The rows of an Arrow table of this schema as named tuples."""
        columns = [table.column(n).to_pylist() for n in self.column_names]
        return list(map(partial(tuple.__new__, self.row), zip(*columns, strict=True)))
