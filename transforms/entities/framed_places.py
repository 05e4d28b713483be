"""Villages, towns, estates and streets with names of ordinary words, sure by what stands in front of them and behind:
来到|青石村, 青石村|党支部书记, 建设路与中山街|交叉口. Words for kinds of such places (贫困|村) make none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from transforms.entities.addresses import words_of
from transforms.entities.estates import COURTS
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import HAN, word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised


class Side(Enum):
    """What stands in front of a name."""

    CHAINED = auto()
    """Another place: 朝阳区|幸福社区."""
    LED = auto()
    """A word of location: 来到|青石村."""
    OPEN = auto()
    """A mark, or nothing."""
    APART = auto()
    """A word that belongs to no name: 走访|青石村."""


class Stem(NamedTuple):
    """The words of a name in front of its ending."""

    start: int
    side: Side


@cache
def frames() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in rules("framed_places").items()}


@cache
def _led() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(frames()['leads'])})$")


_LONGEST_LEAD = 5
_PARTING = frozenset("vpcdu")
"""First letters of the tags of words that belong to no name."""
_JOINERS = frozenset("和与及、")
_TOWN_END = re.compile("街道|[^城小大乡县市村下][镇乡]")
_UNITS = frozenset("省市县区镇乡村道路街旗州")


def stem_before(words: Words, ending: tuple[int, int], places: Collection[int], sizes: tuple[int, ...]) -> Stem | None:
    """Where a name of ordinary words starts that ends with `ending`; `places` are the ends of known places."""
    for size in sizes:
        start = ending[0] - size
        if start < 0 or not may_name(words.text[start : ending[0]]) or _opens_with_verb(words, start):
            continue
        if (side := _side(words, start, ending, places)) is not None:
            return Stem(start, side)
    return None


def _opens_with_verb(words: Words, start: int) -> bool:
    """Whether a word of one character that belongs to no name stands there: 建|青石村."""
    number = bisect_right(words.starts, start) - 1
    token = words.tokens[number]
    return token.start == start and len(token.word) == 1 and token.tag[0] in _PARTING


def _side(words: Words, start: int, ending: tuple[int, int], places: Collection[int]) -> Side | None:
    text = words.text
    if start in places and text[start - 1] in _UNITS:
        return Side.CHAINED
    if start in places:
        return Side.APART
    if text[ending[0]] in "村社" and start > 2 and _TOWN_END.match(text, start - 2):
        return Side.CHAINED
    if start > 1 and text[start - 1] in _JOINERS and start - 1 in places and text[start - 2] == text[ending[1] - 1]:
        return Side.CHAINED
    if start == 0 or not HAN.match(text, start - 1, start):
        return Side.OPEN
    number = bisect_right(words.starts, start) - 1
    opens = words.starts[number] == start
    if (led := _led().search(text, max(0, start - _LONGEST_LEAD), start)) is not None:
        return Side.LED if opens or len(led.group()) > 1 else None
    if not opens or not number:
        return None
    before = words.tokens[number - 1]
    return Side.APART if before.tag[0] in _PARTING and (len(before.word) > 1 or before.tag[0] in "pcu") else None


@memoised
def may_name(stem: str) -> bool:
    """Whether no character of the words keeps them from being a name."""
    never = frames()
    plain = stem[0] not in never["never_first"] and never["never_inside"].isdisjoint(stem)
    return plain and HAN.fullmatch(stem) is not None and not _opens_with_lead().match(stem)


@cache
def _opens_with_lead() -> re.Pattern[str]:
    return re.compile(trie_pattern(word for word in frames()["leads"] if len(word) > 1))


@memoised
def is_kind(name: str) -> bool:
    """Whether ordinary words in front of an ending tell of a kind of place: 贫困村, 美食街, 变身|网红村."""
    if (ending := _ENDING.search(name)) is None:
        return False
    stem, kinds = name[: ending.start()], _kinds(ending[0])
    return stem in kinds or (stem[-2:] in kinds and stem[:-2] in frames()["changes"])


def _kinds(ending: str) -> frozenset[str]:
    """Words that in front of the ending tell of a kind."""
    kinds = frames()
    return kinds["kinds"] | kinds["kinds_of_ways" if ending[-1] in _WAYS else "kinds_of_settlements"]


_ENDING = re.compile("(?:村|社区|小区|镇|乡|街道|大道|大街|[东西南北中]?[路街]|巷|胡同)$")


@memoised
def is_ordinary_name(stem: str, ending: str) -> bool:
    """Whether ordinary words may be what a place is called, and not what kind of place it is: 青石, but not 贫困."""
    kinds = _kinds(ending)
    if stem[:2] in gazetteer() or not may_name(stem) or not kinds.isdisjoint((stem, stem[:2], stem[-2:])):
        return False
    if stem + ending in words_of("common") or stem[-1] + ending in frames()["whole_words"]:
        return False  # 小|山村
    return plain_words(stem)


@memoised
def plain_words(stem: str) -> bool:
    """Whether no word of a stem describes, counts or does something, but for those that places are called by."""
    hopes = frames()["hopes"]
    if stem not in hopes and word_tag(stem)[:1] in _DESCRIBING | _COUNTING:
        return False
    return len(stem) == 2 or all(w in hopes or word_tag(w)[:1] not in _DESCRIBING for w in (stem[:2], stem[1:]))


_WAYS = frozenset("路街道巷同")
_DESCRIBING = frozenset(("a", "b", "d", "i", "l", "p", "c", "r", "u", "v", "y", "z"))
_COUNTING = frozenset(("m", "t"))


_SIZES_OF = {"小区": (4, 3, 2)}
_SETTLEMENT = re.compile("村|社区|小区|镇|乡|街道")
_MORE = {
    "村": re.compile("民(?!村)|[官庄寨落镇乡规史歌医]|[头口里](?=[一-鿿])|委(?!会)|村(?![民委党支两干“口头])|干(?!部)"),
    "区": re.compile("[卫医治服教文体化]|工作|建设|服务"),
    "镇": re.compile("[上里长中区]|[企街]|政府|党委"),
    "乡": re.compile("[村镇亲贤音愁土间下里长会]|政府|党委"),
    "道": re.compile("[上口]|办"),
}


@cache
def _settled() -> re.Pattern[str]:
    """What stands behind the name of a village or town and behind few words for a kind of it."""
    return re.compile(
        f"{trie_pattern(frames()['behind_settlements'])}|有\\d|[\\d一二三四五六七八九十]+[组栋幢]|人[，。、；]"
    )


def settlements(words: Words, places: Collection[int]) -> list[Span]:
    """Villages, towns, communities and estates behind a place or a word of location, in front of their people, their
    bodies or where they lie, or in a list of such."""
    return [span for span, sure in _settlements(words, places) if sure]


def _settlements(words: Words, places: Collection[int]) -> list[tuple[Span, bool]]:
    """What may be such a name, and whether the words around it say so."""
    text = words.text
    found: dict[int, tuple[Span, bool]] = {}
    for m in _SETTLEMENT.finditer(text):
        stem = stem_before(words, m.span(), places, _SIZES_OF.get(m[0], (3, 2)))
        if m[0] == "村" and _is_short(words, m.end()):
            found[m.end()] = Span(m.start() - 1, m.end(), "place"), True
        if stem is None or _MORE[m[0][-1]].match(text, m.end()):
            continue
        if is_ordinary_name(text[stem.start : m.start()], m[0]):
            sure = stem.side in (Side.LED, Side.CHAINED) or _settled().match(text, m.end())
            court = m[0] == "小区" and text[m.start() - 1] in COURTS and text[stem.start - 1] not in _JOINERS
            found[m.end()] = Span(stem.start, m.end(), "place"), bool(sure or court)
    for (a, _), (b, _) in pairwise(list(found.values())):
        if _follows(text, a, b):
            found[a.end], found[b.end] = (a, True), (b, True)
    return list(found.values())


def often_named(words: Words, sure: int) -> Counter[str]:
    """Villages and streets that a page may name again without such words beside them, `sure` times where they stand."""
    out: Counter[str] = Counter()
    for span, told in _settlements(words, ()):
        out[words.text[span.start : span.end]] += sure if told else 1
    for span in ways(words, ()):
        name = words.text[span.start : span.end]
        if name[-1] in "路道" and name[:-1] not in frames()["goals"]:
            out[name] += sure
    return out


def _is_short(words: Words, end: int) -> bool:
    """Whether a village with a name of one character stands there, in front of its people or bodies: 余村|村民."""
    token = words.tokens[bisect_right(words.starts, end - 1) - 1]
    if token.end != end or len(token.word) != 2 or token.tag not in ("nr", "ns", "nz") or word_tag(token.word):
        return False
    return token.word[0] not in words_of("before_village") and _OF_VILLAGE.match(words.text, end) is not None


_OF_VILLAGE = re.compile("村民|村委|党支部|党总支|村支书|村“?两委|位于|地处")


def _follows(text: str, a: Span, b: Span) -> bool:
    """Whether one name stands right behind another of its kind in a list, or at the end of an address that it opens."""
    if text[a.end : b.start] == "、" and a.end + 1 == b.start:
        return text[a.end - 1] == text[b.end - 1]
    return a.end == b.start and text[a.end - 1] in "镇乡道"


def ways(words: Words, places: Collection[int]) -> list[Span]:
    """Streets at a crossing, in a list, with a number, where somebody lives, or in front of what is told of streets."""
    text = words.text
    ends = [m.span() for m in _WAY.finditer(text)]
    first = [stem_before(words, m, places, _SIZES_OF_WAYS) for m in ends]
    out: list[Span] = []
    at = 0
    while at < len(ends):
        stem = first[at]
        members = _members(text, ends, at, stem) if stem is not None else []
        if stem is not None:
            out += [Span(a, b, "place") for a, b in _sure_ways(words, members, stem, places)]
        at += max(1, len(members))
    return out


_SIZES_OF_WAYS = (4, 3, 2)
_WAY = re.compile("大道|大街|街(?<!大街)(?![道巷坊头区景])|(?<![街道])路|巷|胡同")
_TO_NEXT = re.compile(
    "(?:[与和及、至到—－-]|(?=[一-鿿]))(?=([一-鿿]{2,4}?)(大道|大街|街(?![道巷坊头区景])|路|巷|胡同))"
)


def _members(text: str, ends: list[tuple[int, int]], at: int, stem: Stem) -> list[tuple[int, int]]:
    """The streets that follow each other from the one with ending number `at` on: 建设路|与|中山街."""
    out = [(stem.start, ends[at][1])]
    following = at + 1
    while following < len(ends) and (m := _TO_NEXT.match(text, out[-1][1])) is not None:
        if m.end(2) != ends[following][1]:
            break
        out.append((m.start(1), m.end(2)))
        following += 1
    return out


def _sure_ways(
    words: Words, members: list[tuple[int, int]], stem: Stem, places: Collection[int]
) -> list[tuple[int, int]]:
    text = words.text
    end = members[-1][1]
    joined = len(members) > 1
    crossing = joined and _CROSSING.match(text, end)
    listed = joined and any(b in places for _, b in members)
    led = stem.side is Side.LED and not _NO_WAY.match(text, end)
    told = stem.side is not Side.APART and _told_of_ways().match(text, end)
    if not (crossing or listed or led or told or (joined and _told_of_ways().match(text, end))):
        return []
    if crossing or _NUMBERED.match(text, end):
        return members
    lived_in = joined or _LIVED_IN.search(text, max(0, stem.start - 3), stem.start)
    return [m for m in members if _is_way(text[slice(*m)], lived_in is not None)]


def _is_way(name: str, lived_in: bool) -> bool:
    ending = _WAY_ENDING.search(name)
    if ending is None or (not lived_in and name[: ending.start()] in frames()["goals"]):
        return False
    return is_ordinary_name(name[: ending.start()], ending.group())


_WAY_ENDING = re.compile("(?:大道|大街|[东西南北中]?[路街]|巷|胡同)$")
_NUMBERED = re.compile("[\\d０-９]{1,4}(?:号|弄|巷)")
_CROSSING = re.compile("交叉|交会|交汇|交界|相交|路口|十字|丁字|三岔")
_LIVED_IN = re.compile("(?:住在?|家在|位于|坐落[于在]|开在|设在)$")
_NO_WAY = re.compile("[边上口线径程面基灯由况障]|越走|走得|两旁都")


@cache
def _told_of_ways() -> re.Pattern[str]:
    return re.compile(f"{_NUMBERED.pattern}|[东西南北中]段|{trie_pattern(frames()['behind_ways'])}")
