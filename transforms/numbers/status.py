"""Whether a number is so already or still to be reached: the clause nearest to it that tells decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from transforms.lexicon import rules
from transforms.numbers.noun_phrases import Words
from transforms.numbers.quantity import Quantity
from transforms.numbers.standing import is_told, stands
from transforms.numbers.time_expressions import TimeExpression
from transforms.page import Token


def read_status(
    text: str,
    quantity: Quantity,
    words: Words,
    goal: bool,
    near: Sequence[TimeExpression],
    edition_date: date,
) -> str:
    """`actual` or `target`; `goal` says whether the speaker promises or demands what the number's sentence says.

    `near` are the times of the sentence up to the number.
    """
    start = words.sentence_start(quantity.start)
    bodies = quantity.unit in _BODIES or text.startswith("方面", quantity.outer_end)
    if bodies or quantity.text_is_pair(text) or stands(text, words, quantity):
        return "actual"
    if quantity.dimension == "count" and _TOLD_ONE_BY_ONE.match(text, quantity.outer_end):
        return "actual"
    if _STARTS_FROM.search(text, max(0, quantity.outer_start - 12), quantity.outer_start):
        return "actual"
    if quantity.unit != "%" and _PLANNED_TOTAL.search(
        text, max(start, quantity.outer_start - 12), quantity.outer_start
    ):
        start = max(start, words.clause_start(quantity.outer_start))
        goal = False
    for first, last in _clauses(words, start, quantity.start):
        own = last == quantity.start
        if not own and text.startswith(_CONDITIONS, first):
            continue  # 如果要寄一件，|起步价为5元
        said = _said(words, first, last)
        if own and said == "actual" and text.startswith(_ON_YEAR, first) and _foretold(words, start, first):
            return "target"  # 预计利润2亿元，|同比增长40%
        if own and _AIMED.search(text, max(first, quantity.outer_start - 24), quantity.outer_start):
            return "target"
        if own and said is None and (_LIMITED.search(text, first, last) or _once_built(text, start, last)):
            return "target"
        if own and (_GUESSED.search(text, first, last) or (said is None and _MAYBE.search(text, first, last))):
            return "target"
        said = said or _dated(words, near, first, quantity.end if own else last, edition_date)
        if said is None and own and _is_granted(text, first, quantity):
            return "target"
        if said == "past":
            said = "actual" if own else None
        if said is not None:
            return said
    if _is_planned_item(words, start):
        return "target"
    if (
        goal
        and not is_told(text, words, quantity)
        and not _comes_later(words, quantity.end)
        and not _is_taken(words, quantity)
    ):
        return "target"
    return "target" if _SOON.match(text, quantity.outer_end) else "actual"


_CONDITIONS = ("如果", "假如", "倘若", "若", "要是", "一旦", "只要", "假设")
_TOLD_ONE_BY_ONE = re.compile(
    "[^，。；：0-9]{1,8}(?:：\n?一是|[，。]一是|[：，。](?:一方面|首先|第一，)|：[^。；]{2,30}；)"
)
"""Behind what is counted and then told one by one, so that there are so many: 还需加强四个方面：|一是….."""
_AIMED = re.compile(
    "(?<!完成)(?<!实现)(?<!超过)目标(?:值|任务|总额|总量|均价)?(?:分别)?(?:定|设|设定|确定|锁定|明确|预计)?(?:为|是|在|：|达到?)?"
    "(?:约|超过?|不低于|不少于|增长|增加|突破|逾)?$"
)
"""In front of a number that somebody aims at: 营收目标为|100亿元."""
_LIMITED = re.compile("(?:限速|限载|限高|限重|限乘|限购|限行速度)[为是在]?$|最好(?:不|别|控制|保持|选)[^，。；]{0,8}$")
"""In front of what is allowed or advised: 路段限速|70公里, 最好不超过|500公里."""


def _once_built(text: str, start: int, end: int) -> bool:
    """Whether a number tells of what something will yield when it is done: 投产后，年发电量可达|72亿度."""
    built = _BUILT.search(text, start, end)
    rest = text[built.end() : end] if built else ""
    return _YIELDS.search(rest) is not None and "了" not in rest and "已" not in rest


_BUILT = re.compile(
    "(?:建成|投产|达产|投用|竣工|完工|投入使用|投入运营|投运|建设完成|全部启用)(?:投产|达产|投用|投运|运营|使用|运行)?[之以]?后"
)
_YIELDS = re.compile("[可能将](?!源|耗|量|力|以往)|预计|有望")


def _is_planned_item(words: Words, start: int) -> bool:
    """Whether a sentence is a further item of a list that a plan leads to: 计划投资500万元：新建…；|改扩建72处."""
    text = words.text
    if text[start - 1 : start] not in ("；", ";"):
        return False
    low = max(
        0, start - _LONGEST_LIST, *(text.rfind(mark, max(0, start - _LONGEST_LIST), start) + 1 for mark in "。！？\n")
    )
    led = text.rfind("：", low, start)
    first = max(low, words.clause_start(led))
    return led > low and _PLANS.search(text, first, led) is not None and _said(words, first, led) == "target"


_LONGEST_LIST = 400
_PLANS = re.compile("计划|规划|目标|任务|预期|预计|力争|确保|拟|要")
_ON_YEAR = ("同比", "环比", "较上年", "比上年", "较去年", "比去年")
_ARRIVES = frozenset("到至为成")


def _foretold(words: Words, start: int, end: int) -> bool:
    """Whether the clause that ends in front of a mark at `end` tells of what is to come, with a number."""
    if end <= start:
        return False
    first = max(start, words.clause_start(end - 1))
    return _said(words, first, end - 1) == "target" and any(c.isdigit() for c in words.text[first : end - 1])


_STARTS_FROM = re.compile(
    "(?:[从由原]|[从由](?:目前|当前|现在|现有|此前|之前|原来|原先|起初|最初|去年|上年|上个?月|\\d{1,4}[年月])[底末初]?的?)(?:[\\d.]+%[和、])?(?:约|近)?$"
    "|(?:应|实)到(?:会?的?(?:代表|委员|人数|会员|职工|党员))?$"
    "|(?:出席|到会|参会)(?:[^，。；]{0,8}的)?(?:正式)?(?:代表|委员|人数|会员|职工|党员)$"
)
"""In front of the number that something starts from, or of those who are to be or are present."""
_MAYBE = re.compile(
    "可能(?!有|与|比|和|出现|存在)|或将|(?<!否)则(?:可以|可|须|方可)(?!见)|只要(?:达到|满足|满)|宜(?:控制|保持)|宣布(?:再|将|向|为|对)[^，。；]{0,12}?(?:拨付|拨款|提供|捐赠|捐款|援助|追加|增派|投资)(?!了)"
)
"""What makes a number of its own clause a guess, advice or a pledge."""
_GUESSED = re.compile("可能(?!已|是|有|与|比|和|出现|存在)[^，。；了]{0,10}$")


def _is_granted(text: str, clause: int, quantity: Quantity) -> bool:
    """Whether a number is what those who ask for it are given: 每辆车最高补贴|14万元, 给予|200万元|奖励."""
    if _GRANTED.search(text, max(clause, quantity.outer_start - 14), quantity.outer_start):
        return True
    to_each = _TO_EACH.search(text, max(clause, quantity.outer_start - 14), quantity.outer_start)
    return to_each is not None and _GRANT.match(text, quantity.outer_end) is not None


_GRANTED = re.compile(
    "(?:最高|额度|限额|标准|金额)(?:可|可达|达)?(?:补贴|补助|奖励|给予|不超过)[^，。；]{0,3}$"
    "|(?:补贴|补助|奖励|资助|赔付|报销)(?:金额|比例)?(?:不超过|不高于|最高(?:可达|达|为)?)[^，。；]{0,5}$"
)
_TO_EACH = re.compile("每[人户家辆台件个]|给予(?!了)|可(?:获|享|领)|一次性")
_GRANT = re.compile("[^，。；]{0,8}(?:补贴|补助|奖励|津贴|安置费|资助)")


def _clauses(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the clauses in front of a number, the nearest first; its own ends with it."""
    while end > start:
        first = max(start, words.clause_start(end))
        yield first, end
        end = first - 1


