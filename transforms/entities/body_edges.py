"""Where the name of a body begins and ends, once its words are found: without what the words before it left over,
with what opens a name of its kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import rjieba

from transforms.entities.canonical import DOTS
from transforms.entities.gazetteer import (
    cities_behind,
    countries,
    foreign_cities,
    gazetteer,
    place_before,
    prefectures,
    trie_pattern,
)
from transforms.entities.person_lexicon import lexicon
from transforms.entities.told_names import is_full_name
from transforms.entities.words import Words
from transforms.lexicon import rules

SINGLE_UNITS = frozenset("省市区县州旗镇乡")
"""Units of administration that one character names."""


@cache
def party_titles() -> re.Pattern[str]:
    """Titles that a party body in front of them belongs to: 党委|书记."""
    return re.compile(trie_pattern(sorted(rules("organizations")["party_titles"])))


def body_start(words: Words, first: int, end: int, known: int) -> int:
    """Start of the name whose words begin at `first`; a body that is known to all begins at `known`."""
    text = words.text
    start = _with_dotted(text, _behind_another(text, _without_link(words, first, end, known), end))
    start = _behind_country(text, _behind_province(text, _with_opener(text, start, end), end), end)
    return _with_latin(text, _with_land(text, start, end), end)


def _with_dotted(text: str, start: int) -> int:
    """The start with the first part of the person that a body is named after: 约翰斯·|霍普金斯大学."""
    if text[start - 1 : start] not in DOTS or start < 3:
        return start
    at = start - 1
    while at and start - at < _LONGEST_PART and text[at - 1] in lexicon().foreign:
        at -= 1
    return at if start - at > 2 else start


_LONGEST_PART = 8


def _with_opener(text: str, start: int, end: int) -> int:
    """The start with 中共 in front of a committee of the party, 全国 in front of a society."""
    opener = text[max(0, start - 2) : start]
    party = opener == "中共" and (text[end - 1] == "委" or text.startswith("中央", start))
    of_all = opener == "全国" and text.endswith(
        ("办公室", "领导小组", "研究会", "联合会", "协会", "学会", "联谊会", "促进会"), start, end
    )
    of_world = (
        opener in _WORLDWIDE and text.endswith(_SOCIETIES, start, end) and text[start : start + 2] not in gazetteer()
    )
    of_house = (
        opener in ("国际", "世界")
        and text.endswith(_HOUSES, start, end)
        and (start == 2 or not "一" <= text[start - 3] <= "鿿" or text[start - 3] in "的在到从由与和")
    )
    return start - 2 if party or of_all or of_world or of_house else start


_WORLDWIDE = ("国际", "世界", "中华", "亚洲", "全球")
_HOUSES = ("医院", "保健院", "学校", "学院", "中学", "小学", "幼儿园")
_SOCIETIES = ("协会", "学会", "联合会", "理事会", "联盟", "基金会")


def _with_latin(text: str, start: int, end: int) -> int:
    """The start with the Latin letters that a company's name in law opens with: TCL|通信设备股份有限公司."""
    if not text.endswith("有限公司", start, end) or (latin := _LATIN.search(text, max(0, start - 12), start)) is None:
        return start
    return start if latin[0] in rules("organizations")["latin_words"] else latin.start()


_LATIN = re.compile("(?<![A-Za-zＡ-Ｚａ-ｚ\\d])[A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ]{1,9}$")


def _with_land(text: str, start: int, end: int) -> int:
    """The start with the country, and its city, in front of a society that has one in its name, too:
    法国|中国和平统一促进会."""
    if not text.startswith("中国", start) or not text.endswith(("促进会", "联谊会", "同乡会", "总商会"), start, end):
        return start
    land = place_before(text, start)
    wider = place_before(text, land) if land is not None else None
    return next((at for at in (wider, land) if at is not None), start)


def _behind_province(text: str, start: int, end: int) -> int:
    """The start without a province's short name in front of the city that the name begins with: 湖北|石首市人民医院."""
    if (behind := cities_behind(text, start)) is None:
        return start
    at, cities = behind
    city = cities.match(text, at, end)
    if city is None or city.end() >= end - 1:
        return start
    county = text[city.end() - 1] not in SINGLE_UNITS and city[0] not in prefectures()
    return start if county and text.endswith("公司", at, end) else at  # 陕西黄陵发电有限公司


