"""Files that are replaced whole: a reader sees the old one or the new one, whenever the writer is stopped."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

_DAY = 24 * 60 * 60
_HOST = socket.gethostname().replace(".", "-")
_numbers = count()

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def remedy_for(error: BaseException) -> str | None:
    """What to do about a disk that is full or may not be written; None for other errors."""
    numbers = {error.errno} if isinstance(error, OSError) else set()
    # DuckDB says in words what the system told it.
    text = str(error)
    if numbers & _FULL or any(os.strerror(n) in text for n in _FULL):
        return "free some space there, or set PRESSLEDGER_DATA_DIR to a folder on another disk, and run again"
    if numbers & _CLOSED or any(os.strerror(n) in text for n in _CLOSED):
        return "make it writable for you, or set PRESSLEDGER_DATA_DIR to a folder that is, and run again"
    return None


def replace_file(path: Path, write: Callable[[Path], object], scratch: Path | None = None) -> None:
    """Let `write` fill a temporary file, then put it in the place of `path`, both safely on disk.

    The temporary file is made in `scratch` (by default the folder of `path`), which must be on the same disk.
    What stopped writers left there is removed first. OSError and whatever `write` raises leave `path` as it was.
    """
    folder = scratch or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    temporary = folder / f".{path.name}.{_HOST}.{os.getpid()}.{next(_numbers)}.tmp"
    try:
        write(temporary)
        sync(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def copy_file(path: Path, to: Path) -> None:
    """Copy a file's content; where the disk can have two files share their blocks, nothing is written."""
    try:
        with path.open("rb") as source, to.open("wb") as target:
            while os.copy_file_range(source.fileno(), target.fileno(), 2**30):
                pass
    except (OSError, AttributeError):  # two disks, or a system without it; where there is no room this fails too
        shutil.copyfile(path, to)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files whose writer no longer runs; those of other machines once they are a day old."""
    for file in folder.glob(".*.tmp"):
        host, pid = ["", "", *file.name.split(".")[-4:-2]][-2:]
        with suppress(OSError):  # another writer may be quicker
            old = time.time() - file.stat().st_mtime > _DAY
            if old or (host == _HOST and pid.isdigit() and not _runs(int(pid))):
                file.unlink()


def sync(path: Path) -> None:
    """Have the disk hold a file, or a folder's list of files."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
