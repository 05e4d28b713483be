"""Where articles begin and end, compared with lists that others made of whole pages: the least that a page can be
measured by, and all that is known of most archives.

A list is JSON Lines, a page a line; `first` and `last` are characters of the article's text, headings left out:

    {"file": "2026-03-05_A01.md", "articles": [{"title": "江边春早", "first": "■ 陆知远 初春", "last": "收工。"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from transforms.articles.sections import bare
from transforms.evaluation import Evaluation, Measure, rows_by
from transforms.gold import GoldError, squash
from warehouse.contract import TABLES

CHARACTERS = 25
"""How many characters at each end of an article are compared, white space aside."""
_OPENING = 4
"""The text may be taken to begin behind some of its first lines: a byline, a credit."""
_PARTS = (("headline",), ("kicker", "headline"), ("headline", "subheadline"), ("kicker", "headline", "subheadline"))


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The articles of a page as a list gives them: title, first and last characters."""

    page: str
    articles: tuple[Mapping[str, Any], ...]


def read_boundaries(text: str, source: str) -> list[Boundaries]:
    """The pages of a list; GoldError names the line that is none."""
    pages = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            articles = tuple(said["articles"])
            complete = all(isinstance(a[key], str) for a in articles for key in ("title", "first", "last"))
            page = said["file"]
        except (ValueError, KeyError, TypeError):
            complete, articles, page = False, (), None
        if not complete or not isinstance(page, str):
            raise GoldError(f"{source}, line {number}: give `file` and `articles` with `title`, `first` and `last`")
        pages.append(Boundaries(page, articles))
    return pages


def evaluate_boundaries(tables: Mapping[str, pa.Table], lists: Iterable[Boundaries]) -> Evaluation:
    """Compare `documents`, `articles` and `paragraphs` with lists.

    An article is right if its title and both its ends are. KeyError names a page that `documents` lacks.
    """
    tally = Measure("boundaries", False)
    documents = {d.source_path: d for d in TABLES["documents"].rows(tables["documents"])}
    articles = rows_by(tables, "articles", "document_id")
    paragraphs = rows_by(tables, "paragraphs", "article_id")
    pages = []
    for one in lists:
        document = documents[one.page]
        left = [
            _Found.of(a, paragraphs.get(a.article_id, []), document.text)
            for a in articles.get(document.document_id, [])
        ]
        for wanted in one.articles:
            hit = next((found for found in left if found.is_like(wanted)), None)
            if hit is None:
                tally.miss(f"{one.page}: {wanted['title']}")
            else:
                tally.right += 1
                left.remove(hit)
        for found in left:
            tally.find(f"{one.page}: {found.row.headline}")
        pages.append(one.page)
    return Evaluation({tally.name: tally}, tuple(pages))


@dataclass(frozen=True, slots=True)
class _Found:
    """An article as it was read, ready to be compared."""

    row: Any
    titles: frozenset[str]
    starts: tuple[str, ...]
    end: str

    @classmethod
    def of(cls, row: Any, paragraphs: list[Any], text: str) -> _Found:
        said = {part: getattr(row, part) or "" for part in ("kicker", "headline", "subheadline")}
        titles = frozenset(bare("".join(said[part] for part in parts)) for parts in _PARTS)
        starts = tuple(squash(text[p.char_start : row.char_end])[:CHARACTERS] for p in paragraphs[:_OPENING])
        return cls(row, titles, starts, squash(text[row.char_start : row.char_end])[-CHARACTERS:])

    def is_like(self, wanted: Mapping[str, Any]) -> bool:
        first, last = squash(wanted["first"])[:CHARACTERS], squash(wanted["last"])[-CHARACTERS:]
        starts = any(s.startswith(first) for s in self.starts)
        return bare(wanted["title"]) in self.titles and starts and self.end.endswith(last)
