"""Parts that add up to a stated total, in front of it or behind. Agreement only, as parts may be named elsewhere; but
parts that exclude each other are never more than their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.numbers.claims import PERSONS, SENTENCE, Claim, Test, is_plain, printed_step, sentence_start
from transforms.numbers.totals import find_total

_AMONG = re.compile(r"[，。；（(、]其中")
_REST = re.compile(r"(?:余下|剩下|剩余|其余|尚余|还剩|尚有|还有)[^，。；0-9]{0,6}$")
_TOGETHER = re.compile(r"(?:合计|总计|共计|一共|总共|共|合共|总数为?|总额为?|总分|总投资|奖牌数)[^，。；：0-9]{0,8}$")


def find_sum(text: str, claims: Sequence[Claim], at: int) -> Iterator[Test]:
    """The tests of the claim at an index as a total, or of the total that it is the last part of."""
    if found := _parts_behind(text, claims, at):
        yield found
    else:
        before = list(_parts_before(text, claims, at))
        yield from before
        if not before and (found := _trade(text, claims, at)):
            yield found
    if found := _broken_down(text, claims, at):
        yield found
    args = (text, claims, at)
    if found := _each(*args) or _divided(*args) or _listed(*args) or _of_kinds(*args) or find_total(*args):
        yield found


def _total_of(text: str, total: Claim) -> bool:
    return total.metric.comparator == "=" and total.metric.dimension != "ratio" and bool(total.metric.value)


def _is_sum(parts: Sequence[Claim], total: Claim) -> bool:
    """Whether parts add up to a total, to what the rounding of the printed digits allows."""
    if len(parts) < 2:
        return False
    amount = total.metric.value
    slack = 0.5 * sum(printed_step(c.metric) for c in (*parts, total)) if len(parts) > 2 else 0.0
    return abs(_amount(parts) - amount) <= max(1e-6 * amount, slack if slack < 1e-4 * amount else 0.0)


def _amount(parts: Sequence[Claim]) -> float:
    return round(sum(c.metric.value for c in parts), 6)


def _fits(part: Claim, total: Claim) -> bool:
    """Whether a claim may be a part of a total: an amount, or a change in the direction of the total's."""
    metric = part.metric
    alike = metric.unit == total.metric.unit or {metric.unit, total.metric.unit} <= PERSONS
    if not alike or metric.comparator != "=" or not metric.value:
        return False
    return bool(metric.change in ("level", total.metric.change))


