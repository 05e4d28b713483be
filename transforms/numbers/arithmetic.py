"""Arithmetic that a passage lets us repeat: growth between two claims, shares of a total, parts that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from transforms.numbers.claims import SENTENCE, Claim, Test, is_plain, printed_step, sentence_start
from transforms.numbers.sums import find_sum

_VERB = (
    r"(?:增长|增加|净增|新增|提高|提升|上升|上涨|扩大|增|涨|升|高出|多出|"
    r"下降|减少|降低|缩短|缩减|压缩|压减|下滑|下跌|回落|收窄|降|减|跌)(?:了|幅度?)?"
)
_APPROXIMATE = r"(?:约|近|超过?|达|为|逾)?"
_FROM = re.compile(r"(?:[由从]|[由从][^，。；由从]{1,24}?的?)$")
_TO = re.compile(r"[^，。；0-9]{0,14}?[^，。；0-9到至](?:到|至|为|成)了?(?:目前的|如今的|现在的|今年的|[0-9]{4}年的)?")
_CHANGED = re.compile(rf"[^，。；]{{0,6}}[，,（(](?:共|累计|总共|足足|整整|净)?{_VERB}{_APPROXIMATE}")
_COMPARED = re.compile(r"[^，。；：0-9]{0,12}[，,]?(?:比|较)[^，。；0-9]{0,10}(?:的|为)?(?:约|近)?")
_SAME_TIME = re.compile(r"[^，。；：0-9]{0,4}[，,（(](?:去年|上年)同期(?:为|是|仅|只有)?")
_ABOVE = re.compile(rf"(?:同比)?{_VERB}{_APPROXIMATE}")
_CHANGED_SINCE = re.compile(rf"[）)]?[，,]同比{_VERB}{_APPROXIMATE}")
_OF = re.compile(
    r"[，,（(、]?(?:已|约|分别|则)?占(?:到|了|全部|全市|全省|全国|全区|全县|全校|全年)*"
    r"(?P<whole>[^，。；：0-9]{0,14}?)(?:比重|比例|比)?的?(?:约|近|超过?|达到?|为|逾|到)*$"
)
_ANY_WHOLE = ("", "总数", "总量", "总额", "总人数", "总数量", "全部", "总体", "其中", "总", "总投资", "总面积")
_AMONG = re.compile(r"[，。；（(、]其中")


def find_arithmetic(text: str, claims: Sequence[Claim]) -> Iterator[Test]:
    """All tests among the claims of a segment, in order."""
    for at in range(len(claims)):
        growth = _growth(text, claims[at - 2], claims[at - 1], claims[at]) if at >= 2 else None
        if found := growth or _share(text, claims, at) or _rate(text, claims, at):
            yield found
        yield from find_sum(text, claims, at)
        if found := _move(text, claims, at):
            yield found


def _rounds_to(derived: float, metric: Any) -> bool | None:
    """Whether a derived number is what the claim states; None where it is too near to tell."""
    text = re.sub(r"[^0-9.]", "", metric.text)
    step = 10.0 ** -len(text.partition(".")[2])
    if metric.comparator in (">", ">="):
        return derived >= metric.value - step
    if metric.comparator in ("<", "<="):
        return derived <= metric.value + step
    difference = abs(derived - metric.value)
    if metric.comparator == "~":
        return True if difference <= max(step, 0.1 * metric.value) else None
    times = metric.unit == "×"
    if difference <= (0.6 * step if times else step):
        return True
    return False if difference >= max(step if times else 1.0, 0.05 * abs(derived)) else None


def _growth(text: str, first: Claim, second: Claim, third: Claim) -> Test | None:
    """`A，比上年同期的B增长p%`, `由B增至A，增长p%`, `A，去年同期为B，同比增长p%`; p in 倍 or an amount too."""
    a, b, change = first.metric, second.metric, third.metric
    if change.change == "level" or change.value is None or a.unit != b.unit or not a.value or not b.value:
        return None
    if a.comparator not in "=~" or b.comparator not in "=~":
        return None
    between, gap = text[first.end : second.start], text[second.end : third.start]
    lead = text[max(0, first.start - 28) : first.start]
    if _FROM.search(lead) and _TO.fullmatch(between) and _CHANGED.fullmatch(gap):
        now, before = b.value, a.value
    elif (_COMPARED.fullmatch(between) and _ABOVE.fullmatch(gap)) or (
        _SAME_TIME.fullmatch(between) and _CHANGED_SINCE.fullmatch(gap)
    ):
        now, before = a.value, b.value
    else:
        return None
    sign = 1 if change.change == "increase" else -1
    if change.unit == "%" and a.unit != "%":
        derived = round(sign * (now / before - 1) * 100, 2)
    elif change.unit == "×":
        derived = round(now / before - 1, 2)
    elif change.unit == a.unit or (change.unit == "pp" and a.unit == "%"):
        derived = round(sign * (now - before), 6)
    else:
        return None
    agrees = _agrees_amount(derived, change) if change.unit == a.unit else _rounds_to(derived, change)
    return None if agrees is None else Test("growth", third, derived, agrees, first.start, second.end)


def _agrees_amount(derived: float, change: Any) -> bool | None:
    """Whether a difference of amounts is the claim; only a clear miss is a disagreement."""
    difference = abs(derived - change.value)
    if difference <= 0.02 * abs(change.value):
        return True
    return False if change.comparator == "=" and difference > 0.2 * abs(change.value) else None


def _share(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`T，其中P，占p%`, and `T…。…P，增长q%，占T的p%`: the part is the amount in front, the whole is named by 占."""
    third = claims[at]
    if third.metric.unit != "%" or third.metric.change != "level" or third.metric.value is None:
        return None
    part_at = at - 1
    while part_at >= 0 and claims[part_at].metric.change != "level":
        part_at -= 1
    if part_at < 0 or not is_plain(claims[part_at].metric) or claims[part_at].metric.dimension == "ratio":
        return None
    part = claims[part_at]
    last = claims[at - 1]
    named = _OF.search(text, last.end, third.start)
    if not named or named.start() - last.end > 8 or SENTENCE.search(text, part.end, third.start):
        return None
    total = _whole(text, claims[:part_at], part, named["whole"])
    if total is None:
        return None
    derived = round(part.metric.value / total.metric.value * 100, 2)
    agrees = _rounds_to(derived, third.metric)
    start = total.start if not SENTENCE.search(text, total.end, part.start) else part.start
    return None if agrees is None else Test("share", third, derived, agrees, start, part.end)


