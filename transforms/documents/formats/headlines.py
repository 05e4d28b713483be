"""What heads an article on an HTML page: kicker, headline, subheadline and author, marked or told by their places."""

from __future__ import annotations

import re
from itertools import takewhile

from transforms.articles.bylines import read_line
from transforms.articles.signatures import is_name
from transforms.documents.formats.bodies import Part
from transforms.documents.formats.furniture import is_about, is_furniture, is_way, paper_name
from transforms.documents.formats.rows import Markup, Row
from transforms.lexicon import rules

SITE = re.compile(r"\s*[-_|–—]{1,2}\s*|\s+(?=第|[A-Z]?\d)")
"""What parts the headline, the section and the site's name in a page's title."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_PRINTED_IN = re.compile(r"\s*[《（(][^《（(]{0,40}(?:报》|報》|年|版).{0,60}$")
_LABEL = re.compile(r"^(?:本文)?作者\s*[:：]\s*")
_TOLD = re.compile(r"(?:作者|记者|記者)\s*[:：]\s*([\u3400-\u9fff·]{2,12})(?![\u3400-\u9fff·])")
_DATE_LINE = re.compile(r"[\W\d年月日时分]*(?:(?:星期|周)[一二三四五六日天])?[\W\d年月日时分]*")
_PAGE_LINE = re.compile(r"第?\s*[A-Za-z]{0,2}\d{1,3}\s*版?\s*[:：]")
_MAX_HEADING = 120
_MIN_TITLE = 5
_ABOVE = 24
"""How many lines above the body are looked at for its headings."""
_NEAR = 3
"""How many lines a kicker can stand from the headline."""


def read_headings(page: Markup, part: Part, alone: bool = True) -> list[str]:
    """The lines above an article as text; a headline that opens its body is taken out of it.

    `alone`: the page holds this article only, so that what the page says of itself is said of it.
    """
    body = part.body
    found = _marked(part) or _placed(page, part)
    said = _squash("".join(r.text for r in body[:3] + body[-1:]))
    if alone and not any(role == "headline" for role, _ in found):
        found = _stated_headings(page) + [(role, text) for role, text in found if role == "author"]
    if not any(role == "author" for role, _ in found):
        found += [("author", author) for author in [_told_author(page, part, alone)] if author]
    out: list[str] = []
    seen = set()
    for role, text in found:
        if role == "author":
            text = _author(text)
        known = text in seen or (role == "author" and (_squash(text) in said or not _HAN.search(text)))
        if text and not known:
            seen.add(text)
            out.append((signed(text) if role == "author" else {"headline": "# "}.get(role, "### ") + text) + "\n\n")
    return out


def _author(text: str) -> str:
    """The author in a line; empty if it tells none, but a date, a source or what a button does."""
    text = _LABEL.sub("", _PRINTED_IN.sub("", text[:300])).strip()
    if told := _TOLD.search(text):
        return told[1]
    return "" if is_about(text) or _is_page_line(text) or text in rules("html")["buttons"] else text


def _told_author(page: Markup, part: Part, alone: bool) -> str:
    """The author that a remark above the body names, or the page's metadata; a site is none."""
    place = _place(part)
    for row in part.rows[max(0, place - _ABOVE) : place]:
        told = _TOLD.search(row.text)
        if told and len(row.text) <= _MAX_HEADING and (is_name(told[1]) or read_line(told[0]) is not None):
            return told[1]
    author = stated(page, "author") if alone else ""
    if not author or len(author) > 30 or any(name in page.properties for name in rules("html")["metadata"]["author"]):
        return author if len(author) <= 30 else ""
    printed = any(r.text == author for r in part.rows[:place])
    return author if (is_name(author) or printed) and author not in page.title else ""


def _place(part: Part) -> int:
    return next((i for i, r in enumerate(part.rows) if part.body and r is part.body[0]), 0)


def signed(text: str) -> str:
    """An author's line; a bare name needs the mark that tells it from text."""
    return text if read_line(text) else f"■{text}"


def _marked(part: Part) -> list[tuple[str, str]]:
    """Lines that the page marks as headings; those of one font stand above or below the headline."""
    rows = [r for r in part.rows if r.role in ("kicker", "headline", "subheadline", "beside", "author")]
    if not any(r.role == "headline" for r in rows):
        return []
    first = next(i for i, r in enumerate(rows) if r.role == "headline")
    out = []
    for i, row in enumerate(rows):
        role = row.role
        if role == "beside":
            role = "kicker" if i < first else "subheadline"
        if role == "author" or (len(row.text) <= _MAX_HEADING and not _is_page_line(row.text)):
            out.append((role, row.text))
    return out


