"""When a commitment is due."""

from __future__ import annotations

import re
from datetime import date

from transforms.numbers.time_expressions import find_times, shift_months

Horizon = tuple[date | None, date | None]
NO_HORIZON: Horizon = (None, None)
_OPEN = frozenset(("clock", "undated", "since"))
_AHEAD = re.compile("(?:将于|将在|拟于|拟在|计划于|计划在|定于|定在|预计|力争|到)$")


def find_horizon(text: str, edition_date: date) -> Horizon:
    """First and last day of the first time in a text that ends on or after the edition's day; None where open.

    A date without year that the words in front of it (将于12月1日) place ahead is the next of its name.
    """
    for time in find_times(text, edition_date):
        if time.kind in _OPEN or time.last is None:
            continue
        if time.last >= edition_date:
            return time.first, time.last
        if "年" not in time.text and _AHEAD.search(text, 0, time.start):
            return time.first and shift_months(time.first, 12), shift_months(time.last, 12)
    return NO_HORIZON
