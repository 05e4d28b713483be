"""Printed characters with their places → lines, each of one column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot
from statistics import median
from typing import NamedTuple

_JOINT = 0.9
"""Gaps up to so many characters do not end a line: justified text is stretched as wide as that."""
_GUTTER = 0.45
"""Gaps from so many characters on part columns, where lines above and below have one too."""
_STRETCHED = 3.0
_OVERLAP = 0.65
"""Punctuation set half-width reaches so far over the character before it."""
_CLOSERS = "，。、；：！？）》」』】”’"
_LONG = "—…─"
"""Marks of which two are often one glyph."""
_REACH = 14
"""Lines so many characters' heights away still show one and the same column."""
_MANY = 400
_DOWN = 3
"""So many characters one below the other are a line set from top to bottom."""
SIMILAR = 0.07


class Character(NamedTuple):
    """A printed character: edges, baseline and size in points, whether its font is a bold one, the font's number."""

    text: str
    left: float
    right: float
    y: float
    size: float
    strong: bool
    font: int = 0


@dataclass(slots=True)
class Line:
    """A line of one column: `left` and `right` edge, baseline `y` counted upwards, and font size, all in points."""

    text: str
    left: float
    right: float
    y: float
    size: float
    strong: bool = False
    gaps: list[tuple[float, float, int]] = field(default_factory=list)
    """Wide gaps inside: left edge, right edge, and the place in the text where the part behind it begins."""
    fonts: frozenset[int] = frozenset()
    upright: bool = False
    """Whether it is set from top to bottom; its edges then count downwards, and `y` to the right."""


def read_lines(characters: Iterable[Character]) -> list[Line]:
    """The lines of a page from its characters in the order of the file."""
    level, upright = _part_upright(list(characters))
    fragments = [line for run in _runs(level) for line in _line(run)]
    body = usual_size(fragments)
    for line in fragments:
        if line.size >= 1.2 * body:
            line.gaps = []  # a headline that the file holds in one piece stands over one article
    lines = _merge(fragments)
    edges = _Edges(lines)
    lines = [part for line in lines for part in _split(line, edges, body)]
    lines = _drop_capitals(_join_stretched(lines))
    lines += [replace(line, upright=True) for run in upright for line in _line(run)]
    _mark_fonts(lines)
    return lines


def usual_size(lines: Iterable[Line]) -> float:
    """The size that most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], -s), default=10.0) or 10.0


def alike(a: float, b: float) -> bool:
    """Whether two font sizes are one to the eye."""
    return abs(a - b) <= SIMILAR * max(a, b)


def _part_upright(characters: list[Character]) -> tuple[list[Character], list[list[Character]]]:
    """The characters but for those that follow each other downwards in the file, and the latter turned to the left."""
    runs: list[list[Character]] = []
    for char in characters:
        if runs and _goes_down(runs[-1][-1], char):
            runs[-1].append(char)
        else:
            runs.append([char])
    upright = [run for run in runs if len(run) >= _DOWN]
    long = [run[0] for run in upright][:_MANY]
    level: list[Character] = []
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        if len(run) >= _DOWN:
            continue
        alone = not any(_is_level(run[0], other[-1]) for other in (before, after) if other)
        if alone and any(_is_last(run[0], first) for first in long):
            upright.append(run)
        else:
            level += run
    return level, [[_turned(char, run[0]) for char in run] for run in upright]


def _is_last(char: Character, first: Character) -> bool:
    """Whether a character begins the short last line of a paragraph, to the left of a line that begins with another."""
    size, apart = first.size, _middle(first) - _middle(char)
    level = abs(first.y - char.y) <= 2.5 * size  # the line on its right may be indented
    return alike(size, char.size) and level and 0.8 * size <= apart <= 2.5 * size


def _is_level(char: Character, other: Character) -> bool:
    """Whether two characters stand beside each other on one baseline."""
    return abs(char.y - other.y) < 0.3 * char.size and abs(char.left - other.left) < 2 * char.size


def _goes_down(above: Character, char: Character) -> bool:
    size = above.size
    if not alike(size, char.size):
        return False
    return abs(_middle(above) - _middle(char)) <= 0.7 * size and 0.4 * size <= above.y - char.y <= 1.8 * size


def _middle(char: Character) -> float:
    return char.left + char.size / 2


def _turned(char: Character, first: Character) -> Character:
    start = -(char.y + 0.88 * char.size)
    return char._replace(left=start, right=start + char.size, y=_middle(first))


def _runs(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Characters on one baseline that follow each other in the file."""
    run: list[Character] = []
    for char in characters:
        if run:
            last, size = run[-1], char.size
            level = abs(char.y - run[0].y) <= 0.25 * size and alike(size, run[0].size)
            if level and char.text == last.text[-1:] and abs(char.left - last.left) < 0.3 * size:
                if char.text in _LONG:  # one glyph of two characters
                    run[-1] = last._replace(text=last.text[:1] + char.text, right=max(last.right, last.left + 2 * size))
                continue  # else printed twice to look bold
            if level and -_OVERLAP * size <= char.left - last.right <= _JOINT * size and char.left > last.left:
                run.append(char)
                continue
            yield run
        run = [char]
    if run:
        yield run


