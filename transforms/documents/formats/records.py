"""JSON Lines, one article a line → the text of a page: each article with its headings, author and paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted
from transforms.documents.formats.headlines import signed
from transforms.documents.formats.markup import read_markup
from transforms.lexicon import rules

_NO_RECORD = "No line of the file is a JSON object with a title or content: put one article on each line."
_DAYS = "The file holds articles of several days: put it into the raw directory itself, not into another archive."
_DAY = re.compile(r"\s*(\d{4})\D{0,3}?(\d{1,2})(?:\D{1,3}|(?=\d\d))(\d{1,2})")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, as JSON may spell it: no file can hold it."""
_NO_NAME = re.compile(r"\W")
_PARAGRAPH = re.compile(r"\n|(?<=[。！？”…）])\u3000\u3000")
_MARKUP = re.compile(r"<(?:p|br|div|span)\b", re.I)
_MAX_MARKUP = 2_000_000


def read_records(text: str) -> Extracted:
    """The articles of a page or of a day; UnreadableError if there are none, or of several days."""
    records = [r for r in map(_record, text.split("\n")) if r]
    articles = [a for a in map(_article, records) if a]
    if not articles:
        raise UnreadableError("unsupported", _NO_RECORD)
    days = {_day(value) for r in records if (value := _value(r, "date"))}
    if len(days) > 1:
        raise UnreadableError("unsupported", _DAYS)
    pages = {_value(r, "page") for r in records}
    papers = {_value(r, "publication") for r in records}
    return Extracted(
        "".join(articles).rstrip() + "\n",
        next(iter(days), None),
        papers.pop() or None if len(papers) == 1 else None,
        pages.pop() or None if len(pages) == 1 else None,
    )


def part_of(line: bytes) -> str:
    """The name of the page that a line belongs to, as a file name: its date and page number."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("gb18030", "replace")
    record = _record(text)
    if not record:
        return "unreadable.jsonl"
    day = _day(_value(record, "date"))
    page = _NO_NAME.sub("", _value(record, "page"))[:12]
    return "_".join(filter(None, (day if _DAY.match(day) else "undated", page))) + ".jsonl"


def _record(line: str) -> dict[str, Any]:
    if not line.lstrip("\ufeff \t\r").startswith("{"):
        return {}
    try:
        found = json.loads(line.strip("\ufeff \t\r"))
    except (ValueError, RecursionError):
        return {}
    return {key.strip().lower(): value for key, value in found.items()} if isinstance(found, dict) else {}


def _value(record: dict[str, Any], what: str) -> str:
    """The record's value under any of its names, as text; empty if it has none."""
    for name in rules("records")[what]:
        value = record.get(name)
        if isinstance(value, list):
            value = " ".join(str(part) for part in value if isinstance(part, str | int))
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return _HALF.sub("\ufffd", str(value).strip())
    return ""


def _day(value: str) -> str:
    """The day in one form; a value that is none stays as it is."""
    found = _DAY.match(value)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else value


def _article(record: dict[str, Any]) -> str:
    """The article's lines; empty if it has neither headline nor text."""
    paragraphs = list(_paragraphs(_value(record, "content")))
    lines = []
    for role, mark in (("kicker", "### "), ("headline", "# "), ("subheadline", "### ")):
        lines += [mark + line for line in _lines(_value(record, role)) if line not in paragraphs[:1]]
    author = " ".join(_lines(_value(record, "author")))
    said = "".join("".join(paragraphs[:3] + paragraphs[-1:]).split())
    if author and "".join(author.split()) not in said:
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