def _is_taken(words: Words, quantity: Quantity) -> bool:
    """Whether 将 in a number's clause only puts a thing in front of what was done with it: 将1300元稿费|送到办公室."""
    taken = words.text.find("将", words.clause_start(quantity.start), quantity.start)
    index = words.since(taken + 1)
    if taken < 0 or index >= len(words.tokens) or words.tokens[index].tag[0] in "vdpcat":
        return False
    return _BROUGHT.match(words.text, taken + 1) is not None


def _comes_later(words: Words, end: int) -> bool:
    """Whether only a clause behind the number's tells what is to be: 我国有14亿人口，粮食必须自给."""
    last = words.clause_end(end)
    stop = next((at for at in words.stops if at > end), len(words.text))
    own = any(_is_target(words, t) for t in words.between(end, last))
    return not own and any(_is_target(words, t) for t in words.between(last, stop))


def _said(words: Words, start: int, end: int) -> str | None:
    """What the words of a clause tell: `actual`, `target`, or None."""
    done = hoped = -1
    actual = _cues_of("actual")
    for token in words.between(start, end):
        tells = token.word in actual or (token.word[0] == "已" and token.tag == "d")
        if not tells and not _is_target(words, token):
            continue
        if words.text[max(0, token.start - 1) : token.start] in ("由", "从"):
            continue  # 由|目前的15个增加到24个
        if tells:
            done = token.start
            if hoped < 0 or token.word in _cues_of("done"):
                hoped = -1
            else:
                done = -1
        else:
            hoped = token.start
    if hoped >= 0:
        return "target"
    return "actual" if done >= 0 else None


