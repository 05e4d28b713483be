"""Word files (.docx) → headings by style and paragraphs, from the tree that python-docx reads of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted

MAX_XML = 16 * 2**20
"""Unpacked size of all XML in the largest file that is read; a tree takes many times as much memory."""
_MAX_TAGS = 1_500_000
_MAX_PARTS = 4000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNPRINTED = frozenset([_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}rt", f"{_W}pPr", f"{_W}rPr"])
"""Copies for older programs, what an editor struck out or moved away, readings over characters, formatting."""
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Names in the strict form of the standard, which python-docx does not know, and their usual ones."""
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAIN = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template|ms-word\.\w+\.macroEnabled\w*)\.main\+xml"
)
"""Templates and files with macros hold the same text."""
_STYLE = re.compile(r"(?:heading|标题|標題)\s*([1-9])?$|(title)$|(subtitle|副标题|副標題)$", re.I)
_DATE = re.compile(r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_PAGE = re.compile(r"第?\s*([A-Za-z]{0,2}\d{1,3})\s*版")
_DAMAGED = "The Word file is damaged or cut off: get the whole file and put it back."
_PASSWORD = "The Word file is protected by a password: save it without one and put it back."
_NO_WORD = "The archive is no Word file: put the files that it holds into the raw directory."
_TOO_LARGE = f"The Word file unpacks to more than {MAX_XML // 2**20} MiB of text and format: split it into pages."
_EMPTY = "The Word file holds no text: put the page's text into it or delete it."


class _Style(NamedTuple):
    level: int
    strong: bool


def read_docx(data: bytes) -> Extracted:
    """The text of a Word file, with the date and page that its header states; UnreadableError if it cannot be read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("unreadable", _PASSWORD)  # an encrypted file is wrapped in the older format
    try:
        package = _repack(data)
        found = _read(package)
    except UnreadableError:
        raise
    except Exception:
        # The libraries raise whatever broken files make them stumble over, KeyError and AttributeError included.
        raise UnreadableError("unreadable", _DAMAGED) from None
    if not found.text.strip():
        raise UnreadableError("empty", _EMPTY)
    return found


def _repack(data: bytes) -> BytesIO:
    """The file's text and format in the usual form of the standard, without its pictures; bounded in size."""
    out, size, tags = BytesIO(), 0, 0
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w", ZIP_STORED) as copy:
        parts = archive.infolist()
        if not any(part.filename.lower().startswith("word/") for part in parts):
            raise UnreadableError("unsupported", _NO_WORD)
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableError("unreadable", _PASSWORD)
        for part in parts:
            content = b""
            if part.filename.lower().endswith((".xml", ".rels")):
                size += part.file_size
                content = archive.read(part) if size <= MAX_XML else b""
                tags += content.count(b"<")
                if size > MAX_XML or tags > _MAX_TAGS or len(parts) > _MAX_PARTS:
                    raise UnreadableError("too_large", _TOO_LARGE)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise UnreadableError("unreadable", _DAMAGED)
                for strict, usual in _STRICT:
                    content = content.replace(strict, usual)
                content = _OTHER_MAIN.sub(_MAIN, content)
            copy.writestr(part.filename, content)
    return out


def _read(package: BytesIO) -> Extracted:
    from docx import Document  # loads a library of several MB, needed for Word files only

    document = Document(package)
    styles = {style.styleId or "": _style(style) for style in document.styles.element.style_lst}
    notes = _notes(document.part)
    lines: list[str] = []
    for paragraph in _paragraphs(document.element.body):
        lines += _lines(paragraph, styles)
        for mark in paragraph.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            for note in notes.pop((mark.tag, mark.get(f"{_W}id")), ()):
                lines += _lines(note, styles)
    said = "\n".join(_margins(document))
    date, page = _DATE.search(said), _PAGE.search(said)
    text = "\n\n".join(line for line in lines if line.strip()) + "\n"
    return Extracted(text, date[0] if date else None, page_number=page[1] if page else None)


def _paragraphs(root: Any) -> Iterator[Any]:
    """The printed paragraphs below an element, those of tables and text boxes included, each before those inside it."""
    waiting = list(root)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag in _UNPRINTED:
            continue
        if element.tag == f"{_W}p" and len(element):
            yield element
        waiting += list(element)[::-1]


def _runs(paragraph: Any) -> Iterator[Any]:
    """The printed runs of a paragraph, without those of paragraphs inside it."""
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag in _UNPRINTED or element.tag == f"{_W}p":
            continue
        if element.tag in (f"{_W}r", f"{_M}r"):
            yield element
        waiting += list(element)[::-1]


def _style(style: Any) -> _Style:
    """Heading level and boldness of a paragraph style, from itself or those it is based on."""
    strong, seen = False, 0
    while style is not None and seen < 12:
        level = _level(style.name_val or "") or _outline(style)
        strong = strong or _is_on(style, "b")
        if level:
            return _Style(level, strong)
        style, seen = style.base_style, seen + 1
    return _Style(0, strong)


def _level(name: str) -> int:
    """1 to 6 for the name of a heading style, else 0."""
    found = _STYLE.match(name.strip())
    if not found:
        return 0
    return 3 if found[3] else min(int(found[1] or 1), 6)


def _outline(element: Any) -> int:
    """1 to 6 for the outline level that a paragraph or a style states, else 0."""
    found = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = found.get(f"{_W}val", "9") if found is not None else "9"
    return int(value) + 1 if value in ("0", "1", "2", "3", "4", "5") else 0


def _is_on(element: Any, name: str) -> bool:
    """Whether a run or a style has that look, by itself."""
    found = element.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _lines(paragraph: Any, styles: dict[str, _Style]) -> list[str]:
    """The paragraph as lines of text; a line break parts heading lines."""
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = found.get(f"{_W}val", "") if found is not None else ""
    style = styles.get(name) or _Style(_level(name), False)
    level = _outline(paragraph) or style.level
    pieces: list[str] = []
    bold = plain = 0
    for run in _runs(paragraph):
        if _is_on(run, "vanish"):
            continue
        text = "".join(_texts(run))
        pieces.append(text)
        if style.strong or _is_on(run, "b"):
            bold += len(text.strip())
        else:
            plain += len(text.strip())
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    if level:
        return [f"{'#' * level} {line}" for line in lines if line]
    if 0 < bold <= 40 and not plain and len(lines) == 1 and lines[0][-1:] not in "。；，*":
        return [f"**{lines[0]}**"]
    return ["\n".join(lines)]


def _texts(run: Any) -> Iterator[str]:
    for part in run:
        if part.tag in (f"{_W}t", f"{_M}t"):
            yield part.text or ""
        elif part.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif part.tag in (f"{_W}tab", f"{_W}ptab"):
            yield " "
        elif part.tag == f"{_W}noBreakHyphen":
            yield "-"


def _notes(part: Any) -> dict[tuple[str, str | None], list[Any]]:
    """The paragraphs of each footnote and endnote, by the mark in the text that refers to it."""
    from docx.oxml import parse_xml

    found = {}
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") is None:
                    mark = f"{_W}{kind[:-1]}Reference"
                    found[mark, note.get(f"{_W}id")] = list(_paragraphs(note))
    return found


def _margins(document: Any) -> Iterator[str]:
    """What the headers and footers say: the page's date and number, and nothing of its articles."""
    for section in document.sections:
        for margin in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            if not margin.is_linked_to_previous:
                for paragraph in _paragraphs(margin._element):
                    yield "".join(text for run in _runs(paragraph) for text in _texts(run))
