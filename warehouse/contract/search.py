"""The tables of schema `search`: the index that `search_statements` and `search_articles` read."""

from __future__ import annotations

from warehouse.contract import columns as c
from warehouse.contract.columns import INT, STR
from warehouse.contract.model import Column, Table

SCHEMA = "search"

_text_id = Column("text_id", STR, "the statement's or heading's id", "文本标识")

FOLDING = Table(
    "folding",
    "one row per character that is searched as another one",
    "字形对照",
    "printed",
    (
        Column("printed", STR, "the character as printed", "原字", example="產"),
        Column("plain", STR, "small, narrow and Simplified", "检索字", example="产"),
    ),
    partitioned=False,
)

TEXTS = Table(
    "texts",
    "one row per statement or printed heading line that can be searched",
    "检索文本",
    "text_id",
    (
        _text_id,
        c.article_id,
        c.edition_date,
        Column("kind", STR, "which table the text stands in", "类别", allowed=("statement", "heading")),
        Column("word_count", INT, "number of indexed words, repetitions included", "词数"),
        Column("plain", STR, "the text as it is searched, where it is printed otherwise", "检索文本", nullable=True),
    ),
)

POSTINGS = Table(
    "postings",
    "one row per text and word of it; words of one character are not listed",
    "倒排索引",
    None,
    (
        Column("word", STR, "the word, in small, narrow and Simplified characters", "词", example="生产力"),
        _text_id,
        c.edition_date,
        Column("times", INT, "how often the text holds the word", "词频"),
    ),
)

SEARCH_TABLES: dict[str, Table] = {t.name: t for t in (FOLDING, TEXTS, POSTINGS)}
