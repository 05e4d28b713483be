"""Amounts of a day against the amount of all days: 春节7天接待70万人次，日均10万人次. Agreement only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.numbers.claims import Claim, Test, is_plain, printed_step, sentence_start

_DAILY = re.compile("(?:日均|平均每[天日]|每[天日]平均)[^，。；：、0-9]{0,8}$")
_LONGEST = 400
_NEAR = 6


def find_average(text: str, claims: Sequence[Claim], at: int) -> Test | None:
    """The test of an amount a day by the last amount in front of it and the days that it was counted in."""
    daily = claims[at]
    known = daily.metric.comparator in ("=", "~") and daily.metric.change == "level" and daily.metric.value
    if not known or not _DAILY.search(text, max(0, daily.start - 14), daily.start):
        return None
    low = sentence_start(text, daily.start)
    before = [c for c in claims[max(0, at - _NEAR) : at] if c.start >= low]
    total = next((c for c in reversed(before) if c.metric.unit == daily.metric.unit and is_plain(c.metric)), None)
    if total is None:
        return None
    lengths = {int(c.metric.value) for c in before if c.metric.unit == "day" and is_plain(c.metric)}
    first, last = total.metric.period_start, total.metric.period_end
    if first and last and first < last:
        lengths.add((last - first).days + 1)
    step = max(printed_step(daily.metric), 0.1 * daily.metric.value if daily.metric.comparator == "~" else 0.0)
    for days in sorted(lengths):
        derived = total.metric.value / days
        if 1 < days < _LONGEST and abs(derived - daily.metric.value) <= max(step, 0.005 * derived):
            return Test("share", daily, round(derived, 4), True, total.start, total.end)
    return None
