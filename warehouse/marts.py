"""The marts: one SQL file per view of schema `marts`, built in the order of what they read.

A file holds one `select` under a header of comments: `-- grain: … · 中文`, `-- reader: …`, and `-- <column>: … · 中文`
for each column that is not one of the contract's, or means something else than there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from warehouse.contract import TABLES
from warehouse.contract.ddl import create_tables, quote, quote_name

MARTS_DIR = Path(__file__).resolve().parent.parent / "sql" / "marts"
_HEADER = re.compile(r"--\s*(\w+):\s*(\S.*)")


class MartError(Exception):
    """A mart cannot be built; the message names its file."""


@dataclass(frozen=True)
class Mart:
    """One view of the schema `marts`."""

    name: str
    grain: str
    term: str
    """Its name in Chinese."""
    reader: str
    columns: dict[str, str]
    """Descriptions from the header."""
    sql: str
    needs: frozenset[str]
    """Other marts that it reads."""

    @property
    def comment(self) -> str:
        return f"{self.grain} · {self.term}; for {self.reader}"

    def describe(self, column: str) -> str | None:
        """What a column means: as the header says, else as the contract does where all tables agree; or None."""
        found = {c.comment for t in TABLES.values() for c in t.columns if c.name == column}
        return self.columns.get(column) or (found.pop() if len(found) == 1 else None)


@dataclass(frozen=True)
class MartColumn:
    """A column of a mart; `comment` is None where neither header nor contract describes it."""

    name: str
    type: str
    comment: str | None


def read_marts(folder: Path = MARTS_DIR) -> list[Mart]:
    """The marts of a folder, each behind those it reads. MartError for a file that is no mart."""
    marts = {m.name: m for m in map(_read, sorted(folder.glob("*.sql")))}
    order = TopologicalSorter({m.name: m.needs & marts.keys() for m in marts.values()})
    try:
        return [marts[name] for name in order.static_order()]
    except CycleError as error:
        raise MartError(f"marts read each other in a circle: {' → '.join(error.args[1])}") from None


def build_marts(con: duckdb.DuckDBPyConnection, marts: list[Mart]) -> None:
    """Put the views in place of those that are there. MartError names every file that fails, not only the first."""
    con.execute("drop schema if exists marts cascade")
    con.execute("create schema marts")
    failed = []
    for mart in marts:
        name = f"marts.{quote_name(mart.name)}"
        try:
            con.execute(f"create view {name} as {mart.sql}")
        except duckdb.Error as error:
            failed.append(f"sql/marts/{mart.name}.sql: {error}")
            continue
        con.execute(f"comment on view {name} is {quote(mart.comment)}")
        # A view's columns can only be described once it exists.
        for column, _ in _columns(con, mart):
            if comment := mart.describe(column):
                con.execute(f"comment on column {name}.{quote_name(column)} is {quote(comment)}")
    if failed:
        raise MartError("\n".join(failed))


def describe_marts(marts: list[Mart]) -> dict[str, list[MartColumn]]:
    """The columns of each mart, found by building them over empty tables."""
    with duckdb.connect() as con:
        for statement in create_tables():
            con.execute(statement)
        build_marts(con, marts)
        return {m.name: [MartColumn(n, t, m.describe(n)) for n, t in _columns(con, m)] for m in marts}


def _columns(con: duckdb.DuckDBPyConnection, mart: Mart) -> list[tuple[str, str]]:
    return con.execute(f"select column_name, column_type from (describe marts.{quote_name(mart.name)})").fetchall()


def _read(file: Path) -> Mart:
    text = file.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if found := _HEADER.match(line):
            header[found[1]] = found[2].strip()
    if not {"grain", "reader"} <= header.keys():
        raise MartError(f"{file} must begin with '-- grain: …' and '-- reader: …'")
    try:
        tree = sqlglot.parse_one(text, read="duckdb")
    except sqlglot.ParseError as error:
        raise MartError(f"{file} cannot be read: {error}") from None
    if not isinstance(tree, exp.Query):
        raise MartError(f"{file} must hold one select")
    needs = frozenset(t.name for t in tree.find_all(exp.Table) if t.db == "marts")
    grain, _, term = header.pop("grain").partition(" · ")
    reader = header.pop("reader")
    return Mart(file.stem, grain, term, reader, header, text.strip().rstrip(";"), needs)
