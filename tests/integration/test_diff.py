"""Two builds compared: what `compare` finds and what `pressledger diff` says."""

import json
import shutil
from datetime import date

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from tests.rows import DAY, metric, put
from warehouse.build import Warehouse
from warehouse.contract import QUALITY_RESULTS
from warehouse.diff import DiffError, compare
from warehouse.lake import Lake
from warehouse.load import load

NEXT = date(2026, 3, 6)


@pytest.fixture
def two(tmp_path):
    """Two data directories with equal builds."""
    for name in ("a", "b"):
        lake = Lake(tmp_path / name / "lake")
        put(lake, DAY, metrics=[metric(1), metric(2), metric(3)])
        load(lake, tmp_path / name)
    return tmp_path / "a", tmp_path / "b"


def rewrite(data_dir, **tables):
    lake = Lake(data_dir / "lake")
    put(lake, DAY, **tables)
    load(lake, data_dir, [DAY])


def differing(before, after, **options):
    return {d.name: d for d in compare(before, after, **options) if not d.same}


def diff(*words):
    result = CliRunner().invoke(app, ["diff", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_diff_of_equal_builds_is_empty(two):
    assert differing(*two) == {}
    assert differing(two[0] / "lake", two[1] / "lake") == {}
    code, out, _ = diff(*two)
    assert code == 0 and "No difference in" in out


def test_diff_finds_added_removed_and_changed_rows_with_their_columns(two):
    rewrite(two[1], metrics=[metric(2, value=7.0, unit=None), metric(3, indicator="总产值", value=8.0), metric(4)])
    (found,) = [d for name, d in differing(*two).items() if name == "metrics"]
    assert (found.before, found.after, found.added, found.removed, found.changed) == (3, 3, 1, 1, 2)
    assert found.columns == (("value", 2), ("indicator", 1), ("unit", 1))
    kinds = [(row.kind, row.key) for row in found.examples]
    assert kinds == [
        ("added", f"m4-{DAY}"), ("removed", f"m1-{DAY}"), ("changed", f"m2-{DAY}"), ("changed", f"m3-{DAY}"),
    ]  # fmt: skip
    assert found.examples[2].values == {"value": (3e8, 7.0), "unit": ("CNY", None)}


@pytest.mark.parametrize("side", ["warehouse.duckdb", "lake", "."])
def test_diff_takes_files_lakes_and_data_directories(two, side):
    rewrite(two[1], metrics=[metric(1)])
    code, out, _ = diff(two[0] / side, two[1] / side)
    assert code == 1
    assert ["metrics", "3", "1", "0", "2", "0"] in [line.split() for line in out.splitlines()]


def test_diff_compares_a_lake_with_a_warehouse(two):
    """They differ in what a load adds: entities, and the accounts of rows read and loaded."""
    assert differing(two[0] / "lake", two[1] / "warehouse.duckdb").keys() <= {
        "entities",
        "namesakes",
        "quality_results",
        "rejected_documents",
    }


def test_diff_of_checks_ignores_the_run(two):
    for data_dir, run in zip(two, ("r1", "r2"), strict=True):
        rewrite(data_dir, quality_results=[QUALITY_RESULTS.row(run, DAY, "metrics", "unit", "WARN", False, 2, 1, "…")])
    assert differing(*two) == {}
    rewrite(two[1], quality_results=[QUALITY_RESULTS.row("r", DAY, "metrics", "unit", "WARN", False, 2, 2, "…")])
    found = differing(*two)["quality_results"]
    assert (found.added, found.removed, found.changed) == (1, 1, 0)


def test_diff_names_differences_of_the_schema(two):
    with duckdb.connect(str(Warehouse(two[1]).path)) as con:
        con.execute("alter table main.metrics drop column claimant_name")
        con.execute("alter table main.metrics alter value type float")
        con.execute("alter table main.metrics add column note varchar")
        con.execute("drop table main.namesakes")
        con.execute("drop view marts.speakers")
    found = differing(*two)
    assert set(found["metrics"].schema) == {
        "column claimant_name only in the first", "column note only in the second", "column value double → float",
    }  # fmt: skip
    assert found["metrics"].changed == 0
    assert found["namesakes"].schema == ("only in the first",)
    assert found["marts.speakers"].schema == ("only in the first",)


def test_diff_prints_json_and_as_many_examples_as_wanted(two):
    rewrite(two[1], metrics=[metric(n) for n in range(4, 9)])
    code, out, _ = diff(*two, "--json", "--examples", "2")
    (found,) = [d for d in json.loads(out) if d["name"] == "metrics"]
    assert code == 1 and [row["kind"] for row in found["examples"]] == ["added", "added", "removed", "removed"]
    _, out, _ = diff(*two, "--examples", "0")
    assert f"m4-{DAY}" not in out


def test_diff_says_which_cannot_be_read(two, tmp_path):
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as con:
        con.execute("create table t (a int)")
    noise = tmp_path / "noise"
    noise.write_bytes(b"no database")
    for path, says in (
        (tmp_path / "nowhere", "no warehouse"),
        (other, "none of our tables"),
        (noise, "cannot be read"),
    ):
        code, out, err = diff(two[0], path)
        assert code == 2 and not out and says in err and len(err.splitlines()) == 1
    with pytest.raises(DiffError, match="no warehouse"):
        compare(tmp_path / "nowhere", two[0])


def test_diff_changes_neither(two):
    before = [Warehouse(d).path.read_bytes() for d in two]
    shutil.rmtree(two[1] / "lake")
    rewritten = differing(*two)
    assert rewritten == {} and [Warehouse(d).path.read_bytes() for d in two] == before
