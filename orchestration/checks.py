"""Checks of the tables as Dagster sees them, and what they find as rows of the lake.

A step checks what it wrote. Rows that break a check of severity ERROR are quarantined and the rest of the edition
is loaded, so a failed check stops a run only if it says nothing about single rows. A check that is run alone looks
at what the lake holds and writes nothing there: what the warehouse says of its rows stays true.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from expectations import CheckResult, flag, quality_rows, quarantine, snippets, suite
from expectations.structure import structure_checks
from orchestration.inspection import Results, Tables, inspect
from orchestration.workspace import Workspace
from warehouse.contract import CORRECTIONS, FLAGGED_ROWS, QUALITY_RESULTS, QUARANTINED_ROWS, TABLES
from warehouse.corrections import DROPPED, Corrected
from warehouse.editions import quarantined_rows
from warehouse.preview import preview

_STRUCTURE, _SPANS = "structure", "span_reproduces_text"
_SEVERITY = {"ERROR": dg.AssetCheckSeverity.ERROR, "WARN": dg.AssetCheckSeverity.WARN}
_SHOWN = 20
"""So many failing rows are shown; all of them are in the warehouse."""


class Finding(NamedTuple):
    """A result with the rows it was found in."""

    day: date
    result: CheckResult
    rows: pa.Table


@cache
def _groups(table_name: str) -> dict[str, str]:
    """Name of each check → name of the Dagster check that stands for it; the structure is shown as one, spans apart."""
    structure = {c.name for c in structure_checks(TABLES[table_name])}
    names = {c.name: c.name.removeprefix(f"{table_name}_") for c in suite(table_name)}
    return {name: own if own == _SPANS or name not in structure else _STRUCTURE for name, own in names.items()}


def check_specs(table_name: str) -> list[dg.AssetCheckSpec]:
    """The Dagster checks of a table.

    They are not partitioned, or the UI would not run one of them alone; single editions are noted beside.
    """
    says: dict[str, list[str]] = {}
    for check in suite(table_name):
        says.setdefault(_groups(table_name)[check.name], []).append(f"{check.says} ({check.severity})")
    return [dg.AssetCheckSpec(name, asset=table_name, description="; ".join(text)) for name, text in says.items()]


def check_editions(
    run_id: str,
    workspace: Workspace,
    made: Mapping[date, Tables],
    needed: Mapping[date, Tables],
    corrected: Mapping[date, Mapping[str, Corrected]],
) -> Results:
    """Check the tables that a step made of each edition, and keep what was found in the lake.

    `needed` holds the tables it made them from, `corrected` what corrections did to those it made.
    """
    results = inspect(workspace.lake, made, needed)
    tables = list(results)
    for day, rows in made.items():
        found: dict[str, list[pa.Table]] = {}
        for name in tables:
            kept = _kept(run_id, day, name, rows[name], results[name][day], corrected.get(day, {}).get(name))
            for table, part in kept.items():
                found.setdefault(table, []).append(part)
        for table, parts in found.items():
            _replace(workspace, table, day, tables, pa.concat_tables(parts))
    return results


def _kept(
    run_id: str, day: date, name: str, rows: pa.Table, results: list[CheckResult], corrected: Corrected | None
) -> dict[str, pa.Table]:
    """What the lake keeps of the checks and corrections of one table and edition."""
    corrected = corrected or Corrected(rows)
    table = TABLES[name]
    dropped = QUARANTINED_ROWS.table(
        quarantined_rows(run_id, day, table, ((f"{DROPPED}{by}", row) for by, row in corrected.dropped))
    )
    doubted = []
    if corrected.flagged:
        words = dict(zip(rows.column(str(table.primary_key)).to_pylist(), snippets(table, rows), strict=True))
        doubted = [
            FLAGGED_ROWS.row(run_id, day, name, key, f"{DROPPED}{by}", reason, words.get(key))
            for by, key, reason in corrected.flagged
        ]
    return {
        QUALITY_RESULTS.name: quality_rows(run_id, day, name, results),
        QUARANTINED_ROWS.name: pa.concat_tables([dropped, quarantine(run_id, day, name, rows, results)[1]]),
        FLAGGED_ROWS.name: pa.concat_tables([FLAGGED_ROWS.table(doubted), flag(run_id, day, name, rows, results)]),
        CORRECTIONS.name: corrected.applied,
    }


def _replace(workspace: Workspace, kept: str, day: date, tables: list[str], rows: pa.Table) -> None:
    """Put in what was found in some tables; what was found in the others stays if it is about the same files."""
    inputs = workspace.inputs("documents", day) or ""
    if workspace.inputs(kept, day) == inputs:
        before = workspace.lake.read(kept, day)
        others = pc.invert(pc.is_in(before.column("table_name"), pa.array(tables, pa.string())))
        rows = pa.concat_tables([before.filter(others), rows])
    workspace.lake.write(kept, day, rows, metadata={"inputs": inputs})


def report(
    context: dg.AssetExecutionContext, workspace: Workspace, made: Mapping[date, Tables], results: Results
) -> Iterator[dg.AssetCheckResult]:
    """One result for each Dagster check that the run is about, over all its editions.

    Failure if a check could not be run: then nothing is known about the rows.
    """
    broken, asked = [], {(key.asset_key.to_user_string(), key.name) for key in context.selected_asset_check_keys}
    for name, by_day in results.items():
        found: dict[str, list[Finding]] = {group: [] for group in _groups(name).values()}
        for day, by_check in by_day.items():
            for result in by_check:
                found[_groups(name)[result.check_name]].append(Finding(day, result, made[day][name]))
                if result.blocks:
                    broken.append(f"{day}: {name}: {result.check_name}: {result.details}")
        for group, of_group in found.items():
            if (name, group) in asked:
                if len(by_day) > 1 and context.selected_asset_keys:
                    _note_editions(context, workspace, name, group, of_group)
                yield dg.AssetCheckResult(asset_key=name, check_name=group, **_summary(workspace, name, of_group))
    if broken:
        raise dg.Failure("check failed: " + "; ".join(broken))


def report_nothing(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Results of a run that has no edition to look at."""
    for key in context.selected_asset_check_keys:
        yield dg.AssetCheckResult(
            asset_key=key.asset_key, check_name=key.name, passed=True, description="no edition to look at"
        )


