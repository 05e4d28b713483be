"""Suites as data: each file of `suites/` says what claims of one table are plausible."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from expectations.checks import Check
from expectations.comparisons import COMPARISONS
from expectations.conditions import CONDITIONS
from expectations.measures import MEASURES
from expectations.structure import structure_checks, volume_checks
from warehouse.contract import TABLES

SUITES_DIR = Path(__file__).resolve().parent / "suites"


class SuiteError(Exception):
    """A suite's file is not as it should be; the message names file and check."""


@cache
def suite(table_name: str) -> tuple[Check, ...]:
    """All checks of a table: its structure and size from the contract, then its own file. KeyError for no table."""
    table = TABLES[table_name]
    checks = [*structure_checks(table), *volume_checks(table), *_from_file(table_name)]
    names = [c.name for c in checks]
    if twice := {n for n in names if names.count(n) > 1}:
        raise SuiteError(f"{SUITES_DIR / table_name}.yaml: more than one check is called {', '.join(sorted(twice))}")
    return tuple(checks)


def _from_file(table_name: str) -> list[Check]:
    file = SUITES_DIR / f"{table_name}.yaml"
    if not file.exists():
        return []
    entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [_check(table_name, file, entry) for entry in entries]


def _check(table_name: str, file: Path, entry: dict[str, Any]) -> Check:
    where = f"{file}: check {entry.get('name', '?')}"
    if extra := entry.keys() - {f.name for f in fields(Check)}:
        raise SuiteError(f"{where} has unknown entries: {', '.join(sorted(extra))}")
    if missing := {"name", "severity", "says", "columns"} - entry.keys():
        raise SuiteError(f"{where} lacks {', '.join(sorted(missing))}")
    if ("expectation" in entry) == ("condition" in entry):
        raise SuiteError(f"{where} needs either an expectation or a condition")
    if entry.get("condition", "known") not in CONDITIONS | COMPARISONS:
        raise SuiteError(f"{where}: there is no condition {entry['condition']}")
    if "measure" in entry and ("expectation" not in entry or entry["measure"].get("name") not in MEASURES):
        raise SuiteError(f"{where}: a measure needs an expectation and the name of one of {', '.join(MEASURES)}")
    if entry["severity"] not in ("ERROR", "WARN"):
        raise SuiteError(f"{where} needs a severity, ERROR or WARN")
    if unknown := {*entry["columns"], *entry.get("where", ())} - set(TABLES[table_name].column_names):
        raise SuiteError(f"{where} names columns that {table_name} does not have: {', '.join(sorted(unknown))}")
    return Check(**{**entry, "name": f"{table_name}_{entry['name']}", "columns": tuple(entry["columns"])})
