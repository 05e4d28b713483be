"""Blocks → articles: where each begins and ends, its heading lines, and what each paragraph is."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from transforms.bylines import Line, Part, read_ending, read_line, read_opening
from transforms.genre import read_genre
from transforms.identity import row_id
from transforms.layout import CLOSERS, Block, read_blocks
from transforms.page import Page, Segment
from transforms.signatures import Author
from warehouse.contract import ARTICLES, HEADINGS, PARAGRAPHS

_DASHES = "—-–―─ \u3000"
_SOURCE = re.compile(r"(?:图片|文章|资料)?来源[:：](?=[^。]{2,30}$)")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of an article; `segment` maps its clean text to the raw one."""

    kind: str
    text: str
    start: int
    end: int
    line: Line | None = None


@dataclass(slots=True)
class Heading:
    """A heading line; `level` as in `Block`, 0 for an unmarked one."""

    text: str
    start: int
    end: int
    mark: int
    level: int
    role: str = "headline"
    opens: bool = False
    """Whether —— stands before it, as it does before a subheadline."""
    leads: bool = False
    """Whether —— stands behind it, as it does behind a kicker."""


@dataclass(slots=True)
class Article:
    """An article while it is gathered."""

    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def read_articles(page: Page) -> dict[str, list[Any]]:
    """Rows of `articles`, `headings` and `paragraphs` for a page."""
    document = page.document
    articles = gather(read_blocks(document.text), document.text)
    rows: dict[str, list[Any]] = {"articles": [], "headings": [], "paragraphs": []}
    for number, article in enumerate(articles, 1):
        _add_rows(rows, document, number, article)
    return rows


def gather(blocks: list[Block], text: str) -> list[Article]:
    """The articles of a page: each begins at a heading that follows text."""
    articles: list[Article] = []
    current: Article | None = None
    for block in blocks:
        if block.level:
            if current is None or current.paragraphs:
                current = Article()
                articles.append(current)
            current.headings.append(_heading(block, text))
            continue
        if current is None:
            current = Article()
            articles.append(current)
        for piece in _paragraphs(block, text):
            _place(current, piece, block)
    for article in articles:
        _find_subheadings(article.paragraphs)
        _find_captions(article.paragraphs)
        _assign_roles(article.headings)
    return articles


def _heading(block: Block, text: str) -> Heading:
    raw = text[block.start : block.end]
    start = block.end - len(raw.lstrip(_DASHES))
    end = block.start + len(raw.rstrip(_DASHES))
    opens, leads = start > block.start and raw[0] != " ", end < block.end and raw[-1] != " "
    if start >= end:
        start, end = block.start, block.end
    return Heading(" ".join(text[start:end].split()), start, end, block.mark, block.level, "headline", opens, leads)


def _says_headline(piece: Paragraph, headings: list[Heading]) -> bool:
    """Whether a line prints the headline again, with whatever column name before it."""
    known, text = _bare(" ".join(h.text for h in headings if h.role != "repeat")), _bare(piece.text)
    return piece.text[-1] not in "。；" and len(known) > 3 and text.endswith(known) and len(text) <= len(known) + 16


def _place(article: Article, piece: Paragraph, block: Block) -> None:
    """Put a paragraph into the article, or among its headings if it still says the headline."""
    opens = all(p.kind in ("byline", "jump_line") or not _is_prose(p.text) for p in article.paragraphs)
    if article.headings and opens and piece.kind in ("body", "repeat") and len(piece.text) <= 100:
        if piece.kind == "repeat" or _says_headline(piece, article.headings):
            article.headings.append(
                Heading(" ".join(piece.text.split()), piece.start, piece.end, piece.start, 0, "repeat")
            )
            return
        if piece.text.startswith("——") and piece.text[-1] != "。" and not article.paragraphs:
            start = piece.start + len(piece.text) - len(piece.text.lstrip(_DASHES))
            article.headings.append(Heading(piece.text.lstrip(_DASHES), start, piece.end, piece.start, 9, opens=True))
            return
    if piece.kind in ("repeat", "label"):
        piece.kind = "credit"
    article.paragraphs.append(piece)


def _bare(text: str) -> str:
    """Letters, digits and characters alone, so that two printings of a headline compare equal."""
    return _SIGNS.sub("", text)


def _paragraphs(block: Block, text: str) -> list[Paragraph]:
    """The block as paragraphs: an opening dateline and a closing credit stand alone."""
    line = block.line
    source = (
        _SOURCE.search(block.text, 1) if len(block.text) <= 160 and (line is None or line.kind == "caption") else None
    )
    if source:
        before = block.text[: source.start()].rstrip()
        said = line if line and line.kind == "caption" else read_line(before) or _BODY
        pieces = [Part(0, source.start(), said), Part(source.start(), len(block.text), Line("credit"))]
    elif line is not None:
        pieces = [Part(0, len(block.text), line)]
    else:
        pieces = _split(block.text)
    if len(pieces) == 1 and pieces[0].start == 0 and pieces[0].end == len(block.text):
        said = pieces[0].line
        return [Paragraph(said.kind, block.text, block.start, block.end, said)]
    segment = Segment("", "body", block.text, block.start, block.end, text)
    out = []
    for part in pieces:
        piece = block.text[part.start : part.end]
        start = part.start + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if piece:
            out.append(Paragraph(part.line.kind, piece, *segment.span(start, start + len(piece)), part.line))
    return out


