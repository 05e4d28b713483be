"""Sites whose names hold a place in brackets: 青溪集团（临江）智能制造产业基地."""

from __future__ import annotations

import re
from bisect import bisect_right

from transforms.entities.gazetteer import gazetteer
from transforms.entities.spans import Span
from transforms.entities.words import Words

_SITE = re.compile(
    "（(?P<inner>[一-鿿]{2,6}(?:·[一-鿿]{2,6})?)）[一-鿿]{0,12}?"
    "(?:基地|(?:产业|物流|工业|科技|创业|软件|示范)园区?|园区|示范区|试验区|实验区|先行区|合作区|开发区|保税区|自贸区|产业城|科技城|创新中心|交易市场)(?![办管党工公])"
)
_NOMINAL = frozenset(("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "j", "vn", "eng"))
_LONGEST_HEAD = 8


def bracketed_sites(words: Words) -> list[Span]:
    """Spans of such sites, each from the body or nouns in front of the brackets on."""
    if "）" not in words.text:
        return []
    out = []
    for m in _SITE.finditer(words.text):
        known = all(part in gazetteer() for part in m["inner"].split("·"))
        start = _head(words, m.start()) if known else None
        if start is not None:
            out.append(Span(start, m.end(), "place"))
    return out


def _head(words: Words, end: int) -> int | None:
    """Where the known name or the run of nouns starts that ends there."""
    named = [a for kind in ("known", "place") if (a := words.hit_before(kind, end)) is not None]
    if named:
        return min(named)
    at = bisect_right(words.starts, end - 1) - 1
    start = end
    while at >= 0 and words.tokens[at].end == start and words.tokens[at].tag in _NOMINAL:
        if end - words.tokens[at].start > _LONGEST_HEAD:
            break
        start = words.tokens[at].start
        at -= 1
    return start if end - start > 1 else None
