"""Answers of the warehouse to a query, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from orchestration.problems import Problem
from warehouse.query import Answer, QueryError, query

_SHOWN = 100
_NARROWEST = 10
_NUMERIC = re.compile(r"(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\))$")
_UNKNOWN_TABLE = re.compile(r"Table with name (\S+) does not exist")
_UNKNOWN_SEARCH = re.compile(r"Table Function with name search_\w+ does not exist")
_UNKNOWN_COLUMN = re.compile(r'Referenced column "?([^"\s]+)"? (?:was )?not found')


# What fits on a screen; CSV and JSON have every column.
_FOUND = {
    "statements": ("edition_date", "headline", "speaker_name", "text", "score", "exact"),
    "articles": ("edition_date", "publication", "headline", "passage", "score", "exact"),
}


def answer(
    data_dir: Path,
    sql: str,
    form: str,
    limit: int | None,
    parameters: Mapping[str, Any] | Sequence[Any] | None = None,
) -> int:
    """Print what the warehouse answers; `limit` 0 is all rows, None the default of the form. The number of rows shown.

    `parameters` are the values of `$name`, or of `?`, in the query.

    Problem, in one line, if it cannot answer.
    """
    shown = (_SHOWN if form == "table" else 0) if limit is None else limit
    try:
        # One row more tells whether there are more.
        found = query(data_dir, sql, limit=shown + 1 if shown else None, parameters=parameters)
    except QueryError as error:
        raise Problem(explain(data_dir, str(error))) from None
    rows = found.rows.to_pylist() if len(set(found.names)) == len(found.names) else _by_position(found)
    more = bool(shown) and len(rows) > shown
    rows = rows[:shown] if shown else rows
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[form](found, rows)
    if more:
        print(f"first {shown} rows; --limit 0 shows all", file=sys.stderr)
    return len(rows)


def _by_position(found: Answer) -> list[dict[str, Any]]:
    """Rows of an answer that has several columns of one name: the later ones get a number."""
    seen: dict[str, int] = {}
    names = []
    for name in found.names:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found.rows.rename_columns(names).to_pylist()


def _print_table(found: Answer, rows: list[dict[str, Any]]) -> None:
    from orchestration.screen import cell, out, table

    console = out()
    names = list(rows[0]) if rows else list(found.names)
    if rows and len(names) * _NARROWEST > console.width:
        _print_records(rows)
    else:
        numbers = [n for n, kind in zip(names, found.types, strict=True) if _NUMERIC.match(kind)]
        made = table(*names, numbers=tuple(numbers))
        for row in rows:
            made.add_row(*(cell(_text(value)) for value in row.values()))
        console.print(made)
    console.print(f"{len(rows)} row{'s' if len(rows) != 1 else ''}", style="dim")


def _print_records(rows: list[dict[str, Any]]) -> None:
    """Rows with too many columns for a table: one column a line."""
    from orchestration.screen import cell, out, table

    for number, row in enumerate(rows, 1):
        made = table(f"row {number}", "")
        for name, value in row.items():
            made.add_row(name, cell(_text(value)))
        out().print(made)


def _print_csv(found: Answer, rows: list[dict[str, Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0] if rows else found.names)
    writer.writerows([_text(value) for value in row.values()] for row in rows)


def _print_json(found: Answer, rows: list[dict[str, Any]]) -> None:
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _text(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value) if isinstance(value, date | datetime | bytes) else value


def search(data_dir: Path, text: str, where: str, form: str, limit: int) -> None:
    """Print the statements or articles that hold a text, best first. Problem if it cannot be searched."""
    columns = ", ".join(_FOUND[where]) if form == "table" else "*"
    answer(data_dir, f"select {columns} from search_{where}(?)", form, limit, [text])


def export_table(data_dir: Path, table: str, form: str, out: Path | None, where: str | None) -> None:
    """Write a table to a file and say so. Problem or ExportError if that cannot be done."""
    from warehouse.export import export

    path = out or Path(f"{table}.{form}")
    try:
        count = export(data_dir, table, form, path, where=where)
    except QueryError as error:
        raise Problem(explain(data_dir, str(error))) from None
    print(f"{count:,} row{'s' if count != 1 else ''} in {path}")


def explain(data_dir: Path, message: str) -> str:
    """The error in one line; for an unknown table with the names that are near."""
    if unknown := _UNKNOWN_TABLE.search(message):
        name = unknown[1].strip("\"'")
        known = _tables(data_dir)
        near = get_close_matches(name.rsplit(".", 1)[-1], known, 3, 0.5) or sorted(known)
        return f"There is no table {name}; there is {', '.join(known[n] for n in near)}."
    if _UNKNOWN_SEARCH.search(message):
        return "The warehouse was built by another version, without search: run 'pressledger rebuild'."
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    kept = [line for line in lines if not line.startswith(("LINE ", "^"))]
    return " ".join(kept)


def _tables(data_dir: Path) -> dict[str, str]:
    """Name → name as it is written in a query."""
    sql = "select table_schema, table_name from information_schema.tables where table_schema in ('main', 'marts')"
    rows = query(data_dir, sql).rows.to_pylist()
    return {
        r["table_name"]: r["table_name"] if r["table_schema"] == "main" else f"marts.{r['table_name']}" for r in rows
    }
