"""Which raw files there are, what each was found to be, and which editions must be read again because of it.

The manifest is a memory of the last look at the raw directory, so that only new and changed files are opened. It
decides nothing: an edition is pending when its files or the rules differ from those it was built from, and a run
that is stopped anywhere leaves it pending. Without the manifest every file is opened again, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.archives import ArchiveError
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS
from warehouse.contract.version import structure_version
from warehouse.files import replace_file
from warehouse.raw_files import RawFile, list_files, one_page, read_file
from warehouse.records import PartOf

MAX_BYTES = 64 * 2**20

ReadDocument = Callable[[str, bytes], Any]
"""(source_path, content) → a row of `documents` or of `rejected_documents`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One raw file in the manifest: how it looked, and what reading it alone gave."""

    source_path: str
    size_bytes: int
    mtime_ns: int
    ctime_ns: int
    sha256: str | None
    document_id: str | None
    edition_date: date | None
    reason_code: str | None
    reason: str | None
    version: str
    """The rules it was read by."""


_TYPES = {"int": pa.int64(), "date | None": pa.date32()}
_MANIFEST = pa.schema([(f.name, _TYPES.get(str(f.type), pa.string())) for f in fields(Entry)])


@dataclass(frozen=True)
class Plan:
    """One look at the raw directory: what changed since the last, and what must be done."""

    entries: tuple[Entry, ...]
    """All files in path order; a copy of an earlier accepted file is rejected here as `duplicate`."""
    remembered: tuple[Entry, ...]
    """The same before copies are told apart: what the manifest keeps."""
    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    editions: dict[date, str]
    """Fingerprint of the files and rules of each edition; goes into the lake as metadata `inputs`."""
    pending_dates: tuple[date, ...]
    """Editions to read: never built, or built from other files or by other rules."""
    removed_dates: tuple[date, ...]
    """Editions that were built and have no file any more."""
    failures: tuple[str, ...] = field(default=())
    """Files on which the reader broke down, with the error: defects to report, not bad files."""

    @property
    def rejected(self) -> pa.Table:
        """Rows of `rejected_documents`, in path order."""
        rows = [
            REJECTED_DOCUMENTS.row(
                source_path=e.source_path,
                sha256=e.sha256,
                size_bytes=e.size_bytes,
                reason_code=e.reason_code,
                reason=e.reason,
            )
            for e in self.entries
            if e.reason_code
        ]
        return REJECTED_DOCUMENTS.table(rows)


@dataclass(frozen=True)
class Edition:
    """The accepted files of one date."""

    documents: pa.Table
    problems: tuple[str, ...]
    """Files that vanished or changed since the plan: the edition is not complete, run again."""


@dataclass(frozen=True)
class Intake:
    """A raw directory and how its files are read; `version` names the rules that `read_document` follows."""

    raw_dir: Path
    manifest_path: Path
    read_document: ReadDocument
    version: str
    max_bytes: int = MAX_BYTES
    part_of: PartOf = one_page
    """Which page a line of a file of records belongs to."""
    corrections: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of what is to be corrected in a file, by source path."""

    def plan(self, built: Mapping[date, str] | None = None) -> Plan:
        """Look at the raw directory. Opens new and changed files only; writes nothing.

        `built` says from which `inputs` each edition was built (see `load.built_editions`).
        RawDirectoryError if the directory is missing.
        """
        built = built or {}
        known = {e.source_path: e for e in load_manifest(self.manifest_path)}
        remembered: list[Entry] = []
        groups: dict[str, list[str]] = {"new": [], "changed": [], "removed": [], "unchanged": []}
        failures: list[str] = []
        files = list_files(self.raw_dir, self.part_of)
        for file in files:
            entry, failure = self._entry(file, known.get(file.source_path))
            remembered.append(entry)
            failures += [failure] if failure else []
            groups[_group(entry, known.get(file.source_path))].append(entry.source_path)
        kept = _out_of_sight(files, known)
        remembered = sorted([*remembered, *kept], key=lambda e: e.source_path)
        groups["unchanged"] += [e.source_path for e in kept]
        groups["removed"] = sorted(known.keys() - {e.source_path for e in remembered})
        entries = _reject_copies(remembered)
        editions = self._fingerprints(entries)
        return Plan(
            entries=entries,
            remembered=tuple(remembered),
            **{name: tuple(paths) for name, paths in groups.items()},  # type: ignore[arg-type]
            editions=editions,
            pending_dates=tuple(day for day in editions if built.get(day) != editions[day]),
            removed_dates=tuple(sorted(built.keys() - editions.keys())),
            failures=tuple(failures),
        )

    def save(self, plan: Plan) -> None:
        """Write the manifest, whole or not at all."""
        rows = pa.Table.from_pylist(
            [{f.name: getattr(e, f.name) for f in fields(Entry)} for e in plan.remembered], _MANIFEST
        )
        replace_file(self.manifest_path, lambda to: pq.write_table(rows, to, compression="zstd"))

    def read_edition(self, plan: Plan, edition_date: date) -> Edition:
        """The rows of `documents` of one edition, in path order, read from the raw files."""
        rows, problems = [], []
        for entry in plan.entries:
            if entry.edition_date != edition_date:
                continue
            row, problem = self._read_again(entry)
            if problem:
                problems.append(problem)
            else:
                rows.append(row)
        return Edition(DOCUMENTS.table(rows), tuple(problems))

    def _entry(self, file: RawFile, last: Entry | None) -> tuple[Entry, str | None]:
        looks = (file.size_bytes, file.mtime_ns, file.ctime_ns)
        if file.problem:
            return self._rejected(file, None, *file.problem), None
        fresh = last is not None and last.version == self.version and last.reason_code != "unreadable"
        if fresh and last and looks == (last.size_bytes, last.mtime_ns, last.ctime_ns):
            return last, None
        if file.size_bytes > self.max_bytes:
            limit = f"{self.max_bytes / 2**20:g} MiB"
            reason = f"The file is larger than {limit}: split it into pages."
            return self._rejected(file, None, "too_large", reason), None
        try:
            data = read_file(self.raw_dir, file.source_path, self.part_of)
        except OSError as error:
            reason = f"The file cannot be opened ({error.strerror}): make it readable and run again."
            return self._rejected(file, None, "unreadable", reason), None
        except ArchiveError as error:
            return self._rejected(file, None, error.code, error.reason), None
        digest = sha256(data).hexdigest()
        file = replace(file, size_bytes=len(data))
        if fresh and last and last.sha256 == digest:
            return replace(last, mtime_ns=file.mtime_ns, ctime_ns=file.ctime_ns), None
        return self._judge(file, data, digest)

    def _judge(self, file: RawFile, data: bytes, digest: str) -> tuple[Entry, str | None]:
        try:
            row = self.read_document(file.source_path, data)
        except Exception as error:
            failure = f"{file.source_path}: {type(error).__name__}: {error}"
            reason = f"Reading the file failed ({type(error).__name__}): please report it with the file."
            return self._rejected(file, digest, "unreadable", reason), failure
        if isinstance(row, REJECTED_DOCUMENTS.row):
            return self._rejected(file, digest, row.reason_code, row.reason), None
        looks = (file.size_bytes, file.mtime_ns, file.ctime_ns)
        found = (row.document_id, row.edition_date)
        return Entry(file.source_path, *looks, digest, *found, None, None, self.version), None

    def _rejected(self, file: RawFile, digest: str | None, code: str, reason: str) -> Entry:
        looks = (file.size_bytes, file.mtime_ns, file.ctime_ns)
        return Entry(file.source_path, *looks, digest, None, None, code, reason, self.version)

    def _read_again(self, entry: Entry) -> tuple[Any, str | None]:
        try:
            data = read_file(self.raw_dir, entry.source_path, self.part_of)
        except OSError as error:
            return None, f"{entry.source_path} cannot be opened any more ({error.strerror}): run again"
        except ArchiveError as error:
            return None, f"{entry.source_path} cannot be opened any more: {error.reason}"
        if sha256(data).hexdigest() != entry.sha256:
            return None, f"{entry.source_path} changed while it was read: run again"
        return self.read_document(entry.source_path, data), None

    def _fingerprints(self, entries: tuple[Entry, ...]) -> dict[date, str]:
        digests: dict[date, Any] = {}
        for e in entries:
            if e.edition_date is not None:
                if e.edition_date not in digests:
                    start = f"{self.version}|{structure_version()}"
                    digests[e.edition_date] = blake2b(start.encode(), digest_size=8)
                corrections = self.corrections.get(e.source_path, "")
                digests[e.edition_date].update(f"\0{e.source_path}\0{e.sha256}{corrections}".encode())
        return {day: digests[day].hexdigest() for day in sorted(digests)}


