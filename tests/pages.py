"""Pages built by hand for tests of readers: lines of text, and the names in them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from transforms.identity import entity_id
from transforms.page import Mention, Names, Page, Post, Segment

DAY = date(2026, 3, 5)


def build_page(
    text: str,
    people: dict[str, list[str | None]] | None = None,
    organizations: dict[str, str] | None = None,
    works: tuple[str, ...] = (),
    genre: str = "news",
    kind: str = "body",
) -> Page:
    """A page of one article, a paragraph per line.

    people: full name → title and organisation, or an empty list; organizations: printed form → full name.
    """
    document: Any = SimpleNamespace(document_id="0" * 16, text=text, edition_date=DAY)
    page = Page(document)
    page.articles = [SimpleNamespace(article_id="a1", genre=genre, headline=None, authors=[])]
    segments, at = [], 0
    for line in text.splitlines():
        if line.strip():
            segments.append(Segment("a1", kind, line, at, at + len(line), text))
        at += len(line) + 1
    names = {name: ("person", name) for name in people or {}}
    names |= {name: ("organization", full) for name, full in (organizations or {}).items()}
    names |= {name: ("work", name) for name in works}
    mentions = [m for i, s in enumerate(segments) for m in _mentions(i, s.text, names)]
    posts = []
    for name, post in (people or {}).items():
        first = next((m for m in mentions if m.text == name), None)
        if post and first:
            posts.append(Post(first.segment, first.start, first.end, first, post[0] or "", post[1]))
    page.__dict__["segments"] = segments
    page.__dict__["names"] = Names(mentions, posts)
    return page


def _mentions(segment: int, text: str, names: dict[str, tuple[str, str]]) -> list[Mention]:
    """Every occurrence of a name, the longest where two overlap."""
    found: list[Mention] = []
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(m.start < end and at < m.end for m in found):
                kind, full = names[name]
                found.append(Mention(segment, at, end, kind, name, full, entity_id(kind, full)))
            at = text.find(name, end)
    return sorted(found, key=lambda m: m.start)
