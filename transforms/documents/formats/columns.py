"""Lines with their places on a page → text in reading order: articles, their columns, headings, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.documents.formats.blocks import Block, part_furniture, read_blocks
from transforms.documents.formats.lines import Line, alike, usual_size
from transforms.documents.formats.setting import write_article, write_furniture

_MAX_DEPTH = 60
_MAX_BLOCKS = 800
"""A page of more blocks is no page of articles: it is read from the top."""
_SUBHEADING, _SLIGHT_SUBHEADING = 1.5, 1.35
_SLIGHTLY = 1.06
_MAX_STEPS = 12
"""So many columns side by side follow one heading."""
_LINE = 1.5
"""Height of a line in characters."""


def read_columns(pages: Sequence[Sequence[Line]]) -> str:
    """The text of pages, each given as its lines in any order."""
    body = usual_size(line for page in pages for line in page)
    out: list[str] = []
    for page in pages:
        furniture, blocks = part_furniture(read_blocks(page, body))
        out += write_furniture(sorted(furniture, key=_place), bool(out))
        if len(blocks) > _MAX_BLOCKS:
            out += write_article([], sorted(blocks, key=_place))
        else:
            for article in read_articles(blocks, body):
                out += write_article(article.headings, order(article.text, body))
    return "".join(out).strip() + "\n"


@dataclass(slots=True, eq=False)
class Article:
    """Heading blocks that belong together, from the top, and the text that they head."""

    headings: list[Block] = field(default_factory=list)
    text: list[Block] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    def head(self, block: Block) -> None:
        if not self.headings:
            self.left, self.right, self.top, self.bottom = block.left, block.right, block.top, block.bottom
        self.headings.append(block)
        self.left, self.right = min(self.left, block.left), max(self.right, block.right)
        self.top, self.bottom = max(self.top, block.top), min(self.bottom, block.bottom)

    @property
    def upright(self) -> bool:
        return all(b.upright for b in self.headings)

    @property
    def size(self) -> float:
        return max(b.size for b in self.headings)


def read_articles(blocks: list[Block], body: float) -> list[Article]:
    """The articles of a page; what no heading stands over comes first, as an article without one."""
    _mark_subheadings(blocks, body)
    texts = sorted((b for b in blocks if not b.heads or b.inside), key=_place)
    articles = _gather_headings([b for b in blocks if b.heads and not b.inside], texts)
    _take_small_headings(articles, texts, body)
    owners = _find_owners(texts, articles, body)
    loose = Article()
    for block in texts:
        owner = owners.get(id(block))
        (articles[owner] if owner is not None else loose).text.append(block)
    articles = _settle_bare(articles, loose)
    articles.sort(key=lambda a: (-round(a.top / (4 * body)), a.left))
    return [loose, *articles] if loose.text else articles


def _place(block: Block) -> tuple[float, float]:
    return -block.top, block.left


def _overlap(a: Block | Article, b: Block | Article) -> float:
    """How much of the narrower one stands above or below the other, 0 to 1."""
    shared = min(a.right, b.right) - max(a.left, b.left)
    return shared / max(0.1, min(a.right - a.left, b.right - b.left))


def _gather_headings(heads: list[Block], texts: list[Block]) -> list[Article]:
    """Heading lines right below each other: kicker, headline, subheadline."""
    articles: list[Article] = []
    for block in sorted(heads, key=_place):
        beside = [b for b in heads if b is not block and abs(b.top - block.top) < 0.6 * block.size]
        for article in reversed(articles):
            if beside and not _aligned(article, block):
                continue  # it stands over several articles
            gap, size = article.bottom - block.top, max(block.size, article.size)
            near = -0.4 * size <= gap <= 1.0 * size and _overlap(article, block) > 0.3
            if near and not block.upright and not article.upright and not _between(article, block, texts):
                article.head(block)
                break
            apart = max(article.left - block.right, block.left - article.right)
            level = min(article.top, block.top) - max(article.bottom, block.bottom)
            if block.upright and article.upright and apart <= 0.8 * size and level > 0:
                article.head(block)
                break
        else:
            articles.append(Article())
            articles[-1].head(block)
    return articles


def _aligned(article: Article, block: Block) -> bool:
    """Whether two heading lines begin, or have their middle, at one place."""
    middle = abs(article.left + article.right - block.left - block.right) / 2
    return min(abs(article.left - block.left), middle) <= 1.5 * block.size


def _mark_subheadings(blocks: list[Block], body: float) -> None:
    """A short line in larger type right between two pieces of one column divides its text."""
    for block in blocks:
        if not block.heads or block.upright or len(block.lines) > 1 or block.size > _SUBHEADING * body:
            continue
        text = [b for b in blocks if not b.heads and b.size < _SLIGHTLY * body]
        near = [b for b in text if b.left - body <= block.left and block.right <= b.right + 2 * body]
        white = 0.9 if block.size > _SLIGHT_SUBHEADING * body else 1.6
        above = any(-0.3 * body < b.bottom - block.top < white * body for b in near)
        below = any(-0.3 * body < block.bottom - b.top < 0.9 * body for b in near)
        block.inside = above and below


def _take_small_headings(articles: list[Article], texts: list[Block], body: float) -> None:
    """A line next to a heading that is a little larger than the running text belongs to the heading."""
    for block in [t for t in texts if t.size >= _SLIGHTLY * body and len(t.lines) == 1 and len(t.text) <= 40]:
        for article in articles:
            gap = max(article.bottom - block.top, block.bottom - article.top)
            if (
                -0.4 * block.size <= gap <= block.size
                and _overlap(article, block) > 0.5
                and block.text[-1] not in "。，"
            ):
                texts.remove(block)
                article.head(block)
                article.headings.sort(key=_place)
                break


def _between(article: Article, block: Block, texts: list[Block]) -> bool:
    return any(article.bottom >= t.top - 0.3 * t.size >= block.top and _overlap(t, block) > 0.3 for t in texts)


def _find_owners(texts: list[Block], articles: list[Article], body: float) -> dict[int, int]:
    """Which article each text block belongs to, by its `id`; `texts` stand from the top.

    A column belongs to what stands right above it. Columns that begin on one level stand under one heading, even if it
    does not reach over all of them: then the heading nearest to that level is theirs.
    """
    owners: dict[int, int] = {}
    keys: dict[int, float] = {}
    line = _LINE * body
    for block in texts:
        key, owner = _above(block, texts, articles, owners)
        for at, article in enumerate(articles):
            if key > block.top + 3 * line and _stands_beside(article, block, texts, line):
                key, owner = article.top, at
        if owner is not None:
            owners[id(block)], keys[id(block)] = owner, key
    neighbours = _neighbours(texts, line)
    for first in (1, 2):  # the likelier neighbours alone, then all
        for _ in range(_MAX_STEPS):
            if not sum(_follow(n, first, articles, owners, keys, line) for n in neighbours):
                break
    return owners


def _follow(
    column: _Column, first: int, articles: list[Article], owners: dict[int, int], keys: dict[int, float], line: float
) -> bool:
    """Let a column follow the one beside it whose heading stands nearer to their level than its own."""
    block = column.block
    key = keys.get(id(block), float("inf"))
    if key <= block.top + 2 * line or (len(block.lines) == 1 and id(block) in owners):
        return False
    for other in column.likely(articles, owners, keys, key - 2 * line)[:first]:
        at = owners.get(id(other))
        if at is not None:
            if at == owners.get(id(block)) or keys[id(other)] >= key - 2 * line:
                return False
            owners[id(block)], keys[id(block)] = at, keys[id(other)]
            return True
    return False


@dataclass(slots=True, eq=False)
class _Column:
    """A column and those beside it that begin on one level."""

    block: Block
    left: _Column | None = None
    right: _Column | None = None

    def likely(
        self, articles: list[Article], owners: dict[int, int], keys: dict[int, float], below: float
    ) -> list[Block]:
        """The columns beside it that one heading, `below` a height, may head together with it, the likelier first."""
        left = [self.left.block] if self.left else []
        at = owners.get(id(self.right.block)) if self.right else None
        if self.right is None or at is None or keys[id(self.right.block)] >= below:
            return left
        article, block = articles[at], self.block
        last = self.right
        while last.right and owners.get(id(last.right.block)) in (at, None):
            last = last.right
        off = abs(block.left + last.block.right - article.left - article.right) / 2
        first = abs(article.left - self.right.block.left) <= block.size and off > 0.3 * block.size
        if first and not article.upright:
            return left  # a heading begins over its first column, or stands in the middle
        return [self.right.block, *left] if off < 2 * block.size else [*left, self.right.block]


def _above(
    block: Block, texts: list[Block], articles: list[Article], owners: dict[int, int]
) -> tuple[float, int | None]:
    """Where what stands right above a block ends, and the article that it is or belongs to."""
    key, owner = float("inf"), None
    for at, article in enumerate(articles):
        over = block.top - 0.5 * block.size <= article.bottom < key and _overlap(article, block) > 0.2
        if over and not article.upright:
            key, owner = article.bottom, at
    for other in texts:
        if other is block:
            break
        if block.top - 0.5 * block.size <= other.bottom < key and _overlap(other, block) > 0.2:
            key, owner = other.bottom, owners.get(id(other))
    return key, owner


def _stands_beside(article: Article, block: Block, texts: list[Block], line: float) -> bool:
    """Whether a heading stands beside the text's beginning: to its left, or on either side if it is set upright."""
    gap = max(article.left - block.right, block.left - article.right)
    if not -0.5 * block.size <= gap <= 3.5 * block.size:
        return False
    if article.upright:
        level = min(article.top, block.top) - max(article.bottom, block.bottom) > 0
        return level and (block.left > article.left) == _heads_right(article, texts)
    return abs(article.top - block.top) <= 1.5 * line and block.left > article.left