def _note_editions(
    context: dg.AssetExecutionContext, workspace: Workspace, table_name: str, group: str, found: list[Finding]
) -> None:
    """Results of single editions: a run over several cannot yield them.

    Noted without a partition, because Dagster keeps only the first result of a partition that is noted like this,
    and fails on the next. It takes a hundredth of a second for each, so what had nothing to look at is left out.
    """
    worst: dict[date, bool] = {}
    for f in found:
        if f.result.evaluated or not f.result.success:
            worst[f.day] = worst.get(f.day, False) or not f.result.success
    # Dagster shows the last one as the state of the check: that must be one that failed, if any did.
    for day in sorted(worst, key=lambda day: (worst[day], day)):
        evaluation = dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey(table_name),
            check_name=group,
            **_summary(workspace, table_name, [f for f in found if f.day == day]),
        )
        context.instance.report_runless_asset_event(evaluation)


def _summary(workspace: Workspace, table_name: str, found: list[Finding]) -> dict[str, Any]:
    """What Dagster shows of some results: passed, severity, description and metadata."""
    bad = [f for f in found if not f.result.success]
    days = sorted({f.day for f in found})
    error = any(f.result.severity == "ERROR" for f in (bad or found))
    metadata: dict[str, Any] = {
        "editions": days[0].isoformat() if len(days) == 1 else len(days),
        "evaluated": sum(max(f.result.evaluated for f in found if f.day == day) for day in days),
        "unexpected": sum(f.result.unexpected for f in found),
        "quality docs": dg.MetadataValue.url(workspace.docs.page(days[0] if len(days) == 1 else None).as_uri()),
    }
    if any(f.result.positions for f in bad):
        metadata["failing rows"] = dg.MetadataValue.md(failing_rows(table_name, bad))
    passed = f"{days[0]}: good" if len(days) == 1 else f"{len(days)} editions: good"
    return {
        "passed": not bad,
        "severity": _SEVERITY["ERROR" if error else "WARN"],
        "description": "; ".join(f"{f.day}: {f.result.details}" for f in bad) or passed,
        "metadata": metadata,
    }


def failing_rows(table_name: str, found: Iterable[Finding]) -> str:
    """The first rows that break checks, with their ids and what the checks look at, as a Markdown table."""
    table, parts = TABLES[table_name], []
    columns = {c.name: c.columns for c in suite(table_name)}
    shown: list[str] = []
    for finding in found:
        for name in columns.get(finding.result.check_name, ()):
            if name not in (table.primary_key, table.span_of, *shown):
                shown.append(name)
    for finding in found:
        rows = finding.rows.take(pa.array(finding.result.positions, pa.int64()))
        days = [finding.day.isoformat()] * rows.num_rows
        part = {
            "edition": pa.array(days, pa.string()),
            table.primary_key or "": pa.array(finding.result.keys, pa.string()),
        }
        part["in words"] = pa.array(snippets(table, rows), pa.string())
        # The text of a list or a page is too long for a cell; the words above stand for it.
        part |= {name: rows.column(name) for name in shown if name not in ("body", "text", "edition_date")}
        parts.append(pa.table(part))
    return preview(pa.concat_tables(parts), rows=_SHOWN)
