"""Addresses: the levels of a chain of places, and towns and villages known by what they stand behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter

import rjieba

from transforms.entities.gazetteer import cities_behind, countries, gazetteer, level_names, trie_pattern
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `rules/places.yaml`."""
    return frozenset(rules("places")[name])


@cache
def endings() -> re.Pattern[str]:
    """Every ending of a place."""
    return re.compile(trie_pattern(sorted(words_of("strong") | words_of("weak"))))


_NAMED = "(?![在为的到从向对])[^\\W\\d省市县区州旗的在]{2,3}?"
_CHAIN = re.compile(f"({_NAMED}(?:镇|乡(?!村)))({_NAMED}(?:村|社区))(?![一-鿿]?[民干官委支里庄])")


_KINDS = frozenset("新旧老大小各该本某")
_NOT_ONE = frozenset("全各该本我某每两几多这那此外内")


def town_and_village(words: Words, places: set[int]) -> list[Span]:
    """A township and its village of whatever names, at the start of a clause or behind a place: 大溪乡上坪村."""
    out = []
    for m in _CHAIN.finditer(words.text) if "镇" in words.text or "乡" in words.text else ():
        opens = (
            m.start() == 0
            or m.start() in places
            or words.text[m.start() - 1] in "，。；：、（ \u3000\n在到从往赴至入是的"
        )
        kind = m[1][-2:] in words_of("common") and m[1][0] in _KINDS  # 小|城镇, but 万古镇
        if opens and m[1] not in words_of("common") and not kind and m[2][0] not in _NOT_ONE:
            out += [Span(*m.span(1), "place"), Span(*m.span(2), "place")]
    return out


def runs_out(place: Span, chains: list[Span]) -> bool:
    """Whether a place begins inside one of the names of a chain, which stand in order, and ends behind it."""
    at = bisect_left(chains, place.start, key=attrgetter("start")) - 1
    return at >= 0 and place.start < chains[at].end < place.end


_TOWN = re.compile("(?:(?![各该本某两几的多])[一-鿿]){1,3}?(?:镇|乡(?!村)|街道)(?![政府民长域区企办])")
_VILLAGE = re.compile("(?:(?![各该本某两几的多])[一-鿿]){2,3}?(?:村|社区)(?![一-鿿]?[民干官庄])")


_LONG_VILLAGE = re.compile("(?:(?![各该本某两几的多])[一-鿿]){4,5}?(?:村|社区)(?![一-鿿]?[民干官庄])")
_NAMING = frozenset(("nr", "ns", "nz", "nrt", "m", "f", "j", "ng"))


def _names_village(words: str) -> bool:
    """Whether a long run of characters in front of 村 is made of names and numbers alone: 汉|家皋|陆|一村."""
    return all(tag in _NAMING or word[-1] in "村区" for word, tag in rjieba.tag(words))


def _opens_with_deed(name: str) -> bool:
    """Whether what stands in front of a kind of settlement is what is done there: 青溪街道|开展社区活动."""
    return _KIND_END.sub("", name) in words_of("stop")


_KIND_END = re.compile("(?:社区|街道|[镇乡村])$")


def behind_places(text: str, ends: set[int]) -> list[Span]:
    """Towns right behind the name of a county, villages behind those of towns, whatever their names are."""
    out: list[Span] = []
    for end in sorted(ends):
        for pattern, units in ((_TOWN, "县区市旗"), (_VILLAGE, "镇乡道")):
            m = pattern.match(text, end) if text[end - 1] in units else None
            if m is None and pattern is _VILLAGE and text[end - 1] in units:
                m = _LONG_VILLAGE.match(text, end)
                m = m if m is not None and _names_village(m.group()) else None
            if m is not None and m.group() not in words_of("common") and not _opens_with_deed(m.group()):
                out.append(Span(*m.span(), "place"))
                ends.add(m.end())
                end = m.end()
    return out


@cache
def _led_village() -> re.Pattern[str]:
    led = trie_pattern(rules("places")["locative"])
    return re.compile(
        f"(?:{led})((?![全各该本某几两这此外内的每小大老新旧古])[一-鿿]{{2,3}}村)(?![民干官庄委里头口支党寨级落镇乡组])"
    )


