"""`pressledger run` on small raw directories: what is loaded, what is said, and the exit code."""

import re

import dagster as dg

import orchestration.runs
from orchestration import extraction
from orchestration.workspace import FIRST_EDITION
from tests.permissions import needs_permissions
from tests.runs import FIRST, SECOND, Desk
from warehouse.contract import TABLES


def editions(desk):
    return [day for (day,) in desk.rows("select distinct edition_date from documents order by 1")]


def test_run_loads_what_is_pending_and_says_what(desk):
    done = desk.command("run")
    assert done.code == 0
    assert done.lines[0] == f"2 editions to read: {FIRST}, {SECOND}; files: 2 new"
    assert re.search(rf"^{FIRST}\s+1\s+1\s+\d+\s+2\s", "\n".join(done.lines), re.M)
    assert re.search(r"^2 loaded\s+2\s+2\s", "\n".join(done.lines), re.M)
    assert "seconds" in done.lines[-1]
    assert editions(desk) == [FIRST, SECOND]
    assert desk.rows("select value, unit, claimant_name from metrics where unit = 'CNY' order by value") == [
        (3e8, "CNY", "秦望川"),
        (5e8, "CNY", "秦望川"),
    ]
    assert desk.rows("select count(*) from quality_results where not success and severity = 'ERROR'") == [(0,)]
    for name in TABLES:
        desk.rows(f"select * from {name} limit 1")


def test_run_notes_materializations_of_its_editions_only(loaded):
    instance = dg.DagsterInstance.from_config(str(loaded.data / "dagster"))
    for name in ("documents", "metrics", "reconciliations"):
        key = dg.AssetKey(name)
        assert instance.get_materialized_partitions(key) == {FIRST.isoformat(), SECOND.isoformat()}
    for path in (["rejected_documents"], ["warehouse", "metrics"], ["marts", "numeric_claims"]):
        event = instance.get_latest_materialization_event(dg.AssetKey(path))
        assert event and event.asset_materialization
        assert {"dagster/row_count", "preview"} <= event.asset_materialization.metadata.keys()
    (run,) = instance.get_runs()
    assert run.job_name == "edition_job" and run.status == dg.DagsterRunStatus.SUCCESS


def test_run_twice_does_nothing_and_says_so(loaded):
    files = {f: f.stat().st_mtime_ns for f in (loaded.data / "lake").rglob("*.parquet")}
    built = (loaded.data / "warehouse.duckdb").stat().st_mtime_ns
    again = loaded.command("run")
    assert again.code == 0
    assert again.lines == ["Nothing to do: all up to date, 2 editions from 2 files."]
    assert files == {f: f.stat().st_mtime_ns for f in (loaded.data / "lake").rglob("*.parquet")}
    assert (loaded.data / "warehouse.duckdb").stat().st_mtime_ns == built


def test_run_reads_only_the_edition_whose_file_changed(desk):
    desk.command("run")
    untouched = desk.data / "lake" / "metrics" / f"edition_date={FIRST}" / "part-0.parquet"
    before = untouched.stat().st_mtime_ns
    desk.put_page(SECOND, amount=7)
    done = desk.command("run")
    assert done.lines[0] == f"1 edition to read: {SECOND}; files: 1 changed"
    assert untouched.stat().st_mtime_ns == before
    assert desk.rows("select value from metrics where unit = 'CNY' order by 1") == [(3e8,), (7e8,)]


def test_run_takes_out_an_edition_without_files(desk):
    desk.command("run")
    (desk.raw / str(FIRST) / "临江日报_01.md").unlink()
    done = desk.command("run")
    assert done.code == 0
    assert "1 removed" in done.out
    assert editions(desk) == [SECOND]
    assert not (desk.data / "lake" / "metrics" / f"edition_date={FIRST}").exists()
    assert desk.command("run").lines[0].startswith("Nothing to do")


def test_run_rejects_bad_files_and_loads_the_rest(desk):
    desk.put(f"{FIRST}/empty.md", "")
    desk.put(f"{FIRST}/noise.md", bytes(range(256)) * 8)
    desk.put(f"{FIRST}/copy.md", (desk.raw / str(FIRST) / "临江日报_01.md").read_bytes())
    desk.put("undated.md", "# 三江同治见成效\n\n水厂建成了。\n")
    desk.put(f"{FIRST_EDITION.year - 1}-01-02.md", "# 旧闻\n\n水厂建成了。\n")
    done = desk.command("run")
    assert done.code == 0
    found = dict(desk.rows("select source_path, reason_code from rejected_documents"))
    copies = {f"{FIRST}/copy.md", f"{FIRST}/临江日报_01.md"} & found.keys()
    assert len(copies) == 1
    assert found == {
        f"{FIRST}/empty.md": "empty",
        f"{FIRST}/noise.md": "unreadable",
        copies.pop(): "duplicate",
        "undated.md": "undated",
        f"{FIRST_EDITION.year - 1}-01-02.md": "undated",
    }
    assert all(path in done.out for path in found)
    assert editions(desk) == [FIRST, SECOND]
    again = desk.command("run")
    assert again.code == 0 and again.lines[0].startswith("Nothing to do") and "undated.md" in again.out


def test_run_notices_that_only_rejected_files_changed(desk):
    bad = desk.put("undated.md", "水厂建成了。\n")
    desk.command("run")
    bad.unlink()
    done = desk.command("run")
    assert done.code == 0 and done.lines[0].startswith("No edition to read, but the rejected files changed")
    assert desk.rows("select * from rejected_documents") == []


