"""Arithmetic that a passage lets us repeat: growth between two claims, shares of a total, parts that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Claim(NamedTuple):
    """A numeric claim at its clean span in a segment."""

    start: int
    end: int
    metric: Any


class Test(NamedTuple):
    """A stated claim and what the claims in text[start:end] give for it."""

    kind: str
    stated: Claim
    derived: float
    agrees: bool
    start: int
    end: int


_SENTENCE = re.compile(r"[。！？\n]")
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
_REST = re.compile(r"(?:余下|剩下|剩余|其余|尚余|还剩|尚有|还有)[^，。；0-9]{0,6}$")
_TOGETHER = re.compile(r"(?:合计|总计|共计|一共|总共|共|合共|总数为|总额为?)[^，。；：0-9]{0,8}$")


def find_arithmetic(text: str, claims: Sequence[Claim]) -> Iterator[Test]:
    """All tests among the claims of a segment, in order."""
    for at in range(len(claims)):
        growth = _growth(text, claims[at - 2], claims[at - 1], claims[at]) if at >= 2 else None
        if found := growth or _share(text, claims, at):
            yield found
        if found := _parts_behind(text, claims, at) or _parts_before(text, claims, at) or _trade(text, claims, at):
            yield found
        if found := _each(text, claims, at) or _move(text, claims, at) or _divided(text, claims, at):
            yield found


def _is_plain(metric: Any) -> bool:
    """Whether a claim is one known amount that is no change of another."""
    return bool(metric.comparator == "=" and metric.change == "level" and metric.value)


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


def _sentence(text: str, position: int, reach: int = 160) -> int:
    """Where the sentence of a position begins."""
    low = max(0, position - reach)
    return max((m.end() for m in _SENTENCE.finditer(text, low, position)), default=low)


def _share(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`T，其中P，占p%`, and `T…。…P，增长q%，占T的p%`: the part is the amount in front, the whole is named by 占."""
    third = claims[at]
    if third.metric.unit != "%" or third.metric.change != "level" or third.metric.value is None:
        return None
    part_at = at - 1
    while part_at >= 0 and claims[part_at].metric.change != "level":
        part_at -= 1
    if part_at < 0 or not _is_plain(claims[part_at].metric) or claims[part_at].metric.dimension == "ratio":
        return None
    part = claims[part_at]
    last = claims[at - 1]
    named = _OF.search(text, last.end, third.start)
    if not named or named.start() - last.end > 8 or _SENTENCE.search(text, part.end, third.start):
        return None
    total = _whole(text, claims[:part_at], part, named["whole"])
    if total is None:
        return None
    derived = round(part.metric.value / total.metric.value * 100, 2)
    agrees = _rounds_to(derived, third.metric)
    start = total.start if not _SENTENCE.search(text, total.end, part.start) else part.start
    return None if agrees is None else Test("share", third, derived, agrees, start, part.end)


def _whole(text: str, before: Sequence[Claim], part: Claim, name: str) -> Claim | None:
    """The total that a share is of: named behind 占, or the amount in front of 其中."""
    name = name.removesuffix("的")
    for total in reversed(before[-12:]):
        metric = total.metric
        if metric.unit != part.metric.unit or not _is_plain(metric) or metric.value < part.metric.value:
            continue
        between = text[total.end : part.start]
        if name in _ANY_WHOLE:
            if "。" not in between and _AMONG.search(between):
                return total
            continue
        lead = text[_sentence(text, total.start, 24) : total.start]
        clause = re.split(r"[，；：、]", lead)[-1]
        if name in clause or name in (metric.indicator or ""):
            return total
    return None


def _total_of(text: str, total: Claim) -> bool:
    return total.metric.comparator == "=" and total.metric.dimension != "ratio" and bool(total.metric.value)


def _is_sum(amount: float, total: Any, parts: int) -> bool:
    """Whether parts add up to a total, to the last printed digit."""
    return parts > 1 and abs(amount - total.value) < 1e-6 * total.value


