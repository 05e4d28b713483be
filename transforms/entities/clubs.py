"""Clubs in matches: a nickname, or a place and the name of a sponsor, on both sides of who beats whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.known_bodies import known_bodies
from transforms.entities.person_lexicon import word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised

_BEATS = "击败|战胜|不敌|负于|战平|对阵|迎战|险胜|完胜|大胜|力克|横扫|淘汰|逆转|双杀|惜败于?|力压|轻取"
_SCORE = "\\d{1,3}(?:[:：]|比|-)\\d{1,3}"
_WHERE = "(?:[今昨当]日|[今昨当]晚|昨天|今天|在?(?:主|客)场|坐镇主场|苦战|加时)"
_MATCH = re.compile(f"{_WHERE}{{0,2}}(?:以?(?:总分)?{_SCORE})?{_WHERE}?(?:{_BEATS})(?:了|来访的|做客的)?")
_PLAYS = re.compile(_BEATS)
_ENDS = re.compile("[，。；！、（）]|$|队|[\\d后夺晋取获和与拿豪]")
_PLACED = re.compile("(?P<name>[一-鿿A-Za-z]{0,5}?)(?P<side>女排|男排|女篮|男篮|女足|男足|队)?$")
_SPONSORED = re.compile(
    "(?P<name>(?:(?![的了在是和与及对将由被等各两名位支个第])[一-鿿]){2,8})队(?=[，。；、以在与将对的也则客主首上下之落率取获迎此先追领扳最再连进拿\\d]|球员|主帅|主教练|外援|主场|客场|战|胜|负|击)"
)
"""A club by the place before it and its sponsor: 临江|金牛|队."""
_OF_MATCH = re.compile(
    "比赛|联赛|决赛|主场|客场|战胜|击败|不敌|主帅|主教练|外援|夺冠|卫冕|连胜|比分|首节|半场|盘中|局中"
)
_NO_CLUB = re.compile(
    "代表|足球|篮球|排球|乒乓|羽毛|棋|国家|省级|青年|女子|男子|奥|施工|救援|志愿|服务|医疗|消防|巡逻|突击|工作|专家|研究|调查|建设|执法|车|乐|舞|鼓|艺|演|宣讲|科考|勘|警|武|部|军|团|大|中|小|支|总|球|业余|联合|明星|混合|校|学"
)
_PICKED = re.compile("(?<=被)(?P<name>[一-鿿]{2,4})(?=队?(?:选中|交易|裁掉|签下))")


@cache
def _sides() -> re.Pattern[str]:
    """Names that mean a club where it plays another only: 湖人, 利物浦."""
    return re.compile(trie_pattern(rules("organizations")["sides"]))


@cache
def _listed() -> re.Pattern[str]:
    side = _sides().pattern
    return re.compile(f"(?<![一-鿿])(?:{side})(?:[、和与](?:{side}))+(?=[，。；均都双分也先]|等)")


def clubs(text: str) -> list[tuple[int, int]]:
    """Spans of clubs that play each other: 北江云帆|对阵|南江海拓, 湖人|不敌|森林狼."""
    out: list[tuple[int, int]] = []
    for match in _MATCH.finditer(text) if _PLAYS.search(text) else ():
        left, right = _side_before(text, match.start()), _side_behind(text, match.end())
        if left is not None and right is not None:
            out += [left, right]
    if "队" in text and _OF_MATCH.search(text):
        out += [span for m in _SPONSORED.finditer(text) if (span := _with_sponsor(m)) is not None]
    if _sides().search(text) is None:
        return out
    if "、" in text or "和" in text:
        for found in _listed().finditer(text):
            sides = [m.span() for m in _sides().finditer(text, *found.span())]
            out += sides if any(b - a >= _SURE for a, b in sides) else []  # 太阳、国王 may be cards
    out += [m.span("name") for m in _told().finditer(text)]
    if "被" in text:
        picked = (m for m in _PICKED.finditer(text) if _sides().fullmatch(m["name"]))
        out += [m.span("name") for m in picked]
    return out


def _with_sponsor(team: re.Match[str]) -> tuple[int, int] | None:
    """The span of a club whose name opens with a place and goes on with two characters or more."""
    name = team["name"]
    for at in range(len(name) - 3):
        size = next((n for n in (4, 3, 2) if name[at : at + n] in gazetteer()), 0)
        if size:
            rest = name[at + size :]
            plain = len(rest) < _LEAST_SPONSOR or _NO_CLUB.search(rest) is not None
            return None if plain else (team.start() + at, team.end())
    return None


_LEAST_SPONSOR = 2


def _side_before(text: str, end: int) -> tuple[int, int] | None:
    """Who plays, right in front of the verb and at the start of a clause or behind 、."""
    for size in range(2, 10):
        start = end - size
        if start < 0:
            return None
        opens = start == 0 or not _WORD.match(text[start - 1])
        if opens:
            return (start, end) if _is_side(text[start:end]) else None
    return None


_SURE = 3


@cache
def _told() -> re.Pattern[str]:
    """A club in front of the cup that it plays for, or of its own people: 山东泰山|在足协杯."""
    cups = "足协杯|中超|中甲|亚冠|CBA|NBA|季后赛|常规赛|欧冠|欧联杯|英超|西甲|意甲|德甲|法甲|国王杯|足总杯"
    people = "主帅|主教练|球员|外援|门将|前锋|后卫|中场|队史|俱乐部"
    return re.compile(f"(?<![一-鿿])(?P<name>{_sides().pattern})(?=(?:在|征战|出战)(?:本赛季)?(?:{cups})|{people})")


_WORD = re.compile("[一-鿿A-Za-z0-9]")


def _side_behind(text: str, start: int) -> tuple[int, int] | None:
    for size in range(9, 1, -1):
        end = start + size
        if end <= len(text) and _ENDS.match(text, end) and _is_side(text[start:end]):
            return start, end
    return None


@memoised
def _is_side(words: str) -> bool:
    """Whether words may name a club: one known by its nickname, or a place with what no dictionary holds as a word."""
    if _sides().fullmatch(words) or words in known_bodies():
        return True
    place = next((size for size in (4, 3, 2) if words[:size] in gazetteer()), 0)
    found = _PLACED.fullmatch(words, place) if place else None
    if found is None:
        return False
    if found["side"] and not found["name"]:
        return True
    return len(found["name"]) > 1 and word_tag(found["name"]) in _NAMES


_NAMES = ("", "nr", "nrt", "nz", "nt", "j")


@cache
def _nick() -> re.Pattern[str]:
    return re.compile(trie_pattern(rules("organizations")["club_nicknames"]))


@cache
def _nicknames() -> re.Pattern[str]:
    """What football clubs go by where a text is about football, and the cities and sponsors in front of that."""
    data = rules("organizations")
    return re.compile(
        f"(?P<land>(?:[一-鿿]{{2}}(?:{trie_pattern(data['club_sponsors'])})?|{trie_pattern(data['club_sponsors'])}))??"
        f"(?P<nick>{trie_pattern(data['club_nicknames'])})(?P<side>(?:足球)?(?:俱乐部|队))?(?![员长伍列友医部])"
    )


_OF_FOOTBALL = re.compile(
    "[中德法意英西]超|[中英德意西法]甲|亚冠|足协杯|足球|德比|球迷|主帅|主教练|球员|[主客]场|进球|点球|联赛|外援|射门|破门|补时|半场|首发|赛季"
)
_ABOUT = 2
"""So many words of football stand in the paragraphs that name a club by its nickname."""


def nicknamed_clubs(pages: Iterable[Words]) -> set[str]:
    """Football clubs by their nickname, with the city in front of it or without: 北京国安, 申花."""
    named: dict[str, set[str]] = {}
    cues: Counter[str] = Counter()
    for words in pages:
        found = list(_nicknames().finditer(words.text)) if _nick().search(words.text) else []
        about = len(_OF_FOOTBALL.findall(words.text)) if found else 0
        for m in found:
            land = m["land"] or ""
            opened = land[:2] in gazetteer() or not land or land in rules("organizations")["club_sponsors"]
            start = m.start() if opened else m.start("nick")
            named.setdefault(m["nick"], set()).update((words.text[start : m.end()], m["nick"]))
        for nick in {m["nick"] for m in found}:
            cues[nick] += about
    return {name for nick, names in named.items() if cues[nick] >= _ABOUT for name in names}


@cache
def _hoops() -> re.Pattern[str]:
    return re.compile(f"(?P<nick>{trie_pattern(rules('organizations')['hoops'])})队?(?![员长伍列])")


_LEAGUE = re.compile("NBA|季后赛|常规赛")
_OF_BASKETBALL = re.compile(
    "NBA|季后赛|常规赛|总冠军|总决赛|全明星|[东西]部|篮板|助攻|场均|三分|投篮|罚球|球队|主帅|主教练|首发|球员|后卫|前锋|中锋|[主客]场"
)
_ABOUT_BASKETBALL = 4


def basketball_clubs(pages: Iterable[Words]) -> set[str]:
    """Clubs of the American league by what they go by, where a page tells of the league and of two of them at least:
    太阳, 火箭."""
    texts = [words.text for words in pages]
    if not any(_LEAGUE.search(text) for text in texts):
        return set()
    found = {(m[0], m["nick"]) for text in texts for m in _hoops().finditer(text)}
    about = sum(len(_OF_BASKETBALL.findall(text)) for text in texts)
    if len({nick for _, nick in found}) < _ABOUT or about < _ABOUT_BASKETBALL:
        return set()
    return {name for pair in found for name in pair}


def club_links(names: Iterable[str]) -> dict[str, str]:
    """Nickname → the longest name of the club that the page prints: 国安 → 北京国安队."""
    out: dict[str, str] = {}
    printed = set(names)
    for name in sorted(printed, key=lambda n: (len(n), n)):
        m = _nicknames().search(name)
        if m is not None and m.end() == len(name):
            shorter = {name[at:end] for at in range(m.start("nick") + 1) for end in (m.end("nick"), m.end())}
            out.update(dict.fromkeys((shorter & printed) - {name}, name))
    return out
