"""Quoted phrases: what the words inside quotation marks name, by their shape and by what stands around them."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, place_before, trie_pattern
from transforms.entities.person_lexicon import lexicon
from transforms.entities.quoted_places import is_honour
from transforms.entities.quoted_shops import names_shop
from transforms.entities.spans import Span
from transforms.lexicon import rules
from transforms.memo import memoised

_QUOTED = re.compile("“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」")
_SENTENCE = re.compile("[，。！？；：…,!?;:]")


_TITLE = re.compile("《[^《》]{1,60}》|〈[^〈〉]{1,60}〉")


@cache
def _plain() -> frozenset[str]:
    return frozenset(rules("phrases")["plain"])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = rules("phrases")
    names = ("event_heads", "thing_heads", "plan_endings", "talk")
    out = {name: re.compile(trie_pattern(data[name])) for name in names}
    for name in ("event_tails", "work_tails", "organization_tails", "place_tails", "thing_before", "thing_tails"):
        out[name] = re.compile(f"(?:{'|'.join(map(re.escape, data[name]))})$")
    return out


def read_quoted(text: str) -> list[Span]:
    """Events, works, formulations, bodies and places named by quoted words."""
    patterns = _patterns()
    out = []
    for m in _QUOTED.finditer(text):
        group = m.lastindex or 1
        inside, start, end = m[group], m.start(group), m.end(group)
        if (plan := patterns["plan_endings"].match(text, m.end())) is not None and len(inside) <= 6:
            out.append(Span(m.start(), plan.end(), "work"))
            continue
        if _PLAN.fullmatch(inside) and text.startswith("计划", m.end()):
            out.append(Span(m.start(), m.end() + 2, "work"))  # “一五”计划
            continue
        if (course := _COURSE.match(text, m.end())) is not None and len(inside) > 3:
            out.append(Span(m.start(), course.end(), "event"))
            continue
        held = _HELD_BEHIND.match(text, m.end()) or _CUP.match(text, m.end())
        if held is not None and len(inside) > 2:
            out.append(Span(_of_place(text, m.start()), held.end(), "event"))
            continue
        kind = _kind_of_quoted(text, inside, m.start(), m.end())
        if kind is not None:
            out.append(Span(start, end, kind))
    return out


_PLAN = re.compile("[一二三四五六七八九十]{1,2}五")
_NUMBER_OF_PLAN = re.compile("\\d{3,4}")
_PLANNED = re.compile("工程|战略|模式|工作法|体系|生活圈|规划|目标")
"""Behind a plan of so many points: “610”工程."""
_COURSE = re.compile(
    "(?:专题|主题|骨干|能力提升|高级|示范)?(?:培训班|研讨班|研修班|读书班|训练营|轮训班)|(?:主题|学习|实践)教育"
)
_FIELD = "(?:(?![的了在是和与及开展举办推进期间组织参加通过将为让把被从到对])[一-鿿])"
_HELD_BEHIND = re.compile(
    "(?:主题|系列|高级别|专题|新闻|作品|春季|秋季|夏季|冬季|线上|网络|专场|工作|云){0,3}(?:推进会|招聘会|洽谈会|现场会|动员会|报告会|双选会|见面会|发布会|故事会|座谈会|视频会议|研讨会|分享会|推介会|音乐会|演唱会"
    "|(?:启动|发布|颁奖|揭牌|签约|开馆|授牌|首发|开机|表彰)仪式|开幕式|闭幕式|首发式)"
    f"|{_FIELD}{{0,6}}?专项(?:整治|治理)?行动|(?!相关|有关){_FIELD}{{2,6}}?(?:演出|[汇会]演|联赛|大赛|锦标赛|邀请赛|挑战赛|展演|晚会|仪式|(?<!专项)(?<!系列)行动)"
)
"""A meeting, show, match or ceremony named by the words quoted in front of it, marks and all."""
_CUP = re.compile("(?<=杯”)[一-鿿（）]{2,16}?(?:联赛|锦标赛|大赛|比赛|邀请赛|公开赛|争霸赛|挑战赛)")
_ACTIVITY = re.compile(
    f"为?的?(?:主题党日|主题团日|主题队日)|(?:、?“[^“”]{{2,24}}”){{0,6}}等?{_FIELD}{{0,8}}?(?:活动|[情微流景动]党课|主题党日)"
)
"""What quoted words name, alone or with others behind them: “清风铸廉”“镜鉴常照”等系列教育活动."""
_NUMBERED = "[一二三四五六七八九十两双]|百年|[“‘]"
_OPENS_NUMBERED = re.compile(_NUMBERED)
COUNTED = re.compile(f"{_NUMBERED}|[百千万][名县镇乡村企户店校园站](?=[一-鿿])")
"""What opens a counted set phrase: “一带一路”, “千村示范”."""
_FIGURE = re.compile("(?!20\\d\\d)\\d")
"""A figure in front, but for the year of what is held."""
_LIST = re.compile("[、+＋—-]")
_MAXIM = re.compile("[一-鿿]{3,12}(?:[，、；][一-鿿]{2,12}){1,5}")
MAXIM_BEHIND = re.compile(
    "的?(?:(?!的)[一-鿿]){0,4}?(?:理念|信念|境界|原则|思路|主张|体制|机制|胸怀|情怀|担当|思维|策略|战略|路线|方针|格局|宗旨"
    "|价值观|发展观|政绩观|群众观)"
)
"""A maxim in parts is a set phrase where the words behind it say what it is: “多商量，少命令”的理念."""


_STATE_BODY = re.compile(
    "(?:中央|国家|国防|全国|[一-鿿]政)[一-鿿]{0,8}(?:[部院署局]|中心|委员会|银行|总署|总局|机构)|(?:立法|司法|监察|考试|行政)院|[一-鿿]{2,4}委员会"
)
"""A body of state whose name is printed in quotation marks: “内政部”, “中央选举委员会”."""


def _of_place(text: str, start: int) -> int:
    """The start of what is held with the place that it is named after, or with its year: 江省|“好邻居”发布仪式."""
    place = place_before(text, start)
    if place is None and (level := _OF_LEVEL.search(text, max(0, start - 10), start)) is not None:
        return level.start()
    year = start - 4 if text[start - 4 : start].isdigit() else start
    return year if place is None else place


_OF_LEVEL = re.compile("全[省市区县国州][一-鿿]{2,6}$")
"""Whose meeting it is: 全省制造业|“智改数转”推进会."""


def _kind_of_quoted(text: str, inside: str, start: int, end: int) -> str | None:
    """What a quoted phrase names, None for talk, emphasis and names of things."""
    patterns = _patterns()
    if (
        (patterns["event_heads"].match(text, end) or _ACTIVITY.match(text, end))
        and (len(inside) >= 3 or (_DRIVE.match(text, end) is not None and not _is_verb(inside)))
        and inside[-1] not in "+＋式型"
        and _CLAUSES.search(inside) is None
    ):
        return "event"
    if inside[-1] == "行" and len(inside) < 8 and place_before(inside, len(inside) - 1) is not None:
        return "event"
    if _MAXIM.fullmatch(inside) and MAXIM_BEHIND.match(text, end):
        return "formulation"
    if inside in _holidays() and not _HONOURS.match(text, end):
        return "event"
    if _CONGRESS.fullmatch(inside):
        return "event"
    if _CODE.search(text, max(0, start - 3), start) and _DONE.match(text, end):
        return "event"
    if text.startswith(("任务", "系列任务"), end) and text.endswith("执行", 0, start):
        return "event"  # 执行“望江-2026”任务
    if _PERIOD_PLAN.fullmatch(inside):
        return "work"
    if _SAID.search(text, max(0, start - 6), start) and _predicates(inside):
        return None
    if _REASON.search(text, max(0, start - 6), start) or _REASON_BEHIND.match(text, end):
        return None
    if start == 0 and end == len(text) and len(inside) > _LONG_NAME:
        return None  # a heading that is somebody's words
    if _NUMBER_OF_PLAN.fullmatch(inside) and _PLANNED.match(text, end):
        return "formulation"
    if is_parallel(inside) and _is_maxim(text, inside, start, end):
        return "formulation"
    if "、" not in inside and _SPOKEN.search(inside):
        return None
    if _OUR_FEASTS.match(inside):
        return "event"
    if _SENTENCE.search(inside) or patterns["talk"].search(inside) or _TITLE.fullmatch(inside):
        return None
    if names_shop(text, inside, start, end) or (2 < len(inside) < 9 and _RUN_BY.match(text, end)):
        return "organization"
    if text.startswith("精神", end) and len(inside) < 8:
        return "formulation"
    if (
        patterns["thing_tails"].search(inside)
        or patterns["thing_heads"].match(text, end)
        or patterns["thing_before"].search(text[max(0, start - 6) : start])
    ):
        called = _CALLED.search(text, max(0, start - 4), start) and patterns["event_tails"].search(inside)
        return "event" if called and len(inside) > 2 else None
    if _STATE_BODY.fullmatch(inside) or _is_party(text, start, end) or (len(inside) == 2 and _RUN_BY.match(text, end)):
        return "organization"
    if _SOUND.fullmatch(inside) or ((route := _ROUTE.fullmatch(inside)) and {*route.groups()} <= gazetteer().keys()):
        return None
    if len(inside) >= _LONG_BODY and _BODY_OF_FEW.search(inside):
        return None if _SOME_BODIES.match(inside) else "organization"
    if len(inside) > _LONG_BODY and (_SURE_EVENT.search(inside) or _EDITION.match(inside)) and not _TOLD.search(inside):
        return "event"
    if len(inside) >= 3 and not _OPENS_NUMBERED.match(inside) and not _FIGURE.match(inside):
        for kind in ("organization", "place", "work", "event"):
            if patterns[f"{kind}_tails"].search(inside) and not _TOLD.search(inside):
                if kind == "place" and is_honour(text, inside, start, end):
                    continue
                return kind
    if len(inside) > 16 and not _LIST.search(inside) and not re.search("[、—]", inside):
        return None
    return "formulation" if _is_phrase(inside) else None


@memoised
def _is_verb(inside: str) -> bool:
    return [tag[0] for _, tag in rjieba.tag(inside)] == ["v"]


_DRIVE = re.compile("(?:专项|集中|联合|统一)?行动(?![起派力])")
"""Behind the short name of what the police or others do: “清网”行动."""
_CLAUSES = re.compile("[；。！？…]|，[^，]*，[^，]*，")
"""What words hold that somebody says or writes at a match, which name none."""
_CALLED = re.compile("(?:名叫|叫作|称作|名为|取名为?|命名为|叫做|名字叫)$")
_TOLD = re.compile("了|^[去到进在开找]|(?:背景|情况|条件)下")
"""What a name does not hold."""
_ROUTE = re.compile("([一-鿿]{2,6})[—－-]{1,2}([一-鿿]{2,6})")
"""A way between two places: “临江—望川”航线."""
_SOUND = re.compile("[^—]{1,2}—+")
"""A sound that is drawn out: “嘀——”."""
_BODY_OF_FEW = re.compile("(?:工作室|服务队|突击队|合作社|守护队|小组)$")
_SOME_BODIES = re.compile("[一二三四五六七八九十两几多]+[个支名家]|[去到进在开找]")
_LONG_BODY = 5
"""A body of so many characters may open with a number: “三声工作室”."""
_OUR_FEASTS = re.compile("(?:我们的节日|我们的中国梦|我们的舞台)[·—－-]{1,2}[一-鿿]{2,}")
"""What is held under a name that opens as talk does."""
_EDITION = re.compile(
    "(?:第[一二三四五六七八九十\\d]{1,3}届|首届).{2,}(?:[节展赛周季]|博览会|交易会|运动会|大会|研讨会|音乐会|晚会|论坛|典礼|仪式|活动)$"
)
_SURE_EVENT = re.compile("(?:[日月周季年]|主题|系列|实践|志愿服务)活动$|(?<=[一-鿿]{3})(?<![季时环细情关礼章调])节$")
"""Ends of what is held, whatever it opens with: “三地主题日活动”, “江国·青溪梨花节”."""
_RUN_BY = re.compile("(?:老板娘?|店主|店长|掌柜|创始人|董事长|总经理|联合创始人|主理人)")
"""Who runs the shop or firm that quoted words name: “临江春”老板."""


@memoised
def is_parallel(inside: str) -> bool:
    """Whether words fall into parts of equal length, as maxims do: 应修尽修、凡漏必补."""
    parts = _BETWEEN_PARTS.split(inside)
    if _SENTENCE_END.search(inside):
        return False
    return len(parts) > 1 and len({*map(len, parts)}) == 1 and _LEAST_PART <= len(parts[0]) <= _MOST_PART


def _is_maxim(text: str, inside: str, start: int, end: int) -> bool:
    """Whether words in parts of equal length are a maxim of policy, not two lines of verse or somebody's remark."""
    told = UPHELD.search(text, max(0, start - 4), start) or MAXIM_BEHIND.match(text, end)
    if "，" not in inside and "；" not in inside:
        return told is not None or not _REMARK.search(inside)
    return not _REMARK.search(inside) and (told is not None or policy().search(inside) is not None)


