"""Where places start that the words were cut in: 三角|镇红岩坪村, 火炬|北路, 在|羊皮巷."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

import rjieba

from transforms.entities.addresses import words_of
from transforms.entities.framed_places import frames
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised


def with_whole_starts(words: Words, places: list[Span]) -> list[Span]:
    """The places, each from where its name starts, with the streets of a side of the town: 外环|东路.

    Example: of 青川|角镇红岩坪村 and the wrong place 镇红岩坪村 come 角镇 and 红岩坪村.
    """
    text = words.text
    ends = {s.end for s in places}
    streets = _streets(words) if "路" in text else []
    whole = {s.start + n: s.start for s in streets for n in range(1, s.end - s.start)}
    out = _towns_of(words, places, ends)
    for place in places:
        start = whole.get(place.start)
        if start is not None and place.end - place.start > 1:
            out.append(place._replace(start=start))
            continue
        out += _town_before(words, place, ends) or [_with_rare(words, _behind_link(text, place))]
    named = [s for s in out if not _NO_NAME.fullmatch(text, s.start, s.end)]
    if "小区" in text:
        named = [s for s in named if not text.endswith("小区", 0, s.end) or not _does(text[s.start : s.end - 2])]
    if "·" in text:
        named = [s for s in named if not _opens_foreign(text, s)]
    return named + streets


@memoised
def _does(stem: str) -> bool:
    """Whether words in front of 小区 tell what somebody does there, or point: 美化|小区, 记者前往|小区, 上该|小区."""
    if stem in frames()["hopes"]:
        return False
    if _DONE_TO_ESTATES.search(stem) is not None:
        return True
    words = rjieba.tag(stem)
    verbs = any(tag == "v" and len(word) > 1 and word not in frames()["hopes"] for word, tag in words)
    return verbs or any(tag in _POINTING or tag[0] == "u" for _, tag in words)


_DONE_TO_ESTATES = re.compile(
    "[美亮净绿硬]化|前往|来到|进入|走进|回到|返回|离开|赶到|抵达|改造|打造|整治|清扫|巡查|走访|帮助|管理|封闭|关闭|解封|封控"
)
_POINTING = frozenset("prc")
_FOREIGN_ON = re.compile("[一-鿿]{0,5}·")


def _opens_foreign(text: str, place: Span) -> bool:
    """Whether what looks like a place is the start of a foreigner's name: 谢赫塔|米姆·本·哈马德."""
    syllables = lexicon().foreign
    on = _FOREIGN_ON.match(text, place.end)
    whole = on is not None and syllables.issuperset(text[place.end : on.end() - 1])
    return (
        whole
        and syllables.issuperset(text[place.start : place.end])
        and text[place.start : place.end] not in gazetteer()
    )


_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|广西|西藏|宁夏|新疆|内蒙古|中国|全国"
)
_NO_NAME = re.compile(
    "(?:[个处多各]*镇)?街道|[东南西北中]路|[河江湖溪沟]桥|某[村镇乡]|[一-鿿]+暨[一-鿿]+|(?!丝绸|长征)[一-鿿]+之[路桥街城村家窗]"
    f"|(?:{_PROVINCES})(?:老乡|乡村|农村|山村|渔村|古村|古镇|小镇|城镇|集镇|水乡|侨乡|古城|小区|社区)"
    "|[一-鿿][在从到][路巷街]|[沿朝傍顺](?!河)[江河湖海溪街路山巷]|临[街路]"
    "|[一-鿿]{0,2}(?:[古名老新][城镇村街乡寨宅巷]){2,}|[一-鿿]*(?:[家故]乡|坐镇)|[一-鿿]个[一-鿿]+|(?:个(?!旧)|仅|该)[一-鿿]{2,}|[一-鿿]*(?:大臣|首相)[一-鿿]+"
)
"""What is no name by itself: 10处镇街道, 建设|家乡, 打个|电话社区."""
_SIDE_STREET = re.compile(
    "[东南西北](?=路(?![军梆上透货]|纵队|红军|部队|大军|径))|中(?=路(?=[和与及至到段口、，。（\\d]|沿线|街道|交))"
)


