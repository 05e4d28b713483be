"""A name alone in its line: who wrote what stands below it, or above it.

Nothing marks such a line, so it signs an article only where a signature stands (under the headline, or as the last
line), and only if it is surely a name and the text never speaks of its bearer.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from transforms.articles.bylines import spaced_names
from transforms.articles.furniture import is_label
from transforms.articles.genre import heads_notice
from transforms.articles.layout import Block
from transforms.articles.lines import Line
from transforms.articles.paragraphs import Paragraph, is_prose, is_turn
from transforms.articles.signatures import HAN, Author, given_of, is_person, is_sure_name
from transforms.entities.gazetteer import gazetteer
from transforms.entities.given_names import likelihood
from transforms.lexicon import rules
from transforms.traditional import in_simplified

_MAX, _MAX_LINE = 6, 40
"""No name is longer, even spaced out, and no line of whose name it is."""
_FOREIGNER = re.compile(
    rf"[\[【〔（(［][{HAN}]{{1,5}}[\]】〕）)］]\s*([{HAN}]{{1,8}}(?:[·•・．][{HAN}]{{1,8}}){{1,3}})"
    rf"(?:\s*(?:著|文|撰|作)(?=\s|$))?(?:\s+[{HAN}]{{2,4}}(?:\s+[{HAN}]{{2,4}})?\s*译)?"
)
"""[英]约翰·史密斯 著 何岚 译."""
_DESCRIBED = re.compile(rf"[■●◆□▲★☆◎○]?\s*([{HAN}]{{2,4}})\s*[（(]([^（()）]{{2,24}})[）)]")
"""● 陆知远（临江大学教授）."""
_LIFE = re.compile(
    r"[男女][，,]|(?:19|20)\d\d年(?:\d{1,2}月)?(?:出?生|于)|\d{1,3}岁|生于|现[任为]|[^，。]{2,16}(?:人|员|师|长)，"
)
"""How a short life of somebody begins, whose name stands above it."""
_LETTER = re.compile(r"编辑(?:同志|老师|部)?[，,：:]|编辑(?:同志|老师|部)$")
_SHORTEST_TITLE = 4
_VERSE = 4
"""So many lines below a name are a text, even if none ends a sentence."""


def sign_openings(blocks: list[Block]) -> None:
    """Read names alone below a headline as bylines: 旧书摊 / 许南乔 / 每到梅雨时节，…"""
    top = min((b.level for b in blocks if b.level and not is_label(b.text)), default=0)
    for at, block in enumerate(blocks):
        names = _names_of(block.text) if block.level == 0 and block.line is None else []
        if (
            names
            and _stands_below_headline(blocks, at, top)
            and not _is_told_of(names, blocks[at - 1], _below(blocks, at))
        ):
            block.line = _signed(names)
    if not any(b.level for b in blocks):
        _sign_pieces(blocks)


def _sign_pieces(blocks: list[Block]) -> None:
    """Read the names alone of a page without marks as bylines if each of them stands between a title and a text."""
    named = [at for at, b in enumerate(blocks) if b.line is None and _name_alone(b.text)]
    if len(named) < 2 or not all(_stands_below_title(blocks, at) for at in named):
        return
    if named[0] > 1 and blocks[named[0] - 2].line is None:
        return  # the page begins with other text
    for at, following in pairwise([*named, len(blocks) + 1]):
        names = _names_of(blocks[at].text)
        if not _is_told_of(names, blocks[at - 1], blocks[at + 1 : following - 1]):
            blocks[at].line = _signed(names)


def _stands_below_title(blocks: list[Block], at: int) -> bool:
    if at == 0 or blocks[at - 1].line or is_prose(blocks[at - 1].text) or len(blocks[at - 1].text) < _SHORTEST_TITLE:
        return False
    before = blocks[at - 2] if at > 1 else None
    return before is None or before.line is not None or is_prose(before.text)


def _below(blocks: list[Block], at: int) -> list[Block]:
    """The blocks below a line, up to the next heading."""
    end = next((i for i in range(at + 1, len(blocks)) if blocks[i].level), len(blocks))
    return blocks[at + 1 : end]


def sign_ending(headlines: list[str], paragraphs: list[Paragraph], text: str) -> None:
    """Read a name alone behind the last paragraph of an article that nobody else signs as its byline.

    A letter to the editor is signed where it ends, what the paper found out stands below. `text`: of the document.
    """
    signed = any(p.line and p.line.authors and p.kind == "byline" for p in paragraphs)
    if not paragraphs or signed or any(map(heads_notice, headlines)):
        return
    last = next((i for i in range(len(paragraphs) - 1, 0, -1) if paragraphs[i].kind != "credit"), 0)
    first = next((p.text for p in paragraphs if p.kind == "body"), "")
    ends = range(1, last + 1) if _LETTER.match(first) else [last]
    for at in ends:
        p = paragraphs[at]
        names = _names_of(p.text) if at and p.kind in ("body", "subheading") else []
        if names and is_prose(paragraphs[at - 1].text) and not _are_named(names, [*headlines, *_texts(paragraphs, at)]):
            p.kind, p.line = "byline", _signed(names)
            return
    _sign_in_brackets(headlines, paragraphs, last, text)


def _sign_in_brackets(headlines: list[str], paragraphs: list[Paragraph], last: int, text: str) -> None:
    """Read a word in brackets behind an article's last sentence, which the article does not speak of, as a pen name."""
    p = paragraphs[last]
    pen = _PEN_NAME.search(p.text) if p.kind in ("body", "subheading") else None
    if pen is None or (pen.start() == 0 and not last) or _is_remark(in_simplified(pen[1])):
        return
    if _are_named([pen[1]], [*headlines, *_texts(paragraphs, last), p.text[: pen.start()]]):
        return
    if pen.start() == 0:
        p.kind, p.line = "byline", _signed([pen[1]])
        return
    at = p.end - len(pen[0])
    if text[at : p.end] == pen[0]:
        paragraphs.insert(last + 1, Paragraph("byline", pen[0], at, p.end, _signed([pen[1]])))
        p.text = p.text[: pen.start()]
        p.end = at


