"""Names of places: the gazetteer, and endings (镇, 码头, 公园 …) with the words before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.organizations import Span
from transforms.page import Segment

_PROPER = frozenset(("ns", "nr", "nz", "nt", "nrt", "nrfg"))


@cache
def _endings() -> re.Pattern[str]:
    data = rules("places")
    return re.compile(trie_pattern(data["strong"] + data["weak"]))


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(rules("places")[name]) for name in ("strong", "weak", "common")}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(trie_pattern(sorted(gazetteer())))


def find_places(segment: Segment) -> list[Span]:
    """Places named in the segment; spans may overlap, the longest is meant."""
    text, tokens = segment.text, segment.tokens
    starts = [t.start for t in tokens]
    out = [
        Span(m.start(), m.end(), "place")
        for m in _names().finditer(text)
        if _stands(segment, starts, m.start(), m.end())
    ]
    for m in _endings().finditer(text):
        start = _name_start(segment, starts, m.start(), m.end())
        if start is not None:
            out.append(Span(start, m.end(), "place"))
    return out


def _stands(segment: Segment, starts: list[int], start: int, end: int) -> bool:
    """Whether a gazetteer name is not cut out of a longer ordinary word."""
    at = bisect_right(starts, start) - 1
    token = segment.tokens[at]
    if token.start == start and token.end == end:
        return True
    if token.start < start:  # inside a token: fine at its end or start when the token itself is a place or name
        return token.tag in ("ns", "nt", "nz") and token.end >= end
    last = segment.tokens[bisect_right(starts, end - 1) - 1]
    if last.end == end:
        return True
    return last.tag in ("ns", "nt", "nz", "n", "nr") and end - last.start >= 2


def _name_start(segment: Segment, starts: list[int], ending: int, end: int) -> int | None:
    """Where the place with the ending [ending, end) starts, or None if it is no name."""
    tokens, sets = segment.tokens, _sets()
    last = tokens[bisect_right(starts, end - 1) - 1]
    if last.end != end or last.word in sets["common"]:
        return None
    word = segment.text[ending:end]
    at = bisect_right(starts, ending) - 1
    start = tokens[at].start
    if start < ending:
        if tokens[at].tag not in _PROPER:
            return None
        return start
    k = at - 1
    proper = False
    while k >= 0 and end - tokens[k].start <= 16:
        token = tokens[k]
        if token.word in gazetteer():
            if not proper or word in sets["strong"]:
                start = token.start
                proper = True
            break
        if token.tag in _PROPER:
            proper = True
        elif token.tag not in ("n", "vn", "j", "b", "s", "ng", "g", "a") or word in sets["weak"]:
            break
        start = token.start
        k -= 1
        if word in sets["weak"] and proper:
            break
    return start if proper and start < ending else None
