"""Posts: runs of words that make a title, and the organisation before and the person behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from transforms.gazetteer import trie_pattern
from transforms.lexicon import rules
from transforms.organizations import Span
from transforms.page import Segment
from transforms.persons import word_tag


class Title(NamedTuple):
    """A title in a segment's clean text."""

    start: int
    end: int
    text: str


class Holding(NamedTuple):
    """What stands before a person: titles, their organisations, and where the words start."""

    start: int
    titles: tuple[str, ...]
    organizations: tuple[str, ...]


@cache
def _pieces() -> re.Pattern[str]:
    data = rules("titles")
    return re.compile(f"(?:{trie_pattern(data['prefixes'] + data['modifiers'] + data['heads'])}){{1,6}}")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(sorted(w[::-1] for w in rules('titles')['heads']))})")


@cache
def _blocked() -> re.Pattern[str]:
    data = rules("titles")
    return re.compile(f"(?!{trie_pattern(data['but_before'])})[{data['not_before']}]")


_DROPPED = re.compile("^(?:时任|现任|新任|原任)")


def find_titles(segment: Segment) -> list[Title]:
    """Titles in the segment, longest runs of pieces that end with a head."""
    text = segment.text
    out: list[Title] = []
    starts: list[int] = []
    for m in _pieces().finditer(text):
        run, start = m[0], m.start()
        if not _heads().match(run[::-1]):
            run = _cut_to_head(run)
        end = start + len(run)
        if not run or _blocked().match(text, end):
            continue
        # 标准|研究员: what the run takes from a longer word is not part of the title.
        starts = starts or [t.start for t in segment.tokens]
        at = bisect_right(starts, start) - 1
        if starts[at] < start and segment.tokens[at].end < end:
            cut = segment.tokens[at].end
            if _heads().fullmatch(text[cut:end][::-1]) or _pieces().fullmatch(text, cut, end):
                start = cut
        if _inside_word(segment, starts, end):
            continue
        out.append(Title(start, end, text[start:end]))
    return out


def _inside_word(segment: Segment, starts: list[int], end: int) -> bool:
    """Whether a title ends within an ordinary word: 相|关."""
    token = segment.tokens[bisect_right(starts, end - 1) - 1]
    return token.end > end and word_tag(token.word) not in ("", "nr", "nrfg")


def _cut_to_head(run: str) -> str:
    for end in range(len(run) - 1, 0, -1):
        if _heads().match(run[:end][::-1]):
            return run[:end]
    return ""


_JOIN = re.compile("[、，]?(?:兼任|兼)|[、暨及和]|")


def read_holding(
    text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span], roles: dict[int, int]
) -> Holding | None:
    """The posts printed right before a person that starts at `person`; `titles`, `bodies` and `roles` by their end."""
    at = _skip_space(text, person)
    names: list[str] = []
    organizations: list[str] = []
    start = person
    while True:
        if (title := titles.get(at)) is not None:
            names.append(_DROPPED.sub("", title.text))
            at = start = title.start
            body = bodies.get(at) or bodies.get(at - 1 if text[at - 1 : at] == "的" else at)
            if body is not None:
                organizations.append(text[body.start : body.end])
                at = start = body.start
        elif at in roles and names == [] and text[roles[at] - 1 : roles[at]] in ("、", "，"):
            at = roles[at]
        else:
            break
        joined = _join_before(text, at)
        if joined is None:
            break
        at = joined
    if not names:
        return None
    return Holding(start, tuple(reversed(names)), tuple(dict.fromkeys(reversed(organizations))))


def _join_before(text: str, at: int) -> int | None:
    for width in (3, 2, 1):
        if at >= width and text[at - width : at] in _JOINS:
            return at - width
    return None


_JOINS = frozenset(("、", "兼", "兼任", "、兼", "，兼", "和", "暨", "及"))


def _skip_space(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at
