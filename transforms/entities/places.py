"""Names of places: the gazetteer, and endings (镇, 码头, 公园 …) with the words before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

from transforms.entities.addresses import (
    LEVEL,
    behind_places,
    city_abroad,
    estate_communities,
    led_villages,
    runs_out,
    split_levels,
    town_and_village,
    words_of,
)
from transforms.entities.bracketed_sites import bracketed_sites
from transforms.entities.estates import HOUSING, estate_start
from transforms.entities.framed_places import is_kind, settlements, ways
from transforms.entities.framed_sites import estates, is_kind_of_site, sites, with_words_of_water
from transforms.entities.gazetteer import below, countries, gazetteer, plain_below, trie_pattern
from transforms.entities.listed_places import listed_places
from transforms.entities.natural_villages import natural_villages
from transforms.entities.noun_runs import is_proper, run_before, start_of_name
from transforms.entities.numbered_roads import numbered_roads, with_numbers
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.persons import may_begin
from transforms.entities.place_edges import from_known, with_sides, with_whole_starts
from transforms.entities.place_shapes import (
    AT_SPEED,
    DASHES,
    DONE_ON_WAYS,
    WATERS,
    joined_by_dash,
    named_ways,
    places_alone,
    shaped_places,
    stops_at,
)
from transforms.entities.spans import Span
from transforms.entities.stations import side_stations
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Token

MAX_NAME = 20


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that places are found by: the gazetteer, and endings."""
    data = rules("places")
    endings = [w for w in data["strong"] + data["weak"] if len(w) > 1]
    rare = frozenset(data["rare_divisions"])  # apart: the 资中 of 投资中国 must not hide 中国
    return {
        "place": gazetteer().keys() - rare,
        "rare_place": rare & gazetteer().keys(),
        "place_ending": endings,
        "possible_place": data["if_repeated"],
    }


@cache
def _short_endings() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(w for w in words_of('strong') | words_of('weak') if len(w) == 1))}]")


def find_places(words: Words) -> list[Span]:
    """Places named in the segment; spans may overlap, the longest is meant."""
    text = words.text
    named = [_uncut(words, start, end) for start, end in words.hits["place"]]
    out = [Span(start, end, "place") for start, end in named if _stands(words, start, end)]
    rare = [(a, b) for a, b in words.hits["rare_place"] if words.whole(a, b) and not _KIND_OF_THING.match(text, b)]
    out += [Span(start, end, "place") for start, end in rare]
    out += below_others(words, out)
    for kind in (_STATION, _STATE):
        out += [Span(s.start, m.end(), "place") for s in out if (m := kind.match(text, s.end)) is not None]
    for s, m in [(s, m) for s in out if (m := _MALL.match(text, s.end)) is not None]:
        # 临江|望江广场 is one name, 临江市 a level of its own in front of it.
        out.append(Span(s.end if text[s.end - 1] in _UNITS else s.start, m.end(), "place"))
    out += [Span(s.end, m.end(), "place") for s in out if (m := _BAY.match(text, s.end)) is not None]
    endings = words.hits["place_ending"] + [m.span() for m in _short_endings().finditer(text)]
    lines = (
        {m.end(): m.start() for m in _line().finditer(text)} if any(map(text.__contains__, words_of("lines"))) else {}
    )
    for ending, end in endings:
        if end in lines:
            continue
        if text[ending:end] == "港" and text[ending - 1 : ending] in _VERBS_OF_PORT:
            continue  # 红雨袭|港
        if _GOES_ON.match(text, end):
            continue  # 陈村|乡, 屯|城镇, 江州市陵|城区, 青渡村|村干部
        start = _untorn(words, _name_start(words, ending, end), ending)
        if start is not None and text[ending:end] in words_of("lines") and text[start:ending] in countries():
            continue  # 中国|高铁 is no one line
        start = with_words_of_water(words, start)
        if start is None or _COUNTED.search(text, max(0, start - 6), start) or _APART.match(text, start, end + 2):
            continue
        if text[start:end] not in words_of("common") and not _GRADED.match(text, start, end):
            levels = split_levels(text, start, end)
            out += [Span(a, b, "place") for a, b in levels if len(levels) > 1 or not _is_plain(text[a:b])]
    out += [Span(s.start, m.end(), "place") for s in out if (m := _zone().match(text, s.end)) is not None]
    if "”" in text:
        out += [Span(*m.span(), "place") for m in _quoted_site().finditer(text)]
    out += _guessed(words) + named_ways(text) + [Span(start, end, "place") for end, start in lines.items()]
    out += led_villages(text) + estate_communities(text) + shaped_places(text)
    out += behind_places(text, {s.end for s in out})
    out += [Span(s.end, m.end(), "place") for s in out if (m := city_abroad(text, s)) is not None]
    ends = {s.end for s in out}
    out += settlements(words, ends) + ways(words, ends) + sites(words, ends) + estates(words, ends)
    out += (
        bracketed_sites(words)
        + side_stations(text)
        + numbered_roads(text)
        + with_numbers(text, out)
        + natural_villages(text)
    )
    out += stops_at(text, out)
    out = from_known(out, words)
    chains = town_and_village(words, {s.end for s in out})
    out = [s for s in out if not runs_out(s, chains)] + chains
    out = with_sides(text, with_whole_starts(words, out))
    out += listed_places(words, out)
    if not DASHES.isdisjoint(text):
        out += joined_by_dash(text, out)
    return places_alone(text, out)


