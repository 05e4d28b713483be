"""Files of the raw directory that are folders of raw files: ZIP archives, and records of several pages, one a line.

What they hold is read piece by piece. Nothing is unpacked to disk but files of records inside a ZIP archive, into
temporary files without a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple
from zipfile import ZipFile, ZipInfo

from warehouse import records
from warehouse.records import PartOf, Records

MAX_MEMBERS = 20_000
MAX_UNPACKED = 2 * 2**30
MAX_DIRECTORY = 16 * 2**20
"""Bytes of the list of files at the end of an archive; it is held in memory, several times its size."""
_PIECE = 4096
"""Read at once of packed content: what one such piece may unpack to is all that a forged size can cost."""
_REMEMBERED = 16
"""So many archives may hold pages of one edition before they are listed anew for each edition."""
_DAMAGED = "The archive is damaged or cut off: get the whole file and put it back."
_DAMAGED_INSIDE = "The file is damaged inside its archive: get the whole archive and put it back."
_TOO_LARGE = (
    f"The archive holds more than {MAX_MEMBERS:,} files or unpacks to more than {MAX_UNPACKED // 2**30} GiB: "
    "split it into smaller ones."
)
_EMPTY = "The archive holds no files: delete it."
_LOCKED = "The file is protected by a password: pack it again without one."
_METHOD = "The file is packed in a way that is not read: pack the archive again as an ordinary ZIP file."
_OUTSIDE = "Its name leads out of the archive: pack it again under a plain name."
_GONE = "The file is not in its archive any more: run again."


class Member(NamedTuple):
    """A file in an archive; `problem` is reason code and reason if it must not be opened."""

    name: str
    size_bytes: int
    problem: tuple[str, str] | None


class ArchiveError(Exception):
    """An archive, or a file in it, is not read; `code` is a reason code, the message says what to do."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def is_archive(name: str) -> bool:
    """Whether a file of this name may be a folder of files."""
    return name.lower().endswith((".zip", *records.ENDINGS))


def list_members(path: Path, part_of: PartOf) -> list[Member]:
    """The files of an archive in its order; none if it is a single page. ArchiveError if it is damaged or too large."""
    if _is_records(path.name):
        return list(_pages(_records(path, None, part_of).records))
    members = []
    for name, info in _open(path).files.items():
        if problem := _problem(name, info):
            members.append(Member(name, info.file_size, problem))
            continue
        try:
            pages = list(_pages(_records(path, name, part_of).records)) if _is_records(name) else []
        except ArchiveError as error:
            members.append(Member(name, info.file_size, (error.code, error.reason)))
            continue
        members += [page._replace(name=f"{name}/{page.name}") for page in pages]
        if not pages:
            members.append(Member(name, info.file_size, None))
    if len(members) > MAX_MEMBERS:
        raise ArchiveError("too_large", _TOO_LARGE)
    return members


def read_member(path: Path, name: str, part_of: PartOf) -> bytes:
    """The content of one file of an archive. ArchiveError or OSError if it cannot be read.

    No more than the stated size of a file is unpacked.
    """
    if _is_records(path.name):
        return _read_page(path, None, name, part_of)
    files = _open(path).files
    if name in files:
        return b"".join(_unpack(path, name))
    parts = name.split("/")
    for i in range(1, len(parts)):
        inner = "/".join(parts[:i])
        if inner in files and _is_records(inner):
            return _read_page(path, inner, "/".join(parts[i:]), part_of)
    raise ArchiveError("unreadable", _GONE)


class _Zip(NamedTuple):
    archive: ZipFile
    files: dict[str, ZipInfo]
    """By their name as shown, which no two share."""


def _open(path: Path) -> _Zip:
    looks = path.stat()
    return _open_zip(path, looks.st_size, looks.st_mtime_ns)


@lru_cache(maxsize=_REMEMBERED)
def _open_zip(path: Path, size: int, mtime_ns: int) -> _Zip:
    """The archive stays open: to list its files anew for each of them would take time that grows with their square."""
    if _directory_size(path, size) > MAX_DIRECTORY:
        raise ArchiveError("too_large", _TOO_LARGE)
    try:
        archive = ZipFile(path)
        infos = [info for info in archive.infolist() if not info.filename.endswith("/") or info.file_size]
    except Exception:  # on forged archives the libraries that read them raise almost anything
        raise ArchiveError("unreadable", _DAMAGED) from None
    if not infos:
        raise ArchiveError("empty", _EMPTY)
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise ArchiveError("too_large", _TOO_LARGE)
    found: dict[str, ZipInfo] = {}
    for number, info in enumerate(infos, 1):
        name = _shown(info)
        while name in found:
            place = PurePosixPath(name)
            name = str(place.with_name(f"{place.stem} ({number}){place.suffix}"))
        found[name] = info
    return _Zip(archive, found)