def _heads_right(article: Article, texts: list[Block]) -> bool:
    """Whether an upright heading heads the text to its right: the nearer one, if it stands between two."""
    level = [t for t in texts if min(article.top, t.top) > max(article.bottom, t.bottom)]
    right = min((t.left - article.right for t in level if t.left > article.left), default=float("inf"))
    left = min((article.left - t.right for t in level if t.left <= article.left), default=float("inf"))
    return right <= 1.2 * left


def _neighbours(texts: list[Block], line: float) -> list[_Column]:
    """The columns of a page, each with those beside it."""
    columns = [_Column(block) for block in texts]
    for column in columns:
        block = column.block
        level = [c for c in columns if c.block.left > block.right - 1 and _level(block, c.block, line)]
        nearest = min(level, key=lambda c: c.block.left, default=None)
        if nearest and nearest.block.left - block.right <= 6 * block.size:
            column.right, nearest.left = nearest, column
    return [c for c in columns if c.left or c.right]


def _level(a: Block, b: Block, line: float) -> bool:
    """Whether two columns begin on one level; a byline may stand over one of them."""
    if not alike(a.size, b.size):
        return False
    upper, lower = (a, b) if a.top > b.top else (b, a)
    return any(abs(n.y + 0.85 * n.size - lower.top) <= 0.6 * line for n in upper.lines[:4])


