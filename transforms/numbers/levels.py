"""What something moved by, held against its levels before and after: 指数为52.2，较4月（53）下降0.8."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.numbers.claims import SENTENCE, Claim, Test, is_plain, rounds_to

_THAN = re.compile("[，,](?:同比|环比)?[较比][^，。；（）()0-9]{0,4}(?:[0-9]{1,4}[年月](?:份|同期|底|末)?)?[（(]")
_THAN_THAT = re.compile(
    "[）)](?:微|略|小幅)?(?:下降|下滑|回落|降低|减少|上升|提高|提升|增加|上涨|回升|增长|跌|涨|降|升)了?"
)
_GROWN_TO = re.compile("(?:至|到)")
_MOST = 6


def find_levels(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """The test of the change at an index."""
    return _against_bracket(text, claims, at) or _to_the_next(text, claims, at)


def _against_bracket(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`指数为52.2%，较4月（53%）下降0.8个百分点`: the difference of the two levels in front."""
    if at < 2:
        return None
    now, before, change = claims[at - 2 : at + 1]
    alike = now.metric.unit == before.metric.unit and is_plain(now.metric) and is_plain(before.metric)
    if not alike or change.metric.value is None or change.metric.change == "level":
        return None
    if not _THAN.fullmatch(text, now.end, before.start) or not _THAN_THAT.fullmatch(text, before.end, change.start):
        return None
    moved = now.metric.value - before.metric.value
    moved = -moved if change.metric.change == "decrease" else moved
    if change.metric.unit == "%" and now.metric.unit != "%":
        derived = round(moved / before.metric.value * 100, 2)
    elif change.metric.unit == now.metric.unit or (change.metric.unit == "pp" and now.metric.unit == "%"):
        derived = round(moved, 6)
    else:
        return None
    agrees = rounds_to(derived, change.metric)
    return None if agrees is None else Test("growth", change, derived, agrees, now.start, before.end)


def _to_the_next(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`降至89万吨；次年增长1.12%至90万吨`: a rate between the level before and the one it leads to. Agreement only."""
    if at < 1 or at + 1 >= len(claims):
        return None
    rate, level = claims[at], claims[at + 1]
    if rate.metric.unit != "%" or rate.metric.change == "level" or not rate.metric.value or not is_plain(level.metric):
        return None
    if not _GROWN_TO.fullmatch(text, rate.end, level.start) or sum(c.isdigit() for c in rate.metric.text) < _DIGITS:
        return None
    for last in reversed(claims[max(0, at - _MOST) : at]):
        if SENTENCE.search(text, last.end, rate.start):
            return None
        if last.metric.unit == level.metric.unit and is_plain(last.metric):
            derived = round((level.metric.value / last.metric.value - 1) * 100, 2)
            derived = -derived if rate.metric.change == "decrease" else derived
            close = abs(derived - rate.metric.value) <= 0.02
            return Test("growth", rate, derived, True, last.start, level.end) if close else None
    return None


_DIGITS = 3
"""Rates with fewer digits come out by chance."""
