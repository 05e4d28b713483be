"""Trades and parts that stand before a name as posts do: 前锋|陆知远, 养殖大户|何岚, 临江晚报|记者|秦望川."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache

from transforms.entities.titles import Title
from transforms.entities.words import Words
from transforms.lexicon import rules


@cache
def _trades() -> frozenset[str]:
    return frozenset(rules("titles")["trades"])


def find_trades(words: Words, titles: Sequence[Title], bodies: Collection[int]) -> list[Title]:
    """Titles that are no heads of posts, apart from those found; `bodies`: where organisations end.

    They tell a post where a name stands behind, and nothing of what else the words around them are.
    """
    ends = [t.end for t in titles]
    out = []
    for start, end in words.hits["role"]:
        word = words.text[start:end]
        if word not in _trades() or (
            word in OF_BODIES and start - (words.text[start - 1 : start] == "》") not in bodies
        ):
            continue
        at = bisect_left(ends, start + 1)
        if at == len(titles) or titles[at].start >= end:
            out.append(Title(start, end, word))
    return out


OF_BODIES = frozenset(("记者", "首席记者", "特派记者", "摄影记者"))
"""Those that are posts only with the body they are of: the paper's own reporters sign, they hold none."""
