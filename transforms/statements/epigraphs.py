"""Words that a paper has taken from a document, above the line that says from which: ——摘自《青溪县志》."""

from __future__ import annotations

import re

from transforms.statements.speakers import Cast, Speaker

_TAKEN = re.compile("[—–-]{1,2}\\s*(?:摘自|引自|选自|出自)(?P<what>[^，。；：]{2,40}?)[。）)]?$")


def taken_from(cast: Cast, segment: int, text: str) -> Speaker | None:
    """The document that a paragraph, or the line below it, says its words are from."""
    below = cast.text_below(segment)
    for number, line in ((segment, text), (segment + 1, below or "")):
        found = _TAKEN.match(line)
        if found is not None:
            works = cast.mentions(number, *found.span("what"), "work")
            return cast.speaker_of(works[-1]) if works else Speaker("document", found["what"].strip("《》"))
    return None
