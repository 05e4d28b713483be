"""Files that are replaced whole: a reader sees the old one or the new one, whenever the writer is stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

_numbers = count()


def replace_file(path: Path, write: Callable[[Path], object], scratch: Path | None = None) -> None:
    """Let `write` fill a temporary file, then put it in the place of `path`, both safely on disk.

    The temporary file is made in `scratch` (by default the folder of `path`), which must be on the same disk.
    What stopped writers left there is removed first. OSError and whatever `write` raises leave `path` as it was.
    """
    folder = scratch or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    temporary = folder / f".{path.name}.{os.getpid()}.{next(_numbers)}.tmp"
    try:
        write(temporary)
        sync(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files whose writer no longer runs."""
    for file in folder.glob(".*.tmp"):
        pid = file.name.split(".")[-3:-2]
        if pid and pid[0].isdigit() and not _runs(int(pid[0])):
            file.unlink(missing_ok=True)


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
