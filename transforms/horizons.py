"""When a commitment is due."""

from __future__ import annotations

from datetime import date

from transforms.time_expressions import find_times

Horizon = tuple[date | None, date | None]
NO_HORIZON: Horizon = (None, None)
_OPEN = frozenset(("clock", "undated", "since"))


def find_horizon(text: str, edition_date: date) -> Horizon:
    """First and last day of the first time in a text that ends on or after the edition's day; None where open."""
    for time in find_times(text, edition_date):
        if time.kind not in _OPEN and time.last is not None and time.last >= edition_date:
            return time.first, time.last
    return NO_HORIZON
