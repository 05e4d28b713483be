"""Arithmetic that a passage lets us repeat: growth between two claims, shares of a total, parts that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from transforms.numbers.averages import find_average
from transforms.numbers.claims import Claim, Test, is_plain, rounds_to
from transforms.numbers.levels import find_levels
from transforms.numbers.shares import find_share
from transforms.numbers.sums import find_sum

_VERB = (
    r"(?:增长|增加|净增|新增|提高|提升|上升|上涨|扩大|增|涨|升|高出|多出|"
    r"下降|减少|降低|缩水|缩短|缩减|压缩|压减|下滑|下跌|回落|收窄|降|减|跌)(?:了|幅度?)?"
)
_APPROXIMATE = r"(?:约|近|超过?|达|为|逾)?"
_FROM = re.compile(r"(?:[由从]|[由从][^，。；由从]{1,24}?的?)$")
_TO = re.compile(r"[^，。；0-9]{0,14}?[^，。；0-9到至](?:到|至|为|成)了?(?:目前的|如今的|现在的|今年的|[0-9]{4}年的)?")
_CHANGED = re.compile(
    rf"[^，。；]{{0,6}}[，,（(](?:共|累计|总共|足足|整整|净|同比|环比)?(?:{_VERB}|[涨增升降跌减]幅高?){_APPROXIMATE}"
)
_TIMES = re.compile(r"[^，。；]{0,4}[，,](?:是|为|达到?|相当于)(?:原来|之前|过去|以前|当初|当年|去年|上年)(?:同期)?的")
_GROWN_BY = re.compile(
    r"[^，。；：0-9]{0,4}[，,](?:(?:同比|环比)|(?:比|较)(?:上一?年|去年|前年|上月|上季度|[0-9]{4}年)(?:同期|底|末)?)(?:净?增加|增长|多|减少|下降|减|增)了?"
)
_OR_RATE = re.compile(rf"[，,（(、](?:同比)?(?:{_VERB}|[涨增升降跌减]幅){_APPROXIMATE}")
_AMOUNT_OF_CHANGE = re.compile(
    rf"[^，。；]{{0,6}}[，,（(](?:净|总)?(?:增量|增幅|涨幅|增加值|差额|(?P<down>降幅|跌幅|减幅))(?:为|是|达到?)?{_APPROXIMATE}"
)
_COMPARED = re.compile(r"[^，。；：0-9]{0,12}[，,]?(?:比|较)[^，。；0-9]{0,10}(?:的|为)?(?:约|近)?")
_SAME_TIME = re.compile(r"[^，。；：0-9]{0,4}[，,（(](?:去年|上年)同期(?:为|是|仅|只有)?")
_ABOVE = re.compile(rf"(?:同比)?{_VERB}{_APPROXIMATE}")
_CHANGED_SINCE = re.compile(rf"[）)]?[，,]同比{_VERB}{_APPROXIMATE}")


def find_arithmetic(text: str, claims: Sequence[Claim]) -> Iterator[Test]:
    """All tests among the claims of a segment, in order."""
    for at in range(len(claims)):
        growth = _growth(text, claims[at - 2], claims[at - 1], claims[at]) if at >= 2 else None
        if found := growth or find_levels(text, claims, at) or find_share(text, claims, at):
            yield found
        if found := find_average(text, claims, at):
            yield found
        yield from find_sum(text, claims, at)
        if found := _move(text, claims, at):
            yield found


def _growth(text: str, first: Claim, second: Claim, third: Claim) -> Test | None:
    """`A，比上年同期的B增长p%`, `由B增至A，增长p%`, `A，去年同期为B，同比增长p%`; p in 倍 or an amount too."""
    a, b, change = first.metric, second.metric, third.metric
    between, gap = text[first.end : second.start], text[second.end : third.start]
    if found := _grown_by(first, second, third, between, gap):
        return found
    named = _AMOUNT_OF_CHANGE.fullmatch(gap) if change.change != "decrease" and change.unit == a.unit else None
    times = change.unit == "×" and change.change == "level" and _TIMES.fullmatch(gap) is not None
    doubled = gap == "，" and change.text.startswith("翻")
    if (
        (change.change == "level" and not named and not times)
        or change.value is None
        or a.unit != b.unit
        or not a.value
        or not b.value
    ):
        return None
    if a.comparator not in "=~" or b.comparator not in "=~":
        return None
    lead = text[max(0, first.start - 28) : first.start]
    if _FROM.search(lead) and _TO.fullmatch(between) and (named or times or doubled or _CHANGED.fullmatch(gap)):
        now, before = b.value, a.value
    elif (_COMPARED.fullmatch(between) and _ABOVE.fullmatch(gap)) or (
        _SAME_TIME.fullmatch(between) and _CHANGED_SINCE.fullmatch(gap)
    ):
        now, before = a.value, b.value
    else:
        return None
    sign = -1 if change.change == "decrease" or (named and named["down"]) else 1
    if change.unit == "%" and a.unit != "%":
        derived = round(sign * (now / before - 1) * 100, 2)
    elif change.unit == "×":
        derived = round(now / before - (not times), 2)
    elif change.unit == a.unit or (change.unit == "pp" and a.unit == "%"):
        derived = round(sign * (now - before), 6)
        derived = abs(derived) if named and "差额" in named[0] else derived
    else:
        return None
    agrees = _agrees_amount(derived, change) if change.unit == a.unit else rounds_to(derived, change)
    return None if agrees is None else Test("growth", third, derived, agrees, first.start, second.end)


def _grown_by(first: Claim, second: Claim, third: Claim, between: str, gap: str) -> Test | None:
    """`A，比上年增加B，增长p%`: what something grew by, as a share of what it was."""
    a, b, rate = first.metric, second.metric, third.metric
    moved = is_plain(a) and b.unit == a.unit and b.comparator == "=" and b.change != "level" and b.value
    if not moved or rate.unit != "%" or rate.change != b.change or rate.value is None:
        return None
    if not _GROWN_BY.fullmatch(between) or not _OR_RATE.fullmatch(gap):
        return None
    before = a.value - b.value if b.change == "increase" else a.value + b.value
    derived = round(b.value / before * 100, 2) if before > 0 else None
    agrees = rounds_to(derived, rate) if derived is not None else None
    return (
        None if derived is None or agrees is None else Test("growth", third, derived, agrees, first.start, second.end)
    )


def _agrees_amount(derived: float, change: Any) -> bool | None:
    """Whether a difference of amounts is the claim; only a clear miss is a disagreement."""
    difference = abs(derived - change.value)
    if difference <= 0.02 * abs(change.value):
        return True
    return False if change.comparator == "=" and difference > 0.2 * abs(change.value) else None


_OR = re.compile(r"[，,（(]?(?:或|即|合)?(?:[涨跌升降]幅)?(?:为|约|达)?")
_QUOTED = re.compile(r"[）)]?[，,]?(?:收盘)?(?:收|报|收报|报收|收于|现报|报于)(?:于|在|至)?")


def _move(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`跌64.51点，或0.25%，报25961.81点`: the move as a share of where it began. Agreement only."""
    if at < 2:
        return None
    move, share, level = claims[at - 2 : at + 1]
    gaps = text[move.end : share.start], text[share.end : level.start]
    plain = is_plain(level.metric) and move.metric.unit == level.metric.unit and share.metric.unit == "%"
    if not plain or move.metric.change == "level" or not (_OR.fullmatch(gaps[0]) and _QUOTED.fullmatch(gaps[1])):
        return None
    if not move.metric.value or not share.metric.value:
        return None
    before = level.metric.value + (move.metric.value if move.metric.change == "decrease" else -move.metric.value)
    derived = round(move.metric.value / before * 100, 3) if before > 0 else 0.0
    agrees = rounds_to(derived, share.metric)
    return Test("growth", share, derived, True, move.start, level.end) if agrees else None
