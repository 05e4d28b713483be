"""What differs between two builds: warehouse files, lakes, or data directories that hold one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import Warehouse
from warehouse.contract import TABLES, Table
from warehouse.contract.ddl import quote, quote_name
from warehouse.rows import compared_columns, differences

_SIDES = ("before", "after")
_Columns = dict[str, str]
"""Column → type."""


class DiffError(Exception):
    """The two cannot be compared; the message names the one that cannot be read."""


@dataclass(frozen=True)
class RowDiff:
    """A row that differs: its key, and column → (before, after) where both sides hold the row."""

    kind: str
    """added, removed or changed."""
    key: str
    values: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class TableDiff:
    """What differs in one table."""

    name: str
    schema: tuple[str, ...] = ()
    """Differences of the columns, each in a few words."""
    before: int = 0
    after: int = 0
    """Rows on each side; views are compared by their columns only."""
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: tuple[tuple[str, int], ...] = ()
    """Columns that changed, with the number of rows, most often changed first."""
    examples: tuple[RowDiff, ...] = ()

    @property
    def same(self) -> bool:
        return not (self.schema or self.added or self.removed or self.changed)


def compare(before: Path, after: Path, *, examples: int = 3) -> list[TableDiff]:
    """Every table that one of them holds, and the marts if both are warehouses. DiffError if one cannot be read.

    At most so many `examples` of each kind are given for a table.
    """
    con = duckdb.connect()
    try:
        sides = [_open(con, side, Path(path)) for side, path in zip(_SIDES, (before, after), strict=True)]
        with _told_apart(before, after):
            return _compare(con, sides[0], sides[1], examples)
    finally:
        con.close()


@contextmanager
def _told_apart(before: Path, after: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise DiffError(f"{before} and {after} cannot be compared: {error}") from error


def _compare(
    con: duckdb.DuckDBPyConnection, before: dict[str, _Columns], after: dict[str, _Columns], examples: int
) -> list[TableDiff]:
    found = []
    for name in TABLES:
        if name in before or name in after:
            found.append(_compare_table(con, TABLES[name], before.get(name), after.get(name), examples))
    # A lake has no marts; that is no difference.
    if "marts" in {n.split(".")[0] for n in before} & {n.split(".")[0] for n in after}:
        for name in sorted({*before, *after} - TABLES.keys()):
            view = TableDiff(name, tuple(_schema_changes(before.get(name), after.get(name))))
            found += [] if view.same else [view]
    return found


def _open(con: duckdb.DuckDBPyConnection, side: str, path: Path) -> dict[str, _Columns]:
    """Attach a source as catalog `side`; its tables by name, the marts as `marts.<name>`."""
    file, lake = _find(path)
    try:
        con.execute(f"attach {quote(str(file) if file else ':memory:')} as {side}{' (read_only)' if file else ''}")
        for table in TABLES.values() if lake else ():
            pattern = f"{table.name}/{'*/' if table.partitioned else ''}*.parquet"
            if any(lake.glob(pattern)):
                reading = f"read_parquet({quote(str(lake / pattern))}, union_by_name = true, hive_partitioning = false)"
                con.execute(f"create view {side}.main.{quote_name(table.name)} as from {reading}")
        rows = con.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns()"
            " where database_name = ? and schema_name in ('main', 'marts')",
            [side],
        ).fetchall()
    except duckdb.Error as error:
        raise DiffError(f"{file or lake} cannot be read: {error}") from error
    found: dict[str, _Columns] = {}
    for schema, table_name, column, kind in rows:
        found.setdefault(table_name if schema == "main" else f"{schema}.{table_name}", {})[column] = kind
    if not found.keys() & TABLES.keys():
        raise DiffError(f"{file or lake} holds none of our tables: is it a warehouse or lake of pressledger?")
    return found


def _find(path: Path) -> tuple[Path | None, Path]:
    """The warehouse file, or None and the lake's folder."""
    if path.is_file():
        return path, path
    published = Warehouse(path).path
    if published.is_file():
        return published, path
    for folder in (path, path / "lake"):
        if any((folder / name).is_dir() for name in TABLES):
            return None, folder
    raise DiffError(f"{path} is no warehouse file, no lake and no folder that holds one")


def _schema_changes(before: _Columns | None, after: _Columns | None) -> Iterator[str]:
    if before is None or after is None:
        yield f"only in the {'second' if before is None else 'first'}"
        return
    for column in {**before, **after}:
        if column not in before or column not in after:
            yield f"column {column} only in the {'first' if column in before else 'second'}"
        elif before[column] != after[column]:
            yield f"column {column} {before[column].lower()} → {after[column].lower()}"


def _compare_table(
    con: duckdb.DuckDBPyConnection, table: Table, before: _Columns | None, after: _Columns | None, examples: int
) -> TableDiff:
    schema = tuple(_schema_changes(before, after))
    rows = [_count(con, side, table) if held else 0 for side, held in zip(_SIDES, (before, after), strict=True)]
    if not before or not after:
        return TableDiff(table.name, schema, rows[0], rows[1], added=rows[1], removed=rows[0])
    columns = [c for c in compared_columns(table) if before.get(c, "") == after.get(c)]
    relations = [f"{side}.main.{quote_name(table.name)}" for side in _SIDES]
    con.execute(f"create or replace temp table differing as {differences(table, relations[0], relations[1], columns)}")
    sums = ", ".join(f"coalesce(sum({kind}), 0)::bigint" for kind in ("added", "removed", "changed"))
    ((added, removed, changed),) = con.execute(f"select {sums} from differing").fetchall()
    return TableDiff(
        table.name,
        schema,
        rows[0],
        rows[1],
        added,
        removed,
        changed,
        columns=_changed_columns(con, columns),
        examples=_examples(con, examples),
    )


def _count(con: duckdb.DuckDBPyConnection, side: str, table: Table) -> int:
    return con.execute(f"select count(*) from {side}.main.{quote_name(table.name)}").fetchall()[0][0]


def _changed_columns(con: duckdb.DuckDBPyConnection, columns: list[str]) -> tuple[tuple[str, int], ...]:
    names = [quote_name(c) for c in columns]
    sums = [f"coalesce(sum((before.{n} is distinct from after.{n})::int), 0)::bigint" for n in names]
    (counts,) = con.execute(f"select {', '.join(sums)} from differing where changed > 0").fetchall()
    found = [(column, n) for column, n in zip(columns, counts, strict=True) if n]
    return tuple(sorted(found, key=lambda item: (-item[1], item[0])))


def _examples(con: duckdb.DuckDBPyConnection, most: int) -> tuple[RowDiff, ...]:
    found = []
    for kind in ("added", "removed", "changed"):
        rows = con.execute(
            f"select row_id, before, after from differing where {kind} > 0 order by row_id, edition_date limit {most}"
        ).fetchall()
        for row_id, before, after in rows:
            values = {c: (v, after[c]) for c, v in before.items() if v != after[c]} if kind == "changed" else {}
            found.append(RowDiff(kind, row_id or str(before if kind == "removed" else after), values))
    return tuple(found)
