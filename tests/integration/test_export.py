"""Tables as files for other programs."""

import csv
import json
import subprocess
import sys

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.permissions import needs_permissions
from tests.rows import DAY, edition, metric, put
from warehouse.build import Warehouse
from warehouse.export import ExportError, export
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import QueryError

EVIL = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "＝1", "普通", 'a,"b"\nc', "'"]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    lake = Lake(data_dir / "lake")
    put(lake, DAY, metrics=[metric(n, indicator=text, value=-float(n)) for n, text in enumerate(EVIL)])
    load(lake, data_dir)
    return data_dir


def sheet_rows(path):
    sheet = openpyxl.load_workbook(path).active
    names, *rows = [list(row) for row in sheet.iter_rows()]
    return [dict(zip([c.value for c in names], row, strict=True)) for row in rows]


def test_export_csv_holds_no_formula_and_numbers_stay_numbers(data_dir, tmp_path):
    path = tmp_path / "metrics.csv"
    assert export(data_dir, "metrics", "csv", path) == len(EVIL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["indicator"] for r in rows] == [f"'{t}" if t[0] in "=+-@\t＝" else t for t in EVIL]
    assert [float(r["value"]) for r in rows] == [-float(n) for n in range(len(EVIL))]
    assert rows[0]["period_start"] == "" and rows[0]["edition_date"] == str(DAY)
    assert pl.read_csv(path)["text"].to_list() == ["3亿元"] * len(EVIL)


def test_export_xlsx_holds_text_as_text(data_dir, tmp_path):
    path = tmp_path / "metrics.xlsx"
    export(data_dir, "metrics", "xlsx", path)
    rows = sheet_rows(path)
    assert [r["indicator"].value for r in rows] == EVIL
    assert {r["indicator"].data_type for r in rows} == {"s"}
    assert [r["indicator"].quotePrefix for r in rows] == [t[0] in "=+-@\t＝" for t in EVIL]
    assert rows[2]["value"].value == -2 and rows[2]["value"].data_type == "n"
    assert rows[0]["edition_date"].value.date() == DAY and rows[0]["period_start"].value is None


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_lists_and_structs_are_json(data_dir, tmp_path, form):
    path = tmp_path / f"articles.{form}"
    export(data_dir, "articles", form, path)
    cell = sheet_rows(path)[0]["authors"].value if form == "xlsx" else pl.read_csv(path)["authors"][0]
    assert json.loads(cell) == [{"name": "陆知远", "role": "reporter"}]


def test_export_parquet_keeps_types(data_dir, tmp_path):
    export(data_dir, "articles", "parquet", tmp_path / "articles.parquet")
    assert pq.read_table(tmp_path / "articles.parquet")["authors"].to_pylist()[0][0]["role"] == "reporter"


def test_export_takes_marts_and_conditions(data_dir, tmp_path):
    path = tmp_path / "out.csv"
    assert export(data_dir, "marts.commitments", "csv", path) == 1
    assert export(data_dir, "metrics", "csv", path, where="value < -6 or indicator = '=1+1' -- and so on") == 3
    assert export(data_dir, "metrics", "xlsx", path, where="false") == 0


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("nothing", None),
        ("metrics; drop table metrics", None),
        ('metrics" where false; --', None),
        ("metrics", "nothing = 1"),
        ("metrics", "true); delete from metrics; select (1"),
        ("metrics", "exists (from read_text('/etc/passwd'))"),
    ],
)
def test_export_of_what_is_not_there_changes_nothing(data_dir, tmp_path, table, where):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(QueryError):
        export(data_dir, table, "csv", path, where=where)
    assert path.read_text() == "old" and [f.name for f in tmp_path.iterdir()] == ["out.csv"]


def test_export_xlsx_refuses_what_a_cell_cannot_hold(tmp_path):
    lake = Lake(tmp_path / "lake")
    (page,) = edition(DAY)["documents"].to_pylist()
    put(lake, DAY, documents=[tuple({**page, "text": "长" * 40_000}.values())])
    load(lake, tmp_path)
    path = tmp_path / "documents.xlsx"
    path.write_text("old")
    with pytest.raises(ExportError, match=r"text of row 1 has 40,000 characters.*csv or parquet"):
        export(tmp_path, "documents", "xlsx", path)
    assert path.read_text() == "old" and not list(tmp_path.glob(".documents*"))
    assert export(tmp_path, "documents", "csv", path) == 1


def test_export_command(loaded, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = loaded.command("export", "--table", "marts.commitments", "--to", "xlsx")
    ((count,),) = loaded.rows("select count(*) from marts.commitments")
    assert (done.code, done.lines) == (0, [f"{count} rows in marts.commitments.xlsx"])
    assert len(sheet_rows(tmp_path / "marts.commitments.xlsx")) == count > 1
    done = loaded.command("export", "--table", "commitments", "--to", "csv")
    assert done.code == 1 and "there is marts.commitments" in done.err and len(done.err.splitlines()) == 1
    assert loaded.command("export", "--table", "metrics", "--to", "pdf").code == 2
    done = loaded.command("export", "--table", "metrics", "--to", "csv", "--out", str(tmp_path))
    assert done.code == 1 and "is a folder" in done.err


@needs_permissions
def test_export_into_a_closed_folder_says_so(loaded, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = loaded.command("export", "--table", "metrics", "--to", "csv", "--out", str(closed / "a.csv"))
    assert done.code == 1 and "Permission denied" in done.err and len(done.err.splitlines()) == 1


LIMITED = """
import resource, sys
from pathlib import Path
from warehouse.export import export
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    export(Path(sys.argv[1]), "metrics", sys.argv[2].rsplit(".", 1)[1], Path(sys.argv[2]))
except OSError as error:
    print("OSError", error)
"""


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_export_on_a_full_disk_leaves_the_old_file(data_dir, tmp_path, form):
    path = tmp_path / f"out.{form}"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(data_dir), str(path), "200"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("OSError"), done.stderr
    assert path.read_text() == "old" and [f.name for f in tmp_path.iterdir()] == [path.name]


def test_export_reads_only(data_dir, tmp_path):
    before = Warehouse(data_dir).path.read_bytes()
    export(data_dir, "metrics", "parquet", tmp_path / "a.parquet")
    assert Warehouse(data_dir).path.read_bytes() == before
