"""Bad states of the data directory: each ends in one line that says what to do, and nothing is lost."""

import json
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from tests.permissions import needs_permissions
from tests.rows import DAY, metric, put
from tests.runs import FIRST, SECOND
from warehouse.build import Warehouse, WarehouseError
from warehouse.lake import Lake
from warehouse.load import IncompleteError, load
from warehouse.query import query

NEXT = date(2026, 3, 6)


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    put(lake, DAY)
    put(lake, NEXT)
    load(lake, tmp_path)
    return lake


def other_program(path):
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as con:
        con.execute("create table customers (a int)")


def only_line(run):
    (line,) = run.err.splitlines()
    return line


def test_bad_file_of_another_program_is_never_replaced(lake, tmp_path):
    path = Warehouse(tmp_path).path
    other_program(path)
    before = path.read_bytes()
    for rebuild in (False, True):
        with pytest.raises(WarehouseError, match=r"another program \(it holds customers\): move it away"):
            load(lake, tmp_path, [DAY], rebuild=rebuild)
    assert path.read_bytes() == before and not Warehouse(tmp_path).build_path.exists()


def test_bad_file_that_cannot_be_opened_is_kept_and_said(lake, tmp_path):
    path = Warehouse(tmp_path).path
    for number, content in enumerate((b"no database", path.read_bytes()[:5000]), 1):
        path.write_bytes(content)
        report = load(lake, tmp_path)
        (note,) = report.notes
        kept = tmp_path / f"warehouse.duckdb.unreadable{number}"
        assert str(kept) in note and kept.read_bytes() == content
        assert report.loaded == [DAY, NEXT]


def test_bad_file_of_another_version_is_made_anew_and_said(lake, tmp_path):
    with duckdb.connect(str(Warehouse(tmp_path).path)) as con:
        con.execute("update lineage.structure set version = 'old'")
        con.execute("alter table metrics drop column status")
    (note,) = load(lake, tmp_path, [DAY]).notes
    assert "another version" in note
    assert query(tmp_path, "select status from metrics").rows.num_rows == 2


def test_bad_file_that_cannot_be_opened_is_said_by_the_run(desk):
    desk.command("run")
    Warehouse(desk.data).path.write_bytes(b"no database")
    desk.put_page(FIRST, amount=7)
    done = desk.command("run")
    assert done.code == 0
    kept = Warehouse(desk.data).path.with_name("warehouse.duckdb.unreadable1")
    assert len([line for line in done.lines if f"it was kept as {kept}" in line]) == 1
    assert desk.rows("select count(*) from documents") == [(2,)]


def test_bad_file_is_mended_by_a_run_that_has_no_page_to_read(desk):
    desk.command("run")
    statements = "select * from main.statements order by statement_id"
    path, before = Warehouse(desk.data).path, desk.rows(statements)
    for spoil in (path.unlink, lambda: path.write_bytes(b"no database")):
        spoil()
        done = desk.command("run")
        assert done.code == 0 and "2 editions loaded from the lake" in done.out
        assert desk.rows(statements) == before
    assert desk.command("run").lines[0].startswith("Nothing to do")


def test_bad_file_of_another_version_is_mended_by_rebuild(desk):
    desk.command("run")
    with duckdb.connect(str(Warehouse(desk.data).path)) as con:
        con.execute("drop macro table search_statements")
        con.execute("update lineage.structure set version = 'old'")
    done = desk.command("search", "水厂")
    assert done.code == 1 and "run 'pressledger rebuild'" in only_line(done)
    done = desk.command("rebuild")
    assert done.code == 0 and "another version" in done.out and "2 editions with" in done.lines[-1]
    assert desk.command("search", "水厂").code == 0
    assert desk.command("run").lines[0].startswith("Nothing to do")


