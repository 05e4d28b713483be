"""Bodies by the words their full names are made of: 团临江市委, 市体育和教育局, 市120急救中心, 民建青溪区工委."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.foreign_names import spells
from transforms.entities.gazetteer import gazetteer, place_before
from transforms.entities.person_lexicon import word_tag

_LEAGUE = re.compile("(?<![集社军兵代客访])团(?P<place>[一-鿿]{2,6}?)(?P<unit>[省市县区州旗]?)委(?![员会托任屈婉派])")
"""A committee of the youth league, whose name opens in front of its place."""
_FIELDS = (
    "(?:自然资源|规划|体育|教育|住房|城乡建设|人力资源|社会保障|工业|信息化|文化|旅游|水利|湖泊|城市管理|综合(?:行政)?执法|发展|改革|科技|科学技术|商务|农业|农村"
    "|林业|草原|卫生|健康|医疗保障|民族|宗教|市场|监督管理|交通|运输|港航|海洋|渔业|园林|绿化|生态|环境|应急|经济|投资促进|粮食|物资储备|房产|住房保障|房屋管理"
    "|建设|统计|文物|新闻出版|广播电视|知识产权|大数据|数据|行政审批|政务服务|退役军人|国有资产)"
)
_BUREAU = re.compile(f"[省市县区州旗]?{_FIELDS}{{1,3}}和{_FIELDS}{{1,3}}(?:管理)?(?:委员会|局|厅)(?![长面部])")
_AND_FIELD = re.compile(f"和{_FIELDS}")
_NUMBER = re.compile(
    "(?:[省市县区州]|全[省市县区州])?1(?:20|10|19|22)(?:医疗)?(?:急救|指挥|调度|接警|报警|急救指挥|调度指挥){1,2}中心"
)
_MINOR = re.compile(
    "(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?P<place>[一-鿿]{2,5}?)(?P<unit>[省市县区]?)(?:工委|基层委|支部|总支|区委|县委)(?![员会])"
)
_NATIONAL = re.compile("国家[一-鿿]{2,9}?(?P<place>[一-鿿]{2})(?:中心|基地)(?![的区])")
_STUDY = re.compile("(?:党组|党委|党工委|[省市县区州旗]委)?(?:党组)?理论学习(?:中心组|组)")
"""A group in which the heads of a body study."""
_VILLAGE = re.compile(
    "(?:(?<![一-鿿])|(?<=[和与、从在由而据到]))(?P<name>(?![而据由但从在到和与][一-鿿]{2})[一-鿿]{2,4}村)村?(?:委(?![员会])|支委会?)"
)
"""The committee of a village by its short form."""
_SITE = re.compile("“(?P<name>[A-Z][A-Za-z0-9.]*(?: [A-Z][A-Za-z0-9.]*){0,4})”(?:新闻|官方)?网站")


_PUBLIC_WORKS = re.compile(
    "(?<=[一-鿿]{2})(?:管理处|工程处|养护处|征收处|管理所|监督所|监督站|养护站|(?:建设|改造|养护|维护|管护|代建)(?:管理)?中心)(?![长村城站])"
)
_FIELD = re.compile("(?:(?![的了在是和与及由对向到从为将把被等及个家所各该])[一-鿿]){4,18}$")
_CENTRE = re.compile(
    "国家(?:(?![的了在是级和与及由对向到从为将把被])[一-鿿]){2,14}?(?:检验|检测|计量|测试|工程研究|技术研究|技术创新|临床医学研究)中心"
)
"""A centre of the state for a field of whatever words: 国家涂料质量监督检验中心."""
_GROUP = re.compile("(?:中央|国务院|全国)(?:(?![的了在是和与及由对向到从为将把被])[一-鿿]){2,10}?(?:领导|协调)小组")
_OF_LAND = re.compile(
    "(?:(?<![一-鿿])|(?<=[和与及由向对从]))(?P<name>(?:(?![和与及、])[一-鿿]){2,5})（(?:中国|亚洲|亚太|大中华)）"
)
"""What a firm from abroad goes by in this country: 云帆（中国）."""
_MASKED = re.compile("[×＊*]{1,4}[一-鿿]{0,12}?(?:有限责任公司|有限公司|股份公司)")
_HYPHENED = re.compile(
    "(?P<first>[一-鿿]{2,6})[-－·](?P<second>[一-鿿]{2,6}?)(?:(?:理工|州立|医科|科技|国立)?大学|公司|集团|研究所|实验室)"
)


_PRACTISING = re.compile("(?P<unit>[省市县区州旗镇乡]|街道)?新时代文明实践(?:服务)?(?:中心|所|站)(?![长城])")
"""A centre of its kind of the place or unit before it: 临江县|新时代文明实践中心."""


def formal_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Spans of such bodies."""
    if "团" in text:
        yield from _of_known_places(text, _LEAGUE)
    if _AND_FIELD.search(text):
        yield from _with_places(text, _BUREAU)
    if "1" in text:
        yield from _with_places(text, _NUMBER)
    yield from _of_known_places(text, _MINOR)
    if "国家" in text:
        yield from (m.span() for m in _NATIONAL.finditer(text) if m["place"] in gazetteer())
    if "文明实践" in text:
        for m in _PRACTISING.finditer(text):
            place = place_before(text, m.start() + len(m["unit"] or "")) or place_before(text, m.start())
            if place is not None or m["unit"]:
                yield m.start() if place is None else place, m.end()
    if "理论学习" in text:
        yield from _with_places(text, _STUDY)
    if "村" in text:
        yield from (m.span() for m in _VILLAGE.finditer(text) if word_tag(m["name"][:-1])[:1] in ("", "n", "j"))
    if "”" in text:
        yield from (m.span("name") for m in _SITE.finditer(text))
    if "处" in text or "中心" in text or "所" in text or "站" in text:
        for m in _PUBLIC_WORKS.finditer(text):
            if (start := _place_of_works(text, m.start())) is not None:
                yield start, m.end()
        yield from (m.span() for m in _CENTRE.finditer(text))
    if "小组" in text:
        yield from (m.span() for m in _GROUP.finditer(text))
    if "）" in text:
        yield from (m.span() for m in _OF_LAND.finditer(text) if word_tag(m["name"]) in _NAMES)
    if "×" in text or "*" in text or "＊" in text:
        yield from _with_places(text, _MASKED)
    if "-" in text or "－" in text or "·" in text:
        for m in _HYPHENED.finditer(text):
            yield from _in_two_parts(text, m)


