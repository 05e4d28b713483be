"""Bodies known by the shape of their names, whatever words they hold: embassies, governments, teams sent to help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

import rjieba

from transforms.entities.clubs import clubs
from transforms.entities.departments import PART_OF_UNIVERSITY, Body
from transforms.entities.formal_bodies import formal_bodies
from transforms.entities.gazetteer import countries, gazetteer, place_before, trie_pattern
from transforms.entities.houses import find_houses
from transforms.entities.media import media
from transforms.entities.short_bodies import short_bodies
from transforms.lexicon import rules

_EMBASSY = re.compile("常?驻[一-鿿]{1,8}?(?:大使馆|总领事馆|领事馆|总领馆|使领馆|使馆|使团|代表团|代表处)")
_BUREAU = re.compile("中(?:国)?(?:铁建|铁|交|建|冶|核)[一二三四五六七八九十]{1,3}(?:局|公司)(?:集团)?")
_TEAM = re.compile("(?:对口)?(?:支援|驰援|援)[一-鿿]{1,6}?(?:医疗|救援|工作)队")
"""A team sent from the place before it: 浙江|支援新疆医疗队."""
_SIDE = re.compile(
    "(?:国家|国奥|青年|女子|男子|女排|男篮|女足|男足)?队(?![员长伍列友医部尾旗歌服列形内里中史])"
    "|(?:国家|国青|国奥|青年|少年)[男女][排篮足乒羽曲水垒](?![球泳])"
)
"""The team of the place before it: 江省|队."""
_TERM = re.compile(
    "(?:[省市县区州]|全国|自治区)?第?[一二三四五六七八九十]{1,4}届(?:人大|政协)(?:常委会|常务委员会)?(?![一二三四五六七八九十]|第|代表|委员)"
)
"""A congress by its term: 市七届人大常委会."""
_CONFERENCE = re.compile("政协第[一二三四五六七八九十]{1,3}届[一-鿿]{2,8}?委员会(?:常务委员会|专门委员会)?(?!第)")
"""A committee of the consultative conference by its term: 政协第八届江省委员会."""
_LEAGUE = re.compile("共青团(?!中央)[一-鿿]{2,8}?(?:委员会|[省市县区州]委(?!员))")
"""The youth league of a place: 共青团临江市委员会."""
_ORGANS = re.compile("(?<=[省市县区州]委)[省市县区州]直(?:属)?机关(?:纪监|纪检)?(?:工委|纪委)")
"""The committee of a party committee's own organs: 临江市委|市直机关工委."""
_MINOR_PARTY = re.compile(
    "(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)"
    "(?:中央(?!委员)|[一-鿿]{0,6}?(?:[省市区县]委会|[省市]委(?!员|会)|[省市]工委|总支|支部))"
)
"""A committee of one of the smaller parties: 民革江省委会."""
_PARTY = re.compile(
    "(?<![一-鿿])(?:执政的|在野的|反对党)?(?P<name>(?![该本某执两各老入多])[一-鿿]{1,7}党)(?=候选人|主席|党首|总裁|议员|领袖|干事长|荣誉主席|名誉主席|副主席|秘书长)"
)
"""A party by who leads or stands for it: 新云党|候选人."""
_PARTY_CENTRE = re.compile(
    "(?:人民|革命|劳动|共产|社会|民主|国民|工人){1,3}党中央(?:委员会|政治局|书记处|军事委员会)?(?!委员)"
)
"""The centre of a party of the land before it: 江国|劳动党中央."""
_ARMY = re.compile(
    "第\\d{1,3}集团军|(?:海军|空军|陆军)?第\\d{1,3}批[一-鿿]{2,6}?(?:编队|分队|医疗队)"
    "|(?:(?:中国人民)?解放军|空军|海军|陆军|武警|联勤保障部队)第?[\\d一二三四五六七八九〇○零十百]{1,4}(?:中心)?医院"
    "|第[一二三四五六七八九十\\d]{1,3}师(?![范傅生资])\\d{0,3}团?|[东西南北中]部战区(?:总医院|海军|陆军|空军|机关)"
    "|(?<![一-鿿某])[一-鿿]{2,6}(?:边防|海防)(?:[团营连]|派出所)(?![长级])|(?:[一-鿿]{2,6}(?:边防|海防)[团营连])(?=[团营连]长|指导员|教导员|政委)"
)
"""Units of the forces, by number or by where they stand: 第83集团军, 塔山边防连."""
_PAPER = re.compile(
    "中国[一-鿿]{2,4}报(?=记者|讯|社|》|网|评论员|客户端|[一-鿿]{2,3}讯|[一-鿿]{2,6}\\d|[、，。\\s（(]|$)"
)
"""A paper of the whole country: 中国|江湖报|记者."""
_SITE = re.compile(
    "中国(?:(?![在的了是和与对从为])[一-鿿]){2,6}(?<![互物]联)(?<!铁路)(?<!政府)(?<![公道管高电水油气光骨传社营销关人服火通][路速道力电水管气油缆干感交销售系脉务信])网"
    "(?=记者|讯|分析师|研究员|总编|编辑|首席|董事长|总经理|创始人|[一-鿿]{0,4}(?:发布|报道|统计|发帖|民生|论坛)|[，。、》）])"
)
"""A site of news or of a trade of the whole country: 中国|青溪网|发帖, 中国|联合瓷器网|分析师."""
_LAB = re.compile(
    "(?<![一-鿿])(?:现任|担任|作为|依托|位于|他是|她是|由|在|为|是)?(?P<name>(?:(?![的在是批个建家座等有])[一-鿿]){4,22}?(?:全国|国家)重点实验室)"
)
"""A laboratory by its field, whatever links its name holds: 发光材料与器件全国重点实验室."""
_EXPEDITION = re.compile("(?:中国)?第[\\d一二三四五六七八九十]{1,4}[次批][一-鿿]{2,8}?(?:考察队|科考队|医疗队|救援队)")
_GOVERNMENT = re.compile("政府(?![网军间])|总统府|总理府|首相府|国民议会|联邦议院|联邦委员会")
_SHORT = re.compile(
    "(?:[一二三四]?[中高]|[一二三四五六七八九十])院(?![长子士区落线系校里])|[一二三四五六七八九十]{1,2}中(?![心国央小间学年期等全东西华美])|附[中小](?![心国间])|银保监分?局|金监局"
    "|(?:师大|理工大|医大|农大|工大|财大|交大|科大)(?![学会夫厅堂厦气地力量家幅为多中批战型道])"
    "|(?:电信|移动|联通)(?=[，。、的和]|分?公司|营业厅|党委|总经理|副总经理)"
)
"""A body of the place before it by its short form: 临江|中院, 临江|一中."""
_SHORT_MARK = re.compile("[中高附银金师工医农财交科电移联一二三四五六七八九十][院中小保监大信动通]")
"""Two characters that every such form holds."""
_MINISTRY_END = re.compile(
    "(?:部|省|署|委员会)(?=副?部长|常务副部长|部长级|国务秘书|发言人|新闻秘书|大臣|次官|副?国务卿|高级官员)"
)
_MINISTRY = re.compile(f"(?:(?![，。；、的])[一-鿿]){{2,18}}?{_MINISTRY_END.pattern}")
"""A ministry of the country in front of it, whatever links its name holds: 塞国|国家管理和地方自治部."""
_POLICE = re.compile(
    "警方|分局(?=[一-鿿]{0,8}?(?:民警|警方|刑警|刑侦|治安|经侦|禁毒|交警|巡警|特警|网安|派出所|大队|支队|反诈|指挥))"
    "|(?:(?:高新|经开|铁路|机场|水上|轨道|森林)?公安|交警|消防)(?=[，、。的在将为也等]|民警|主要|有关|相关|提醒|通报|部署|开展|联合|介绍|发布|破获|打掉|指战员)"
    "|地铁(?=方面|运营方|官方|官微|发布|宣布|表示|称|介绍|提醒|通报|回应|客服|工作人员|相关负责|有关负责|将加开|获悉|了解到)"
)
"""The police, the firemen or the underground of the place before it: 临江县|警方, 临江|交警, 临江|地铁|获悉."""
_INSPECTORS = re.compile(
    "(?:中央|国务院|国家|全国|(?<![一-鿿])[省市县区])(?:(?![的、，在对到向由给从与和派了]|先后|成立|组成|组建|抽调)[一-鿿“”]){0,16}?"
    f"(?:{'|'.join(rules('organizations')['teams'])})组"
)
"""A team that a higher body sends, with its number and its field: 中央第五生态环境保护督察组."""
_FLOOD = re.compile(
    "(?:国家|[省市县区州]|长江|黄河|淮河|海河|珠江|松辽|太湖)?防(?:总|汛抗旱总指|指)(?!挥|[是体共计额量面])"
)
"""Headquarters of flood control: 国家防总, 省防指."""
_LISTED_INSTITUTE = re.compile(
    f"(?<=[、和有])((?:(?![的、，。和及有在])[一-鿿]){{2,6}}(?:大学|师大|科学院|社科院){PART_OF_UNIVERSITY})"
    "(?=名誉|荣誉|特聘|客座|常务|副?教授|副?研究员|副?主任|副?所长|副?院长|讲师|博士|学者)"
)
_BRANDED = re.compile(
    "“[^“”，。]{2,8}”[一-鿿]{0,10}?(?:合作社|联合社|有限公司|有限责任公司|农场|工作室|突击队|服务队|志愿队|艺术团|调解室|宣讲团|宣讲队|调解队|讲师团|合唱团|小分队)"
)
"""A body named by quoted words: “山茶红”种植专业合作社."""
_WITH_PLACE = re.compile(
    "(?:(?![由与和及向在到对是为的了从给被将把让访进至于、]|企业|公司)[一-鿿]){2,10}（(?P<inside>[一-鿿]{2,6})）"
    "(?:(?![的了是在、])[一-鿿]){0,12}?(?:有限公司|有限责任公司|集团|公司)"
)
"""A company with brackets in its name: 临江云帆（集团）有限公司."""
_LEGAL = re.compile(
    "(?<![一-鿿A-Za-z0-9（）“”])(?:(?![的了在由与和及向从对被把将到是该本这那其])[一-鿿]){3,16}?(?:股份|控股|集团)?(?:有限公司|有限责任公司)"
)
"""A company's name that fills a clause up to its legal form."""
_ANALYSTS = re.compile(
    "(?:(?<![一-鿿])|(?<=[据由]))(?P<name>(?!我们|公司|本|该)(?:(?![的了在和与券])[一-鿿]){2,6}?(?:宏观|固收|固定收益|策略|债券|非银|金工|金融工程)"
    "(?:研究|分析|策略)?团队)"
)
"""The analysts of a house of stocks: 云帆固收团队."""
_HEADED = re.compile(
    "(?<![一-鿿])(?:(?![的了在由与和及县副正])[一-鿿]){2,8}?(?:处(?=副?处长)|科(?=副?科长)|系(?=副?系?主任)|学院(?=副?院长))"
)
"""A department of the body that the text tells of, by who heads it: 学生处|处长."""
_TOWN = re.compile(
    "(?:(?<![一-鿿])[从据在由对向与经到]?|(?<=[省市县区州旗]))"
    "((?![各该本全我两几多每当]|始终|还是|就是|都是|也是)[一-鿿]{2,3}?(?<![乡各])[镇乡](?:党委|政府|人大|纪委|党政办|团委))(?!会)"
)
"""A body of a town whose name no dictionary holds: 青渡|镇党委."""
_PRACTICE = re.compile(
    "(?<![一-鿿])(?:[据由]|来自)?(?P<name>(?![某多该本这那各一两几每其在到去向从找请与和不许他她我]|很多|部分|委托|聘请|通过|知名|合作|有关|相关|当地|大型|国[内外]|境外"
    "|律师|会计|作为|就职|任职|加入)(?:(?![的了与和在])[一-鿿]){2,4}(?:（[一-鿿]{2,4}）)?(?:律师|会计师|税务师)事务所)(?!们)"
)
"""A firm of lawyers or accountants whose name opens the clause, be it any word: 大成|律师事务所."""
_OFFICE = re.compile("(?<![一-鿿])(?:组织|宣传|统战|社会工作)部(?=(?:常务)?副?部长)")