_RATE = re.compile(r"[率比](?:已|约|达|达到|为|是|超过?|高达|已达)*$")
_PROFIT = re.compile(r"利润率[^，。；0-9]{0,2}$")


def _rate(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`发现问题86个，完成整改81个，整改完成率94.19%`: one of the two amounts in front as a share of the other.

    Agreement only, and only for rates of three digits, which do not come out by chance.
    """
    rate = claims[at].metric
    if at < 2 or rate.unit != "%" or not is_plain(rate) or sum(c.isdigit() for c in rate.text) < 3:
        return None
    if not _RATE.search(text, max(0, claims[at].start - 6), claims[at].start):
        return None
    low = sentence_start(text, claims[at].start)
    if _PROFIT.search(text, max(0, claims[at].start - 6), claims[at].start):
        low = sentence_start(text, max(0, low - 1))
    near = [c for c in claims[max(0, at - 5) : at] if c.start >= low and is_plain(c.metric) and c.metric.unit != "%"]
    for first, last in combinations(near[-3:], 2):
        part, whole = sorted((first.metric.value, last.metric.value))
        derived = round(part / whole * 100, 3)
        if first.metric.unit == last.metric.unit and abs(derived - rate.value) <= 0.5 * printed_step(rate):
            return Test("share", claims[at], derived, True, first.start, last.end)
    return None


def _whole(text: str, before: Sequence[Claim], part: Claim, name: str) -> Claim | None:
    """The total that a share is of: named behind 占, or the amount in front of 其中."""
    name = name.removesuffix("的")
    for total in reversed(before[-12:]):
        metric = total.metric
        if metric.unit != part.metric.unit or not is_plain(metric) or metric.value < part.metric.value:
            continue
        between = text[total.end : part.start]
        if name in _ANY_WHOLE:
            if "。" not in between and _AMONG.search(between):
                return total
            continue
        lead = text[sentence_start(text, total.start, 24) : total.start]
        clause = re.split(r"[，；：、]", lead)[-1]
        if name in clause or name in (metric.indicator or ""):
            return total
    return None


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
    agrees = _rounds_to(derived, share.metric)
    return Test("growth", share, derived, True, move.start, level.end) if agrees else None
