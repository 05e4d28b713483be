"""Reading the published warehouse: one read-only query, without access to anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.build import Warehouse

_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_LOCKS = (
    "set enable_external_access = false",
    "set python_enable_replacements = false",
    "set lock_configuration = true",
)


class QueryError(Exception):
    """The query cannot be answered; the message is for whoever typed it."""


@dataclass(frozen=True)
class Answer:
    """The rows of a query."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    """SQL types, in the order of `names`."""
    rows: pa.Table


def query(
    data_dir: Path,
    sql: str,
    *,
    limit: int | None = None,
    parameters: Mapping[str, Any] | Sequence[Any] | None = None,
) -> Answer:
    """Run one `select` (or `describe`, `show`, `explain`) on `<data_dir>/warehouse.duckdb`, at most `limit` rows of it.

    `parameters` are the values of `$name`, or of `?`, in the query; they are bound, so they cannot change what it does.
    Nothing can be changed, and no other file or address be read. The connection is closed at once, so the next
    query sees what was published since. QueryError for a missing warehouse, a statement of another kind or bad SQL.
    """
    warehouse = Warehouse(Path(data_dir))
    if not warehouse.path.exists():
        raise QueryError(f"There is no warehouse at {warehouse.path} yet: run 'pressledger run' first.")
    try:
        con = warehouse.open()
    except duckdb.Error as error:
        raise QueryError(f"{warehouse.path} cannot be opened: {error}") from error
    try:
        for lock in _LOCKS:
            con.execute(lock)
        return _answer(con, sql, limit, parameters)
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    finally:
        con.close()


def _answer(
    con: duckdb.DuckDBPyConnection, sql: str, limit: int | None, parameters: Mapping[str, Any] | Sequence[Any] | None
) -> Answer:
    statements = con.extract_statements(sql)
    if len(statements) != 1 or statements[0].type not in _READING:
        raise QueryError("One query that only reads is expected: select, describe, show, summarize or explain.")
    given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters or ())
    found = con.sql(statements[0].query, params=given or None)
    if found is None:
        raise QueryError("The query gives no rows.")
    if limit is not None:
        found = found.limit(limit)
    names, types = tuple(found.columns), tuple(str(t) for t in found.types)
    return Answer(names, types, found.to_arrow_table())
