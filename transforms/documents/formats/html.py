"""A page of an e-paper or of any other site → headings and paragraphs of its articles, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.articles.bylines import read_line
from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted
from transforms.documents.formats.bodies import Part, find_parts
from transforms.documents.formats.furniture import paper_name
from transforms.documents.formats.headlines import SITE, read_headings, stated
from transforms.documents.formats.markup import read_markup
from transforms.documents.formats.rows import Markup, Row

_LIST_PAGE = "The page only lists articles: put the pages of its articles (content_….htm) in its place."
_NO_ARTICLE = (
    "No article was found in the HTML page: save the article as Markdown or plain text and put that in its place."
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)")
_PAGE = re.compile(r"[第日]\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版|版[面次]\s*[:：]\s*第?([A-Za-z]{0,2}\d{1,3})")
_PAGE_LINE = re.compile(r"第?\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版\s*[:：]|([A-Z]{1,2}\d{1,2})\s*[:：]\s*\S")
_PAGE_NAME = re.compile(r"第?(?:([A-Z]{1,2}\d{1,2})版?|(\d{1,2})版)")
_PAPER = re.compile(r"《\s*([\u4e00-\u9fff]{2,10}[报報])\s*》")
_SHORT = 80
_NEAR = 12
"""How many lines above the body can tell its date."""


def read_html(html: str) -> Extracted:
    """The articles of an HTML file; UnreadableError if it holds none."""
    page = read_markup(html)
    parts = find_parts(page)
    if not parts and not page.lists:
        page = read_markup(html, all_boxes=True)
        parts = find_parts(page)
    if not parts:
        raise UnreadableError("unsupported", _LIST_PAGE if page.lists else _NO_ARTICLE)
    about = _about(page, parts)
    lines = [line for part in parts for line in read_headings(page, part, len(parts) == 1) + _render(part.body)]
    return Extracted("".join(lines).strip() + "\n", *about)


def _render(body: list[Row]) -> list[str]:
    """The body as lines of text: paragraphs apart by a blank line, captions with the mark that tells them from text."""
    out: list[str] = []
    for row in body:
        text = row.text
        if out and row.close:
            out[-1] = out[-1][:-1]
        if row.role == "caption" and read_line(text) is None:
            text = f"▲{text}"
        elif row.level and len(text) <= 60:
            text = "### " + text
        elif row.strong * 10 >= len(text) * 9 and len(text) <= 40 and text[-1] not in "。；，" and "*" not in text:
            text = f"**{text}**"
        out.append(text + "\n\n")
    return out


def _about(page: Markup, parts: Sequence[Part]) -> tuple[str | None, str | None, str | None]:
    """Edition date, publication and page number, from metadata or else from the lines around the articles."""
    inside = {id(r) for part in parts for r in part.body}
    around = [r for r in page.rows if id(r) not in inside and r.linked * 2 <= len(r.text)]
    notes = "\n".join(r.text for r in around if r.role in ("about", "author"))
    sections = SITE.split(page.title)
    paper = _PAPER.search(notes) or _PAPER.search("\n".join(_near(page, parts[0])))
    name = paper_name(stated(page, "publication")) or (paper[1] if paper else None)
    name = name or next(filter(None, map(paper_name, sections)), None)
    number = stated(page, "page") or next((m[1] or m[2] for m in [_PAGE.search(notes)] if m), "")
    if not number:
        told = (_PAGE.search(line) for line in _near(page, parts[0]) if _DATE.search(line))
        number = next((m[1] or m[2] for m in told if m), "")
    if not number:
        lines = [_PAGE_LINE.match(r.text) for r in around if len(r.text) <= 30]
        numbers = {m[1] or m[2] for m in lines if m}
        number = numbers.pop() if len(numbers) == 1 else ""  # several are the list of pages
    if not number:
        number = next((m[1] or m[2] for m in map(_PAGE_NAME.fullmatch, sections) if m), "")
    return _day(page, parts[0], notes), name, number.replace(" ", "") or None


def _day(page: Markup, part: Part, notes: str) -> str | None:
    """The date that the page's metadata states, else a remark on the article, its title, a line above its body."""
    said = [stated(page, "date"), notes, page.title, "\n".join(_near(page, part))]
    day = next((m for m in map(_DATE.search, said) if m), None)
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None


def _near(page: Markup, part: Part) -> list[str]:
    """The short lines above an article's body, those nearest to it first."""
    place = next((i for i, r in enumerate(page.rows) if r is part.body[0]), 0)
    return [r.text for r in reversed(page.rows[max(0, place - _NEAR) : place]) if len(r.text) <= _SHORT]
