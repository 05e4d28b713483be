import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.permissions import needs_permissions
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS
from warehouse.intake import Intake, load_manifest
from warehouse.raw_files import RawDirectoryError, list_files

DATED = re.compile(r"\d{4}-\d\d-\d\d")
D1, D2, D3 = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)


class Reader:
    """Reads a file as the readers of pages do, as far as intake can tell, and remembers what it was given."""

    def __init__(self):
        self.seen = []

    def __call__(self, source_path, data):
        self.seen.append(source_path)
        digest = sha256(data).hexdigest()
        if b"break" in data:
            raise ValueError("odd")
        if not data:
            return REJECTED_DOCUMENTS.row(source_path, digest, 0, "empty", "The file is empty: remove it.")
        found = DATED.search(source_path)
        if not found:
            return REJECTED_DOCUMENTS.row(source_path, digest, len(data), "undated", "Put the date into the name.")
        text = data.decode()
        day = date.fromisoformat(found[0])
        return DOCUMENTS.row(digest[:16], source_path, None, day, "path", None, "text", "utf-8", len(data), text)


class Raw:
    """A raw directory, its intake, and what was built from it."""

    def __init__(self, root):
        self.dir, self.reader, self.built = root / "raw", Reader(), {}
        self.dir.mkdir()
        self.intake = self.with_version("r1")

    def with_version(self, version):
        return Intake(self.dir, self.dir.parent / "data" / "raw_files.parquet", self.reader, version, max_bytes=1000)

    def put(self, name, text):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def plan(self):
        self.reader.seen.clear()
        plan = self.intake.plan(self.built)
        self.intake.save(plan)
        return plan

    def run(self):
        plan = self.plan()
        self.built = dict(plan.editions)
        return plan


@pytest.fixture
def raw(tmp_path):
    raw = Raw(tmp_path)
    raw.put("2026-03-01/A01.md", "甲")
    raw.put("2026-03-01/A02.md", "乙")
    raw.put("2026-03-02/A01.md", "丙")
    return raw


def rejected(plan):
    return {r["source_path"]: r["reason_code"] for r in plan.rejected.to_pylist()}


def test_intake_first_look_finds_everything_new(raw):
    raw.put("notes.txt", "丁")
    plan = raw.plan()
    assert plan.new == ("2026-03-01/A01.md", "2026-03-01/A02.md", "2026-03-02/A01.md", "notes.txt")
    assert plan.pending_dates == (D1, D2)
    assert rejected(plan) == {"notes.txt": "undated"}
    assert plan.rejected.schema.equals(REJECTED_DOCUMENTS.schema)


def test_intake_unchanged_files_are_not_opened_again(raw):
    first = raw.run()
    plan = raw.plan()
    assert raw.reader.seen == []
    assert plan.pending_dates == ()
    assert plan.unchanged == first.new
    assert (plan.entries, plan.editions) == (first.entries, first.editions)


def test_intake_an_edition_stays_pending_until_it_is_built(raw):
    raw.plan()
    assert raw.plan().pending_dates == (D1, D2)


def test_intake_a_changed_file_makes_only_its_edition_pending(raw):
    raw.run()
    raw.put("2026-03-02/A01.md", "丙改")
    plan = raw.plan()
    assert raw.reader.seen == ["2026-03-02/A01.md"]
    assert (plan.changed, plan.pending_dates) == (("2026-03-02/A01.md",), (D2,))


