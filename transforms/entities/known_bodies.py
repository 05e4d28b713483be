"""Bodies that everybody knows by their name, and other lists of words about bodies."""

from __future__ import annotations

from functools import cache

from transforms.lexicon import rules


@cache
def body_words(name: str) -> frozenset[str]:
    """A list of the rules of bodies by its name, to look words up in: "stop", "units"."""
    return frozenset(rules("organizations")[name])


OF_STATE = frozenset("部委局会院办署社厅网府台军党团盟队校学组")
"""What names of bodies end in that are no firms."""


@cache
def known_bodies() -> frozenset[str]:
    """Ministries, firms, media and clubs by the names and short forms that need no explaining: 外交部, 华为."""
    return body_words("known")