def _dated(words: Words, near: Sequence[TimeExpression], start: int, end: int, edition_date: date) -> str | None:
    """`target` where a clause is dated behind the edition (到2030年, 未来五年), `past` where in front of it."""
    said = None
    for time in near:
        if not start <= time.start < end or time.end > end:
            continue
        if _EQUAL_TO.search(words.text, max(0, time.start - 6), time.start):
            continue
        if _UP_TO_NOW.match(words.text, time.start - (words.text[time.start] not in _ARRIVES)):
            continue  # 提高到今年的500吨
        ahead = time.first or time.last
        begins_now = time.kind == "span" and time.first == edition_date
        if ahead and (ahead > edition_date or begins_now):
            said = "target"
        elif time.last and time.last < edition_date and time.kind not in ("until", "clock", "undated"):
            said = "past"
    return said


_UP_TO_NOW = re.compile("[到至为成](?:今年|现在|如今|目前)的")
_EQUAL_TO = re.compile("(?:相当于|等于|[比较与])[^，。；]{0,2}$")
"""In front of a time that the number is only compared with: 相当于其|去年总额的六成."""
_BODIES = frozenset(("国", "地", "方", "部门", "方面"))
"""Two countries or six departments are so many already, whatever they are to do."""
_RENEWING = frozenset("新再重续增扩改拓")
"""First characters of verbs such as 新设 and 扩建, which taggers take for names."""
_COSTS = re.compile(
    "(?:花|用|等|走|开|坐|飞|排)?(?:近|约|大约|将近|至少|整整)?[\\d一二两三四五六七八九十几多半个]{1,6}(?:小时|分钟|钟头|天|个?月|年)(?!之?内|以内|前|后|底|初|末|[\\d一二三])"
    "|[，。；]|(?:[卖花付收])?[\\d一二三四五六七八九十百千万多]{1,12}(?:元|块|毛)"
    "|(?:[走坐等排爬绕跑熬忙吃喝站]|持续|耗时?|花费?|开车)[^，。；]{0,4}[\\d一二两三四五六七八九十百几多半个]{1,8}(?:公里|里|米|小时|钟头|分钟|天|月|趟|步|级|层|碗|杯)"
)
"""Behind 要 that tells what something costs or who takes it: 一天要|300元, 没人要."""
_HABIT = re.compile(
    "每[天日晚年月周次]|一[天趟]|[来往]回|往返|天天|平时|平日|通常|往往|以前|以往|过去|原来|原先|当初|那时|从[^，。；]{1,8}到"
)
"""In front of 要 that tells what is or was done as a rule: 每天要|送180多件包裹."""
_SPENDING = frozenset(("花费", "耗资", "投资"))
"""Verbs that the dictionary holds as nouns."""
_PLANNED_TOTAL = re.compile(
    r"(?:总投资|占地|总用地|建筑面积|总面积|总长|全长|总规模|设计|为期|会期|工期|试点期|名额|招生计划)[^，。；]{0,6}$"
)
# 将创新置于首位 tells of what is done with it, not of what is to come.
_TAKEN = re.compile("[^，。；]{1,10}?(?:置于|作为|视为|视作|当作|当成|摆在|放在)")
_BROUGHT = re.compile(
    "(?=[一-鿿]*[的\\d]|[^，。；]{0,3}[名位个条只头面件])[^，。；]{1,28}?(?:送[回到往至上进医给达]|(?:寄|转|汇|拨|交|付|赠|捐|奖励)[送账付还赠]?[给到入往]|(?:交付|移交|归还|返还|退还|交还|上交|发放)[给到于至]|切[下除开]|摘[下除]|割[下除]|剪[下断]|拆[下除]|挖出|移除|清[除理]|取[下出]|转移|救[起出回活]|挂[上在]|抓获|翻新|改造成|改建成|打造成|带[回到走]"
    "|接[回活走到]|搬[到进回走]|放[到进回入在]|交[给到]|捐[给出]|移[交送]|运[到往至回]|推[向到入]|拉[到回上]|抱[到回起出]|扶起|取出|拿[到出]|变[成为]"
    "|转[给到入]|列入|纳入|分[成为]|卖[给到出]|寄[给到回]|刻在|写[在进入]|找[到回]|追回|制[成止]|控制|抢救|淹没|冲[毁走]|砸[坏伤]|撞[伤倒死]|打[伤死])"
)
"""What is done with a thing that 将 puts in front of the verb: 民警|将|走失4天的老人送回家."""
_FIGHTERS = frozenset("小老主女门名大强悍勇虎猛骁爱干部良新")
"""With 将 these make a player or a general."""
_SOON = re.compile(r"[^，。！？；]{0,4}(?:就要|即将|将会|将要|有望|指日可待)")


