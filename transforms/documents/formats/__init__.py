"""Files that are no plain text: what each says, as text that the layout reader understands.

Of an HTML, PDF or Word file `documents.text` is the text read here, because offsets need characters to count: headings
as `#` lines (the headline `#`, a kicker `###`, a subheadline `###` that begins with its dash if it has one), paragraphs
apart by a blank line, everything in the characters and the order of the page. What a file says about itself (date,
newspaper, page) is metadata and no part of the text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file holds; the stated values as printed, None where it says nothing."""

    text: str
    edition_date: str | None = None
    publication: str | None = None
    page_number: str | None = None