UPHELD = re.compile(
    "(?:以|坚持|秉持|践行|弘扬|围绕|遵循|树立|立起|牢记|高举|突出|贯彻|响应|落实|发扬|坚守|恪守|做到|正所谓|倡导|战略，)$"
)
_REMARK = re.compile("[的了吗呢吧她你它]|(?<!以|有)我(?!为)|他(?!人)|们(?!国)")
_BETWEEN_PARTS = re.compile("[，、；]")
_SENTENCE_END = re.compile("[。！？：…]")
_LEAST_PART, _MOST_PART = 4, 10


def _is_party(text: str, start: int, end: int) -> bool:
    """Whether quoted words name a party or an armed group: 执政党|“蓝山阵线”, “蓝山阵线”|联合主席."""
    return _PARTY.search(text, max(0, start - 5), start) is not None or _LED.match(text, end) is not None


_PARTY = re.compile("(?:政党|反对党|执政党|左翼党|右翼党|党派|反政府武装|(?:武装|极端|民兵)组织|(?:政治|竞选)联盟)$")
_LED = re.compile("(?:联合主席|党首|党魁|党主席|议会党团|总统候选人|议员)")


@cache
def _slogans() -> frozenset[str]:
    return frozenset(rules("phrases")["slogans"])


@cache
def _holidays() -> frozenset[str]:
    return frozenset(rules("phrases")["holidays"])