def _is_remark(word: str) -> bool:
    """Whether a word in brackets tells of the text or of where it is from, rather than who wrote it."""
    data = rules("bylines")
    roles = any(word in words for words in data["roles"].values())
    return roles or word in data["in_brackets"] or word in gazetteer() or word.endswith(tuple(data["bodies"]))


_PEN_NAME = re.compile(rf"(?:^|(?<=[。！？”…]))[（(]([{HAN}]{{2,3}})[）)]$")
"""…。（小任）"""


def _texts(paragraphs: list[Paragraph], but: int) -> list[str]:
    return [p.text for i, p in enumerate(paragraphs) if i != but]


def _signed(names: list[str]) -> Line:
    return Line("byline", tuple(Author(name, "reporter") for name in names), bare=True)


def _names_of(text: str) -> list[str]:
    """Whom a line names and says nothing else of than where they are from and what they are."""
    if len(text) > _MAX_LINE:
        return []
    if name := _name_alone(text):
        return [name]
    if foreigner := _FOREIGNER.fullmatch(text):
        return [foreigner[1]]
    if (described := _DESCRIBED.fullmatch(text)) and in_simplified(described[2]).endswith(_signers()):
        return [described[1]] if is_person(in_simplified(described[1])) else []
    who, *names = spaced_names(text) or [""]
    known = 0 < len(names) < 4 and 2 <= len(who) <= 24 and in_simplified(who).endswith(_signers())
    return names if known and all(is_person(in_simplified(name)) for name in names) else []


@cache
def _signers() -> tuple[str, ...]:
    """What a writer is told to be before the name: a post, a body, 读者."""
    titles, lines = rules("titles"), rules("bylines")
    return (*titles["heads"], *titles["behind_name"], *titles["plain"], *lines["signers"], *lines["bodies"])


def _name_alone(text: str) -> str | None:
    """The one name that a line is, if it can hardly be anything else; one that is spaced out is no word: 许 岚."""
    names = spaced_names(text) if len(text) <= _MAX else []
    name = in_simplified(names[0]) if len(names) == 1 else ""
    spaced = bool(name) and names[0] != text and is_sure_name(name) and likelihood(given_of(name)) >= 0
    return names[0] if spaced or is_person(name) else None


def _are_named(names: list[str], texts: list[str]) -> bool:
    return any(name in text for name in names for text in texts)


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


def _is_told_of(names: list[str], title: Block, below: list[Block]) -> bool:
    """Whether the line names whom the text tells of, heads a life or a list of persons, or has no text below it."""
    text = [b for b in below if b.line is None]
    if not text or heads_notice(title.text) or _are_named(names, [b.text for b in (title, *below)]):
        return True
    written = len(text) >= _VERSE or any(is_prose(b.text) for b in text[:2])
    listed = any(_ends_in_name(b.text) or is_turn(b.text) for b in text[:-1]) or is_turn(text[-1].text)
    return not written or listed or _LIFE.match(text[0].text) is not None


def _ends_in_name(text: str) -> bool:
    """Whether a line is a name with anything before it, as the lines of a list are: 老船工 何岚."""
    words = spaced_names(text) if len(text) <= _MAX_LINE else []
    return bool(words) and (is_person(in_simplified(words[-1])) or bool(_names_of(text)))
