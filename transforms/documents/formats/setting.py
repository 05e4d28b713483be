"""Blocks of an article in reading order → heading lines and whole paragraphs."""

from __future__ import annotations

from itertools import pairwise

from transforms.documents.formats.blocks import Block
from transforms.documents.formats.lines import Line

_STOPS = "。！？!?…；;：:”’」』）)"
_LEAST, _MAX_BOLD = 2, 30
"""Lengths of bold lines that stand out as subheadings; shorter ones are cells of tables."""
_MANY = 800
_CAPTION = 0.93
"""Smaller text stands aside of the paragraph that it interrupts."""
_WHITE = 0.3
"""So much more white than usual between two lines parts paragraphs."""


def write_furniture(blocks: list[Block], follows: bool) -> list[str]:
    """The page's own lines; below another page they stand in one heading, which names the page and no article."""
    said = [line.text.strip() for block in blocks for line in block.lines if line.text.strip()]
    if follows and said:
        return [f"# {' '.join(said)}\n\n"]
    return [f"{text}\n\n" for text in said]


def write_article(headings: list[Block], blocks: list[Block]) -> list[str]:
    """An article as Markdown: the headline's lines, the smaller ones around it, paragraphs."""
    largest = max((b.size for b in headings), default=0.0)
    out = []
    for block in headings:
        mark = "#" if block.size >= 0.95 * largest else "###"
        out += [f"{mark} {n.text.strip()}\n\n" for n in block.lines if n.text.strip()]
    return out + _paragraphs(blocks)


def _paragraphs(blocks: list[Block]) -> list[str]:
    out: list[str] = []
    indents, leading = _indents(blocks), _leading(blocks)
    open_at: int | None = None  # the paragraph that the next column may go on with
    now = 0
    above: Block | None = None
    for block in blocks:
        if block.heads:
            mark = "**" if block.inside else ""
            out += [f"{mark}{n.text.strip()}{mark}\n\n" for n in block.lines if n.text.strip()]
            open_at = None
            continue
        left, edge = _column(block, blocks)
        aside = open_at if above and block.size < _CAPTION * above.size else None
        if above and (aside is not None or _is_next(above, block)):
            open_at = None
        for i, line in enumerate(block.lines):
            text = line.text.strip()
            if not text:
                continue
            if i:
                before = block.lines[i - 1]
                white = before.y - line.y > leading + _WHITE * line.size
                open_at = None if white or _ends(before, edge) else now
            if open_at is not None and not _is_indented(line, left):
                now = open_at
                out[now] = _glue(out[now].rstrip("\n"), text) + "\n\n"
            else:
                alone = line.strong and _LEAST < len(text) <= _MAX_BOLD and text[-1] not in _STOPS
                now = len(out)
                out.append((f"**{text}**" if alone else text) + "\n\n")
        if aside is not None:
            open_at = aside
            continue
        said = block.lines[-1].text.rstrip()
        if said and not _ends(block.lines[-1], edge) and (indents or said[-1] not in _STOPS):
            open_at, above = now, block
        else:
            open_at = None
    return out


def _is_next(above: Block, block: Block) -> bool:
    """Whether a block stands right below another, apart by a little white only."""
    return block.left < above.right and block.right > above.left and -1 < above.bottom - block.top < 3 * block.size


def _indents(blocks: list[Block]) -> bool:
    """Whether the article begins its paragraphs with an indent."""
    for block in blocks:
        edge = _column(block, blocks)[0]
        if any(_is_indented(line, edge) and not line.strong for line in block.lines):
            return True
    return False


def _leading(blocks: list[Block]) -> float:
    """The usual distance of two lines, where many paragraphs may be no longer than two."""
    distances = sorted(a.y - b.y for block in blocks for a, b in pairwise(block.lines))
    return distances[len(distances) // 4] if distances else 0.0


def _column(block: Block, blocks: list[Block]) -> tuple[float, float]:
    """The left and right edge of the column that a block stands in."""
    if block.upright:
        return min(line.left for line in block.lines), max(line.right for line in block.lines)
    if len(blocks) > _MANY:
        return block.left, block.right
    reach = 3 * block.size
    column = [
        b
        for b in blocks
        if abs(b.size - block.size) < 0.2 * block.size
        and abs(b.left - block.left) < reach
        and b.left < block.right
        and b.right > block.left
        and b.right - b.left < 1.6 * (block.right - block.left) + reach
    ]
    column = column or [block]
    return min(b.left for b in column), max(b.right for b in column)


def _ends(line: Line, edge: float) -> bool:
    """Whether a line stops before the column's edge, as the last of a paragraph does."""
    return edge - line.right > 1.5 * line.size or line.strong


def _is_indented(line: Line, edge: float) -> bool:
    indent = line.left - edge
    return line.text.startswith("\u3000") or 1.2 * line.size <= indent <= 4 * line.size or line.strong


def _glue(left: str, right: str) -> str:
    latin = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalnum() and right[:1].isalpha()
    return f"{left} {right}" if latin else left + right