_LEADING = re.compile(
    "(?:(?<![一-鿿])|(?<=[任兼和与及向由]))(?P<name>[省市区县州旗](?![长委民里内])(?:(?![的了在是和与及任兼向担派省市县]|成立|组建|设立|联合|会同)[一-鿿]){2,24}?(?:领导小组|指挥部|工作专班))"
    "(?=[组副指总专主办常第，、。的])"
)
"""A group that leads some work of a province or city, however long its name: 省江河生态保护修复|领导小组|组长."""

_CALLED = re.compile(
    "(?:(?<![一-鿿])|(?<=[从由据在向与和及为]))[省市区县州]“[^“”，。]{1,8}”(?:工作)?(?:领导小组|指挥部|办公室|专班|办(?![理事法学好成]))"
)
"""An office of a province or city for what goes by quoted words: 市“双减”办."""


@cache
def _medium() -> re.Pattern[str]:
    """A medium named after its country: 江国公共广播公司, 江国云岭新闻网站."""
    lands = trie_pattern([name for name in countries() if name != "中国"])
    return re.compile(
        f"(?:{lands})(?:(?![的了在据和与及等一某多两家、对向接受告诉谴责称说访统相理见批问])[一-鿿]){{0,8}}?"
        "(?:广播公司|广播电台|广播电视台|广播电视总台|广播协会|电视台|通讯社|新闻社|新闻网站|新闻网)"
    )