def _line(run: list[Character]) -> Iterator[Line]:
    """The run as a line; a gap that is wider than the line's usual one is a blank."""
    while run and run[0].text.isspace() and run[0].text != "\u3000":
        run = run[1:]
    while run and run[-1].text.isspace():
        run = run[:-1]
    if not run:
        return
    size = run[0].size
    gaps = [b.left - a.right for a, b in pairwise(run)]
    wide = max(0.0, median(gaps) if gaps else 0.0) + 0.22 * size
    text, length = [run[0].text], len(run[0].text)
    found = []
    for gap, (left, right) in zip(gaps, pairwise(run), strict=True):
        if gap > wide and not left.text.isspace() and not right.text.isspace():
            text.append(" ")
            length += 1
        if _may_part(gap, left.text, size):
            found.append((left.right, right.left, length))
        text.append(right.text)
        length += len(right.text)
    edge = max(char.right for char in run)
    yield Line("".join(text), run[0].left, edge, run[0].y, size, run[0].strong, found, frozenset(c.font for c in run))


def _merge(fragments: list[Line]) -> list[Line]:
    """Fragments side by side on one baseline as lines; what is printed twice counts once."""
    lines: list[Line] = []
    seen: dict[str, list[Line]] = {}
    for part in sorted(fragments, key=lambda n: (-round(n.y), n.left)):
        same = seen.setdefault(part.text, [])
        if any(hypot(part.left - n.left, part.y - n.y) < 0.3 * part.size for n in same[-8:]):
            continue
        same.append(Line(part.text, part.left, part.right, part.y, part.size))
        for line in reversed(lines[-40:]):
            size = max(line.size, part.size)
            beside = abs(line.y - part.y) <= 0.3 * size and part.left > line.left
            near = -_OVERLAP * size <= part.left - line.right <= _JOINT * size
            if beside and near and min(line.size, part.size) >= 0.6 * size:
                _append(line, part)
                break
        else:
            lines.append(part)
    return lines


def _may_part(gap: float, before: str, size: float) -> bool:
    """Whether a gap is as wide as a gutter; punctuation at the end of a line may reach into it with its white half."""
    return gap > (_GUTTER - 0.25 * (before in _CLOSERS)) * size


def _append(line: Line, part: Line) -> None:
    gap = part.left - line.right
    line.text += " " if gap > 0.4 * line.size and not line.text[-1:].isspace() else ""
    if _may_part(gap, line.text.rstrip()[-1:], line.size):
        line.gaps.append((line.right, part.left, len(line.text)))
    line.gaps += [(left, right, at + len(line.text)) for left, right, at in part.gaps]
    if len(part.text) > len(line.text):
        line.size = part.size
    line.text += part.text
    line.fonts |= part.fonts
    line.right, line.strong = max(line.right, part.right), line.strong and part.strong


class _Edges:
    """The lines of a page, asked where columns begin."""

    def __init__(self, lines: Sequence[Line]) -> None:
        places = [(line.left, line.y) for line in lines]
        places += [(right, line.y) for line in lines for _, right, _ in line.gaps]
        self.places = sorted(places)
        self.lefts = [left for left, _ in self.places]
        self.lines = sorted(lines, key=lambda n: n.y)
        self.heights = [line.y for line in self.lines]

    def parts(self, left: float, y: float, size: float, slack: float) -> bool:
        """Whether a column begins there: lines right above or right below begin there, and hardly any runs across."""
        for low, high in ((y - _REACH * size, y - 0.3 * size), (y + 0.3 * size, y + _REACH * size)):
            begin = self._begin(left, low, high, slack)
            if begin >= 2 and 3 * self._cross(left, low, high, size) <= begin:
                return True
        return False

    def _begin(self, left: float, low: float, high: float, slack: float) -> int:
        """How many lines between two heights begin at that left edge."""
        first = bisect_left(self.lefts, left - slack)
        last = bisect_right(self.lefts, left + slack, first)
        return sum(low < at < high for _, at in self.places[first : min(last, first + _MANY)])

    def _cross(self, left: float, low: float, high: float, size: float) -> int:
        """How many lines between two heights run on over that place."""
        first = bisect_left(self.heights, low)
        last = bisect_right(self.heights, high, first)
        return sum(
            n.left < left - size < left + size < n.right
            and n.size < 1.2 * size
            and not any(abs(right - left) < 0.5 * size for _, right, _ in n.gaps)
            for n in self.lines[first : min(last, first + _MANY)]
        )


