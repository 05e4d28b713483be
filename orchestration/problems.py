"""Errors that end a command with one line, and their exit codes."""

from __future__ import annotations

import sqlite3

FAILED, WRONG, INTERRUPTED = 1, 2, 130
DIFFERENT = 1
"""As diff has it: no failure, but an answer."""


class Problem(Exception):
    """The command cannot do what was asked; the message says why and what to do."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def exit_code(error: BaseException) -> int | None:
    """The exit code for an error that is the user's to see; None for a defect."""
    # Imported only now: most commands need none of them, and they take longer to import than to run.
    import duckdb

    from orchestration.settings import ConfigurationError
    from warehouse.analyses import AnalysisError
    from warehouse.build import WarehouseError
    from warehouse.corrections import CorrectionsError
    from warehouse.diff import DiffError
    from warehouse.export import ExportError
    from warehouse.lake import LakeError
    from warehouse.load import IncompleteError
    from warehouse.marts import MartError
    from warehouse.query import QueryError
    from warehouse.raw_files import RawDirectoryError

    if isinstance(error, Problem):
        return error.code
    if isinstance(error, ConfigurationError | RawDirectoryError | CorrectionsError | AnalysisError | DiffError):
        return WRONG
    failures = (WarehouseError, IncompleteError, LakeError, MartError, QueryError, ExportError, duckdb.Error, OSError)
    return FAILED if isinstance(error, failures) or _of_records(error) else None


def _of_records(error: BaseException | None) -> BaseException | None:
    """The error of SQLite, in which Dagster keeps its records, behind an error; or None."""
    while error is not None and not isinstance(error, sqlite3.OperationalError):
        error = error.__cause__ or error.__context__
    return error


def describe(error: BaseException) -> str:
    """The error in a line; for one of the disk with what to do about it."""
    from warehouse.files import remedy_for

    if (records := _of_records(error)) is not None:
        return (
            f"Dagster's records in the data directory cannot be kept ({records}): free some space there, or make it"
            " writable, and run again; the warehouse is as it was"
        )
    if not isinstance(error, OSError):
        return str(error)
    remedy = remedy_for(error)
    return f"{error.filename}: {error.strerror}" + (f": {remedy}" if remedy else "")
