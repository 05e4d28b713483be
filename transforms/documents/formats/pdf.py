"""PDF with a text layer → its lines with their places, read by `columns`. A scanned page holds no text to read."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import atan2, hypot, isfinite, pi
from statistics import median
from threading import Lock
from typing import Any, NamedTuple

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted
from transforms.documents.formats.columns import Line, read_columns

MAX_PAGES = 200
MAX_CHARS = 3_000_000
_SCANNED = "The PDF holds pictures and no text: run text recognition (OCR) on it and put the text in its place."
_GARBLED = "The PDF's fonts do not tell its characters: run text recognition (OCR) on it and put the text in its place."
_PASSWORD = "The PDF is protected by a password: save it without one and put it back."
_DAMAGED = "The PDF is damaged or cut off: get the whole file and put it back."
_TOO_LONG = f"The PDF has more than {MAX_PAGES} pages or {MAX_CHARS:,} characters: split it into pages."
_PAGE = re.compile(r"第\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版|(?:^|\s)([A-H]\d{1,2})(?=\s|$)|^\s*(0\d)\s*版?\s*$")
_HEAD = 0.08
"""The running head stands in so much of the page's height at the top."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_BOLD = re.compile(rb"bold|black|heavy|hei|\xe9\xbb\x91", re.I)


class _Character(NamedTuple):
    text: str
    left: float
    right: float
    y: float
    size: float
    strong: bool


_LOCK = Lock()
"""The PDF library must not be entered twice at once."""


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF, pages in order; UnreadableError if it holds none or cannot be opened."""
    import pypdfium2  # loads a library of several MB, needed for PDF only

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower() or "security" in str(error).lower()
            raise UnreadableError("unreadable", _PASSWORD if locked else _DAMAGED) from None
        try:
            return _read(document, pypdfium2.raw)
        except pypdfium2.PdfiumError:
            raise UnreadableError("unreadable", _DAMAGED) from None
        finally:
            document.close()


def _read(document: Any, raw: Any) -> Extracted:
    if len(document) > MAX_PAGES:
        raise UnreadableError("too_large", _TOO_LONG)
    pages: list[list[Line]] = []
    numbers: list[str | None] = []
    total = 0
    for page in document:
        textpage = page.get_textpage()
        total += textpage.count_chars()
        if total > MAX_CHARS:
            raise UnreadableError("too_large", _TOO_LONG)
        pages.append(_merge(list(_fragments(textpage, raw))))
        numbers.append(_page_number(pages[-1], page.get_height()))
        textpage.close()
        page.close()
    said = "".join(line.text for page in pages for line in page)
    if not said.strip():
        raise UnreadableError("unsupported", _SCANNED)
    if len(_NO_CHARACTER.findall(said)) > 0.2 * len(said):
        raise UnreadableError("unsupported", _GARBLED)
    if len(pages) > 2 and len(_HAN.findall(said)) < 4 * len(pages):
        raise UnreadableError("unsupported", _SCANNED)  # stamps and page numbers on scans
    text = _NO_CHARACTER.sub("", read_columns(pages))
    return Extracted(text, page_number=numbers[0] if len(pages) == 1 else None)


def _page_number(lines: list[Line], height: float) -> str | None:
    """The number that the running head prints."""
    top = max((n.y for n in lines), default=height)
    for line in lines:
        if line.y >= top - _HEAD * height and (found := _PAGE.search(line.text)):
            return next(g for g in found.groups() if g).replace(" ", "")
    return None


def _fragments(textpage: Any, raw: Any) -> Iterator[Line]:
    """Runs of characters on one baseline, in the order of the file."""
    run: list[_Character] = []
    for char in _characters(textpage, raw):
        if run:
            last, size = run[-1], char.size
            level = abs(char.y - run[0].y) <= 0.25 * size and abs(size - run[0].size) <= 0.12 * size
            if level and char.text == last.text and abs(char.left - last.left) < 0.3 * size:
                continue  # printed twice to look bold
            if level and -0.5 * size <= char.left - last.right <= 0.9 * size:
                run.append(char)
                continue
            yield from _line(run)
        run = [char]
    yield from _line(run)


def _line(run: list[_Character]) -> Iterator[Line]:
    """The run as a line; a gap that is wider than the line's usual one is a blank."""
    while run and run[0].text.isspace() and run[0].text != "\u3000":
        run = run[1:]
    if not run:
        return
    gaps = [b.left - a.right for a, b in pairwise(run)]
    wide = max(0.0, median(gaps) if gaps else 0.0) + 0.22 * run[0].size
    text = [run[0].text]
    for gap, (left, right) in zip(gaps, pairwise(run), strict=True):
        if gap > wide and not left.text.isspace() and not right.text.isspace():
            text.append(" ")
        text.append(right.text)
    first = run[0]
    edge = max(char.right for char in run)
    yield Line("".join(text), first.left, edge, first.y, first.size, first.strong)


