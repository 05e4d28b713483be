"""Companies and other bodies whose names have no telling ending: found by what a page says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.noun_runs import is_proper
from transforms.page import Segment
from transforms.persons import word_tag

_LATIN = re.compile("(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9&.-]{1,19}(?![A-Za-z0-9])")
_SOURCE = re.compile("(?:根?据|机构|媒体|网站|巨头|电商|公司)(?:[一-鿿]{2})?$")
_NAMELIKE = re.compile("[\u4e00-\u9fffA-Za-z0-9]{3,12}(?<![的了])$")


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(rules("organizations")[name]))


@cache
def _latin_words() -> frozenset[str]:
    return frozenset(rules("organizations")["latin_words"])


def find_brands(segments: Iterable[Segment]) -> set[str]:
    """Names of companies that the page introduces as such: what has a share price, a board, a spokesman."""
    out = set()
    for segment in segments:
        text = segment.text
        for m in _LATIN.finditer(text):
            word = m[0].rstrip(".-")
            if word in _latin_words() or word.isdigit():
                continue
            if _cues("company_cues").match(text, m.end()) or _SOURCE.search(text, max(0, m.start() - 6), m.start()):
                out.add(word)
        for m in _cues("share_cues").finditer(text):
            name = _name_before(segment, m.start())
            if name:
                out.add(name)
    return out


def _name_before(segment: Segment, end: int) -> str | None:
    """One or two words right before a cue, back to a mark, that hold a proper word: 云帆股份|涨停."""
    tokens = segment.tokens
    k = next((i for i, t in enumerate(tokens) if t.end == end), None)
    if k is None:
        return None
    for first in (k - 1, k):
        if first < 0:
            continue
        before = tokens[first - 1] if first else None
        if before is not None and (before.tag != "x" or before.word.isalnum()):
            continue
        words = tokens[first : k + 1]
        name = segment.text[words[0].start : end]
        if _NAMELIKE.match(name) and any(is_proper(t.word, t.tag) for t in words) and name not in gazetteer():
            return name if not word_tag(name) or words[0].tag == "nt" else None
    return None


def body_before_title(segment: Segment, end: int) -> tuple[int, int] | None:
    """Span of an unknown body right before a post: two or three words back to a mark, one of them proper."""
    tokens = segment.tokens
    k = next((i for i, t in enumerate(tokens) if t.end == end), None)
    if k is None:
        return None
    first = k
    while first >= 0 and tokens[first].tag in _NOMINAL and end - tokens[first].start <= 12:
        first -= 1
    if first >= 0 and not (tokens[first].tag == "x" and not tokens[first].word.isalnum()):
        return None
    words = tokens[first + 1 : k + 1]
    if not words or not is_proper(words[0].word, words[0].tag) or words[0].word in gazetteer():
        return None
    start = words[0].start
    return (start, end) if end - start >= 3 else None


_NOMINAL = frozenset(("n", "nr", "nz", "nt", "nrt", "nrfg", "ns", "vn", "j", "b", "eng", "ng"))
