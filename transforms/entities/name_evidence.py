"""What speaks for a name: candidates with their evidence, and what given names look like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from transforms.entities.given_names import likelihood
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.page import Token

SURE = 5
"""Evidence that makes a name."""
FAIR = SURE - 1
"""Evidence that makes a name if it is found more than once."""
BESIDE_POST = 5
BESIDE_ROLE = 3

PUNCTUATION = frozenset("，。、；：！？,.;:!?（）()“”‘’《》〈〉【】[]—…·\n\t \u3000■/|")

_OPENS = re.escape("".join(sorted(PUNCTUATION - frozenset("、《〈·/|-"))))


@cache
def _opening(others: str) -> re.Pattern[str]:
    """What stands in front of a clause that may begin with its subject, or one of `others`."""
    return re.compile(f"[{_OPENS}{others}]")


def openings(text: str, beside: Iterable[int], others: str = "") -> list[int]:
    """Where a clause may begin with its subject, or somebody may be named behind a role or post (`beside`) or behind
    one of `others`, in order."""
    found = {0, *beside}
    found.update([m.end() for m in _opening(others).finditer(text)])
    return [at for at in sorted(found) if at < len(text)]


Bounds = dict[int, Token]
"""Tokens by their end."""


class Candidate(NamedTuple):
    """A possible name in a segment's clean text and how much speaks for it."""

    start: int
    end: int
    score: int


def closing(given: str) -> str:
    """A given name without a first character that opens given names, though it is mostly another word: 向|华, 作|霖;
    and without one that ends them as usually as it is an adverb: 志|刚, 超."""
    if given[-1] in _ENDS and (len(given) == 1 or likelihood(given[0]) >= _USUAL):
        return given[:-1]
    opens = len(given) == 2 and given[0] in lexicon().openers and likelihood(given[1]) > 0
    return given[1:] if opens else given


_ENDS, _USUAL = "刚超", 1.5


def given_as_usual(given: str) -> bool:
    """Whether two characters are a given name and nothing else: 和|志刚, 刀|建新; not 和|李明."""
    known = lexicon()
    return (
        len(given) == 2
        and likelihood(given) >= _SURELY_GIVEN
        and (given[0] not in known.surnames or given[0] in known.rare)
        and word_tag(given) in ("", "nr")
    )


_SURELY_GIVEN = 3.0
