"""Reading in a process of its own, bounded in memory and time, so that no file can take the run down with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module

from transforms.documents.decode import UnreadableError
from transforms.documents.formats import Extracted

_MEMORY = 2 * 2**30
_SECONDS = 120
"""Time on the processor; on the wall it may be ten times as much where many share the machine."""


def read_apart(module: str, data: bytes, too_hard: str) -> Extracted:
    """What the module's `extract` reads, in another process; UnreadableError with `too_hard` if it exceeds the bounds.

    RuntimeError, with what that process said, for mistakes of ours.
    """
    command = [sys.executable, "-m", __name__, module]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, input=data, capture_output=True, env=environment, timeout=10 * _SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError("too_large", too_hard) from None
    if done.returncode == 1 and b"MemoryError" not in done.stderr:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout) if done.returncode == 0 else {}
    if "text" not in found:
        raise UnreadableError(found.get("code", "too_large"), found.get("reason", too_hard))
    return Extracted(**found)


def _bound() -> None:
    """Bound this process; systems without such bounds have none."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> None:
    """Read the data on standard input with the module named, and write what it holds, or why not, as JSON."""
    _bound()
    try:
        found = import_module(sys.argv[1]).extract(sys.stdin.buffer.read())
        said = {"text": found.text, "edition_date": found.edition_date, "publication": found.publication}
        said["page_number"] = found.page_number
    except UnreadableError as error:
        said = {"code": error.code, "reason": error.reason}
    sys.stdout.buffer.write(json.dumps(said).encode())


if __name__ == "__main__":
    main()
