"""What the warehouse says about its own quality, for the pages of `expectations.docs`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.contract import TABLES, Table
from warehouse.contract.ddl import quote_name

_SQL = Path(__file__).resolve().parent.parent / "sql" / "docs"
_AROUND = 24
"""So many characters before and behind a row's text are shown with it."""
_MOST = 500
"""So many rows of a check are listed on an edition's page; all of them are in the warehouse."""

Rows = list[dict[str, Any]]


def read_checks(con: duckdb.DuckDBPyConnection) -> Rows:
    return _rows(con, (_SQL / "checks.sql").read_text(encoding="utf-8"))


def read_edition_totals(con: duckdb.DuckDBPyConnection) -> Rows:
    return _rows(con, (_SQL / "editions.sql").read_text(encoding="utf-8"))


def read_corrections_applied(con: duckdb.DuckDBPyConnection, day: date | None = None) -> Rows:
    """Corrections with what they changed: `differences` are (column, before, after)."""
    sql = "select * from main.corrections where edition_date = coalesce(?, edition_date) order by edition_date desc"
    rows = _rows(con, sql, [day])
    for row in rows:
        before, changes = json.loads(row["before"]), json.loads(row["changes"] or "{}")
        shown = list(changes) or [TABLES[row["table_name"]].span_of or "headline"]
        row["differences"] = [(name, before.get(name), changes.get(name)) for name in shown]
    return rows


def read_results(con: duckdb.DuckDBPyConnection, day: date) -> Rows:
    return _rows(con, "select * from main.quality_results where edition_date = ?", [day])


def read_pages(con: duckdb.DuckDBPyConnection, day: date) -> list[str]:
    sql = "select source_path from main.documents where edition_date = ? order by source_path"
    return [row["source_path"] for row in _rows(con, sql, [day])]


def read_failing_rows(con: duckdb.DuckDBPyConnection, day: date) -> Rows:
    """Flagged rows with where they stand, and quarantined rows with their content."""
    found = _rows(con, "select distinct table_name from main.flagged_rows where edition_date = ?", [day])
    rows = [row for name in sorted(r["table_name"] for r in found) for row in _flagged(con, TABLES[name], day)]
    sql = """select table_name, row_id, check_name, "row" from main.quarantined_rows where edition_date = ? limit ?"""
    for row in _rows(con, sql, [day, _MOST]):
        content = json.loads(row["row"])
        text = content.get(TABLES[row["table_name"]].span_of or "headline")
        rows.append(
            {
                **row,
                "text": text,
                "headline": None,
                "source_path": None,
                "around": None,
                "char_start": content.get("char_start"),
            }
        )
    return rows


def _flagged(con: duckdb.DuckDBPyConnection, table: Table, day: date) -> Rows:
    key, has = quote_name(str(table.primary_key)), table.column_names
    article = "a.article_id = t.article_id" if "article_id" in has else "false"
    start = "t.char_start" if "char_start" in has else "null::integer"
    around = "null"
    if table.span_of and "document_id" in has and table.primary_key != "document_id":
        around = f"""[substr(d.text, greatest(1, t.char_start + 1 - {_AROUND}), least({_AROUND}, t.char_start)),
            substr(d.text, t.char_end + 1, {_AROUND})]"""
    return _rows(
        con,
        f"""select f.table_name, f.row_id, f.check_name, f.text, a.headline, d.source_path, {start} as char_start,
            null as "row", {around} as around
        from main.flagged_rows as f
        inner join main.{quote_name(table.name)} as t on t.{key} = f.row_id and t.edition_date = f.edition_date
        left join main.articles as a on {article}
        left join main.documents as d on d.document_id = t.document_id
        where f.edition_date = ? and f.table_name = ?
        qualify row_number() over (partition by f.check_name order by d.source_path, {start}) <= ?
        order by f.check_name, d.source_path, {start}""",
        [day, table.name, _MOST],
    )


def _rows(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> Rows:
    found = con.execute(sql, list(parameters))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
