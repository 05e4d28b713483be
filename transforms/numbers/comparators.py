"""Words around a number that say how it bounds the claim: 不低于, 近, 以上, 左右."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon import rules
from transforms.numbers.units import Unit, match_unit

_PASSED = re.compile(
    r"(?:不|没有|未)?(?:超过|超出|突破|冲破|跨越|站上|低于|高于|少于|多于|到|约为|约占|约是|约相当于)(?![去上往前今]年|预[计期]|原[定来先]|此前)[一-鿿]{1,6}的$"
)
_ADVERB = re.compile(r"(至少|起码|最少|最多|至多|大约)[一-鿿]{1,4}$")
_NO_BOUND = re.compile(r"[的时是为达有一过]")
"""最多时达3000人 and 最多的一天 tell of what was, not of a bound."""
_PAST = frozenset(("跨越", "越过", "跨过", "迈过", "走过", "过"))
_ONTO = frozenset(("拿下", "站上", "登上", "跨上", "攀上", "踏上"))
"""These bound only a level that is reached: 登上|万亿元新台阶."""
_LENGTH = re.compile(r"[0-9一二两三四五六七八九十百几半多余]+个?(?:年|世纪|月|天|载|春秋|星期|周)")
_LONGER_WORDS = {
    **dict.fromkeys(("多", "余"), tuple("震额粮温热量波生辉收少云样元种")),
    "许": tuple("可诺愿多"),
    "上下": tuple("游班车学级行铺文"),
    "左右": tuple("手眼翼岸两侧"),
    "前后": tuple("端排轮门"),
}
"""What follows makes a word of its own: 余震, 多收, 许可证, 上下游."""
_FILLERS = ("达到", "了", "达", "到", "有", "为", "是", "出")


@cache
def _comparators() -> tuple[dict[str, str], dict[str, str]]:
    """Words before and words after a number, each with its sign."""
    words = rules("comparators")
    before = {w: sign for sign, listed in words["before"].items() for w in listed}
    after = {w: sign for sign, listed in words["after"].items() for w in listed}
    return before, after


@cache
def _ends() -> frozenset[str]:
    """Last characters of what may stand in front of a number."""
    return frozenset(word[-1] for word in (*_comparators()[0], *_FILLERS))


@cache
def _starts() -> frozenset[str]:
    """First characters of what may stand behind a unit."""
    return frozenset(word[0] for word in _comparators()[1]) | {"内", "（"}


def sign_before(text: str, start: int, numeral: str) -> tuple[str, int]:
    """The comparator in front of a number, and where it starts; fillers such as 了 and 达 may stand between."""
    at = start
    words = _comparators()[0]
    if text[start - 1 : start] == "的" and (led := _led(text, start)):
        return led
    at = _behind_per(text, at)
    ends = _ends()
    for _ in range(3):
        while at and text[at - 1] in " \u3000":
            at -= 1
        if not at or text[at - 1] not in ends:
            break
        for length in range(6, 0, -1):
            word = text[at - length : at] if at >= length else ""
            if word in words and _is_sign(text, at - length, word, numeral, text[start:]):
                return words[word], at - length
        filler = next((f for f in _FILLERS if text.endswith(f, 0, at)), None)
        if not filler:
            break
        at -= len(filler)
    adverb = _ADVERB.search(text, max(0, start - 8), start) if text[start - 1 : start] > "一" else None
    if adverb and not _NO_BOUND.search(adverb[0], 2):
        return words[adverb[1]], start
    return "", start


def _led(text: str, start: int) -> tuple[str, int] | None:
    """A comparator with a noun behind it: 不超过总数的10%, 突破历史的600万辆."""
    passed = _PASSED.search(text, max(0, start - 14), start)
    if not passed:
        return None
    words = _comparators()[0]
    for length in range(4, 1, -1):
        if sign := words.get(passed[0][:length]):
            return sign, start if passed[0].startswith("约占") else passed.start()
    return None


def _behind_per(text: str, at: int) -> int:
    """Where 每千瓦时 in front of a position begins, so that 不超过每千瓦时0.9元 is bounded; the position if none is."""
    per = text.rfind("每", max(0, at - 7), at)
    if per < 0:
        return at
    if text.startswith(("月", "季度"), per + 1):
        return per if per + 2 + text.startswith("季", per + 1) == at else at
    unit = match_unit(text, per + 1)
    return per if unit and per + 1 + unit.length == at else at


def _is_sign(text: str, at: int, word: str, numeral: str, rest: str) -> bool:
    """Whether 过, 破, 近 and the like compare here, and are no piece of another word."""
    before = text[at - 1 : at]
    if word in _PAST and _LENGTH.match(rest):
        return False
    if word == "过":
        return numeral[0] in "百千万亿" and before not in tuple("通经不越度走路来去见有做吃拿看听说想学用写读穿住")
    if word == "破":
        return bool(re.search(r"[百千万亿0-9]", numeral)) and before not in tuple("打攻击爆侦")
    if word == "近":
        return before not in tuple("附最临靠邻远亲就")
    if word == "超":
        return before not in tuple("高赶反")
    if word == "约":
        noun = before == "节" and text[at - 2 : at - 1] in tuple("环季时细章情关")  # 减环节|约64%
        return noun or before not in tuple("签公节合预条契")
    if word in _ONTO:
        return re.match("[^，。；]{0,8}?(?:点|亿|台阶|关口|大关)", rest) is not None
    return True


def sign_after(text: str, end: int, unit: Unit | None) -> tuple[str, int]:
    """The comparator behind a unit, and where it ends."""
    if text[end : end + 1] not in _starts():
        return "", end
    words = _comparators()[1]
    at = end + 3 if text.startswith("（含）", end) else end
    for length in range(4, 0, -1):
        word = text[at : at + length]
        if word == "起步" and text[at + 2 : at + 3] in tuple("区期阶点早晚于"):
            return "", end
        if text.startswith(_LONGER_WORDS.get(word, ()), at + len(word)):
            return "", end
        if word in words and not (word == "前后" and text.startswith("前后", at) and unit is None):
            return words[word], at + length
    if text.startswith("内", end) and unit and unit.dimension in ("duration", "length"):
        return "<=", end + 1
    return "", end