_NO_NAME = frozenset("vdtrpcm")
"""Kinds of words that the name of a company does not open with."""


def _is_one_name(words: str) -> bool:
    """Whether what fills a clause up to a legal form is the name alone: not 公司控股子公司|云帆有限公司."""
    tagged = rjieba.tag(words)
    stop = rules("organizations")["stop"]
    return tagged[0][1][0] not in _NO_NAME and not any(w in stop or w in _KINDS or t == "d" for w, t in tagged[:-1])


_KINDS = frozenset(("公司", "企业", "子公司", "控股子公司", "全资子公司", "股东", "单位", "客户"))


def shaped_bodies(text: str) -> list[tuple[int | None, int]]:
    """Spans of bodies; the start is None where the place that would make a name is missing."""
    holds = text.__contains__
    out: list[tuple[int | None, int]] = [
        m.span(group)
        for marks, pattern, group in _whole_shapes()
        if any(map(holds, marks))
        for m in pattern.finditer(text)
    ]
    for marks, pattern, back in _shapes_behind_places():
        if any(map(holds, marks)):
            out += [(place_before(text, m.start() - back), m.end()) for m in pattern.finditer(text)]
    if _SHORT_MARK.search(text):
        out += [(place_before(text, m.start()), m.end()) for m in _SHORT.finditer(text)]
    out += _firms(text)
    out += find_houses(text)
    out += clubs(text)
    out += short_bodies(text)
    out += media(text)
    out += formal_bodies(text)
    if "驻" in text:
        for m in _EMBASSY.finditer(text):
            place = place_before(text, m.start())
            out.append((m.start() if place is None else place, m.end()))
    if "队" in text or "男" in text or "女" in text:
        sides = ((place_before(text, m.start()), m.end()) for m in _SIDE.finditer(text))
        out += [(start, end) for start, end in sides if start is not None]
    if "局" in text and "、" in text:
        out += _listed_bureaus(text)
    if _MINISTRY_END.search(text):
        out += [
            (start, m.end())
            for m in _MINISTRY.finditer(text)
            if (start := _country_inside(text, *m.span())) is not None and m.end() - start > 4
        ]
    if "防总" in text or "防指" in text or "防汛抗旱" in text:
        out += [(start, m.end()) for m in _FLOOD.finditer(text) if (start := _with_place(text, m)) is not None]
    out += [(_country_before(text, m.start()), m.end()) for m in _GOVERNMENT.finditer(text)]
    return out


