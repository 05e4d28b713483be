"""What is said of so many people or of a part, right behind the number: 72人死亡, 其中30户是建档立卡贫困户."""

from __future__ import annotations

import re

from transforms.numbers.noun_phrases import Words, noun_before, noun_behind, tidy
from transforms.numbers.quantity import Quantity
from transforms.numbers.stems import stem_of

_BEFALLEN = re.compile(
    "(?:已|均|不幸|全部|因此|当场)?(赞成|反对|弃权|同意|回避(?:表决)?|(?:死亡|遇难|丧生|身亡|溺亡|受伤|重伤|轻伤|失踪|失联|被困|获救|脱险|痊愈|出院|不治)"
    "(?!人员|者|群众|工人|船员|乘客|游客|的|职工|学生|居民))"
)


def befallen(text: str, quantity: Quantity) -> str | None:
    """What befell so many people, or how so many voted: 72人死亡, 131票反对."""
    found = _BEFALLEN.match(text, quantity.outer_end) if quantity.unit in _VOTERS else None
    return found[1] if found else None


_IS = re.compile("(?:以上|左右)?(?:都|均|全|全部)?(?:是|为|属于?|系)(?!了|何|什么|由|否|因|从)")


def being_told(text: str, words: Words, quantity: Quantity) -> str | None:
    """What a part of a whole is: 其中30户是|建档立卡贫困户, 近一半为|老旧社区."""
    parts = _PART.search(text, max(0, quantity.outer_start - 8), quantity.outer_start)
    if quantity.dimension == "ratio" and text[quantity.outer_start - 1 : quantity.outer_start] in ("，", "；", "、"):
        parts = parts or _IS.match(text, quantity.outer_end)  # 三成|为下岗职工
    found = _IS.match(text, quantity.outer_end) if parts and quantity.dimension in ("count", "ratio") else None
    return noun_behind(words, found.end()) if found else None


_PART = re.compile("(?:其中|中|里|有|的|名|户)[有近约超过达]{0,2}$")
_VOTERS = frozenset(("人", "名", "位", "票", "例"))
"""Whom something befalls or who votes."""


def happened(text: str, words: Words, quantity: Quantity) -> str | None:
    """What happened so many times, where a verb stands behind the number: 6次到访企业."""
    index = words.since(quantity.outer_end)
    if quantity.unit not in _TIMES or index >= len(words.tokens):
        return None
    if words.tokens[index].tag[0] not in "vp" or words.tokens[index].tag == "vn":
        return None
    told = _HAPPENING.match(text, quantity.outer_end)
    return tidy(told[0]) if told else None


_HAPPENING = re.compile("[^，。；！？、0-9]{1,12}")


_TIMES = frozenset({"次", "批次", "场次", "遍", "趟", "步"})


_OPENS_ITEM = re.compile("[，。；、：！？“”（）\n和与及]|远超|超过|[高低大小多少]于")


def bracketed(text: str, words: Words, quantity: Quantity) -> str | None:
    """The item of a list whose share stands in brackets behind it: 就业（65.7%）、|收入（40%）."""
    opened = text[quantity.outer_start - 1 : quantity.outer_start]
    closed = text[quantity.outer_end : quantity.outer_end + 1]
    if quantity.unit != "%" or quantity.change != "level" or opened not in _BRACKETS or closed not in _BRACKETS:
        return None
    end = quantity.outer_start - 1
    start = max(end - _LONGEST_ITEM, words.clause_start(end))
    start = max([start, *(m.end() for m in _OPENS_ITEM.finditer(text, start, end))])
    whole = start > end - _LONGEST_ITEM and stem_of(words, start, end) == text[start:end]
    return tidy(text[start:end]) if whole and end - start > 1 else noun_before(words, start, end)


_BRACKETS = ("（", "）", "(", ")")
_LONGEST_ITEM = 9
