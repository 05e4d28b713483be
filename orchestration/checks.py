"""Checks of the tables as Dagster sees them, and as rows of `quality_results` and `quarantined_rows`.

A step checks what it wrote. Rows that break a check of severity ERROR are quarantined and the rest of the edition
is loaded, so a failed check stops a run only if it says nothing about single rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from expectations import CheckResult, quality_rows, quarantine, run_editions, suite
from expectations.structure import structure_checks
from orchestration.partitions import EDITIONS
from orchestration.workspace import Workspace
from warehouse.contract import QUALITY_RESULTS, QUARANTINED_ROWS, TABLES
from warehouse.spans import texts_of

_STRUCTURE, _SPANS = "structure", "span_reproduces_text"
_SEVERITY = {"ERROR": dg.AssetCheckSeverity.ERROR, "WARN": dg.AssetCheckSeverity.WARN}

Tables = Mapping[str, pa.Table]
Results = dict[str, dict[date, list[CheckResult]]]
"""By table and edition."""


@cache
def _groups(table_name: str) -> dict[str, str]:
    """Name of each check → name of the Dagster check that stands for it; the structure is shown as one, spans apart."""
    structure = {c.name for c in structure_checks(TABLES[table_name])}
    names = {c.name: c.name.removeprefix(f"{table_name}_") for c in suite(table_name)}
    return {name: own if own == _SPANS or name not in structure else _STRUCTURE for name, own in names.items()}


def check_specs(table_name: str) -> list[dg.AssetCheckSpec]:
    """The Dagster checks of a table. Claims are judged by edition; a broken structure is a defect of the reader."""
    says: dict[str, list[str]] = {}
    for check in suite(table_name):
        says.setdefault(_groups(table_name)[check.name], []).append(f"{check.says} ({check.severity})")
    return [
        dg.AssetCheckSpec(
            name,
            asset=table_name,
            description="; ".join(text),
            partitions_def=None if name in (_STRUCTURE, _SPANS) else EDITIONS,
        )
        for name, text in says.items()
    ]


def check_editions(
    run_id: str, workspace: Workspace, made: Mapping[date, Tables], needed: Mapping[date, Tables]
) -> Results:
    """Check the tables that a step made of each edition, and keep what was found in the lake.

    `needed` holds the tables it made them from: documents for the spans, all of them for the keys.
    """
    if not made:
        return {}
    there = [rows for day in made for rows in ({**needed[day], **made[day]}).items()]
    texts: dict[str, str] = {}
    known: dict[str, list[str]] = {}
    for name, rows in there:
        if name == "documents":
            texts |= texts_of(rows)
        if name == "entity_mentions":
            known.setdefault("entities", []).extend(rows.column("entity_id").to_pylist())
        if key := TABLES[name].primary_key:
            known.setdefault(name, []).extend(rows.column(key).to_pylist())
    tables = list(next(iter(made.values())))
    results = {
        name: run_editions(name, {day: made[day][name] for day in made}, texts=texts, known=known) for name in tables
    }
    for day in made:
        quality = [quality_rows(run_id, day, n, results[n][day]) for n in tables]
        out = [quarantine(run_id, day, n, made[day][n], results[n][day])[1] for n in tables]
        for kept, parts in ((QUALITY_RESULTS.name, quality), (QUARANTINED_ROWS.name, out)):
            _replace(workspace, kept, day, tables, pa.concat_tables(parts))
    return results


def _replace(workspace: Workspace, kept: str, day: date, tables: list[str], rows: pa.Table) -> None:
    """Put in what was found in some tables; what was found in the others stays if it is about the same files."""
    inputs = workspace.inputs("documents", day) or ""
    if workspace.inputs(kept, day) == inputs:
        before = workspace.lake.read(kept, day)
        others = pc.invert(pc.is_in(before.column("table_name"), pa.array(tables, pa.string())))
        rows = pa.concat_tables([before.filter(others), rows])
    workspace.lake.write(kept, day, rows, metadata={"inputs": inputs})


def report(context: dg.AssetExecutionContext, tables: Iterable[str], results: Results) -> Iterator[dg.AssetCheckResult]:
    """One result for each Dagster check of the tables, over all editions of the run.

    Failure if a check could not be run: then nothing is known about the rows.
    """
    broken = []
    for name in tables:
        found: dict[str, list[tuple[date, CheckResult]]] = {group: [] for group in _groups(name).values()}
        for day, by_check in results.get(name, {}).items():
            for result in by_check:
                found[_groups(name)[result.check_name]].append((day, result))
                if result.blocks:
                    broken.append(f"{day}: {name}: {result.check_name}: {result.details}")
        for group, of_group in found.items():
            if len(of_group) > 1 and group not in (_STRUCTURE, _SPANS):
                _note_editions(context, name, group, of_group)
            yield _summary(name, group, of_group)
    if broken:
        raise dg.Failure("check failed: " + "; ".join(broken))


def _note_editions(
    context: dg.AssetExecutionContext, table_name: str, group: str, found: list[tuple[date, CheckResult]]
) -> None:
    """Results of single editions: a run over several cannot yield them."""
    for day, result in found:
        evaluation = dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey(table_name),
            check_name=group,
            passed=result.success,
            severity=_SEVERITY[result.severity],
            description=result.details,
            partition=day.isoformat(),
            metadata={"evaluated": result.evaluated, "unexpected": result.unexpected},
        )
        context.instance.report_runless_asset_event(evaluation)


def _summary(table_name: str, group: str, found: list[tuple[date, CheckResult]]) -> dg.AssetCheckResult:
    bad = [(day, r) for day, r in found if not r.success]
    days = {day for day, _ in found}
    error = any(r.severity == "ERROR" for _, r in (bad or found))
    return dg.AssetCheckResult(
        asset_key=table_name,
        check_name=group,
        passed=not bad,
        severity=_SEVERITY["ERROR" if error else "WARN"],
        description="; ".join(f"{day}: {r.details}" for day, r in bad) or None,
        metadata={
            "editions": len(days),
            "evaluated": sum(max(r.evaluated for day, r in found if day == d) for d in days),
            "unexpected": sum(r.unexpected for _, r in found),
        },
    )
