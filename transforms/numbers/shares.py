"""Shares of a total that a passage lets us repeat: the part and the whole stand in front of the percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from transforms.numbers.claims import PERSONS, SENTENCE, Claim, Test, is_plain, printed_step, rounds_to, sentence_start

_OF = re.compile(
    r"[，,（(、]?(?:已|约|分别|则)?(?:占|达到?(?=全[市省国区县校州乡镇村][^，。；：0-9]{0,4}总))(?:到|了|全部|全年|(?P<scope>全[市省国区县校州乡镇村球]))*"
    r"(?P<whole>[^，。；：0-9]{0,14}?)(?:比重|比例|比)?的?(?:约|近|超过?|达到?|为|逾|到)*$"
)
_ANY_WHOLE = (
    "",
    "总村数",
    "总户数",
    "总家数",
    "总个数",
    "总数",
    "总量",
    "总额",
    "总人数",
    "总数量",
    "全部",
    "总体",
    "其中",
    "总",
    "总投资",
    "总面积",
)
_AMONG = re.compile(r"[，。；（(、]其中|^[^，。；]{0,12}中[，,]?已?有?$")


def find_share(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """The test of the percentage at an index as a share of an amount in front."""
    return _share(text, claims, at) or _of_amount(text, claims, at) or _rate(text, claims, at)


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
    if _ANOTHER.search(text, last.end, named.start()):
        return None  # of others than the part: 其中研发人员120人，|本科以上学历|占80%
    if named["scope"] and named["scope"] not in text[sentence_start(text, part.start) : part.start]:
        return None
    total = _whole(text, claims[:part_at], part, named["whole"])
    if total is None:
        return None
    start = total.start if not SENTENCE.search(text, total.end, part.start) else part.start
    return _tested(part, total, third, start, part.end)


_ANOTHER = re.compile("[，,；、](?!(?:数量|人数|总数|比例|金额|规模|户数)?$)")


def _tested(part: Claim, whole: Claim, share: Claim, start: int, end: int) -> Test | None:
    """The test of a stated share by the evidence in [start, end), None where it is too near to tell."""
    derived = round(part.metric.value / whole.metric.value * 100, 2)
    agrees = rounds_to(derived, share.metric)
    return None if agrees is None else Test("share", share, derived, agrees, start, end)


_PART = re.compile("[，,]?(?:[^，。；：0-9]{0,14}[，,])?[^，。；：0-9]{0,4}占[^，。；：0-9]{0,16}")
_SHARE = re.compile("(?:[个家户人例名件])?的?(?:比重|比例)?(?:约|近|达|为|高达)?")


def _of_amount(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`43亿元债券的持有人已同意，占债务总额47亿元的91.5%`: the whole stands between 占 and the percentage."""
    if at < 2:
        return None
    part, whole, share = claims[at - 2 : at + 1]
    same = part.metric.unit == whole.metric.unit and part.metric.dimension != "ratio"
    if share.metric.unit != "%" or share.metric.value is None or not same or not whole.metric.value:
        return None
    if not part.metric.value or part.metric.value > whole.metric.value:
        return None
    between = text[part.end : whole.start].replace("佔", "占")
    if len(between) > 40 or SENTENCE.search(between) or not _PART.fullmatch(between):
        return None
    if not _SHARE.fullmatch(text, whole.end, share.start):
        return None
    return _tested(part, whole, share, part.start, whole.end)


_RATE = re.compile(r"[率比面](?:已|约|达|达到|为|是|超过?|高达|已达|升至|降至|提高到|提升至|上升到)*$")
_RATE_OF = re.compile(r"(?P<deed>[一-鿿]{2})率(?:已|约|达|达到|为|是)*$")
_PROFIT = re.compile(r"利润率[^，。；0-9]{0,2}$")


def _rate(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`发现问题86个，完成整改81个，整改完成率94.19%`: one of the two amounts in front as a share of the other.

    Agreement only, and only for rates of three digits, which do not come out by chance.
    """
    rate = claims[at].metric
    if at < 2 or rate.unit != "%" or not is_plain(rate):
        return None
    if not _RATE.search(text, max(0, claims[at].start - 6), claims[at].start):
        return None
    low = sentence_start(text, claims[at].start)
    if _PROFIT.search(text, max(0, claims[at].start - 6), claims[at].start):
        low = sentence_start(text, max(0, low - 1))
    near = [c for c in claims[max(0, at - 5) : at] if c.start >= low and is_plain(c.metric) and c.metric.unit != "%"]
    if (told := _rate_of(text, near, claims[at])) is not None:
        return told
    if sum(c.isdigit() for c in rate.text) < 3:
        return None
    for first, last in combinations(near[-3:], 2):
        part, whole = sorted((first.metric.value, last.metric.value))
        derived = round(part / whole * 100, 3)
        # A rate of four digits may be cut off where others are rounded.
        slack = (1.0 if sum(c.isdigit() for c in rate.text) > 3 else 0.5) * printed_step(rate)
        if first.metric.unit == last.metric.unit and abs(derived - rate.value) <= slack:
            return Test("share", claims[at], derived, True, first.start, last.end)
    return None


def _rate_of(text: str, near: Sequence[Claim], rate: Claim) -> Test | None:
    """`147个组织达标125个，达标率84.35%`: the deed that names the rate leads to the part; a miss is a disagreement."""
    named = _RATE_OF.search(text, max(0, rate.start - 8), rate.start)
    if named is None or len(near) != 2:
        return None
    whole, part = near
    same = len({whole.metric.unit, part.metric.unit} - PERSONS) <= (whole.metric.unit == part.metric.unit)
    if not same or part.metric.value > whole.metric.value:
        return None
    before = _PRODUCTS.sub("", text[whole.end : part.start])
    negated = before.endswith(("不" + named["deed"], "未" + named["deed"]))
    if not before.endswith(named["deed"]) and not text.startswith(named["deed"], part.end):
        return None
    derived = part.metric.value / whole.metric.value * 100
    of_others = negated != (text[named.start("deed") - 1] in "不未")  # 不合格14批次，|合格率97.2%
    derived = round(100 - derived if of_others else derived, 2)
    agrees = rounds_to(derived, rate.metric)
    close = abs(derived - rate.metric.value) <= 0.5 * printed_step(rate.metric)
    return Test("share", rate, derived, close or bool(agrees), whole.start, part.end)


_PRODUCTS = re.compile("(?:的?(?:样品|产品|食品|商品))?了?$")
_TOTAL = re.compile("(?:的)?总(?:值|额|量|数|规模)$")


def _whole(text: str, before: Sequence[Claim], part: Claim, name: str) -> Claim | None:
    """The total that a share is of: named behind 占, or the amount in front of 其中."""
    name = name.removesuffix("的")
    base = _TOTAL.sub("", name)
    base = base if len(base) > 1 and base != name else ""
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
        if name in clause or name in (metric.indicator or "") or (base and clause.endswith(base)):
            return total
    return None
