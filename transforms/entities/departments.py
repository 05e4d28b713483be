"""Parts of bodies: departments, institutes, branches named right behind the body that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from transforms.entities.gazetteer import gazetteer
from transforms.entities.known_bodies import known_bodies

PART_OF_UNIVERSITY = (
    "(?:(?![的、，。和及]|大学|医院|附属)[一-鿿]){2,14}?(?:研究所|研究院|研究中心|研究会|委员会|实验室|学院|学部|书院)"
)
_INSTITUTE = re.compile(f"{PART_OF_UNIVERSITY}(?![的长])")
"""A part of a university, whatever countries and links its name holds: 临江大学|江国与东亚研究中心."""
_OTHER_CAMPUS = re.compile("[一二三四五六七八]附院|[一-鿿]{2,6}分校(?!长)")
_CAMPUS = re.compile("（(?P<inside>[一-鿿]{2,3})）")
"""Behind a university: the place of its campus, 石油大学|（华东）."""
_BRANCH = re.compile(
    "(?P<place>[一-鿿]{2,7}?)(?:分局|支行|分行|分公司|调查总?队|监管分?局|办事处|分院|分校|支队|营业部)"
)
"""A branch named behind the body that it is of: 国家统计局|临江调查队."""
_OF_ACADEMY = re.compile(
    "(?<=中科院)[一-鿿]{2,8}?(?:所|研究院|天文台)(?![有以在谓需])|(?<=集团)[一二三四五六七八九十]{1,2}院(?!校)"
)
"""An institute by its short form behind its academy: 中科院|物理所."""
_DEPARTMENT = re.compile(
    "(?:(?![的了昨今将已])[一-鿿]){1,8}?(?:科|教研室|研究室|工作室|门诊部?|诊疗部|病区|中心)"
    "(?=(?:副?主任|主治|[副住]?院?医[生师护]|护士|副?教授|专家|科?负责人|党支部|[，。、的]))"
    "|(?:(?![的和与])[一-鿿]){0,5}?(?:内|外|骨|儿|眼|妇|产|肿瘤|急诊|皮肤|口腔|检验|药剂|麻醉|康复|影像|放射|感染|呼吸|超声"
    "|病理|中医|医学|护理|泌尿|神经|消化|血管|耳鼻喉|五官|整形|烧伤|精神|保健)[一二三四五六七八九]?科(?![学技研普室楼])"
    "|(?:(?![的了昨今将已和与])[一-鿿]){2,6}?(?:部|办|处)(?=副?主任|副?[部处]长)"
)


class Body(Protocol):
    """What is needed of a body found: where it stands."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_OTHER_UNIT = re.compile("[省市县区](?![场民政属级域长内外])")
