"""What heads an article on an HTML page: kicker, headline, subheadline and author, marked or told by their places."""

from __future__ import annotations

import re
from functools import cache

from transforms.articles.bylines import read_line
from transforms.documents.formats.markup import Markup, Row
from transforms.lexicon import rules

SITE = re.compile(r"\s*[-_|–—]{1,2}\s*")
"""What parts the headline, the section and the site's name in a page's title."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_PRINTED_IN = re.compile(r"\s*[《（(][^《（(]{0,40}(?:报》|年|版).{0,60}$")
_LABEL = re.compile(r"^(?:本文)?作者\s*[:：]\s*")
_MAX_HEADING = 120
_MIN_TITLE = 5
_ABOVE = 24
"""How many lines above the body are looked at for its headings."""


def read_headings(page: Markup, body: list[Row]) -> list[str]:
    """The lines above the body as text; a headline that opens the body is taken out of it."""
    found = _marked(page) or _placed(page, body)
    said = _squash("".join(r.text for r in body[:3] + body[-1:]))
    if not any(role == "headline" for role, _ in found):
        found = _stated_headings(page) + [(role, text) for role, text in found if role == "author"]
    if not any(role == "author" for role, _ in found) and len(author := stated(page, "author")) <= 30:
        found.append(("author", author))
    out: list[str] = []
    seen = set()
    for role, text in found:
        if role == "author":
            text = _LABEL.sub("", _PRINTED_IN.sub("", text[:300])).strip()
        known = text in seen or (role == "author" and (_squash(text) in said or not _HAN.search(text)))
        if text and not known:
            seen.add(text)
            out.append((signed(text) if role == "author" else {"headline": "# "}.get(role, "### ") + text) + "\n\n")
    return out


def signed(text: str) -> str:
    """An author's line; a bare name needs the mark that tells it from text."""
    return text if read_line(text) else f"■{text}"


def _marked(page: Markup) -> list[tuple[str, str]]:
    """Lines that the page marks as headings; those of one font stand above or below the headline."""
    rows = [r for r in page.rows if r.role in ("kicker", "headline", "subheadline", "beside", "author")]
    if not any(r.role == "headline" for r in rows):
        return []
    first = next(i for i, r in enumerate(rows) if r.role == "headline")
    out = []
    for i, row in enumerate(rows):
        role = row.role
        if role == "beside":
            role = "kicker" if i < first else "subheadline"
        if len(row.text) <= _MAX_HEADING or role == "author":
            out.append((role, row.text))
    return out


def _placed(page: Markup, body: list[Row]) -> list[tuple[str, str]]:
    """Lines right above the body, told apart by their tags, the names of these, and the page's title."""
    start = next(i for i, r in enumerate(page.rows) if r is body[0])
    sections = sorted(SITE.split(page.title), key=len)[:-1]
    near = [r for r in page.rows[max(0, start - _ABOVE) : start + 1] if _may_head(r) and r.text not in sections]
    titles = _squash(" ".join([page.title, stated(page, "headline")]))
    named = [i for i, r in enumerate(near) if len(r.text) >= _MIN_TITLE and _squash(r.text) in titles]
    likely = named or [i for i, r in enumerate(near) if r.hint == "headline" and not r.level]
    levels = [r.level for r in near if r.level]
    if levels and not (named and near[named[-1]].level == 0):
        top = near[named[-1]].level if named else min(levels)
        likely = [i for i, r in enumerate(near) if r.level == top]
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
        elif row is not body[0] and (row.level or row.hint in ("kicker", "subheadline")):
            out.append(("kicker" if i < first else "subheadline", row.text))
    return out


def _may_head(row: Row) -> bool:
    """Whether a line can stand above an article: short, no link, not the name of the paper."""
    short = len(row.text) <= _MAX_HEADING and row.linked * 2 <= len(row.text) and row.text[-1] not in "。；"
    return short and row.level <= 4 and (_HAN.search(row.text) is not None) and not paper_name(row.text)


def _is_author(row: Row) -> bool:
    return row.role == "author" or (row.hint == "author" and len(row.text) <= 40)


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


@cache
def _editions() -> tuple[str, ...]:
    return tuple(rules("html")["editions"])


def paper_name(text: str) -> str | None:
    """The newspaper's name if the text is one, as 临江日报数字报 is."""
    for ending in _editions():
        text = text.removesuffix(ending).strip("《》· ")
    return text if 3 <= len(text) <= 12 and text.endswith("报") and _HAN.match(text) else None


def _squash(text: str) -> str:
    return "".join(text.split())
