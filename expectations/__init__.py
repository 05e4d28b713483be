"""Checks between the lake and the warehouse. Nothing here imports Great Expectations before a suite is run."""

from expectations.checks import Check, CheckResult
from expectations.quarantine import flag, quality_rows, quarantine, snippets
from expectations.runner import run_editions, run_suite
from expectations.suites import suite

__all__ = [
    "Check", "CheckResult", "flag", "quality_rows", "quarantine", "run_editions", "run_suite", "snippets", "suite",
]  # fmt: skip
