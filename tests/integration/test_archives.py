"""ZIP archives and files of records in the raw directory: folders of raw files, with bounds, and nothing lost."""

import json
import os
from datetime import date
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

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


def pack(files: dict[str, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
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


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "临江日报"), ("gbk", "临江日报"), ("big5", "臨江日報")])
def test_archives_names_without_a_mark_of_their_encoding(intake, encoding, name):
    packed = name.encode(encoding)
    (intake.raw_dir / "2026-03-05.zip").write_bytes(pack({"a" * len(packed): PAGE}).replace(b"a" * len(packed), packed))
    assert [f.source_path for f in list_files(intake.raw_dir)] == [f"2026-03-05.zip/{name}"]


def test_archives_names_that_lead_outside_are_refused(intake):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in ("../../a.md", "/etc/a.md", "C:\\a.md"):
            archive.writestr(ZipInfo(name), PAGE)
    (intake.raw_dir / "2026-03-05.zip").write_bytes(out.getvalue())
    plan = intake.plan()
    assert {r["reason_code"] for r in plan.rejected.to_pylist()} == {"unsupported"} and len(plan.entries) == 3


def test_archives_read_every_method_and_break_down_on_none(intake):
    for method in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
        (intake.raw_dir / f"{method}_2026-03-05.zip").write_bytes(pack({"A01.md": f"{PAGE}{method}"}, method))
    assert intake.read_edition(intake.plan(), DAY).documents.num_rows == 4
    whole = pack({"A01.md": PAGE * 9}, ZIP_LZMA)
    middle = whole.index(b"PK\x01\x02") // 2
    assert refused(intake, whole[:middle] + b"\xff" * 9 + whole[middle + 9 :]) == [
        ("2026-03-05.zip/A01.md", "unreadable")
    ]
    nameless = pack({"aaa": PAGE + "新"}).replace(b"\x03\x00\x00\x00aaa", b"\x00\x00\x03\x00aaa")
    assert not refused(intake, nameless.replace(b"\x03\x00\x00\x00\x00", b"\x00\x00\x03\x00\x00"))


def test_archives_members_of_one_name_are_both_kept(intake):
    out = BytesIO()
    with ZipFile(out, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("A01.md", PAGE)
        archive.writestr("A01.md", PAGE + "江滩公园开放。")
    (intake.raw_dir / "2026-03-05.zip").write_bytes(out.getvalue())
    documents = intake.read_edition(intake.plan(), DAY).documents.to_pylist()
    assert [(d["source_path"], d["format"]) for d in documents] == [
        ("2026-03-05.zip/A01 (2).md", "markdown"),
        ("2026-03-05.zip/A01.md", "markdown"),
    ]


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
    forged = pack({"A01.md": bytes(10**6)})
    forged = forged.replace((10**6).to_bytes(4, "little"), (99).to_bytes(4, "little"))
    assert refused(intake, forged) == [("2026-03-05.zip/A01.md", "unreadable")]
    strange = pack({"A01.md": PAGE}).replace(b"\x08\x00", b"\x09\x00")
    assert refused(intake, strange) == [("2026-03-05.zip/A01.md", "unsupported")]
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 100)
    assert refused(intake, pack({f"{i}.md": PAGE for i in range(4)})) == [("2026-03-05.zip", "too_large")]
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 10_000)
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


