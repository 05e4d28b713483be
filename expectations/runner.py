"""Running a suite: Great Expectations on a frame of Arrow columns. The only module that imports it, on first use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pyarrow as pa

from expectations.checks import Check, CheckResult
from expectations.conditions import CONDITIONS
from expectations.suites import suite
from warehouse.contract import TABLES

_POSITION = "_position"
_SHOWN = 3


def run_suite(
    table_name: str,
    rows: pa.Table,
    *,
    texts: Mapping[str, str] | None = None,
    known: Mapping[str, Iterable[str]] | None = None,
    checks: Iterable[Check] | None = None,
) -> list[CheckResult]:
    """Check the rows of a table, one result per check in the suite's order.

    `texts` (documents.text by document_id) is what spans are compared with, `known` holds the keys of other tables
    by table name; checks that lack theirs are left out. `checks` takes the place of the table's suite.
    """
    wanted = [_complete(c, texts, known) for c in (suite(table_name) if checks is None else checks)]
    running = [c for c in wanted if c is not None]
    if rows.num_rows == 0:
        return [CheckResult(c.name, c.severity, True, 0, 0) for c in running]
    found: dict[str, CheckResult] = {}
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    expected: list[Check] = []
    for check in running:
        try:
            columns.update(_columns(check, rows))
            expected.append(check)
        except Exception as error:
            found[check.name] = _broken(check, error)
    keys = _keys(table_name, rows)
    for check, result in _validate(table_name, expected, columns, rows.num_rows):
        found[check.name] = _result(check, result, keys)
    return [found[c.name] for c in running]


def _complete(check: Check, texts: Mapping[str, str] | None, known: Mapping[str, Iterable[str]] | None) -> Check | None:
    """The check with what it needs beside the rows; None if that was not given."""
    given: dict[str, Any]
    if check.condition == "span_reproduces_text" and texts is not None:
        given = {"texts": texts}
    elif check.condition == "known" and known is not None and (table := check.arguments["values"]) in known:
        given = {"values": pa.array(sorted(known[table]), pa.string())}
    elif check.condition in ("span_reproduces_text", "known"):
        return None
    else:
        return check
    arguments = {**check.arguments, **given}
    return Check(check.name, check.severity, check.says, check.columns, condition=check.condition, arguments=arguments)


def _columns(check: Check, rows: pa.Table) -> dict[str, Any]:
    """The columns that the check's expectation looks at. KeyError if the rows lack one."""
    if check.condition is None:
        return {name: rows.column(name) for name in check.columns}
    holds = CONDITIONS[check.condition](rows, **check.arguments)
    return {check.name: holds if isinstance(holds, pa.Array | pa.ChunkedArray) else pa.array(holds, pa.bool_())}


def _validate(
    table_name: str, checks: list[Check], columns: dict[str, Any], count: int
) -> list[tuple[Check, Mapping[str, Any]]]:
    """Each check with its validation result as a plain mapping. The frame holds only the columns that are looked at."""
    if not checks:
        return []
    import pandas as pd

    gx, asset = _great_expectations()
    table = pa.table({_POSITION: pa.array(range(count), pa.int64()), **columns})
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    batch = asset.get_batch({"dataframe": frame})
    configurations = [_configuration(check) for check in checks]
    validation = batch.validate(
        gx.ExpectationSuite(name=table_name, expectations=configurations),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [_POSITION],
            "return_unexpected_index_query": False,
        },
    )
    by_name = {r.expectation_config.meta["check"]: r for r in validation.results}
    return [
        (c, {"success": r.success, "result": r.result, "exception": r.exception_info})
        for c in checks
        for r in [by_name[c.name]]
    ]


def _configuration(check: Check) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    kind, arguments = check.expectation, dict(check.arguments)
    if kind is None:
        kind, arguments = "expect_column_values_to_be_in_set", {"column": check.name, "value_set": [True]}
    severity = FailureSeverity.CRITICAL if check.severity == "ERROR" else FailureSeverity.WARNING
    configuration = ExpectationConfiguration(
        type=kind, kwargs=arguments, meta={"check": check.name}, severity=severity, description=check.says
    )
    return configuration.to_domain_obj()


@cache
def _great_expectations() -> tuple[Any, Any]:
    """The package and a batch definition of an ephemeral context, without usage statistics and progress bars."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("rows").add_dataframe_asset("table")
    return gx, asset.add_batch_definition_whole_dataframe("edition")


def _result(check: Check, validation: Mapping[str, Any], keys: list[str]) -> CheckResult:
    if message := _raised(validation["exception"]):
        return _broken(check, message)
    result = validation["result"]
    evaluated = result.get("element_count", 0) - (result.get("missing_count") or 0)
    positions = tuple(sorted({int(row[_POSITION]) for row in result.get("unexpected_index_list") or ()}))
    if validation["success"]:
        return CheckResult(check.name, check.severity, True, evaluated, 0)
    failing = tuple(keys[p] for p in positions)
    shown = ", ".join(failing[:_SHOWN]) + (" …" if len(failing) > _SHOWN else "")
    details = f"{len(positions)} of {evaluated} rows do not keep to: {check.says}. Rows: {shown}"
    return CheckResult(check.name, check.severity, False, evaluated, len(positions), positions, failing, details)


def _raised(exception: Any) -> str | None:
    """The message of an expectation that raised: its information is flat, or one mapping per computation."""
    if not isinstance(exception, Mapping):
        return None
    for info in (exception, *exception.values()):
        if isinstance(info, Mapping) and info.get("raised_exception"):
            return str(info.get("exception_message"))
    return None


def _broken(check: Check, error: Exception | str) -> CheckResult:
    name = f"{type(error).__name__}: " if isinstance(error, Exception) else ""
    details = f"The check could not be run: {name}{' '.join(str(error).split())[:300]}"
    return CheckResult(check.name, "ERROR", False, 0, 0, details=details, broke=True)


def _keys(table_name: str, rows: pa.Table) -> list[str]:
    key = TABLES[table_name].primary_key
    if key is None or key not in rows.column_names:
        return [""] * rows.num_rows
    return [value or "" for value in rows.column(key).to_pylist()]
