"""Where a name of some type stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A name of a type in a segment's clean text."""

    start: int
    end: int
    type: str


_RANK = {"work": 0, "person": 1, "organization": 2, "event": 3, "formulation": 4, "place": 5}


def settle(spans: Iterable[Span]) -> list[Span]:
    """The longest spans that do not overlap, in order."""
    out: list[Span] = []
    taken: set[int] = set()
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, _RANK[s.type], s.start)):
        if span.start not in taken and span.end - 1 not in taken:
            taken.update(range(span.start, span.end))
            out.append(span)
    return sorted(out)
