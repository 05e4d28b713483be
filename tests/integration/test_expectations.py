"""Every check passes good rows and finds a defect planted for it."""

import math
import subprocess
import sys
from datetime import date

import pytest

from expectations import CheckResult, quality_rows, quarantine, run_editions, run_suite, suite
from expectations.checks import Check
from expectations.structure import structure_checks
from expectations.suites import SUITES_DIR
from tests.rows import DAY, TEXT, edition, metric, span
from warehouse.contract import TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.spans import texts_of

METRICS = TABLES["metrics"]
GIVEN = {
    "texts": {f"d1-{DAY}": TEXT},
    "known": {"articles": [f"a1-{DAY}"], "documents": [f"d1-{DAY}"], "statements": [f"s1-{DAY}"]},
}
NEXT_YEAR = date(2027, 1, 1)
BOTH = {"value": None, "value_low": 5.0, "value_high": 7.0}
SHARE = {"dimension": "ratio", "unit": "%", "indicator": "占比"}

GOOD = [
    {},
    {"statement_id": None},
    BOTH,
    {"comparator": ">=", "value": 98.0, "value_low": 98.0, **SHARE},
    {"value": 120.0, **SHARE, "indicator": "完成率"},
    {"value": 300.0, **SHARE, "change": "increase"},
    {"value": -2.5, "unit": "pp", "dimension": "ratio"},
    {"value": 35000.0, "dimension": "count", "unit": "人", "indicator": "居民"},
    {"value": 2.5, "dimension": "count", "unit": "个", "indicator": "人均岗位"},
    {"value": -12.0, "dimension": "temperature", "unit": "°C"},
    {"value": 1.0, "dimension": "rank", "unit": "rank"},
    {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)},
    {"period_start": NEXT_YEAR, "period_end": NEXT_YEAR, "status": "target"},
]

PLANTED = {
    "required_present": {"comparator": None},
    "numbers_finite": {"value": math.inf},
    "comparator_allowed": {"comparator": "≥"},
    "dimension_allowed": {"dimension": "height"},
    "change_allowed": {"change": "up"},
    "status_allowed": {"status": "planned"},
    "change_basis_allowed": {"change_basis": "qoq"},
    "metric_id_unique": {"metric_id": f"m0-{DAY}"},
    "article_id_known": {"article_id": "a9"},
    "document_id_known": {"document_id": "d9"},
    "statement_id_known": {"statement_id": "s9"},
    "span_reproduces_text": {"char_start": 0},
    "bounds_ordered": {"value": None, "value_low": 7.0, "value_high": 5.0},
    "bounds_agree_with_comparator": {"comparator": ">="},
    "unit_fits_dimension": {"unit": "kg"},
    "share_is_plausible": {"value": 980.0, **SHARE},
    "percentage_points_are_few": {"value": 75.0, "unit": "pp", "dimension": "ratio"},
    "counts_are_whole": {"value": 2.5, "dimension": "count", "unit": "家"},
    "quantities_are_not_negative": {"value": -3.0, "dimension": "length", "unit": "km"},
    "ranks_are_places": {"value": 0.0, "dimension": "rank", "unit": "rank"},
    "period_ordered": {"period_start": DAY, "period_end": date(2025, 1, 1)},
    "actual_period_not_after_edition": {"period_start": NEXT_YEAR, "period_end": NEXT_YEAR},
    "value_stated": {"value": None},
    "text_holds_a_numeral": {"text": "亩"},
}


def rows(*changes):
    return METRICS.table([metric(i, **c) for i, c in enumerate(changes)])


@pytest.fixture(scope="module")
def planted():
    """Results of a run over one good row and all planted ones, by check without the table's name."""
    table = rows({}, *PLANTED.values())
    return {r.check_name.removeprefix("metrics_"): r for r in run_suite("metrics", table, **GIVEN)}


def test_expectations_every_check_of_metrics_has_a_planted_defect():
    assert {f"metrics_{name}" for name in PLANTED} == {c.name for c in suite("metrics")}


@pytest.mark.parametrize(("name", "position"), [(n, i) for i, n in enumerate(PLANTED, 1)])
def test_expectations_find_the_planted_defect(planted, name, position):
    result = planted[name]
    assert not result.success
    assert not result.broke
    assert position in result.positions
    assert (0 in result.positions) == (name == "metric_id_unique")
    assert result.unexpected == len(result.positions) <= result.evaluated
    assert result.keys == tuple(rows({}, *PLANTED.values()).column("metric_id")[p].as_py() for p in result.positions)
    assert result.keys[0] in result.details


def test_expectations_good_rows_pass_every_check():
    results = run_suite("metrics", rows(*GOOD), **GIVEN)
    assert [r.check_name for r in results] == [c.name for c in suite("metrics")]
    assert [r.check_name for r in results if not r.success] == []
    evaluated = {r.check_name.removeprefix("metrics_"): r.evaluated for r in results}
    assert evaluated["required_present"] == len(GOOD)
    assert (evaluated["share_is_plausible"], evaluated["statement_id_known"]) == (1, len(GOOD) - 1)
    assert (evaluated["percentage_points_are_few"], evaluated["actual_period_not_after_edition"]) == (1, 1)


