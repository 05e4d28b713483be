"""What reading an edition again changed: counts by edition and table, kept as `lineage.changes`."""

from __future__ import annotations

from datetime import date

import duckdb

from warehouse.contract import QUALITY_RESULTS, Table
from warehouse.contract.ddl import quote_name
from warehouse.editions import PARTS
from warehouse.rows import compared_columns, differences

# What checks and loads say of the rows changes with them.
_COMPARED = [table for table in PARTS if table is not QUALITY_RESULTS]


def remember(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    """Keep the rows of these editions until `record`; those that are not loaded have none."""
    con.execute("create temp table if not exists former_days (edition_date date)")
    con.execute(
        "insert into former_days select edition_date from lineage.editions"
        " where edition_date in (select unnest(?::date[]))",
        [days],
    )
    for table in _COMPARED:
        source = f"from main.{quote_name(table.name)}"
        con.execute(f"create temp table if not exists {_former(table)} as {source} limit 0")
        con.execute(f"insert into {_former(table)} {source} where edition_date in (select unnest(?::date[]))", [days])


def record(con: duckdb.DuckDBPyConnection) -> None:
    """Note how the editions differ from what was remembered of them."""
    if not con.execute("select * from duckdb_tables() where temporary and table_name = 'former_days'").fetchall():
        return
    con.execute("delete from lineage.changes where edition_date in (from former_days)")
    for table in _COMPARED:
        now = f"(from main.{quote_name(table.name)} where edition_date in (from former_days))"
        found = differences(table, _former(table), now, compared_columns(table))
        con.execute(
            f"insert into lineage.changes select edition_date, '{table.name}', sum(added), sum(removed), sum(changed)"
            f" from ({found}) group by edition_date order by edition_date"
        )
        con.execute(f"drop table {_former(table)}")
    con.execute("drop table former_days")


def _former(table: Table) -> str:
    return quote_name(f"former_{table.name}")
