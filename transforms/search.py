"""Words for full-text search: how characters are made alike, and what counts as a word."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

import rjieba

from transforms.entities.canonical import simplify

# Everything printed is in the first plane but for rare ideographs, which have no other form.
_PRINTABLE = [chr(code) for code in range(0x21, 0xFFFE) if not 0xD800 <= code <= 0xF8FF]

_SIGNS = frozenset("%.+-/&$")


@cache
def folding() -> dict[str, str]:
    """Character → the character it is searched as: small letters, narrow forms, Simplified for Traditional.

    Always one for one, so that SQL can do the same with `translate`, and the search of a phrase needs no words.
    """
    plain = [_one(c, _narrow(c).lower()) for c in _PRINTABLE]
    # Each stands on a line of its own, so that no phrase decides how it is written.
    simplified = simplify("\n".join(plain)).split("\n")
    made = {c: _one(p, s) for c, p, s in zip(_PRINTABLE, plain, simplified, strict=True)}
    return {c: made.get(target, target) for c, target in made.items() if target != c}


def _narrow(char: str) -> str:
    """Letters, digits and signs of numbers in their usual width; the marks of Chinese sentences stay."""
    narrow = normalize("NFKC", char)
    return narrow if narrow.isalnum() or narrow in _SIGNS else char


def _one(before: str, after: str) -> str:
    return after if len(after) == 1 and not after.isspace() else before


def search_words(folded: str) -> list[str]:
    """The words of a folded text. Single characters are left out: they are found as phrases, and say little."""
    return [word for word in rjieba.cut(folded) if len(word) > 1 and any(map(str.isalnum, word))]
