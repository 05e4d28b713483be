"""Short forms that a page explains: （以下简称“江能集团”）, and forms of address that stand for a full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.organizations import Span
from transforms.page import Segment
from transforms.persons import lexicon
from transforms.posts import Title

_EXPLAINED = re.compile("[（(](?:以下|下)?(?:简称|称)(?:为)?[：:]?[“《‘]?([^”》’（）()，。]{2,16})[”》’]?[）)]")
_MARKS = "”》’）)\u200c\u200b "


def explained_aliases(segments: Sequence[Segment], spans: Sequence[Sequence[Span]]) -> dict[str, tuple[str, str]]:
    """Short form → (full name, type), where the bracket stands right behind the full name."""
    out = {}
    for segment, found in zip(segments, spans, strict=True):
        if "称" not in segment.text:
            continue
        for m in _EXPLAINED.finditer(segment.text):
            end = m.start()
            while end and segment.text[end - 1] in _MARKS:
                end -= 1
            ends = (end, m.start())
            span = max((s for s in found if s.end in ends), key=lambda s: s.end - s.start, default=None)
            if span is not None:
                out[m[1]] = segment.text[span.start : span.end], span.type
    return out


def addressed_by_title(
    segment: Segment, titles: Sequence[Title], families: dict[str, str]
) -> list[tuple[int, int, str]]:
    """Spans such as 秦主任 with the full name; `families` maps a family name to the only full name that has it."""
    out = []
    starts = {t.start for t in segment.tokens}
    for title in titles:
        at = title.start - 1
        if at >= 0 and segment.text[at] in families and at in starts and len(title.text) <= 4:
            before = segment.text[at - 1 : at]
            if not before or not "\u4e00" <= before <= "\u9fff" or lexicon().speech.search(before) is None:
                out.append((at, title.end, families[segment.text[at]]))
    return out
