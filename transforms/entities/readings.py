"""What one segment is found to hold, while the names of its page are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.entities.name_evidence import Bounds
from transforms.entities.spans import Span
from transforms.entities.titles import Title
from transforms.entities.words import Words


@dataclass(slots=True)
class Reading:
    """What one segment is found to hold."""

    words: Words
    titles: list[Title]
    bounds: Bounds
    spans: list[Span] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
