"""Numerals that count nothing: dates, ordinals, names, set phrases, indefinite 一, grades and numbers of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.lexicon import rules
from transforms.numbers.time_expressions import TimeExpression
from transforms.numbers.units import Unit, goes_on

_MARKS = frozenset('“「『‘"')
_QUOTED = re.compile(r"[“「『‘]([^“”「」『』‘’\n]{1,12})[”」』’]|\"([^\"\n]{1,12})\"")
_MEASURED = re.compile(
    r"[0-9](?:\.[0-9]+)?[万亿]?(?:%|％|元|美元|吨|米|公里|点|倍|亩|个百分点|岁|小时|年|天|公斤|千瓦)"
)
_TITLE = re.compile(r"《[^》\n]{1,60}》")
_POSITIONAL = re.compile(r"[〇零○一二三四五六七八九]{3,}")
_FORMAL = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
"""Numerals of contracts and cheques; one by itself is another word: 陆地, 伍家."""
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[A-Za-z]")
_CJK = re.compile(r"[一-鿿]")
_ONLY = re.compile(r"(?:仅此?|只有|仅有|仅仅|唯|只|不到|不足)$")
_LASTING = re.compile(
    r"(?:满|仅|仅仅|达|超过?|近|为期|历时|不到|不足|长达|时隔|持续|连续|只有|整整|足足|用时|耗时|仅用|只用|短短|约|提前|延长|缩短|逾)$"
)
_PRICED = re.compile(
    r"[卖花收付仅每].?[一二三四五六七八九十]|元[钱一每的]|块[钱一每的，。]|(?:[贵涨降调了按斤]).?[一二两三四五六七八九][毛块角]"
)
_SEATS = ("镇", "乡", "县", "屯", "庄", "渠", "桥")
"""Endings of place names: 九所镇 counts no 所."""
_AROUND = re.compile(r"(?:近|约|为期|连续|共|达|满|了|每|前|后)$")
_GROUPED = re.compile(r"(?:学科|(?!学)[一-鿿])")
_WORDS = rules("measure_words")
_STRENGTH = re.compile("|".join(_WORDS["strength"]))
_POINTS = tuple(_WORDS["points"])
_POINTS_MADE = re.compile(f"[^，。；：、0-9]{{0,16}}的(?:{'|'.join(_POINTS)})")
_SUMMED_UP = re.compile(r"(?:[括纳结炼]为(?:以下|如下)?|(?:以下|如下))$")
_NAMES = tuple(rules("set_phrases")["names"])
_COUNTED_NAMES = ("项", "个", "种", "类", "条")
"""Behind these a plan is counted and not named: 十项行动, but 三年行动."""


@cache
def ordinals() -> re.Pattern[str]:
    """Pattern of numbered meetings, scores, addresses and reign years, from their numeral on."""
    return re.compile("|".join(rules("set_phrases")["ordinals"]))


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, rules("set_phrases")["phrases"]), key=len, reverse=True)))


def names_nothing(text: str, times: Sequence[TimeExpression], names: Sequence[tuple[int, int]]) -> bytearray:
    """One byte per character, set where a numeral belongs to a date, a name, a title, an ordinal or a set phrase."""
    mask = bytearray(len(text) + 1)
    spans = [
        (t.start, t.end)
        for t in times
        if t.kind != "span" or (text.startswith(("近", "过去", "最近", "此前"), t.start) and not _lasts(text, t))
    ]
    spans += names
    spans += [m.span() for m in _phrases().finditer(text)]
    spans += [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    if not _MARKS.isdisjoint(text):
        spans += [m.span() for m in _QUOTED.finditer(text) if _is_phrase(m[1] or m[2])]
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _lasts(text: str, time: TimeExpression) -> bool:
    """Whether 近三年 is how long something lasts, behind a verb or in front of what it is of: 谈判持续|近三个月."""
    if text[time.start] != "近" or text[time.end - 1] in "来里间中内":
        return False
    if _LASTED.search(text, max(0, time.start - 3), time.start):
        return True
    word, tag = rjieba.tag(text[max(0, time.start - 6) : time.start])[-1] if time.start else ("", "")
    return tag == "v" and word not in _NO_LASTING and not text.startswith("的", time.end)


_LASTED = re.compile("(?:[了过已]|还有|还剩|仅剩|只剩|经过|历经|历时|用时|耗时|费时|为期|长达|时隔|持续|这段|那段)$")
_NO_LASTING = frozenset(("是", "在", "到", "有", "没有", "据", "比", "如", "像", "自", "从", "使", "让", "说", "看"))


def _is_phrase(quoted: str) -> bool:
    """Whether a short quotation is a set phrase or name, not a sentence or an amount."""
    return not re.search(r"[，。；！？：,]", quoted) and not _MEASURED.search(quoted)


class Candidate(NamedTuple):
    """A numeral with its unit at [start, end) of a text, to be judged."""

    text: str
    start: int
    end: int
    numeral: str
    unit: Unit

    @property
    def arabic(self) -> bool:
        return "0" <= self.numeral[0] <= "9"

    @property
    def before(self) -> str:
        """The character in front."""
        return self.text[self.start - 1] if self.start else ""

    @property
    def after(self) -> str:
        """The character behind."""
        return self.text[self.end : self.end + 1]


def is_count(text: str, start: int, end: int, numeral: str, unit: Unit, bounded: bool) -> bool:
    """Whether a numeral with its unit counts something at [start, end).

    `bounded`: 上 stands in front (上万). An empty numeral is one that its unit has shown to count (一个半月).
    """
    if not numeral:
        return True
    this = Candidate(text, start, end, numeral, unit)
    form = text[start + len(numeral) : end].strip()
    if this.before in _LISTS and _NUMBERED.search(text, max(0, start - 20), start):
        return False  # 第二、三、|四章
    if numeral in ("零", "〇") or (text.startswith(_NAMES, end) and form not in _COUNTED_NAMES):
        return False
    if this.arabic:
        if not _stands_free(text, start, unit):
            return False
    elif not _is_chinese_count(this, bounded):
        return False
    if form == "成" and this.after == "为" and _SHARES.search(text, max(0, start - 2), start):
        return True  # 其中七成|为妇女
    if form == "成" and text.startswith("人群", end) and _SHARES.search(text, max(0, start - 2), start):
        return True
    if form == "年" and this.after == "前" and numeral.rstrip("多余几")[-1:] in ("万", "亿"):
        return True  # 一亿多年|前的化石
    if (
        goes_on(form, this.after)
        and (not this.arabic or form in _WORDS["unlike_digits"])
        and not text.startswith("学科", end)
    ):
        return False
    if this.before == "前" and unit.symbol in ("名", "位", "强", "大"):
        return False
    if this.arabic and form == "类" and _CLASSED.match(text, end):
        return False  # 1类|创新药
    check = _CHECKS.get(form)
    return check is None or check(this)


_CLASSED = re.compile("创?新药|水[质体]|医疗器械|疫苗|风险|口岸|账户|用地|管辖|场馆")
"""What digits and 类 grade."""
_ESTATES = frozenset("园苑庭城寓邸庄")
"""What the name of an estate ends in, whose parts are numbered: 龙山家园|5区."""


def _quarter(this: Candidate) -> bool:
    return not (this.arabic and this.before in _ESTATES)


_LISTS = frozenset("、和及与至到-—")
_NUMBERED = re.compile(r"第(?:[一二三四五六七八九十0-9]{1,3}[章节条届批次位名版期回]?[、和及与至到—-])+$")
_SHARES = re.compile("(?:[中近约超过有是]|其中|^|[，。；：])$")


def _is_chinese_count(this: Candidate, bounded: bool) -> bool:
    """Whether a numeral in Chinese characters counts: not 一 and 万 used loosely, nor as a piece of a word."""
    numeral, unit = this.numeral, this.unit
    if numeral in _FORMAL and unit.dimension != "money":
        return False
    if _POSITIONAL.fullmatch(numeral):
        return False
    limited = this.text.startswith(("以上", "以下"), this.end)
    if (
        numeral[0] in "百千万亿"
        and not (bounded or limited)
        and not _is_round_amount(this.text, this.start, numeral, unit)
    ):
        return False
    if numeral in ("一", "壹") and not _is_one(this.text, this.start, this.end, unit):
        return False
    if numeral == "二" and unit.dimension == "count" and unit.symbol != "人":
        return False
    if this.before in ("这", "那", "头") and (unit.symbol == "year" or (numeral == "两" and unit.symbol == "day")):
        return False
    if unit.dimension == "count" and this.after in _SEATS and unit.symbol not in "个省市":
        return False
    if len(numeral) > 1:
        return True
    if unit.symbol == "CNY" and numeral[0] in "百千万亿":
        return True  # 近|百元
    if unit.symbol == "CNY":
        return limited or bool(_PRICED.search(this.text, max(0, this.start - 2), this.end + 1))
    only = _WORDS["only"].get(this.text[this.start + 1 : this.end])
    return only is None or (this.after != "" and this.after in only)


def _stands_free(text: str, start: int, unit: Unit) -> bool:
    """Whether digits are no piece of a model name (C919, 歼-20), a version or a longer number."""
    before = text[start - 1 : start]
    if not before:
        return True
    if _LETTER.match(before):
        return unit.symbol == "%"
    if before in "-－−_/·" and start > 1:
        other = text[start - 2]
        if before in "-－−" and unit.dimension in BELOW_ZERO and not _DIGIT.match(other):
            return not _LETTER.match(other)
        return not (_LETTER.match(other) or _CJK.match(other) or _DIGIT.match(other))
    return not (before in ".．:：" and start > 1 and _DIGIT.match(text[start - 2]))


BELOW_ZERO = frozenset(("ratio", "temperature", "money"))
"""What a minus or 负 right behind a word makes negative: 净利润-5.6亿元."""


def _is_round_amount(text: str, start: int, numeral: str, unit: Unit) -> bool:
    """A bare 百, 万 or 亿 counts as an amount of money or behind a comparator; else it means many (千家万户, 百年)."""
    if re.search(r"[多余几]$", numeral) or re.search(r"[一二三四五六七八九]", numeral):
        return True
    if numeral in ("百", "千") and unit.symbol in ("名", "户", "辆", "亩") and text[start - 1 : start] in _OPENS:
        return True  # |百名选手集结
    if re.search(r"(?:近|超过?|逾|破|过|约|不足|不到|数以|达|足足)$", text[max(0, start - 2) : start]):
        return unit.symbol != "year" or text[start - 1 : start] in tuple("近超逾")
    return len(numeral) > 1 and unit.dimension == "money"


_OPENS = ("", "\n", " ", "　", "，", "。", "；")
"""What a clause or heading opens behind."""


def _is_one(text: str, start: int, end: int, unit: Unit) -> bool:
    """一 counts only where the text insists on it; 一次, 一座 and 一天 are indefinite, 6元一斤 is a price."""
    before = text[max(0, start - 3) : start]
    if unit.dimension == "count":
        return bool(_ONLY.search(before)) and unit.symbol in (
            "个",
            "名",
            "人",
            "家",
            "项",
            "次",
            "位",
            "种",
            "处",
            "条",
        )
    if unit.dimension == "duration":
        since = _SINCE.match(text, end) is not None and _CJK.match(before[-1:]) is not None and unit.symbol != "day"
        passed = before.endswith("了") and _ENDS.match(text, end) is not None
        return bool("多" in text[start:end] or _LASTING.search(before) or _A_LENGTH.match(text, end)) or passed or since
    if unit.symbol == "%":
        near = re.match(r"(?:左右|以上|以下|多|[至到][二两三])", text[end : end + 2])
        return bool(near or _PART.search(before))
    if unit.dimension == "other":
        return False
    return before[-1:] not in tuple("元块毛分角每第")


_A_LENGTH = re.compile("以上|之久|以内|之内|内|多(?=[，。；、了的后前内]|$)|左右|的(?:车程|路程|行程|时间|工期)")
"""Behind 一 and a unit of time that is a length, not once: 一周左右, 一个小时的车程."""
_SINCE = re.compile("(?:[之以]?后|来)，")
"""Behind a stretch of time since what its clause tells of: 工程启动|一年来，."""
_ENDS = re.compile("[，。；！？都才也]")
"""What ends the clause of a length behind 了: 等了|一个星期，."""
_PART = re.compile(
    "(?:近|超|约|逾|足|不到|超过|仅|占|占比|达到?|[增涨升跌降减]|增长|提高|下降|上涨|上升|减少|下跌|下滑)$"
)


def _level(this: Candidate) -> bool:
    """级 is a strength near 地震 or 风, else a grade."""
    near = _STRENGTH.search(this.text, max(0, this.start - 6), min(len(this.text), this.end + 6))
    return this.arabic and near is not None


def _point(this: Candidate) -> bool:
    """点 of an index, or points made (三点建议), no time of day."""
    if this.text.startswith(_POINTS, this.end) or _POINTS_MADE.match(this.text, this.end):
        return True
    if _SUMMED_UP.search(this.text, max(0, this.start - 5), this.start) and this.after in tuple("：:。；—"):
        return True
    return this.arabic and (len(this.numeral) > 2 or "." in this.numeral)


def _score(this: Candidate) -> bool:
    """分 as a score, or as minutes in front of seconds."""
    return this.arabic


def _group(this: Candidate) -> bool:
    """三大 in front of what it counts."""
    small = this.arabic and this.numeral.isdigit() and 2 <= int(this.numeral) <= 20
    return (small or this.numeral in tuple("两三四五六七八九十")) and bool(_GROUPED.match(this.text, this.end))


def _discount(this: Candidate) -> bool:
    """折 behind 打, or in front of 优惠."""
    return this.before in tuple("打享受低至按约近场价品票的") or this.text.startswith(_PRICED_AT, this.end)


_PRICED_AT = ("优惠", "起", "出售", "销售", "促销", "购", "的价", "左右", "以下")


def _dime(this: Candidate) -> bool:
    """角 as a tenth of a yuan, not the corner of a shape."""
    return this.arabic and not _CJK.match(this.after)


def _degree(this: Candidate) -> bool:
    return this.arabic


def _body(this: Candidate) -> bool:
    """两地, 三方 are bodies behind a Chinese numeral, or behind 多 (30多地)."""
    many = this.numeral[-1] in "多余" and not _LETTER.match(this.before)
    return not this.arabic or this.unit.dimension == "volume" or (this.unit.symbol == "地" and many)


def _year(this: Candidate) -> bool:
    """年 as a length of time, not in 百年大计 or 百年一遇."""
    return not this.text.startswith(("老店", "大计", "一遇", "一度", "树木"), this.end)


def _day(this: Candidate) -> bool:
    """日 as a length of time; 29日 by itself is a date."""
    if not this.numeral.isdecimal() or int(this.numeral) > 31:
        return True
    lasting = _LASTING.search(this.text, max(0, this.start - 3), this.start) or this.before in tuple("每近达过约满")
    return bool(lasting) or this.text.startswith(("内", "以内", "之内", "以上", "之久", "游", "均", "间"), this.end)


def _week(this: Candidate) -> bool:
    """四周 is all around, unless a length of time is meant."""
    return this.numeral != "四" or bool(_AROUND.search(this.text, max(0, this.start - 2), this.start))


_WAY = re.compile(r"(?:[东南西北距离走行跑]|[距离][^，。；、0-9]{1,8}|行程|绵延|方圆|延绵|相隔|相距)了?(?:约|近)?$")


def _mile(this: Candidate) -> bool:
    """里 as a length: a way or a distance stands in front, and no place inside something is meant."""
    ends = this.after == "" or this.after in "，。；的外远许之处"
    return ends and bool(_WAY.search(this.text, max(0, this.start - 12), this.start))


_CHECKS = {
    "区": _quarter, "级": _level, "点": _point, "分": _score, "大": _group, "折": _discount, "度": _degree,
    "地": _body, "方": _body, "里": _mile, "年": _year, "周": _week, "日": _day, "角": _dime,
}  # fmt: skip
