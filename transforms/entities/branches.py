"""What stands right behind the name of a body and makes it the name of a part: a house of a hospital, a campus, a
station of a police force, a trade of a firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from transforms.entities.departments import SEVERAL, Body
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.known_bodies import OF_STATE, known_bodies
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.lexicon import rules

_HOSPITALS = ("医院", "保健院", "附院", "卫生院")
_HOUSE = re.compile("(?:[东西南北总本分]院(?:区(?!别))?|(?P<name>[一-鿿]{2,3})(?:院区|分院))(?![长子士门墙落内里])")
"""A house of a hospital: 云岭医院|北院, 云岭医院|望川院区."""
_SCHOOLS = ("中学", "小学", "附中", "附小", "学校")
_CAMPUS = re.compile("(?:[东西南北新老本]校区?|(?P<name>[一-鿿]{2,3})(?:校区|分校))(?![长园友门内生舍])")
"""A campus of a school: 望江中学|东校, 临江学院|青溪校区."""
_OF_UNIVERSITY = re.compile(
    "[一二三四五六]院(?![士系校])|(?:儿|妇|口腔|眼科|肿瘤)院|附[中小](?![近属加])"
    "|附属(?:第[一二三四五六])?(?:(?![的和与及在、])[一-鿿]){0,6}?(?:医院|中学|小学|学校)"
)
"""A hospital or school of a university by its short form: 江大|一院, 江大|附小."""
_STATION = re.compile(
    "(?:(?![的在和与及等、将对向到派])[一-鿿]){2,5}?分局(?:(?:(?![的在和与及等、将对向到派])[一-鿿]){2,7}?(?:派出所|大队|支队))?(?!长)"
)
"""A district's force behind the one of the city: 临江市公安局|高新分局."""
_MINISTRIES = ("部", "委", "署", "局", "办公室")
_DIVISION = re.compile(
    "(?:(?![的了在是和与及等、对向从将为把被由以说称该各])[一-鿿]){2,9}?(?<![公上官打祭])司(?![长法令机徒仪马空]|副司)(?=司长|[一-鿿]|[，。、：；）]|$)"
)
"""A division of a ministry: 国家林产委|价格司."""
_OFFICE_OF_AGENCY = re.compile("(?P<name>[一-鿿]{2,4})分社(?![长])")
"""An agency's office in a place: 云华社|澜州分社."""
_CHANNEL = re.compile("(?:(?![的在和与及等、将对向到各一该本])[一-鿿]){2,8}?频[道率]")
"""A channel of a station: 澜州电视台|民生频道."""
_MEDIA = ("电视台", "广播电视台", "总台", "央视", "电台", "广电", "卫视", "上视", "集团")
_UNITS = re.compile(
    "某[一-鿿]{0,7}?(?:部(?![分门位队件署长])|[旅团师营连](?![长级游客部队员费])|基地|支队|大队|舰队|编队|艇队|医院|院校|仓库)"
)
"""A unit of the forces whose number is not told: 东部战区陆军|某旅."""
_FORCES = (
    "陆军",
    "海军",
    "空军",
    "火箭军",
    "战区",
    "军区",
    "舰队",
    "武警部队",
    "陆战队",
    "总队",
    "联勤保障部队",
    "战略支援部队",
    "航空兵",
)

_STAFF = re.compile("总部|总?(?:政治(?:工作)?|后勤(?:保障)?|装备|参谋|司令|联合参谋|训练管理|国防动员)部(?![长门队])")
"""A staff of the forces: 解放军|总政治部, 南部战区|政治工作部."""
_FORCES_WITH_STAFF = (
    "解放军",
    "武警",
    "武警部队",
    "军区",
    "战区",
    "陆军",
    "海军",
    "空军",
    "火箭军",
    "志愿军",
    "新四军",
    "八路军",
)
_CENTRE_OF_PARTY = re.compile(
    "中央(?:委员会|政治局|书记处|办公厅|组织部|宣传部|统战部|对外联络部|纪委|军委)?(?![员集的]|委员)"
)
"""The centre of a party: 江党|中央."""
_BOARD = re.compile("编委会|编辑委员会|编辑部|评论部|文艺部|理论部|国际部|记者部|总编室(?![主])")
_PAPERS = ("报", "报社", "杂志", "杂志社", "新华社", "通讯社", "周刊", "出版社")


