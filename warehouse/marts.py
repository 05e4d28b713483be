"""The marts: one SQL file per object of schema `marts`, built in the order of what they read.

A file holds one `select` under a header of comments: `-- grain: … · 中文`, `-- reader: …`, and `-- <column>: … · 中文`
for each column that is not one of the contract's, or means something else than there.

Most marts are views. With `-- stored: by edition`, or `by month`, a mart is a table of which a load makes only the
rows of its editions anew, or of their months (see `stored`). Its select reads tables of editions alone, no other mart,
and gives `edition_date`, or `month`: a row must follow from that edition or month, whatever others hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from hashlib import blake2b
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from warehouse.contract import TABLES
from warehouse.contract.ddl import create_tables, quote, quote_name

MARTS_DIR = Path(__file__).resolve().parent.parent / "sql" / "marts"
PERIODS = {"by edition": "edition_date", "by month": "month"}
"""What rows of a stored mart follow from → the column that says which edition or month it is."""
_HEADER = re.compile(r"--\s*(\w+):\s*(\S.*)")
_PARTS = {t.name for t in TABLES.values() if t.partitioned}


class MartError(Exception):
    """A mart cannot be built; the message names its file."""


@dataclass(frozen=True)
class Mart:
    """One view or stored table of the schema `marts`."""

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
    period: str | None = None
    """The column of a stored mart by which a load makes rows anew; None for a view."""

    @property
    def kind(self) -> str:
        return "table" if self.period else "view"

    @property
    def storage(self) -> str:
        """How a stored mart is kept, in a sentence; nothing for a view."""
        unit = {"month": "months", "edition_date": "editions"}.get(self.period or "")
        return f"Stored: a load makes only the rows of its {unit} anew." if unit else ""

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
    # Sets have another order in every process, and the order of the marts must not.
    order = TopologicalSorter({m.name: sorted(m.needs & marts.keys()) for m in marts.values()})
    try:
        return [marts[name] for name in order.static_order()]
    except CycleError as error:
        raise MartError(f"marts read each other in a circle: {' → '.join(error.args[1])}") from None


def fingerprint(marts: Iterable[Mart]) -> str:
    """16 hex digits that change with the text of any mart."""
    return blake2b("\0".join(sorted(f"{m.name}\0{m.sql}" for m in marts)).encode(), digest_size=8).hexdigest()


def build_marts(con: duckdb.DuckDBPyConnection, marts: list[Mart]) -> None:
    """Put the marts in place of those that are there. MartError names every file that fails, not only the first."""
    con.execute("drop schema if exists marts cascade")
    con.execute("create schema marts")
    failed = []
    for mart in marts:
        name = f"marts.{quote_name(mart.name)}"
        ordered = f"select * from (\n{mart.sql}\n) order by {mart.period}" if mart.period else mart.sql
        try:
            con.execute(f"create {mart.kind} {name} as {ordered}")
        except duckdb.Error as error:
            failed.append(f"sql/marts/{mart.name}.sql: {error}")
            continue
        con.execute(f"comment on {mart.kind} {name} is {quote(mart.comment)}")
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
    grain, _, term = header.pop("grain").partition(" · ")
    reader, stored = header.pop("reader"), header.pop("stored", None)
    try:
        reads = _tables_read(text)
    except ValueError as error:
        raise MartError(f"{file} {error}") from None
    needs = frozenset(name for schema, name in reads if schema == "marts")
    if stored is not None:
        if stored not in PERIODS:
            raise MartError(f"{file}: stored must be {' or '.join(PERIODS)}, not {stored}")
        if others := sorted(f"{s}.{n}" for s, n in reads if s and (s != "main" or n not in _PARTS)):
            raise MartError(f"{file} is stored, so it may read tables of editions only, not {', '.join(others)}")
    sql = text.strip().rstrip(";")
    return Mart(file.stem, grain, term, reader, header, sql, needs, PERIODS[stored] if stored else None)


@cache
def _tables_read(sql: str) -> frozenset[tuple[str, str]]:
    """Schema and name of all that a select reads; to find it takes longer than to load an edition's rows.

    ValueError says what the text must be.
    """
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.ParseError as error:
        raise ValueError(f"cannot be read: {error}") from None
    if not isinstance(tree, exp.Query):
        raise ValueError("must hold one select")
    return frozenset((t.db, t.name) for t in tree.find_all(exp.Table))