_POLICE = ("公安厅", "公安局", "公安分局", "分局", "总队", "支队", "交警大队", "消防局", "消防救援局")
_COURTS = ("法院", "中院", "高院", "法庭")
_OFFICES = frozenset("厅局委署部办府司会院团校学")
_ROLE = (
    "的?[一-鿿](?:警官|法官|主任|处长|科长|队长|所长|股长)|(?:有关|相关|主要)?(?:负责人|负责同志|工作人员)|民警|交警|干警|法官|检察官|副?研究员|副?教授|讲师|高级|工程师|首席|专家|副?主任医师"
    "|[一二三四]级|调研员|科员|参谋|干事|记者|分析师|统计师|副?总师|会同|派员|联合|联系"
)
_WITHIN = re.compile(
    "第[一二三四五六七八九十]{1,2}(?:检察厅|检察部|审判庭|巡回法庭|民事审判庭)"
    f"|(?:(?![的和在从到长任说等将已昨今])[一-鿿]){{1,12}}?(?:(?:(?<![公上])司|(?<![办之好到深何各事多用])处|(?<![各])科|厅|(?<!休)室|中心|[研总]究?[体究院]?[部院]|派出所|大队|支队|学部|委|所)(?={_ROLE})"
    "|[一-鿿]{0,4}(?:审评|检定|评价|核查|检验|检测|信息|数据|培训|宣传|交流|监测|预报|预警|指挥|鉴定|评估|审核|登记|应急|采购)中心(?![城村小校])"
    "|(?:审判|立案|执行|行政)?(?:第[一二三四五]{1,2})?庭(?=副?庭长)|(?<!分)(?:派出所|消防救援站|消防站|救援站|执法队)(?![长])|学系(?=副?教授|讲师|主任|博士|[，、的])|系(?=的?(?:终身|特聘|客座|讲座|讲席|荣誉)?副?教授|讲师|副?主任|博士|本科|研究生|党委|学生|研[一二三]|大[一二三四]|\\d{2,4}级))"
)
"""A part of a body of state or of a university, right in front of who works in it: 省教育厅|体卫艺处|相关负责人."""
_SENDS = frozenset("大学院校会局厅委团司府馆社行站")
"""What the names of those end in that send out teams."""
_SHORT_FORM = 2
_CLINIC = re.compile(
    "(?:口腔|肿瘤|国际|妇儿|妇产|儿童|眼科|附属|人民|第[一二三四五六七八九])?(?:(?![的了在和与及等、到去看回上过毕])[一-鿿]){0,4}?医院"
)
"""A hospital that goes by the short form of its university: 江大|口腔云岭医院."""
SEVERAL = "(?:新老|[一二两三四五六七八九十多几数各][个大家所处]|每|所有|全部|其他|其余|旗下|所属|下属|直属|相关|有关)"
"""What opens words that tell which or how many parts are meant, and name none: 两大|频道, 新老|校区."""
_YARD = re.compile(f"(?:[（(][^（）()]{{2,10}}[）)])?(?!{SEVERAL})[一-鿿]{{2,4}}院区")
"""A part of a hospital: 临江市第二医院（东湖医院）|南岸院区."""
_BANK_BRANCH = re.compile("(?:(?![的在与和及等])[一-鿿]){2,10}?(?:支行|分行|营业部)")
_SOCIETY_BRANCH = re.compile(
    "(?:(?![的在与和及等、，说表指认称示为])[一-鿿]){2,12}?(?:分会|专业委员会|专委会|专业学组|学组|工作委员会|青年委员会|专家委员会)(?![长委])"
)
"""A branch of a society: 中华医学会|糖尿病学分会."""
_FORCE = re.compile(
    "(?![多各几两三全某])(?:(?![的了和与及在由向从到对将已长])[一-鿿]){2,6}?(?:总队|支队|大队|中队)(?!长|[伍员列友部])"
)
"""A force of the police of a place: 江省公安厅|督察总队."""
_SENT_OUT = re.compile(
    "(?:(?:(?:大学生|研究生|青年|学雷锋|党员|巾帼|新时代文明实践|“[^“”，。]{2,10}”)){0,3}"
    "(?:志愿(?:者)?(?:服务)?(?:总|支|大|分|小)?队|支教团|支教队|实践团|实践队|宣讲团|讲师团))(?![员长友])"
)
"""What a school or a body sends out: 临江大学|研究生支教团."""
_COMPANY_PART = re.compile(
    "(?:(?![的在与和及等、，以将为对把由被向])[一-鿿]){0,8}?(?:事业部|营销部|证券部|法务部|财务部|市场部|公关部|运营部|品牌部|客服部|工程部|项目部|研究部|研究院|技术中心|管理部)"
    "(?=[，。、的]|负责人|相关|有关|工作人员|副?总?经理|主任|部长|总监|院长|就|回应|表示|人士|下发|发布|发出|印发|称)"
)
"""A part of a company: 云帆新能|证券部."""
_SECTION = re.compile(
    "(?:(?![长任员说从到在是])[一-鿿]){2,14}?(?:处(?=原?副?处长)|科(?=原?副?科长)|司(?=原?副?司长)|股(?=原?副?股长)|室(?=原?副?主任)|(?<![主承举协])办(?=原?副?主任)|中心(?=原?副?主任)"
    "|班(?=原?班长)|车间(?=原?副?主任)|项目部(?=原?副?总?经理|总工程师|党支部)|部(?=原?副?主任|副?研究员|副?处长|高级工程师)"
    "|(?<=[一-鿿][一二三四五六七八九])司(?![长机法令])|队(?=原?副?[支大中总]?队长)|站(?=原?副?站长)|院(?=原?副?院长)|所(?=原?副?所长)|局(?=原?副?局长|负责人|有关负责|相关负责)|部(?=原?副?部长))"
)
_COURT_PART = re.compile(
    "(?:立案|执行|行政|刑事|民事|民商事|刑[一二三]|民[一二三四五]|审监|审判监督|环境资源|环资|家事|少年|知识产权|金融|未成年人)(?:审判)?庭"
    "|执行局(?!长)|(?:执行|诉讼服务|立案|审判管理)(?:指挥)?中心"
)
"""A part of a court: 临江区法院|立案庭."""
_HALL = re.compile("(?:总馆|[东西南北新老]馆|分馆)(?![长员])")
"""A house of a library or museum: 临江图书馆|总馆."""
_NUMBERED = re.compile("[一二三四五六七八九十]{1,2}公司(?![副总董法])")
"""A company of a bureau of works: 中铁十局|三公司."""
_FIRM_PART = re.compile(
    "(?:(?![的在与和及等、，以将为对把由被向])[一-鿿]){2,8}?(?:研究[中]?[心院所部]|金融市场部|资产管理部|投资银行部|经济学家团队|反洗钱局|货币政策司)"
    "(?=首席|高级|资深|研究员|分析师|宏观|副?主任|副?院长|副?局长|副?司长|[，。、]|发布|表示|认为|指出)"
)
"""A part of a bank in front of who works there: 云江银行|金融研究中心|高级研究员."""
_KNOWN_PART = re.compile(
    "(?:(?![的在与和及等、，以将为对把由被向])[一-鿿]){2,8}?(?:部|中心|事业群|研究院|实验室)"
    "(?=(?:相关|有关)?负责人|(?:相关|有关)(?:人士|人员)|工作人员|副?总经理|总监|副?院长)"
)
"""A part of a firm that is known by its short name: 光大|电子银行部|相关负责人."""
_SHOP = re.compile("(?!官方|自营|授权|品牌|直营|线下|实体|连锁|体验|旗舰|各|等|在)[一-鿿]{2,4}店(?![铺员长家主里内面])")
"""A shop of a chain that is known: 云润发|青溪店."""
_BUREAU = re.compile(
    "(?:(?![省县区州国和与及联会合同由向指走进在的从各到对将]|市(?!场))[一-鿿]){2,8}?(?:(?<![公上])司|处|科|局)"
    "(?=日前|近日|[今昨][日天]|\\d|召开|发布|印发|下发|会同|联合|举办|介绍|通报|公布|获悉|了解到|表示|指出|提醒|认为|回应|透露|[有相]关人士|数据显示)"
)
"""A part of a body of state in front of what it does: 省农业农村厅|畜牧兽医局|日前."""


