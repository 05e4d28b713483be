import subprocess
import sys
from datetime import date

import duckdb
import pytest

from tests.rows import DAY, edition, mention, metric, put
from warehouse.build import Warehouse, WarehouseBusyError
from warehouse.contract import QUARANTINED_ROWS, REJECTED_DOCUMENTS, TABLES
from warehouse.lake import Lake
from warehouse.load import built_editions, load
from warehouse.marts import MartError
from warehouse.query import query

NEXT = date(2026, 3, 6)


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    put(lake, DAY)
    put(lake, NEXT, inputs="i2")
    return lake


@pytest.fixture
def data_dir(tmp_path):
    return tmp_path


def rows_of(data_dir, sql):
    return [tuple(row.values()) for row in query(data_dir, sql).rows.to_pylist()]


def quarantined(table_name, row_id, day=DAY):
    return QUARANTINED_ROWS.row("r", day, table_name, row_id, "check", "{}")


def test_load_fills_every_table_of_the_contract(lake, data_dir):
    rejected = REJECTED_DOCUMENTS.table([("a.txt", None, 0, "empty", "The file is empty: remove it.")])
    lake.write("rejected_documents", None, rejected)
    report = load(lake, data_dir)
    assert (report.loaded, report.rebuilt, report.failed) == ([DAY, NEXT], True, {})
    tables = rows_of(data_dir, "select table_name from duckdb_tables() where schema_name = 'main'")
    assert {name for (name,) in tables} == set(TABLES)
    for name, table in TABLES.items():
        assert query(data_dir, f'select * from "{name}"').names == table.column_names
    assert rows_of(data_dir, "select sum(value) from metrics") == [(6e8,)]
    assert rows_of(data_dir, "select authors[1].role from articles limit 1") == [("reporter",)]
    assert rows_of(data_dir, "select source_path from rejected_documents") == [("a.txt",)]


def test_load_describes_every_table_and_column(lake, data_dir):
    load(lake, data_dir)
    comments = rows_of(
        data_dir, "select table_name, column_name, comment from duckdb_columns() where comment is not null"
    )
    described = {(table, column): comment for table, column, comment in comments}
    for table in TABLES.values():
        for column in table.columns:
            assert described[table.name, column.name] == column.comment
    undescribed = "select table_name from duckdb_tables() where comment is null union all "
    undescribed += "select view_name from duckdb_views() where schema_name = 'marts' and comment is null"
    assert rows_of(data_dir, undescribed) == []


def test_load_makes_a_file_that_older_clients_can_open(lake, data_dir):
    load(lake, data_dir)
    tags = "select tags['storage_version'] from duckdb_databases() where database_name = 'warehouse'"
    assert rows_of(data_dir, tags)[0][0].startswith("v1.5.0")
    load(lake, data_dir, [DAY])
    assert rows_of(data_dir, tags)[0][0].startswith("v1.5.0")


def test_load_replaces_one_edition_and_leaves_the_others(lake, data_dir):
    load(lake, data_dir)
    put(lake, DAY, inputs="i3", metrics=[metric(1), metric(2)])
    put(lake, NEXT, inputs="i4", metrics=[])
    report = load(lake, data_dir, [DAY])
    assert (report.loaded, report.rebuilt, report.rows["metrics"]) == ([DAY], False, 2)
    counts = rows_of(data_dir, "select edition_date, count(*) from metrics group by all order by all")
    assert counts == [(DAY, 2), (NEXT, 1)]
    assert built_editions(lake, data_dir) == {DAY: "i3", NEXT: "i2"}


def test_load_twice_gives_the_same_rows(lake, data_dir):
    load(lake, data_dir)
    tables = [*TABLES, *(f"marts.{n}" for n in ("commitments", "speakers", "edition_summary"))]
    before = {name: query(data_dir, f"select * from {name} order by all").rows for name in tables}
    load(lake, data_dir, [NEXT, DAY, DAY])
    assert {name: query(data_dir, f"select * from {name} order by all").rows for name in tables} == before


def test_load_takes_removed_editions_out(lake, data_dir):
    load(lake, data_dir)
    lake.remove(NEXT)
    report = load(lake, data_dir, (), [NEXT])
    assert report.removed == [NEXT]
    for name, table in TABLES.items():
        if table.partitioned:
            assert rows_of(data_dir, f"select count(*) from \"{name}\" where edition_date = '{NEXT}'") == [(0,)]
    assert rows_of(data_dir, "select last_edition_date, mention_count from entities") == [(DAY, 1)]
    assert built_editions(lake, data_dir) == {DAY: "i1"}


