"""Totals whose parts are told in other words: about so many, all but some, these 21 of two kinds, shares of one whole.

Agreement only: parts may be named elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.numbers.claims import PERSONS, SENTENCE, Claim, Test, is_plain, sentence_start

_AMONG = re.compile("[，（(]?其中|[：:]|中，")
_EXCEPT = re.compile("[^，。；：0-9]{0,10}[中里]，除了?[^，。；0-9]{0,6}")
_BUT = re.compile("[^。；0-9]{0,24}外，[^，。；0-9]{0,6}")
_THESE = re.compile("(?:这|上述|以上)$")
_LONGEST = 160


def find_total(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """The test of the claim at an index as a total of the claims around it."""
    return (
        _about(text, claims, at)
        or _all_but(text, claims, at)
        or _these(text, claims, at)
        or _of_shares(text, claims, at)
    )


def _sentence_end(text: str, total: Claim) -> int:
    stop = SENTENCE.search(text, total.end, total.end + _LONGEST)
    return stop.start() if stop else total.end + _LONGEST


def _same(one: Claim, other: Claim) -> bool:
    units = {one.metric.unit, other.metric.unit}
    return len(units) == 1 or units <= PERSONS


def _test(total: Claim, parts: Sequence[Claim]) -> Test | None:
    amount = round(sum(c.metric.value for c in parts), 6)
    exact = abs(amount - total.metric.value) <= 1e-6 * abs(total.metric.value)
    return Test("sum", total, amount, True, parts[0].start, parts[-1].end) if exact and len(parts) > 1 else None


def _about(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`约3万名选手，其中全程约2万人，半程约1万人`: all parts of the sentence, which are rounded as their total is."""
    total = claims[at]
    if total.metric.comparator != "~" or not total.metric.value or total.metric.dimension == "ratio":
        return None
    end = _sentence_end(text, total)
    parts = [c for c in claims[at + 1 : at + 8] if c.start < end and _same(c, total)]
    rounded = all(c.metric.comparator in "~=" and c.metric.value and c.metric.change == "level" for c in parts)
    if not 2 <= len(parts) <= 6 or not rounded or not _AMONG.search(text, total.end, parts[0].start):
        return None
    return _test(total, parts)


def _all_but(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`91名被告人中，除4名取保候审外，87名到庭`: those that are left out and the others."""
    if at + 2 >= len(claims):
        return None
    total, *parts = claims[at : at + 3]
    if not all(_same(c, total) and is_plain(c.metric) for c in (total, *parts)):
        return None
    left_out = _EXCEPT.fullmatch(text, total.end, parts[0].start) and _BUT.fullmatch(text, parts[0].end, parts[1].start)
    return _test(total, parts) if left_out else None


def _these(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`19家施工企业、两家监理企业…。这21家企业`: all that the sentence before counts alike."""
    total = claims[at]
    if at < 2 or total.metric.dimension != "count" or not is_plain(total.metric) or total.metric.value < _FEWEST:
        return None
    if not _THESE.search(text, max(0, total.start - 2), total.start):
        return None
    end = sentence_start(text, total.start)
    parts = _alike(claims[max(0, at - 8) : at], total, end, total.start)
    if not parts:
        parts = _alike(claims[max(0, at - 8) : at], total, sentence_start(text, max(0, end - 1)), end)
        if not parts:
            before = sentence_start(text, max(0, end - 1))
            parts = _alike(claims[max(0, at - 8) : at], total, sentence_start(text, max(0, before - 1)), before)
    return _test(total, parts) if 2 <= len(parts) <= 4 else None


def _alike(claims: Sequence[Claim], total: Claim, start: int, end: int) -> list[Claim]:
    return [c for c in claims if start <= c.start < end and c.metric.unit == total.metric.unit and is_plain(c.metric)]


_FEWEST = 5
"""Totals below this come out by chance."""


def _of_shares(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """`89.9%的人关注，18.8%非常关注，41.2%比较关注，29.9%一般关注`: shares that follow one another in a sentence."""
    total = claims[at]
    if total.metric.unit != "%" or not is_plain(total.metric) or sum(c.isdigit() for c in total.metric.text) < _DIGITS:
        return None
    end = _sentence_end(text, total)
    parts: list[Claim] = []
    for part in claims[at + 1 : at + 6]:
        alike = part.metric.unit == "%" and is_plain(part.metric) and "." in part.metric.text
        if part.start >= end or not alike or part.metric.value >= total.metric.value:
            return None
        parts.append(part)
        if len(parts) > 1 and (found := _test(total, parts)):
            return found
    return None


_DIGITS = 3
"""Shares with fewer digits add up by chance."""