def _characters(textpage: Any, raw: Any) -> Iterator[_Character]:
    """Each printed character, on a page turned so that most of its text stands upright."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    fonts: dict[int, tuple[float, bool, int]] = {}
    turns: Counter[int] = Counter()
    found = []
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        if code < 32 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        if raw.FPDFText_IsGenerated(textpage, i) == 1:
            continue
        raw.FPDFText_GetCharOrigin(textpage, i, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, i, box)
        key = ctypes.cast(raw.FPDFText_GetTextObject(textpage, i), ctypes.c_void_p).value or 0
        font = fonts.get(key)
        if font is None:
            font = fonts[key] = _font(textpage, i, raw)
        if not abs(x.value) + abs(y.value) < 1e6:
            continue
        turns[font[2]] += 1
        found.append((chr(code), x.value, y.value, (box.right, box.top, -box.left, -box.bottom), font))
    turn = max(turns, key=lambda t: (turns[t], -t), default=0)
    for text, across, up, edges, (size, strong, _) in found:
        left, level = ((across, up), (up, -across), (-across, -up), (-up, across))[turn]
        yield _Character(text, left, min(left + 2 * size, max(left, edges[turn])), level, size, strong)


def _font(textpage: Any, i: int, raw: Any) -> tuple[float, bool, int]:
    """Printed size in points, whether the font is a bold one, and how many quarter turns the text runs to the left."""
    size, matrix, turn = raw.FPDFText_GetFontSize(textpage, i), raw.FS_MATRIX(), 0
    if raw.FPDFText_GetMatrix(textpage, i, matrix):
        size *= hypot(matrix.c, matrix.d) or 1.0
        angle = atan2(matrix.b, matrix.a)
        turn = round(angle / (pi / 2)) % 4 if isfinite(angle) else 0
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, i, name, 128, flags)
    return min(500.0, max(1.0, abs(size))), bool(_BOLD.search(name.value)), turn


def _merge(fragments: list[Line]) -> list[Line]:
    """Fragments side by side on one baseline as lines; what is printed twice counts once."""
    lines: list[Line] = []
    seen: dict[str, list[Line]] = {}
    for part in sorted(fragments, key=lambda n: (-round(n.y), n.left)):
        same = seen.setdefault(part.text, [])
        if any(hypot(part.left - n.left, part.y - n.y) < 0.3 * part.size for n in same[-8:]):
            continue
        same.append(part)
        for line in reversed(lines[-40:]):
            size = max(line.size, part.size)
            beside = abs(line.y - part.y) <= 0.3 * size and -0.3 * size <= part.left - line.right <= 0.9 * size
            if beside and min(line.size, part.size) >= 0.6 * size:
                _append(line, part)
                break
        else:
            lines.append(part)
    return lines


def _append(line: Line, part: Line) -> None:
    if len(part.text) > len(line.text):
        line.size = part.size
    blank = part.left - line.right > 0.4 * line.size
    line.text += (" " if blank else "") + part.text
    line.right, line.strong = max(line.right, part.right), line.strong and part.strong
