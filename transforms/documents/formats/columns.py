"""Lines with their places on a page → text in reading order: columns, headings by size, paragraphs by indent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_FURNITURE = re.compile(
    r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|^\W*第?\s*[A-Z]{0,2}\d{1,3}\s*版?\W*$|^第\s*[A-Z]{0,2}\d{1,3}\s*版"
    r"|责任?编辑?[:：\s]|编辑[:：]|美编|校对|热线|邮箱|投稿"
)
_STOPS = "。！？!?…；;：:”’」』）)"
_MAX_HEADING = 120
_HEADING = 1.2
"""A line so much larger than the running text heads an article."""
_MAX_DEPTH = 60
_MAX_BLOCKS = 3000
_MAX_PAIRS = 10_000
_WINDOW = 400


@dataclass(slots=True)
class Line:
    """A line of one column: `left` and `right` edge, baseline `y` counted upwards, and font size, all in points."""

    text: str
    left: float
    right: float
    y: float
    size: float
    strong: bool = False


@dataclass(slots=True)
class Block:
    """Lines of one size right below each other."""

    lines: list[Line] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0

    def add(self, line: Line) -> None:
        top, bottom = line.y + 0.85 * line.size, line.y - 0.15 * line.size
        if not self.lines:
            self.left, self.right, self.top, self.bottom, self.size = line.left, line.right, top, bottom, line.size
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top, self.bottom = max(self.top, top), min(self.bottom, bottom)


def read_columns(pages: Sequence[Sequence[Line]]) -> str:
    """The text of pages, each given as its lines in any order."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    body = max(sizes, key=lambda s: (sizes[s], -s), default=10.0) or 10.0
    levels = _levels(sizes, body)
    out: list[str] = []
    for page in pages:
        out += _render(order(stack(page, body), body), body, levels)
    return "".join(out).strip() + "\n"


def stack(lines: Sequence[Line], body: float) -> list[Block]:
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
    if abs(line.size - block.size) > 0.12 * size or not 0.5 * size <= last.y - line.y <= 1.95 * size:
        return False
    overlap = min(line.right, block.right) - max(line.left, block.left)
    if overlap < 0.25 * min(line.right - line.left, block.right - block.left):
        return False
    return block.size >= _HEADING * body or abs(line.left - block.left) <= 3.2 * size


def order(blocks: list[Block], body: float, depth: int = 0) -> list[Block]:
    """Blocks in reading order: what stands above a heading first, then columns from the left, then from the top."""
    if len(blocks) < 2:
        return blocks
    if depth < _MAX_DEPTH and len(blocks) <= _MAX_BLOCKS:
        rows = _rows(blocks)
        parts = _join(rows, lambda above, below: _starts_article(above, below, body))
        if len(parts) == 1:
            parts = _split_columns(blocks, body)
        if len(parts) == 1 and len(rows) > 1:
            widest = max(_gap(a, b) for a, b in pairwise(rows))
            parts = _join(rows, lambda above, below: _gap(above, below) >= 0.7 * widest)
        if len(parts) > 1:
            return [b for part in parts for b in order(part, body, depth + 1)]
    return sorted(blocks, key=lambda b: (round(b.left / (6 * body)), -b.top))


def _place(block: Block) -> tuple[float, float]:
    return -block.top, block.left


def _rows(blocks: list[Block]) -> list[list[Block]]:
    """Groups that a white stripe across all of them parts, from the top."""
    rows: list[list[Block]] = []
    bottom = 0.0
    for block in sorted(blocks, key=_place):
        if rows and block.top > bottom:
            rows[-1].append(block)
            bottom = min(bottom, block.bottom)
        else:
            rows.append([block])
            bottom = block.bottom
    return rows


def _gap(above: list[Block], below: list[Block]) -> float:
    return min(b.bottom for b in above) - max(b.top for b in below)


def _starts_article(above: list[Block], below: list[Block], body: float) -> bool:
    """Whether a heading below a white stripe begins something new: every heading above has its text above too."""
    if _gap(above, below) < 0.6 * body or min(below, key=_place).size < _HEADING * body:
        return False
    text = [b for b in above if b.size < _HEADING * body]
    heads = [b for b in above if b.size >= _HEADING * body]
    if not text or len(heads) * len(text) > _MAX_PAIRS:
        return bool(text)
    return all(any(t.top < h.top and t.left < h.right and t.right > h.left for t in text) for h in heads)


def _join(rows: list[list[Block]], parts_here: Callable[[list[Block], list[Block]], bool]) -> list[list[Block]]:
    """The rows with only those stripes kept that part what stands above, since the last of them, from the row below."""
    out = [list(rows[0])]
    for row in rows[1:]:
        if parts_here(out[-1], row):
            out.append(list(row))
        else:
            out[-1] += row
    return out


def _split_columns(blocks: list[Block], body: float) -> list[list[Block]]:
    """Groups that a white stripe from top to bottom parts, from the left."""
    out: list[list[Block]] = []
    right = 0.0
    for block in sorted(blocks, key=lambda b: b.left):
        if out and block.left < right + 0.5 * body:
            out[-1].append(block)
            right = max(right, block.right)
        else:
            out.append([block])
            right = block.right
    return out


def _levels(sizes: Counter[float], body: float) -> list[float]:
    """Sizes of headings from the largest; nearly equal ones count once."""
    found: list[float] = []
    for size in sorted((s for s in sizes if s >= _HEADING * body), reverse=True):
        if not found or size < 0.94 * found[-1]:
            found.append(size)
    return found


def _render(blocks: list[Block], body: float, levels: list[float]) -> list[str]:
    out: list[str] = []
    open_end = False
    for block in blocks:
        lines = _upright(block)
        said = "".join(n.text for n in lines)
        if block.size >= _HEADING * body and len(said) <= _MAX_HEADING and not _FURNITURE.search(said):
            level = min(6, max(1, sum(block.size < 0.94 * size for size in levels) + 1))
            out += [f"{'#' * level} {n.text.strip()}\n\n" for n in lines if n.text.strip()]
            open_end = False
            continue
        for i, line in enumerate(lines):
            text = line.text.strip()
            goes_on = open_end if i == 0 else not _ends(lines[i - 1], block)
            if goes_on and not _is_indented(line, block) and out:
                out[-1] = _glue(out[-1].rstrip("\n"), text) + "\n\n"
            elif text:
                alone = line.strong and len(text) <= 30 and text[-1] not in _STOPS
                out.append((f"**{text}**" if alone else text) + "\n\n")
        last = lines[-1].text.rstrip()
        open_end = len(lines) > 1 and not _ends(lines[-1], block) and bool(last) and last[-1] not in _STOPS
    return out


def _upright(block: Block) -> list[Line]:
    """The block's lines; characters one below the other are one line."""
    lines = block.lines
    if len(lines) > 1 and all(len(n.text.strip()) == 1 for n in lines):
        text = "".join(n.text.strip() for n in lines)
        return [Line(text, block.left, block.right, lines[0].y, block.size)]
    return lines


def _ends(line: Line, block: Block) -> bool:
    """Whether a line stops before the column's edge, as the last of a paragraph does."""
    return block.right - line.right > 1.5 * line.size or line.strong


def _is_indented(line: Line, block: Block) -> bool:
    indent = line.left - block.left
    return line.text.startswith("\u3000") or 1.2 * line.size <= indent <= 4 * line.size or line.strong


def _glue(left: str, right: str) -> str:
    latin = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalnum() and right[:1].isalpha()
    return f"{left} {right}" if latin else left + right
