"""Where a name of some type stands."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A name of a type in a segment's clean text."""

    start: int
    end: int
    type: str
