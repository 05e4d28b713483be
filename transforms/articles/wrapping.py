"""Text that was cut into lines of one width: which line goes on with the one above it."""

from __future__ import annotations

import re
from itertools import pairwise

SENTENCE_END = "。！？!?…；;：:"
CLOSERS = "”’」』）)】》〉]"
_ENDS = SENTENCE_END + CLOSERS
_NARROW = re.compile(r"[!-~]")
_SAMPLE = 40_000
_SHORT = 0.75
"""A line shorter than this share of the width was not cut, even if its digits were counted as full characters."""

Lines = list[tuple[int, int]]
"""Spans of the lines of a text; a blank line has an empty span."""


def wrap_width(text: str) -> float:
    """The width that lines are cut at, so that a line end inside a block says nothing; 0 if they are not."""
    sample = [line.rstrip() for line in text[:_SAMPLE].split("\n")]
    cut = [a for a, b in pairwise(sample) if a and b and a[-1] not in _ENDS and len(a) >= 12]
    if len(cut) < 8:
        return 0
    for measure in (len, _width):
        sizes = sorted(map(measure, cut))
        usual = sizes[len(sizes) // 2]
        if sum(abs(n - usual) <= 2 for n in sizes) >= 0.7 * len(sizes):
            return usual
    return 0


def goes_on(text: str, lines: Lines, at: int, width: float) -> bool:
    """Whether a line goes on with the paragraph of the line right above it, which is not blank."""
    if text[lines[at][0]] in "\u3000 ":
        return False
    above = text[slice(*lines[at - 1])].rstrip()
    return _fills(above, width) and not (above[-1] in _ENDS and _is_apart(text, lines, at, width))


def _fills(line: str, width: float) -> bool:
    """Whether a line reaches the width, so that the next may go on with it; the last one of a paragraph rarely does."""
    size = max(len(line), _width(line))
    return size >= width - 2 if line[-1] in _ENDS else size >= _SHORT * width


def _is_apart(text: str, lines: Lines, at: int, width: float) -> bool:
    """Whether a short line without a stop stands above a new paragraph: a title, not the end of a paragraph."""
    line = text[slice(*lines[at])].rstrip()
    below = lines[at + 1] if at + 1 < len(lines) else (0, 0)
    opens = below[0] == below[1] or text[below[0]] in "\u3000 "
    return opens and line[-1] not in _ENDS and _width(line) < _SHORT * width


def _width(line: str) -> float:
    """How wide a line is printed, in Chinese characters."""
    return len(line) - 0.5 * len(_NARROW.findall(line))