def _parts_behind(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """A total whose parts follow 其中, also in the next sentence, and add up to it. Agreement only."""
    total = claims[at]
    if not _total_of(text, total):
        return None
    # No further than what is looked at, so that a sentence without end takes no longer than others.
    far = max(total.end + 64, claims[at + 16].end) if at + 16 < len(claims) else len(text)
    stop = _SENTENCE.search(text, total.end, far)
    end = stop.end() if stop else far
    among = _AMONG.search(text, total.end, min(end + 3, total.end + 60))
    rest = _rest_behind(text, claims, at)
    if rest or not among:
        return rest
    if among.start() >= end - 1:
        stop = _SENTENCE.search(text, end, max(end, far))
        end = stop.end() if stop else max(end, far)
    amount, parts, first = 0.0, 0, None
    for part in claims[at + 1 : at + 16]:
        if part.start >= end:
            break
        if part.metric.unit != total.metric.unit or not _is_plain(part.metric):
            continue
        if part.start < among.end():
            return None
        first = first or part
        amount, parts = amount + part.metric.value, parts + 1
        if _is_sum(amount, total.metric, parts):
            return Test("sum", total, round(amount, 6), True, first.start, part.end)
    return None


def _rest_behind(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`41个排口已整治23个，余下18个`: what is done and what is left make up the total."""
    same = [c for c in claims[at + 1 : at + 4] if c.metric.unit == claims[at].metric.unit and _is_plain(c.metric)][:2]
    if len(same) < 2 or _SENTENCE.search(text, claims[at].end, same[1].start):
        return None
    if not _REST.search(text, same[0].end, same[1].start):
        return None
    amount = same[0].metric.value + same[1].metric.value
    if not _is_sum(amount, claims[at].metric, 2):
        return None
    return Test("sum", claims[at], amount, True, same[0].start, same[1].end)


def _parts_before(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`甲12人、乙30人，共42人`: parts in front of a total that 共 or 合计 leads to. Agreement only."""
    total = claims[at]
    if at < 2 or not _total_of(text, total) or not _TOGETHER.search(text, max(0, total.start - 12), total.start):
        return None
    low = _sentence(text, total.start)
    amount, parts, last = 0.0, 0, None
    for part in reversed(claims[max(0, at - 12) : at]):
        if part.start < low:
            break
        if part.metric.unit != total.metric.unit or not _is_plain(part.metric):
            continue
        last = last or part
        amount, parts = amount + part.metric.value, parts + 1
        if _is_sum(amount, total.metric, parts):
            return Test("sum", total, round(amount, 6), True, part.start, last.end)
    return None


_EACH = re.compile(r"(?:每|各)[^，。；0-9每各]{0,6}$")


def _each(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`108人，分成3个组，每组36人`: so many groups of so many make up the total. Agreement only."""
    each = claims[at]
    if at < 2 or not _is_plain(each.metric) or not _EACH.search(text, max(0, each.start - 10), each.start):
        return None
    for place in range(at - 1, max(0, at - 4), -1):
        groups = claims[place]
        if groups.metric.dimension != "count" or not _is_plain(groups.metric) or groups.metric.value < 2:
            continue
        for total in claims[max(0, place - 3) : place]:
            same = total.metric.unit == each.metric.unit and _is_plain(total.metric)
            if same and total.metric.value == groups.metric.value * each.metric.value:
                return Test("sum", total, total.metric.value, True, groups.start, each.end)
    return None


_OR = re.compile(r"[，,（(]?(?:或|即|合)?(?:[涨跌升降]幅)?(?:为|约|达)?")
_QUOTED = re.compile(r"[）)]?[，,]?(?:收盘)?(?:收|报|收报|报收|收于|现报|报于)(?:于|在|至)?")


def _move(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`跌64.51点，或0.25%，报25961.81点`: the move as a share of where it began. Agreement only."""
    if at < 2:
        return None
    move, share, level = claims[at - 2 : at + 1]
    gaps = text[move.end : share.start], text[share.end : level.start]
    plain = _is_plain(level.metric) and move.metric.unit == level.metric.unit and share.metric.unit == "%"
    if not plain or move.metric.change == "level" or not (_OR.fullmatch(gaps[0]) and _QUOTED.fullmatch(gaps[1])):
        return None
    if not move.metric.value or not share.metric.value:
        return None
    before = level.metric.value + (move.metric.value if move.metric.change == "decrease" else -move.metric.value)
    derived = round(move.metric.value / before * 100, 3) if before > 0 else 0.0
    agrees = _rounds_to(derived, share.metric)
    return Test("growth", share, derived, True, move.start, level.end) if agrees else None


_OTHERS = re.compile(r"(?:另外?|另有|其余|其他|剩余|余下|还有)(?:的)?$")
_PERSONS = frozenset(("人", "名", "位", "例", "起"))


def _divided(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`31起病例中，13起与…有关，另18起…`: what follows 另 or 其余 and what stands before it make the total."""
    rest = claims[at]
    if at < 2 or not _is_plain(rest.metric) or not _OTHERS.search(text, max(0, rest.start - 4), rest.start):
        return None
    part = claims[at - 1]
    low = _sentence(text, part.start)
    for total in reversed(claims[max(0, at - 5) : at - 1]):
        units = {total.metric.unit, part.metric.unit, rest.metric.unit}
        if total.start < low or not _total_of(text, total) or not (len(units) == 1 or units <= _PERSONS):
            continue
        amount = part.metric.value + rest.metric.value if _is_plain(part.metric) else 0.0
        if _is_sum(amount, total.metric, 2):
            return Test("sum", total, amount, True, part.start, rest.end)
    return None


_TRADE = re.compile(r"(?:进出口|外贸)[^，。；0-9]{0,8}$")


def _trade(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """Imports and exports that follow the trade of both, with 其中 or without, and add up to it. Agreement only."""
    total = claims[at]
    if not _total_of(text, total) or not _TRADE.search(text, max(0, total.start - 14), total.start):
        return None
    found: dict[str, Claim] = {}
    for part in claims[at + 1 : at + 9]:
        lead = text[max(total.end, part.start - 8) : part.start]
        word = next((w for w in ("出口", "进口") if w in lead and "进出口" not in lead), None)
        if word and part.metric.unit == total.metric.unit and _is_plain(part.metric):
            found.setdefault(word, part)
    if len(found) < 2:
        return None
    first, last = sorted(found.values())
    amount = first.metric.value + last.metric.value
    if abs(amount - total.metric.value) > 0.001 * total.metric.value:
        return None
    return Test("sum", total, round(amount, 6), True, first.start, last.end)