@cache
def _whole_shapes() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str | int], ...]:
    """Shapes that are whole names: what a text must hold, the pattern, and its group that is the name."""
    return (
        (("中",), _BUREAU, 0),
        (("部长",), _OFFICE, 0),
        (("事务所",), _PRACTICE, "name"),
        (("团队",), _ANALYSTS, "name"),
        (("镇", "乡"), _TOWN, 1),
        (("长", "主任"), _HEADED, 0),
        (("”",), _BRANDED, 0),
        (("第",), _EXPEDITION, 0),
        (("领导小组", "指挥部", "工作专班"), _LEADING, "name"),
        (("广播", "电视台", "通讯社", "新闻网", "新闻社"), _medium(), 0),
        (("第",), _CONFERENCE, 0),
        (("共青团",), _LEAGUE, 0),
        (("委", "支", "中央"), _MINOR_PARTY, 0),
        (("中国",), _PAPER, 0),
        (("网",), _SITE, 0),
        (("党",), _PARTY, "name"),
        (("军", "防", "第", "战区"), _ARMY, 0),
        (("重点实验室",), _LAB, "name"),
        (("届",), _TERM, 0),
        (("大",), _LISTED_INSTITUTE, 1),
        (("组",), _INSPECTORS, 0),
        (("省“", "市“", "区“", "县“", "州“"), _CALLED, 0),
    )


