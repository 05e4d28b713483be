"""The words of a segment as the readers of names see them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from transforms.page import Token
from transforms.vocabulary import Spans


class Words(NamedTuple):
    """A segment's clean text, its tokens with their starts, and where the words of each vocabulary stand."""

    text: str
    tokens: list[Token]
    starts: list[int]
    hits: dict[str, Spans]


def split_at(tokens: list[Token], cuts: list[int], place_names: Collection[str]) -> list[Token]:
    """The tokens, cut in two where a position of `cuts` lies inside one: 大学教授 → 大学, 教授."""
    inside = {}
    wanted = iter(sorted(cuts))
    cut = next(wanted, None)
    for number, token in enumerate(tokens):
        while cut is not None and cut <= token.start:
            cut = next(wanted, None)
        if cut is None:
            break
        if cut < token.end:
            inside[number] = cut
    if not inside:
        return tokens
    out = []
    for number, token in enumerate(tokens):
        if number in inside:
            out += _halves(token, inside[number], place_names)
        else:
            out.append(token)
    return out


def _halves(token: Token, cut: int, place_names: Collection[str]) -> list[Token]:
    at = cut - token.start
    left = token.word[:at]
    tag = "ns" if left in place_names else "n"
    return [Token(left, tag, token.start, cut), Token(token.word[at:], "n", cut, token.end)]
