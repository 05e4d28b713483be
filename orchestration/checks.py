"""Checks of the tables as Dagster sees them, and as rows of `quality_results` and `quarantined_rows`.

A step checks what it wrote. Rows that break a check of severity ERROR are quarantined and the rest of the edition
is loaded, so a failed check stops a run only if it says nothing about single rows.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from expectations import CheckResult, quality_rows, quarantine, run_suite, suite
from expectations.structure import structure_checks
from orchestration.workspace import Workspace
from warehouse.contract import QUALITY_RESULTS, QUARANTINED_ROWS, TABLES
from warehouse.spans import texts_of

_SEVERITY = {"ERROR": dg.AssetCheckSeverity.ERROR, "WARN": dg.AssetCheckSeverity.WARN}

Tables = Mapping[str, pa.Table]
Results = dict[date, dict[str, list[CheckResult]]]
"""By edition and table."""


@cache
def _groups(table_name: str) -> dict[str, str]:
    """Name of each check → name of the Dagster check that stands for it; the structure is shown as one."""
    structure = {c.name for c in structure_checks(TABLES[table_name])}
    names = [c.name for c in suite(table_name)]
    return {n: "structure" if n in structure else n.removeprefix(f"{table_name}_") for n in names}


def check_specs(table_name: str) -> list[dg.AssetCheckSpec]:
    """The Dagster checks of a table."""
    says: dict[str, list[str]] = {}
    for check in suite(table_name):
        says.setdefault(_groups(table_name)[check.name], []).append(f"{check.says} ({check.severity})")
    return [dg.AssetCheckSpec(name, asset=table_name, description="; ".join(text)) for name, text in says.items()]


def check_edition(
    run_id: str, workspace: Workspace, day: date, tables: Tables, context: Tables
) -> dict[str, list[CheckResult]]:
    """Check tables of one edition, keep what was found in the lake, and return it by table.

    `context` holds the tables that were there before: documents for the spans, others for the keys.
    """
    there = {**context, **tables}
    texts = texts_of(there["documents"])
    known = {n: rows.column(key).to_pylist() for n, rows in there.items() if (key := TABLES[n].primary_key)}
    if "entity_mentions" in there:
        known["entities"] = there["entity_mentions"].column("entity_id").unique().to_pylist()
    results, quality, out = {}, [], []
    for name, rows in tables.items():
        results[name] = run_suite(name, rows, texts=texts, known=known)
        quality.append(quality_rows(run_id, day, name, results[name]))
        out.append(quarantine(run_id, day, name, rows, results[name])[1])
    inputs = workspace.inputs("documents", day) or ""
    for kept, parts in ((QUALITY_RESULTS.name, quality), (QUARANTINED_ROWS.name, out)):
        _replace(workspace, kept, day, set(tables), pa.concat_tables(parts), inputs)
    return results


def _replace(workspace: Workspace, kept: str, day: date, tables: set[str], rows: pa.Table, inputs: str) -> None:
    """Put in what was found in some tables; what was found in the others stays if it is about the same files."""
    if workspace.inputs(kept, day) == inputs:
        before = workspace.lake.read(kept, day)
        others = pc.invert(pc.is_in(before.column("table_name"), pa.array(sorted(tables), pa.string())))
        rows = pa.concat_tables([before.filter(others), rows])
    workspace.lake.write(kept, day, rows, metadata={"inputs": inputs})


def report(context: dg.AssetExecutionContext, results: Results) -> Iterator[dg.AssetCheckResult]:
    """One result for each Dagster check of the run, the worst; and one for each edition if there are several.

    Failure if a check could not be run: then nothing is known about the rows.
    """
    tables = {name for by_table in results.values() for name in by_table}
    broken = []
    for name in sorted(tables):
        by_group: dict[str, list[tuple[date, CheckResult]]] = {}
        for day, by_table in results.items():
            for result in by_table[name]:
                by_group.setdefault(_groups(name)[result.check_name], []).append((day, result))
                if result.blocks:
                    broken.append(f"{day}: {name}: {result.check_name}: {result.details}")
        for group, found in by_group.items():
            yield _summary(name, group, found)
    if broken:
        raise dg.Failure("check failed: " + "; ".join(broken))


def _summary(table_name: str, group: str, found: list[tuple[date, CheckResult]]) -> dg.AssetCheckResult:
    bad = [(day, r) for day, r in found if not r.success]
    error = any(r.severity == "ERROR" for _, r in (bad or found))
    return dg.AssetCheckResult(
        asset_key=table_name,
        check_name=group,
        passed=not bad,
        severity=_SEVERITY["ERROR" if error else "WARN"],
        description="; ".join(f"{day}: {r.details}" for day, r in bad) or None,
        metadata={
            "editions": len({day for day, _ in found}),
            "evaluated": max(r.evaluated for _, r in found),
            "unexpected": sum(r.unexpected for _, r in found),
        },
    )
