"""What moves from one number to another, or to a number: 野外时间从两周延长至六周, 敞口已压到8亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.numbers.noun_phrases import Words, noun_before, tidy
from transforms.numbers.quantity import Quantity
from transforms.numbers.stems import stem_of

_FROM = re.compile(
    "(?:在?[此这同]一?期间|逐步|逐渐|大幅|预计|已经?|将|就|再|也|均|都|却|则|又|可|突然|骤然|一下子?|一举|一路|迅速|快速|直接)*(?:由|从)"
    "(?:(?:去年|上年|当前|目前|原来|原先|原本|当初|最初|起初|开始时?|先前|以往|过去|年初|此前|上[周月]|上季度|昨[天日]|前天|高峰时?|高点|低点|顶峰|最高时|最低时|鼎盛时期|[一-鿿]{2,3}前|[0-9]{2,4}年)(?:同期|底|末|初)?的?)?(?:峰值|约|近|每[一-鿿]{1,2}|不足|[年月日]均|平均)?$"
)
_FROM_REACH = 20
_LONGEST = 22
_TAKEN = re.compile("将|把|使|令")
"""What takes the thing that is moved: 将|险难课目比重."""
_GOES_TO = re.compile("，?[^，。；]{0,12}?(?:至|到|为|成)[^，。；]{0,6}?[0-9一二两三四五六七八九十百千万半]")
_TO = re.compile(
    "，?(?:以上|以下|左右|多|附近)?(?:逐步|大幅|一路|快速|迅速|直接|再)*[一-鿿]{1,3}?(?:至|到|为|成|了)(?:(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[底末初中]?的|[今去]年[底末初]?的|[目当]前的|现在的|如今的)?(?:约|近|超|不足|不到|不低于|超过|每[一-鿿]{1,2})?"
)


def moved(text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]) -> str | None:
    """The indicator of a number that something moves from, or that it moves to from the number before."""
    at = quantity.outer_start
    if previous and (last := previous[-1])[1] and _starts_move(text, last[0]):
        between = text[last[0].outer_end : at]
        if last[0].dimension == quantity.dimension and _TO.fullmatch(between):
            return last[1]
    leads = _FROM.search(text, max(0, at - _FROM_REACH), at)
    if leads is None or not _GOES_TO.match(text, quantity.outer_end):
        return None
    start, end = words.clause_start(leads.start()), leads.start()
    start = max([start, *(m.end() for m in _TAKEN.finditer(text, start, end))])
    if start >= end or text[start:end] in _PRONOUNS:
        return _of_clause_before(words, words.clause_start(leads.start()))
    whole = tidy(text[start:end]) if end - start <= _LONGEST else None
    return noun_before(words, start, end) or whole


_PRONOUNS = frozenset("之其它")


def _of_clause_before(words: Words, start: int) -> str | None:
    """The noun that ends the clause in front of one: 持股量，|由24%升至27%, 扩大库容，|使之增至3亿方."""
    end = start - 1
    if end < 1 or words.text[end] not in "，," or words.tokens[words.at(end - 1)].tag[0] not in "nv":
        return None
    start = words.clause_start(end)
    return noun_before(words, start, start + len(stem_of(words, start, end, True)))


def _starts_move(text: str, quantity: Quantity) -> bool:
    return _FROM.search(text, max(0, quantity.outer_start - _FROM_REACH), quantity.outer_start) is not None


_REACHED = re.compile("(?:[一-鿿]{1,3}(?:至|到|成|近|过|上|去)|[一-鿿]{2,3}为)了?[^，。；]{0,4}")


def reached(words: Words, start: int, verb: int, quantity: Quantity) -> str | None:
    """The noun that moves to a number, in front of the verb at `verb` and its adverbs: 对云帆的敞口|已压到8亿元."""
    if quantity.dimension == "count" or not _REACHED.fullmatch(words.text, verb, quantity.outer_start):
        return None
    end = verb
    while (lead := _ADVERBS.search(words.text, start, end)) and lead.start() < end:
        end = lead.start()
    owned = _OWNED.search(words.text, start, end)
    return noun_before(words, start, end) or (tidy(owned[1]) if owned else None)


_OWNED = re.compile("的([一-鿿]{2,6})$")
"""What the dictionary holds for a verb, but what 的 makes a noun: 对云帆的|敞口."""
_ADVERBS = re.compile(
    "(?:已经?|将|就|再|也|(?<!平)均|平均|都|可|或|会|能|一度|盘中|最终|逐步|大幅|一路|直接|预计|有望|仍|才|曾)+$"
)


LOOSE = "、和及与从由 "
"""What may stand by itself in front of a number and names nothing."""


def grown_to(
    text: str, quantity: Quantity, start: int, stem: str, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """What grew by a rate in the clause right in front: 游客同比增加三成，|达到8.6万人次."""
    if not previous or stem.strip(LOOSE):
        return None
    last, indicator = previous[-1]
    return indicator if last.dimension == "ratio" and text[last.outer_end : start] == "，" else None
