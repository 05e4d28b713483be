"""Which format a raw file has, told by its first bytes and then by its name, and what it holds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from transforms.documents.decode import UnreadableError, decode, is_packed, unsupported
from transforms.documents.formats import Extracted
from transforms.documents.formats.docx import read_docx
from transforms.documents.formats.html import read_html
from transforms.documents.formats.pdf import read_pdf
from transforms.documents.formats.records import is_records, read_records


class Content(NamedTuple):
    """The text of a file, a value of `documents.format`, its encoding, and what it says of itself outside its text."""

    text: str
    format: str
    encoding: str
    about: dict[str, str] = {}  # noqa: RUF012


_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_RECORDS = frozenset({".jsonl", ".ndjson", ".jl", ".json"})
_OTHERS = {
    ".mht": "MHT",
    ".odt": "OpenDocument",
    ".epub": "EPUB",
    ".rtf": "RTF",
    ".doc": "Word (.doc)",
    ".xml": "XML",
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "Excel"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "PowerPoint"),
}
_TABLES = frozenset({".csv", ".tsv"})
_TABLE = "Tables are not read: write each article as a JSON object on a line of its own and end the name in .jsonl."
_PACKED = frozenset({".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"})
_PACKED_IN = "Archives of this kind are not read: unpack it, or pack the same files as a ZIP archive."
_NESTED = "An archive in another archive is not read: unpack it and put its files in its place."
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1024}%PDF-")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,8}<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I,
)
_TAG = re.compile(r"<[A-Za-z!/][^<>]{0,2000}>")
_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_content(source_path: str, data: bytes) -> Content:
    """The content of a raw file; UnreadableError, with the reason code and the remedy, if it has none to read."""
    suffix = PurePosixPath(source_path).suffix.lower()
    if suffix in _PACKED or is_packed(data):
        raise UnreadableError("unsupported", _PACKED_IN)
    if suffix == ".zip":  # one that is a folder of files does not get here
        raise UnreadableError("unsupported", _NESTED)
    if suffix in _TABLES:
        raise UnreadableError("unsupported", _TABLE)
    if suffix == ".pdf" or _PDF.match(data):
        return _content(read_pdf(data), "pdf", "unicode")
    if suffix == ".docx" or data.startswith(b"PK\x03\x04") or (data.startswith(_OFFICE) and _LOCKED in data):
        if suffix in _OTHERS:
            raise UnreadableError("unsupported", unsupported(_OTHERS[suffix]))
        return _content(read_docx(data), "docx", "unicode")
    if suffix in _OTHERS and suffix != ".xml":
        raise UnreadableError("unsupported", unsupported(_OTHERS[suffix]))
    text, encoding = decode(data)
    if suffix in _RECORDS or is_records(text):
        return _content(read_records(text), "markdown", encoding)
    if _HTML_START.match(text[:20_000].lstrip("\ufeff")) or (suffix in _HTML and _TAG.search(text[:20_000])):
        return _content(read_html(text), "html", encoding)
    if suffix == ".xml":
        raise UnreadableError("unsupported", unsupported(_OTHERS[suffix]))
    return Content(text, "markdown" if suffix in _MARKDOWN else "text", encoding)


def _content(found: Extracted, name: str, encoding: str) -> Content:
    stated = {"date": found.edition_date, "publication": found.publication, "page": found.page_number}
    return Content(found.text, name, encoding, {key: value for key, value in stated.items() if value})
