"""Places known by their shape: parts of provinces, foreign provinces by their syllables, what is called after a common
word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from transforms.entities.addresses import words_of
from transforms.entities.gazetteer import below, countries, gazetteer, place_before, trie_pattern
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.persons import may_begin
from transforms.entities.quoted_places import without_quoted_parts
from transforms.entities.spans import Span
from transforms.lexicon import rules


def shaped_places(text: str) -> list[Span]:
    """Spans of such places."""
    out = [Span(*m.span(), "place") for m in _part_of_province().finditer(text)]
    out += [Span(*m.span(), "place") for m in _named_after().finditer(text) if m[0] not in words_of("common")]
    if "环" in text:
        out += [Span(*m.span(), "place") for m in _RING.finditer(text)]
    if "号线" in text:
        lines = _LINE if not _BY_RAIL.search(text) else _ANY_LINE
        out += [Span(*m.span(), "place") for m in lines.finditer(text)]
    if "站" in text and _BY_RAIL.search(text):
        out += [Span(*m.span(1), "place") for kind in (_STOP, _IN_STOP) for m in kind.finditer(text)]
    if "站" in text:
        out += [Span(*m.span(), "place") for m in _side_station().finditer(text)]
    if "路" in text or "街" in text or "大道" in text:
        out += [Span(*m.span(1), "place") for m in _ROAD.finditer(text) if _is_road(m[1])]
    if "从" in text or _foreign_land().search(text):
        towns = (m.span(m.lastindex or 1) for m in _foreign_town().finditer(text))
        out += [Span(*town, "place") for town in towns if _is_town(text[slice(*town)])]
    if any(kind in text for kind in _KINDS_OF_TOWNS):
        out += [Span(*m.span(1), "place") for m in _town_by_kind().finditer(text) if _is_abroad(text, m)]
    out += _sites(text)
    if "地区" in text:
        out += [Span(*m.span(), "place") for m in _REGION.finditer(text)]
    if "故" in text or "旧居" in text:
        out += [Span(m.start(1), m.end(), "place") for m in _HOME.finditer(text) if may_begin(text, m.start(1))]
    if not _UNITS.isdisjoint(text):
        out += [
            Span(*m.span(m.lastindex or 1), "place")
            for m in _foreign_province().finditer(text)
            if _is_foreign(m[m.lastindex or 1]) and m[m.lastindex or 1] not in words_of("common")
        ]
    return out


_REGION = re.compile(
    "(?:华[北东南中西]|关中|江淮|江汉|黄淮|淮海|苏[南北中]|皖[南北中]|浙[东西南北]|粤[东西北]|陕[南北]|豫[东西南北]"
    "|成渝|(?:长江|黄河)(?:中下游|上中游|中上游|[上中下]游)|[一-鿿]{2}流域)地区"
)
"""A part of the country with its 地区, which is not the name of a part of the world: 华北地区, but 中东|地区."""
_RING = re.compile(
    "[东西南北][二三四五六]环(?:[东西南北中]?路)?(?![节境保])|[二三四五六]环(?:[东西南北中]?路|(?=以[内外里]))|(?<=[入近出在沿到])[二三四五六]环(?![节境保的])"
)
"""A ring road or a side of it: 东三环, 四环路."""


def places_alone(text: str, places: list[Span]) -> list[Span]:
    """The places without ships, and without what runs on over who heads a body: 青溪小学|副校长|江南校区."""
    alone = [s for s in places if _HEADS.search(text, s.start + 1, s.end - 1) is None]
    if "近" in text:
        alone = [s._replace(start=s.start + 1) if _NEAR.match(text, s.start) else s for s in alone]
    if "“" in text:
        alone = without_quoted_parts(text, [s for s in alone if not _is_likened(text, s)])
    return without_ships(text, alone) if "舰" in text else alone


_NEAR = re.compile("(?<=[路街])近(?=[一-鿿]{3})")
"""Behind a street, that another is near: 云光路近|青河路."""


def _is_likened(text: str, place: Span) -> bool:
    """Whether quoted words only liken something to a place, or call a machine after it: 堆成“泥土山”, “青江”二号."""
    if text[place.start - 1 : place.start] != "“" or text[place.start : place.end] in countries():
        return False
    return (
        _MADE.search(text, max(0, place.start - 3), place.start) is not None
        or _MACHINE.match(text, place.end) is not None
    )


_MADE = re.compile("(?:[变堆垒]成|[好就]像|犹如|宛如|成)“$")
_MACHINE = re.compile("”?[一二三四五六七八九十\\d]{1,2}[号型](?![线楼院馆门井码公路店仓])")
_HEADS = re.compile("副(?:校|院|局|市|县|区|镇|厅|所)长|副主任|副书记")


def without_ships(text: str, places: Sequence[Span]) -> list[Span]:
    """The places after which no ship is called there: 导弹驱逐舰|临江舰."""
    return [s for s in places if not _SHIP.match(text, s.end)]


def stops_at(text: str, places: Sequence[Span]) -> list[Span]:
    """Stops that are called after the place they are at, in a text on trains or buses: 花城大道|站."""
    if "站" not in text or not _BY_RAIL.search(text):
        return []
    return [
        Span(s.start, s.end + 1, "place") for s in places if text[s.end - 1] != "站" and _STOP_END.match(text, s.end)
    ]


def _sites(text: str) -> list[Span]:
    """Bridges, estates, motorways, pavilions and the like whose names are ordinary words."""
    out: list[Span] = []
    if not _BUILT.isdisjoint(text):
        out += [Span(*m.span(), "place") for m in _of_district().finditer(text) if m[0] not in words_of("common")]
        out += [Span(*m.span(1), "place") for m in _BUILDING.finditer(text) if _is_building(m[1])]
    if "小区" in text:
        out += [Span(*m.span(1), "place") for m in _ESTATE.finditer(text) if _is_estate(m[1])]
    if "家属" in text:
        out += [Span(*m.span(1), "place") for m in _QUARTERS.finditer(text)]
    if "高速" in text:
        out += [Span(*m.span(), "place") for m in _motorway().finditer(text)]
    if "馆" in text and _EXPO.search(text):
        out += [Span(*m.span(), "place") for m in _pavilion().finditer(text)]
    return out


_QUARTERS = re.compile(
    "(?:(?<![一-鿿])|(?<=[在到从往为叫住段路]))((?![该本某其原各住在我他她们])[一-鿿]{2,6}?[局厂院校社委所司]家属[院区楼])(?![里内外]?[没有]人)"
)
"""Where those live who work for a body: 畜牧局家属院."""
_BUILT = frozenset("桥厦场园街路道馆院")
_BUILDING = re.compile(
    "(?:(?<![一-鿿])|(?<=[在从到至过沿于]))((?![在从到至过沿于这那此该每各某全])[一-鿿]{2,3}(?:桥|大厦|广场|公园))"
    "(?=[上下旁边]|附近|门口|一带|南侧|北侧|东侧|西侧|周边|[东西南北]端|[东西南北]头)"
)
"""A bridge or building at which something happens: 来到|青云桥|上."""
_ESTATE = re.compile(
    "(?<=[区市县镇道路])(?<![全我该本各两][区市县镇])((?:(?![的等已为在是有和与及里内各该本沿镇县区市]|街道|重点|改造|商贸)[一-鿿]){2,8}"
    "(?<![老旧民宅置范慧闭放])小区)"
)
"""A housing estate right behind the district or street where it is."""


def _is_estate(name: str) -> bool:
    """Whether the words are what one estate is called: neither 高档小区 nor 无物业小区."""
    stem = name.removesuffix("小区")
    plain = any(len(word) > 1 and tag[0] in "ambdfqv" for word, tag in rjieba.tag(stem))
    return name not in words_of("common") and not plain


_EXPO = re.compile("世博|园博|花博|展馆|展区|场馆|博览会")


def _is_building(name: str) -> bool:
    """Whether the words are no ordinary ones: neither 立交桥 nor 人民广场."""
    stem = _KIND_OF_BUILDING.sub("", name)
    return name not in words_of("common") and word_tag(name) == "" and word_tag(stem) in _NAMES | {"nr", "j"}


_KIND_OF_BUILDING = re.compile("(?:桥|大厦|广场|公园)$")


@cache
def _of_district() -> re.Pattern[str]:
    """A site called after a district whose short form is another word too: 海珠|广场."""
    data = rules("places")
    stems = [s for s in below() if word_tag(s) in _NAMES | {"nr", "n"} and s not in data["common_stems"]]
    return re.compile(f"(?:{trie_pattern(stems)})(?:{trie_pattern(data['named_after']['sites'])}){_NO_SITE}")


AT_SPEED = "(?!(?<=高速)(?:增|发展|度|动车|列车|铁|运[行转]|前进|扩张))"
"""No motorway: what goes at high speed behind 高速."""


@cache
def _motorway() -> re.Pattern[str]:
    """A motorway of the national network by its short name: 沈海|高速."""
    return re.compile(f"(?:{trie_pattern(rules('places')['motorways'])})高速(?:公路)?{AT_SPEED}")


@cache
def _pavilion() -> re.Pattern[str]:
    """The pavilion of a country at an exhibition: 江国|馆."""
    return re.compile(f"(?:{trie_pattern(countries())})馆(?![长员藏])")


_NUMBER = (
    "(?:[1-9]\\d?|[一二三四五六七八九十]{1,3}|S\\d)号线"
    "(?:[东西南北]延(?:伸线|线|段)?)?(?:[一二三四]期(?:工程)?(?![间限末]))?"
)
_LINE = re.compile(f"(?:地铁|轻轨|轨交|轨道交通){_NUMBER}")
_ANY_LINE = re.compile(f"(?:地铁|轻轨|轨交|轨道交通|(?<![0-9A-Za-z一二三四五六七八九十])){_NUMBER}(?!楼|泊位)")
_BY_RAIL = re.compile("地铁|轨交|轻轨|高铁|铁路|列车|动车|公交|号线|站台|站厅|车站|乘客")


@cache
def _side_station() -> re.Pattern[str]:
    """A station on a side of a city whose short form alone may be another word, or of a town that the page is about:
    大同|南站, 客运|东站."""
    data = rules("places")
    stems = [w for w in data["not_places"] if len(w) == 2 and w[-1] not in "省市区县" and w not in data["common_stems"]]
    return re.compile(
        f"(?:{trie_pattern(stems)})[东西南北]站(?![在位点着起立队岗台长成满稳上]|出来|到了)"
        "|(?:长途)?(?:汽车|客运|货运|公交){1,2}[东南西北]站(?![在位点着起立队岗台成满稳上])"
    )


_STOP_END = re.compile("站(?![在位点着起立队岗台长成满稳上]|出来|到了)")
_STOP = re.compile(
    "(?:停靠|增停|驶离|驶出|驶入|抵达|到达|途经|换乘|号线)([一-鿿]{2,5}(?<![油务水电车驿充查网作间泵象达费总首末点测助疫发基生种报岗工终一二三四五六七八九十每各个本该全前后上下])站)(?![在位点着起立队岗台长成满稳上])"
)
_IN_STOP = re.compile(
    "(?:(?<=[在从到至于往经])|(?<![一-鿿]))((?![在从到])[一-鿿]{2,5}?站)(?=站厅|站台|[A-D]\\d?出?口|下车|上车|出站|进站)"
)
_SHIP = re.compile("湖?舰(?![队艇载船])")
_NAMES = frozenset(("", "ns", "nz"))


@cache
def _part_of_province() -> re.Pattern[str]:
    """A quarter of a province by its letter: 鄂西北."""
    return re.compile(f"[{rules('places')['province_letters']}][东西][南北](?![风角站路门])")


@cache
def _named_after() -> re.Pattern[str]:
    """Streets, parks and halls that half the towns have: 解放路, 人民公园."""
    data = rules("places")["named_after"]
    return re.compile(f"(?:{trie_pattern(data['words'])})(?:{trie_pattern(data['sites'])}){_NO_SITE}")


_NO_SITE = "(?![道网线径程面基灯由况障梁墩洞区头口岸演])"
"""Behind what is no street or bridge: 人民路线."""
_HOME = re.compile("(?:(?<![一-鿿])|(?<=[在到观访了往入进]))([一-鿿]{2,3})(?:同志)?(?:故里|故居|旧居)")
"""Where somebody was born or lived: 来到|邓小平故里."""
_ROAD = re.compile(
    "(?:(?<![一-鿿])|(?<=[在沿于区县市镇]))((?![在沿于从到这那此每各全区])[一-鿿]{2,3}(?:路|街|大道))(?=上[，的]|口的|附近|一带|沿线|两侧)"
)
"""A street where something happens: 在|曹溪路|上的."""


_SIDES = frozenset("东西南北中")
"""In front of 路: a part of the street that the rest of the name is called by, 望澜|中路."""


def _is_road(name: str) -> bool:
    """Whether the words are no ordinary ones: neither 高速公路 nor 回家路."""
    stem = name.removesuffix("大道").removesuffix("路").removesuffix("街")
    named = word_tag(stem) in _NAMES | {"nr"} and word_tag(name) in _NAMES | {"nr"}
    sided = name[-2:-1] in _SIDES
    return named and (sided or (word_tag(name[-2:])[:1] != "n" and name[-2:] not in words_of("common")))


def _syllables() -> str:
    """Characters that spell foreign places."""
    return "".join(sorted((lexicon().foreign | frozenset("恰")) - frozenset("不")))


@cache
def _foreign_land() -> re.Pattern[str]:
    """A country behind a word of location."""
    return re.compile(f"[在到从赴往于自]{trie_pattern([name for name in countries() if not name.startswith('中国')])}")


@cache
def _foreign_town() -> re.Pattern[str]:
    """A town by its syllables, behind a country that a word of location leads to, or between 从 and a verb of motion:
    在意大利|普拉托，, 从|提尔|逃出来."""
    lands = trie_pattern([name for name in countries() if not name.startswith("中国")])
    return re.compile(
        f"(?:(?<=[在到从赴往于自])(?:{lands}))([{_syllables()}]{{2,6}})(?=，|的|市|举行|召开|出发|郊|街)"
        f"|(?<=从)(?![^，。]{{0,6}}(?:来说|来看|出发点))([{_syllables()}]{{2,5}})(?=逃|出发|飞往|撤离|撤出|起飞|出逃|启程)"
    )


_KINDS_OF_TOWNS = ("城市", "小镇", "首都", "首府", "重镇", "港口", "小城", "城镇")


@cache
def _town_by_kind() -> re.Pattern[str]:
    """A town by its syllables behind what kind of town it is: 港口城市|瓦尔登堡|的."""
    kinds = "|".join(_KINDS_OF_TOWNS)
    return re.compile(
        f"(?:{kinds})([{_syllables()}]{{2,6}})(?=[，。、；：（）”的市和与及]|举行|召开|出发|郊|发生|遭|附近|一带|当地|参加|访问|会见|抵达|出席|开幕|进行|市中心|当[晚天日地]|[昨今]|日前|近日|\\d|人口|居民|位于)"
    )


def _is_abroad(text: str, town: re.Match[str]) -> bool:
    """Whether a country or a part of one stands in front of the kind of town, and the name is no known place."""
    name = town[1]
    if not _is_town(name) or any(name[at:] in gazetteer() for at in range(len(name) - 1)):
        return False
    led = _DESCRIBED.search(text, max(0, town.start() - 12), town.start())
    start = led.start() if led is not None else town.start()
    if led is not None and led["part"] is not None and len(name) > 2:
        return True
    place = place_before(text, start)
    return place is not None and text[place:start] in countries() and not text.startswith("中国", place)


_DESCRIBED = re.compile(
    "(?P<part>[东南西北中]部|[东西][南北]部|该国)?的?(?:沿海|沿岸|边境|边陲|港口|海滨|海港|旅游|工业|山区|首府|第[一二三四五]大|最大|重要|历史|古老|著名){0,2}的?$"
)
"""What is said of a town in front of its kind: 江国|东部港口|城市."""


def _is_town(name: str) -> bool:
    return len(name) > 2 or not word_tag(name)


_UNITS = frozenset("省州县岛港郡府")


@cache
def _foreign_province() -> re.Pattern[str]:
    """Syllables in front of a unit, from a mark or a word of location on: 在|东达沃省, 卡里姆-巴赫塔兰省."""
    name = f"[{_syllables()}]{{2,7}}"
    return re.compile(
        f"(?:(?<![一-鿿-])|(?<=[在从到于自赴和与国的部]))({name}(?:-{name})?(?:省|州|县|群?岛|港|郡))(?![委长股元币式])"
        f"|(?:(?<=首府)|(?<=[省州郡]))({name}(?:市(?![场民])|地区))"
    )


def _is_foreign(name: str) -> bool:
    """Whether no known place is a part of the name, and it has syllables enough for its unit."""
    enough = 3 if name[-1] == "省" else 4
    return len(name) >= enough and not any(name[at:] in gazetteer() for at in range(len(name) - 1))


@cache
def _way() -> re.Pattern[str]:
    ways = trie_pattern(words_of("ways"))
    return re.compile(
        f"(?<![一-鿿])(?:在|沿|位于|至|到)?([一-鿿]{{2,3}}(?:{ways}))(?=[\\d０-９]{{1,4}}号|[至与]|交叉|路口)"
        f"|(?<=[至与])([一-鿿]{{2,3}}?(?:{ways}))(?=路?段|交叉|路口|[）)，。、])"
        f"|(?<=[路街道弄]的)([一-鿿]{{2,4}}?(?:{ways}))(?=至)"
        f"|(?<=绕行|绕道|改走|改行|借道|经由|驶入|驶上|驶出)([一-鿿]{{2,4}}?(?:{ways}))(?=[，。；、]|绕|通行|行驶)"
        "|(?<![一-鿿])([一-鿿]{2,4}巷)(?![一-鿿]*战|尾)"
        f"|(?:(?<![一-鿿])沿着?|[与和及])([一-鿿]{{2,3}}(?:{ways}))(?=前行|行驶|相[接连交]|交[汇会]|一路|[往向由][东南西北])"
        f"|(?:(?<![一-鿿])|(?<=[在到至从去过的]))(?:在|沿着?|到|至|从|过|经|去)?((?:(?![的村各每这那条第])[一-鿿]){{2,3}}(?<!路)路)(?=口(?![岸碑子罩径]))"
        f"|(?<=[区道镇市县])(?![的全是在有和与及内外])([一-鿿]{{2,4}}(?:{ways}))(?=\\d|[，。、的]|一(?:小区|居民楼|[家幢栋处店])|某|近)"
        f"|(?<=[路街]近)([一-鿿]{{2,4}}(?:{ways}))"
    )


_TOLD_OF_WAY = re.compile("巷|[道街同路弄][\\d至与交路段）)，。、前行相一往向由口的]")
"""What ends a way, and what may stand behind it; no text without them names one."""


def named_ways(text: str) -> list[Span]:
    """Streets named with a number, a crossing or another street: 石桥街至渡口街段."""
    if _TOLD_OF_WAY.search(text) is None:
        return []
    out = []
    for m in _way().finditer(text):
        group = m.lastindex or 1
        name = m[group]
        plain = {name, name[-2:]}.isdisjoint(words_of("common")) and word_tag(name) in _NAMES
        if plain and not DONE_ON_WAYS.search(name):
            out.append(Span(m.start(group), m.end(group), "place"))
    return out


DONE_ON_WAYS = re.compile("[争抢让挡拦问指认跑修铺筑赶]路$|串巷$|^[走穿逛]|^条[路街]")
"""What is done on a way: 与人|争路, 走家|串巷."""
DASHES = frozenset("—–－-")
WATERS = frozenset("江河")


def joined_by_dash(text: str, found: list[Span]) -> list[Span]:
    """Rivers joined by a dash, and what joins two places: 青江—澜河, 江国-岭国友谊大桥."""
    starts = {s.start: s for s in sorted(found, key=lambda s: s.end)}
    out = []
    for span in found:
        after = starts.get(span.end + 1)
        if after is None or text[span.end] not in DASHES:
            continue
        whole = starts.get(after.end, after)
        waters = text[after.end - 1] in WATERS and text[span.end - 1] in WATERS
        if waters or text.endswith(_BETWEEN, after.start, whole.end):
            out.append(Span(span.start, after.end if waters else whole.end, "place"))
    return out


_BETWEEN = ("大桥", "高铁", "铁路", "高速", "公路", "运河", "隧道", "走廊", "航线", "管道")
"""What joins the places that its name names."""
