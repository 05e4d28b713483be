"""Files of records, one a line: where the lines of each page stand, so that a page can be read without the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

ENDINGS = (".jsonl", ".ndjson", ".jl", ".json")
MAX_LINE = 64 * 2**20
"""A longer line is read in pieces, none of which is a record."""
REJECTED = "unreadable.jsonl"
"""The name given to all lines that are no record."""
_SHOWN = 12
_NO_LINE = frozenset({b"", b"[", b"]", b"\xef\xbb\xbf", b"\xef\xbb\xbf[", b"\xff\xfe", b"\xfe\xff"})
"""Empty lines, those around records that were written as one JSON list, and marks of encodings alone."""
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

PartOf = Callable[[bytes], str | None]
"""A line of a file of records → the name of its page, empty if nobody can tell; None if the line is no record."""


@dataclass
class Records:
    """The pages of a file; offsets are in bytes."""

    mark: bytes = b""
    """What has to stand before the lines of each page, because it says how they are encoded."""
    pages: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Name → offset and length of its lines, neighbours joined."""
    rejected: list[int] = field(default_factory=list)
    """Numbers of the lines that are no record, from 1."""

    @property
    def rejection(self) -> str:
        """What to do about the rejected lines, in one sentence."""
        shown = ", ".join(map(str, self.rejected[:_SHOWN]))
        more = f" and {len(self.rejected) - _SHOWN:,} more" if len(self.rejected) > _SHOWN else ""
        lines, are, them = ("Lines", "are no JSON objects", "them")
        if len(self.rejected) == 1:
            lines, are, them = ("Line", "is no JSON object", "it")
        return f"{lines} {shown}{more} {are} with a title or content: correct {them}; the other lines are read."


def find_pages(file: BinaryIO, part_of: PartOf) -> Records:
    """The pages of a file of records, in the order in which they begin; one line at a time is held in memory."""
    mark = file.read(2)
    file.seek(0)
    found = Records(mark if mark in _UTF_16 else b"")
    at, number, whole = 0, 1, True
    for line, ends in _lines(file, found.mark):
        if line.strip(b" \t\r\n\0") not in _NO_LINE:
            whole = whole and (ends or len(line) < MAX_LINE)
            name = part_of(found.mark + line.removeprefix(found.mark)) if whole else None
            if name is None and number not in found.rejected[-1:]:
                found.rejected.append(number)
            _add(found.pages.setdefault(REJECTED if name is None else name, []), at, len(line))
        at += len(line)
        number, whole = (number + 1, True) if ends else (number, False)
    return found


def read_page(file: BinaryIO, records: Records, name: str) -> bytes:
    """The lines of a page; KeyError if there is none of that name."""
    spans = records.pages[name]
    lines = b"".join(os.pread(file.fileno(), length, at) for at, length in spans)
    return lines if lines.startswith(records.mark) else records.mark + lines


def _lines(file: BinaryIO, mark: bytes) -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether it is there to its end."""
    if mark not in _UTF_16:
        for line in iter(partial(file.readline, MAX_LINE), b""):
            yield line, line.endswith(b"\n")
        return
    encoding = _UTF_16[mark]
    text = TextIOWrapper(file, encoding, "replace", newline="\n")
    try:
        for row in iter(partial(text.readline, MAX_LINE), ""):
            yield row.encode(encoding), row.endswith("\n")
    finally:
        text.detach()


def _add(spans: list[tuple[int, int]], at: int, length: int) -> None:
    if spans and sum(spans[-1]) == at:
        spans[-1] = (spans[-1][0], spans[-1][1] + length)
    else:
        spans.append((at, length))
