"""Short forms of events that a page names in whole: 非遗节 for 第三届青溪非物质文化遗产节."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

import rjieba

from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words

_SIZE = 3
_HELD = ("节", "会")
_LEAST_FULL = 8
_MOST_WORDS = 9
"""Of a longer name more pairs of words could be made than a page would ever use."""
_NO_PARTS = frozenset("第暨与和及的（）·“”—")
_END = re.compile("[节会](?![议员长社计谈晤面所馆堂上目约点日气能奏])")


def event_short_forms(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """Short form → the one event that the page names in whole: the first characters of two of its words, and its last.

    Example: of 第三届青溪非物质文化遗产节 comes 非遗节, among others that no page prints.
    """
    full: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        for span in found:
            if span.type == "event" and span.end - span.start >= _LEAST_FULL:
                name = words.text[span.start : span.end]
                for short in _pairs(name) if name.endswith(_HELD) else ():
                    full.setdefault(short, set()).add(name)
    longest = {short: max(sorted(names), key=len) for short, names in full.items()}
    return {short: name for short, name in longest.items() if all(n in name or short in n for n in full[short])}


def _pairs(name: str) -> Iterable[str]:
    words = (word for word in rjieba.cut_for_search(name) if word not in gazetteer() and "届" not in word)
    firsts = list(dict.fromkeys(word[0] for word in words if word[0] not in _NO_PARTS))
    if len(firsts) <= _MOST_WORDS:
        shorts = (f"{a}{b}{name[-1]}" for a, b in combinations(firsts, 2))
        yield from (short for short in shorts if not word_tag(short))


def printed_short_forms(pages: Sequence[Words], shorts: Collection[str]) -> Iterator[tuple[int, Span]]:
    """Where those stand as words of their own: the number of the segment and the span."""
    for number, words in enumerate(pages) if shorts else ():
        for m in _END.finditer(words.text):
            start = m.end() - _SIZE
            if start >= 0 and words.text[start : m.end()] in shorts and words.opens(start):
                yield number, Span(start, m.end(), "event")
