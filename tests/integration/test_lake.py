import os
import socket
import subprocess
from datetime import date

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from tests.rows import DAY, edition, metric, put
from warehouse.contract import REJECTED_DOCUMENTS, TABLES
from warehouse.lake import Lake, LakeError

METRICS = TABLES["metrics"]
NEXT = date(2026, 3, 6)


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def test_lake_gives_back_what_was_written(lake):
    for name, rows in edition().items():
        lake.write(name, DAY, rows, metadata={"inputs": "i1"})
        back = lake.read(name, DAY)
        assert back.equals(rows)
        assert back.schema.equals(TABLES[name].schema)
        assert lake.footer(name, DAY) == {"inputs": "i1"}
    assert lake.path("metrics", DAY).parts[-3:] == ("metrics", "edition_date=2026-03-05", "part-0.parquet")


def test_lake_same_rows_give_the_same_bytes(lake):
    rows = edition()["articles"]
    first = lake.write("articles", DAY, rows, metadata={"b": "2", "a": "1"}).read_bytes()
    assert lake.write("articles", DAY, rows, metadata={"a": "1", "b": "2"}).read_bytes() == first


def test_lake_hive_readers_see_one_edition_date(lake):
    put(lake, DAY)
    put(lake, NEXT)
    folder, files = lake.root / "metrics", str(lake.root / "metrics" / "**" / "*.parquet")
    for frame in (
        pl.read_parquet(folder),
        pl.scan_parquet(files, hive_partitioning=True).collect(),
        duckdb.sql(f"select * from read_parquet('{files}', hive_partitioning = true)").pl(),
        duckdb.sql(f"select * from read_parquet('{files}')").pl(),
    ):
        assert frame.columns == list(METRICS.column_names)
        assert sorted(frame["edition_date"].to_list()) == [DAY, NEXT]
        assert frame.schema["edition_date"] == pl.Date


def test_lake_compresses_and_describes_its_files(lake):
    path = lake.write("metrics", DAY, METRICS.table([metric()]))
    file = pa.parquet.ParquetFile(path)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert "数值" in file.schema_arrow.field("value").metadata[b"description"].decode()


def test_lake_keeps_nulls_where_the_contract_has_none_for_the_checks_to_find(lake):
    lake.write("metrics", DAY, METRICS.table([metric(text=None)]))
    assert lake.read("metrics", DAY).column("text").to_pylist() == [None]


def test_lake_refuses_rows_of_another_date_or_without_one(lake):
    for wrong in (NEXT, None):
        with pytest.raises(LakeError, match="2026-03-05 only"):
            lake.write("metrics", DAY, METRICS.table([metric(edition_date=wrong)]))
    assert not lake.has("metrics", DAY)


def test_lake_refuses_columns_of_another_table(lake):
    with pytest.raises(LakeError, match=r"part-0.parquet lacks metric_id, .* of table metrics"):
        lake.write("metrics", DAY, edition()["articles"])
    with pytest.raises(LakeError, match="does not fit table metrics"):
        rows = METRICS.table([metric()])
        lake.write("metrics", DAY, rows.set_column(8, "value", pa.array(["three"])))


def test_lake_names_the_file_that_is_missing_or_damaged(lake):
    with pytest.raises(LakeError, match=r"part-0.parquet does not exist: run the edition again"):
        lake.read("metrics", DAY)
    path = lake.write("metrics", DAY, METRICS.table([metric()]))
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(LakeError, match=r"part-0.parquet cannot be read .*: remove it"):
        lake.read("metrics", DAY)
    assert lake.footer("metrics", DAY) == {}


def test_lake_lists_dates_and_removes_an_edition(lake):
    put(lake, NEXT)
    put(lake, DAY)
    (lake.root / "metrics" / "edition_date=soon").mkdir()
    assert lake.dates("metrics") == [DAY, NEXT]
    assert lake.read_all("metrics", lake.dates("metrics")).num_rows == 2
    assert lake.read_all("metrics", []).schema.equals(METRICS.schema)
    lake.remove(DAY)
    lake.remove(DAY)
    assert {name: lake.dates(name) for name in edition()} == {name: [NEXT] for name in edition()}


def test_lake_keeps_unpartitioned_tables_whole(lake):
    rows = REJECTED_DOCUMENTS.table([("a.txt", None, 0, "empty", "The file is empty: remove it.")])
    path = lake.write("rejected_documents", None, rows)
    assert path == lake.root / "rejected_documents" / "part-0.parquet"
    assert lake.read("rejected_documents").equals(rows)
    with pytest.raises(LakeError, match="name one"):
        lake.read("metrics")


def test_lake_a_failed_write_leaves_the_old_file(lake, monkeypatch):
    path = lake.write("metrics", DAY, METRICS.table([metric()]))
    before = path.read_bytes()

    def fail(*_args, **_more):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("warehouse.lake.pq.write_table", fail)
        with pytest.raises(LakeError, match="disk full"):
            lake.write("metrics", DAY, METRICS.table([]))
    assert path.read_bytes() == before
    assert list((lake.root / ".tmp").iterdir()) == []


def test_lake_removes_what_stopped_writers_left(lake):
    ended = subprocess.Popen(["true"])
    ended.wait()
    folder = lake.root / ".tmp"
    folder.mkdir(parents=True)
    here = socket.gethostname().replace(".", "-")
    stale = folder / f".part-0.parquet.{here}.{ended.pid}.0.tmp"
    live = folder / f".part-0.parquet.{here}.{os.getppid()}.0.tmp"
    elsewhere = folder / f".part-0.parquet.other-host.{ended.pid}.0.tmp"
    forgotten = folder / ".old.tmp"
    for file in (stale, live, elsewhere, forgotten):
        file.touch()
    os.utime(forgotten, (1, 1))
    put(lake)
    assert set(folder.iterdir()) == {live, elsewhere}
    assert pl.read_parquet(lake.root / "metrics").height == 1
