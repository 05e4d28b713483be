"""Claims of a passage at their places in its text, and what a test of one came to."""

from __future__ import annotations

import re
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


PERSONS = frozenset(("人", "名", "位", "例", "起"))
"""Units that count people or cases alike."""
SENTENCE = re.compile(r"[。！？\n]")


def is_plain(metric: Any) -> bool:
    """Whether a claim is one known amount that is no change of another."""
    return bool(metric.comparator == "=" and metric.change == "level" and metric.value)


_PRINTED = re.compile(r"[0-9][0-9,，]*(?:\.([0-9]+))?")


def printed_step(metric: Any) -> float:
    """What one of the last printed digit is worth: 0.01亿 for 5640.31亿元; 0 for whole counts, which are exact."""
    if metric.unit == "%" and metric.text.endswith("成") and len(metric.text) == 2:
        return 10.0
    printed = _PRINTED.match(metric.text)
    if printed is None or (
        printed[1] is None and metric.value < 10 * float(printed[0].replace(",", "").replace("，", "") or 1)
    ):
        return 0.0
    number = float(printed[0].replace(",", "").replace("，", ""))
    return float(metric.value / number * 10.0 ** -len(printed[1] or "")) if number else 0.0


def sentence_start(text: str, position: int, reach: int = 160) -> int:
    """Where the sentence of a position begins."""
    low = max(0, position - reach)
    return max((m.end() for m in SENTENCE.finditer(text, low, position)), default=low)


def rounds_to(derived: float, metric: Any) -> bool | None:
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
    if difference <= (0.6 * step if times else step) + 1e-9:
        return True
    return False if difference >= max(step if times else 1.0, 0.05 * abs(derived)) else None
