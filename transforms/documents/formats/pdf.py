"""PDF with a text layer → its lines with their places, read by `columns`. A scanned page holds no text to read."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from math import atan2, hypot, isfinite, pi
from typing import Any

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted
from transforms.documents.formats.apart import read_apart
from transforms.documents.formats.columns import read_columns
from transforms.documents.formats.lines import Character, Line, read_lines

MAX_PAGES = 200
MAX_CHARS = 3_000_000
_SCANNED = "The PDF holds pictures and no text: run text recognition (OCR) on it and put the text in its place."
_GARBLED = "The PDF's fonts do not tell its characters: run text recognition (OCR) on it and put the text in its place."
_PART_SCANNED = (
    "Pages of the PDF hold a picture and no text (page {}): run text recognition (OCR) on it and put the text in its "
    "place."
)
_TOO_HARD = "The PDF cannot be read within bounds of time and memory: print it into a new PDF, or split it into pages."
_PASSWORD = "The PDF is protected by a password: save it without one and put it back."
_DAMAGED = "The PDF is damaged or cut off: get the whole file and put it back."
_TOO_LONG = f"The PDF has more than {MAX_PAGES} pages or {MAX_CHARS:,} characters: split it into pages."
_PAGE = re.compile(r"第\s*([A-Za-z]{0,2}\s?\d{1,3})\s*版|(?:^|\s)([A-H]\d{1,2})(?=\s|$)|^\s*(0\d)\s*版?\s*$")
_GARBLING = 0.05
"""So many characters without a meaning of their own, often all those of the headlines, spoil the rest."""
_FEW = 60
_COVERS = 0.6
_HEAD = 0.08
"""The running head stands in so much of the page's height at the top."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_BOLD = re.compile(rb"bold|black|heavy|hei|\xe9\xbb\x91", re.I)


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF, pages in order; UnreadableError if it holds none or cannot be opened.

    A few hundred bytes of PDF can unpack to any size, and the library that opens them ends the whole process where
    memory runs out: so it works in one of its own, with bounds.
    """
    return read_apart(__name__, data, _TOO_HARD)


def extract(data: bytes) -> Extracted:
    """The same in this process, which must not do so in two threads at once."""
    import pypdfium2  # loads a library of several MB, needed for PDF only

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
    pictures: list[int] = []
    total = unknown = 0
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        total += textpage.count_chars()
        if total > MAX_CHARS:
            raise UnreadableError("too_large", _TOO_LONG)
        unknown += sum(raw.FPDFText_HasUnicodeMapError(textpage, i) == 1 for i in range(textpage.count_chars()))
        pages.append(read_lines(_characters(textpage, raw)))
        numbers.append(_page_number(pages[-1], page.get_height()))
        if sum(len(line.text) for line in pages[-1]) < _FEW and _is_picture(page, raw):
            pictures.append(number)
        textpage.close()
        page.close()
    said = "".join(line.text for page in pages for line in page)
    if unknown + len(_NO_CHARACTER.findall(said)) > _GARBLING * total:
        raise UnreadableError("unsupported", _GARBLED)
    if not said.strip() or len(pictures) == len(pages):
        raise UnreadableError("unsupported", _SCANNED)
    if len(pages) > 2 and len(_HAN.findall(said)) < 4 * len(pages):
        raise UnreadableError("unsupported", _SCANNED)  # stamps and page numbers on scans
    if pictures:
        raise UnreadableError("unsupported", _PART_SCANNED.format(", ".join(map(str, pictures))))
    text = _NO_CHARACTER.sub("", read_columns(pages))
    return Extracted(text, page_number=numbers[0] if len(pages) == 1 else None)


def _is_picture(page: Any, raw: Any) -> bool:
    """Whether one picture covers most of a page."""
    area = page.get_width() * page.get_height()
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) > _COVERS * area:
            return True
    return False


def _page_number(lines: list[Line], height: float) -> str | None:
    """The number that the running head prints."""
    top = max((n.y for n in lines), default=height)
    for line in lines:
        if line.y >= top - _HEAD * height and (found := _PAGE.search(line.text)):
            return next(g for g in found.groups() if g).replace(" ", "")
    return None


def _characters(textpage: Any, raw: Any) -> Iterator[Character]:
    """Each printed character, on a page turned so that most of its text stands upright."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    fonts: dict[int, tuple[float, bool, int, int]] = {}
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
    for text, across, up, edges, (size, strong, _, number) in found:
        left, level = ((across, up), (up, -across), (-across, -up), (-up, across))[turn]
        yield Character(text, left, min(left + 2 * size, max(left, edges[turn])), level, size, strong, number)


def _font(textpage: Any, i: int, raw: Any) -> tuple[float, bool, int, int]:
    """Printed size in points, whether the font is bold, quarter turns of the text to the left, the font's number."""
    size, matrix, turn = raw.FPDFText_GetFontSize(textpage, i), raw.FS_MATRIX(), 0
    if raw.FPDFText_GetMatrix(textpage, i, matrix):
        size *= hypot(matrix.c, matrix.d) or 1.0
        angle = atan2(matrix.b, matrix.a)
        turn = round(angle / (pi / 2)) % 4 if isfinite(angle) else 0
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, i, name, 128, flags)
    handle = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(textpage, i))
    number = ctypes.cast(handle, ctypes.c_void_p).value or 0
    return min(500.0, max(1.0, abs(size))), bool(_BOLD.search(name.value)), turn, number
