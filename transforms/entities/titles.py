"""Titles of posts: a head (书记, 总经理) with the words before it that belong to it (党组, 副, 首席)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import title_heads, word_tag
from transforms.entities.spoken_names import can_be_name
from transforms.lexicon import rules
from transforms.page import Token
from transforms.vocabulary import Spans


class Title(NamedTuple):
    """A title in a segment's clean text."""

    start: int
    end: int
    text: str


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that titles are found by: their heads."""
    return {"title": title_heads()}


@cache
def _pieces(of_company: bool) -> tuple[frozenset[str], tuple[int, ...]]:
    """Words that belong to the post in front of its head, and their lengths; a company's have no field in them."""
    data = rules("titles")
    words = frozenset(data["prefixes"] + ([] if of_company else data["modifiers"]))
    return words, tuple(sorted({len(w) for w in words}, reverse=True))


@cache
def _blocked() -> re.Pattern[str]:
    data = rules("titles")
    dotted = "[一-鿿]{1,5}[·•・]"  # 主任|普拉·阿南
    return re.compile(f"(?!{trie_pattern(data['but_before'])}|{dotted})[{data['not_before']}]")


def find_titles(text: str, tokens: list[Token], starts: list[int], heads: Spans) -> list[Title]:
    """Titles in a text, given where heads of titles stand in it."""
    out: list[Title] = []
    for head, end in heads:
        if text.startswith("校长", end - 1):
            head, end = end - 1, end + 1  # 附中|校长, no 中校
        doubled = text[head - 1 : head] == text[head]  # 法规处|处长
        if _blocked().match(text, end) or (not doubled and _inside_word(text, tokens, starts, end)):
            continue
        start = _reach_back(text, head)
        if out and start <= out[-1].end:
            # 主任|医师 is one post.
            start = out.pop().start
        start = _own_start(text, _not_torn(text, tokens, starts, start, head), head)
        out.append(Title(start, end, text[start:end]))
    return out


def _reach_back(text: str, start: int) -> int:
    """Start of the run of pieces that ends at `start`."""
    words, lengths = _pieces(text.startswith(tuple(rules("titles")["of_companies"]), start))
    for _ in range(5):
        for length in lengths:
            if length <= start and text[start - length : start] in words:
                start -= length
                break
        else:
            break
    return start


def _not_torn(text: str, tokens: list[Token], starts: list[int], start: int, head: int) -> int:
    """The start without a single character torn off an ordinary word: in 标准|研究员, 准 is no part of the title."""
    token = tokens[bisect_right(starts, start) - 1]
    word = word_tag(token.word) or token.tag in ("nr", "nrfg")  # 龚正|代表全市
    if token.start < start and start < token.end <= head and token.end - start == 1 and word:
        return token.end
    return start


@cache
def _posted() -> re.Pattern[str]:
    return re.compile("驻([\u4e00-\u9fff]{1,8}?)(?:特命全权)?$")


def _own_start(text: str, start: int, head: int) -> int:
    """Where the post itself starts: 驻江国|大使 is one post, in 项目|职工 only 职工 is."""
    data = rules("titles")
    if text.startswith(tuple(data["envoys"]), start):
        posted = _posted().search(text, max(0, start - 14), start)
        if posted is not None and (len(posted[1]) == 1 or posted[1] in gazetteer()):
            return posted.start()
    if start < head and text.startswith(tuple(data["plain"]), head) and text[start:head] not in data["prefixes"]:
        return head
    return start


def _inside_word(text: str, tokens: list[Token], starts: list[int], end: int) -> bool:
    """Whether a title ends within an ordinary word (代表|性), which 总裁|兼 and 镇长|葛望川 are not."""
    token = tokens[bisect_right(starts, end - 1) - 1]
    if token.end <= end or word_tag(token.word) in ("", "nr", "nrfg") or text.startswith("兼", end):
        return False
    named = token.tag == "ns" and token.word[0] == "长" and text[token.end : token.end + 1] not in _LEVELS
    named = named or (token.word == "任何" and text.startswith("主", token.start - 1))  # 办公室主任|何建国
    return not (
        named and (can_be_name(text[end : end + 3]) or (text[end] == "何" and can_be_name(text[end : end + 2])))
    )


_LEVELS = frozenset("省市区县州镇乡村路街道的、，")
"""Behind a city's name these show that the city is meant: 吉林省|长春市."""


def cut_by_titles(found: Iterable[Title]) -> dict[int, int]:
    """Every position inside a title → where that title ends: what starts there and goes on behind cuts the title."""
    return {at: title.end for title in found for at in range(title.start + 1, title.end)}
