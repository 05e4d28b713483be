"""Bodies that everybody knows by their name."""

from __future__ import annotations

from functools import cache

from transforms.lexicon import rules


@cache
def known_bodies() -> frozenset[str]:
    """Ministries, firms, media and clubs by the names and short forms that need no explaining: 外交部, 华为."""
    return frozenset(rules("organizations")["known"])
