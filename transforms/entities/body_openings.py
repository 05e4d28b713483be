"""What opens the name of a body besides a place: a bare unit, its country, and the field in front of 与 or 和."""

from __future__ import annotations

from bisect import bisect_left

import rjieba

from transforms.entities.body_edges import SINGLE_UNITS
from transforms.entities.gazetteer import countries, gazetteer, place_before
from transforms.entities.known_bodies import body_words
from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.noun_runs import run_before, start_of_name
from transforms.entities.words import Words
from transforms.page import Token

MAX_NAME = 32


def _is_unit_body(word: str) -> bool:
    """Whether a word is a unit and its body: 省|工商局, but not 镇|村干部."""
    return len(word) > 2 and rjieba.has_word(word[1:]) and not word.endswith("干部")


def counted_unit(text: str, start: int) -> bool:
    """Whether a unit stands behind a word that makes it no name: 全市, 各县."""
    return text[start - 1 : start] in _NOT_ONE if start else False


_NOT_ONE = frozenset("全各该我本两几个级跨多每邻异某数等出入进所在的")


def unit_start(words: Words, run: list[Token], ending: int) -> int | None:
    """Start of a body that a bare unit opens: 市|生态环境监控中心, 省工商局 in one word."""
    for token in run:
        if token.start > ending:
            break
        if token.word[0] not in SINGLE_UNITS or counted_unit(words.text, token.start):
            continue
        if len(token.word) == 1 and token.start < ending:
            return token.start
        if token.start <= ending < token.end and _is_unit_body(token.word):
            return token.start
    return None


_NO_FIELD = frozenset(("ad", "d", "a", "p", "c", "x", "m", "r", "t"))


def _of_place(words: Words, run: list[Token], ending: int, at: int) -> list[Token]:
    """The run with what stands before 与 inside the name of a centre or institute of a place, if that is all words
    of fields: 江省脑空间信息学|与脑机接口技术创新中心."""
    word = words.text[ending : run[-1].end]
    before = words.tokens[at]
    if not word.endswith(("中心", "研究院", "研究所", "实验室")) or any(t.word in gazetteer() for t in run):
        return run
    last = words.tokens[at - 1]
    wider = run_before(words, last.start, last.end, MAX_NAME, body_words("stop"), body_words("inside"))
    places = [i for i, t in enumerate(wider[:-1]) if t.word in gazetteer()]
    joined = places and words.hit_before("body_ending", before.start) is None
    return [*wider[places[0] :], before, *run] if joined else run


def reach_over_and(words: Words, run: list[Token], ending: int) -> list[Token]:
    """The run with what stands before 与 or 和 inside a name: 海洋安全与合作研究院."""
    at = bisect_left(words.starts, run[0].start) - 1
    if at < 1 or words.tokens[at].word not in ("与", "和", "及", "暨"):
        return run
    if start_of_name(run, ending) is not None:
        return _of_place(words, run, ending, at)
    before = words.tokens[at]
    if unit_start(words, run, ending) is not None or words.hit_before("body_ending", before.start) is not None:
        return run
    if (run[0].start >= ending and len(run) == 1) or words.tokens[at - 1].tag in _NO_FIELD:
        return run
    last = words.tokens[at - 1]
    wider = run_before(words, last.start, last.end, MAX_NAME, body_words("stop"), body_words("inside"))
    first = start_of_name(wider, before.start)
    if first is None and words.text[ending : run[-1].end] in body_words("offices"):
        first = max(0, len(wider) - 2)
    return [*wider[first:], before, *run] if first is not None else run


def _with_country(text: str, start: int) -> int:
    """The start with the country in front, unless the body belongs to none."""
    if text.startswith(_BLOCS, start):
        return start  # 中国|东盟
    place = place_before(text, start)
    return place if place is not None and text[place:start] in countries() else start


def with_unit(text: str, start: int, end: int) -> int:
    """The start with the country whose body it is, or with the unit: 市|交通委."""
    bureau = text[end - 1] in "局委厅办" and text[start - 1 : start] in SINGLE_UNITS
    if bureau and (start == 1 or text[start - 2] in PUNCTUATION):
        return start - 1
    if text[start:end] in _BANKS and (place := place_before(text, start)) is not None:
        return place if text[place:start] not in countries() else start
    return _with_country(text, start)


_BANKS = ("工行", "农行", "中行", "建行", "交行", "农发行")
"""Banks of the state, whose branch in a place goes by its name in front of theirs: 澜州|农行."""


_BLOCS = ("东盟", "欧盟", "非盟", "阿盟", "联合国", "北约", "上合组织", "金砖")
"""International bodies, which belong to no country in front of them."""
