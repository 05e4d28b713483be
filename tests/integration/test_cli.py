"""The command line beside `run`: queries in every form, errors in one line, quick start."""

import csv
import io
import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from orchestration.cli import app


def test_cli_query_prints_a_table(loaded):
    done = loaded.command("query", "select edition_date, claimant_name as 主张者, value from metrics order by 1, 3")
    assert done.code == 0
    assert done.lines[0].split() == ["edition_date", "主张者", "value"]
    assert "秦望川" in done.out and done.lines[-1] == "4 rows"


def test_cli_query_prints_csv_and_json(loaded):
    sql = "select edition_date, authors, 1.5 as x, null as nothing from articles order by 1 limit 1"
    (row,) = csv.DictReader(io.StringIO(loaded.command("query", sql, "--csv").out))
    assert row["edition_date"] == "2026-03-05" and row["nothing"] == ""
    assert json.loads(row["authors"])[0]["name"] == "陆知远"
    (row,) = json.loads(loaded.command("query", sql, "--json").out)
    assert row["authors"][0]["name"] == "陆知远" and row["nothing"] is None


def test_cli_query_stops_at_the_limit_and_says_so(loaded):
    done = loaded.command("query", "select * from range(500)")
    assert done.lines[-1] == "100 rows" and "first 100 rows" in done.err
    assert loaded.command("query", "select * from range(500)", "--limit", "0").lines[-1] == "500 rows"
    assert len(json.loads(loaded.command("query", "select * from range(500)", "--json").out)) == 500


def test_cli_query_prints_many_columns_one_a_line(loaded):
    done = loaded.command("query", "select * from statements limit 1")
    assert done.lines[0].split() == ["row", "1"] and len(done.lines) > 20


def test_cli_query_names_columns_apart(loaded):
    (row,) = json.loads(loaded.command("query", "select 1 as a, 2 as a", "--json").out)
    assert row == {"a": 1, "a_2": 2}


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("select * from metrcs", "There is no table metrcs; there is metrics"),
        ("select * from numeric_claim", "marts.numeric_claims"),
        ("select vlaue from metrics", '"value"'),
        ("selec 1", "syntax error"),
        ("drop table metrics", "only reads"),
        ("select 1; select 2", "only reads"),
        ("select * from read_csv('/etc/passwd')", "disabled"),
    ],
)
def test_cli_query_errors_are_one_line(loaded, sql, says):
    done = loaded.command("query", sql)
    assert done.code == 1 and not done.out
    (line,) = done.err.splitlines()
    assert line.startswith("pressledger: ") and says in line


def test_cli_query_without_a_warehouse_says_what_to_run(desk):
    done = desk.command("query", "select 1")
    assert done.code == 1 and "run 'pressledger run' first" in done.err


def test_cli_wrong_options_are_exit_code_2(loaded):
    assert loaded.command("query", "select 1", "--csv", "--json").code == 2
    assert CliRunner().invoke(app, ["run", "--unknown"]).exit_code == 2


def test_cli_bad_settings_file_is_exit_code_2(loaded, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pressledger.toml").write_text("raw_dir =")
    done = loaded.command("query", "select 1")
    assert done.code == 2 and "pressledger.toml is not valid TOML" in done.err


def test_cli_help_and_version_name_the_program():
    assert "Exit codes" in CliRunner().invoke(app, ["--help"]).stdout
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("pressledger ")


def test_cli_query_imports_no_heavy_package(loaded):
    """A query answers in a second because it loads neither Dagster nor Great Expectations."""
    code = (
        "import sys; from typer.testing import CliRunner; from orchestration.cli import app;"
        f"CliRunner().invoke(app, ['query', 'select 1', '--data-dir', {str(loaded.data)!r}], catch_exceptions=False);"
        "heavy = {'dagster', 'great_expectations', 'pandas', 'rjieba'} & sys.modules.keys();"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