_OF_ESTATE = re.compile(
    "(?:(?<![一-鿿])|(?<=[县区镇乡道市、和与在到]))(?P<name>(?:(?![的了在各该本某和与及等全])[一-鿿]){2,4}(?:新村|家园|花园|新城|新苑|嘉园|小区)社区)(?![一-鿿]?[民干])"
)
"""A community that is called after its estate: 锦绣家园社区."""


def estate_communities(text: str) -> list[Span]:
    """Spans of such communities."""
    return [Span(*m.span("name"), "place") for m in _OF_ESTATE.finditer(text)] if "社区" in text else []


def led_villages(text: str) -> list[Span]:
    """Villages behind a word of location whose names hold no ordinary word: 来到|那坡村, but not 在|贫困村."""
    out = []
    for m in _led_village().finditer(text) if "村" in text else ():
        stem = m[1][:-1]
        words = {stem[i : i + 2] for i in range(len(stem) - 1)} | {stem, m[1][-2:]}
        if not any(rjieba.has_word(word) for word in words) and m[1][-2:] not in words_of("collective"):
            out.append(Span(*m.span(1), "place"))
    return out


def is_level(name: str) -> bool:
    """Whether a place is a village, a town or the like, which is the same one wherever the page names it."""
    return len(name) > 2 and LEVEL_END.search(name) is not None and name not in words_of("common")


LEVEL = re.compile("(?:特别行政区|自治区|自治州|自治县|省|市|县|新区|区|镇|街道|乡(?!村)|村(?!乡|镇)|社区)")

LEVEL_END = re.compile("(?:镇|乡|村|街道|社区|县|市)$")


def _short_levels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A province and its cities by their short names in front of another of its divisions: 江省|海州|青溪市文化馆."""
    if (behind := cities_behind(text, start)) is None:
        return []
    out, at = [], start
    province_end, cities = behind
    following = cities.match(text, province_end, end)
    while following is not None and following.end() < end - 1:
        out.append((at, following.start()))
        at = following.start()
        following = cities.match(text, following.end(), end)
    return out


def _plain_town(name: str) -> bool:
    """Whether two characters tell of a kind of town, or of what is done: 小镇, 返乡."""
    return name in words_of("common") or (word_tag(name) != "" and name not in gazetteer())


def split_levels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The levels of an address chain, each a name: 临江市|青溪镇|柳湾村."""
    if (inner := _joint(text[start:end])) is not None:
        return [(start, start + inner), *split_levels(text, start + inner, end)]
    out = []
    at = start
    for length in (5, 4, 3, 2):
        country = text[start : start + length]
        if country in countries() and country != "中国" and end - start - length >= 3:
            if not _generic(text[start + length : end]):
                out.append((start, start + length))
                at = start + length
            break
    if at == start and LEVEL_END.search(text, start, end):
        for length in (4, 3, 2):
            short = end - start - length == 2 and text[end - 1] in "镇乡" and not _plain_town(text[end - 2 : end])
            if (short or end - start - length >= 3) and text[start : start + length] in level_names():
                whole = text[start:end] in gazetteer() or LEVEL.match(text, start + length)
                if not whole and "自治" not in text[start:end] and not _generic(text[start + length : end]):
                    out.append((start, start + length))
                    at = start + length
                break
    if at == start and _is_town_of_county(text[start:end]):
        out.append((start, start + 2))  # 临海|溪口镇
        at = start + 2
    if at == start:
        for a, b in _short_levels(text, start, end):
            out.append((a, b))
            at = b
    for m in LEVEL.finditer(text, at + 1, end - 1):
        if m.end() - at < 2 or m.start() == at:
            continue
        named = (
            text[at : m.end()] in gazetteer()
            or (m[0] in "县市区" and text[at : m.start()] in gazetteer())
            or m[0].startswith("自治")
            or (out and m[0] in ("区", "县") and m.end() - at in _OF_CITY)
            or (m[0] in ("镇", "街道", "乡", "村") and m.end() - at > 2)
        )
        if named and m[0] in _WITH_SITES and _of_plain_words(text[m.end() : end]):
            break
        village = text[end - 1] in "村镇" and end - m.end() == 2 and text[end - 2] not in _ANY_VILLAGE
        if named and (end - m.end() >= 3 or village) and not _generic(text[m.end() : end]):
            out.append((at, m.end()))
            at = m.end()
    out.append((at, end))
    return out


