"""Conditions of checks, and suites as data."""

import math

import pytest

from expectations.checks import CheckResult
from expectations.comparisons import known
from expectations.conditions import (
    absent,
    any_present,
    bounds_agree,
    finite,
    fits,
    matching,
    present,
    verdict_agrees,
    within,
)
from expectations.context import Context
from expectations.quarantine import quality_rows, quarantine
from expectations.structure import structure_checks
from expectations.suites import SUITES_DIR, SuiteError, suite
from tests.rows import DAY, metric
from warehouse.contract import TABLES

METRICS = TABLES["metrics"]


def rows(*changes):
    return METRICS.table([metric(i, **c) for i, c in enumerate(changes)])


def bounds(comparator, value, low=None, high=None):
    return {"comparator": comparator, "value": value, "value_low": low, "value_high": high}


@pytest.mark.parametrize(
    ("row", "good"),
    [
        (bounds("=", 3.0), True),
        (bounds("~", 3.0), True),
        (bounds("=", None, 3.0, 5.0), True),
        (bounds("~", None, 3.0, 5.0), True),
        (bounds(">=", 98.0, 98.0), True),
        (bounds(">", 98.0, 98.0), True),
        (bounds("<=", 7.0, None, 7.0), True),
        (bounds("<", 7.0, None, 7.0), True),
        (bounds("=", None), None),
        (bounds(">=", 98.0), False),
        (bounds(">=", 98.0, None, 98.0), False),
        (bounds(">", 98.0, 97.0), False),
        (bounds("<=", 7.0, 7.0), False),
        (bounds("<", None, None, 7.0), False),
        (bounds("=", 3.0, 3.0, 5.0), False),
        (bounds("~", None, 3.0), False),
    ],
)
def test_conditions_bounds_agree_with_the_comparator(row, good):
    assert bounds_agree(rows(row)) == [good]


def test_conditions_fits_judges_only_what_it_knows():
    table = rows(
        {"unit": "CNY"}, {"unit": "元"}, {"unit": None}, {"unit": "km", "dimension": "length"},
        {"unit": "kg", "dimension": "length"}, {"unit": "家", "dimension": "count"},
    )  # fmt: skip
    given = {"lists": {"length": ["km"]}, "patterns": {"money": "[A-Z]{3}"}}
    assert fits(table, column="unit", by="dimension", **given) == [True, False, None, True, False, None]


def test_conditions_within_looks_at_every_number_stated():
    table = rows({}, {"value": None}, {"value": 1.5}, {"value": None, "value_low": -1.0, "value_high": 2.0})
    given = {"columns": ["value", "value_low", "value_high"]}
    assert within(table, **given, low=0) == [True, None, True, False]
    assert within(table, **given, whole=True) == [True, None, False, True]
    assert within(table, **given, high=10) == [False, None, True, True]
    assert within(table, **given, low=0, unless={"indicator": ["投资"]}) == [None] * 4


def test_conditions_whole_allows_for_rounding_of_large_numbers():
    assert within(rows({"value": 3.07e11 + 1e-4}), columns=["value"], whole=True) == [True]


def test_conditions_null_where_nothing_is_stated():
    table = rows({"value": None}, {"value": math.nan}, {"value": math.inf}, {})
    assert finite(table, columns=["value", "value_low"]) == [None, False, False, True]
    ids = ["m0-2026-03-05", "m2-2026-03-05"]
    context = Context(known={"metrics": ids})
    assert known(table, context, column="metric_id", values="metrics").to_pylist() == [True, False, True, False]
    assert known(table, context, column="change_basis", values="metrics").to_pylist() == [None] * 4
    assert present(rows({}, {"unit": None}), columns=["unit", "text"]) == [True, False]
    assert absent(rows({}, {"period_end": DAY}), columns=["period_start", "period_end"]) == [True, False]
    assert any_present(rows({}, {"value": None}), columns=["value", "value_low"]) == [True, False]
    assert matching(rows({}, {"unit": None}), {"unit": ["CNY"], "status": ["actual"]}).to_pylist() == [True, False]


@pytest.mark.parametrize(
    ("stated", "derived", "verdict", "good"),
    [
        (3, 3, "agree", True),
        (100, 101, "agree", True),
        (3, 4, "agree", False),
        (3, 4, "disagree", True),
        (3, 3, "disagree", False),
    ],
)
def test_conditions_verdict_follows_from_the_numbers(stated, derived, verdict, good):
    row = TABLES["reconciliations"].row("r", None, "a", "d", DAY, "sum", stated, derived, verdict, "3", 0, 1)
    assert verdict_agrees(TABLES["reconciliations"].table([row]), relative=0.02, absolute=0.5) == [good]


