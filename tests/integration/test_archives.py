"""ZIP archives and files of records in the raw directory: folders of raw files, with bounds, and nothing lost."""

import json
import os
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.documents.formats.records import part_of
from transforms.documents.reader import read_document
from warehouse import archives
from warehouse.intake import Intake
from warehouse.raw_files import list_files

PAGE = "# 临江大桥昨日合龙\n\n本报讯 临江大桥昨日合龙，全长三公里。\n"
HTML = f"<html><body><h1>江滩公园开放</h1><div id=ozoom><p>{PAGE.split()[2]} 江滩公园开放了，游人不少。</div>"
DAY = date(2026, 3, 5)


def pack(files: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def intake(tmp_path):
    (tmp_path / "raw").mkdir()
    return Intake(tmp_path / "raw", tmp_path / "raw_files.parquet", read_document, "r1", part_of=part_of)


def test_archives_are_folders_of_raw_files(intake):
    inner = pack({"a.md": PAGE})
    files = {"A01.md": PAGE, "html/A02.htm": HTML, "旧/B.md": "", "inner.zip": inner, ".DS_Store": "x", "copy.md": PAGE}
    (intake.raw_dir / "临江日报_2026-03-05.zip").write_bytes(pack(files))
    plan = intake.plan()
    documents = intake.read_edition(plan, DAY).documents.to_pylist()
    assert [(d["source_path"], d["format"], d["page_number"], d["publication"]) for d in documents] == [
        ("临江日报_2026-03-05.zip/A01.md", "markdown", "A01", "临江日报"),
        ("临江日报_2026-03-05.zip/html/A02.htm", "html", "A02", "临江日报"),
    ]
    rejected = {r["source_path"].split("/", 1)[1]: r["reason_code"] for r in plan.rejected.to_pylist()}
    assert rejected == {
        "copy.md": "duplicate",
        "inner.zip": "unsupported",
        ".DS_Store": "unsupported",
        "旧/B.md": "empty",
    }
    assert len(plan.entries) == len(files)


def test_archives_are_read_again_when_they_change(intake):
    path = intake.raw_dir / "2026-03-05.zip"
    path.write_bytes(pack({"A01.md": PAGE, "A02.md": PAGE + "江滩公园开放。"}))
    first = intake.plan()
    intake.save(first)
    assert intake.plan().unchanged == ("2026-03-05.zip/A01.md", "2026-03-05.zip/A02.md")
    path.write_bytes(pack({"A01.md": PAGE, "A03.md": PAGE + "老街换新。"}))
    os.utime(path, (1, 1))
    again = intake.plan(first.editions)
    assert (again.new, again.removed, again.unchanged) == (
        ("2026-03-05.zip/A03.md",), ("2026-03-05.zip/A02.md",), ("2026-03-05.zip/A01.md",)
    )  # fmt: skip
    assert again.pending_dates == (DAY,)


def test_archives_names_in_gbk_are_read(intake):
    data = pack({"aaaaaaaa/A01.md": PAGE}).replace(b"aaaaaaaa", "临江日报".encode("gbk"))
    (intake.raw_dir / "2026-03-05.zip").write_bytes(data)
    assert [f.source_path for f in list_files(intake.raw_dir)] == ["2026-03-05.zip/临江日报/A01.md"]
    assert intake.read_edition(intake.plan(), DAY).documents.num_rows == 1


def test_archives_names_that_lead_outside_are_refused(intake):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in ("../../a.md", "/etc/a.md", "C:\\a.md"):
            archive.writestr(ZipInfo(name), PAGE)
    (intake.raw_dir / "2026-03-05.zip").write_bytes(out.getvalue())
    plan = intake.plan()
    assert {r["reason_code"] for r in plan.rejected.to_pylist()} == {"unsupported"} and len(plan.entries) == 3


def test_archives_members_of_one_name_are_both_kept(intake):
    out = BytesIO()
    with ZipFile(out, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("A01.md", PAGE)
        archive.writestr("A01.md", PAGE + "江滩公园开放。")
    (intake.raw_dir / "2026-03-05.zip").write_bytes(out.getvalue())
    assert intake.read_edition(intake.plan(), DAY).documents.num_rows + intake.plan().rejected.num_rows == 2


def refused(intake, data):
    (intake.raw_dir / "2026-03-05.zip").write_bytes(data)
    plan = intake.plan()
    assert not plan.failures
    return [(r["source_path"], r["reason_code"]) for r in plan.rejected.to_pylist()]


def test_archives_refused_with_a_remedy(intake, monkeypatch):
    assert refused(intake, pack({"A01.md": PAGE})[:60]) == [("2026-03-05.zip", "unreadable")]
    assert refused(intake, b"") == [("2026-03-05.zip", "unreadable")]
    assert refused(intake, pack({})) == [("2026-03-05.zip", "empty")]
    assert refused(intake, pack({"A01.md": bytes(70 * 2**20)})) == [("2026-03-05.zip/A01.md", "too_large")]
    locked = bytearray(pack({"A01.md": PAGE}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused(intake, bytes(locked)) == [("2026-03-05.zip/A01.md", "unreadable")]
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    assert refused(intake, pack({f"{i}.md": PAGE for i in range(4)})) == [("2026-03-05.zip", "too_large")]


def records(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) if isinstance(row, dict) else row for row in rows)


def test_archives_records_are_folders_of_pages(intake):
    first = {"date": "2026-03-05", "page": "A01", "title": "临江大桥昨日合龙", "content": "大桥全长三公里。"}
    later = first | {"date": "2026/3/6", "title": "江滩公园开放"}
    lines = [first, later, first | {"page": "A02", "title": "老街换新"}, "no record", first | {"date": ""}, "", later]
    (intake.raw_dir / "临江日报.jsonl").write_text(records(*lines), encoding="utf-8")
    plan = intake.plan()
    assert [e.source_path.split("/")[1] for e in plan.entries] == [
        "2026-03-05_A01.jsonl",
        "2026-03-05_A02.jsonl",
        "2026-03-06_A01.jsonl",
        "undated_A01.jsonl",
        "unreadable.jsonl",
    ]
    assert [r["reason_code"] for r in plan.rejected.to_pylist()] == ["undated", "unsupported"]
    documents = intake.read_edition(plan, date(2026, 3, 6)).documents.to_pylist()
    assert [(d["text"].count("# 江滩公园开放"), d["page_number"], d["publication"]) for d in documents] == [
        (2, "A01", "临江日报")
    ]


def test_archives_records_of_one_page_are_a_file(intake):
    row = {"date": "2026-03-05", "title": "临江大桥昨日合龙", "content": "大桥全长三公里。"}
    (intake.raw_dir / "a.jsonl").write_text(records(row, row | {"title": "老街换新"}), encoding="gb18030")
    assert [e.source_path for e in intake.plan().entries] == ["a.jsonl"]
    assert intake.read_edition(intake.plan(), DAY).documents.num_rows == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_archives_never_break_down_when_changed(intake, data):
    changed = bytearray(pack({"A01.md": PAGE, "A02.htm": HTML}))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    (intake.raw_dir / "2026-03-05.zip").write_bytes(bytes(changed))
    plan = intake.plan()
    assert plan.entries and not plan.failures
    if DAY in plan.editions:
        assert not intake.read_edition(plan, DAY).problems