def test_load_derives_entities_from_the_mentions(lake, data_dir):
    forms = ["秦望川", "秦局长", "秦局长", "秦"]
    put(lake, DAY, entity_mentions=[mention(i, text=form) for i, form in enumerate(forms)])
    load(lake, data_dir)
    found = rows_of(data_dir, "select * from entities")
    assert found == [("e1", "person", "秦望川", ["秦局长", "秦"], DAY, NEXT, 5, 2, None)]
    put(lake, DAY, entity_mentions=[])
    load(lake, data_dir, [DAY])
    assert rows_of(data_dir, "select * from entities") == [("e1", "person", "秦望川", [], NEXT, NEXT, 1, 1, None)]
    put(lake, NEXT, entity_mentions=[])
    load(lake, data_dir, [NEXT])
    assert rows_of(data_dir, "select * from entities") == []


def test_load_extracted_is_loaded_plus_quarantined(lake, data_dir):
    rows = [metric(i) for i in range(5)]
    held = [quarantined("metrics", "m1-2026-03-05"), quarantined("metrics", "m3-2026-03-05")]
    put(lake, DAY, metrics=rows, quarantined_rows=held)
    report = load(lake, data_dir, [DAY])
    assert (report.rows["metrics"], report.quarantined) == (3 + 1, {"metrics": 2})
    loaded = rows_of(data_dir, f"select metric_id from metrics where edition_date = '{DAY}' order by all")
    assert loaded == [("m0-2026-03-05",), ("m2-2026-03-05",), ("m4-2026-03-05",)]
    assert rows_of(data_dir, "select count(*) from quarantined_rows") == [(2,)]


def test_load_rows_that_refer_to_a_quarantined_row_are_quarantined_with_it(lake, data_dir):
    put(
        lake,
        DAY,
        metrics=[metric(1), metric(2, statement_id=None)],
        quarantined_rows=[quarantined("statements", f"s1-{DAY}")],
    )
    report = load(lake, data_dir, [DAY])
    assert report.quarantined == {"statements": 1, "entity_mentions": 1, "metrics": 1}
    held = rows_of(data_dir, "select table_name, row_id, check_name, run_id from quarantined_rows order by all")
    assert held == [
        ("entity_mentions", f"n1-{DAY}", "entity_mentions_statement_id_known", "r"),
        ("metrics", f"m1-{DAY}", "metrics_statement_id_known", "r"),
        ("statements", f"s1-{DAY}", "check", "r"),
    ]
    assert rows_of(data_dir, f"select metric_id from metrics where edition_date = '{DAY}'") == [(f"m2-{DAY}",)]


def test_load_of_a_quarantined_page_nothing_stays(lake, data_dir):
    put(lake, DAY, quarantined_rows=[quarantined("documents", f"d1-{DAY}")])
    report = load(lake, data_dir, [DAY])
    assert report.quarantined == dict.fromkeys(("documents", "articles", "statements", "metrics", "entity_mentions"), 1)
    assert rows_of(data_dir, f"select count(*) from quarantined_rows where edition_date = '{DAY}'") == [(5,)]
    assert rows_of(data_dir, "select row->>'indicator' from quarantined_rows where table_name = 'metrics'") == [
        ("总投资",)
    ]


def test_load_rows_without_a_key_can_be_quarantined(lake, data_dir):
    put(lake, DAY, metrics=[metric(1), metric(metric_id=None)], quarantined_rows=[quarantined("metrics", "")])
    assert load(lake, data_dir, [DAY]).failed == {}


def test_load_leaves_out_editions_that_are_not_whole_and_says_why(lake, data_dir):
    load(lake, data_dir)
    cases = {
        "does not exist": lambda: lake.path("statements", DAY).unlink(),
        "other files or rules": lambda: lake.write("metrics", DAY, edition()["metrics"], metadata={"inputs": "old"}),
        "is empty in 1 rows": lambda: put(lake, DAY, metrics=[metric(text=None)]),
        "check again": lambda: put(lake, DAY, quarantined_rows=[quarantined("metrics", "m9")]),
        "cannot be read": lambda: lake.path("metrics", DAY).write_bytes(b"PAR1"),
    }
    for reason, spoil in cases.items():
        put(lake, DAY, inputs="i5")
        spoil()
        report = load(lake, data_dir, [DAY, NEXT])
        assert list(report.failed) == [DAY], reason
        assert reason in report.failed[DAY] or reason == "cannot be read"
        assert report.loaded == [NEXT]
        assert rows_of(data_dir, "select count(*) from metrics") == [(2,)]
        assert built_editions(lake, data_dir)[DAY] == "i1"