def _directory_size(path: Path, size: int) -> int:
    """Stated bytes of the list of files at the archive's end; 0 if there is none to be seen."""
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read(66_000)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        return 0
    longer = end - 76  # a large archive states it in a record of its own, which stands before the end and its pointer
    if longer >= 0 and tail[longer : longer + 4] == b"PK\x06\x06":
        return int.from_bytes(tail[longer + 40 : longer + 48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _shown(info: ZipInfo) -> str:
    """The name as the packer meant it: ZIP knows of UTF-8 and of a code page that no Chinese name is written in."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = _decode_name(name.encode("cp437"))
        except UnicodeError:
            name = info.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts).encode("utf-8", "backslashreplace").decode() or "_"


def _decode_name(name: bytes) -> str:
    """Some packers write UTF-8 without saying so; most others GBK, those of Hong Kong and Taiwan Big5."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        found = name.decode("gb18030")
    # What is no GBK looks like rare characters, kana and characters for private use.
    if any("\u3040" <= c < "\u3400" or "\ue000" <= c < "\uf900" for c in found):
        try:
            return name.decode("big5")
        except UnicodeDecodeError:
            pass
    return found


def _problem(name: str, info: ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & 0x1:
        return "unreadable", _LOCKED
    if ".." in name.split("/") or info.filename.startswith(("/", "\\")) or ":" in name.split("/")[0]:
        return "unsupported", _OUTSIDE
    return None


def _unpack(path: Path, name: str) -> Iterator[bytes]:
    """The content of a file in a ZIP archive, in pieces; it ends at the stated size."""
    archive, files = _open(path)
    try:
        with archive.open(files[name]) as content:
            while piece := content.read(_PIECE):
                yield piece
    except NotImplementedError:
        raise ArchiveError("unsupported", _METHOD) from None
    except RuntimeError as error:
        locked = "password" in str(error)
        raise ArchiveError("unreadable", _LOCKED if locked else _DAMAGED_INSIDE) from None
    except Exception:  # see above
        raise ArchiveError("unreadable", _DAMAGED_INSIDE) from None


def _is_records(name: str) -> bool:
    return name.lower().endswith(records.ENDINGS)


def _pages(found: Records) -> Iterator[Member]:
    """The pages of a file of records; none if it is a single page, or if nothing in it is a record."""
    if len(found.pages) < 2:
        return
    for name, spans in found.pages.items():
        problem = ("unsupported", found.rejection) if name == records.REJECTED else None
        yield Member(name, sum(length for _, length in spans), problem)


def _records(path: Path, name: str | None, part_of: PartOf) -> _Records:
    """A file of records, or the one of that name in a ZIP archive, and where its pages stand."""
    looks = path.stat()
    if looks.st_size > MAX_UNPACKED:
        raise ArchiveError("too_large", _TOO_LARGE)
    found = _find_records(path, looks.st_size, looks.st_mtime_ns, name, part_of)
    if len(found.records.pages) > MAX_MEMBERS:
        raise ArchiveError("too_large", _TOO_LARGE)
    return found


class _Records(NamedTuple):
    records: Records
    unpacked: BinaryIO | None
    """The file, if it stands in a ZIP archive."""


@lru_cache(maxsize=_REMEMBERED)
def _find_records(path: Path, size: int, mtime_ns: int, name: str | None, part_of: PartOf) -> _Records:
    if name is None:
        with path.open("rb") as file:
            return _Records(records.find_pages(file, part_of), None)
    unpacked = TemporaryFile()  # noqa: SIM115 - it is there as long as it is remembered here
    for piece in _unpack(path, name):
        unpacked.write(piece)
    unpacked.seek(0)
    return _Records(records.find_pages(unpacked, part_of), unpacked)


def _read_page(path: Path, inner: str | None, name: str, part_of: PartOf) -> bytes:
    found, unpacked = _records(path, inner, part_of)
    if name not in found.pages:
        raise ArchiveError("unreadable", _GONE)
    if unpacked is not None:
        return records.read_page(unpacked, found, name)
    with path.open("rb") as file:
        return records.read_page(file, found, name)
