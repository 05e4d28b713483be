"""What each column of a mart is made from: sqlglot follows it through CTEs to tables and other marts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlglot import exp
from sqlglot.lineage import Node, lineage

from warehouse.contract import TABLES
from warehouse.contract.ddl import sql_type
from warehouse.marts import Mart, MartColumn


class Source(NamedTuple):
    """A column that another is made from."""

    schema: str
    """`main` or `marts`."""
    table: str
    column: str


def trace_columns(marts: Iterable[Mart], columns: dict[str, list[MartColumn]]) -> dict[str, dict[str, list[Source]]]:
    """Mart → column → the columns of tables and of other marts that its values come from; conditions do not count.

    A column that is made from rows and no column, such as a count, has none.
    """
    schema: dict[str, Any] = {
        "main": {t.name: {c.name: sql_type(c.type) for c in t.columns} for t in TABLES.values()},
        "marts": {name: {c.name: c.type for c in described} for name, described in columns.items()},
    }
    return {mart.name: _trace(mart, schema) for mart in marts}


def _trace(mart: Mart, schema: dict[str, Any]) -> dict[str, list[Source]]:
    roots = lineage(None, mart.sql, schema, dialect="duckdb", trim_selects=False)
    return {name: sorted({s for node in root.walk() if (s := _source(node))}) for name, root in roots.items()}


def _source(node: Node) -> Source | None:
    """The column that a leaf stands for; None for what lies between."""
    table = node.expression
    if node.downstream or not isinstance(table, exp.Table) or not table.db:
        return None
    return Source(table.db, table.name, node.name.rsplit(".", 1)[-1].strip('"'))
