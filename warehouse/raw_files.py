"""What stands in the raw directory, an archive taken for a folder. It is only ever read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from warehouse.archives import ArchiveError, is_archive, list_members, read_member
from warehouse.records import PartOf

_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")
_HIDDEN = ("unsupported", "The name begins with a dot, so it is not taken for a page: rename the file if it is one.")


def one_page(line: bytes) -> str:
    """Records that nobody can tell apart are all of one page."""
    return ""


class RawDirectoryError(Exception):
    """The raw directory itself cannot be listed; the message says what to set."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file below the raw directory, or a folder or link that keeps us from one."""

    source_path: str
    """Relative to the raw directory, with `/`; bytes that are not UTF-8 as `\\xNN`. A folder ends in `/`."""
    path: Path
    """The file on disk; of a file in an archive, the archive."""
    size_bytes: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    problem: tuple[str, str] | None = None
    """Reason code and reason, if it must not or cannot be opened."""


def list_files(raw_dir: Path, part_of: PartOf = one_page) -> list[RawFile]:
    """Every file below the raw directory, sorted by path.

    Nothing is left out; what must not or cannot be opened is in the list with its problem: hidden files, folders
    that cannot be listed, links that lead out of the raw directory or nowhere, pipes and devices. A link to a
    folder inside is passed over, because the files of that folder are in the list under their own path.
    RawDirectoryError if there is no such directory.
    """
    raw_dir = Path(raw_dir)
    if not raw_dir.is_dir():
        raise RawDirectoryError(f"{raw_dir} is not a folder: set PRESSLEDGER_RAW_DIR to the folder of the raw files")
    try:
        with os.scandir(raw_dir):
            pass
    except OSError as error:
        raise RawDirectoryError(f"{raw_dir} cannot be listed ({error.strerror}): make it readable") from error
    found = [part for file in _walk(raw_dir, raw_dir.resolve()) for part in _unfold(file, part_of)]
    return sorted(found, key=lambda f: f.source_path)


def read_file(raw_dir: Path, source_path: str, part_of: PartOf = one_page) -> bytes:
    """The content of the file that `list_files` gave this source path. ArchiveError or OSError if it cannot be read."""
    parts = source_path.split("/")
    for i, part in enumerate(parts[:-1], 1):
        if is_archive(part) and (archive := _locate(raw_dir, "/".join(parts[:i]))).is_file():
            return read_member(archive, "/".join(parts[i:]), part_of)
    return _locate(raw_dir, source_path).read_bytes()


def _locate(raw_dir: Path, source_path: str) -> Path:
    path = Path(raw_dir) / source_path
    return path if path.exists() else Path(raw_dir) / os.fsdecode(_unescape(source_path))


def _unfold(file: RawFile, part_of: PartOf) -> list[RawFile]:
    """The files of an archive in its place; any other file as it is."""
    if file.problem or not is_archive(file.source_path):
        return [file]
    try:
        members = list_members(file.path, part_of)
    except ArchiveError as error:
        return [replace(file, problem=(error.code, error.reason))]
    except OSError as error:
        reason = f"The file cannot be opened ({error.strerror}): make it readable and run again."
        return [replace(file, problem=("unreadable", reason))]
    return [
        replace(
            file,
            source_path=f"{file.source_path}/{member.name}",
            size_bytes=member.size_bytes,
            problem=member.problem or (_HIDDEN if _is_hidden(member.name) else None),
        )
        for member in members
    ] or [file]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _unescape(source_path: str) -> bytes:
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), source_path.encode())


def _walk(root: Path, inside: Path) -> Iterator[RawFile]:
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            reason = f"The folder cannot be listed ({error.strerror}): make it readable and run again."
            yield RawFile(_relative(folder, root) + "/", folder, problem=("unreadable", reason))
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif (file := _look_at(Path(entry.path), root, inside)) is not None:
                yield file


def _look_at(path: Path, root: Path, inside: Path) -> RawFile | None:
    name = _relative(path, root)
    try:
        target = path.resolve(strict=True) if path.is_symlink() else path
        if target is not path and not target.is_relative_to(inside):
            reason = "The link leads out of the raw directory: put the file itself there."
            return RawFile(name, path, problem=("unreadable", reason))
        found = target.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
        reason = f"The file cannot be looked at ({getattr(error, 'strerror', None) or error}): repair or remove it."
        return RawFile(name, path, problem=("unreadable", reason))
    if stat.S_ISDIR(found.st_mode):
        return None
    # Were a link read, its date might win over that of the file. Hidden files are not read themselves.
    if target is not path and not _is_hidden(own := _relative(target, inside)):
        return RawFile(name, path, problem=("duplicate", f"This is a link to {own}, which is read itself: remove it."))
    if not stat.S_ISREG(found.st_mode):
        return RawFile(name, path, problem=("unsupported", "This is a pipe or a device: put a regular file there."))
    problem = _HIDDEN if _is_hidden(name) else None
    return RawFile(name, path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, problem)


def _relative(path: Path, root: Path) -> str:
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