def departments(text: str, found: Iterable[Body]) -> list[tuple[int, int]]:
    """Departments right before who heads or works in them: 青溪医院变态反应科|主任, 省水务厅水资源管理处|处长."""
    out = []
    for span in found:
        last = text[span.end - 1]
        patterns = [_DEPARTMENT] if last == "院" else []
        if text.endswith(("大学", "师大", "科学院"), span.start, span.end):
            patterns.append(_INSTITUTE)
            other = _OTHER_CAMPUS.match(text, span.end)
            out += [(span.start, other.end())] if other is not None else []
            campus = _CAMPUS.match(text, span.end)
            out += [(span.start, campus.end())] if campus is not None and campus["inside"] in gazetteer() else []
        if last == "大" and span.end - span.start == _SHORT_FORM:
            patterns.append(_CLINIC)
        branch = _BRANCH.match(text, span.end)
        out += [(span.start, branch.end())] if branch is not None and branch["place"] in gazetteer() else []
        if text.endswith(_POLICE, span.start, span.end):
            patterns.append(_FORCE)
        if last in _SENDS:
            patterns.append(_SENT_OUT)
        if text.endswith(("中科院", "集团"), span.start, span.end):
            patterns.append(_OF_ACADEMY)
        if last in _OFFICES:
            patterns += [_SECTION, _WITHIN, _BUREAU]
        elif last in "队心":
            patterns.append(_WITHIN)
        if last == "院":
            patterns.append(_YARD)
        if last == "院" and text.endswith(_COURTS, span.start, span.end):
            patterns.append(_COURT_PART)
        if last == "馆":
            patterns.append(_HALL)
        if last in "心行馆队社":
            patterns.append(_SECTION)
        if last == "局" and text.startswith(("中铁", "中建", "中交"), span.start):
            patterns.append(_NUMBERED)
        if last == "行":
            patterns += [_BANK_BRANCH, _FIRM_PART]
        elif last == "会":
            patterns.append(_SOCIETY_BRANCH)
        elif last in "司团券能":
            patterns.append(_COMPANY_PART)
        if text[span.start : span.end] in known_bodies():
            patterns += [_KNOWN_PART, _SHOP]
        if _OTHER_UNIT.match(text, span.end):
            continue  # 市发改委|市财政局
        parts = (m for p in patterns if (m := p.match(text, span.end)) is not None)
        place = _PLACE.match(text, span.start, span.end)
        out += [
            (span.start, m.end())
            for m in parts
            if "了" not in m[0] and not _TWO.search(m[0]) and (place is None or place[0] not in m[0])
        ]
    return out


_TWO = re.compile("(?:^|[大支中总]队|[局厅署院]|派出所)[与和及]")
"""The end of one body and a link to another, which is no part of it: 临江公安局|刑侦大队与|城西派出所."""
_PLACE = re.compile("[一-鿿]{1,3}[省市县区]")
"""The place that a name opens with, which none of its parts opens with again: 临江市总工会|指派临江市维权中心."""
