"""Blocks → paragraphs of an article: what stands apart from the running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.articles.bylines import read_line, read_opening
from transforms.articles.endings import read_ending
from transforms.articles.layout import Block
from transforms.articles.lines import Line, Part
from transforms.articles.wrapping import CLOSERS
from transforms.page import Segment

_SOURCE = re.compile(r"(?<![（(【])(?:图片|文章|资料|数据|信息)?来源[:：](?=[^。]{2,30}$)")
_BODY = Line("body")
NOTE = re.compile(r"[【（(\[]?(?:编者按|编者的话|编者语|开栏的话|开栏语|编前语|编后|编后语)[】）)\]]?\s*(?:[:：]|$)?")
_TURN = re.compile(r"(?:问|答|记者|本报记者|主持人|网友|读者|[QA])[：:]")
"""A question or answer of a printed interview."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its clean text, its raw span, and what it says if it is no running text."""

    kind: str
    text: str
    start: int
    end: int
    line: Line | None = None


def read_paragraphs(block: Block, text: str) -> list[Paragraph]:
    """The block as paragraphs: an opening dateline and a closing credit stand alone."""
    pieces = _pieces(block)
    if len(pieces) == 1:
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


def _pieces(block: Block) -> list[Part]:
    line, size = block.line, len(block.text)
    short = size <= 160 and (line is None or line.kind == "caption")
    source = _SOURCE.search(block.text, 1) if short and "来源" in block.text else None
    if source:
        before = block.text[: source.start()].rstrip()
        said = line if line else read_line(before) or _BODY
        return [Part(0, source.start(), said), Part(source.start(), size, Line("credit"))]
    if line is None:
        return _split(block.text)
    endings, end = _endings(block.text, 0, size) if line.kind == "caption" else ([], size)
    return [Part(0, end, line), *endings]


def _split(text: str) -> list[Part]:
    """Running text with the dateline or jump line before it and the credits behind it."""
    start, end = 0, len(text)
    parts: list[Part] = []
    while len(parts) < 2 and (opening := read_opening(text[start:])):
        parts.append(Part(start, start + opening.end, opening.line))
        start += opening.end
        if opening.line.kind != "jump_line" and not (opening.line.dateline and not opening.line.authors):
            break  # 本报讯|陆知远报道：
    endings, end = _endings(text, start, end)
    if text[start:end].strip():
        parts.append(Part(start, end, _BODY))
    return parts + endings


def _endings(text: str, start: int, end: int) -> tuple[list[Part], int]:
    """The credits behind a text, in order, and where it ends without them."""
    endings: list[Part] = []
    while len(endings) < 3 and (found := read_ending(text[start:end])):
        endings.append(Part(start + found.start, end, found.line))
        end = start + found.start
    return endings[::-1], end


def is_prose(text: str) -> bool:
    """Whether a line is running text, told by its length and its last mark."""
    bare = text.rstrip(CLOSERS)
    if len(text) > 36 or not bare or _TURN.match(text):
        return True
    return bare[-1] in "。！…；;" or text.endswith("——") or (bare[-1] in "：:？?！，" and len(text) > 24)


def is_turn(text: str) -> bool:
    """Whether a paragraph is a question or an answer of a printed interview: 问：…, 记者：…"""
    return _TURN.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a line opens an editor's note."""
    return NOTE.match(text) is not None
