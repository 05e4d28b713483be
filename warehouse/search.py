"""The index for full-text search: words of statements and headings, kept by edition beside the tables.

What counts as a word is the caller's to say (`TextReader`). Ranking and phrases are SQL: `sql/warehouse/search.sql`
holds the macros that `pressledger search` and analysts use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.contract import HEADINGS, STATEMENTS, Table
from warehouse.contract.ddl import create_table, quote, quote_name
from warehouse.contract.search import FOLDING, POSTINGS, SCHEMA, SEARCH_TABLES, TEXTS

_MACROS = Path(__file__).resolve().parent.parent / "sql" / "warehouse" / "search.sql"
_SOURCES = ((STATEMENTS, "statement"), (HEADINGS, "heading"))
_COMMENTS = {
    "search_statements": "statements that hold what is searched for, best first",
    "search_articles": "articles that hold what is searched for, best first",
}


@dataclass(frozen=True)
class TextReader:
    """How texts are read for search."""

    folding: Callable[[], Mapping[str, str]]
    """Character → the one character that it is searched as."""
    words: Callable[[str], list[str]]
    """The words of a folded text, in order."""


def create_search() -> list[str]:
    """Statements that make the schema with its tables and macros."""
    return [
        f"create schema {SCHEMA}",
        *(statement for table in SEARCH_TABLES.values() for statement in create_table(table, SCHEMA)),
        *_macros(),
        *(f"comment on macro table main.{name} is {quote(comment)}" for name, comment in _COMMENTS.items()),
    ]


def _macros() -> list[str]:
    return [part.strip() for part in _MACROS.read_text(encoding="utf-8").split(";\n") if part.strip()]


def index_editions(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], reader: TextReader) -> None:
    """Add the texts of editions that are not in the index; `tables` holds their statements and headings."""
    folding = reader.folding()
    if con.execute(f"select count(*) from {SCHEMA}.{FOLDING.name}").fetchall() == [(0,)]:
        _insert(con, FOLDING, FOLDING.table(sorted(folding.items())))
    changes = str.maketrans(dict(folding))
    texts, postings = [], []
    for table, kind in _SOURCES:
        names = (table.primary_key, "article_id", "edition_date", "text")
        for text_id, article_id, day, text in zip(*(tables[table.name][n].to_pylist() for n in names), strict=True):
            plain = text.translate(changes)
            words = reader.words(plain)
            texts.append((text_id, article_id, day, kind, len(words), plain if plain != text else None))
            postings += [(word, text_id, day, times) for word, times in Counter(words).items()]
    _insert(con, TEXTS, TEXTS.table(texts))
    _insert(con, POSTINGS, POSTINGS.table(postings))


def forget_editions(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    """Take editions out of the index."""
    for table in (TEXTS, POSTINGS):
        con.execute(f"delete from {SCHEMA}.{table.name} where edition_date in (select unnest(?::date[]))", [days])


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    con.register("incoming", rows)
    con.execute(f"insert into {SCHEMA}.{quote_name(table.name)} by name select * from incoming")
    con.unregister("incoming")
