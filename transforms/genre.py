"""What kind of article it is: news, brief, feature, commentary, photo, continuation or notice."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from transforms.lexicon import rules

BRIEF = 200
"""An article with a dateline and fewer characters than this is a brief."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = rules("genre")
    notice = re.compile("(?:" + "|".join(data["notice"]) + r")(?:[（(][^（()）]{1,20}[）)])?$")
    column = re.compile("|".join(data["commentary"]))
    return notice, column


def read_genre(headline: str, paragraphs: list[Any], from_page: str | None) -> str:
    """The genre by the contract's rules, from the headline and the article's paragraphs in order."""
    notice, column = _patterns()
    if from_page:
        return "continuation"
    if notice.search(headline):
        return "notice"
    body = [p for p in paragraphs if p.kind in ("body", "subheading")]
    if not body and any(p.kind in ("caption", "credit") for p in paragraphs):
        return "photo"
    signed = [p.line for p in paragraphs if p.kind == "byline" and p.line]
    if any(a.role == "commentator" for line in signed for a in line.authors) or column.search(headline):
        return "commentary"
    opening = next((p for p in paragraphs if p.kind in ("byline", "body")), None)
    first = next((i for i, p in enumerate(paragraphs) if p.kind == "body"), len(paragraphs))
    opens = [p for p in paragraphs[:first] if p.kind == "byline" and p.line and p.line.dateline]
    if opening is not None and opens:
        size = sum(len("".join(p.text.split())) for p in body)
        return "brief" if size < BRIEF else "news"
    return "feature"
