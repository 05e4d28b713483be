"""What the clauses in front of a number's tell of, where its own names nothing: 见习时间灵活，|为3个月."""

from __future__ import annotations

import re

from transforms.numbers.noun_phrases import QUANTITY, Words, is_noun, noun_before, noun_behind, tidy
from transforms.numbers.stems import STATES, stem_of


def earlier(text: str, words: Words, start: int) -> str | None:
    """The noun that ends one of the three clauses before, or stands first in it, within the sentence."""
    for _ in range(3):
        if start < 2 or text[start - 1] not in "，,（(":
            return None
        end = start - 1
        start = words.clause_start(end)
        if text.endswith(_ASIDES, start, end) and (aside := _ASIDE.fullmatch(text, start, end)):
            if (seen := aside[1]) and QUANTITY.search(seen):
                return tidy(seen)
            if text[start] in "据记":
                return None  # what a source tells begins anew
            continue
        compared = _HELD_AGAINST.search(text, start, end)
        end = compared.start() if compared else end
        stem = stem_of(words, start, end)
        if told := _told_of(words, start, stem):
            return told
        if found := noun_before(words, start, start + len(stem)) or _first_noun(words, start, end):
            return found
    return None


_ASIDES = (
    "看",
    "说",
    "言",
    "示",
    "因素",
    "计算",
    "口径",
    "调整",
    "道",
    "绍",
    "计",
    "报",
    "消息",
    "露",
    "解",
    "悉",
    "算",
)
_ASIDE = re.compile(
    "(?:具体|总体|总的|整体|综合|大体|简单|相对|分[^，]{1,6}|从([^，]{1,12}?))(?:来看|来说|而言|来讲|上看|看)|[^，]{0,12}显示"
    "|(?:如果|若)?(?:扣除|剔除|除去|不计|不考虑)[^，]{1,14}因素(?:后)?|按[^，]{1,8}(?:计算|口径)|经[^，]{1,6}调整"
    "|据[^，]{0,20}(?:报道|介绍|统计|通报|消息|透露|了解|获悉|估算|测算|悉)|(?:记者|[^，]{2,8}记者)(?:从[^，]{2,16})?(?:获悉|了解到)"
)
"""A clause that tells how what follows is seen or reckoned, and not what it is of: 扣除价格因素，|实际增长5%."""
_HELD_AGAINST = re.compile(
    "(?:已经?|将|也|均|都|有望)*(?:(?:突破|超过|赶超|追平|恢复[到至]|低于|高于|达到|回到|接近)[^，。；、]{1,14}(?:水平|同期|峰值|高点|低点)"
    "|(?:比较?|较|与|同)[^，。；、]{1,12}(?:同期|[去上前]年|相比))$"
)
"""What the clause in front holds a number against: 订单量|赶超2019年同期水平，增长23%."""


def _told_of(words: Words, start: int, stem: str) -> str | None:
    """What a clause that ends in an adjective tells of: 见习时间灵活."""
    if not stem:
        return None
    last = words.tokens[words.at(start + len(stem) - 1)]
    if last.tag not in ("a", "ad", "z", "an") and last.word not in STATES:
        return None
    subject = _DEGREE.sub("", words.text[start : last.start])
    told = tidy(subject)
    if told and len(told) > _LONGEST_SUBJECT:
        return noun_before(words, start, start + len(subject))
    return told if told and len(told) > 1 else None


_DEGREE = re.compile(r"(?:并不|比较|十分|非常|持续|明显|更加|较|很|更|最|也|都|不|太)+$")
_LONGEST_SUBJECT = 10


def _first_noun(words: Words, start: int, end: int) -> str | None:
    """The first noun phrase of a clause."""
    for token in words.between(start, end):
        if is_noun(token):
            return noun_behind(words, token.start)
    return None
