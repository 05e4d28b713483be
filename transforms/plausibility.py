"""Numerals that count nothing: dates, ordinals, names, set phrases, indefinite 一, grades and numbers of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from transforms.lexicon import rules
from transforms.time_expressions import TimeExpression
from transforms.units import Unit

_OPEN, _CLOSE = '“"「『‘', '”"」』’'
_QUOTED = re.compile(r"[“「『‘]([^“”「」『』‘’\n]{1,12})[”」』’]|\"([^\"\n]{1,12})\"")
_MEASURED = re.compile(
    r"[0-9](?:\.[0-9]+)?[万亿]?(?:%|％|元|美元|吨|米|公里|点|倍|亩|个百分点|岁|小时|年|天|公斤|千瓦)"
)
_TITLE = re.compile(r"《[^》\n]{1,60}》")
_PRICED = re.compile(r"[卖花收付仅每].?[一二三四五六七八九十]|元[钱一每的]|块[钱一每的，。]")
_POSITIONAL = re.compile(r"[〇零○一二三四五六七八九]{3,}")
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[A-Za-z]")
_CJK = re.compile(r"[一-鿿]")
_ONLY = re.compile(r"(?:仅此?|只有|仅有|仅仅|唯|只|不到|不足)$")
_LASTING = re.compile(
    r"(?:满|仅|仅仅|达|超过?|近|为期|历时|不到|不足|长达|时隔|持续|连续|只有|整整|足足|仅用|只用|短短|约|提前|延长|缩短|逾)$"
)
_STRENGTH = re.compile("|".join(rules("measure_words")["strength"]))
_POINTS = tuple(rules("measure_words")["points"])
_PLACES = frozenset(rules("measure_words")["places"].split())
_NAMES = tuple(rules("set_phrases")["names"])
# Measure words that behind a single Chinese numeral mostly make a word of another meaning (三手, 四环, 二门).
_DIGITS_ONLY = frozenset("手环班口面把句字期分级轮关门头版代队票起针尊集间节股封排根团束")


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
        (t.start, t.end) for t in times if t.kind != "span" or text.startswith(("近", "过去", "最近", "此前"), t.start)
    ]
    spans += names
    spans += [m.span() for m in _phrases().finditer(text)]
    spans += [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    if any(mark in text for mark in '“「『‘"'):
        spans += [m.span() for m in _QUOTED.finditer(text) if _is_phrase(m[1] or m[2])]
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _is_phrase(quoted: str) -> bool:
    """Whether a short quotation is a set phrase or name, not a sentence or an amount."""
    return not re.search(r"[，。；！？：,]", quoted) and not _MEASURED.search(quoted)


def is_count(text: str, start: int, end: int, numeral: str, unit: Unit, bounded: bool) -> bool:
    """Whether a numeral with its unit counts something at [start, end).

    `bounded`: 上 stands in front (上万). An empty numeral is one that its unit has shown to count (一个半月).
    """
    if not numeral:
        return True
    arabic = bool(_DIGIT.match(numeral))
    if arabic and not _stands_free(text, start, unit):
        return False
    if numeral[0] in "百千万亿" and not bounded and not _is_round_amount(text, start, numeral, unit):
        return False
    if not arabic and numeral in ("一", "壹") and not _is_one(text, start, end, unit):
        return False
    if not arabic and numeral == "二" and unit.dimension == "count" and unit.symbol != "人":
        return False
    if text.startswith(_NAMES, end) or _POSITIONAL.fullmatch(numeral) or numeral in ("零", "〇"):
        return False
    before = text[start - 1 : start]
    if before == "前" and unit.symbol in ("名", "位", "强", "大"):
        return False
    if before in ("这", "那", "头") and not arabic and unit.symbol == "year":
        return False
    if (
        unit.symbol == "CNY"
        and not arabic
        and len(numeral) == 1
        and not _PRICED.search(text, max(0, start - 2), end + 1)
    ):
        return False
    check = _CHECKS.get(unit.symbol)
    if check and not check(text, start, end, numeral, arabic):
        return False
    single = not arabic and len(numeral) == 1
    if unit.dimension == "count" and single and unit.symbol in _DIGITS_ONLY:
        return False
    return not (unit.dimension == "duration" and _is_other_year(text, start, end, unit))


def _stands_free(text: str, start: int, unit: Unit) -> bool:
    """Whether digits are no piece of a model name (C919, 歼-20), a version or a longer number."""
    before = text[start - 1 : start]
    if not before:
        return True
    if _LETTER.match(before):
        return unit.symbol == "%"
    if before in "-－−_/·" and start > 1:
        other = text[start - 2]
        if before in "-－−" and unit.dimension in ("ratio", "temperature") and not _DIGIT.match(other):
            return not _LETTER.match(other)
        return not (_LETTER.match(other) or _CJK.match(other) or _DIGIT.match(other))
    return not (before in ".．:：" and start > 1 and _DIGIT.match(text[start - 2]))


def _is_round_amount(text: str, start: int, numeral: str, unit: Unit) -> bool:
    """A bare 百, 万 or 亿 counts as an amount of money or behind a comparator; else it means many (千家万户, 百年)."""
    if re.search(r"[多余几]$", numeral) or re.search(r"[一二三四五六七八九]", numeral):
        return True
    if re.search(r"(?:近|超过?|逾|破|过|约|不足|数以|达|足足)$", text[max(0, start - 2) : start]):
        return unit.symbol != "year" or "近" in text[start - 1 : start]
    return len(numeral) > 1 and unit.dimension == "money"


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
        return bool(_LASTING.search(before) or re.match(r"(?:以上|之久|以内|内)", text[end : end + 2]))
    if unit.symbol == "%":
        return bool(re.search(r"(?:近|超|约|不足|增长|提高|下降)$", before))
    if unit.dimension == "other":
        return False
    return before[-1:] not in tuple("元块毛分角每第")


def _is_other_year(text: str, start: int, end: int, unit: Unit) -> bool:
    """年 of 年级, 年代, 周年 and 年度, 天 of 天下: no length of time."""
    after = text[end : end + 2]
    if unit.symbol == "year" and text[end - 1] == "年":
        return after[:1] in tuple("级代度轮制前") or after in ("老店", "大计", "一遇", "一度", "树木")
    if unit.symbol == "week":
        return after[:1] in ("年", "岁", "边", "围")
    if unit.symbol == "day" and text[end - 1] == "天":
        return after[:1] in ("下", "津", "地", "才", "然", "空", "上")
    if unit.symbol == "day" and text[end - 1] == "日":
        return after[:1] in ("游", "本", "电", "报")
    return False


def _level(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    return arabic and bool(_STRENGTH.search(text, max(0, start - 6), min(len(text), end + 6)))


def _point(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    if text.startswith(_POINTS, end):
        return True
    return arabic and (len(numeral) > 2 or "." in numeral)


def _score(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    if not arabic or text[end : end + 1] in tuple("之钟店局公行组会队院部校区厂析别布成享解"):
        return text.startswith(tuple(f"分{n}" for n in "0123456789"), end - 1) and "秒" in text[end : end + 4]
    return True


def _group(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    """三大 in front of what it counts, which is no 大会, 大学 or 大家."""
    if numeral not in tuple("两三四五六七八九十") and not (arabic and numeral.isdigit() and 2 <= int(numeral) <= 20):
        return False
    return bool(_GROUPED.match(text, end))


_GROUPED = re.compile(r"(?:学科|(?![会军学战院厦夫的小家队门连豆])[一-鿿])")


def _tenth(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    """成 as tenths is no 成功; 折 a discount only behind 打."""
    if text[end - 1] == "折":
        return text[start - 1 : start] in ("打", "享", "低", "至") or text[end : end + 2] in ("优惠", "起，")
    if text[end - 1] == "成":
        return text[end : end + 1] not in tuple("功立为本员果长都年了熟品交绩就型分色语效人群")
    return True


def _degree(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    return arabic


def _body(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    """三国, 两地: bodies behind a Chinese numeral; digits before them want a longer word (11个省)."""
    after = text[end : end + 1]
    return after not in tuple("志演杀级企家道营面法便向案式") and not (text[end - 1] in "地方" and arabic)


def _part(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    return text[end : end + 1] not in tuple("门委队分位件落")


def _house(text: str, start: int, end: int, numeral: str, arabic: bool) -> bool:
    return text[end : end + 1] not in tuple("庭里人乡园具长")


_CHECKS = {
    "级": _level, "点": _point, "分": _score, "大": _group, "%": _tenth, "度": _degree, "部": _part, "家": _house,
    **dict.fromkeys(_PLACES, _body),
}  # fmt: skip