def _is_plain(name: str) -> bool:
    """Whether ordinary words tell of a kind of place or of what is done on a way: 美食街, 争路."""
    lodging = name.endswith("酒店") and name[:-2] in gazetteer()
    town = name.endswith(("小镇", "城镇", "集镇")) and name[:-2] in countries()
    return lodging or town or is_kind(name) or is_kind_of_site(name) or DONE_ON_WAYS.search(name) is not None


_VERBS_OF_PORT = frozenset("袭抵访留来赴返离居入进出到在")
_GOES_ON = re.compile(
    "(?<=[古名老新][城镇村街])[古名老新][城镇村街]|(?<=[坝坪坡])[一-鿿]村|(?<=[村屯])(?:[城昌]?[乡镇县]|水库)|(?<=陵)[城县园墓水川]|(?<=村村)"
)
"""Behind a village, hamlet or mound that is part of a longer name: 屯|城镇."""
_COUNTED = re.compile("[\\d一二三四五六七八九十百千两几多余][多余]?(?:个|座|处|家|所|条|片)$")
"""In front of things that are counted, which are no one place: 12个|新村小区."""
_APART = re.compile("离[一-鿿]{1,4}(?:不远|[很最较]近|最远|[仅只约]有?)")
"""How far something is: 离|河|不远."""
_GRADED = re.compile("[一二三四五特AＡ]+级")
"""What is of a grade is a kind of place: 三级渔港."""


def torn_names(words: Words) -> list[tuple[int, int]]:
    """Spans of names of the gazetteer that the tokeniser cut in pieces of one character (前|海) or cut across."""
    out: list[tuple[int, int]] = []
    for start, end in words.hits["place"]:
        if out and start < out[-1][1]:
            continue
        at = bisect_right(words.starts, start) - 1
        first = words.tokens[at]
        if first.start != start or first.end >= end or not _stands(words, start, end):
            continue
        last = words.tokens[bisect_right(words.starts, end - 1) - 1]
        if end - start == 2 or last.end > end:
            out.append((start, end))
    return out


def cuts_citizens(text: str, end: int) -> bool:
    """Whether a name that ends there takes the 市 of 市民: 临江|市民, but not of 市|民政局."""
    return text.startswith("市民", end - 1) and text[end + 1 : end + 2] not in _OF_CITY


