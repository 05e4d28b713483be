"""Every check passes good rows and finds a defect planted for it."""

import math
import subprocess
import sys
from datetime import date

import pytest

from expectations import CheckResult, quality_rows, quarantine, run_editions, run_suite, suite
from expectations.checks import Check
from expectations.context import Context, Size
from expectations.structure import structure_checks, volume_checks
from tests.planted import cases, day, earlier, run, sample_edition, sample_rows, try_case
from tests.rows import DAY, TEXT, edition, metric
from tests.samples import sample_documents
from transforms.edition import extract
from warehouse.contract import TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.spans import texts_of

METRICS = TABLES["metrics"]
GIVEN = Context(
    texts={f"d1-{DAY}": TEXT},
    known={"articles": [f"a1-{DAY}"], "documents": [f"d1-{DAY}"], "statements": [f"s1-{DAY}"]},
)
PLANTED = {
    "required_present": {"comparator": None},
    "numbers_finite": {"value": math.inf},
    "comparator_allowed": {"comparator": "≥"},
    "document_id_known": {"document_id": "d9"},
    "counts_are_whole": {"value": 2.5, "dimension": "count", "unit": "家"},
}


def rows(*changes):
    return METRICS.table([metric(i, **c) for i, c in enumerate(changes)])


STRUCTURE = [(name, check) for name, table in TABLES.items() for check in structure_checks(table)]
VOLUME = [(name, check) for name, table in TABLES.items() for check in volume_checks(table)]
CLAIMS = [c.name for name in TABLES for c in suite(name)[len(structure_checks(TABLES[name])) :] if c.columns]


