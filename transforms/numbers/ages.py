"""Whose age a number is."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    persons = [m for m in mentions if m.type == "person"]
    told = metric.indicator
    behind = next((m for m in persons if metric.end <= m.start <= metric.end + _REACH), None)
    if behind is not None and not _SAME_CLAUSE.search(text, metric.end, behind.start):
        return behind.text
    if told and text.startswith((told, f"的{told}"), metric.end):
        return None  # 医生为一位19岁的女孩手术: whose age it is stands behind
    ahead = next((m for m in reversed(persons) if metric.start - _REACH <= m.end <= metric.start), None)
    return ahead.text if ahead is not None and not _SAME_SENTENCE.search(text, ahead.end, metric.start) else None


_REACH = 20
