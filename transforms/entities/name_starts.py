"""Where names start that only the page as a whole tells: without what stood before them, with a first character that
always stands before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

import rjieba

from transforms.entities.bodies_of_lands import SHORT_LANDS, bodies_of_state
from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import HAN
from transforms.entities.readings import Reading
from transforms.entities.spans import Span
from transforms.vocabulary import Texts

_GOING = frozenset("到在赴来往至于为任率携陪带")
_FIRST = frozenset("小大老新中东西南北上下前后")
"""Characters that a name may open with and that are words of their own."""
_UNITS = frozenset("镇乡村县区")
_HOUSING = re.compile("小区|花园|家园|公寓|嘉园|名苑|新村|新苑")
_TOWNS = frozenset(("北京", "上海", "天津", "重庆", "香港", "澳门"))
"""Towns that hold so many estates that none is called by the town alone."""
_LEADS_UP = re.compile(
    "(?:记者|笔者)(?:近日|日前|今[天日]|昨[天日])?[从在向对据就到]|[一-鿿]{2,10}兼(?![并程顾容任职])"
    "|(?:[一二两三四五六七八九十\\d]{1,2}[胜负平]){1,3}|升班马|卫冕冠军|东道主"
)
"""What stands in front of a body and is no part of its name: 记者从|青溪派出所, 常委兼|组织部, 一胜一负|青溪女排."""
_STEM = 3
_AGAIN = 2


def _torn(text: str, start: int, end: int, units: Set[str]) -> int:
    """How many characters of the unit that it is of a body's name lacks: 2 for 望川|镇交警中队, 1 for 和|沟村党支部."""
    if any(text[start : start + size] in units for size in (2, 3, 4)):
        return 0  # 而|元树村村委
    sizes = ((n, m) for n in (3, 2, 1) for m in (1, 2, 3) if n <= start and start + m < end)
    return next((n for n, m in sizes if text[start + m - 1] in _UNITS and text[start - n : start + m] in units), 0)


def trim_starts(readings: Sequence[Reading]) -> None:
    """Cut what a name took from the words before it, where the page also prints the name alone: 为|青溪镇."""
    counts = Counter((s.type, r.words.text[s.start : s.end]) for r in readings for s in r.spans)
    for reading in readings:
        text = reading.words.text
        people = dict(reading.persons)
        inside = {at for start, end in people.items() for at in range(start + 1, end)}
        reading.spans = [s for s in reading.spans if s.type != "event" or s.start not in inside]  # 陈|汉中记得报告会
        for i, span in enumerate(reading.spans):
            if span.type not in ("place", "organization") or span.end - span.start < 4:
                continue
            if (led := _LEADS_UP.match(text, span.start, span.end - 2)) is not None:
                reading.spans[i] = span = span._replace(start=led.end())
            gone = people.get(span.start, span.end)
            while gone in people:
                gone = people[gone]  # 秦望川陆知远率|青溪代表团
            if gone < span.end - 2 and text[gone] in _GOING:
                reading.spans[i] = span._replace(start=gone + 1)  # 陆知远到|青溪镇
                continue
            own = counts[span.type, text[span.start : span.end]]
            for start in range(span.start + 1, min(span.start + 5, span.end - 2)):
                alone = counts.get((span.type, text[start : span.end]), 0)
                cut = text[span.start : start]
                rest = text[start : span.end]
                if rest == "党中央" or (cut in SHORT_LANDS and rest in bodies_of_state()):
                    break  # 致公|党中央, 韩|国防部
                if alone > 2 * own and cut.rstrip("—–－-") not in gazetteer() and cut != "中共" and cut[-1] != "届":
                    reading.spans[i] = span._replace(start=start)
                    break


def grow_starts(readings: Sequence[Reading], page: Texts) -> None:
    """Give a name the character that the page prints before it wherever it prints it: 小|云山地铁站, 中|嘉空铁集团; a
    body of a unit the name of that unit, if the page holds it: 望川|镇交警中队."""
    spans = ((r.words.text, s) for r in readings for s in r.spans if s.type == "place")
    units = {text[s.start : s.end] for text, s in spans if text[s.end - 1] in _UNITS}
    for reading in readings:
        text = reading.words.text
        ends = {s.end for s in reading.spans}
        for i, span in enumerate(reading.spans):
            if span.type == "place" and _is_cut_town(text, span, page) and span.start not in ends:
                reading.spans[i] = span._replace(start=span.start - 1)
                continue
            if span.type == "place" and (housing := _HOUSING.match(text, span.end)) is not None:
                stem = text[span.start : span.end]
                if stem not in _TOWNS and _AGAIN <= page.count(stem) == page.count(stem + housing[0]):
                    reading.spans[i] = span._replace(end=housing.end())
                continue
            if span.type == "organization" and (torn := _torn(text, span.start, span.end, units)):
                reading.spans[i] = span._replace(start=span.start - torn)
                continue
            if span.type not in ("place", "organization") or span.end - span.start < _STEM or not span.start:
                continue
            first, stem = text[span.start - 1], text[span.start : span.start + _STEM]
            if first not in _FIRST or (span.start > 1 and rjieba.has_word(text[span.start - 2 : span.start])):
                continue  # 目前|青溪公司
            if stem in gazetteer() or stem[:2] in gazetteer():
                continue
            if _AGAIN <= page.count(stem) == page.count(first + stem):
                reading.spans[i] = span._replace(start=span.start - 1)


def _is_cut_town(text: str, place: Span, page: Texts) -> bool:
    """Whether a town is read as another whose name its own ends with: of 盖|北镇 the page prints no 北镇 alone."""
    if place.end - place.start != _SHORT or text[place.end - 1] not in "镇乡" or not place.start:
        return False
    first, stem = text[place.start - 1], text[place.start : place.end]
    named = HAN.match(first) is not None and first not in _LINKS
    return named and _AGAIN <= page.count(stem) == page.count(first + stem)


_SHORT = 2
_LINKS = frozenset("在到从自往赴去来驻的了为是和与及或经对向由被把将给让省市县区州个")
