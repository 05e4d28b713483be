"""An article page of an e-paper or of any other site → its headings and paragraphs, and what the page says of itself.

Pages of the known e-paper systems mark their parts; of other pages the box that holds most running text is the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from transforms.articles.bylines import read_line
from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted
from transforms.documents.formats.headlines import SITE, paper_name, read_headings, stated
from transforms.documents.formats.markup import Markup, Row, read_markup

_LIST_PAGE = "The page only lists articles: put the pages of its articles (content_….htm) in its place."
_NO_ARTICLE = (
    "No article was found in the HTML page: save the article as Markdown or plain text and put that in its place."
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[，。！？；：、”]")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)")
_PAGE = re.compile(r"[第日]\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版")
_PAGE_LINE = re.compile(r"第\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版\s*[:：]|(?<!\w)([A-Z]{1,2}\d{1,2})\s*版?\s*[:：]\s*\S")
_PAPER = re.compile(r"《\s*([\u4e00-\u9fff]{2,10}报)\s*》")
_MIN_BODY = 12


def read_html(html: str) -> Extracted:
    """The article of an HTML file; UnreadableError if it holds none."""
    page = read_markup(html)
    body = _marked_body(page) or _densest_body(page)
    if not body and not page.lists:
        page = read_markup(html, all_boxes=True)
        body = _densest_body(page)
    if not body:
        raise UnreadableError("unsupported", _LIST_PAGE if page.lists else _NO_ARTICLE)
    lines = read_headings(page, body) + _render(body)
    text = "".join(lines).strip() + "\n"
    return Extracted(text, *_about(page, body))


def _marked_body(page: Markup) -> list[Row]:
    """The lines of the parts marked as an article's body, with the captions beside them; copies are left out."""
    rows = page.rows
    kept: set[int] = set()
    texts: list[str] = []
    parts = [(number, list(part)) for number, part in groupby(sorted(rows, key=lambda r: r.group), lambda r: r.group)]
    for number, part in sorted(parts, key=lambda p: -sum(len(r.text) for r in p[1])):
        said = "".join(r.text for r in part if r.role != "caption")
        least = 0.15 * len(texts[0]) if texts else 1
        if number and len(said) >= least and not any(said[:40] in text for text in texts):
            kept.add(number)
            texts.append(said)
        if len(texts) > 200:
            break
    body = [r for r in rows if r.group in kept and r.role in ("body", "caption", "subheadline", "")]
    if body or any(r.role == "headline" for r in rows):  # a picture story has captions only
        inside = {id(r) for r in body}
        captions = [r for r in rows if r.role == "caption" and id(r) not in inside]
        known = {r.text for r in body}
        body += [r for r in captions if r.text not in known]
    return body


def _densest_body(page: Markup) -> list[Row]:
    """The lines of the box with the most running text, from the first to the last that is text and no link."""
    scores: dict[int, float] = {}
    for row in page.rows:
        if _is_prose(row):
            size = len(row.text) - row.linked
            scores[row.box] = scores.get(row.box, 0) + size
            parent = page.parents[row.box]
            if parent != row.box:
                scores[parent] = scores.get(parent, 0) + size * 0.6
    if not scores:
        return []
    best = max(scores, key=lambda box: (scores[box], -box))
    rows = [r for r in page.rows if _is_inside(page, r.box, best)]
    prose = [i for i, r in enumerate(rows) if _is_prose(r)]
    if sum(len(rows[i].text) for i in prose) < _MIN_BODY:
        return []
    first, last = prose[0], prose[-1]
    while first > 0 and _is_signed(rows[first - 1], rows[prose[0]].box):
        first -= 1
    while last + 1 < len(rows) and _is_signed(rows[last + 1], rows[prose[-1]].box):
        last += 1
    rows = rows[first : last + 1]
    return [
        r
        for r in rows
        if r.linked * 2 <= len(r.text) and (r.role not in ("about", "headline", "author") or len(r.text) > 60)
    ]


def _is_signed(row: Row, box: int) -> bool:
    """Whether a line beside the running text belongs to it: a byline, a credit."""
    return row.box == box and row.linked == 0 and row.level == 0 and read_line(row.text) is not None


def _is_prose(row: Row) -> bool:
    plain = len(row.text) - row.linked
    return (
        plain * 2 > len(row.text)
        and row.level not in (1, 2)
        and (plain >= 20 or (plain >= 5 and row.text[-1] in "。！？”"))
        and _STOP.search(row.text) is not None
        and _HAN.search(row.text) is not None
    )


def _is_inside(page: Markup, box: int, outer: int) -> bool:
    for _ in range(300):
        if box == outer:
            return True
        if box <= outer:
            return False
        box = page.parents[box]
    return False


def _render(body: list[Row]) -> list[str]:
    """The body as lines of text: paragraphs apart by a blank line, captions behind it."""
    out: list[str] = []
    main = [r for r in body if r.role != "caption" or r.group]
    for row in main + [r for r in body if r.role == "caption" and not r.group]:
        text = row.text
        if out and row.close:
            out[-1] = out[-1][:-1]
        if row.level and len(text) <= 60:
            text = "### " + text
        elif row.strong * 10 >= len(text) * 9 and len(text) <= 40 and text[-1] not in "。；，" and "*" not in text:
            text = f"**{text}**"
        out.append(text + "\n\n")
    return out


def _about(page: Markup, body: Sequence[Row]) -> tuple[str | None, str | None, str | None]:
    """Edition date, publication and page number, from metadata or else from the lines around the article."""
    inside = {id(r) for r in body}
    around = [r for r in page.rows if id(r) not in inside]
    notes = "\n".join(r.text for r in around if r.role in ("about", "author"))
    day = _DATE.search(stated(page, "date")) or _DATE.search(notes)
    paper = _PAPER.search(notes)
    name = paper_name(stated(page, "publication")) or (paper[1] if paper else None)
    name = name or next(filter(None, map(paper_name, SITE.split(page.title))), None)
    number = stated(page, "page") or next((m[1] for m in [_PAGE.search(notes)] if m), "")
    if not number:
        lines = (_PAGE_LINE.match(r.text) for r in around if len(r.text) <= 30)
        number = next((m[1] or m[2] for m in lines if m), "")
    date = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None
    return date, name, number.replace(" ", "") or None
