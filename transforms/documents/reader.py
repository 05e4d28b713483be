"""A raw file → a row of `documents`, or of `rejected_documents` with what its owner can do."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from transforms.documents.dating import date_in_path, date_in_text
from transforms.documents.decode import UnreadableError, has_chinese
from transforms.documents.formats.recognition import read_content
from transforms.documents.frontmatter import FrontMatter, read_front_matter
from transforms.documents.imprint import (
    page_in_path,
    page_in_text,
    page_in_value,
    publication_in_path,
    publication_in_text,
)
from transforms.documents.written_dates import date_in_value
from transforms.lexicon import rules
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS

MAX_BYTES = 64 * 2**20


def read_document(source_path: str, data: bytes) -> Any:
    """One raw file as a row; `source_path` counts from the raw directory. Copies are told apart by the caller."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        return reject(
            source_path, data, len(data), "too_large", f"The file is larger than {limit} MiB: split it into pages."
        )
    if not data.strip():
        return reject(source_path, data, len(data), "empty", _EMPTY)
    try:
        text, name, encoding, about = read_content(source_path, data)
    except UnreadableError as error:
        return reject(source_path, data, len(data), error.code, error.reason)
    front = read_front_matter(text)
    front = front._replace(values={**about, **front.values})
    if not text[front.end :].strip("\ufeff \t\n\u3000\x0c\u200b\xa0"):
        return reject(source_path, data, len(data), "empty", _EMPTY)
    if not has_chinese(text):
        return reject(source_path, data, len(data), "unsupported", _NOT_CHINESE)
    day, source = _edition_date(source_path, text, front)
    if day is None:
        stated = _value(front, "date")
        return reject(source_path, data, len(data), "undated", _no_date(stated) if stated else _UNDATED)
    return DOCUMENTS.row(
        sha256(data).hexdigest()[:16],
        source_path,
        _value(front, "publication") or publication_in_path(source_path) or publication_in_text(text[front.end :]),
        day,
        source,
        _page_number(source_path, text, front),
        name,
        encoding,
        len(data),
        text,
    )


_EMPTY = "The file holds no text: put the page's text into it or delete it."
_NOT_CHINESE = (
    "The file holds no Chinese text: only Chinese newspaper pages are read, so take it out of the raw directory."
)
_UNDATED = (
    "No edition date was found: put the date into the file name (2026-02-05_A01.md), "
    "into front matter (date: 2026-02-05) or into each line of JSON Lines."
)


def _no_date(stated: str) -> str:
    return f"Its date, {' '.join(stated.split())[:60]!r}, is no day of the calendar: write it as 2026-02-05."


def reject(source_path: str, data: bytes | None, size: int, reason_code: str, reason: str) -> Any:
    """A row of `rejected_documents`; `data` is None where the file could not be opened or was not read."""
    digest = sha256(data).hexdigest() if data is not None else None
    return REJECTED_DOCUMENTS.row(source_path, digest, size, reason_code, reason)


def _value(front: FrontMatter, key: str) -> str | None:
    """The front matter's value under any of the key's names."""
    for name in rules("documents")["keys"][key]:
        if value := front.values.get(name):
            return value
    return None


def _edition_date(source_path: str, text: str, front: FrontMatter) -> tuple[date | None, str]:
    stated = _value(front, "date")
    if stated and (day := date_in_value(stated)):
        return day, "metadata"
    if day := date_in_path(source_path):
        return day, "path"
    # What a file says wrongly of itself is to be put right, not guessed.
    return None if stated else date_in_text(text[front.end :]), "inferred"


def _page_number(source_path: str, text: str, front: FrontMatter) -> str | None:
    if stated := _value(front, "page"):
        return page_in_value(stated)
    return page_in_path(source_path) or page_in_text(text[front.end :])
