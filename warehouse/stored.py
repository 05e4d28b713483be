"""Stored marts: a load makes the rows of its own editions anew, or of their months, and leaves the others.

Sums over ten years are read from rows that stand for a month, and a month is made anew in the time of a few editions.
The select of a mart is run as it stands, over temporary views that hold nothing but the editions of the period; so it
cannot give more than it would over all of them, and a test holds that it gives no less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import duckdb

from warehouse.contract.ddl import quote_name
from warehouse.marts import Mart

_SOURCE = re.compile(r"\bmain\.(\w+)")


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
        con.execute(f"create temp view {source} as from warehouse.main.{source} where {_within(mart, periods)}")
    sql = _SOURCE.sub(r"temp.\1", mart.sql)
    con.execute(f"insert into {name} by name select * from (\n{sql}\n) order by {mart.period}")
    for source in sources:
        con.execute(f"drop view temp.{source}")


def _within(mart: Mart, periods: list[date]) -> str:
    """The condition of the periods as bounds: they let DuckDB pass over what lies outside without reading it."""
    ends = [(day, _month_end(day) if mart.period == "month" else day) for day in periods]
    spans = [list(ends[0])]
    for first, last in ends[1:]:
        if (first - spans[-1][1]).days == 1:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    within = " or ".join(f"edition_date between date '{a}' and date '{b}'" for a, b in spans)
    return f"edition_date between date '{spans[0][0]}' and date '{spans[-1][1]}' and ({within})"


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
