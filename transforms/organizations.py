"""Names of organisations: an ending (局, 公司, 大学 …) and the words before it that make it a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from transforms.gazetteer import gazetteer, place_before, trie_pattern
from transforms.lexicon import rules
from transforms.page import Segment

MAX_NAME = 32
_PROPER = frozenset(("ns", "nr", "nz", "nt", "nrt", "nrfg", "eng"))
_NOMINAL = frozenset(
    (
        "n",
        "ns",
        "nr",
        "nz",
        "nt",
        "nrt",
        "nrfg",
        "eng",
        "vn",
        "j",
        "b",
        "a",
        "an",
        "l",
        "ng",
        "i",
        "s",
        "f",
        "x",
        "m",
        "zg",
        "q",
        "g",
        "t",
    )
)


class Span(NamedTuple):
    """A name of a type in a segment's clean text."""

    start: int
    end: int
    type: str


@cache
def _words() -> dict[str, frozenset[str]]:
    data = rules("organizations")
    return {name: frozenset(data[name]) for name in ("strong", "weak", "known", "stop", "inside")}


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(trie_pattern(sorted(_words()["strong"] | _words()["weak"])))


@cache
def _known() -> re.Pattern[str]:
    return re.compile(trie_pattern(sorted(_words()["known"])))


@cache
def _bodies() -> re.Pattern[str]:
    data = rules("organizations")
    return re.compile(f"({trie_pattern(data['units'])})({trie_pattern(data['bodies'])})(?![员托任派屈])")


def find_organizations(segment: Segment) -> list[Span]:
    """Organisations named in the segment; spans may overlap, the longest is meant."""
    text = segment.text
    out = [Span(m.start(), m.end(), "organization") for m in _known().finditer(text)]
    for m in _bodies().finditer(text):
        start = _body_start(segment, m.start(), m[1])
        if start is not None:
            out.append(Span(start, m.end(), "organization"))
    starts = [t.start for t in segment.tokens]
    for m in _endings().finditer(text):
        start = _name_start(segment, starts, m.start(), m.end())
        if start is not None:
            out.append(Span(start, m.end(), "organization"))
    return out


def _body_start(segment: Segment, unit: int, word: str) -> int | None:
    """Start of a body of an administrative unit: 临江|市民政局 → before 临江, a bare 市委 → at 市."""
    text = segment.text
    place = place_before(text, unit + len(word)) or place_before(text, unit)
    if place is not None:
        while (wider := place_before(text, place)) is not None:
            place = wider
        return place
    starts = [t.start for t in segment.tokens]
    at = bisect_left(starts, unit) - 1
    if at >= 0:
        token = segment.tokens[at]
        if token.end == unit and token.tag in _PROPER and len(token.word) <= 4:
            return token.start
        if token.end > unit:
            return None
    return None if len(word) > 1 or word in "镇乡州盟旗" else unit


def _name_start(segment: Segment, starts: list[int], ending: int, end: int) -> int | None:
    """Where the name with the ending [ending, end) starts, or None if no word before it makes it a name."""
    tokens, words = segment.tokens, _words()
    last = bisect_right(starts, end - 1) - 1
    if tokens[last].end != end:
        return None
    at = bisect_right(starts, ending) - 1
    start = tokens[at].start
    proper = tokens[at].start < ending and tokens[at].tag in ("nt", "nz", "ns")
    place = False
    joined = False
    inner = start < ending
    k = at - 1
    while k >= 0 and end - tokens[k].start <= MAX_NAME:
        token = tokens[k]
        word = token.word
        if word in gazetteer():
            place = proper = True
        elif word in "）)" and (opening := _opening(segment, k)) is not None:
            k = opening
            start = tokens[k].start
            k -= 1
            continue
        elif word in ("与", "和", "及", "暨") and not proper and inner and not joined:
            joined = True
            k -= 1
            continue
        elif word in words["stop"] or not _fits(token):
            break
        elif token.tag in _PROPER:
            proper = True
        inner = True
        start = token.start
        k -= 1
    if joined and not proper:
        return None
    if not inner:
        return None
    ending_word = segment.text[ending:end]
    if ending_word in words["weak"] and not (proper or place):
        return None
    return start


def _fits(token: object) -> bool:
    word, tag = token.word, token.tag  # type: ignore[attr-defined]
    if tag == "x":
        return len(word) >= 1 and word.isalnum()
    return tag in _NOMINAL or word in _words()["inside"]


def _opening(segment: Segment, closing: int) -> int | None:
    """Index of the token that opens a short bracket inside a company's name: （海南）."""
    for k in range(closing - 1, max(closing - 4, -1), -1):
        if segment.tokens[k].word in "（(":
            inside = segment.text[segment.tokens[k].end : segment.tokens[closing].start]
            return k if inside in gazetteer() else None
    return None
