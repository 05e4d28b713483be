"""`pressledger check`: the checks run anew on what the lake holds; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from rich.progress import track

from expectations import CheckResult
from orchestration import screen
from orchestration.inspection import inspect
from orchestration.problems import WRONG, Problem
from orchestration.workspace import Workspace
from transforms.edition import EXTRACTED
from warehouse.accounting import CHECK, Balance, account
from warehouse.build import Warehouse
from warehouse.editions import find_gaps, read_extracted
from warehouse.lake import LakeError

TABLES = ("documents", *EXTRACTED)
_BATCH = 50
_SHOWN = 5


@dataclass
class _Line:
    """One check over all editions."""

    table_name: str
    check_name: str
    severity: str
    evaluated: int = 0
    unexpected: int = 0
    failed: dict[date, str] = field(default_factory=dict)


def check_lake(workspace: Workspace, wanted: Sequence[date], tables: Sequence[str], everything: bool) -> bool:
    """Check editions and tables, all of them if none are named, and print what was found; whether no ERROR failed.

    Problem for an edition or a table that is not there.
    """
    names = _tables(tables)
    days = _days(workspace, wanted)
    lines: dict[str, _Line] = {}
    batches = [days[at : at + _BATCH] for at in range(0, len(days), _BATCH)]
    for batch in track(batches, "checking", console=screen.err(), transient=True):
        held = {day: read_extracted(workspace.lake, day) for day in batch}
        made = {day: {name: held[day][name] for name in names} for day in batch}
        for table, by_day in inspect(workspace.lake, made, held).items():
            for day, results in by_day.items():
                for result in results:
                    _count(lines, table, day, result)
    balances = list(_balances(workspace, days, names))
    for balance in balances:
        _count(lines, balance.table_name, balance.edition_date, _as_result(balance))
    _show(list(lines.values()), everything)
    errors = sum(len(line.failed) > 0 for line in lines.values() if line.severity == "ERROR")
    warnings = sum(len(line.failed) > 0 for line in lines.values() if line.severity == "WARN")
    screen.out().print(
        f"{screen.count(len(days), 'edition')}, {screen.count(len(lines), 'check')}:"
        f" {screen.count(errors, 'error')}, {screen.count(warnings, 'warning')}"
        + ("" if balances else "; the warehouse holds none of it, so whether all is loaded was not looked at")
    )
    screen.out().print(f"quality docs of what is loaded: {workspace.docs.page()}", soft_wrap=True)
    return not errors


def _tables(wanted: Sequence[str]) -> list[str]:
    for name in wanted:
        if name not in TABLES:
            near = get_close_matches(name, TABLES, 1, 0.5) or TABLES
            raise Problem(f"no checks are made of {name!r}: write {' or '.join(near)}", WRONG)
    return [name for name in TABLES if not wanted or name in wanted]


def _days(workspace: Workspace, wanted: Sequence[date]) -> list[date]:
    held = workspace.lake.dates("documents")
    if not held:
        raise Problem(f"{workspace.lake.root} holds no edition: run 'pressledger run' first", WRONG)
    for day in wanted:
        if day not in held:
            near = sorted(held, key=lambda d: abs(d - day))[:3]
            raise Problem(f"{day} is not in the lake; near it are {', '.join(map(str, sorted(near)))}", WRONG)
    days = sorted(set(wanted) or held)
    for day in days:
        if gaps := find_gaps(workspace.lake, day):
            raise LakeError(gaps[0])
    return days


def _count(lines: dict[str, _Line], table: str, day: date, result: CheckResult) -> None:
    line = lines.setdefault(result.check_name, _Line(table, result.check_name, result.severity))
    line.evaluated += result.evaluated
    line.unexpected += result.unexpected
    if not result.success:
        line.severity = "ERROR" if result.severity == "ERROR" else line.severity  # one that could not be run
        line.failed[day] = str(result.details)


def _balances(workspace: Workspace, days: Sequence[date], names: Sequence[str]) -> Iterator[Balance]:
    """What became of the rows of those editions that the warehouse holds as the lake does."""
    loaded = workspace.built() if (workspace.settings.data_dir / "warehouse.duckdb").exists() else {}
    same = [day for day in days if loaded.get(day) == workspace.inputs("documents", day)]
    if same:
        extracted = {day: {name: workspace.lake.extracted(name, day) for name in names} for day in same}
        with Warehouse(workspace.settings.data_dir).open() as con:
            for found in account(con, extracted).values():
                yield from found


def _as_result(balance: Balance) -> CheckResult:
    name, gap = f"{balance.table_name}_{CHECK}", abs(balance.extracted - balance.loaded - balance.quarantined)
    return CheckResult(name, "ERROR", balance.balanced, balance.extracted, gap, details=balance.words)


def _show(lines: list[_Line], everything: bool) -> None:
    made = screen.table(
        "table", "check", "severity", "looked at", "failing", "editions", "result",
        numbers=("looked at", "failing", "editions"),
    )  # fmt: skip
    order = {name: number for number, name in enumerate(TABLES)}
    for line in sorted(lines, key=lambda line: order[line.table_name]):
        if line.failed or everything:
            result = "passed" if not line.failed else "failed" if line.severity == "ERROR" else "warning"
            cells = (line.table_name, line.check_name.removeprefix(f"{line.table_name}_"), line.severity)
            style = {"failed": "red", "warning": "yellow"}.get(result)
            numbers = (line.evaluated, line.unexpected, len(line.failed), result)
            made.add_row(*map(screen.cell, (*cells, *numbers)), style=style)
    if made.row_count:
        screen.out().print(made)
    for line in lines:
        for day, details in list(line.failed.items())[:_SHOWN]:
            screen.out().print(screen.cell(f"{day} {line.check_name}: {details}"), soft_wrap=True)
        if len(line.failed) > _SHOWN:
            screen.out().print(f"… and {screen.count(len(line.failed) - _SHOWN, 'edition')} more", style="dim")