def _joint(name: str) -> int | None:
    """Where a second known name starts: 云省|海州自治州, 长江|黄河; or the zone of a district of the city in front:
    澜州|青溪空港经济技术开发区."""
    zone = _ZONE.match(name)
    if zone is not None and name[zone.end() : zone.end() + 2] in gazetteer() and len(name) - zone.end() > _LEAST_SITE:
        return zone.end()
    for size in (4, 3, 2):
        first, rest = name[:size], name[size:]
        if first not in gazetteer() or first == "中国" or len(rest) < 2 or name in gazetteer():
            continue
        if rest in gazetteer() and (len(rest) > 2 or {first[-1], rest[-1]} <= _WATERS):
            return size
        district = any(rest[:2] + unit in gazetteer() for unit in "区县市")
        if rest[:2] in gazetteer() and district and _OF_DISTRICT.search(rest):
            return size
    return None


def _is_town_of_county(name: str) -> bool:
    """Whether the short form of a county or city opens the name of a town."""
    town = len(name) == _TOWN_OF_COUNTY and name[-1] in "镇乡" and name not in gazetteer()
    return town and name[:2] not in gazetteer() and any(name[:2] + unit in gazetteer() for unit in "市县")


_TOWN_OF_COUNTY = 5
_OF_CITY = (3, 4)
"""So many characters has a district behind its city that is another word elsewhere: 西安市|新城区|云岭街道."""
_ZONE = re.compile("[一-鿿]{2,6}?(?:园区|开发区|高新区|经开区|新区)")
"""A zone in front of a site in it: 青澜工业园区|苏州公园."""
_LEAST_SITE = 3
_WATERS = frozenset("江河湖海")
_OF_DISTRICT = re.compile("(?<=[一-鿿]{3})(?:开发区|高新区|经开区|试验区|示范区|园区|产业园|保税区|新区)$")
_ANY_VILLAGE = frozenset("农山渔乡全各每本该这那旧新老小大中城属辖驻美穷富试示集重名强古建坐村")
"""In front of 村 or 镇, what makes no name of one character of it: 安吉县|余村, but 某县|农村, 某县|城镇."""


def _generic(rest: str) -> bool:
    """Whether the rest of a name is no name by itself: 体育馆, 湿地公园."""
    if endings().fullmatch(rest) is not None:
        return True
    if word_tag(rest) in ("n", "l", "j") and not (
        len(rest) > 2 and rest[-1] in "镇乡村" and rest not in words_of("common")
    ):
        return True
    return rest[0] in "人第的政党委" or (rest[0] == "中" and rest[-1] != "村" and rjieba.has_word(rest[:2]))


@memoised
def _of_plain_words(rest: str) -> bool:
    """Whether plain words alone tell what a site of the place in front is for: 青溪市|大学生创业园."""
    if len(rest) < _LEAST_KIND or not rest.endswith(_KINDS_OF_SITES):
        return False
    return all(rjieba.has_word(word) and tag in _PLAIN_TAGS for word, tag in rjieba.tag(rest))


_WITH_SITES = frozenset("省市县区州")
_LEAST_KIND = 5
_KINDS_OF_SITES = ("园区", "产业园", "创业园", "示范园", "科技园", "工业园", "物流园", "中心", "基地", "新馆")
_PLAIN_TAGS = frozenset(("n", "vn", "v", "b", "f", "j", "l", "an"))


@cache
def _foreign_unit() -> re.Pattern[str]:
    syllables = "".join(sorted(lexicon().foreign))
    return re.compile(f"[{syllables}]{{2,8}}[市州省县郡岛]")


def city_abroad(text: str, place: Span) -> re.Match[str] | None:
    """A city or province of a country in front, by its syllables: 意大利|维亚雷焦市."""
    name = text[place.start : place.end]
    return _foreign_unit().match(text, place.end) if name in countries() and not name.startswith("中国") else None
