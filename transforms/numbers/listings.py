"""A stated count, the list it was held against, and the items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.page import Token


class Count(NamedTuple):
    """A stated count in a text: its span, number, unit or first word behind it, and whether it is a phrase."""

    start: int
    end: int
    number: int
    word: str
    is_phrase: bool


class Listing(NamedTuple):
    """The list a count was tested against: its span, how many items it has, and whether the count agrees."""

    start: int
    end: int
    derived: int
    agrees: bool


AND = re.compile(r"(?:以及|[和与及])")
STOP = re.compile(r"[。；！？\n]")
_BREAK = re.compile(r"[，。；：！？\n（）()“”《》—…:;!?]")
ORDER = "一二三四五六七八九十"
LONGEST = 2000
"""So many characters a list may take; a sentence that does not end takes no longer to read than others."""
LONGEST_ITEM = 18
LONG_ITEM = 40


def number_of(word: str) -> int:
    """The number that one character says: 两, 三."""
    return 2 if word == "两" else ORDER.index(word) + 1


def list_start(text: str, low: int, end: int) -> int:
    """Where the clause begins that ends at `end`, no further back than `low`."""
    return max((m.end() for m in _BREAK.finditer(text, low, end)), default=low)


def split_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the items between the marks 、; the last one may hold two joined by 和."""
    items, at = [], start
    while (mark := text.find("、", at, end)) >= 0:
        items.append((at, mark))
        at = mark + 1
    items.append((at, end))
    low, high = items[-1]
    joins = list(AND.finditer(text, low + 1, high - 1))
    if len(joins) == 1:
        items[-1:] = [(low, joins[0].start()), (joins[0].end(), high)]
    return [item for item in items if item[0] < item[1]]


def are_short(text: str, items: list[tuple[int, int]], longest: int = LONGEST_ITEM) -> bool:
    """Whether all items but the first, which may follow other words, are short and no clauses."""
    return all(b - a <= longest for a, b in items[1:]) and not any("的" in text[a:b] for a, b in items[1:-1])


def trim(items: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> int:
    """Start of the first item without the verbs and prepositions that lead to it."""
    low, high = items[0]
    rest = {b - a for a, b in items[1:]}
    level = high - min(rest)
    if len(rest) == 1 and level > low and any(t.start == level for t in tokens):
        return level
    start = low
    for token in tokens:
        if low <= token.start and token.end < high and token.tag[0] in "vpd":
            is_long = high - token.start > max(rest)
            start = token.end if token.tag[0] != "v" or is_long else start
        elif token.start == start and token.word in ("的", "了", "着"):
            start = token.end
    led = {a: t.tag for a, _ in [(start, 0), *items[1:]] for t in tokens if t.start == a}
    if led.get(start) == "v" and list(led.values()).count("v") == 1:
        behind = next(t.end for t in tokens if t.start == start)
        return behind if behind < high else start
    return start
