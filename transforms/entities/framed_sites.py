"""Sites and housing estates with names of ordinary words, sure by what stands in front of them and behind them:
来到|双塔公园, 家住|锦绣家园. Words for kinds of sites (体育|公园) make none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import cache

from transforms.entities.addresses import words_of
from transforms.entities.framed_places import Side, frames, may_name, plain_words, stem_before
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.memo import memoised

_SIZES = (3, 2)


def sites(words: Words, places: Collection[int]) -> list[Span]:
    """Parks, bridges, waters and the like behind a word of location, or in front of where they lie."""
    text = words.text
    out = []
    for m in _site().finditer(text):
        stem = stem_before(words, m.span(), places, _SIZES)
        if stem is None or _GOES_ON.match(text, m.end()):
            continue
        short = len(m[0]) == 1
        visited = stem.side in (Side.LED, Side.APART) and _visited().search(text, max(0, stem.start - 4), stem.start)
        led = visited if short else stem.side is Side.LED
        shore = short and stem.side is Side.LED and m[0] in "湖河江溪" and _SHORE.match(text, m.end())
        lies = stem.side in (Side.OPEN, Side.LED) and _lies().match(text, m.end())
        if (led or shore or lies) and is_site(text[stem.start : m.start()], m[0]):
            out.append(Span(stem.start, m.end(), "place"))
    return out


@memoised
def is_site(stem: str, ending: str) -> bool:
    """Whether ordinary words may be what a site is called, and not what kind of site it is: 双塔, but not 体育."""
    kinds = frames()["kinds"] | frames()["kinds_of_sites"]
    if not may_name(stem) or not kinds.isdisjoint((stem, stem[:2], stem[-2:])) or stem[:2] in gazetteer():
        return False
    whole = stem[-1] + ending in frames()["whole_words"] or stem + ending in words_of("common")
    return not whole and plain_words(stem)


@memoised
def is_kind_of_site(name: str) -> bool:
    """Whether one word of many kinds of places makes a site: 智慧|农场."""
    ending = _PUBLIC.search(name)
    return ending is not None and name[: ending.start()] in frames()["kinds"]


_PUBLIC = re.compile("(?:公园|广场|农场|林场|牧场|景区|码头|老街|古镇|古街)$")


@cache
def _site() -> re.Pattern[str]:
    return re.compile(trie_pattern(frames()["sites"]))


_GOES_ON = re.compile("[镇乡村区县市街路站口馆院校园社庄寨]|[长员民](?![期达])|边境|底(?!下)|里程|流(?!经)|道")
"""Behind what is no whole name, or is the name of a body: 双塔公园|路, 双塔山|镇."""
_SHORE = re.compile("[畔边岸面]|两岸|沿岸|上空")


@cache
def _visited() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(frames()['leads_of_waters'])})$")


@cache
def _lies() -> re.Pattern[str]:
    return re.compile(trie_pattern(frames()["behind_sites"]))


def estates(words: Words, places: Collection[int]) -> list[Span]:
    """Housing estates where somebody lives, or in front of their houses and owners: 锦绣家园|12栋."""
    text = words.text
    out = []
    for m in _estate().finditer(text):
        stem = stem_before(words, m.span(), places, _SIZES)
        if stem is None:
            continue
        lived_in = stem.side is Side.LED and _LIVED_IN.search(text, max(0, stem.start - 3), stem.start)
        alone = stem.side is not Side.APART and m[0] in frames()["sure_estates"]
        if (lived_in or alone or _OF_ESTATE.match(text, m.end())) and is_site(text[stem.start : m.start()], m[0]):
            out.append(Span(stem.start, m.end(), "place"))
    return out


@cache
def _estate() -> re.Pattern[str]:
    return re.compile(trie_pattern(frames()["estates"]) + "(?!小区|社区|路|街|酒店|大酒店|公司|[长员])")


_LIVED_IN = re.compile("(?:住在?|家在|位于|坐落[于在]|开在|设在|入住|搬[进到入])$")
_OF_ESTATE = re.compile(
    "[A-Z]?[\\d０-９一二三四五六七八九十]{1,3}(?:号楼|[栋幢座]|单元|期)|的?(?:业主|住户)|物业|业委会|[一二三四五六]期"
)


def with_words_of_water(words: Words, start: int | None) -> int | None:
    """The start of a site with the word in front of the water or hill that it was found to begin with, where nothing
    else opens the clause: 莲花|湖湿地公园."""
    if start is None or words.text[start] not in "湖河江山溪岛湾" or not words.opens(start):
        return start
    number = bisect_right(words.starts, start) - 1
    if len(words.tokens[number].word) > 1 or not number:
        return start
    before = words.tokens[number - 1]
    named = before.tag[0] == "n" and 1 < len(before.word) < 4 and is_site(before.word, words.text[start])
    opens = number == 1 or words.tokens[number - 2].tag[0] in "xpvuc" or words.tokens[number - 2].word in gazetteer()
    return before.start if named and opens else start
