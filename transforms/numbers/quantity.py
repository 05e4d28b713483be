"""A number that counts or measures, with its bounds and unit."""

from __future__ import annotations

from typing import NamedTuple

from transforms.numbers.units import Unit


class Quantity(NamedTuple):
    """A number that counts or measures. [start, end) is the numeral with its unit, [outer_start, outer_end) holds its
    comparator too; values are in `unit`, null where the text gives none."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: float | None
    low: float | None
    high: float | None
    comparator: str
    unit: str | None
    unit_text: str | None
    dimension: str
    change: str = "level"

    def text_is_pair(self, text: str) -> bool:
        """Whether it stands for the people named before by itself: 两人, 三人."""
        return self.unit == "人" and text[self.start : self.end] in ("两人", "二人", "三人", "兩人")


def bounded(
    start: int, end: int, outer_start: int, outer_end: int, value: float | None, low: float | None,
    high: float | None, comparator: str, unit: Unit, unit_text: str,
) -> Quantity:  # fmt: skip
    """A quantity whose known side is filled from its comparator."""
    if value is not None:
        value = round(value, 10)
        low = value if comparator in (">", ">=") else None
        high = value if comparator in ("<", "<=") else None
    else:
        low = None if low is None else round(low, 10)
        high = None if high is None else round(high, 10)
    return Quantity(
        start, end, min(start, outer_start), max(end, outer_end), value, low, high, comparator,
        unit.symbol or None, unit_text or None, unit.dimension,
    )  # fmt: skip
