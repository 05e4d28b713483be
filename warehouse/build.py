"""The build file: a private copy of the warehouse that is changed, then put in the place of the published one.

Readers of the published file are never locked out and never see half a load; a stop at any time leaves the old
file or the new one. One process builds at a time.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from warehouse.contract.ddl import quote
from warehouse.files import copy_file, remedy_for, sync

STORAGE = "v1.5.0"
"""Files are written so that DuckDB clients from 1.5 on can open them."""


class WarehouseError(Exception):
    """The warehouse cannot be built; the message says why and what to do. The published file stays as it was."""


class WarehouseBusyError(WarehouseError):
    """Another process builds the warehouse; the message names it."""


@dataclass(frozen=True)
class Warehouse:
    """The warehouse below a data directory."""

    data_dir: Path

    @property
    def path(self) -> Path:
        """The published file."""
        return self.data_dir / "warehouse.duckdb"

    @property
    def build_path(self) -> Path:
        return self.data_dir / ".warehouse.build.duckdb"

    @property
    def _holder_path(self) -> Path:
        return self.data_dir / ".warehouse.lock.json"

    @contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        """Be the one process that builds. WarehouseBusyError after `timeout` seconds of waiting."""
        lock = FileLock(self.data_dir / ".warehouse.lock")
        try:
            with self.explained():
                self.data_dir.mkdir(parents=True, exist_ok=True)
                lock.acquire(timeout=timeout)
        except Timeout:
            raise WarehouseBusyError(
                f"{self.path} is being built by {self._holder()}: wait for it to end, or stop it"
            ) from None
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": now}
            with self.explained():  # a note for whoever waits: it need not outlast a fall of the machine
                self._holder_path.write_text(json.dumps(holder), encoding="utf-8")
            yield
        finally:
            self._holder_path.unlink(missing_ok=True)
            lock.release()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of the disk inside the block into WarehouseError, which says what to do."""
        try:
            yield
        except (OSError, duckdb.Error) as error:
            if remedy := remedy_for(error):
                raise WarehouseError(
                    f"{self.data_dir} cannot be written ({error}): {remedy}; the warehouse is as it was"
                ) from error
            raise

    def keep_aside(self) -> Path:
        """Have the published file under another name too, so that it outlasts the next one; that name."""
        for number in count(1):
            kept = self.path.with_name(f"{self.path.name}.unreadable{number}")
            with suppress(FileExistsError):
                try:
                    os.link(self.path, kept)
                except PermissionError:  # disks without links
                    copy_file(self.path, kept)
                return kept
        raise AssertionError("there is always another number")

    def _holder(self) -> str:
        with suppress(OSError, ValueError, KeyError):
            holder = json.loads(self._holder_path.read_text(encoding="utf-8"))
            return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
        return "another process"

    def open_build(self) -> duckdb.DuckDBPyConnection:
        """A connection to a new build file as catalog `warehouse`. Call under the lock."""
        _remove(self.build_path)
        return self._attach(self.build_path, f"storage_version {quote(STORAGE)}")

    @contextmanager
    def copied(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Make the build file a copy of the published one; inside the block it can be looked at, read-only.

        duckdb.Error if it is no database; then and whenever the block fails the copy is removed. Call under the lock.
        """
        _remove(self.build_path)
        try:
            copy_file(self.path, self.build_path)
            with self._attach(self.build_path, "read_only") as con:
                yield con
        except BaseException:
            _remove(self.build_path)
            raise

    def open_copied(self) -> duckdb.DuckDBPyConnection:
        """A connection to the build file that `copied` made. duckdb.Error if we do not write its kind of storage."""
        return self._attach(self.build_path, f"storage_version {quote(STORAGE)}")

    def publish(self, con: duckdb.DuckDBPyConnection) -> None:
        """Close the build and put it in the place of the published file."""
        con.execute("checkpoint warehouse")
        con.close()
        sync(self.build_path)
        # A log that someone left beside the old file must not be replayed into the new one.
        self.path.with_name(self.path.name + ".wal").unlink(missing_ok=True)
        self.build_path.replace(self.path)
        sync(self.data_dir)

    def discard(self, con: duckdb.DuckDBPyConnection) -> None:
        """Close the build and remove it; the published file stays."""
        con.close()
        self.remove_build()

    def remove_build(self) -> None:
        """Remove the build file, if there is one."""
        _remove(self.build_path)

    def open(self) -> duckdb.DuckDBPyConnection:
        """A read-only connection to the published file as catalog `warehouse`. duckdb.Error if it cannot be opened.

        Close it soon: within one process DuckDB shows later connections the file that an earlier one holds open.
        """
        return self._attach(self.path, "read_only")

    def _attach(self, path: Path, option: str) -> duckdb.DuckDBPyConnection:
        """A connection that has the file as catalog `warehouse` and works in it."""
        con = self._connect()
        try:
            con.execute(f"attach {quote(str(path))} as warehouse ({option})")
            con.execute("use warehouse")
        except BaseException:
            con.close()
            raise
        return con

    def _connect(self) -> duckdb.DuckDBPyConnection:
        # What does not fit into memory goes beside the warehouse, not into the working directory.
        return duckdb.connect(config={"temp_directory": str(self.data_dir / ".duckdb")})


def _remove(path: Path) -> None:
    for file in (path, path.with_name(path.name + ".wal")):
        file.unlink(missing_ok=True)