_HONOURS = re.compile("重要讲话|勋章|奖章|劳动|精神|口号|红旗|南昌|讲话")
"""Behind what a day gives its name to: “五一”|劳动奖章."""
_CONGRESS = re.compile(
    "(?:十[一二三四五六七八九]|二十[一二三四五六七八九]?)大|[一二三四五六七八九十]{1,3}(?:[城农民残冬青大]?运会|城会)"
)
"""A party congress or games by their number: “十六大”, “七城会”."""
_CODE = re.compile("代号[为是]?$")
_DONE = re.compile("的?[一-鿿]{0,8}(?:行动|演习|作战|计划|战役)")
"""代号“雷霆”的联合行动."""
_SAID = re.compile(
    "(?:(?<![被号堪统简俗])称(?:其|之|自己)?(?:是|这是|仅)?|称其为|(?<!诉)[说讲]|表示|直言|坦言|承认|形容为?|回应|抱怨|写道|留言|反问|喊|承诺|批评[一-鿿]{0,3}|谴责[一-鿿]{0,3})[，：]?$"
)
_REASON = re.compile(
    "(?:理由[是为]?|不(?:具备|属于|符合)|到底是|还是|(?:传达|演变|曲解|误读|解读|简化|误解)[为成]|为了|试图采取|被控作为)$"
)
_REASON_BEHIND = re.compile("为由|的(?:理由|表态|说法|借口|疑问|质疑|感叹|声音)")
"""Around words that somebody gives as a reason, or that say what something comes to."""
_PERIOD_PLAN = re.compile("[一二三四五六七八九十]{1,2}五规划|20\\d\\d年?[一-鿿]{0,6}(?:愿景|议程|规划|纲要)")
"""A plan of five years, or for a year to come: “2030愿景”."""
_SPOKEN = re.compile(
    "十分(?![钟之])|非常(?!之)|绝对(?!领导|忠诚|优势)|一定|暂时|也会|不会|总比|尽管|还没|没[写人法能用来去做到想]|未必|很(?!久)|(?<![亚印])太(?![空极平湖仓原行阳])|不起|不上$|超乎|足够"
    "|[吧呢吗啊啦]$|为由$|^使(?![命用])"
)
"""Words of talk: what holds them is somebody's remark, no set phrase."""
_PREDICATE = frozenset(("d", "p", "ul", "ug", "y"))


