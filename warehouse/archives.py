"""Files of the raw directory that are folders of raw files: ZIP archives, and records of several pages, one a line.

What they hold is read piece by piece and never unpacked to disk.
"""

from __future__ import annotations

from collections.abc import Callable
from errno import EIO
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

RECORDS = (".jsonl", ".ndjson", ".jl")
MAX_MEMBERS = 20_000
MAX_UNPACKED = 2 * 2**30
_DAMAGED = "The archive is damaged or cut off: get the whole file and put it back."
_TOO_LARGE = (
    f"The archive holds more than {MAX_MEMBERS:,} files or unpacks to more than {MAX_UNPACKED // 2**30} GiB: "
    "split it into smaller ones."
)
_EMPTY = "The archive holds no files: delete it."
_LOCKED = "The file is protected by a password: pack it again without one."
_OUTSIDE = "Its name leads out of the archive: pack it again under a plain name."
_FAILURES = (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, ZlibError, MemoryError)


PartOf = Callable[[bytes], str]
"""A line of a file of records → the name of the page it belongs to."""


class Member(NamedTuple):
    """A file in an archive; `problem` is reason code and reason if it must not be opened."""

    name: str
    size_bytes: int
    problem: tuple[str, str] | None


class ArchiveError(Exception):
    """The archive as a whole is not read; `code` is a reason code, the message says what to do."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def is_archive(name: str) -> bool:
    """Whether a file of this name may be a folder of files."""
    return name.lower().endswith((".zip", *RECORDS))


def list_members(path: Path, part_of: PartOf) -> list[Member]:
    """The files of an archive in its order; none if it is a single page. ArchiveError if it is damaged or too large."""
    if path.name.lower().endswith(RECORDS):
        parts = _directory_of_records(path, part_of)
        return [Member(name, sum(n for _, n in spans), None) for name, spans in parts.items() if len(parts) > 1]
    members = []
    for name, info in _directory(path).items():
        problem = None
        if info.flag_bits & 0x1:
            problem = ("unreadable", _LOCKED)
        elif ".." in name.split("/") or info.filename.startswith(("/", "\\")) or ":" in name.split("/")[0]:
            problem = ("unsupported", _OUTSIDE)
        members.append(Member(name, info.file_size, problem))
    return members


def read_member(path: Path, name: str, part_of: PartOf) -> bytes:
    """The content of one file of an archive; OSError if it cannot be read. No more than its stated size is unpacked."""
    try:
        if path.name.lower().endswith(RECORDS):
            return _read_records(path, _directory_of_records(path, part_of)[name])
        with ZipFile(path) as archive:
            return archive.read(_directory(path)[name])
    except KeyError:
        raise FileNotFoundError(EIO, "it is not in the archive any more") from None
    except ArchiveError:
        raise OSError(EIO, "its archive is damaged") from None
    except _FAILURES:
        raise OSError(EIO, "it is damaged inside its archive") from None


def _directory(path: Path) -> dict[str, ZipInfo]:
    looks = path.stat()
    return _list(path, looks.st_size, looks.st_mtime_ns)


@lru_cache(maxsize=8)
def _list(path: Path, size: int, mtime_ns: int) -> dict[str, ZipInfo]:
    """Files by their name as shown, which no two share."""
    try:
        with ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _FAILURES:
        raise ArchiveError("unreadable", _DAMAGED) from None
    if not infos:
        raise ArchiveError("empty", _EMPTY)
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise ArchiveError("too_large", _TOO_LARGE)
    found: dict[str, ZipInfo] = {}
    for number, info in enumerate(infos, 1):
        name = _shown(info)
        found[f"{name} ({number})" if name in found else name] = info
    return found


def _shown(info: ZipInfo) -> str:
    """The name as the packer meant it: one not marked as UTF-8 is mostly GBK, which ZIP knows nothing of."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts).encode("utf-8", "backslashreplace").decode() or "_"


def _directory_of_records(path: Path, part_of: PartOf) -> dict[str, list[tuple[int, int]]]:
    looks = path.stat()
    if looks.st_size > MAX_UNPACKED:
        raise ArchiveError("too_large", _TOO_LARGE)
    parts = _list_records(path, looks.st_size, looks.st_mtime_ns, part_of)
    if len(parts) > MAX_MEMBERS:
        raise ArchiveError("too_large", _TOO_LARGE)
    return parts


@lru_cache(maxsize=4)
def _list_records(path: Path, size: int, mtime_ns: int, part_of: PartOf) -> dict[str, list[tuple[int, int]]]:
    """Where the lines of each page stand, as (offset, length)."""
    parts: dict[str, list[tuple[int, int]]] = {}
    at = 0
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                spans = parts.setdefault(part_of(line), [])
                if spans and sum(spans[-1]) == at:
                    spans[-1] = (spans[-1][0], spans[-1][1] + len(line))
                else:
                    spans.append((at, len(line)))
            at += len(line)
    return parts


def _read_records(path: Path, spans: list[tuple[int, int]]) -> bytes:
    pieces = []
    with path.open("rb") as file:
        for start, length in spans:
            file.seek(start)
            pieces.append(file.read(length))
    return b"".join(pieces)