def _behind_country(text: str, start: int, end: int) -> int:
    """The start without the city abroad in front of its country, and without the country abroad in front of a museum of
    a city of its own: 法国|一座城市的美术馆."""
    for size in (5, 4, 3, 2):
        at, name = start + size, text[start : start + size]
        if name in foreign_cities() and name not in countries() and not text.startswith("中国", at):
            land = next((n for n in (6, 5, 4, 3, 2) if text[at : at + n] in countries()), 0)
            if land and at + land < end:
                return at  # 塔什干|乌兹别克斯坦立法院
    if _MUSEUM.search(text, start, end) is None:
        return start  # 美国国防部, 美国湖南联谊会
    for size in range(6, 1, -1):
        at = start + size
        if text[start:at] in countries() and not text.startswith("中国", start):
            city = next((n for n in (4, 3, 2) if text[at : at + n] in gazetteer() and at + n < end - 1), 0)
            return at if city and text[at : at + city] not in countries() else start
    return start


_MUSEUM = re.compile("博物馆|美术馆|图书馆")
_ROAD = re.compile("(?<=[东西南北中])路|大道|大街")
"""A road in front of a body that a place opens: 东风西路|临江师范大学."""
_WHOLE = re.compile("报(?=[一-鿿]{2}新闻$)|(?:公司|集团|大学|银行|医院)[及和与暨]|次会议(?=[一-鿿]{2,8}代表团)")


def _behind_another(text: str, start: int, end: int) -> int:
    """The start behind a whole name that the words were joined with: 云帆公司及|澜州基金公司, 四次会议|江省代表团."""
    joined = [m.end() for m in _WHOLE.finditer(text, start, end)]
    joined += [m.end() for m in _ROAD.finditer(text, start, end - 4) if text[m.end() : m.end() + 2] in gazetteer()]
    if text[end - 1] in _BUREAUS:
        joined += [m.end() for m in _BESIDE.finditer(text, start + 2, end - 3)]
    return max(joined, default=start)


_BUREAUS = frozenset("局委厅办")
_BESIDE = re.compile("[局委厅办](?=[省市县区](?![级直属域场民长内外区镇政委]))")
"""Bodies of one unit without a mark between them: 市发改委|市财政局."""


def without_party(text: str, start: int, end: int) -> int:
    """The end of a name without the party body that belongs to the title behind it: 省政协|党组书记."""
    party = _party_end().search(text, start, end)
    own = party is not None and party.start() - start > 2 and party_titles().match(text, end)
    return party.start() if party is not None and own else end


@cache
def _party_end() -> re.Pattern[str]:
    return re.compile("党组(?=$)")


_AT_WORK = re.compile(
    "(?:现|曾|先后|同时)?(?:任教|就读|毕业|就职|供职|任职|服务|隶属|求学|执教|受聘|效力|深造|留学|从教)于(?=[一-鿿]{2})"
)
_BESIDE_BODY = re.compile("(?P<name>[一-鿿]{2,3})[与和同](?=[一-鿿]{3})")
"""A person in front of a body: 陆知远与|刑侦大队."""
_COUNTRIES = frozenset("中美英法德俄日韩朝印澳加欧")
LINKED = re.compile("[从据由在经向与和对为去到找听请来陪随](?=[省市县区](?!场))")
"""A word in front of a body of a unit, which the tokeniser may join with it: 听|省农委."""


_TORN = frozenset("据访从在由向与和到对被为让将给住今即及内以系")


def _without_link(words: Words, start: int, end: int, known: int) -> int:
    """The start behind a preposition that the words were cut with (从|省水务厅), or behind what precedes a body
    that is known to all from `known` on."""
    text = words.text
    if text[start] == "经" and words.tokens[bisect_right(words.starts, start) - 1].word == "经":
        return start + 1
    if (post := _AT_WORK.match(text, start, end)) is not None:
        return post.end()
    if (beside := _BESIDE_BODY.match(text, start, end)) is not None and is_full_name(beside["name"]):
        return beside.end()
    if text[start] in _TORN and end - start > 4 - (text[start] in "向从由据"):
        token = words.tokens[bisect_right(words.starts, start) - 1]
        if token.start == start and token.end - start > 1 and not rjieba.has_word(token.word):
            return start + 1  # the word is a guess: 据澜|州
    before = text[start:known]
    own = before in _COUNTRIES | SINGLE_UNITS or before in gazetteer() or before.endswith("局")
    if 0 < len(before) <= 2 and not own:
        return known
    return start + 1 if LINKED.match(text, start) else start