def test_bad_lake_keeps_rebuild_from_losing_editions(lake, tmp_path, loaded):
    before = Warehouse(tmp_path).path.read_bytes()
    lake.path("metrics", DAY).write_bytes(b"PAR1")
    with pytest.raises(IncompleteError, match=rf"run 'pressledger run --force --edition {DAY}' first"):
        load(lake, tmp_path, rebuild=True)
    assert Warehouse(tmp_path).path.read_bytes() == before


LIMITED = """
import resource, sys
from typer.testing import CliRunner
from orchestration.cli import app
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
done = CliRunner().invoke(app, sys.argv[2:])
print(done.stdout, done.stderr, done.exception if not isinstance(done.exception, SystemExit) else "", sep="\\n")
sys.exit(done.exit_code)
"""


def limited(size, *words):
    """A command on a disk where no file can grow beyond so many bytes."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *map(str, words)], capture_output=True, text=True, check=False
    )


def test_bad_disk_that_is_full_leaves_the_published_warehouse(lake, tmp_path):
    path = Warehouse(tmp_path).path
    before = path.read_bytes()
    for size in (len(before) // 2, len(before) + 4096):
        put(lake, DAY, inputs="i9", metrics=[metric(n) for n in range(20_000)])
        done = limited(size, "rebuild", "--data-dir", tmp_path)
        assert done.returncode == 1 and "Traceback" not in done.stdout
        assert "cannot be written" in done.stdout and "free some space" in done.stdout
        assert path.read_bytes() == before and not Warehouse(tmp_path).build_path.exists()
    assert load(lake, tmp_path, [DAY]).rows["metrics"] == 20_000


def test_bad_disk_that_is_full_while_pages_are_read(desk):
    """Dagster's own files are larger than the limit, so that the first to stop is the run itself."""
    desk.command("run", "--edition", str(FIRST))
    before = desk.rows("select * from metrics order by all")
    done = limited(4096, "run", "--raw-dir", desk.raw, "--data-dir", desk.data)
    assert done.returncode == 1 and "Traceback" not in done.stdout, done.stdout
    assert "free some space" in done.stdout
    assert desk.rows("select * from metrics order by all") == before
    assert desk.command("run").code == 0
    assert desk.rows("select distinct edition_date from metrics order by 1") == [(FIRST,), (SECOND,)]


@needs_permissions
@pytest.mark.parametrize("words", [("run",), ("rebuild",)])
def test_bad_folder_that_is_read_only(desk, words):
    desk.command("run", "--edition", str(FIRST))
    folders = [desk.data, *(f for f in desk.data.rglob("*") if f.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        done = desk.command(*words)
        assert done.code == 1 and "Traceback" not in done.out + done.err
        assert "make it writable" in done.out + done.err
        assert desk.command("query", "select 1").code == 0
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert desk.command("run").code == 0


def test_bad_lock_left_by_a_dead_process_is_no_lock(lake, tmp_path):
    (tmp_path / ".warehouse.lock").write_text("")
    (tmp_path / ".warehouse.lock.json").write_text(json.dumps({"pid": 1, "host": "gone", "since": "2020-01-01"}))
    (tmp_path / ".warehouse.build.duckdb").write_bytes(b"half")
    (tmp_path / ".warehouse.build.duckdb.wal").write_bytes(b"half")
    assert load(lake, tmp_path, [DAY], lock_timeout=1).loaded == [DAY]
    assert not (tmp_path / ".warehouse.lock.json").exists()


READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("select count(*) from metrics").fetchone()[0], flush=True)
sys.stdin.readline()
print(con.execute("select count(*) from metrics").fetchone()[0], flush=True)
"""


def test_bad_for_nobody_a_reader_that_holds_the_file_keeps_its_rows(lake, tmp_path):
    path = str(Warehouse(tmp_path).path)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert reader.stdout.readline() == "2\n"
        put(lake, DAY, metrics=[])
        load(lake, tmp_path, [DAY], lock_timeout=1)
        assert query(tmp_path, "select count(*) as n from metrics").rows.to_pylist() == [{"n": 1}]
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "2\n"
    finally:
        reader.kill()
        reader.wait()