_CENTRE_OF_STATE = re.compile(
    "(?:(?![的了在是和与及等、对向到从将为由称说把给以]|开展|围绕|始终|成立|建[设立]|打造|设[立置]|新建|启动|推进|要求|举[行办]|负责|牵头|联合|依托|[公发]布"
    "|召开|来到|走进|提供|坚持|组织|指导)[一-鿿]){2,8}?中心(?![城村小校组区])"
)
"""A centre of a body of state: 教育部|考试中心."""
_POLICE_PART = re.compile(
    "(?:交管|交警|刑侦|刑警|治安|经侦|禁毒|网安|特警|巡特警|反诈|出入境|法制|督察)[一-鿿]{0,4}?(?:局|总队|支队|大队|中心)(?!长)"
)
_OTHER_PARTS = {
    "海关": re.compile("缉私(?:分)?局(?!长)"),
    "检察院": re.compile("第[一二三四五]分院"),
    "总署": re.compile("[一-鿿]{2,3}分署"),
    "最高法": re.compile("(?:知识产权|第[一二三四五六]巡回)法庭"),
    "人民法院": re.compile("(?:知识产权|第[一二三四五六]巡回)法庭"),
    "协会": re.compile("专家委员会|理事会"),
}


@cache
def _trades() -> re.Pattern[str]:
    """What a firm that all know does, behind its short name: 云帆|证券."""
    data = rules("organizations")
    ends = trie_pattern(data["trades_of_known"])
    others = trie_pattern(data["not_brand_before"])
    return re.compile(f"{ends}(?!{others})")


_NAMING = frozenset(("", "ns", "nz", "nr", "nrt"))


_SEVERAL = re.compile(SEVERAL)


def _names_part(found: re.Match[str]) -> bool:
    """Whether a part is named: one by no word that counts or points, 院区, 校区 or 分社 by a name in front."""
    if _SEVERAL.match(found[0]) is not None:
        return False
    name = found.groupdict().get("name")
    return name is None or name in gazetteer() or word_tag(name) in _NAMING


def _patterns(name: str) -> Iterator[re.Pattern[str]]:
    """What may follow a body of that name."""
    last = name[-1]
    if last == "院" and name.endswith(_HOSPITALS):
        yield _HOUSE
    elif name.endswith(_SCHOOLS) or (last in "学院" and name.endswith(("大学", "学院"))):
        yield _CAMPUS
    if last == "局" and name.endswith("公安局"):
        yield _STATION
    if name.endswith(_MINISTRIES) and name[0] not in "省市县区州镇乡":
        yield _DIVISION
    if last in "部委局署厅":
        yield _CENTRE_OF_STATE
    if name.endswith(("公安厅", "公安局", "公安部")):
        yield _POLICE_PART
    for ending, part in _OTHER_PARTS.items():
        if name.endswith(ending):
            yield part
    if last == "社":
        yield _OFFICE_OF_AGENCY
    if name.endswith(_MEDIA):
        yield _CHANNEL
    if last in "军区队兵" and name.endswith(_FORCES):
        yield _UNITS
    if last in "军警队区" and name.endswith(_FORCES_WITH_STAFF):
        yield _STAFF
    if last == "党":
        yield _CENTRE_OF_PARTY
    if last in "报社刊志" and name.endswith(_PAPERS):
        yield _BOARD
    if name in _universities():
        yield _OF_UNIVERSITY
    elif name in known_bodies() and last not in _NO_FIRM:
        yield _trades()


_NO_FIRM = OF_STATE | frozenset("报行")


@cache
def _universities() -> frozenset[str]:
    """Universities by their short forms."""
    data = rules("organizations")
    short = {form for form, names in data["short_for"].items() if names[0].endswith("大学")}
    return frozenset(short | {n for n in data["known"] if n[-1] == "大" and len(n) < 4} - {"全国人大"})


def branches(text: str, found: Iterable[Body]) -> Iterator[tuple[int, int]]:
    """Spans of the bodies among `found` with the part of them that follows."""
    for span in found:
        for pattern in _patterns(text[span.start : span.end]):
            part = pattern.match(text, span.end)
            if part is not None and _names_part(part):
                yield span.start, part.end()


def committees(text: str, events: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Spans of the bodies that hold `events`, which take their names: 第五届青溪马拉松|组委会."""
    for span in events if "委" in text or "秘书处" in text else ():
        if (body := _HOLDS_EVENT.match(text, span.end)) is not None:
            yield span.start, body.end()


_HOLDS_EVENT = re.compile("(?:组委会|组织委员会|执委会|执行委员会|筹委会|筹备委员会|秘书处)(?!委员)")
