"""Stored marts: a load makes the rows of its own editions anew, or of their months, and leaves the others.

Sums over ten years are read from rows that stand for a month, and a month is made anew in the time of a few editions.
The select of a mart is run as it stands, over temporary views that hold nothing but the editions of the period; so it
cannot give more than it would over all of them, and a test holds that it gives no less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import duckdb

from warehouse.contract.ddl import quote_name
from warehouse.marts import Mart

_SOURCE = re.compile(r"\bmain\.(\w+)")
_MONTHS = "date_trunc('month', {})::date"


def refresh(con: duckdb.DuckDBPyConnection, marts: Iterable[Mart], days: Iterable[date]) -> None:
    """Bring the stored marts in line with the tables, in which only editions of these days have changed."""
    by_day = sorted(set(days))
    by_month = sorted({day.replace(day=1) for day in by_day})
    for mart in marts:
        if mart.period and by_day:
            _replace(con, mart, by_month if mart.period == "month" else by_day)


def _replace(con: duckdb.DuckDBPyConnection, mart: Mart, periods: list[date]) -> None:
    name, listed = f"marts.{quote_name(mart.name)}", ", ".join(f"date '{p}'" for p in periods)
    con.execute(f"delete from {name} where {mart.period} in ({listed})")
    sources = sorted(set(_SOURCE.findall(mart.sql)))
    for source in sources:
        con.execute(f"create temp view {source} as from warehouse.main.{source} where {_within(mart, periods, listed)}")
    sql = _SOURCE.sub(r"temp.\1", mart.sql)
    con.execute(f"insert into {name} by name select * from (\n{sql}\n) order by {mart.period}")
    for source in sources:
        con.execute(f"drop view temp.{source}")


def _within(mart: Mart, periods: list[date], listed: str) -> str:
    """The condition of the periods, with bounds first: they let DuckDB pass over what lies outside without reading."""
    if mart.period != "month":
        return f"edition_date between date '{periods[0]}' and date '{periods[-1]}' and edition_date in ({listed})"
    bounds = f"edition_date >= date '{periods[0]}' and edition_date < date '{periods[-1]}' + interval 1 month"
    return bounds if len(periods) == 1 else f"{bounds} and {_MONTHS.format('edition_date')} in ({listed})"
