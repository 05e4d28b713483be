"""Blocks → articles: where each begins and ends, its heading lines, and what each paragraph is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from transforms.articles.genre import read_genre
from transforms.articles.jumps import read_jump
from transforms.articles.kinds import settle_kinds
from transforms.articles.layout import read_blocks
from transforms.articles.lines import Line
from transforms.articles.lone_names import sign_ending
from transforms.articles.sections import Article, Heading, bare, gather
from transforms.articles.signatures import HAN, Author, is_sure_name
from transforms.articles.unmarked import PLAIN
from transforms.identity import row_id
from transforms.page import Page
from warehouse.contract import ARTICLES, HEADINGS, PARAGRAPHS

_SIGNED_HEADLINE = re.compile(r"(\S{2,12}评论员)[：:]")
"""本报评论员：…, as agencies and web pages sign an opinion in its headline."""
_STRESSES = re.compile(r".{4}(?:会议?|上|时|中|期间)(?:强调|指出|要求|提出)$")
_CAME = re.compile(rf"([{HAN}]{{2,3}}?)((?:主持|出席|讲话|参加|致辞|作报告|宣布)(?:会议|活动|开工|开幕|并讲话)?)?")


def read_articles(page: Page) -> dict[str, list[Any]]:
    """Rows of `articles`, `headings` and `paragraphs` for a page."""
    document = page.document
    articles = gather(read_blocks(document.text), document.text)
    for article in articles:
        settle_kinds(article.paragraphs)
        sign_ending([h.text for h in article.headings], article.paragraphs, document.text)
        _assign_roles(article.headings)
        article.paragraphs = sorted(article.lead + article.paragraphs + article.of_page, key=lambda p: p.start)
    rows: dict[str, list[Any]] = {"articles": [], "headings": [], "paragraphs": []}
    for number, article in enumerate(articles, 1):
        _add_rows(rows, document, number, article)
    return rows


def _assign_roles(headings: list[Heading]) -> None:
    """Which line is the headline: the one at the highest level; those above it lead to it, those below explain it."""
    lines = [h for h in headings if h.role != "repeat"]
    _tell_plain_parts([h for h in lines if h.level == PLAIN])
    plain = [h for h in lines if not h.opens and not h.leads] or lines
    if not plain:
        return
    top = min(h.level for h in plain)
    first = next(i for i, h in enumerate(lines) if h.level == top and (h in plain))
    for i, h in enumerate(lines):
        if i < first or (h.leads and i == first and len(lines) > 1):
            h.role = "kicker"
        elif i > first and (h.opens or h.level != top):
            h.role = "subheadline"
    known = {bare(h.text) for h in lines if h.role == "headline"}
    if len(known) < sum(h.role == "headline" for h in lines):
        seen: set[str] = set()
        for h in lines:
            if h.role == "headline" and bare(h.text) in seen:
                h.role = "repeat"
            seen.add(bare(h.text))


def _tell_plain_parts(lines: list[Heading]) -> None:
    """Lines without marks have no levels, but two forms are fixed: …在会议上强调 above, 陆知远主持 秦望川出席 below."""
    for above, below in pairwise(lines):
        above.leads = above.leads or _STRESSES.search(above.text) is not None
        below.opens = below.opens or _tells_who_came(below.text)


def _tells_who_came(text: str) -> bool:
    found = [_CAME.fullmatch(word) for word in text.split()]
    named = [m[1] for m in found if m and m[2]]
    return bool(named) and all(found) and all(map(is_sure_name, named))


def _add_rows(rows: dict[str, list[Any]], document: Any, number: int, article: Article) -> None:
    start = min([h.mark for h in article.headings] + [p.start for p in article.paragraphs])
    end = max([h.end for h in article.headings] + [p.end for p in article.paragraphs])
    key, day = document.document_id, document.edition_date
    article_id = row_id(key, "article", start, end)
    titles = {role: " ".join(h.text for h in article.headings if h.role == role) or None for role in _ROLES}
    said = [p.line for p in article.paragraphs if p.line]
    said += [line for h in article.headings if "接" in h.text and (line := read_jump(h.text))]
    text = [p.text for p in article.paragraphs if p.kind in ("body", "subheading")]
    from_page = next((s.from_page for s in said if s.from_page), None)
    genre = read_genre(titles["headline"] or "", titles["kicker"] or "", article.paragraphs, from_page)
    rows["articles"].append(
        ARTICLES.row(
            article_id,
            key,
            day,
            document.publication,
            number,
            titles["kicker"],
            titles["headline"],
            titles["subheadline"],
            [a._asdict() for a in _authors(said, genre, titles["headline"] or "")],
            genre,
            from_page,
            next((s.on_page for s in said if s.on_page), None),
            "\n".join(text),
            start,
            end,
        )
    )
    for i, h in enumerate(article.headings, 1):
        rows["headings"].append(
            HEADINGS.row(
                row_id(key, "heading", h.start, h.end), article_id, key, day, i, h.role, h.text, h.start, h.end
            )
        )
    for i, p in enumerate(article.paragraphs, 1):
        rows["paragraphs"].append(
            PARAGRAPHS.row(
                row_id(key, "paragraph", p.start, p.end), article_id, key, day, i, p.kind, p.text, p.start, p.end
            )
        )


_ROLES = ("kicker", "headline", "subheadline")


def _authors(lines: list[Line], genre: str, headline: str) -> list[Author]:
    """The authors that the lines name, each once, or twice where a credit of its own tells who took the pictures, too.

    Who signs an opinion with the bare name is its commentator.
    """
    found: dict[tuple[str, bool], Author] = {}
    for line in lines:
        for author in line.authors:
            role = "commentator" if genre == "commentary" and line.bare else author.role
            pictured = line.kind == "credit" and role == "photographer"
            found.setdefault((author.name, pictured), Author(author.name, role))
    signed = _SIGNED_HEADLINE.match(headline)
    if signed and not found:
        return [Author(signed[1], "commentator")]
    return list(dict.fromkeys(found.values()))
