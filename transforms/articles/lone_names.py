"""A name alone in its line: who wrote what stands below it, or above it.

Nothing marks such a line, so it signs an article only where a signature stands (under the headline, or as the last
line), and only if it is surely a name and the text never speaks of its bearer.
"""

from __future__ import annotations

import re

from transforms.articles.bylines import spaced_names
from transforms.articles.furniture import is_label
from transforms.articles.genre import heads_notice
from transforms.articles.layout import Block
from transforms.articles.lines import Line
from transforms.articles.paragraphs import Paragraph, is_prose
from transforms.articles.signatures import Author, given_of, is_person, is_sure_name
from transforms.entities.given_names import likelihood
from transforms.traditional import in_simplified

_MAX = 6
"""No name is longer, even spaced out."""
_LIFE = re.compile(
    r"[男女][，,]|(?:19|20)\d\d年(?:\d{1,2}月)?(?:出?生|于)|\d{1,3}岁|生于|现[任为]|[^，。]{2,16}(?:人|员|师|长)，"
)
"""How a short life of somebody begins, whose name stands above it."""
_VERSE = 4
"""So many lines below a name are a text, even if none ends a sentence."""


def sign_openings(blocks: list[Block]) -> None:
    """Read names alone below a headline as bylines: 旧书摊 / 许南乔 / 每到梅雨时节，…"""
    top = min((b.level for b in blocks if b.level and not is_label(b.text)), default=0)
    for at, block in enumerate(blocks):
        name = _name_alone(block.text) if block.level == 0 and block.line is None else None
        if name and _stands_below_headline(blocks, at, top) and not _is_told_of(name, blocks, at):
            block.line = _signed(name)


def sign_ending(headlines: list[str], paragraphs: list[Paragraph]) -> None:
    """Read a name alone behind the last paragraph of an article that nobody else signs as its byline."""
    last = next((i for i in range(len(paragraphs) - 1, 0, -1) if paragraphs[i].kind != "credit"), 0)
    name = _name_alone(paragraphs[last].text) if last and paragraphs[last].kind == "body" else None
    if name is None or not is_prose(paragraphs[last - 1].text) or any(map(heads_notice, headlines)):
        return
    signed = any(p.line and p.line.authors and p.kind == "byline" for p in paragraphs)
    if not signed and not any(name in text for text in [*headlines, *(p.text for p in paragraphs[:last])]):
        paragraphs[last].kind, paragraphs[last].line = "byline", _signed(name)


def _signed(name: str) -> Line:
    return Line("byline", (Author(name, "reporter"),), bare=True)


def _name_alone(text: str) -> str | None:
    """The one name that a line is, if it can hardly be anything else; one that is spaced out is no word: 许 岚."""
    names = spaced_names(text) if len(text) <= _MAX else []
    name = in_simplified(names[0]) if len(names) == 1 else ""
    spaced = bool(name) and names[0] != text and is_sure_name(name) and likelihood(given_of(name)) >= 0
    return names[0] if spaced or is_person(name) else None


def _stands_below_headline(blocks: list[Block], at: int, top: int) -> bool:
    """Whether the line above is a headline of the level `top`, or a subheadline under one."""
    above = at - 1
    if above > 0 and blocks[above].level == 0 and blocks[above].text.startswith("——"):
        above -= 1
    if above < 0 or blocks[above].line:
        return False
    if blocks[above].level:
        while above > 0 and blocks[above].level > top and blocks[above - 1].level:
            above -= 1
        return blocks[above].level == top
    before = blocks[above - 1] if above else None
    opens = before is None or before.line is not None
    return opens and not is_prose(blocks[above].text) and blocks[above].text[-1] not in "：:"


def _is_told_of(name: str, blocks: list[Block], at: int) -> bool:
    """Whether the line names whom the text tells of, heads a life or a list of persons, or has no text below it."""
    below: list[Block] = []
    for block in blocks[at + 1 :]:
        if block.level:
            break
        below.append(block)
    text = [b for b in below if b.line is None]
    if not text or name in blocks[at - 1].text or any(name in b.text for b in below):
        return True
    written = len(text) >= _VERSE or any(is_prose(b.text) for b in text[:2])
    listed = any(_name_alone(b.text) for b in text[:-1])
    return not written or listed or _LIFE.match(text[0].text) is not None