def _streets(words: Words) -> list[Span]:
    """Streets of a side of the town that are called after an ordinary word: 火炬|北路, 望|东路."""
    out = []
    for m in _SIDE_STREET.finditer(words.text):
        start = _word_before(words, m.start())
        if start is not None:
            out.append(Span(start, m.end() + 1, "place"))
    return out


def _word_before(words: Words, end: int) -> int | None:
    """Start of the word in front of the side of a street, if it may name one: a noun, or a verb of one character
    behind a mark or a link."""
    at = bisect_right(words.starts, end - 1) - 1
    if at < 0:
        return None
    token = words.tokens[at]
    if token.end > end:  # the words were cut across: 外|环东|路
        return None
    if len(token.word) in _STEM and token.tag[0] in "nj" and token.word not in _no_stems():
        return token.start
    opened = token.start == 0 or words.text[token.start - 1] in _OPENING
    single = len(token.word) == 1 and token.tag[0] in "nvagzj" and opened and token.word not in _PLAIN
    return token.start if single else None


_STEM = (2, 3)
_OPENING = "，。；：、（“ \u3000\n的在到至从沿经由和与是往"
_PLAIN = frozenset("走往向朝经从在沿由到至过的一上下进出去来两各是有为")


@cache
def _no_stems() -> frozenset[str]:
    return frozenset(rules("places")["no_streets"])


_UNIT_FIRST = re.compile("(街道|镇|街|乡)((?:[一-鿿]{1,5})(?:村|社区|居委会|小区))")


def _town_before(words: Words, place: Span, ends: set[int]) -> list[Span]:
    """A town and its village where the unit was cut off the town's name: 三角|镇红岩村."""
    text = words.text
    m = _UNIT_FIRST.fullmatch(text, place.start, place.end)
    if m is None or text[place.start : place.start + 2] in gazetteer() or word_tag(text[place.start : place.start + 2]):
        return []
    rest = [Span(m.start(2), m.end(2), "place")] if len(m[2]) > _LEAST else []
    start = _town_start(words, place.start, ends)
    town = [Span(start, m.end(1), "place")] if start is not None else []
    return town + rest or [place]


def _town_start(words: Words, unit: int, ends: set[int]) -> int | None:
    """Where the name of a town starts whose unit stands at `unit`: behind a place, or at an ordinary word."""
    start = next((e for e in range(unit - 3, unit - 1) if e in ends), None)
    if start is not None or unit < _LEAST:
        return start
    at = bisect_right(words.starts, unit - 1) - 1
    token = words.tokens[at]
    behind = token.start in ends or token.start == 0 or words.text[token.start - 1] in _OPENING
    whole = len(words.text[token.start : unit]) in _STEM and token.end in (unit, unit + 1)
    named = whole and token.tag[0] in "nmjsazx"
    return token.start if named and behind and token.word not in words_of("common") else None


def _towns_of(words: Words, places: list[Span], ends: set[int]) -> list[Span]:
    """Towns whose names are ordinary words, in front of their villages: 三角镇|青岩坪村."""
    out = []
    for place in places:
        m = _UNIT_END.search(words.text, max(0, place.start - 2), place.start)
        village = m is not None and place.start not in ends and words.text.endswith(_VILLAGES, 0, place.end)
        start = _town_start(words, m.start(), ends) if m is not None and village else None
        if start is not None and words.text[start : place.start] not in words_of("common"):
            out.append(Span(start, place.start, "place"))
    return out


_UNIT_END = re.compile("(?:街道|(?<!城)镇|(?<![家水山城])乡)$")
_VILLAGES = ("村", "社区", "居委会")