def test_intake_a_change_that_keeps_size_and_time_is_seen(raw):
    raw.run()
    path = raw.dir / "2026-03-02/A01.md"
    before = path.stat()
    path.write_text("戊", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert raw.plan().pending_dates == (D2,)


def test_intake_a_touched_file_changes_nothing(raw):
    raw.run()
    os.utime(raw.dir / "2026-03-02/A01.md", (1, 1))
    plan = raw.plan()
    assert (raw.reader.seen, plan.changed, plan.pending_dates) == ([], (), ())


def test_intake_a_removed_file_makes_its_edition_pending_and_the_last_one_removes_it(raw):
    raw.run()
    (raw.dir / "2026-03-01/A02.md").unlink()
    (raw.dir / "2026-03-02/A01.md").unlink()
    plan = raw.run()
    assert plan.removed == ("2026-03-01/A02.md", "2026-03-02/A01.md")
    assert (plan.pending_dates, plan.removed_dates) == ((D1,), (D2,))
    assert raw.plan().removed_dates == ()


def test_intake_a_redated_file_makes_both_editions_pending(raw):
    raw.run()
    (raw.dir / "2026-03-01/A02.md").rename(raw.dir / "2026-03-03.md")
    plan = raw.plan()
    assert plan.pending_dates == (D1, D3)
    assert (plan.new, plan.removed) == (("2026-03-03.md",), ("2026-03-01/A02.md",))


def test_intake_new_rules_make_everything_pending(raw):
    raw.run()
    raw.intake = raw.with_version("r2")
    plan = raw.run()
    assert plan.pending_dates == (D1, D2)
    assert len(raw.reader.seen) == 3
    assert raw.plan().pending_dates == ()


def test_intake_of_equal_files_the_first_in_path_order_is_kept(raw):
    raw.put("2026-03-03/A01.md", "甲")
    plan = raw.run()
    assert rejected(plan) == {"2026-03-03/A01.md": "duplicate"}
    assert "2026-03-01/A01.md" in plan.rejected.column("reason")[0].as_py()
    assert plan.pending_dates == (D1, D2)
    raw.put("2026-02-28/A01.md", "甲")
    assert rejected(raw.plan()) == {"2026-03-01/A01.md": "duplicate", "2026-03-03/A01.md": "duplicate"}


def test_intake_a_copy_takes_the_place_of_a_removed_original(raw):
    raw.put("2026-03-03/A01.md", "甲")
    raw.run()
    (raw.dir / "2026-03-01/A01.md").unlink()
    plan = raw.plan()
    assert rejected(plan) == {}
    assert plan.pending_dates == (D1, D3)
    assert raw.reader.seen == []


NAMES = ["2026-03-01/a.md", "2026-03-02/a.md", "2026-03-02/b.md", "b.md", "c-2026-03-03.txt"]
CHANGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "甲", "乙", "丙", None])), max_size=6)


@settings(max_examples=25)
@given(st.lists(CHANGES, min_size=2, max_size=4))
def test_intake_remembering_gives_what_a_fresh_look_gives(tmp_path_factory, looks):
    raw = Raw(tmp_path_factory.mktemp("looks"))
    for changes in looks:
        for name, text in changes:
            if text is None:
                (raw.dir / name).unlink(missing_ok=True)
            else:
                raw.put(name, text)
        before = raw.built
        plan = raw.run()
        fresh = Intake(raw.dir, raw.dir / "none.parquet", Reader(), "r1").plan()
        assert (plan.entries, plan.editions) == (fresh.entries, fresh.editions)
        assert plan.rejected.equals(fresh.rejected)
        changed = {day for day in plan.editions if plan.editions[day] != before.get(day)}
        assert (set(plan.pending_dates), set(plan.removed_dates)) == (changed, before.keys() - plan.editions.keys())


def test_intake_every_file_is_a_document_or_rejected(raw):
    raw.put("empty-2026-03-01.txt", "")
    raw.put("large-2026-03-01.txt", "水" * 1000)
    raw.put("odd-2026-03-01.txt", "break")
    raw.put(".hidden-2026-03-01.md", "戊")
    raw.put("深/层/2026-03-03_A01.md", "己")
    (raw.dir / "dead.md").symlink_to("nowhere.md")
    (raw.dir / "loop.md").symlink_to("loop.md")
    os.mkfifo(raw.dir / "pipe")
    plan = raw.plan()
    assert rejected(plan) == {
        ".hidden-2026-03-01.md": "unsupported",
        "dead.md": "unreadable",
        "empty-2026-03-01.txt": "empty",
        "large-2026-03-01.txt": "too_large",
        "loop.md": "unreadable",
        "odd-2026-03-01.txt": "unreadable",
        "pipe": "unsupported",
    }
    assert plan.failures == ("odd-2026-03-01.txt: ValueError: odd",)
    documents = sum(raw.intake.read_edition(plan, day).documents.num_rows for day in plan.editions)
    files = [f for folder, _, names in os.walk(raw.dir) for f in names]
    assert documents + plan.rejected.num_rows == len(files)
    assert all(r["reason"].endswith(".") for r in plan.rejected.to_pylist())


def test_intake_takes_a_raw_directory_that_is_named_by_a_detour(raw, tmp_path):
    """../shared/pages, or a folder that is itself a link: the files count from where they are named."""
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(raw.dir)
    for folder in (tmp_path / "other" / ".." / raw.dir.name, tmp_path / "link"):
        assert [f.source_path for f in list_files(folder)] == [f.source_path for f in list_files(raw.dir)]


