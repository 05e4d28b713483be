"""JSON Lines, one article a line → the text of a page: each article with its headings, author and paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from transforms.documents.decode import UnreadableError, decode
from transforms.documents.formats import Extracted
from transforms.documents.formats.headlines import signed
from transforms.documents.formats.markup import read_markup
from transforms.documents.written_dates import date_in_value
from transforms.lexicon import rules

_NO_RECORD = "No line of the file is a JSON object with a title or content: put one article on each line."
_DAYS = (
    "The file holds articles of several days or newspapers: name it with .jsonl at the end, one article on each line."
)
_NO_NAME = re.compile(r"\W")
_PARAGRAPH = re.compile(r"\n|(?<=[。！？”…）])\u3000\u3000")
_MARKUP = re.compile(r"<(?:p|br|div|span)\b", re.I)
_START = re.compile(r'\ufeff?\s*(?:\[\s*)?\{\s*"')
_AROUND = "\ufeff \t\r\n,"
"""White space, and the comma of records that were written as one JSON list."""
_SECONDS = re.compile(r"[1-9]\d{9}(?:\d{3})?", re.ASCII)
"""Since 1970, or thousandths of them."""
_CHINA = timezone(timedelta(hours=8))
_MAX_MARKUP = 2_000_000
_MAX_NESTED = 6


def is_records(text: str) -> bool:
    """Whether a text is JSON and its first line, or all of it, holds an article."""
    if not _START.match(text):
        return False
    end = text.find("\n")
    return bool(_article(_record(text[:end] if end >= 0 else text))) or any(map(_article, _parse(text)))


def read_records(text: str) -> Extracted:
    """The articles of a page or of a day; UnreadableError if there are none, or of several days."""
    records = [r for r in map(_record, text.split("\n")) if r]
    articles = [a for a in map(_article, records) if a]
    if not articles:
        records = _parse(text)
        articles = [a for a in map(_article, records) if a]
    if not articles:
        raise UnreadableError("unsupported", _NO_RECORD)
    days = {_day(value) for r in records if (value := _value(r, "date"))}
    papers = {_value(r, "publication") for r in records} - {""}
    if len(days) > 1 or len(papers) > 1:
        raise UnreadableError("unsupported", _DAYS)
    pages = {_value(r, "page") for r in records}
    sources = papers or {_value(r, "source") for r in records}
    return Extracted(
        "".join(articles).rstrip() + "\n",
        next(iter(days), None),
        sources.pop() or None if len(sources) == 1 else None,
        pages.pop() or None if len(pages) == 1 else None,
    )


def part_of(line: bytes) -> str | None:
    """The name of the page that a line belongs to, as a file name: its newspaper, date and page number.

    None if the line holds no article.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError:
        try:
            text = decode(line).text
        except UnreadableError:
            return None
    record = _record(text)
    if not _value(record, "headline") and not _value(record, "content"):
        return None
    day = _day(_value(record, "date"))
    parts = (
        _NO_NAME.sub("", _value(record, "publication"))[:20],
        day if date_in_value(day) else "undated",
        _NO_NAME.sub("", _value(record, "page"))[:12],
    )
    return "_".join(filter(None, parts)) + ".jsonl"


def _record(line: str) -> dict[str, Any]:
    line = line.strip(_AROUND)
    return _fields(_load(line)) if line.startswith("{") else {}


def _parse(text: str) -> list[dict[str, Any]]:
    """The records of a file that is one JSON value: a record over several lines, or a list of them."""
    found = _load(text.strip(_AROUND))
    return [r for r in map(_fields, found if isinstance(found, list) else [found]) if r]


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _fields(found: Any) -> dict[str, Any]:
    """Keys in lower case. An object that only wraps another one, as answers of services do, stands for that."""
    for _ in range(_MAX_NESTED):
        if not isinstance(found, dict):
            break
        record = {key.strip().lower(): value for key, value in found.items()}
        inner = [value for value in record.values() if isinstance(value, dict)]
        if len(inner) != 1 or any(_value(record, what) for what in ("headline", "content")):
            return record
        found = inner[0]
    return {}


def _value(record: dict[str, Any], what: str) -> str:
    """The record's value under any of its names, as text; empty if it has none."""
    for name in rules("records")[what]:
        if (value := record.get(name)) is not None:
            text = _plain(value) if isinstance(value, str) else ("\n" if what == "content" else " ").join(_texts(value))
            if text := text.strip():
                return text
    return ""


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts of a value: of a list those of its items, of an object those under the names of content and author."""
    if isinstance(value, list) and depth < _MAX_NESTED:
        for item in value:
            yield from _texts(item, depth + 1)
    elif isinstance(value, dict) and depth < _MAX_NESTED:
        names = (n for what in ("content", "name") for n in rules("records")[what])
        inner = next((value[n] for n in names if value.get(n)), None)
        yield from _texts(inner, depth + 1)
    elif isinstance(value, float) and value.is_integer():
        yield str(int(value))  # a page number, where other records have none
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield _plain(str(value))


def _plain(text: str) -> str:
    """The text without what JSON can write and no text can hold: halves of characters, NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


@lru_cache(maxsize=1024)
def _day(value: str) -> str:
    """The day in one form; a value that is none stays as it is."""
    if _SECONDS.fullmatch(value):
        return str(datetime.fromtimestamp(int(value[:10]), _CHINA).date())
    return str(date_in_value(value) or value)


def _article(record: dict[str, Any]) -> str:
    """The article's lines; empty if it has neither headline nor text."""
    paragraphs = list(_paragraphs(_value(record, "content")))
    lines = []
    for role, mark in (("kicker", "### "), ("headline", "# "), ("subheadline", "### ")):
        lines += [mark + line for line in _lines(_value(record, role)) if line not in paragraphs[:1]]
    author = " ".join(_lines(_value(record, "author")))
    said = "".join("".join(paragraphs[:3] + paragraphs[-1:]).split())
    if author and "".join(author.split()) not in said and (lines or paragraphs):
        lines.append(signed(author))
    return "".join(f"{line}\n\n" for line in lines + paragraphs)


def _lines(text: str) -> list[str]:
    return [line for part in re.split(r"\n|<br\s*/?>", text) if (line := " ".join(part.split()))]


def _paragraphs(text: str) -> Iterator[str]:
    if _MARKUP.search(text[:2000]) and len(text) <= _MAX_MARKUP:
        for row in read_markup(text).rows:
            yield row.text
    else:
        for part in _PARAGRAPH.split(text.replace("\r\n", "\n").replace("\r", "\n")):
            if part.strip():
                yield part.strip()
