"""Rows of a table before and after, compared in SQL by key; rows of tables without a key as wholes."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.contract import Table
from warehouse.contract.columns import run_id
from warehouse.contract.ddl import quote_name


def compared_columns(table: Table) -> list[str]:
    """Columns whose values tell rows apart. Which run wrote a row says nothing about it."""
    return [name for name in table.column_names if name != run_id.name]


def differences(table: Table, before: str, after: str, columns: Sequence[str]) -> str:
    """A query with a row for each key, or each distinct row, that is not the same in both relations.

    `edition_date` (null for tables without), `row_id` (null without a key), `added`, `removed`, `changed`: how many;
    `before` and `after`: the rows as structs of the columns.
    """
    packed = "{" + ", ".join(f"{quote_name(c)}: {quote_name(c)}" for c in columns) + "}"
    day = "edition_date" if "edition_date" in columns else "null::date"
    if table.primary_key in columns:
        key = quote_name(str(table.primary_key))
        sides = [f"select {key} as row_id, {day} as edition_date, {packed} as row from {r}" for r in (before, after)]
        return f"""
            select coalesce(a.edition_date, b.edition_date) as edition_date, coalesce(a.row_id, b.row_id) as row_id,
                (b.row_id is null)::int as added, (a.row_id is null)::int as removed,
                (a.row_id is not null and b.row_id is not null)::int as changed, b.row as before, a.row as after
            from ({sides[0]}) as b
            full join ({sides[1]}) as a on a.row_id = b.row_id
            where a.row_id is null or b.row_id is null or a.row is distinct from b.row"""
    sides = [f"select {day} as edition_date, {packed} as row, {n} as n from {r}" for r, n in ((before, -1), (after, 1))]
    return f"""
        select edition_date, null::varchar as row_id, greatest(sum(n), 0) as added, greatest(-sum(n), 0) as removed,
            0 as changed, row as before, row as after
        from ({sides[0]} union all {sides[1]})
        group by edition_date, row
        having sum(n) <> 0"""
