"""Word files (.docx) → headings by style and paragraphs. Read with the standard library: a ZIP archive of XML parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from zipfile import BadZipFile, ZipFile

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted

MAX_PART = 64 * 2**20
"""Unpacked size of the largest part that is read."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_NESTED = 8
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STYLE = re.compile(r"(?:heading|标题|標題)\s*([1-9])?$|(title)$|(subtitle|副标题|副標題)$", re.I)
_DAMAGED = "The Word file is damaged or cut off: get the whole file and put it back."
_PASSWORD = "The Word file is protected by a password: save it without one and put it back."
_NO_WORD = "The archive is no Word file: put the files that it holds into the raw directory."
_TOO_LARGE = f"The Word file unpacks to more than {MAX_PART // 2**20} MiB: split it into pages."
_EMPTY = "The Word file holds no text: put the page's text into it or delete it."
_CHUNK = 1 << 20


class _Style(NamedTuple):
    level: int
    parent: str | None
    strong: bool


def read_docx(data: bytes) -> Extracted:
    """The text of a Word file; UnreadableError if it holds none or cannot be opened."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("unreadable", _PASSWORD)  # an encrypted file is wrapped in the older format
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise UnreadableError("unsupported", _NO_WORD)
            styles = dict(_styles(archive)) if "word/styles.xml" in names else {}
            lines = [line for p in _elements(archive, "word/document.xml", "p") for line in _lines(p, styles)]
    except UnreadableError:
        raise
    except RuntimeError:
        raise UnreadableError("unreadable", _PASSWORD) from None
    except (BadZipFile, ParseError, OSError, EOFError, ValueError, NotImplementedError, KeyError, _zlib_error()):
        raise UnreadableError("unreadable", _DAMAGED) from None
    if not any(line.strip() for line in lines):
        raise UnreadableError("empty", _EMPTY)
    return Extracted("\n\n".join(line for line in lines if line.strip()) + "\n")


def _zlib_error() -> type[Exception]:
    from zlib import error

    return error


def _elements(archive: ZipFile, name: str, tag: str) -> Iterator[Element]:
    """The elements of that tag in a part of the archive, one at a time, outermost ones only."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise UnreadableError("too_large", _TOO_LARGE)
    parser: Any = XMLPullParser(("start", "end"))
    depth, taken = 0, 0
    wanted = _W + tag
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            taken += len(chunk)
            if taken > MAX_PART:
                raise UnreadableError("too_large", _TOO_LARGE)
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise UnreadableError("unreadable", _DAMAGED)
            parser.feed(chunk.replace(_STRICT, _W[1:-1].encode()))
            for event, element in parser.read_events():
                if element.tag == wanted:
                    depth += 1 if event == "start" else -1
                    if event == "end" and depth == 0:
                        yield element
                        element.clear()
        parser.close()


def _styles(archive: ZipFile) -> Iterator[tuple[str, _Style]]:
    for style in _elements(archive, "word/styles.xml", "style"):
        name = style.find(f"{_W}name")
        parent = style.find(f"{_W}basedOn")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        strong = style.find(f"{_W}rPr/{_W}b")
        level = _level(name.get(f"{_W}val", "") if name is not None else "")
        if not level and outline is not None:
            level = _outline(outline)
        yield (
            style.get(f"{_W}styleId", ""),
            _Style(level, parent.get(f"{_W}val") if parent is not None else None, _is_on(strong)),
        )


def _level(name: str) -> int:
    """1 to 6 for the name of a heading style, else 0."""
    found = _STYLE.match(name.strip())
    if not found:
        return 0
    if found[3]:
        return 3
    return min(int(found[1] or 1), 6)


def _outline(element: Element) -> int:
    value = element.get(f"{_W}val", "9")
    return int(value) + 1 if value.isdigit() and len(value) == 1 and int(value) < 6 else 0


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _lines(paragraph: Element, styles: dict[str, _Style], depth: int = 0) -> list[str]:
    """The paragraph as lines of text, and those of the text boxes anchored in it; a line break parts heading lines."""
    level, strong = _look(paragraph, styles)
    runs, boxes = _inside(paragraph)
    pieces: list[str] = []
    bold = plain = 0
    for run in runs:
        text = "".join(_texts(run))
        pieces.append(text)
        if strong or _is_on(run.find(f"{_W}rPr/{_W}b")):
            bold += len(text.strip())
        else:
            plain += len(text.strip())
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    out = ["\n".join(lines)]
    if level:
        out = [f"{'#' * level} {line}" for line in lines if line]
    elif 0 < bold <= 40 and not plain and len(lines) == 1 and lines[0][-1] not in "。；，*":
        out = [f"**{lines[0]}**"]
    if depth < _MAX_NESTED:
        out += [line for box in boxes for line in _lines(box, styles, depth + 1)]
    return out


def _inside(paragraph: Element) -> tuple[list[Element], list[Element]]:
    """The runs of a paragraph, and the paragraphs inside it; copies for older programs are left out."""
    runs: list[Element] = []
    boxes: list[Element] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            boxes.append(element)
        elif element.tag != _FALLBACK:
            if element.tag == f"{_W}r":
                runs.append(element)
            waiting += list(element)[::-1]
    return runs, boxes


def _look(paragraph: Element, styles: dict[str, _Style]) -> tuple[int, bool]:
    """Heading level and boldness, from the paragraph itself or its style and those it is based on."""
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and (level := _outline(outline)):
        return level, False
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = found.get(f"{_W}val") if found is not None else None
    strong = False
    for _ in range(12):
        style = styles.get(name or "")
        if style is None:
            return _level(name or ""), strong
        strong = strong or style.strong
        if style.level:
            return style.level, strong
        name = style.parent
    return 0, strong


def _texts(run: Element) -> Iterator[str]:
    for part in run:
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif part.tag == f"{_W}tab":
            yield " "
        elif part.tag == f"{_W}noBreakHyphen":
            yield "-"
