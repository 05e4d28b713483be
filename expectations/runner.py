"""Running a suite: Great Expectations on a frame of Arrow columns. The only module that imports it, on first use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from expectations.checks import Check, CheckResult
from expectations.comparisons import COMPARISONS
from expectations.conditions import CONDITIONS, matching
from expectations.context import Context
from expectations.measures import MEASURES, Measured
from expectations.suites import suite
from warehouse.contract import TABLES

_POSITION = "_position"
_SHOWN = 3

_NOTHING = Context()

Edition = TypeVar("Edition")
Columns = Mapping[str, pa.ChunkedArray]


class _Outcome(NamedTuple):
    """What one check found in all rows."""

    success: bool
    applies: list[bool]
    bad: frozenset[int]
    error: str | None


def run_suite(
    table_name: str, rows: pa.Table, *, context: Context = _NOTHING, checks: Iterable[Check] | None = None
) -> list[CheckResult]:
    """Check the rows of a table, one result per check in the suite's order.

    Checks that need something which the context lacks are left out. `checks` takes the place of the table's suite.
    """
    return run_editions(table_name, {None: rows}, context=context, checks=checks)[None]


def run_editions(
    table_name: str,
    editions: Mapping[Edition, pa.Table],
    *,
    context: Context = _NOTHING,
    checks: Iterable[Check] | None = None,
) -> dict[Edition, list[CheckResult]]:
    """The same for the rows of several editions at once, which takes hardly longer than for one.

    The context is then that of all the editions. Positions count within each edition.
    """
    running = [c for c in (suite(table_name) if checks is None else checks) if not _lacks(context, c)]
    rows = pa.concat_tables(editions.values())
    frames: dict[Check, Columns] = {}
    measured: dict[Check, list[Measured | None]] = {}
    broken: dict[str, str] = {}
    for check in running:
        try:
            if check.measure:
                measured[check] = [_measure(check, day, part, context) for day, part in editions.items()]
            elif rows.num_rows:
                frames[check] = _columns(check, rows, context)
        except Exception as error:
            broken[check.name] = f"{type(error).__name__}: {error}"
    outcomes = _validate(table_name, frames, rows.num_rows)
    outcomes |= _validate(table_name, {c: _numbers(c, found) for c, found in measured.items()}, len(editions))
    keys, out, start = _keys(table_name, rows), {}, 0
    for number, (edition, part) in enumerate(editions.items()):
        end = start + part.num_rows
        results = []
        for check in running:
            outcome = outcomes.get(check.name)
            if check.name in broken:
                results.append(_broken(check, broken[check.name]))
            elif check.measure:
                results.append(_edition_result(check, outcome, number, measured[check][number]))
            else:
                results.append(_result(check, outcome, slice(start, end), keys))
        out[edition], start = results, end
    return out


def _lacks(context: Context, check: Check) -> bool:
    """Whether the check needs something beside the rows that is not at hand."""
    if check.measure:
        return context.lacks(MEASURES[check.measure["name"]])
    if check.condition not in COMPARISONS:
        return False
    if context.lacks(COMPARISONS[check.condition]):
        return True
    return check.condition == "known" and check.arguments["values"] not in (context.known or {})


def _measure(check: Check, day: Any, rows: pa.Table, context: Context) -> Measured | None:
    arguments = dict(check.measure or {})
    return MEASURES[arguments.pop("name")](day, rows, context, **arguments)


def _numbers(check: Check, found: list[Measured | None]) -> Columns:
    return {_in_frame(check, "measure"): pa.chunked_array([pa.array([f and f.value for f in found], pa.float64())])}


def _columns(check: Check, rows: pa.Table, context: Context) -> Columns:
    """The columns that the expectation looks at, null where it does not apply. KeyError if the rows lack one."""
    if check.condition is None:
        columns = {name: rows.column(name) for name in check.columns}
    else:
        if check.condition in COMPARISONS:
            holds = COMPARISONS[check.condition](rows, context, **check.arguments)
        else:
            holds = CONDITIONS[check.condition](rows, **check.arguments)
        columns = {
            "holds": holds if isinstance(holds, pa.ChunkedArray) else pa.chunked_array([pa.array(holds, pa.bool_())])
        }
    if check.where:
        applies = matching(rows, check.where)
        columns = {n: pc.if_else(applies, c, pa.scalar(None, c.type)) for n, c in columns.items()}
    return {_in_frame(check, name): column for name, column in columns.items()}


def _in_frame(check: Check, column: str) -> str:
    """What a column is called in the frame: checks on all rows share theirs."""
    own = check.where or check.condition or check.measure
    return f"{check.name}.{column}" if own else column


def _validate(table_name: str, frames: Mapping[Check, Columns], count: int) -> dict[str, _Outcome]:
    """What each check found, by its name. The frame holds only the columns that are looked at."""
    if not frames or not count:
        return {}
    import pandas as pd

    gx, asset = _great_expectations()
    columns = {name: column for frame in frames.values() for name, column in frame.items()}
    table = pa.table({_POSITION: pa.array(range(count), pa.int64()), **columns})
    batch = asset.get_batch({"dataframe": table.to_pandas(types_mapper=pd.ArrowDtype)})
    validation = batch.validate(
        gx.ExpectationSuite(name=table_name, expectations=[_expectation(check) for check in frames]),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [_POSITION],
            "return_unexpected_index_query": False,
        },
    )
    found = {r.expectation_config.meta["check"]: r for r in validation.results}
    return {check.name: _outcome(found[check.name], frame) for check, frame in frames.items()}


def _expectation(check: Check) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    kind = check.expectation or "expect_column_values_to_be_in_set"
    arguments: dict[str, Any] = {"column": "holds", "value_set": [True]} if check.condition else dict(check.arguments)
    for name in ("column", "column_A", "column_B"):
        if name in arguments:
            arguments[name] = _in_frame(check, arguments[name])
    severity = FailureSeverity.CRITICAL if check.severity == "ERROR" else FailureSeverity.WARNING
    configuration = ExpectationConfiguration(
        type=kind, kwargs=arguments, meta={"check": check.name}, severity=severity, description=check.says
    )
    return configuration.to_domain_obj()


def _outcome(result: Any, frame: Columns) -> _Outcome:
    applies = [all(given) for given in zip(*(c.is_valid().to_pylist() for c in frame.values()), strict=True)]
    bad = frozenset(int(row[_POSITION]) for row in result.result.get("unexpected_index_list") or ())
    return _Outcome(bool(result.success), applies, bad, _raised(result.exception_info))


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


def _result(check: Check, outcome: _Outcome | None, part: slice, keys: list[str]) -> CheckResult:
    """The result of a check for a part of the rows; there is no outcome if there are no rows at all."""
    if outcome is None:
        return CheckResult(check.name, check.severity, True, 0, 0)
    if outcome.error:
        return _broken(check, outcome.error)
    if not outcome.success and not outcome.bad:
        return _broken(check, "it failed without naming rows")
    evaluated = sum(outcome.applies[at] or at in outcome.bad for at in range(part.start, part.stop))
    bad = [at for at in range(part.start, part.stop) if at in outcome.bad]
    if not bad:
        return CheckResult(check.name, check.severity, True, evaluated, 0)
    failing = tuple(keys[at] for at in bad)
    shown = ", ".join(failing[:_SHOWN]) + (" …" if len(failing) > _SHOWN else "")
    details = f"{len(bad)} of {evaluated} rows do not keep to: {check.says}. Rows: {shown}"
    positions = tuple(at - part.start for at in bad)
    return CheckResult(check.name, check.severity, False, evaluated, len(bad), positions, failing, details)


def _edition_result(check: Check, outcome: _Outcome | None, number: int, found: Measured | None) -> CheckResult:
    """The result of a check of whole editions for one of them."""
    if outcome is not None and outcome.error:
        return _broken(check, outcome.error)
    if outcome is None or found is None:
        return CheckResult(check.name, check.severity, True, 0, 0)
    if number not in outcome.bad:
        return CheckResult(check.name, check.severity, True, 1, 0)
    details = f"{found.words}, but {check.says}"
    return CheckResult(check.name, check.severity, False, 1, 1, details=details)


def _raised(exception: Any) -> str | None:
    """The message of an expectation that raised: its information is flat, or one mapping per computation."""
    if not isinstance(exception, Mapping):
        return None
    for info in (exception, *exception.values()):
        if isinstance(info, Mapping) and info.get("raised_exception"):
            return str(info.get("exception_message"))
    return None


def _broken(check: Check, message: str) -> CheckResult:
    details = f"The check could not be run: {' '.join(message.split())[:300]}"
    return CheckResult(check.name, "ERROR", False, 0, 0, details=details, broke=True)


def _keys(table_name: str, rows: pa.Table) -> list[str]:
    key = TABLES[table_name].primary_key
    if key is None or key not in rows.column_names:
        return [""] * rows.num_rows
    return [value or "" for value in rows.column(key).to_pylist()]