def test_run_with_nothing_but_rejected_files_makes_a_warehouse(tmp_path):
    desk = Desk(tmp_path)
    desk.put("undated.md", "水厂建成了。\n")
    assert desk.command("run").code == 0
    assert desk.rows("select source_path from rejected_documents") == [("undated.md",)]


def test_run_loads_the_others_when_an_edition_fails(desk, monkeypatch):
    """A planted defect of a reader: the edition is named in the last line, and no half of it is in the warehouse."""

    def read(stage, tables, day):
        if stage.name == "metrics" and day == SECOND:
            raise dg.Failure(f"{stage.name} of {day}: ValueError: planted")
        return original(stage, tables, day)

    original = extraction._read
    monkeypatch.setattr(extraction, "_read", read)
    done = desk.command("run")
    assert done.code == 1
    assert done.lines[-1] == f"failed: {SECOND} ({SECOND}/临江日报_01.md): metrics of {SECOND}: ValueError: planted"
    assert editions(desk) == [FIRST]
    monkeypatch.undo()
    assert desk.command("run").code == 0
    assert editions(desk) == [FIRST, SECOND]


def test_run_reports_a_file_that_breaks_the_reader(desk, monkeypatch):
    from orchestration import workspace

    def read(source_path, data):
        if "05" in source_path:
            raise ValueError("planted")
        return original(source_path, data)

    original = workspace.read_document
    monkeypatch.setattr(workspace, "read_document", read)
    done = desk.command("run")
    assert done.code == 1
    assert done.lines[-1].startswith(f"failed: {FIRST}/临江日报_01.md: ValueError: planted")
    assert editions(desk) == [SECOND]


def test_run_reads_one_edition_or_all_again(desk):
    done = desk.command("run", "--edition", str(SECOND))
    assert done.code == 0 and editions(desk) == [SECOND]
    done = desk.command("run", "--force", "--edition", str(SECOND))
    assert done.lines[0].startswith(f"1 edition to read: {SECOND}")
    done = desk.command("run", "--all")
    assert done.lines[0].startswith(f"2 editions to read: {FIRST}, {SECOND}")
    assert editions(desk) == [FIRST, SECOND]


def test_run_reads_everything_again_when_the_rules_changed(desk, monkeypatch):
    desk.command("run")
    monkeypatch.setattr("orchestration.workspace.rules_version", lambda: "other")
    monkeypatch.setattr("orchestration.extraction.rules_version", lambda: "other")
    assert desk.command("run").lines[0].startswith("2 editions to read")
    assert desk.command("run").lines[0].startswith("Nothing to do")


def test_run_refuses_a_raw_directory_that_is_not_there(desk, tmp_path):
    done = desk.command("run", raw_dir=tmp_path / "nowhere")
    assert done.code == 2
    assert done.err.splitlines() == [
        f"pressledger: {tmp_path / 'nowhere'} is not a folder: set PRESSLEDGER_RAW_DIR to the folder of the raw files"
    ]


def test_run_says_that_the_raw_directory_is_empty(tmp_path):
    desk = Desk(tmp_path)
    done = desk.command("run")
    assert done.code == 0 and "holds no files" in done.out


@needs_permissions
def test_run_goes_on_past_a_closed_folder(desk):
    closed = desk.raw / "closed"
    closed.mkdir(mode=0)
    done = desk.command("run")
    assert done.code == 0
    assert desk.rows("select source_path, reason_code from rejected_documents") == [("closed/", "unreadable")]


def test_run_refuses_dates_it_does_not_know(desk):
    assert desk.command("run", "--edition", "5 March").code == 2
    done = desk.command("run", "--edition", "2026-01-01")
    assert done.code == 2 and "no raw file is dated 2026-01-01" in done.err


def test_run_ends_in_one_line_when_interrupted(desk, monkeypatch):
    def interrupt(self, days):
        raise KeyboardInterrupt

    monkeypatch.setattr(orchestration.runs.Runner, "run", interrupt)
    done = desk.command("run")
    assert done.code == 130 and len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.out + done.err


def test_run_quarantines_rows_that_break_the_contract(desk, monkeypatch):
    """A planted defect: one row whose span does not hold its text is kept out, the rest of the edition is loaded."""

    def read(stage, tables, day):
        made = original(stage, tables, day)
        if stage.name == "metrics" and day == FIRST:
            table = TABLES["metrics"]
            first, *others = table.rows(made["metrics"])
            moved = first._replace(char_start=first.char_start - 1)
            made = {"metrics": table.table([moved, *others])}
        return made

    original = extraction._read
    monkeypatch.setattr(extraction, "_read", read)
    done = desk.command("run")
    assert done.code == 0
    ((table, check),) = desk.rows("select table_name, check_name from quarantined_rows")
    assert (table, check) == ("metrics", "metrics_span_reproduces_text")
    assert desk.rows(f"select count(*) from metrics where edition_date = '{FIRST}'") == [(1,)]
    failing = desk.rows("select check_name, unexpected from quality_results where not success and severity = 'ERROR'")
    assert failing == [("metrics_span_reproduces_text", 1)]


def test_run_status_lists_what_is_loaded_pending_and_rejected(desk):
    assert "not built yet" in desk.command("status").out
    desk.command("run", "--edition", str(FIRST))
    desk.put("undated.md", "水厂建成了。\n")
    done = desk.command("status")
    assert done.code == 0
    assert "1 pending" in done.lines[-1] and "1 file rejected" in done.lines[-1]
    assert str(SECOND) in done.out and "undated.md" in done.out
