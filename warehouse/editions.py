"""Editions of the lake: whether one is whole, and which of its rows the warehouse accepts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import QUARANTINED_ROWS, TABLES, ForeignKey, Table
from warehouse.corrections import DROPPED
from warehouse.lake import Lake, LakeError

PARTS: tuple[Table, ...] = tuple(t for t in TABLES.values() if t.partitioned)
"""Tables that an edition consists of; the lake must hold all of them, without rows where there are none."""


def _parents_first() -> list[Table]:
    names = {t.name for t in PARTS}
    parents = {t.name: {k.table for k in t.foreign_keys} & names for t in PARTS}
    return [TABLES[name] for name in TopologicalSorter(parents).static_order()]


_ORDER = _parents_first()
_LISTED = ("table_name", "row_id", "check_name")


@dataclass(frozen=True)
class Edition:
    """What the warehouse accepts of an edition."""

    tables: dict[str, pa.Table]
    left_out: dict[str, int]
    """Rows of the lake that are quarantined, by table."""
    extracted: dict[str, int]
    """Rows that were read, by table: all of them are in the table or in `quarantined_rows`."""
    inputs: str
    rules_version: str | None


def read_edition(lake: Lake, edition_date: date) -> Edition:
    """An edition's rows without those that are quarantined, or that refer to a quarantined row.

    The latter are put into `quarantined_rows` too, so each row of the lake is in its table or there. LakeError if
    the lake does not hold the whole edition as it was last read and checked.
    """
    if gaps := find_gaps(lake, edition_date):
        raise LakeError("; ".join(gaps))
    tables = {t.name: lake.read(t.name, edition_date) for t in PARTS}
    held = tables[QUARANTINED_ROWS.name]
    extracted = {t.name: lake.extracted(t.name, edition_date) for t in PARTS if t.primary_key}
    listed: dict[str, list[str]] = {}
    for name, row_id, check in zip(*(held.column(n).to_pylist() for n in _LISTED), strict=True):
        if not check.startswith(DROPPED):  # those are not in the lake's table either
            listed.setdefault(name, []).append(row_id)
    lost: dict[str, pa.Array] = {}
    orphans: list[Any] = []
    left_out: dict[str, int] = {}
    for table in _ORDER if listed else ():
        before = tables[table.name]
        kept = _without_listed(table, before, listed.get(table.name, []))
        for key in table.foreign_keys:
            if key.table in lost:
                kept, found = _without_orphans(table, kept, key, lost[key.table])
                orphans += quarantined_rows(held.column("run_id")[0].as_py(), edition_date, table, found)
        if kept.num_rows < before.num_rows:
            tables[table.name] = kept
            left_out[table.name] = before.num_rows - kept.num_rows
            lost[table.name] = _keys(table, before)
            lost[table.name] = lost[table.name].filter(pc.invert(pc.is_in(lost[table.name], _keys(table, kept))))
    if orphans:
        tables[QUARANTINED_ROWS.name] = pa.concat_tables([held, QUARANTINED_ROWS.table(orphans)])
    for name, rows in tables.items():
        _require_values(TABLES[name], rows)
    footer = lake.footer("documents", edition_date)
    return Edition(tables, left_out, extracted, footer.get("inputs", ""), footer.get("rules_version"))


def read_extracted(lake: Lake, edition_date: date) -> dict[str, pa.Table]:
    """All that was read of an edition, bad rows included."""
    return {t.name: lake.read(t.name, edition_date) for t in PARTS if t.primary_key}


def find_gaps(lake: Lake, edition_date: date) -> list[str]:
    """What keeps an edition of the lake from being whole: a table missing, or read from other files or rules."""
    inputs, gaps = inputs_of(lake, edition_date), []
    for table in PARTS:
        path = lake.path(table.name, edition_date)
        if not lake.has(table.name, edition_date):
            gaps.append(f"{path} does not exist: run the edition again")
        elif lake.footer(table.name, edition_date).get("inputs", "") != inputs:
            gaps.append(f"{path} was made from other files or rules than documents: run the edition again")
    return gaps


def inputs_of(lake: Lake, edition_date: date) -> str:
    """Fingerprint of the files and rules that an edition of the lake was read from."""
    return lake.footer("documents", edition_date).get("inputs", "")


def quarantined_rows(
    run_id: str, edition_date: date, table: Table, rows: Iterable[tuple[str, dict[str, Any]]]
) -> Iterator[Any]:
    """Rows of `quarantined_rows` from (check name, row) pairs of a table."""
    for check_name, row in rows:
        row_id = row.get(table.primary_key) if table.primary_key else None
        # JSON has no form for numbers that are not finite: they become text.
        plain = {k: str(v) if isinstance(v, float) and not math.isfinite(v) else v for k, v in row.items()}
        content = json.dumps(plain, ensure_ascii=False, default=str)
        yield QUARANTINED_ROWS.row(run_id, edition_date, table.name, row_id or "", check_name, content)


def _without_listed(table: Table, rows: pa.Table, row_ids: list[str]) -> pa.Table:
    if not row_ids:
        return rows
    listed = pc.is_in(_keys(table, rows), pa.array(sorted(set(row_ids)), pa.string()))
    kept = rows.filter(pc.invert(listed))
    if (found := rows.num_rows - kept.num_rows) != len(row_ids):
        raise LakeError(f"{len(row_ids)} rows of {table.name} are quarantined, but {found} found: check again")
    return kept


def _without_orphans(
    table: Table, rows: pa.Table, key: ForeignKey, lost: pa.Array
) -> tuple[pa.Table, list[tuple[str, dict[str, Any]]]]:
    """The rows whose parent is there, and the others with the name of the check that they fail."""
    orphaned = pc.is_in(rows.column(key.column), lost)
    found = [(f"{table.name}_{key.column}_known", row) for row in rows.filter(orphaned).to_pylist()]
    return (rows.filter(pc.invert(orphaned)), found) if found else (rows, found)


def _keys(table: Table, rows: pa.Table) -> pa.Array:
    return pc.fill_null(rows.column(table.primary_key), "").combine_chunks()


def _require_values(table: Table, rows: pa.Table) -> None:
    for column in table.columns:
        nulls = rows.column(column.name).null_count
        if nulls and not column.nullable:
            raise LakeError(f"{table.name}.{column.name} is empty in {nulls} rows: check the edition again")
