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


class Former:
    """The rows that editions had before a load."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._days: list[date] = []

    def remember(self, days: list[date]) -> None:
        """Keep the rows of these editions until `record`."""
        for table in _COMPARED if days else ():
            source = f"from main.{quote_name(table.name)}"
            if not self._days:
                self._con.execute(f"create temp table {_former(table)} as {source} limit 0")
            within = "where edition_date in (select unnest(?::date[]))"
            self._con.execute(f"insert into {_former(table)} {source} {within}", [days])
        self._days += days

    def record(self) -> None:
        """Note how the editions differ from what was remembered of them."""
        if not self._days:
            return
        within = "edition_date in (select unnest(?::date[]))"
        self._con.execute(f"delete from lineage.changes where {within}", [self._days])
        for table in _COMPARED:
            now = f"(from main.{quote_name(table.name)} where {within})"
            found = differences(table, _former(table), now, compared_columns(table))
            self._con.execute(
                f"insert into lineage.changes select edition_date, '{table.name}', sum(added), sum(removed),"
                f" sum(changed) from ({found}) group by edition_date order by edition_date",
                [self._days],
            )
            self._con.execute(f"drop table {_former(table)}")
        self._days = []


def _former(table: Table) -> str:
    return quote_name(f"former_{table.name}")
