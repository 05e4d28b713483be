"""Housing estates: one proper word in front of the ending, with a word for a court or a garden between them or not."""

from __future__ import annotations

from bisect import bisect_right

from transforms.entities.gazetteer import gazetteer
from transforms.entities.noun_runs import is_proper
from transforms.entities.person_lexicon import word_tag
from transforms.entities.words import Words

HOUSING = frozenset(("小区", "花园", "家园", "公寓"))
"""Endings of housing estates."""
COURTS = frozenset("苑园城府庭居邸湾郡轩阁里")
"""Last characters of the names of estates in front of 小区."""
_PLAIN = frozenset(("高档", "居民", "业主", "城市", "安置", "商品", "住宅", "社区", "农民", "职工"))


def estate_start(words: Words, ending: int, end: int) -> int | None:
    """Start of a housing estate: one proper word of two to four characters right before the ending."""
    at = bisect_right(words.starts, ending) - 1
    if not at:
        return None
    before = words.tokens[at - 1]
    if words.tokens[at].start < ending:  # 望江|苑小区
        return before.start if not word_tag(words.tokens[at].word) and before.tag[0] in "nv" else None
    if before.word in COURTS and at > 1:  # 望江|苑|小区
        return words.tokens[at - 2].start if words.tokens[at - 2].tag[0] == "n" else None
    if before.word in HOUSING and at > 1:  # 阳光|花园|小区
        first = words.tokens[at - 2]
        return first.start if 1 < len(first.word) < 5 and first.tag[0] == "n" and first.word not in _PLAIN else None
    named = is_proper(before.word, before.tag) or not word_tag(before.word)
    return before.start if named and 1 < len(before.word) < 5 and before.word not in gazetteer() else None
