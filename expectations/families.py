"""General families of indicators and the dimensions they are measured in, from `families.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from warehouse.contract import METRICS

FAMILIES_FILE = Path(__file__).resolve().parent / "families.yaml"


@dataclass(frozen=True)
class Family:
    """Indicators that end alike and are measured alike."""

    family: str
    ends: tuple[str, ...]
    dimensions: tuple[str, ...]
    but: tuple[str, ...] = ()

    def holds(self, indicator: str) -> bool:
        """Whether the indicator is of this family."""
        return indicator.endswith(self.ends) and not indicator.endswith(self.but)


@cache
def families() -> tuple[Family, ...]:
    """All families in the order they are tried. ValueError for a dimension that no metric has."""
    entries = yaml.load(FAMILIES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = tuple(
        Family(e["family"], tuple(e["ends"]), tuple(e["dimensions"]), tuple(e.get("but", ()))) for e in entries
    )
    for family in found:
        if unknown := set(family.dimensions) - set(METRICS.column("dimension").allowed):
            raise ValueError(
                f"{FAMILIES_FILE}: family {family.family} has unknown dimensions {', '.join(sorted(unknown))}"
            )
    return found


def family_of(indicator: str) -> Family | None:
    """The family of an indicator; None if it is of none."""
    return next((family for family in families() if family.holds(indicator)), None)
