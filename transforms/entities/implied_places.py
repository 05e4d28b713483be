"""Places that only the page as a whole makes known: by what is said beside them, how often, or in other names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from transforms.entities.addresses import words_of
from transforms.entities.framed_places import often_named
from transforms.entities.framed_sites import is_site
from transforms.entities.gazetteer import gazetteer, short_by_full, trie_pattern, uncertain_places
from transforms.entities.natural_villages import of_family
from transforms.entities.noun_runs import run_before
from transforms.entities.person_lexicon import word_tag
from transforms.entities.places import MAX_NAME, POINTING
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules

_DATELINE = re.compile("(?:本报|新华社|中新社|中新网)([一-鿿]{2,6}?)(?:\\d{1,2}月)?\\d{1,2}日(?:电|讯|专电)")
"""Where a report was sent from: 本报|青溪|3月5日电."""


def sent_from(text: str) -> set[str]:
    """Places that reports were sent from, which are places wherever the page names them."""
    return {m[1] for m in _DATELINE.finditer(text)} if "日" in text else set()


def possible_places(words: Words) -> Counter[str]:
    """What may be a work of engineering, and how often: names made of ordinary words, sure only if printed often.

    Behind a verb of passing one time is enough: 途经青云大桥.
    """
    out: Counter[str] = Counter()
    for ending, end in words.hits["possible_place"]:
        run = run_before(words, ending, end, MAX_NAME, words_of("stop"), words_of("inside"))
        if run and ending - run[0].start >= 2 and run[0].tag in ("n", "nr", "nz", "ns", "j"):
            start = run[0].start
            name = words.text[start:end]
            if name in words_of("common") or (name[-1] == "街" and not is_site(name[:-2], name[-2:])):
                continue  # 百年|老街
            out[name] += OFTEN if _PASSING.search(words.text, max(0, start - 3), start) else 1
    return out + often_named(words, OFTEN)


OFTEN = 3
_PASSING = re.compile("(?:途经|途径|行经|行至|驶过|驶上|驶入|横跨|走过)$")


@cache
def _locative() -> re.Pattern[str]:
    words = sorted(map(re.escape, rules("places")["locative"]), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})$")


_CLAUSE_ENDS = frozenset("。；，！？\n")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(trie_pattern(rules("places")["acts"]))


def located_words(words: Words, places: list[Span]) -> set[str]:
    """Words that are also short forms of counties and stand behind a place, with a list's comma between them or not,
    or in front of one in a list, or behind a word of location, or open a clause in front of what governments do."""
    out = set()
    uncertain, text = uncertain_places(), words.text
    ends, starts = {s.end for s in places}, {s.start for s in places}
    for word, _, start, end in [t for t in words.tokens if t[0] in uncertain]:
        listed = text[start - 1 : start] == "、" and start - 1 in ends
        listed = listed or (text[end : end + 1] == "、" and end + 1 in starts)
        located = listed or start in ends or _locative().search(text, max(0, start - 3), start)
        acts = (start == 0 or text[start - 1] in _CLAUSE_ENDS) and _acts().match(text, end)
        if (located or acts) and word not in words_of("common"):
            out.add(word)
            ends.add(end)
    return out


def short_forms(pages: Iterable[Words]) -> set[str]:
    """Short forms of the counties and cities whose full names the page prints: 石门 beside 石门县."""
    full = short_by_full()
    names = {words.text[start:end] for words in pages for start, end in words.hits["place"]}
    return {full[name] for name in names if name in full} - words_of("common")


_SEAT = re.compile("^([一-鿿]{2,4})([省市区县州旗镇乡])(?=委|政府|人大|政协|纪委|人民|[一-鿿]{1,8}局)")


_ZONE_NAME = re.compile("([一-鿿]{2,3})(?:先行区|新区|开发区|经开区|高新区|示范区|试验区)")


_LEVEL_NAME = re.compile("([一-鿿]{2,3})(?<![新旧东南西北中上下大小])(?:社区|街道|镇|乡|村)")


_PLACE_TAGS = ("", "ns", "nz")


def implied_places(spans: Iterable[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """Places that the names of their bodies tell of (青渡区, 青渡 by 青渡区委), and those that longer names do."""
    seats: set[str] = set()
    short: set[str] = set()
    for name, kind in set(spans):
        if kind == "organization" and (m := _SEAT.match(name)) is not None:
            stem, whole, out = m[1], m[0], seats
        elif kind == "place" and of_family(name):
            seats.add(name)  # no person
            continue
        elif kind == "place" and name[-1] in "省市县州区" and 2 < len(name) < 5:
            stem, whole, out = name[:-1], name, short
        elif kind == "place" and (level := _LEVEL_NAME.fullmatch(name)) is not None:
            stem, whole, out = level[1], name, short
        elif kind == "place" and (m := _ZONE_NAME.fullmatch(name)) is not None:
            stem, whole, out = m[1], name, short
        else:
            continue
        zone = kind == "place" and len(name) > 4
        if (whole in gazetteer() and not zone) or stem[-1] in "省市区县州镇乡" or stem in gazetteer():
            continue
        if word_tag(stem) not in (_PLACE_TAGS if zone else ("",)):
            continue
        out |= {stem, whole} if len(stem) < 4 else {whole}
    common = {n for n in seats | short if n in words_of("common") or n[0] in POINTING}
    return seats - common, short - common