@cache
def _not_target() -> dict[str, tuple[str, ...]]:
    return {word: tuple(behind) for word, behind in rules("metrics")["not_target"].items()}


@cache
def _cues_of(kind: str) -> frozenset[str]:
    return frozenset(rules("metrics")[kind])


def _is_target(words: Words, token: Token) -> bool:
    """Whether a word says that something is still to come: 计划 as a verb, 将 in front of one."""
    if len(token.word) == 2 and token.word[1] == "将" and words.text[token.end : token.end + 1] in ("由", "从"):
        return True  # 服务|点将|由
    if token.word not in _cues_of("target"):
        return False
    if token.tag[0] == "n" and token.word in _cues_of("nouns") and not _is_verb(words, token):
        return False
    if words.text.startswith("的", token.end) or words.text.endswith(_NO_AIM, max(0, token.start - 2), token.start):
        return False  # 目前谋划的256个, 所需的5%, 较|计划提前29天, 正|打造
    if words.text.startswith(_not_target().get(token.word, ()), token.end) or _is_no_cue(words, token):
        return False
    if token.word == "要" and (
        _COSTS.match(words.text, token.end) or _HABIT.search(words.text, *_clause_up_to(words, token))
    ):
        return False
    if token.word != "将":
        return True
    if words.tokens[words.at(token.start) - 1].word in _FIGHTERS and words.at(token.start) > 0:
        return False  # 老|将
    index = words.since(token.end)
    if index >= len(words.tokens):
        return True
    following = words.tokens[index]
    if following.tag[0] != "d" and (_TAKEN.match(words.text, token.end) or _BROUGHT.match(words.text, token.end)):
        return False
    return following.tag[0] in "vdpcat" or following.word[0] in _RENEWING or following.word in _SPENDING


def _is_no_cue(words: Words, token: Token) -> bool:
    """Whether a word of what is to come is a piece of another (首|要), tells what something takes (仅|需), stands in a
    name in marks, or opens no clause (若 in 于若木)."""
    text, start = words.text, token.start
    before = text[max(0, start - 1) : start]
    if token.word == "要":
        return before in ("首", "主", "重", "次", "只", "纲", "摘", "机", "险")
    if token.word == "需" and (before in ("仅", "只") or _TIMED.match(text, token.end)):
        return True
    if token.word == "若":
        return bool(before) and before not in "，。；：、！？“（\n但而且又一倘"
    closed = text.find("”", token.end, token.end + 20)
    return (
        closed > 0
        and "“" in text[max(0, start - 20) : start]
        and _NAMED.search(text[max(0, start - 20) : closed]) is not None
    )


_TIMED = re.compile("耗?时|花费?|用时|(?:步行|驾车|乘车|开车|骑行)")
_NAMED = re.compile("“[^“”，。；！？]{1,20}$")


def _clause_up_to(words: Words, token: Token) -> tuple[int, int]:
    return max(words.clause_start(token.start), token.start - 16), token.start


def _is_verb(words: Words, token: Token) -> bool:
    """Whether 计划, which the dictionary takes for a noun, is what somebody does: 我省|计划|招聘7名, but not 该计划."""
    index = words.since(token.end)
    if token.word != "计划" or index >= len(words.tokens):
        return False
    before = words.tokens[index - 2] if index > 1 else None
    named = before is not None and before.end == token.start and (before.tag in _OF_PLANS or before.word in _THIS)
    following = words.tokens[index]
    named = named and before is not None and not before.word.endswith(_AGENTS)
    acts = following.tag[0] in "vp" or following.word == "面向社会" or following.word[0] in _RENEWING
    return not named and acts and following.word not in _WITH_PLANS


_NO_AIM = ("所", "较", "比", "正", "正在")
_AGENTS = (
    "企业",
    "公司",
    "集团",
    "政府",
    "部门",
    "学校",
    "医院",
    "银行",
    "机场",
    "团队",
    "俱乐部",
    "大学",
    "商家",
    "工厂",
)
"""Ends of the names of those who plan, behind which 计划 is what they do: 龙头企业|计划|承包."""
_OF_PLANS = frozenset(("n", "vn", "nz", "nt", "b", "j", "x", "m", "q"))
_THIS = frozenset(("该", "此", "这", "本", "这一", "该项", "此项", "上述", "较", "比", "原"))
_WITH_PLANS = frozenset(
    (
        "实施",
        "启动",
        "执行",
        "显示",
        "提出",
        "明确",
        "规定",
        "出台",
        "印发",
        "发布",
        "公布",
        "包括",
        "涉及",
        "推进",
        "落实",
    )
)