def load_manifest(path: Path) -> list[Entry]:
    """The entries of a manifest; none if it is missing, damaged or of another layout: all files are then new."""
    try:
        rows = pq.ParquetFile(path).read()
    except (pa.ArrowException, OSError):
        return []
    if not rows.schema.equals(_MANIFEST):
        return []
    return [Entry(**row) for row in rows.to_pylist()]


def _group(entry: Entry, last: Entry | None) -> str:
    if last is None:
        return "new"
    return "unchanged" if entry.sha256 == last.sha256 and entry.reason_code == last.reason_code else "changed"


def _out_of_sight(files: list[RawFile], known: Mapping[str, Entry]) -> list[Entry]:
    """Known files below folders that cannot be listed now: that says nothing about them, so they stay as they were."""
    closed = tuple(f.source_path for f in files if f.source_path.endswith("/"))
    return [e for path, e in known.items() if closed and path.startswith(closed) and path not in closed]


def _reject_copies(entries: list[Entry]) -> tuple[Entry, ...]:
    """Of accepted files with equal bytes, the first in path order is kept."""
    first: dict[str, str] = {}
    out = []
    for entry in entries:
        if entry.edition_date is not None and entry.sha256 is not None:
            original = first.setdefault(entry.sha256, entry.source_path)
            if original != entry.source_path:
                reason = f"The file is a copy of {original}: remove one of the two."
                entry = replace(entry, document_id=None, edition_date=None, reason_code="duplicate", reason=reason)
        out.append(entry)
    return tuple(out)
