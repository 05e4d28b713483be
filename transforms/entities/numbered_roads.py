"""Roads of the national and provincial networks by their numbers: 318国道, 省道302, G15沈海高速."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.entities.spans import Span

_CODE = "(?<![0-9A-Za-z.])[GSXYgsxy]\\d{1,4}(?!\\d)"
_NUMBERED = re.compile(
    f"(?:{_CODE}|(?<![\\d.])[1-9]\\d{{2}})(?:国道|省道|县道|乡道)"
    "|(?:国道|省道|县道|乡道)(?:[GSXY]?\\d{3,4}(?![\\d.年米公个条人万元])线?)"
)
_BEFORE = re.compile(f"{_CODE}$")
_BEHIND = re.compile("[GS]\\d{1,4}(?![\\d])")


def numbered_roads(text: str) -> list[Span]:
    """Highways that are called by their number."""
    return [Span(*m.span(), "place") for m in _NUMBERED.finditer(text)] if "道" in text else []


def with_numbers(text: str, places: Iterable[Span]) -> list[Span]:
    """Motorways with the number that stands in front of their name or behind it: G15|沈海高速, 京沪高速|G2."""
    out = []
    for span in places:
        if not text.endswith(("高速", "高速公路"), span.start, span.end):
            continue
        before, behind = _BEFORE.search(text, max(0, span.start - 5), span.start), _BEHIND.match(text, span.end)
        if before is not None or behind is not None:
            start = before.start() if before is not None else span.start
            out.append(Span(start, behind.end() if behind is not None else span.end, "place"))
    return out
