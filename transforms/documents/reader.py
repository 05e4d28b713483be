"""A raw file → a row of `documents`, or of `rejected_documents` with what its owner can do."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from transforms.documents.dating import date_in_path, date_in_text, date_in_value
from transforms.documents.decode import UnreadableError, has_chinese
from transforms.documents.formats.recognition import read_content
from transforms.documents.frontmatter import FrontMatter, read_front_matter
from transforms.lexicon import rules
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS

MAX_BYTES = 64 * 2**20

_NEWSPAPER = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:日报|晚报|早报|晨报|时报|都市报|商报|青年报|快报|导报|周报|新报|报)(?![\u4e00-\u9fff])"
)
_MASTHEAD_NAME = re.compile(r"^\W*([\u4e00-\u9fff]{2,10}报)\s+(?=.{0,40}\d{4}\s*年)", re.MULTILINE)
_PATH_PAGE = re.compile(
    r"第?(?<![A-Za-z0-9])([A-Za-z]{0,2}\d{1,3})版|(?<![A-Za-z0-9])(?:[pP](?:age)?[-_]?(\d{1,4})|([A-HT]\d{1,2}))(?![A-Za-z0-9])"
)


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
        return reject(source_path, data, len(data), "undated", _UNDATED)
    return DOCUMENTS.row(
        sha256(data).hexdigest()[:16],
        source_path,
        _publication(source_path, text, front),
        day,
        source,
        _page_number(source_path, front),
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
    "No edition date was found: put the date into the file name (2026-02-05_A01.md) "
    "or into front matter (date: 2026-02-05)."
)


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
    return date_in_text(text[front.end :]), "inferred"


@cache
def _no_newspaper() -> tuple[str, ...]:
    return tuple(rules("documents")["no_newspapers"])


def _publication(source_path: str, text: str, front: FrontMatter) -> str | None:
    """The newspaper's name: as stated, else from the path nearest its end, else from a masthead beside the date."""
    if stated := _value(front, "publication"):
        return stated
    for part in reversed(PurePosixPath(source_path).with_suffix("").parts):
        for name in reversed(_NEWSPAPER.findall(part)):
            if not name.endswith(_no_newspaper()):
                return str(name)
    masthead = _MASTHEAD_NAME.search(text[front.end : front.end + 2000])
    return masthead[1] if masthead and not masthead[1].endswith(_no_newspaper()) else None


def _page_number(source_path: str, front: FrontMatter) -> str | None:
    stated = _value(front, "page")
    if stated:
        found = re.search(r"[A-Za-z]{0,2}\d{1,3}", stated)
        return _plain(found[0]) if found else None
    pages = [next(filter(None, m.groups())) for m in _PATH_PAGE.finditer(source_path)]
    return _plain(pages[-1]) if pages else None


def _plain(number: str) -> str:
    """001 is page 1; A01 stays as printed."""
    return str(int(number)) if number.isdigit() else number.upper()
