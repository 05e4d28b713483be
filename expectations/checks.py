"""What a check is and what it found. No Great Expectations in here, so checks can be listed cheaply."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["ERROR", "WARN"]


@dataclass(frozen=True)
class Check:
    """One rule that each row of a table keeps: an expectation on its columns, or a condition computed from them.

    With a `measure` it is a rule for the table as a whole, edition by edition.
    """

    name: str
    severity: Severity
    """ERROR: a row that breaks it is quarantined. WARN: the row is loaded and flagged."""
    says: str
    """What holds for a good row, or a good edition, in words."""
    columns: tuple[str, ...]
    expectation: str | None = None
    """Type of the Great Expectations expectation, with its `arguments`."""
    condition: str | None = None
    """Name of a function in `conditions` or `comparisons`, with its `arguments`."""
    measure: dict[str, Any] | None = field(default=None, hash=False)
    """Name of a function in `measures` and what it is given; its number is the column `measure` of the expectation."""
    arguments: dict[str, Any] = field(default_factory=dict, hash=False)
    where: dict[str, list[str]] = field(default_factory=dict, hash=False)
    """The rows it applies to: those where each of these columns has one of the values given."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found in the rows it was given."""

    check_name: str
    severity: Severity
    success: bool
    evaluated: int
    """Rows that the check applies to; 1 for a check of the whole edition."""
    unexpected: int
    """Rows that break it."""
    positions: tuple[int, ...] = ()
    """Their positions in the table that was checked; none if the edition as a whole breaks it."""
    keys: tuple[str, ...] = ()
    """Their primary keys, empty text for a null."""
    details: str | None = None
    broke: bool = False
    """Whether the check itself failed to run: a defect of the check or of the table's columns, not of rows."""

    @property
    def blocks(self) -> bool:
        """Whether the edition must not be loaded: an error that quarantine does not put right."""
        return not self.success and self.severity == "ERROR" and not self.positions