def _uncut(words: Words, start: int, end: int) -> tuple[int, int]:
    """The span without a unit that is the start of another word: 临江|市民, 江南|区域, 江海|市场; with 市区."""
    if end - start > 2 and _OF_MARKET.match(words.text, end - 1):
        return start, end - 1
    if words.text.startswith("市区", end - 1) and words.text[end + 1 : end + 2] not in _OF_DISTRICT:
        return start, end + 1
    if (
        words.text[end - 1] == "区"
        and words.text[end : end + 1] in _OF_AREA
        and words.text[start : end - 1] in gazetteer()
    ):
        return start, end - 1  # 海南|区位
    if cuts_citizens(words.text, end):
        return start, end - 1
    last = words.tokens[bisect_right(words.starts, end - 1) - 1]
    inner = words.text[start : last.start]
    cut = last.start > start and last.end > end and word_tag(last.word) and end - last.start == 1
    return (start, last.start) if cut and inner in gazetteer() else (start, end)


_OF_MARKET = re.compile("市(?:场|值(?!得)|面(?![临积对向貌])|价(?!格)|况|占率)")
_OF_AREA = ("位", "域", "间")
_OF_DISTRICT = frozenset("委政两域县级人划位际间")
"""Behind 市区, what begins another word: 市|区域."""
_OF_CITY = frozenset("政族生主间营用盟办革")
"""Behind 市民, what begins another word: 市|民政局."""
_TAKING = frozenset("对把被将给让")
_TORN = frozenset("以及从据在叫为到至由向往与和把对将看访走进去过离转位处爱")


def _untorn(words: Words, start: int | None, ending: int) -> int | None:
    """The start behind a preposition or verb that a guessed word opens with: 从海|尾镇."""
    if start is None or words.text[start] not in _TORN or ending - start < 2:
        return start
    token = words.tokens[bisect_right(words.starts, start) - 1]
    torn = token.start == start and len(token.word) > 1 and not word_tag(token.word)
    if torn and ending - start == 2 and words.text[start] in _TAKING:
        return None  # 对荣桥
    return start + 1 if torn and ending - start > 2 else start


def _guessed(words: Words) -> list[Span]:
    """Words unknown to the dictionary that the tagger takes for places and that end like one: 青渡区, 云岭|省."""
    out = []
    tokens = words.tokens
    for number in [i for i, t in enumerate(tokens) if t[1] == "ns"]:
        word, _, start, end = tokens[number]
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        united = following is not None and following.word in _UNITS and 1 < len(word) < 4 and word[-1] not in _UNITS
        if united and words.text[start : end + 1] not in words_of("common"):
            out.append(Span(start, end + 1, "place"))
        if word[-1] not in words_of("guessed") or not 1 < len(word) < 5 or word_tag(word) or word in gazetteer():
            continue
        torn = word[0] in _TORN and len(word) > 2
        least = 2 if word[-1] in "州江河湖岛" else 3
        if len(word) - torn >= least and word[torn] not in POINTING and word[torn:] not in words_of("common"):
            out.append(Span(start + torn, end, "place"))
    return out


_UNITS = frozenset("省市县区州镇乡")
POINTING = frozenset("全各该本我某每两几多这那此外内前后上下中新老旧大小主")
"""What no place opens with: words that point or describe."""


@cache
def _line() -> re.Pattern[str]:
    """A railway or motorway named by one character for each of its cities: 京沪高铁."""
    data = rules("places")
    return re.compile(
        f"(?<![{data['city_letters']}])[{data['city_letters']}]{{2,3}}(?:{trie_pattern(data['lines'])}){AT_SPEED}"
    )


@cache
def _zone() -> re.Pattern[str]:
    """Zones named after the place right before them, however the words are cut."""
    return re.compile(trie_pattern(rules("places")["zones"]))