@pytest.mark.parametrize("name", TABLES)
def test_suites_every_table_has_its_structure_checked(name):
    table, checks = TABLES[name], suite(name)
    names = {c.name for c in checks}
    assert {c.name for c in structure_checks(table)} <= names
    assert f"{name}_required_present" in names
    assert {f"{name}_{c.name}_allowed" for c in table.columns if c.allowed} <= names
    assert table.primary_key is None or f"{name}_{table.primary_key}_unique" in names
    assert table.span_of is None or f"{name}_span_reproduces_text" in names
    assert {f"{name}_{k.column}_known" for k in table.foreign_keys} <= names


def test_suites_files_are_of_tables_and_their_checks_say_what_holds():
    for file in SUITES_DIR.glob("*.yaml"):
        for check in suite(file.stem):
            assert check.says
            assert set(check.columns) <= set(TABLES[file.stem].column_names)


GOOD = "- {name: n, severity: WARN, says: s, columns: [text], condition: any_present}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("condition", "contition"), "unknown entries: contition"),
        (GOOD.replace(", condition: any_present", ""), "either an expectation or a condition"),
        (GOOD.replace("any_present", "anything"), "no condition anything"),
        (GOOD.replace("WARN", "FATAL"), "ERROR or WARN"),
        (GOOD.replace("[text]", "[txt]"), "does not have: txt"),
        (GOOD.replace(", says: s", ""), "says"),
        (f"{GOOD}\n{GOOD}", "more than one check is called metrics_n"),
    ],
)
def test_suites_a_bad_file_is_named(tmp_path, monkeypatch, text, says):
    (tmp_path / "metrics.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("expectations.suites.SUITES_DIR", tmp_path)
    with pytest.raises(SuiteError, match=says):
        suite.__wrapped__("metrics")


def test_quarantine_takes_out_rows_that_break_an_error_check():
    table = rows({}, {"text": None}, {"value": math.nan}, {})
    results = [
        CheckResult("first", "ERROR", False, 4, 2, (1, 2), ("m1", "m2")),
        CheckResult("second", "ERROR", False, 4, 1, (1,), ("m1",)),
        CheckResult("third", "WARN", False, 4, 1, (0,), ("m0",)),
        CheckResult("fourth", "ERROR", True, 4, 0),
    ]
    good, bad = quarantine("r", DAY, "metrics", table, results)
    assert good.column("metric_id").to_pylist() == [f"m0-{DAY}", f"m3-{DAY}"]
    assert good.num_rows + bad.num_rows == table.num_rows
    assert [(r["row_id"], r["check_name"]) for r in bad.to_pylist()] == [(f"m1-{DAY}", "first"), (f"m2-{DAY}", "first")]
    assert '"value": "nan"' in bad.column("row")[1].as_py()
    assert '"edition_date": "2026-03-05"' in bad.column("row")[0].as_py()


def test_quarantine_without_failures_keeps_everything():
    table = rows({}, {})
    good, bad = quarantine("r", DAY, "metrics", table, [])
    assert good.equals(table)
    assert bad.equals(TABLES["quarantined_rows"].table([]))


def test_quality_rows_say_what_was_found():
    result = CheckResult("first", "WARN", False, 4, 2, (1, 2), ("m1", "m2"), "2 of 4 rows")
    assert quality_rows("r", DAY, "metrics", [result]).to_pylist() == [
        {
            "run_id": "r",
            "edition_date": DAY,
            "table_name": "metrics",
            "check_name": "first",
            "severity": "WARN",
            "success": False,
            "evaluated": 4,
            "unexpected": 2,
            "details": "2 of 4 rows",
            "says": None,
        }
    ]


def test_check_result_blocks_if_quarantine_cannot_help():
    assert CheckResult("c", "ERROR", False, 0, 0, broke=True).blocks
    assert not CheckResult("c", "ERROR", False, 4, 1, (0,), ("m0",)).blocks
    assert not CheckResult("c", "WARN", False, 4, 1, (0,), ("m0",)).blocks
    assert not CheckResult("c", "ERROR", True, 4, 0).blocks
