"""The index for full-text search: words of statements and headings, kept by edition beside the tables.

What counts as a word is the caller's to say (`TextReader`). Ranking and phrases are SQL: `sql/warehouse/search.sql`
holds the macros that `pressledger search` and analysts use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from warehouse.contract import HEADINGS, STATEMENTS, Table
from warehouse.contract.ddl import create_table, quote, quote_name
from warehouse.contract.search import FOLDING, POSTINGS, SCHEMA, SEARCH_TABLES, TEXTS, WORDS

_MACROS = Path(__file__).resolve().parent.parent / "sql" / "warehouse" / "search.sql"
_SOURCES = ((STATEMENTS, "statement"), (HEADINGS, "heading"))
_COMMENTS = {
    "macro search.fold": "a text as it is searched: small, narrow and Simplified",
    "macro table search.terms": "terms of a query with the words of each; word is null for the term as printed",
    "macro table search.hits": "texts that hold a term of the query as printed, or a word of it",
    "macro table search.ranked": "statements or articles (grain 'statement', 'article') that a query finds, with score",
    "macro table main.search_statements": "statements that hold what is searched for, best first",
    "macro table main.search_articles": "articles that hold what is searched for, best first",
}


_INCOMING = {"word": pa.string(), "text_number": pa.int32(), "edition_date": pa.date32(), "times": pa.int32()}
_NUMBERS = f"select coalesce(max(text_number), 0), coalesce(max(article_number), 0) from {SCHEMA}.{TEXTS.name}"
_NEW_WORDS = f"""
insert into {SCHEMA}.{WORDS.name}
with new as (
    select distinct incoming.word from incoming anti join {SCHEMA}.{WORDS.name} on words.word = incoming.word
)
select row_number() over (order by word) + (select coalesce(max(word_number), 0) from {SCHEMA}.{WORDS.name}), word
from new
"""


class _Text(NamedTuple):
    text_id: str
    article_id: str
    edition_date: date
    kind: str
    plain: str
    words: list[str]


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
        *(f"comment on {name} is {quote(comment)}" for name, comment in _COMMENTS.items()),
    ]


def _macros() -> list[str]:
    return [part.strip() for part in _MACROS.read_text(encoding="utf-8").split(";\n") if part.strip()]


def index_editions(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], reader: TextReader) -> None:
    """Add the texts of editions that are not in the index; `tables` holds their statements and headings."""
    folding = reader.folding()
    if con.execute(f"select count(*) from {SCHEMA}.{FOLDING.name}").fetchall() == [(0,)]:
        _insert(con, FOLDING, FOLDING.table(sorted(folding.items())))
    ((text_number, article_number),) = con.execute(_NUMBERS).fetchall()
    article_numbers: dict[str, int] = {}
    texts = list(_read_texts(tables, reader, folding))
    article_words: Counter[str] = Counter()
    for text in texts:
        article_numbers.setdefault(text.article_id, article_number + len(article_numbers) + 1)
        article_words[text.article_id] += len(text.words)
    rows, postings = [], []
    for number, t in enumerate(texts, text_number + 1):
        counts = len(t.words), article_words[t.article_id]
        ids = number, article_numbers[t.article_id], t.text_id, t.article_id
        rows.append((*ids, t.edition_date, t.kind, *counts, t.plain))
        postings += [(word, number, t.edition_date, times) for word, times in Counter(t.words).items()]
    _insert(con, TEXTS, TEXTS.table(rows))
    _insert_postings(con, postings)


def _read_texts(tables: Mapping[str, pa.Table], reader: TextReader, folding: Mapping[str, str]) -> Iterator[_Text]:
    changes = str.maketrans(dict(folding))
    for table, kind in _SOURCES:
        names = (table.primary_key, "article_id", "edition_date", "text")
        for text_id, article_id, day, text in zip(*(tables[table.name][n].to_pylist() for n in names), strict=True):
            plain = text.translate(changes)
            yield _Text(text_id, article_id, day, kind, plain, reader.words(plain))


def _insert_postings(con: duckdb.DuckDBPyConnection, postings: list[tuple[str, int, date, int]]) -> None:
    """Words that are new get the next numbers. In the order of texts the numbers take little room."""
    columns = list(zip(*postings, strict=True)) or [()] * 4
    incoming = pa.table([pa.array(v, c) for v, c in zip(columns, _INCOMING.values(), strict=True)], list(_INCOMING))
    con.register("incoming", incoming)
    con.execute(_NEW_WORDS)
    con.execute(
        f"insert into {SCHEMA}.{POSTINGS.name} select words.word_number, incoming.text_number, incoming.edition_date,"
        f" incoming.times from incoming inner join {SCHEMA}.{WORDS.name} on words.word = incoming.word order by 2, 1"
    )
    con.unregister("incoming")


def forget_editions(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    """Take editions out of the index."""
    for table in (TEXTS, POSTINGS):
        con.execute(f"delete from {SCHEMA}.{table.name} where edition_date in (select unnest(?::date[]))", [days])


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    con.register("incoming", rows)
    con.execute(f"insert into {SCHEMA}.{quote_name(table.name)} by name select * from incoming")
    con.unregister("incoming")
