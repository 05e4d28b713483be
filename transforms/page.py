"""One page while it is read: its text in segments, and what each stage found so far.

Readers work on the clean text of a segment, where no layout break cuts a sentence, and turn what they
find into spans of the raw text with `Segment.span`. A page is filled stage by stage (see `edition`), or from
the tables of earlier stages when a single stage is run again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from sys import intern
from typing import Any, NamedTuple

import rjieba

from transforms.traditional import in_simplified

TEXT_KINDS = frozenset({"body", "subheading", "caption"})
"""Paragraph kinds that hold statements."""


class Token(NamedTuple):
    """A word with its span in the segment's clean text and its part-of-speech tag in jieba's set."""

    word: str
    tag: str
    start: int
    end: int


_make_token = partial(tuple.__new__, Token)


def tag_words(text: str) -> list[Token]:
    """Words of a text with their tags and spans. Tokens are made without Token's own slower constructor."""
    if not text:
        return []
    tagged = rjieba.tag(text)
    words, tags = zip(*(_mended(tagged) if _MAY_BE_TORN.search(text) else tagged), strict=True)
    bounds = list(accumulate(map(len, words), initial=0))
    # Equal words are one object: on a page of many megabytes they are a sixth of the memory.
    return list(map(_make_token, zip(map(intern, words), map(intern, tags), bounds, bounds[1:], strict=False)))


def _mended(tagged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words with those taken apart that the tokeniser guessed of a noun and what is said of it: 村|有, 楼|共."""
    torn = [
        at
        for at, (word, _) in enumerate(tagged)
        if len(word) == 2 and word[1] in _SAID and word[0] in _THINGS and not rjieba.has_word(word)
    ]
    for at in reversed(torn):
        word = tagged[at][0]
        tagged[at : at + 1] = [(word[0], "n"), (word[1], _SAID[word[1]])]
    return tagged


_THINGS = frozenset("村县镇乡市省区户楼校厂店馆院队车船桥路河湖园站岛")
_SAID = {
    "有": "v",
    "通": "v",
    "共": "d",
    "已": "d",
    "均": "d",
    "都": "d",
    "仅": "d",
    "将": "d",
    "就": "d",
    "也": "d",
    "还": "d",
}
_MAY_BE_TORN = re.compile(f"[{''.join(_SAID)}](?<=[{''.join(_THINGS)}].)")


class Segment:
    """A heading line or a paragraph: clean text, and where each of its characters stands in the raw text."""

    __slots__ = ("__dict__", "_offsets", "article_id", "end", "kind", "start", "text")

    def __init__(self, article_id: str, kind: str, text: str, start: int, end: int, raw: str) -> None:
        self.article_id = article_id
        self.kind = kind
        """A paragraph kind, or `heading`."""
        self.text = text
        self.start = start
        self.end = end
        self._offsets = None if len(text) == end - start else _align(text, raw, start)

    def raw(self, position: int) -> int:
        """Raw offset of the character at a clean position."""
        return self.start + position if self._offsets is None else self._offsets[position]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of the non-empty clean span [start, end)."""
        if self._offsets is None:
            return self.start + start, self.start + end
        return self._offsets[start], self._offsets[end - 1] + 1

    def clean(self, offset: int) -> int:
        """Clean position of the first character at or behind a raw offset."""
        return offset - self.start if self._offsets is None else bisect_left(self._offsets, offset)

    @cached_property
    def plain(self) -> str:
        """The clean text in Simplified characters, each at its place: what rules and dictionaries know."""
        return in_simplified(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Words of the plain text, tagged once and shared by all readers."""
        return tag_words(self.plain)


def _align(text: str, raw: str, start: int) -> list[int]:
    """Raw offset of each clean character; white space may differ, everything else is in order."""
    offsets, at = [], start
    for char in text:
        if not char.isspace():
            while raw[at] != char:
                at += 1
        offsets.append(at)
        at += 1
    return offsets


@dataclass(slots=True)
class Mention:
    """A name found in a segment; `start`/`end` count in its clean text."""

    segment: int
    start: int
    end: int
    type: str
    text: str
    name: str
    """Canonical name: the longest printed form on the page, in Simplified characters."""
    entity_id: str


@dataclass(slots=True)
class Post:
    """A person said to hold a post; `start`/`end` cover the words that say so, in the segment's clean text."""

    segment: int
    start: int
    end: int
    person: Mention
    title: str
    organization: str | None


@dataclass
class Names:
    """What is named on a page, both lists in page order."""

    mentions: list[Mention] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    @cached_property
    def by_segment(self) -> dict[int, list[Mention]]:
        out: dict[int, list[Mention]] = {}
        for m in self.mentions:
            out.setdefault(m.segment, []).append(m)
        return out


@dataclass
class Page:
    """A document and the rows read from it so far; each list holds rows of the contract's table of that name."""

    document: Any
    articles: list[Any] = field(default_factory=list)
    headings: list[Any] = field(default_factory=list)
    paragraphs: list[Any] = field(default_factory=list)
    statements: list[Any] = field(default_factory=list)
    entity_mentions: list[Any] = field(default_factory=list)
    appointments: list[Any] = field(default_factory=list)
    metrics: list[Any] = field(default_factory=list)
    reconciliations: list[Any] = field(default_factory=list)

    @cached_property
    def segments(self) -> list[Segment]:
        """Headings and paragraphs in print order."""
        raw = self.document.text
        out = [Segment(h.article_id, "heading", h.text, h.char_start, h.char_end, raw) for h in self.headings]
        out += [Segment(p.article_id, p.kind, p.text, p.char_start, p.char_end, raw) for p in self.paragraphs]
        out.sort(key=lambda s: s.start)
        return out

    @cached_property
    def names(self) -> Names:
        """Names and posts on the page, read once."""
        from transforms.entities.reader import read_names  # a reader of pages, so it imports this module

        return read_names(self)

    @cached_property
    def _statement_starts(self) -> list[int]:
        return [s.char_start for s in self.statements]

    def statement_at(self, offset: int) -> Any | None:
        """The statement that covers a raw offset, or None (headings, bylines, credits)."""
        at = bisect_right(self._statement_starts, offset) - 1
        if at >= 0 and offset < self.statements[at].char_end:
            return self.statements[at]
        return None
