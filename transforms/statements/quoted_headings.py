"""Subheadings that quote what somebody says in the section below them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.statements.speakers import Speaker

_MARKS = re.compile("[“”‘’「」『』\\s]")
_CLAUSE = re.compile("[^，。！？；：…—]+")
_SHORTEST = 6
"""A clause of fewer characters may stand anywhere."""


def words_of(heading: str) -> str | None:
    """The longest clause of a quotation, to be found again; None if all are short."""
    clauses = _CLAUSE.findall(_MARKS.sub("", heading))
    longest = max(clauses, key=len, default="")
    return longest if len(longest) >= _SHORTEST else None


def who_says(words: str, below: Iterable[tuple[str, Speaker | None]]) -> Speaker | None:
    """Who says the words in the sentences below, given with their speakers."""
    return next((speaker for text, speaker in below if speaker and words in _MARKS.sub("", text)), None)