def test_intake_links_do_not_lead_out_of_the_raw_directory(raw, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-03-09.md").write_text("密", encoding="utf-8")
    (raw.dir / "2026-03-09.md").symlink_to(outside / "2026-03-09.md")
    (raw.dir / "folder").symlink_to(outside)
    (raw.dir / "again").symlink_to(raw.dir / "2026-03-01")
    (raw.dir / "2026-03-03.md").symlink_to(raw.dir / "2026-03-01" / "A01.md")
    plan = raw.plan()
    assert rejected(plan) == {"2026-03-09.md": "unreadable", "folder": "unreadable", "2026-03-03.md": "duplicate"}
    assert not any("03-09" in path for path in raw.reader.seen)


def test_intake_names_that_are_not_utf8_can_be_read(raw):
    name = os.fsencode(raw.dir) + b"/2026-03-03_\xb5\xda1\xb0\xe6.md"
    Path(os.fsdecode(name)).write_text("庚", encoding="utf-8")
    plan = raw.plan()
    edition = raw.intake.read_edition(plan, D3)
    assert edition.problems == ()
    assert edition.documents.column("source_path").to_pylist() == [r"2026-03-03_\xb5\xda1\xb0\xe6.md"]


def test_intake_reads_an_edition_in_path_order(raw):
    plan = raw.plan()
    edition = raw.intake.read_edition(plan, D1)
    assert edition.documents.column("source_path").to_pylist() == ["2026-03-01/A01.md", "2026-03-01/A02.md"]
    assert edition.documents.schema.equals(DOCUMENTS.schema)
    assert edition.problems == ()


def test_intake_a_file_that_vanished_or_changed_meanwhile_is_reported(raw):
    plan = raw.plan()
    (raw.dir / "2026-03-01/A01.md").unlink()
    raw.put("2026-03-01/A02.md", "乙改")
    edition = raw.intake.read_edition(plan, D1)
    assert edition.documents.num_rows == 0
    assert [p.split(" ", 1)[0] for p in edition.problems] == ["2026-03-01/A01.md", "2026-03-01/A02.md"]


@needs_permissions
def test_intake_files_below_a_closed_folder_stay_as_they_were(raw):
    raw.run()
    (raw.dir / "2026-03-02").chmod(0)
    try:
        plan = raw.plan()
    finally:
        (raw.dir / "2026-03-02").chmod(0o755)
    check_closed(plan)


def test_intake_files_below_a_folder_that_cannot_be_listed_stay_as_they_were(raw, monkeypatch):
    raw.run()
    scandir = os.scandir

    def closed(folder):
        if str(folder).endswith("2026-03-02"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    with monkeypatch.context() as patch:
        patch.setattr("warehouse.raw_files.os.scandir", closed)
        plan = raw.plan()
    check_closed(plan)
    assert rejected(raw.plan()) == {}


def check_closed(plan):
    assert rejected(plan) == {"2026-03-02/": "unreadable"}
    assert (plan.removed, plan.pending_dates, plan.removed_dates) == ((), (), ())


def test_intake_an_unreadable_file_is_tried_again(raw, monkeypatch):
    raw.run()
    path = raw.put("2026-03-02/A02.md", "辛")
    read = type(path).read_bytes

    def deny(self):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(type(path), "read_bytes", deny)
        assert rejected(raw.plan()) == {"2026-03-02/A02.md": "unreadable"}
    plan = raw.plan()
    assert (rejected(plan), plan.pending_dates) == ({}, (D2,))


def test_intake_a_damaged_manifest_is_no_manifest(raw):
    first = raw.run()
    raw.intake.manifest_path.write_bytes(b"PAR1 not")
    assert load_manifest(raw.intake.manifest_path) == []
    plan = raw.plan()
    assert plan.entries == first.entries
    assert plan.pending_dates == ()


def test_intake_without_a_raw_directory_says_what_to_set(tmp_path):
    with pytest.raises(RawDirectoryError, match="PRESSLEDGER_RAW_DIR"):
        list_files(tmp_path / "nowhere")


def test_intake_never_writes_into_the_raw_directory(raw):
    before = sorted(raw.dir.rglob("*"))
    raw.run()
    assert sorted(raw.dir.rglob("*")) == before