def _split(line: Line, edges: _Edges, body: float) -> Iterator[Line]:
    """The line cut at the gaps where columns part."""
    begin, left, gaps = 0, line.left, line.gaps
    kept: list[tuple[float, float, int]] = []
    slack = 0.3 * line.size if line.size < 1.2 * body else 0.15 * body
    for gap_left, gap_right, at in gaps:
        blank = line.text[at - 1 : at] == "\u3000"
        if blank or not edges.parts(gap_right, line.y, body, slack):
            kept.append((gap_left, gap_right, at - begin))
            continue
        if text := line.text[begin:at].rstrip():
            yield Line(text, left, gap_left, line.y, line.size, line.strong, kept, line.fonts)
        begin, left, kept = at, gap_right, []
    if line.text[begin:].strip():
        yield Line(line.text[begin:], left, line.right, line.y, line.size, line.strong, kept, line.fonts)


def _join_stretched(lines: list[Line]) -> list[Line]:
    """Parts of one line that was stretched to the column's width, so that its gaps are as wide as a gutter."""
    edges = _Edges(lines)
    out: list[Line] = []
    for line in sorted(lines, key=lambda n: (-round(n.y), n.left)):
        last = out[-1] if out else None
        if (
            last
            and abs(last.y - line.y) <= 0.3 * line.size
            and alike(last.size, line.size)
            and 0 <= line.left - last.right <= _STRETCHED * line.size
            and (_is_stretched(last) or _is_stretched(line))
            and not edges.parts(line.left, line.y, line.size, 0.3 * line.size)
        ):
            _append(last, line)
        else:
            out.append(line)
    return out


def _is_stretched(line: Line) -> bool:
    """Whether a line's characters stand apart."""
    wide = (line.right - line.left) / line.size
    return len(line.text) < 2 or wide > 1.3 * sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in line.text)


def _drop_capitals(lines: list[Line]) -> list[Line]:
    """A first character over the height of several lines goes before the uppermost of the lines beside it."""
    single = [n for n in lines if len(n.text.strip()) == 1]
    if len(single) > _MANY:
        return lines  # no page of articles
    gone = set()
    for capital in single:
        if any(n is not capital and _is_below(n, capital) for n in single):
            continue  # a headline set from top to bottom
        beside = [
            n
            for n in lines
            if 1.7 * n.size <= capital.size <= 6 * n.size
            and -0.4 * n.size <= n.left - capital.right <= 1.2 * n.size
            and capital.y - 0.35 * n.size - 0.2 * capital.size <= n.y <= capital.y + capital.size
            and len(n.text) > 2
        ]
        if len({round(n.y) for n in beside}) < 2:
            continue
        first = max(beside, key=lambda n: n.y)
        first.text = "\u3000" + capital.text.strip() + first.text.lstrip()
        for line in beside:
            line.left = capital.left
        gone.add(id(capital))
    return [n for n in lines if id(n) not in gone]


def _is_below(a: Line, b: Line) -> bool:
    """Whether two characters stand one right below the other."""
    return alike(a.size, b.size) and abs(a.left - b.left) < 0.3 * a.size and abs(a.y - b.y) < 1.9 * a.size


def _mark_fonts(lines: list[Line]) -> None:
    """Lines in a font that never stands in one line with that of the running text are as strong as bold ones."""
    long = [n for n in lines if len(n.text) >= 8]
    usual = Counter(font for n in long for font in n.fonts for _ in n.text)
    text = {max(usual, key=lambda font: (usual[font], -font))} if usual else set()
    for _ in range(4):
        text |= {font for n in long if n.fonts & text for font in n.fonts}
    for line in lines:
        line.strong = line.strong or not line.fonts & text
