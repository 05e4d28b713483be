"""Numbers that an article says twice: whether they are long enough, and measure the same, not to agree by chance."""

from __future__ import annotations

import re
from typing import Any

_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九]")
_SHORTEST_NAME = 4
_LONG_NAME = 7
"""So many characters a name needs for a round number."""


def is_telling(metric: Any) -> bool:
    """Whether a number is long enough not to return by chance, and no round mark that an index is measured by."""
    if metric.comparator != "=" or not metric.value or (metric.unit == "点" and metric.value % 100 == 0):
        return False
    return _digits(metric) >= (2 if metric.dimension in ("money", "ratio") else 3)


def is_repeatable(metric: Any) -> bool:
    """Whether a number of the text has a name and digits enough to be known again; counts return by chance."""
    named = metric.value and metric.indicator and metric.dimension not in ("count", "rank")
    return bool(named and len(metric.indicator) >= _SHORTEST_NAME and _digits(metric) >= 2)


def is_repeated(first: Any, second: Any) -> bool:
    """Whether two equal numbers of a text measure one thing: one name for both, or one that holds the other."""
    together = first.statement_id is not None and first.statement_id == second.statement_id
    if not is_repeatable(second) or together or first.status != second.status:
        return False
    if first.period_end and second.period_end and first.period_end != second.period_end:
        return False
    longer, shorter = sorted((first.indicator, second.indicator), key=len, reverse=True)
    exact = len(_digits_of(first).strip("0")) > 1
    return bool(shorter in longer and len(shorter) >= (_SHORTEST_NAME + (shorter != longer) if exact else _LONG_NAME))


def _digits_of(metric: Any) -> str:
    return "".join(_DIGIT.findall(metric.text))


def _digits(metric: Any) -> int:
    return len(_digits_of(metric))
