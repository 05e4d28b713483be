"""Events, works and formulations: meetings and plans by their endings, quoted set phrases by their shape."""

from __future__ import annotations

from transforms.organizations import Span
from transforms.page import Segment


def find_phrases(segment: Segment) -> list[Span]:
    """Events, works and formulations of the segment."""
    return []