@cache
def _shapes_behind_places() -> tuple[tuple[tuple[str, ...], re.Pattern[str], int], ...]:
    """Shapes that a place in front makes a name: what a text must hold, the pattern, and how far in front of it the
    place ends."""
    return (
        (("直",), _ORGANS, 2),
        (("党中央",), _PARTY_CENTRE, 0),
        (("援",), _TEAM, 0),
        (("警", "公安", "分局", "消防", "地铁"), _POLICE, 0),
    )


def _firms(text: str) -> Iterator[tuple[int | None, int]]:
    """Companies by their legal form, or with a place in brackets."""
    if "公司" in text or "集团" in text:
        for m in _WITH_PLACE.finditer(text):
            if m["inside"] in ("集团", "控股") or m["inside"][:2] in gazetteer():
                yield m.span()
        yield from (m.span() for m in _LEGAL.finditer(text) if _is_one_name(m.group()))


def _with_place(text: str, shaped: re.Match[str]) -> int | None:
    """Where a body begins whose name opens with a place or says what level it is of; None for a bare one."""
    place = place_before(text, shaped.start())
    if place is not None:
        return place
    return None if shaped.group().startswith("防") else shaped.start()


_LISTED = re.compile("(?<![一-鿿、])[一-鿿]{2,14}(?:、[一-鿿]{2,14})+")
_BEHIND_BUREAU = re.compile("(?:等|(?:有关|相关|主要)?(?:负责人|负责同志|领导|干部|人员|同志))")


@cache
def _bureau() -> re.Pattern[str]:
    """The name of a bureau of whatever place: 农业局, 工信局, 供销社."""
    data = rules("organizations")
    offices = {w for w in (*data["endings"], *data["bodies"]) if len(w) > 2 and w[-1] in "局厅署"}
    return re.compile(trie_pattern((offices - set(data["offices"])) | set(data["bare"])))


@cache
def _behind_verb() -> re.Pattern[str]:
    """The same at the end of a list's first item: 听取了|农业局."""
    return re.compile(f"(?<=[了的向对由为在和及到与给])({_bureau().pattern})$")


def _listed_bureaus(text: str) -> list[tuple[int | None, int]]:
    """Bureaus that a list names without their place, at least two of them: 农业局、水务局、林业局等部门."""
    out: list[tuple[int | None, int]] = []
    for found in _LISTED.finditer(text):
        at, others = found.start(), 0
        spans: list[tuple[int | None, int]] = []
        for item in found[0].split("、"):
            name = _bureau().match(item) or (_behind_verb().search(item) if at == found.start() else None)
            if name is not None and (name.end() == len(item) or _BEHIND_BUREAU.match(item, name.end())):
                spans.append((at + name.start(name.lastindex or 0), at + name.end()))
            others += name is None and item[-1] in "局厅委办"
            at += len(item) + 1
        if len(spans) + others > 1:
            out += spans
    return out


def _country_inside(text: str, start: int, end: int) -> int | None:
    """Where the last country in a run of words begins, with words behind it."""
    for at in range(end - 3, start - 1, -1):
        for length in (6, 5, 4, 3, 2):
            if text[at : at + length] in countries() and at + length < end - 1:
                return at
    return None


def _country_before(text: str, end: int) -> int | None:
    place = place_before(text, end)
    return place if place is not None and text[place:end] in countries() else None


class _Leader(Body, Protocol):
    """The same for what may lead a government, with the type of the name."""

    @property
    def type(self) -> str: ...


_LED = re.compile("(?:政府|当局|内阁)(?![网军间])")


def led_governments(text: str, leaders: Iterable[_Leader]) -> list[tuple[int, int]]:
    """Governments named by the person or party among `leaders` that leads them: 特朗普政府, 民进党当局."""
    if _LED.search(text) is None:
        return []
    led = (s for s in leaders if s.type == "person" or (s.type == "organization" and text[s.end - 1] == "党"))
    return [(s.start, m.end()) for s in led if (m := _LED.match(text, s.end)) is not None]