_LEAST = 2
_LINK = re.compile(
    "(?:在|起于|止于|始于|起自|终于|位于|了位于|驻扎在|坐落于|办事处|管委会|街道办|居委会|村委会)(?=[一-鿿]{2})"
    "|[东南西北][接连临抵邻依靠](?=[一-鿿]{3})|登(?=[一-鿿]{2}[寺山塔阁楼峰顶])|(?<=\\d)号(?=[一-鿿]{3})"
)
_GOING = re.compile(
    "(?:[行驶走开]至|[去了]|继(?=[一-鿿]{2}(?:铁路|高铁|高速)))(?=[一-鿿]{2,4}(?:路|街|大道|巷|铁路|高铁|高速|公路)$)"
)
"""What somebody does in front of a way: 行至|镇菩路."""
_OUT_OF = re.compile("(?:出|至|经|沿|到)(?=[一-鿿]{2})")
_OFFICE = re.compile("[村居管]委会")
_COMING = re.compile("(?<=[一-鿿])来(?=[一-鿿]{3,5}[镇乡村])")
_SOME_ESTATE = re.compile("(?<=[路街道巷])[一某该]小区$")


def _behind_link(text: str, place: Span) -> Span:
    """A place behind the preposition or the office that its name was joined with: 在|羊皮巷, 办事处|珠山社区."""
    if text[place.start : place.end] in gazetteer():
        return place
    if (some := _SOME_ESTATE.search(text, place.start + _LEAST, place.end)) is not None:
        place = place._replace(end=some.start())  # 青山路|一小区
    if (office := _OFFICE.search(text, place.start, place.end)) is not None and place.end - office.end() > _LEAST:
        return place._replace(start=office.end())  # 柳湾村委会|祖宅村
    m = (
        _LINK.match(text, place.start, place.end)
        or _GOING.match(text, place.start, place.end)
        or _COMING.match(text, place.start, place.end)
    )
    if m is not None and place.end - m.end() > 1:
        return place._replace(start=m.end())
    out = _OUT_OF.match(text, place.start, place.end)
    known = out is not None and _known_start().match(text, out.end(), place.end)
    return place._replace(start=out.end()) if out is not None and known else place


_LAND = frozenset("湖河江山岭溪岛洲港桥滩沟坡坪")
_RARE = ("zg", "x", "ng", "g", "")


def _with_rare(words: Words, place: Span) -> Span:
    """A site with the rare character that its name was cut behind, where nothing else can be meant: 荪|湖公园."""
    before = place.start - 1
    known = words.text[place.start : place.start + 2] in gazetteer()  # 今|江苏省
    if before < 0 or known or words.text[place.start] not in _LAND or place.end - place.start <= _LEAST:
        return place
    token = words.tokens[bisect_right(words.starts, before) - 1]
    rare = token.start == before and token.end == place.start and token.tag in _RARE and "一" <= token.word <= "鿿"
    opened = before == 0 or words.text[before - 1] in _OPENING
    return place._replace(start=before) if rare and opened and token.word not in _PLAIN else place


@cache
def _known_start() -> re.Pattern[str]:
    """A motorway of the network or a longer known place opens the name."""
    data = rules("places")
    return re.compile(trie_pattern([w + "高速" for w in data["motorways"]]))


def with_sides(text: str, places: Iterable[Span]) -> list[Span]:
    """The places, and quarters and units of streets that a known place was cut out of: 烟台|东社区, 灵山|卫街道."""
    found = list(places)
    ends = {s.end: s.start for s in found if text[s.end - 1] not in _UNITS}
    out = []
    for s in found:
        start = ends.get(s.start)
        if start is not None and s.start - start < 4 and _CUT_OFF.fullmatch(text, s.start, s.end):
            out.append(Span(start, s.end, "place"))
    return found + out


_UNITS = frozenset("省市县区旗镇乡村路街道国州江河湖海山岛")
_CUT_OFF = re.compile("[东南西北中]社区|[一-鿿]街道")


def from_known(found: list[Span], words: Words) -> list[Span]:
    """The spans, with the whole of a known name that one of them was cut out of: 三|沙市社区 opens with 三沙市."""
    known = {at: start for start, end in words.hits["place"] if end - start > 2 for at in range(start + 1, end)}
    return [s._replace(start=known[s.start]) if s.start in known and s.end - s.start > 2 else s for s in found]