def _parts_behind(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """A total whose parts follow 其中, also in the next sentence, and add up to it, or are too many."""
    total = claims[at]
    if not _total_of(text, total):
        return None
    # No further than what is looked at, so that a sentence without end takes no longer than others.
    far = max(total.end + 64, claims[at + 16].end) if at + 16 < len(claims) else len(text)
    stop = SENTENCE.search(text, total.end, far)
    end = stop.end() if stop else far
    among = _AMONG.search(text, total.end, min(end + 3, total.end + 60))
    rest = _rest_behind(text, claims, at)
    if rest or not among:
        return rest
    if among.start() >= end - 1:
        stop = SENTENCE.search(text, end, max(end, far))
        end = stop.end() if stop else max(end, far)
    named: list[Claim] = []
    parts: list[Claim] = []
    word = text[max(0, total.start - 2) : total.start]
    for part in claims[at + 1 : at + 16]:
        if part.start >= end:
            break
        if not _fits(part, total):
            continue
        if part.start < among.end():
            return None
        parts.append(part)
        named += [part] if text.endswith(word, 0, part.start) else []
        for found in (parts, named):
            if _is_sum(found, total):
                return Test("sum", total, _amount(found), True, found[0].start, part.end)
    return _too_many(text, total, parts)


_GRADE = re.compile(
    "(?:国家|世界|省|市|县|区|州|乡镇|[一二三四五特甲乙丙])级|[一二三特]等(?=奖)|[男女](?=[生性童职工队员子])"
)
"""What can be said of a part of a whole once only: of the first grade, of the second."""


def _too_many(text: str, total: Claim, parts: Sequence[Claim]) -> Test | None:
    """Parts of grades that exclude each other, more than their total: 80人，其中国家级3人、省级23人、市级57人."""
    behind = [total.end, *(part.end for part in parts)]
    grades = [m[0] for low, part in zip(behind, parts, strict=False) if (m := _GRADE.search(text, low, part.start))]
    if len(parts) < 2 or len(set(grades)) < len(parts) or _amount(parts) <= total.metric.value:
        return None
    return Test("sum", total, _amount(parts), False, parts[0].start, parts[-1].end)


def _rest_behind(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`41个排口已整治23个，余下18个`: what is done and what is left make up the total."""
    same = [c for c in claims[at + 1 : at + 4] if c.metric.unit == claims[at].metric.unit and is_plain(c.metric)][:2]
    if len(same) < 2 or SENTENCE.search(text, claims[at].end, same[1].start):
        return None
    if not _REST.search(text, same[0].end, same[1].start):
        return None
    if not _is_sum(same, claims[at]):
        return None
    return Test("sum", claims[at], _amount(same), True, same[0].start, same[1].end)


def _parts_before(text: str, claims: Sequence[Claim], at: int) -> Iterator[Test]:
    """`甲12人、乙30人，共42人`: parts in front of a total that 共 or 合计 leads to, and what they changed by."""
    total = claims[at]
    if at < 2 or not _total_of(text, total) or not _TOGETHER.search(text, max(0, total.start - 12), total.start):
        return
    low = sentence_start(text, total.start)
    if not any(c.start >= low and _fits(c, total) for c in claims[max(0, at - 3) : at]):
        # 甲…，乙…。两地合计…: the parts stand in the sentence before.
        low = sentence_start(text, max(0, low - 1), 240)
    parts: list[Claim] = []
    for part in reversed(claims[max(0, at - 16) : at]):
        if part.start < low:
            return
        if not (_fits(part, total) and is_plain(part.metric)):
            continue
        parts.insert(0, part)
        if _is_sum(parts, total):
            yield Test("sum", total, _amount(parts), True, part.start, parts[-1].end)
            yield from _changes(claims, parts, at)
            return


def _changes(claims: Sequence[Claim], parts: Sequence[Claim], at: int) -> Iterator[Test]:
    """The change of a total against the changes of its parts, each printed right behind its amount."""
    following = [claims[claims.index(c) + 1] for c in (*parts, claims[at]) if claims.index(c) + 1 < len(claims)]
    if len(following) <= len(parts) or any(not _fits(c, following[-1]) or is_plain(c.metric) for c in following):
        return
    *changes, total = following
    if _is_sum(changes, total):
        yield Test("sum", total, _amount(changes), True, parts[0].start, changes[-1].end)


_TOTAL = re.compile(r"(?:累计|总计|合计|共计|一共|总共|共有?|现有|总数)[^，。；：、0-9]{0,14}$")


def _broken_down(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`累计确诊254例，治愈252例，死亡2例`: all claims of the sentence behind a total make it up. Agreement only."""
    total = claims[at]
    if not is_plain(total.metric) or not _TOTAL.search(text, max(0, total.start - 20), total.start):
        return None
    stop = SENTENCE.search(text, total.end, total.end + 160)
    if not stop or not re.match("[，：（；]", text[total.end : total.end + 1]):
        return None
    parts = [c for c in claims[at + 1 : at + 8] if c.start < stop.start()]
    same = all(c.metric.unit == total.metric.unit and is_plain(c.metric) for c in parts)
    if not same or not _is_sum(parts, total):
        return None
    return Test("sum", total, _amount(parts), True, parts[0].start, parts[-1].end)


_EACH = re.compile(r"(?:每|各)[^，。；0-9每各]{0,6}$")


def _each(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`108人，分成3个组，每组36人`: so many groups of so many make up the total. Agreement only."""
    each = claims[at]
    if at < 2 or not is_plain(each.metric) or not _EACH.search(text, max(0, each.start - 10), each.start):
        return None
    for place in range(at - 1, max(0, at - 4), -1):
        groups = claims[place]
        if groups.metric.dimension != "count" or not is_plain(groups.metric) or groups.metric.value < 2:
            continue
        for total in claims[max(0, place - 3) : place]:
            same = total.metric.unit == each.metric.unit and is_plain(total.metric)
            if same and total.metric.value == groups.metric.value * each.metric.value:
                return Test("sum", total, total.metric.value, True, groups.start, each.end)
    return None


_OTHERS = re.compile(r"(?:另外?|另有|其余|其他|剩余|余下|还有)(?:的)?$")


def _divided(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`31起病例中，13起与…有关，另18起…`: what follows 另 or 其余 and what stands before it make the total."""
    rest = claims[at]
    if at < 2 or not is_plain(rest.metric) or not _OTHERS.search(text, max(0, rest.start - 4), rest.start):
        return None
    part = claims[at - 1]
    low = sentence_start(text, part.start)
    for total in reversed(claims[max(0, at - 5) : at - 1]):
        units = {total.metric.unit, part.metric.unit, rest.metric.unit}
        if total.start < low or not _total_of(text, total) or not (len(units) == 1 or units <= PERSONS):
            continue
        if is_plain(part.metric) and _is_sum((part, rest), total):
            return Test("sum", total, _amount((part, rest)), True, part.start, rest.end)
    return None


_LISTS = re.compile("[^。！？；0-9]{0,24}?(?:：|:|包括|包含|分别|涉及|含)[^。！？；：，0-9]{0,8}")
_ITEM = re.compile("[、，和及与](?:其中)?[^。！？；：，0-9]{0,8}|及[^。！？；：，0-9]{0,8}")


def _listed(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`9名人员脱险：首批2人、第二批3人、第三批4人`: the items of the list behind a total make it up. Agreement only."""
    total = claims[at]
    if not is_plain(total.metric) or not _total_of(text, total) or at + 2 >= len(claims):
        return None
    if not _LISTS.fullmatch(text, total.end, claims[at + 1].start):
        return None
    parts = [claims[at + 1]]
    for part in claims[at + 2 : at + 12]:
        alike = part.metric.unit == total.metric.unit or {part.metric.unit, total.metric.unit} <= PERSONS
        if not alike or not _ITEM.fullmatch(text, parts[-1].end, part.start):
            break
        parts.append(part)
    units = {c.metric.unit for c in (total, *parts)}
    if not (len(units) == 1 or units <= PERSONS) or not all(is_plain(c.metric) for c in parts):
        return None
    return Test("sum", total, _amount(parts), True, parts[0].start, parts[-1].end) if _is_sum(parts, total) else None


_OF_THEM = re.compile("[^，。；：0-9]{0,8}(?:中|里|当中|之中)，(?:有|其中)?$")


def _of_kinds(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`90盏路灯中，60盏是…，30盏是…`, `来信40封，问路20封，占50%，致谢20封`: two to six parts that follow a
    total in its sentence, with shares of them between or not. Agreement only."""
    total = claims[at]
    if not is_plain(total.metric) or total.metric.dimension != "count" or total.metric.value < _FEWEST:
        return None
    stop = SENTENCE.search(text, total.end, total.end + 160)
    end = stop.start() if stop else total.end + 160
    parts = [c for c in claims[at + 1 : at + 13] if c.start < end and c.metric.unit == total.metric.unit][:7]
    if not 2 <= len(parts) <= 6 or not all(is_plain(c.metric) for c in parts) or not _is_sum(parts, total):
        return None
    between = text[total.end : parts[0].start]
    shared = any(c.metric.unit == "%" for c in claims[at + 1 : at + 13] if c.start < parts[-1].start)
    among = "其中" in between or (shared and "占" in text[total.end : parts[-1].end])
    opened = _OF_THEM.fullmatch(between) or between[:1] in ("：", "（") or (between[:1] == "，" and among)
    return Test("sum", total, _amount(parts), True, parts[0].start, parts[-1].end) if opened else None


_FEWEST = 10
"""Totals below this come out by chance."""
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
        if word and part.metric.unit == total.metric.unit and is_plain(part.metric):
            found.setdefault(word, part)
    if len(found) < 2:
        return None
    first, last = sorted(found.values())
    amount = first.metric.value + last.metric.value
    if abs(amount - total.metric.value) > 0.001 * total.metric.value:
        return None
    return Test("sum", total, round(amount, 6), True, first.start, last.end)