_STATION = re.compile(
    "站(?=候车|站房|出站口|进站口|广场|月台|站台|售票|一?[名位]?(?:工作人员|值班员|值班站长|站长|客运|安检员|民警))|[东南西北]站(?![在位点着起立队岗台长成满稳上]|出来|到了)"
)
_STATE = re.compile("(?<=[一-鿿]{2}[^省市县区州])(?:省(?![级内外委长])|邦(?!交)|州(?![立长府议际]))")
"""The unit behind the name of a foreign province: 布什尔|省."""
_ROAD = re.compile("[一二三四五六七八九十东西南北中]?(?:路|支路)(?![上])(?=[\\d一-十]+号|[，。、])")
_REIGN = re.compile("(?:元|[一二三四五六七八九十]{1,3})年|年间|皇帝")
"""Behind the name of an era, which may be that of a place."""
_IN_STORM = re.compile("台风“[^”]{0,3}$")
"""In front of what is part of the name of a storm."""
_MADE_HOT = re.compile("[带炒捧]火$")
_KIND_OF_THING = re.compile(
    "(?<=修水)[管电渠库利表泵]|话(?![题筒剧])|化(?![工学石纤妆隆肥州德])|白对虾|坚?果(?![园农树乡林])|(?<=长治)长效|(?<=日照)(?:充足|时[数间长]|不足|强度|率|量)"
)
"""Behind a place that a change or a kind of animal or plant is called after."""
_MALL = re.compile("(?![一-鿿]{0,3}[的市区县省])[一-鿿]{2,3}(?:广场|购物中心|购物公园|百货大楼|文化街区|主题街区)")
"""Squares and shops with a name of ordinary words behind the city: 临江日月广场."""
_BAY = re.compile("(?![及和与在到至、的])[一-鿿]{2}(?<![港海台的])[湾礁屿](?![仔里区街社村镇乡])")
"""A bay with a name of ordinary words behind the city: 临江日月湾."""


@cache
def _quoted_site() -> re.Pattern[str]:
    """A site named by quoted words: “候鸟驿站”党群服务中心."""
    ends = trie_pattern(rules("places")["quoted"])
    return re.compile(f"“[^“”，。：；！？]{{2,10}}”(?:(?![“”的是了在和与将把到成])[一-鿿]){{0,8}}?(?:{ends})(?![长员])")


def below_others(words: Words, places: Iterable[Span]) -> list[Span]:
    """Counties and districts by their short form right behind the city or province that they are in: 江苏|射阳."""
    out = []
    for place in places:
        start, end = place.end, place.end + 2
        plain = plain_below().get(words.text[place.start : start])
        if plain is not None and (m := plain.match(words.text, start)) is not None:
            out.append(Span(start, m.end(), "place"))
        holders = below().get(words.text[start:end])
        named = holders and words.text[place.start : start] in holders and words.whole(start, end)
        if named and words.text[end : end + 1] not in _SHORES | WATERS | _UNITS:
            out.append(Span(start, end, "place"))
    return out


def _stands(words: Words, start: int, end: int) -> bool:
    """Whether a gazetteer name is not cut out of a longer ordinary word."""
    if words.text.startswith("时间", end) or _ROAD.match(words.text, end) or _REIGN.match(words.text, end):
        return False  # 东海|一路, 绍兴|十八年
    if _IN_STORM.search(words.text, max(0, start - 6), start) or _KIND_OF_THING.match(words.text, end):
        return False  # 台风“桦|加沙”, 中国|化, 南美|白对虾
    tokens, starts = words.tokens, words.starts
    at = bisect_right(starts, start) - 1
    first = tokens[at]
    if first.start == start and first.end == end:
        return True
    last = tokens[bisect_right(starts, end - 1) - 1]
    if first.start == start and last.end == end:
        return True
    if _MADE_HOT.search(words.text, max(0, start - 2), start):
        return True  # 带火|山西, not 火山
    if first is last:  # inside one word: fine if that is a name of a place or body, or no known word
        opens = first.start == start or first.word[: start - first.start] in gazetteer()  # 辽宁|沈阳
        rest = words.text[end : first.end]
        at_stop = first.start == start and (rest == "站" or rest in gazetteer())  # 美国|纽约 in one word
        return at_stop or (first.tag in ("ns", "nt") and (end - start > 2 or opens)) or not word_tag(first.word)
    if end - start > 2:
        return first.start == start or not word_tag(first.word)  # 滨|海城市
    # Across words: fine if what the cut leaves over are not parts of known words.
    return (first.start == start or not word_tag(first.word)) and (last.end == end or not word_tag(last.word))


