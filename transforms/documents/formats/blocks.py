"""Lines → blocks: the pieces of columns, headings, and what a page prints around its articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from transforms.documents.formats.lines import SIMILAR, Line
from transforms.lexicon import rules

HEADING = 1.2
"""A line so much larger than the running text heads an article."""
_MAX_HEADING = 120
_EQUAL = 0.04
_WINDOW = 400
_MAX_STRONG = 2
_FURNITURE = re.compile(
    r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|^\W*第?\s*[A-Z]{0,2}\d{1,3}\s*版?\W*$|^第\s*[A-Z]{0,2}\d{1,3}\s*版"
    r"|责任?编辑?[:：\s]|编辑[:：]|美编|校对|热线|邮箱|投稿"
)
_SENTENCE = re.compile(r"。.|，.*。$")
_MARGIN = 0.12
"""The page's own lines stand in so much of its height at the top and at the bottom."""


@dataclass(slots=True)
class Block:
    """Lines of one size right below each other; `upright` if they are set from top to bottom."""

    lines: list[Line] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    heads: bool = False
    """Whether it is a heading."""
    inside: bool = False
    """Whether it is a heading that divides the text of a column."""
    upright: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    def add(self, line: Line) -> None:
        top, bottom = line.y + 0.85 * line.size, line.y - 0.15 * line.size
        if not self.lines:
            self.left, self.right, self.top, self.bottom, self.size = line.left, line.right, top, bottom, line.size
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top, self.bottom = max(self.top, top), min(self.bottom, bottom)


def read_blocks(lines: Sequence[Line], body: float) -> list[Block]:
    """The blocks of a page; `body` is the size of its running text."""
    blocks = _stack([n for n in lines if not n.upright], body)
    blocks += _join_upright([_turn(b) for b in _stack([n for n in lines if n.upright], body)], body)
    for block in blocks:
        _settle_strong(block)
        if not block.upright and len(block.lines) > 1 and all(len(n.text.strip()) == 1 for n in block.lines):
            said = "".join(n.text.strip() for n in block.lines)
            block.lines = [Line(said, block.left, block.right, block.lines[0].y, block.size)]
            block.upright = True
        large = block.size >= HEADING * body
        block.heads = large and len(block.text) <= _MAX_HEADING and not _SENTENCE.search(block.text)
    return blocks


def _turn(block: Block) -> Block:
    """A block of lines set from top to bottom, whose places count along the lines, with its place on the page."""
    half = block.size / 2
    levels = [line.y for line in block.lines]
    return Block(
        block.lines, min(levels) - half, max(levels) + half, -block.left, -block.right, block.size, upright=True
    )


def _join_upright(blocks: list[Block], body: float) -> list[Block]:
    """Pieces of running text side by side, set from top to bottom, as one: it is read from the right."""
    out: list[Block] = []
    for block in sorted(blocks, key=lambda b: -b.right):
        last = next((b for b in out if _goes_on(b, block, body)), None)
        if last is None:
            out.append(block)
        else:
            last.lines = sorted(last.lines + block.lines, key=lambda n: -n.y)
            last.left, last.top = min(last.left, block.left), max(last.top, block.top)
            last.bottom = min(last.bottom, block.bottom)
    return out


def _goes_on(right: Block, left: Block, body: float) -> bool:
    level = min(right.top, left.top) - max(right.bottom, left.bottom) > 0
    return level and max(right.size, left.size) < HEADING * body and right.left - left.right <= 2.5 * body


def _settle_strong(block: Block) -> None:
    """Only a few strong lines together stand out; more are a paragraph set in another font."""
    run: list[Line] = []
    for line in [*block.lines, None]:
        if line is not None and line.strong:
            run.append(line)
        else:
            if len(run) > _MAX_STRONG:
                for strong in run:
                    strong.strong = False
            run = []


def _stack(lines: Sequence[Line], body: float) -> list[Block]:
    """Lines below each other as blocks."""
    blocks: list[Block] = []
    recent: list[Block] = []
    for line in sorted(lines, key=lambda n: (-n.y, n.left)):
        recent = [b for b in recent if b.lines[-1].y - line.y <= 2 * b.size][-_WINDOW:]
        home = next((b for b in reversed(recent) if _belongs(line, b, body)), None)
        if home is None:
            home = Block()
            blocks.append(home)
            recent.append(home)
        home.add(line)
    return blocks


def _belongs(line: Line, block: Block, body: float) -> bool:
    last = block.lines[-1]
    size = max(line.size, block.size)
    slack = _EQUAL if size >= HEADING * body else SIMILAR
    if abs(line.size - block.size) > slack * size or not 0.5 * size <= last.y - line.y <= 1.95 * size:
        return False
    overlap = min(line.right, block.right) - max(line.left, block.left)
    if size < HEADING * body and abs(line.left - block.left) <= 3.2 * size:
        return overlap >= -0.5 * size  # the last word of a paragraph of two lines stands below the indent
    return size >= HEADING * body and overlap >= 0.25 * min(line.right - line.left, block.right - block.left)


@cache
def _masthead() -> re.Pattern[str]:
    """The name of a newspaper."""
    return re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:{'|'.join(rules('layout')['mastheads'])})")


def part_furniture(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """What a page says of itself at its head and foot, and the rest of its blocks."""
    if not blocks:
        return [], []
    top, bottom = max(b.top for b in blocks), min(b.bottom for b in blocks)
    margin = _MARGIN * (top - bottom)
    found = [b for b in blocks if _masthead().fullmatch(b.text.replace(" ", ""))]
    for near in (lambda b: top - b.bottom <= margin, lambda b: b.top - bottom <= margin):
        marked = [b for b in blocks if near(b) and len(b.lines) < 3 and len(b.text) < 60 and _FURNITURE.search(b.text)]
        for block in marked:
            row = [b for b in blocks if b.bottom < block.top and b.top > block.bottom]
            if all(len(b.lines) < 3 and len(b.text) <= 60 for b in row):
                found += [b for b in row if not any(b is f for f in found)]
    return found, [b for b in blocks if not any(b is f for f in found)]