def test_load_makes_a_warehouse_of_other_definitions_anew(lake, data_dir):
    load(lake, data_dir)
    path = Warehouse(data_dir).path
    for spoil in (
        lambda: path.write_bytes(b"not a database"),
        lambda: change(path, "update lineage.structure set version = 'old'"),
        lambda: change(path, "drop schema lineage cascade"),
    ):
        spoil()
        report = load(lake, data_dir)
        assert (report.rebuilt, report.loaded) == (True, [DAY, NEXT])
    assert load(lake, data_dir).rebuilt is False
    assert load(lake, data_dir, rebuild=True).loaded == [DAY, NEXT]


def change(path, sql):
    with duckdb.connect(str(path)) as con:
        con.execute(sql)


def test_load_built_editions_without_a_warehouse_come_from_the_lake(lake, data_dir):
    assert built_editions(lake, data_dir) == {DAY: "i1", NEXT: "i2"}
    lake.path("metrics", DAY).unlink()
    assert built_editions(lake, data_dir) == {NEXT: "i2"}


def test_load_built_editions_that_the_lake_lost_are_to_be_read_again(lake, data_dir):
    load(lake, data_dir)
    lake.remove(DAY)
    assert built_editions(lake, data_dir) == {DAY: "", NEXT: "i2"}


def test_load_an_empty_lake_gives_an_empty_warehouse(tmp_path):
    report = load(Lake(tmp_path / "lake"), tmp_path)
    assert report.loaded == []
    assert rows_of(tmp_path, "select count(*) from marts.speakers") == [(0,)]


def test_load_an_open_reader_is_not_disturbed(lake, data_dir):
    load(lake, data_dir)
    reader = duckdb.connect(str(Warehouse(data_dir).path), read_only=True)
    try:
        before = reader.execute("select count(*) from metrics").fetchone()
        put(lake, DAY, metrics=[])
        load(lake, data_dir, [DAY])
        assert reader.execute("select count(*) from metrics").fetchone() == before
    finally:
        reader.close()
    assert rows_of(data_dir, "select count(*) from metrics") == [(1,)]


def test_load_a_broken_mart_leaves_the_published_warehouse(lake, data_dir, tmp_path):
    load(lake, data_dir)
    before = Warehouse(data_dir).path.read_bytes()
    folder = tmp_path / "marts"
    folder.mkdir()
    for name in ("one", "two"):
        sql = f"-- grain: one row\n-- reader: nobody\nselect {name} from main.metrics\n"
        (folder / f"{name}.sql").write_text(sql, encoding="utf-8")
    with pytest.raises(MartError, match=r"(?s)one\.sql.*two\.sql"):
        load(lake, data_dir, [DAY], marts_dir=folder)
    assert Warehouse(data_dir).path.read_bytes() == before
    assert not Warehouse(data_dir).build_path.exists()


def test_load_replaces_rejected_documents(lake, data_dir):
    for name in ("a.txt", "b.txt"):
        rows = REJECTED_DOCUMENTS.table([(name, None, 0, "empty", "The file is empty: remove it.")])
        lake.write("rejected_documents", None, rows)
        load(lake, data_dir)
    assert rows_of(data_dir, "select source_path from rejected_documents") == [("b.txt",)]


def test_load_a_log_left_beside_the_old_file_is_not_replayed(lake, data_dir):
    load(lake, data_dir)
    log = data_dir / "warehouse.duckdb.wal"
    log.write_bytes(b"left over")
    load(lake, data_dir, [DAY])
    assert not log.exists()
    assert rows_of(data_dir, "select count(*) from metrics") == [(2,)]


HOLD = """
import sys, time
from pathlib import Path
from warehouse.build import Warehouse
with Warehouse(Path(sys.argv[1])).locked(5):
    print("locked", flush=True)
    time.sleep(60)
"""


def test_load_says_who_builds(lake, data_dir):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(data_dir)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(WarehouseBusyError, match=rf"process {holder.pid} on .* since 20"):
            load(lake, data_dir, lock_timeout=0.1)
    finally:
        holder.kill()
        holder.wait()
    assert load(lake, data_dir, lock_timeout=1).loaded == [DAY, NEXT]


DESCRIBED = {
    "table": "select concat_ws('.', schema_name, table_name), comment from duckdb_tables() where not temporary",
    "view": "select concat_ws('.', schema_name, view_name), comment from duckdb_views() where not internal",
    "column": "select concat_ws('.', schema_name, table_name, column_name), comment from duckdb_columns()"
    " where not internal",
    "macro": "select concat_ws('.', schema_name, function_name), comment from duckdb_functions()"
    " where not internal and function_type like '%macro'",
}


@pytest.mark.parametrize("kind", DESCRIBED)
def test_load_describes_everything_in_the_file(lake, data_dir, kind):
    load(lake, data_dir)
    found = rows_of(data_dir, DESCRIBED[kind])
    assert len(found) >= 3
    assert [name for name, comment in found if not comment] == []
