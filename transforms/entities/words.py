"""The words of a segment as the readers of names see them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from typing import NamedTuple

from transforms.page import Token
from transforms.vocabulary import Spans


class Words(NamedTuple):
    """A segment's clean text, its tokens with their starts, and where the words of each vocabulary stand."""

    text: str
    tokens: list[Token]
    starts: list[int]
    hits: dict[str, Spans]


def split_at(tokens: list[Token], starts: list[int], cuts: Iterable[int], places: Collection[str]) -> list[Token]:
    """The tokens, cut in two where a position of `cuts` lies inside one: 大学教授 → 大学, 教授."""
    inside: dict[int, int] = {}
    for cut in cuts:
        number = bisect_right(starts, cut) - 1
        if starts[number] < cut:
            inside.setdefault(number, cut)
    if not inside:
        return tokens
    out: list[Token] = []
    at = 0
    for number in sorted(inside):
        out += tokens[at:number]
        out += _halves(tokens[number], inside[number], places)
        at = number + 1
    return out + tokens[at:]


def _halves(token: Token, cut: int, places: Collection[str]) -> list[Token]:
    at = cut - token.start
    left = token.word[:at]
    tag = "ns" if left in places else "n"
    return [Token(left, tag, token.start, cut), Token(token.word[at:], "n", cut, token.end)]
