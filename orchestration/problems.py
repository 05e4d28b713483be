"""Errors that end a command with one line, and their exit codes."""

from __future__ import annotations

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
    from warehouse.build import WarehouseBusyError
    from warehouse.diff import DiffError
    from warehouse.lake import LakeError
    from warehouse.marts import MartError
    from warehouse.query import QueryError
    from warehouse.raw_files import RawDirectoryError

    if isinstance(error, Problem):
        return error.code
    if isinstance(error, ConfigurationError | RawDirectoryError | DiffError):
        return WRONG
    if isinstance(error, WarehouseBusyError | LakeError | MartError | QueryError | duckdb.Error | OSError):
        return FAILED
    return None
