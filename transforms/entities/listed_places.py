"""Places in lists and pairs: what stands between other places, divisions whose names are ordinary words, and where a
stretch of a road or line begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from transforms.entities.framed_places import is_kind
from transforms.entities.gazetteer import ordinary_divisions, trie_pattern
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words


def listed_places(words: Words, places: Sequence[Span]) -> list[Span]:
    """Members of lists of places, and both ends of a stretch: 大街（彩云路-望江路）."""
    out = (
        [Span(*m.span(n), "place") for m in _STRETCH.finditer(words.text) for n in (1, 2)] if "（" in words.text else []
    )
    if "、" in words.text:
        out += _listed_between(words, places) + _listed_divisions(words, places) + _listed_alike(words.text, places)
        out += _listed_counted(words.text)
    return out


_STRETCH = re.compile(
    "(?<=[路街道线桥期段])（((?!全线|起点)[一-鿿]{2,6})[-—－~～至]{1,2}((?!全线|终点)[一-鿿]{2,6}(?<![段线]))）"
)


def _listed_between(words: Words, places: Sequence[Span]) -> list[Span]:
    """Words that nothing but a list's commas parts from a place on either side: 江心洲、|钟家渡|、云岭."""
    text = words.text
    starts = {s.start for s in places}
    out = []
    for end in sorted({s.end for s in places}):
        member = _MEMBER.match(text, end)
        if member is None or member.end() not in starts or member.start(1) in starts:
            continue
        if word_tag(member[1]) in _NAMES and words.whole(*member.span(1)):
            out.append(Span(*member.span(1), "place"))
    return out


_MEMBER = re.compile("、([一-鿿]{2,4})、")
_NAMES = frozenset(("", "ns", "nz"))


def _listed_alike(text: str, places: Sequence[Span]) -> list[Span]:
    """Villages, towns and streets in a list behind one of their kind: 青坪村、|谢村村|、|四联村."""
    starts = {s.start for s in places}
    out = []
    for end in sorted({s.end for s in places if text[s.end - 1] in _ALIKE}):
        unit = text[end - 1]
        while (member := _NEXT.match(text, end)) is not None and member[1][-1] == unit:
            name = member[1]
            plain = rjieba.has_word(name) or is_kind(name) or name[0] in _POINTING
            if not plain and member.start(1) not in starts:
                out.append(Span(*member.span(1), "place"))
            end = member.end()
    return out


_ALIKE = frozenset("村镇乡路街巷")
_NEXT = re.compile("、((?:(?![的在了是为等各和与及])[一-鿿]){2,4})(?=[、，。；等和及与]|$)")
_POINTING = frozenset("各全该本某每其这那此多几两")


def _listed_counted(text: str) -> list[Span]:
    """Towns, villages and counties in a list in front of their number: 在|青溪、|望江、|石桥|三个乡镇."""
    out: list[Span] = []
    for m in _COUNTED_LIST.finditer(text):
        lead = _LEAD.match(text, m.start(), text.index("、", m.start()))
        names = [
            n.span() for n in _BETWEEN_LINKS.finditer(text, m.start() if lead is None else lead.end(), m.end("list"))
        ]
        proper = sum(_is_proper(text[a:b]) for a, b in names)
        number = int(m["number"]) if m["number"].isdigit() else _NUMBERS[m["number"]]
        if len(names) == number and 2 * proper > number:
            out += [Span(a, b, "place") for a, b in names if b - a > 1]
    return out


_COUNTED_LIST = re.compile(
    "(?P<list>(?:[一-鿿]{2,5}、){1,11}[一-鿿]{2,4}?(?:[和及与][一-鿿]{2,4}?)?)等?(?P<number>\\d{1,2}|[两三四五六七八九十])个"
    "(?:片区|乡镇|镇街|街镇|镇乡|镇|乡|街道|县区|区县|县市区|市县|县|社区|村(?!民)|地市|州市|省份)"
)
_LEAD = re.compile("[一-鿿]{0,3}[在对向从由到于为给以和与将经有含辖省市县区](?=[一-鿿]{2})")
_BETWEEN_LINKS = re.compile("(?:(?![、和及与等])[一-鿿])+")
_NUMBERS = {number: value for value, number in enumerate("两三四五六七八九十", 2)}
_LISTED = frozenset(("", "ns", "nr", "nz", "nrt", "nrfg"))


def _is_proper(name: str) -> bool:
    """Whether a member of a list is no ordinary word, and says nothing of what is done."""
    return word_tag(name) in _LISTED and not any(tag[0] == "v" for _, tag in rjieba.tag(name))


@cache
def _ordinary() -> re.Pattern[str]:
    return re.compile(trie_pattern(ordinary_divisions()))


def _listed_divisions(words: Words, places: Sequence[Span]) -> list[Span]:
    """Divisions whose names are ordinary words, in a list of three or more that holds a sure place: 海淀、|西城|等."""
    text = words.text
    ends = {s.start: s.end for s in sorted(places, key=lambda s: s.end)}
    plain = {m.start(): m.end() for m in _ordinary().finditer(text) if m.start() not in ends}
    plain = {a: b for a, b in plain.items() if words.whole(a, b) and _CLOSES.match(text, b)}
    nodes = plain | ends
    out: list[Span] = []
    seen: set[int] = set()
    for first in sorted(nodes) if plain else ():
        if first in seen:
            continue
        chain = [first]
        while text[(end := nodes[chain[-1]]) : end + 1] in _LINKS and end + 1 in nodes:
            chain.append(end + 1)
        seen.update(chain)
        if len(chain) >= _LEAST_LISTED and any(at in ends for at in chain):
            out += [Span(at, plain[at], "place") for at in chain if at in plain]
    return out


_LINKS = ("、", "和", "与", "及")
_LEAST_LISTED = 3
_CLOSES = re.compile("[、，。；）)”/]|[等和与及至]|[两三四五六七八九十\\d]+[个地市县区家]|$")
"""Behind a member of a list."""