OTHERS = {
    ("statements", "narration_has_no_speaker"): {"voice": "narration"},
    ("statements", "speech_has_a_speaker"): {"utterance_id": None},
    ("statements", "known_speaker_is_named"): {"speaker_name": None},
    ("statements", "horizon_only_of_commitments"): {"statement_class": "fact"},
    ("statements", "horizon_ordered"): {"horizon_start": NEXT_YEAR},
    ("statements", "horizon_not_before_edition"): {"horizon_end": date(2026, 1, 1)},
    ("reconciliations", "verdict_follows_from_the_numbers"): {"derived": 5.0},
    ("entity_mentions", "no_enclosing_marks"): {"text": "《临江志》"},
    ("entity_mentions", "person_names_are_short"): {"text": "秦望川，陆知远"},
    ("documents", "text_is_not_blank"): {"text": " \n"},
}


def good_row(table_name):
    if table_name == "reconciliations":
        start, end = span("98%")
        numbers = (3.0, 3.0, "agree", "98%", start, end)
        return TABLES[table_name].row("r1", f"m1-{DAY}", f"a1-{DAY}", f"d1-{DAY}", DAY, "sum", *numbers)
    return TABLES[table_name].rows(edition()[table_name])[0]


@pytest.mark.parametrize(("table_name", "name"), OTHERS)
def test_expectations_find_the_planted_defect_in_other_tables(table_name, name):
    table, good = TABLES[table_name], good_row(table_name)
    spoilt = good._replace(**{table.primary_key: "x", **OTHERS[table_name, name]})
    results = {r.check_name: r for r in run_suite(table_name, table.table([good, spoilt]))}
    assert results[f"{table_name}_{name}"].positions == (1,)
    assert not [r for r in results.values() if 0 in r.positions or r.broke]


def test_expectations_every_suite_has_planted_defects():
    files = {f.stem for f in SUITES_DIR.glob("*.yaml")} - {"metrics"}
    names = {c.name for table in files for c in suite(table)[len(structure_checks(TABLES[table])) :]}
    assert names == {f"{table}_{name}" for table, name in OTHERS}


def test_expectations_structure_of_every_table_passes_a_good_edition():
    tables = edition()
    for name, table in tables.items():
        results = run_suite(name, table, texts=texts_of(tables["documents"]))
        assert [r for r in results if not r.success] == []
        assert len(results) == len([c for c in suite(name) if c.condition != "known"])


def test_expectations_without_texts_and_keys_leave_their_checks_out():
    names = {r.check_name for r in run_suite("metrics", rows({}))}
    assert names == {c.name for c in suite("metrics") if c.condition not in ("span_reproduces_text", "known")}


def test_expectations_of_several_editions_are_those_of_each():
    later = date(2026, 3, 6)
    parts = {
        DAY: rows({}, PLANTED["counts_are_whole"], PLANTED["required_present"]),
        later: METRICS.table([]),
        date(2026, 3, 7): rows(PLANTED["counts_are_whole"], {"value": math.inf, "metric_id": "m9"}),
    }
    together = run_editions("metrics", parts)
    for day, part in parts.items():
        alone = {r.check_name: r for r in run_suite("metrics", part)}
        for result in together[day]:
            if result.check_name != "metrics_metric_id_unique":
                assert result == alone[result.check_name]


def test_expectations_no_rows_pass_without_a_run():
    results = run_suite("metrics", METRICS.table([]), **GIVEN)
    assert [(r.success, r.evaluated) for r in results] == [(True, 0)] * len(suite("metrics"))


def test_expectations_a_check_that_cannot_run_is_an_error_and_no_row_is_blamed():
    present, between = "expect_column_values_to_not_be_null", "expect_column_values_to_be_between"
    odd = [
        Check("raises", "WARN", "s", ("text",), between, arguments={"column": "text", "min_value": 3}),
        Check("lacks", "WARN", "s", ("nothing",), present, arguments={"column": "nothing"}),
        Check("fails", "WARN", "s", ("text",), condition="any_present", arguments={"columns": ["nothing"]}),
        Check("fine", "WARN", "s", ("text",), present, arguments={"column": "text"}),
    ]
    results = run_suite("metrics", rows({}, {}), checks=odd)
    assert [(r.check_name, r.severity, r.success, r.broke, r.blocks) for r in results] == [
        *((n, "ERROR", False, True, True) for n in ("raises", "lacks", "fails")),
        ("fine", "WARN", True, False, False),
    ]
    assert all("could not be run" in r.details and r.unexpected == 0 for r in results[:3])


def test_expectations_extracted_is_loaded_plus_quarantined(tmp_path):
    lake, tables = Lake(tmp_path / "lake"), edition(metrics=list(METRICS.rows(rows({}, *PLANTED.values()))))
    results = run_suite("metrics", tables["metrics"], **GIVEN)
    good, bad = quarantine("r", DAY, "metrics", tables["metrics"], results)
    tables["quarantined_rows"] = bad
    tables["quality_results"] = quality_rows("r", DAY, "metrics", results)
    for name, table in tables.items():
        lake.write(name, DAY, table)
    report = load(lake, tmp_path)
    assert report.failed == {}
    assert (report.rows["metrics"], report.quarantined["metrics"]) == (good.num_rows, bad.num_rows)
    assert report.rows["metrics"] + report.quarantined["metrics"] == tables["metrics"].num_rows
    # One for each, the good row that another took the key of, and the text that is not what its span holds.
    assert bad.num_rows == sum(c.severity == "ERROR" for c in suite("metrics")) + 2


def test_expectations_are_listed_without_the_heavy_packages():
    code = "import sys, expectations; expectations.suite('metrics')\n"
    code += "print({'great_expectations', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_expectations_result_of_a_good_check_has_no_details():
    (result,) = [r for r in run_suite("metrics", rows({})) if r.check_name == "metrics_required_present"]
    assert result == CheckResult("metrics_required_present", "ERROR", True, 1, 0)