def test_expectations_every_check_has_clean_rows_and_a_planted_defect():
    """Those of the structure and of the size are made from the contract below; all others are data."""
    assert set(CLAIMS) == cases().keys()
    every = {c.name for name in TABLES for c in suite(name)}
    assert every == {c.name for _, c in (*STRUCTURE, *VOLUME)} | set(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_expectations_pass_the_clean_rows(name):
    result, put = try_case(name, "clean")
    assert not result.broke
    assert not set(put) & set(result.positions)
    assert result.success or result.positions, result.details
    assert result.evaluated > 0, "a check that looks at nothing passes everything"


@pytest.mark.parametrize("name", CLAIMS)
def test_expectations_find_the_planted_defect(name):
    result, put = try_case(name, "planted")
    assert not result.success and not result.broke
    whole_edition = cases()[name].get("alone")
    assert not result.positions if whole_edition else set(put) <= set(result.positions)
    clean = try_case(name, "clean").result
    assert len(result.positions) == len(clean.positions) + (0 if whole_edition else len(put))
    assert result.unexpected == (1 if whole_edition else len(result.positions)) <= result.evaluated
    assert all(key in result.keys for key in (f"planted-{n}" for n, _ in enumerate(put, 1)) if not whole_edition)


def spoil(table, check, row):
    """Rows that break a check of the structure, made from a good one."""
    kind, columns = check.name.removeprefix(f"{table.name}_"), check.columns
    key = {table.primary_key: "spoilt"} if table.primary_key and not kind.endswith("_unique") else {}
    spoilt = {
        "required_present": lambda: {next(n for n in columns if n != table.primary_key): None},
        "numbers_finite": lambda: {columns[0]: math.inf},
        "span_reproduces_text": lambda: {"char_end": row.char_start},
    }.get(kind)
    if spoilt is None:
        spoilt = (dict) if kind.endswith("_unique") else (lambda: {columns[0]: "nowhere"})
    return row._replace(**{**key, **spoilt()})


def everything_known():
    known = {}
    for name, table in TABLES.items():
        known.setdefault(name, []).extend(getattr(r, table.primary_key) for r in sample_rows(name) if table.primary_key)
    known["entities"] += [row.entity_id for row in sample_rows("entity_mentions")]
    known["entities"] += [row.person_entity_id for row in sample_rows("appointments")]
    return known


@pytest.mark.parametrize(("table_name", "check"), STRUCTURE, ids=[c.name for _, c in STRUCTURE])
def test_expectations_find_what_breaks_the_structure(table_name, check):
    table, good = TABLES[table_name], sample_rows(table_name)
    context = Context(texts_of(sample_edition()["documents"]), everything_known())
    clean = run_suite(table_name, table.table(good), context=context, checks=[check])
    assert [(r.success, r.broke) for r in clean] == [(True, False)]
    with_spoilt = [*good, spoil(table, check, good[0])]
    (found,) = run_suite(table_name, table.table(with_spoilt), context=context, checks=[check])
    assert not found.success and not found.broke
    assert len(good) in found.positions
    assert set(found.positions) <= {0, len(good)}


@pytest.mark.parametrize(("table_name", "check"), VOLUME, ids=[c.name for _, c in VOLUME])
@pytest.mark.parametrize(("now", "passes"), [(40, True), (0, False), (5, False), (400, False)])
def test_expectations_find_an_edition_of_unusual_size(table_name, check, now, passes):
    sizes = {earlier(n): Size(36 + n, 3000) for n in range(1, 8)} | {day(): Size(now, 3000)}
    rows = [sample_rows(table_name)[0]] * now
    result = run(TABLES[table_name], rows, Context(sizes=sizes), check.name)
    assert (result.success, result.evaluated) == (passes, 1)
    assert passes or (f"{now} rows" in result.details and "40 are usual" in result.details)


def test_expectations_size_says_nothing_without_earlier_editions():
    sizes = {earlier(1): Size(40, 3000), day(): Size(0, 3000)}
    result = run(METRICS, [], Context(sizes=sizes), "metrics_row_count_usual")
    assert (result.success, result.evaluated) == (True, 0)


def test_expectations_samples_break_no_contract_and_few_other_checks():
    """The samples hold one growth that was printed wrong on purpose; everything else is as it should be."""
    documents = sample_documents()
    tables = {"documents": documents, **extract(documents)}
    context = Context(texts_of(documents), None, tables)
    failed = [r for name, table in tables.items() for r in run_suite(name, table, context=context) if not r.success]
    assert [(r.check_name, r.unexpected) for r in failed] == [("reconciliations_growth_agrees", 1)]


def test_expectations_structure_of_every_table_passes_a_good_edition():
    tables = edition()
    for name, table in tables.items():
        results = run_suite(name, table, context=Context(texts_of(tables["documents"])))
        assert [r for r in results if not r.success] == []
        assert len(results) >= len([c for c in structure_checks(TABLES[name]) if c.condition != "known"])


def test_expectations_leave_out_what_they_lack_the_context_for():
    names = {r.check_name for r in run_suite("metrics", rows({}))}
    left_out = {c.name.removeprefix("metrics_") for c in suite("metrics") if c.name not in names}
    assert left_out == {
        "article_id_known", "document_id_known", "statement_id_known", "span_reproduces_text",
        "magnitude_as_before", "small_money_is_small", "part_within_whole", "row_count_usual",
        "target_is_not_over", "counts_are_whole",
    }  # fmt: skip


def test_expectations_of_several_editions_are_those_of_each():
    later = date(2026, 3, 6)
    parts = {
        DAY: rows({}, PLANTED["counts_are_whole"], PLANTED["required_present"]),
        later: METRICS.table([]),
        date(2026, 3, 7): rows(PLANTED["counts_are_whole"], {"value": math.inf, "metric_id": "m9"}),
    }
    together = run_editions("metrics", parts)
    for when, part in parts.items():
        alone = {r.check_name: r for r in run_suite("metrics", part)}
        for result in together[when]:
            if result.check_name != "metrics_metric_id_unique":
                assert result == alone[result.check_name]


def test_expectations_no_rows_pass_without_a_run():
    results = run_suite("metrics", METRICS.table([]), context=GIVEN)
    assert {(r.success, r.evaluated) for r in results} == {(True, 0)}
    assert len(results) > 20


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
    results = run_suite("metrics", tables["metrics"], context=GIVEN)
    good, bad = quarantine("r", DAY, "metrics", tables["metrics"], results)
    tables["quarantined_rows"] = bad
    tables["quality_results"] = quality_rows("r", DAY, "metrics", results)
    for name, table in tables.items():
        lake.write(name, DAY, table)
    report = load(lake, tmp_path)
    assert report.failed == {}
    assert (report.rows["metrics"], report.quarantined["metrics"]) == (good.num_rows, bad.num_rows)
    assert report.rows["metrics"] + report.quarantined["metrics"] == tables["metrics"].num_rows
    assert bad.num_rows == 4


def test_expectations_are_listed_without_the_heavy_packages():
    code = "import sys, expectations; expectations.suite('metrics')\n"
    code += "print({'great_expectations', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_expectations_result_of_a_good_check_has_no_details():
    (result,) = [r for r in run_suite("metrics", rows({})) if r.check_name == "metrics_required_present"]
    assert result == CheckResult("metrics_required_present", "ERROR", True, 1, 0)