def _placed(page: Markup, part: Part) -> list[tuple[str, str]]:
    """Lines right above the body, told apart by their tags, the names of these, and the page's title."""
    body, start = part.body, _place(part)
    sections = sorted(SITE.split(page.title), key=len)[:-1]
    titles = _titles(page)
    opening = list(takewhile(lambda r: _squash(r.text) in titles, body[1:_NEAR]))  # a headline of several lines
    around = range(max(0, start - _ABOVE), start + 1 + len(opening))
    places = [i for i in around if _may_head(part.rows[i]) and part.rows[i].text not in sections]
    near = [part.rows[i] for i in places]
    likely = _headline_rows(page, near)
    if not likely:
        return [("author", r.text) for r in near if _is_author(r)]
    last = first = likely[-1]
    while first - 1 in likely:
        first -= 1
    out = []
    for i, row in enumerate(near):
        if first <= i <= last:
            out.append(("headline", row.text))
            body[:] = [r for r in body if r is not row] or body
        elif _is_author(row) or (row.level == 4 and i > last):
            out.append(("author", row.text))
        elif row is not body[0] and _stands_by(row, near[first], places[first] - places[i]):
            out.append(("kicker" if i < first else "subheadline", row.text))
    return out


def _headline_rows(page: Markup, near: list[Row]) -> list[int]:
    """Which of the lines above the body are its headline: what the page's title says, else the highest headings."""
    titles = _titles(page)
    named = [i for i, r in enumerate(near) if len(r.text) >= _MIN_TITLE and _squash(r.text) in titles]
    likely = named or [i for i, r in enumerate(near) if r.hint == "headline" and not r.level]
    levels = [r.level for r in near if r.level]
    if levels and not (named and near[named[-1]].level == 0):
        top = near[named[-1]].level if named else min(levels)
        likely = [i for i, r in enumerate(near) if r.level == top]
    if not likely:
        likely = [i for i, r in enumerate(near) if r.strong >= len(r.text) >= _MIN_TITLE and read_line(r.text) is None][
            -1:
        ]
    return likely


def _titles(page: Markup) -> str:
    return _squash(" ".join([page.title, stated(page, "headline")]))


def _stands_by(row: Row, headline: Row, above: int) -> bool:
    """Whether a line is a kicker, `above` lines over the headline, or a subheadline, below it (`above` negative)."""
    if row.level or row.hint in ("kicker", "subheadline"):
        # A higher heading above is the name of the site.
        return above <= _NEAR and not (above > 0 and 0 < row.level < headline.level)
    return above < 0 and row.text.startswith(("——", "--", "──")) and not headline.linked


def _is_page_line(text: str) -> bool:
    """Whether a line tells the page or the day of the paper."""
    return len(text) <= 40 and bool(_PAGE_LINE.match(text) or _DATE_LINE.fullmatch(text))


def _may_head(row: Row) -> bool:
    """Whether a line can stand above an article: short, no link, not the name of the paper."""
    text = row.text
    short = len(text) <= _MAX_HEADING and row.linked * 2 <= len(text) and text[-1] not in "。；"
    aside = is_about(text) or is_furniture(text) or is_way(text) or _is_page_line(text)
    return short and row.level <= 4 and _HAN.search(text) is not None and not aside and not paper_name(text)


def _is_author(row: Row) -> bool:
    if row.role == "author":
        return True
    return row.hint == "author" and len(row.text) <= 40 and read_line(signed(_author(row.text))) is not None


def _stated_headings(page: Markup) -> list[tuple[str, str]]:
    """Headings as the page's metadata or its title give them."""
    out = [(role, stated(page, role)) for role in ("kicker", "headline", "subheadline")]
    if not out[1][1]:
        parts = [p for p in SITE.split(page.title) if p and not paper_name(p)]
        out[1] = ("headline", max(parts, key=len, default=""))
    return [(role, text) for role, text in out if text and _HAN.search(text)]


def stated(page: Markup, what: str) -> str:
    """The page's metadata under any of its names; empty if it says nothing."""
    return next((v for name in rules("html")["metadata"][what] if (v := page.metadata.get(name))), "")


def _squash(text: str) -> str:
    return "".join(text.split())