_NAMES = frozenset(("", "nz", "nr", "nrt", "ns"))


def _place_of_works(text: str, ending: int) -> int | None:
    """Where the district opens that plain words and an office for works stand behind: 青溪区|旧房改造建设中心."""
    field = _FIELD.search(text, max(0, ending - 18), ending)
    units = (at for at in range(ending - 1, field.start() + 1, -1) if text[at - 1] in "省市县区州旗") if field else ()
    return next((start for at in units if (start := place_before(text, at)) is not None), None)


def _in_two_parts(text: str, name: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The span of a body whose name is two parts of syllables alone, with the country in front: 维尔登-霍夫大学."""
    if not all(map(spells, name["second"])):
        return
    for at in range(name.start("first"), name.end("first") - 1):
        opens = at == 0 or not "一" <= text[at - 1] <= "鿿" or text[at - 1] in "和与及由对在从的"
        land = place_before(text, at)
        part = text[at : name.end("first")]
        if (opens or land is not None) and part not in gazetteer() and all(map(spells, part)):
            yield (at if land is None else land), name.end()
            return


def _of_known_places(text: str, shape: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans of a shape that holds a place, with or without its unit, that is known."""
    for m in shape.finditer(text):
        if m["place"] in gazetteer() or m["place"] + m["unit"] in gazetteer():
            yield m.span()


def _with_places(text: str, shape: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans of a shape with the place in front of it."""
    for m in shape.finditer(text):
        place = place_before(text, m.start())
        yield (m.start() if place is None else place), m.end()