_BODY = Line("body")


def _split(text: str) -> list[Part]:
    opening = read_opening(text)
    start = opening.end if opening else 0
    endings: list[Part] = []
    end = len(text)
    while len(endings) < 3 and (found := read_ending(text[start:end])):
        endings.append(Part(start + found.start, end, found.line))
        end = start + found.start
    parts = [opening] if opening else []
    if text[start:end].strip():
        again = read_opening(text[start:end]) if opening and opening.line.kind == "jump_line" else None
        if again:
            parts.append(Part(start, start + again.end, again.line))
            start += again.end
        parts.append(Part(start, end, _BODY))
    return parts + endings[::-1]


def _find_subheadings(paragraphs: list[Paragraph]) -> None:
    """Short lines without a final stop between paragraphs are subheadings."""
    last_body = max((i for i, p in enumerate(paragraphs) if p.kind == "body" and _is_prose(p.text)), default=-1)
    for i, p in enumerate(paragraphs):
        if p.kind == "body" and i < last_body and not _is_prose(p.text):
            p.kind = "subheading"
    _find_parallel(paragraphs)


def _is_prose(text: str) -> bool:
    bare = text.rstrip(CLOSERS)
    if len(text) > 36 or not bare:
        return True
    return bare[-1] in "。！…；;" or text.endswith("——") or (bare[-1] in "：:？?！，" and len(text) > 24)


def _find_parallel(paragraphs: list[Paragraph]) -> None:
    """One-sentence paragraphs of one pattern that head the sections of an article."""
    short = [
        (i, p)
        for i, p in enumerate(paragraphs)
        if p.kind == "body"
        and 8 <= len(p.text) <= 48
        and p.text[-1] == "。"
        and p.text.count("。") == 1
        and "，" in p.text
    ]
    groups: dict[str, list[int]] = {}
    for i, p in short:
        if p.text[0] not in "“「『‘《":
            groups.setdefault(p.text[:2], []).append(i)
    for at in groups.values():
        commas = {paragraphs[i].text.find("，") for i in at}
        if len(at) >= 2 and max(commas) - min(commas) <= 2 and all(b - a > 1 for a, b in itertools.pairwise(at)):
            for i in at:
                paragraphs[i].kind = "subheading"


def _find_captions(paragraphs: list[Paragraph]) -> None:
    """A short line before a photographer's credit is a caption, and one that web pages print twice over."""
    for p in paragraphs:
        half = p.text[: len(p.text) // 2].rstrip()
        if p.kind in ("body", "subheading") and 3 < len(half) < 60 and p.text.removeprefix(half).strip() == half:
            p.kind = "caption"
    for before, credit in itertools.pairwise(paragraphs):
        if (
            credit.kind == "credit"
            and before.kind in ("body", "subheading")
            and credit.line
            and any(a.role == "photographer" for a in credit.line.authors)
            and len(before.text) <= 120
        ):
            before.kind = "caption"


def _assign_roles(headings: list[Heading]) -> None:
    """Which line is the headline: the one at the highest level; those above it lead to it, those below explain it."""
    lines = [h for h in headings if h.role != "repeat"]
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
    known = {_bare(h.text) for h in lines if h.role == "headline"}
    if len(known) < sum(h.role == "headline" for h in lines):
        seen: set[str] = set()
        for h in lines:
            if h.role == "headline" and _bare(h.text) in seen:
                h.role = "repeat"
            seen.add(_bare(h.text))


def _add_rows(rows: dict[str, list[Any]], document: Any, number: int, article: Article) -> None:
    start = min([h.mark for h in article.headings] + [p.start for p in article.paragraphs])
    end = max([h.end for h in article.headings] + [p.end for p in article.paragraphs])
    key, day = document.document_id, document.edition_date
    article_id = row_id(key, "article", start, end)
    titles = {role: " ".join(h.text for h in article.headings if h.role == role) or None for role in _ROLES}
    said = [p.line for p in article.paragraphs if p.line]
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
            [a._asdict() for a in _authors(said, genre)],
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


def _authors(lines: list[Line], genre: str) -> list[Author]:
    """The authors that the lines name, each once; who signs an opinion with the bare name is its commentator."""
    found: dict[str, Author] = {}
    for line in lines:
        for author in line.authors:
            role = "commentator" if genre == "commentary" and line.bare else author.role
            if author.name not in found or found[author.name].role == role:
                found[author.name] = Author(author.name, role)
    return list(found.values())