ROW = {"date": "2026-03-05", "page": "A01", "title": "临江大桥昨日合龙", "content": "大桥全长三公里。"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5"])
def test_archives_records_in_any_encoding(intake, encoding):
    rows = (ROW | {"title": "公园開放"}, ROW | {"title": "大橋合龍", "date": "2026-03-06"})
    (intake.raw_dir / "a.jsonl").write_bytes(records(*rows).replace("公园", "公園").encode(encoding, "ignore"))
    plan = intake.plan()
    found = [intake.read_edition(plan, day).documents.to_pylist() for day in (DAY, date(2026, 3, 6))]
    assert [[d["text"].split("\n")[0] for d in edition] for edition in found] == [["# 公園開放"], ["# 大橋合龍"]]


def test_archives_records_inside_archives(intake):
    inner = records(ROW, ROW | {"date": "2026-03-06", "title": "江滩公园开放"}, "{").encode()
    files = {"年/a.jsonl": inner, "b.jsonl": records(ROW | {"title": "老街换新"}), "c.jsonl": "[]", "d.jsonl": ""}
    (intake.raw_dir / "x.zip").write_bytes(pack(files))
    plan = intake.plan()
    assert {e.source_path: e.reason_code for e in plan.entries} == {
        "x.zip/b.jsonl": None,
        "x.zip/c.jsonl": "unsupported",
        "x.zip/d.jsonl": "empty",
        "x.zip/年/a.jsonl/2026-03-05_A01.jsonl": None,
        "x.zip/年/a.jsonl/2026-03-06_A01.jsonl": None,
        "x.zip/年/a.jsonl/unreadable.jsonl": "unsupported",
    }
    assert intake.read_edition(plan, DAY).documents.num_rows == 2


def test_archives_lines_that_are_no_record_are_named(intake):
    (intake.raw_dir / "a.jsonl").write_text(records(ROW, "{", "", '{"a": 1}', ROW, "x"), encoding="utf-8")
    (intake.raw_dir / "b.jsonl").write_text(records(ROW | {"title": "新"}, "{" * 9), encoding="utf-8")
    assert [r["reason"].split(" are ")[0].split(" is ")[0] for r in intake.plan().rejected.to_pylist()] == [
        "Lines 2, 4, 6",
        "Line 2",
    ]


def test_archives_a_line_too_long_to_be_a_record_is_named(intake, monkeypatch):
    monkeypatch.setattr("warehouse.records.MAX_LINE", 1000)
    long = ROW | {"content": "水" * 2000}
    (intake.raw_dir / "a.jsonl").write_text(records(ROW, long, ROW | {"title": "新"}), encoding="utf-8")
    plan = intake.plan()
    assert [r["reason"].split(" is ")[0] for r in plan.rejected.to_pylist()] == ["Line 2"]
    assert intake.read_edition(plan, DAY).documents.to_pylist()[0]["text"].count("# ") == 2


def test_archives_records_of_several_newspapers_are_several_pages(intake):
    rows = [
        ROW | {"newspaper": "临江日报"},
        ROW | {"newspaper": "江城晚报", "title": "老街换新"},
        ROW | {"source": "新华社"},
    ]
    (intake.raw_dir / "a.jsonl").write_text(records(*rows), encoding="utf-8")
    documents = intake.read_edition(intake.plan(), DAY).documents.to_pylist()
    assert [d["publication"] for d in documents] == ["新华社", "临江日报", "江城晚报"]


def test_archives_records_written_as_a_list(intake):
    rows = ",\n".join(json.dumps(ROW | {"date": f"2026-03-0{day}"}, ensure_ascii=False) for day in (5, 6))
    (intake.raw_dir / "a.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    (intake.raw_dir / "b.json").write_text(json.dumps([ROW | {"title": "新"}], ensure_ascii=False, indent=1))
    assert [e.source_path for e in intake.plan().entries] == [
        "a.json/2026-03-05_A01.jsonl",
        "a.json/2026-03-06_A01.jsonl",
        "b.json",
    ]
    assert not intake.plan().rejected.num_rows


def test_archives_records_of_one_page_are_a_file(intake):
    row = {"date": "2026-03-05", "title": "临江大桥昨日合龙", "content": "大桥全长三公里。"}
    (intake.raw_dir / "a.jsonl").write_text(records(row, row | {"title": "老街换新"}), encoding="gb18030")
    assert [e.source_path for e in intake.plan().entries] == ["a.jsonl"]
    assert intake.read_edition(intake.plan(), DAY).documents.num_rows == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_archives_never_break_down_when_changed(intake, data):
    method = data.draw(st.sampled_from((ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)))
    changed = bytearray(
        pack({"A01.md": PAGE, "A02.htm": HTML, "旧/a.jsonl": records(ROW, ROW | {"page": "2"})}, method)
    )
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    (intake.raw_dir / "2026-03-05.zip").write_bytes(bytes(changed))
    plan = intake.plan()
    assert plan.entries and not plan.failures
    if DAY in plan.editions:
        assert not intake.read_edition(plan, DAY).problems
