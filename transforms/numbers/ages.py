"""Whose age a number is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol

from transforms.page import Mention


class Aged(Protocol):
    """What is read of a claim."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def change(self) -> str: ...
    @property
    def comparator(self) -> str: ...
    @property
    def indicator(self) -> str | None: ...


_AGED = re.compile("(?:周?岁)$")
_SAME_CLAUSE, _SAME_SENTENCE = re.compile("[，。；！？]"), re.compile("[。；！？]")


def of_age(text: str, metric: Aged, mentions: Sequence[Mention]) -> str | None:
    """Whose age a number is: the person named in the clause behind it (72岁的陆知远), else the last one in front."""
    if metric.change != "level" or metric.comparator != "=" or not _AGED.search(metric.text):
        return None
    first = bisect_left(mentions, metric.start - _LAST_NAMED - _LONGEST, key=_START)
    near = mentions[first : bisect_right(mentions, metric.end + _REACH, lo=first, key=_START)]
    persons = [m for m in near if m.type == "person"]
    told = metric.indicator
    behind = next((m for m in persons if metric.end <= m.start <= metric.end + _REACH), None)
    if behind is not None and not _SAME_CLAUSE.search(text, metric.end, behind.start):
        return behind.text
    if _HERS.search(text, max(0, metric.start - 8), metric.start) or text.startswith(_OF_HIM, metric.end):
        ahead = next((m for m in reversed(persons) if metric.start - _LAST_NAMED <= m.end <= metric.start), None)
        return ahead.text if ahead is not None else None  # 青溪人陆知远。他今年|72岁
    if told and text.startswith((told, f"的{told}"), metric.end):
        return None  # 医生为一位19岁的女孩手术: whose age it is stands behind
    ahead = next((m for m in reversed(persons) if metric.start - _REACH <= m.end <= metric.start), None)
    if ahead is None or _SAME_SENTENCE.search(text, ahead.end, metric.start):
        return None
    return None if _KIN.search(text, ahead.end, metric.start) else ahead.text  # 秦望川的父亲|72岁


_KIN = re.compile(
    "(?:父[亲母]|母亲|[儿女][子儿]|妻|丈夫|爷爷|奶奶|外[公婆甥]|弟弟|哥哥|姐姐|妹妹|孙[子女]|爱人|老伴|岳[父母]|爸爸|妈妈|婆婆|公公)"
)
_HERS = re.compile("(?:^|[。，！？“])[他她](?:今年|现年|现在|如今|已经?|刚|才|只有|都|当时)*$")
_OF_HIM = ("的他", "的她")
_REACH, _LONGEST, _LAST_NAMED = 20, 24, 60
"""So far from a number the person may be named, and so long the name may be."""
_START = attrgetter("start")
