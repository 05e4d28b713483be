"""The words of a segment as the readers of names see them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import rjieba

from transforms.page import Token
from transforms.vocabulary import Spans


class Words(NamedTuple):
    """A segment's clean text, its tokens with their starts, and where the words of each vocabulary stand."""

    text: str
    tokens: list[Token]
    starts: list[int]
    hits: dict[str, Spans]

    def opens(self, start: int) -> bool:
        """Whether a token starts there: 一战, but not in 统一战线."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.starts[at] == start

    def whole(self, start: int, end: int) -> bool:
        """Whether a span starts and ends with tokens: 刑法, but not in 判刑法院; 民和 is none of 农民|和."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return self.starts[first] == start and self.tokens[last].end == end

    def hit_before(self, vocabulary: str, end: int) -> int | None:
        """Where the word of a vocabulary starts that ends there."""
        hits = self.hits[vocabulary]
        at = bisect_left(hits, end, key=_END)
        return hits[at][0] if at < len(hits) and hits[at][1] == end else None

    def hit_at(self, vocabulary: str, start: int) -> bool:
        """Whether a word of a vocabulary starts there."""
        hits = self.hits[vocabulary]
        at = bisect_left(hits, start, key=_START)
        return at < len(hits) and hits[at][0] == start


_START, _END = itemgetter(0), itemgetter(1)

_LEADS = frozenset("为对到在从向由与和就据于")
_UNITS = frozenset("省市县区州")
_GOING = frozenset("到为对在")
_SCHOOLS = frozenset(("小学校", "中学校", "大学校", "高中校", "初中校"))
_LAST = _UNITS | _GOING | {"校"}
_LONG = 4


def led_units(tokens: list[Token]) -> list[int]:
    """Where the tagger joined a preposition, a verb of going or 校 with what is beside it: 为|市, 组|到, 小学|校内."""
    return [t[2] + len(t[0]) - 1 for t in tokens if t[0][-1] in _LAST and _is_led(t[0])]


def _is_led(word: str) -> bool:
    """Whether the last character of a word is one of its own: a unit behind a preposition, a verb of going."""
    if word[-1] == "校":
        return word in _SCHOOLS
    if word[-1] in _UNITS and word[-2:-1] == "任" and len(word) < _LONG:
        return True  # 任|县, 原任|市
    led = len(word) == 2 and ((word[1] in _UNITS and word[0] in _LEADS) or word[1] in _GOING)
    return led and not rjieba.has_word(word)


def led_names(tokens: list[Token], starts: list[int], names: Spans) -> list[int]:
    """Where a known name stands behind a preposition that the tagger joined with its first characters: 从亚|投行."""
    out = []
    for start, end in names:
        number = bisect_right(starts, start) - 1
        token = tokens[number]
        torn = token.start == start - 1 and token.end < end and token.word[0] in _BEFORE_NAMES
        if torn and (end - start > 2 or not rjieba.has_word(token.word)):
            out.append(start)
    return out


_BEFORE_NAMES = frozenset("从由据对向与和给被把将让在")


def split_at(tokens: list[Token], starts: list[int], cuts: Iterable[int], places: Collection[str]) -> list[Token]:
    """The tokens, cut where a position of `cuts` lies inside one: 大学教授 → 大学, 教授."""
    inside: dict[int, set[int]] = {}
    for cut in cuts:
        number = bisect_right(starts, cut) - 1
        if starts[number] < cut < tokens[number].end:
            inside.setdefault(number, set()).add(cut)
    if not inside:
        return tokens
    out: list[Token] = []
    at = 0
    for number in sorted(inside):
        out += tokens[at:number]
        out += _pieces(tokens[number], sorted(inside[number]), places)
        at = number + 1
    return out + tokens[at:]


def join_at(tokens: list[Token], starts: list[int], spans: Iterable[tuple[int, int]], tag: str) -> list[Token]:
    """The tokens, with those inside each span made one: 前, 海 → 前海; spans that are one token already change nothing.

    A token that a span ends inside is cut there.
    """
    apart = [(a, b) for a, b in spans if not _is_token(tokens, starts, a, b)]
    if not apart:
        return tokens
    cut = split_at(tokens, starts, [at for span in apart for at in span], frozenset())
    ends = dict(apart)
    out: list[Token] = []
    until = 0
    for token in cut:
        if token.start in ends and token.start >= until:
            until = ends[token.start]
            out.append(Token("", tag, token.start, until))
        if token.start >= until:
            out.append(token)
        else:
            out[-1] = out[-1]._replace(word=out[-1].word + token.word)
    return out


def _is_token(tokens: list[Token], starts: list[int], start: int, end: int) -> bool:
    number = bisect_right(starts, start) - 1
    return tokens[number].start == start and tokens[number].end == end


def _pieces(token: Token, cuts: list[int], places: Collection[str]) -> list[Token]:
    bounds = [token.start, *cuts, token.end]
    words = [token.word[a - token.start : b - token.start] for a, b in pairwise(bounds)]
    tags = ["ns" if words[0] in places else "n", *("n" for _ in cuts)]
    return [Token(word, tag, a, b) for word, tag, (a, b) in zip(words, tags, pairwise(bounds), strict=True)]