def _settle_bare(articles: list[Article], loose: Article) -> list[Article]:
    """Headings without a text go to the one article right below, else to what stands apart."""
    out = [a for a in articles if a.text]
    for bare in (a for a in articles if not a.text):
        below = [a for a in out if a.top <= bare.bottom and _overlap(a, bare) > 0.3]
        near = [a for a in below if bare.bottom - a.top <= 6 * bare.size]
        if len(near) == 1 and _aligned(bare, near[0].headings[0]):
            near[0].headings[:0] = bare.headings
            near[0].top = max(near[0].top, bare.top)
        elif out:
            loose.text += bare.headings
        else:
            out.append(bare)
    return out


def order(blocks: list[Block], body: float, depth: int = 0) -> list[Block]:
    """Blocks of one article in reading order: columns from the left; a block across several parts above from below."""
    if len(blocks) < 2:
        return blocks
    if depth < _MAX_DEPTH:
        parts = _split_columns(blocks, body)
        if len(parts) == 1:
            rows = _rows(blocks)
            if len(rows) > 1:
                widest = max(_gap(a, b) for a, b in pairwise(rows))
                parts = [list(rows[0])]
                for above, below in pairwise(rows):
                    if _gap(above, below) >= 0.7 * widest or _is_wide(above, blocks) or _is_wide(below, blocks):
                        parts.append(list(below))
                    else:
                        parts[-1] += below
        if len(parts) > 1:
            return [b for part in parts for b in order(part, body, depth + 1)]
    return sorted(blocks, key=lambda b: (round(b.left / (6 * body)), -b.top))


def _is_wide(row: list[Block], blocks: list[Block]) -> bool:
    """Whether a row is one block that stands across others."""
    return (
        len(row) == 1
        and sum(_overlap(row[0], b) > 0.5 for b in blocks if b.right - b.left < row[0].right - row[0].left) > 1
    )


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


def _split_columns(blocks: list[Block], body: float) -> list[list[Block]]:
    """Groups that a white stripe from top to bottom parts, from the left."""
    out: list[list[Block]] = []
    right = 0.0
    for block in sorted(blocks, key=lambda b: b.left):
        if out and block.left < right + 0.4 * body:
            out[-1].append(block)
            right = max(right, block.right)
        else:
            out.append([block])
            right = block.right
    return out
