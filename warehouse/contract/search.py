"""The tables of schema `search`: the index that `search_statements` and `search_articles` read."""

from __future__ import annotations

from warehouse.contract import columns as c
from warehouse.contract.columns import INT, STR
from warehouse.contract.model import Column, Table

SCHEMA = "search"

_text_number = Column("text_number", INT, "number of the text in this warehouse", "文本序号")
_word_number = Column("word_number", INT, "number of the word in this warehouse", "词序号")

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

WORDS = Table(
    "words",
    "one row per word of the indexed texts; words of one character are not listed",
    "词表",
    "word_number",
    (
        _word_number,
        Column("word", STR, "the word, in small, narrow and Simplified characters", "词", example="生产力"),
    ),
    partitioned=False,
)

TEXTS = Table(
    "texts",
    "one row per statement or printed heading line that can be searched",
    "检索文本",
    "text_number",
    (
        _text_number,
        Column("article_number", INT, "number of its article in this warehouse", "文章序号"),
        Column("text_id", STR, "the statement's or heading's id", "文本标识"),
        c.article_id,
        c.edition_date,
        Column("kind", STR, "which table the text stands in", "类别", allowed=("statement", "heading")),
        Column("word_count", INT, "number of listed words, repetitions included", "词数"),
        Column("article_word_count", INT, "number of listed words in the whole article", "文章词数"),
        Column("plain", STR, "the text in small, narrow and Simplified characters", "检索文本"),
    ),
)

POSTINGS = Table(
    "postings",
    "one row per text and word of it",
    "倒排索引",
    None,
    (
        _word_number,
        _text_number,
        c.edition_date,
        Column("times", INT, "how often the text holds the word", "词频"),
    ),
)

SEARCH_TABLES: dict[str, Table] = {t.name: t for t in (FOLDING, WORDS, TEXTS, POSTINGS)}