def _name_start(words: Words, ending: int, end: int) -> int | None:
    """Where the place with the ending [ending, end) starts, or None if it is no name."""
    word = words.text[ending:end]
    if word in HOUSING:
        return estate_start(words, ending, end)
    weak = word in words_of("weak") and word not in words_of("strong")
    run = run_before(words, ending, end, MAX_NAME, words_of("stop"), words_of("inside"))
    if not run or run[-1].end != end:
        return None
    holder = next(t for t in run if t.end > ending)
    if holder.start < ending and word_tag(holder.word) == "v":
        return None  # 回|乡
    if weak:
        return _weak_start(run, holder, ending)
    start = _first_start(run, ending)
    if start is not None and word in words_of("settlements"):
        if _collective().search(words.text, start, end) or ending - start < 2:
            return None
        if word == "社区" and any(words.text[start:ending] + unit in gazetteer() for unit in "省市"):
            return None  # 上海|社区干部
        start = _settlement_start(words.text, run, start, ending)
    return start


@cache
def _collective() -> re.Pattern[str]:
    """Words for villages and towns in general, and a village behind a verb or preposition: 全村, 驻村."""
    data = rules("places")
    words = "|".join(data["collective"])
    return re.compile(f"(?:{words}|[{data['before_village']}]村)$")


def _settlement_start(text: str, run: list[Token], start: int, ending: int) -> int:
    """Villages and towns have short names: ordinary words before the last proper word are none of it."""
    if ending - start <= 4:
        return start
    near = [t for t in run if t.start < ending and ending - t.start <= 4]
    proper = [t for t in near if is_proper(t.word, t.tag)]
    if text[start : start + 2] in gazetteer() or LEVEL.search(text, start, ending):
        return start  # a chain of levels, split later
    return (proper or near)[0].start if proper or near else start


def _first_start(run: list[Token], ending: int) -> int | None:
    first = start_of_name(run, ending)
    return run[first].start if first is not None else None


_SHORES = frozenset("岛湾礁港洲")


def _weak_start(run: list[Token], holder: Token, ending: int) -> int | None:
    """A short ending (山, 路) makes a name with one proper word right before it, or inside a word known as a place."""
    if holder.start < ending:
        known = word_tag(holder.word)
        tags = ("ns", "nr", "nz", "n") if holder.word[-1] in _SHORES else ("ns", "nr", "nz")
        if known == "ns" or (known == "nr" and word_tag(holder.word[:-1]) == "ns"):
            return holder.start
        if not known and holder.tag in tags and holder.end - holder.start >= 3:
            return _with_syllables(run, run.index(holder))
        return None
    at = bisect_left([t.start for t in run], ending) - 1
    if at < 0 or not is_proper(run[at].word, run[at].tag):
        return None
    token = run[at]
    if token.tag in ("nr", "nrfg") and len(token.word) > 2 and may_begin(token.word, 0):
        return None
    return _with_syllables(run, at)


def _with_syllables(run: list[Token], at: int) -> int:
    """Where a foreign name starts whose first syllables are a word of their own: 海因斯|贝格|县."""
    before, token = run[at - 1 : at], run[at]
    foreign = [t for t in before if t.tag in ("nr", "nrt") and lexicon().foreign.issuperset(t.word)]
    return foreign[0].start if foreign and lexicon().foreign.issuperset(token.word) else token.start
