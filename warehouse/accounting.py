"""Nothing vanishes: what was read of an edition is in its table or in `quarantined_rows`, counted in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.contract import QUALITY_RESULTS, TABLES
from warehouse.contract.ddl import quote_name

CHECK = "nothing_vanishes"
SAYS = "every row that was read is in its table or in quarantined_rows"


@dataclass(frozen=True)
class Balance:
    """The rows of one table and edition."""

    edition_date: date
    table_name: str
    extracted: int
    loaded: int
    quarantined: int

    @property
    def balanced(self) -> bool:
        return self.extracted == self.loaded + self.quarantined

    @property
    def words(self) -> str:
        return (
            f"{self.table_name} of {self.edition_date}: {self.extracted} rows were read,"
            f" {self.loaded} are loaded and {self.quarantined} quarantined"
        )


def account(con: duckdb.DuckDBPyConnection, extracted: Mapping[date, Mapping[str, int]]) -> dict[date, list[Balance]]:
    """What became of the rows that were read, by edition; the tables are those that `extracted` names."""
    days = list(extracted)
    quarantined = _counts(con, "main.quarantined_rows", days, "table_name")
    out: dict[date, list[Balance]] = {day: [] for day in days}
    for name in dict.fromkeys(name for tables in extracted.values() for name in tables):
        loaded = _counts(con, f"main.{quote_name(TABLES[name].name)}", days, "''")
        for day, tables in extracted.items():
            if name in tables:
                balance = Balance(day, name, tables[name], loaded.get((day, ""), 0), quarantined.get((day, name), 0))
                out[day].append(balance)
    return out


def account_rows(balances: Mapping[date, list[Balance]], tables: Mapping[date, Mapping[str, pa.Table]]) -> pa.Table:
    """The balances as rows of `quality_results`, of the run whose other results are in `tables`."""
    rows = []
    for day, found in balances.items():
        runs = tables[day][QUALITY_RESULTS.name].column("run_id").to_pylist()
        for b in found:
            gap = abs(b.extracted - b.loaded - b.quarantined)
            check, details = f"{b.table_name}_{CHECK}", None if b.balanced else b.words
            run_id = runs[0] if runs else ""
            rows.append(
                QUALITY_RESULTS.row(
                    run_id, day, b.table_name, check, "ERROR", b.balanced, b.extracted, gap, details, SAYS
                )
            )
    return QUALITY_RESULTS.table(rows)


def _counts(con: duckdb.DuckDBPyConnection, table: str, days: list[date], name: str) -> dict[tuple[date, str], int]:
    sql = f"""select edition_date, {name} as name, count(*) from {table}
        where edition_date in (select unnest(?::date[])) group by all"""
    return {(day, name): count for day, name, count in con.execute(sql, [days]).fetchall()}