def _predicates(inside: str) -> bool:
    """Whether words quoted behind a verb of speech are a piece of a sentence, not the name of something."""
    tags = [tag for _, tag in rjieba.tag(inside)]
    return len(tags) > 1 and (not _PREDICATE.isdisjoint(tags) or len(inside) > _LONG_NAME)


_LONG_NAME = 8
_CLAUSAL = frozenset(("r", "ul", "ug", "y"))
"""Parts of speech of sentences; long words quoted with one of them are somebody's remark."""


def _is_phrase(inside: str) -> bool:
    """Whether quoted words make a set phrase, not emphasis: counted, listed, or a compound no dictionary holds."""
    if inside in gazetteer() or inside in _plain() or len(inside) < 2:
        return False
    if _LIST.search(inside):
        return max(map(len, _LIST.split(inside))) <= 8
    if COUNTED.match(inside):
        return True
    if not re.search("[\u4e00-\u9fff]{2}", inside):
        return False
    if rjieba.has_word(inside):
        return inside in _slogans()
    tags = [tag for _, tag in rjieba.tag(inside)]
    if len(inside) > _LONG_NAME and "自己" not in inside and not _CLAUSAL.isdisjoint(tags):
        return False
    if (
        len(tags) == 1
        and tags[0] in ("nr", "nrt", "nrfg")
        and (inside[0] in lexicon().surnames or lexicon().foreign.issuperset(inside))
    ):
        return False
    return inside[-1] not in "了着过的地得"


@cache
def policy() -> re.Pattern[str]:
    """The words of policy."""
    return re.compile(trie_pattern(rules("phrases")["policy"]))
