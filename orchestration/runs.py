"""Runs `edition_job` in this process and says what came of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import dagster as dg

from orchestration.definitions import defs
from orchestration.home import prepare_home
from orchestration.partitions import run_tags
from orchestration.publication import NOTES
from orchestration.resources import Folders
from orchestration.settings import Settings

# Editions of one run: few enough for memory, and near enough, because Dagster takes a second for a thousand days of
# range. A run of its own takes three.
_MOST, _WIDEST_GAP = 200, timedelta(days=2000)


@dataclass
class Outcome:
    """What a series of runs did."""

    done: list[date] = field(default_factory=list)
    failed: dict[date, str] = field(default_factory=dict)
    """Editions that are not loaded, with the reason."""
    broken: list[str] = field(default_factory=list)
    """Reasons that concern no single edition."""
    notes: list[str] = field(default_factory=list)
    """What to know of the warehouse file that was there before."""


class Runner:
    """Runs jobs on the Dagster instance of a data directory, where `pressledger ui` shows them too."""

    def __init__(self, settings: Settings, verbose: bool = False) -> None:
        self._folders = Folders(raw_dir=str(settings.raw_dir), data_dir=str(settings.data_dir))
        self._instance = dg.DagsterInstance.from_config(str(prepare_home(settings)))
        level = "INFO" if verbose else "CRITICAL"
        self._config = {"loggers": {"console": {"config": {"log_level": level}}}}
        if not verbose:
            for name in ("dagster", "sqlalchemy"):
                logging.getLogger(name).setLevel(logging.CRITICAL)

    def run(self, days: Sequence[date]) -> Outcome:
        """Read and load these editions; without any, bring the warehouse in line with the lake.

        An edition that fails does not keep the others from being loaded: they are run again without it.
        """
        outcome = Outcome()
        for batch in _batches(sorted(set(days))):
            self._run_batch(batch, outcome)
        # Where no edition was loaded, the rejected files still are.
        if not outcome.done and not outcome.broken and (problem := self._execute("publish_job", outcome)):
            outcome.broken.append(problem.reason)
        return outcome

    def _run_batch(self, days: list[date], outcome: Outcome) -> None:
        problem = self._execute("edition_job", outcome, tags=run_tags(days))
        if problem is None:
            outcome.done += days
        elif problem.step == "publish" and not problem.deliberate:
            outcome.broken.append(problem.reason)
        elif len(days) == 1:
            outcome.failed[days[0]] = problem.reason
        else:
            middle = len(days) // 2
            self._run_batch(days[:middle], outcome)
            self._run_batch(days[middle:], outcome)

    def _execute(self, job_name: str, outcome: Outcome, **options: Any) -> _Problem | None:
        result = defs.resolve_job_def(job_name).execute_in_process(
            instance=self._instance,
            resources={"folders": self._folders},
            run_config=self._config,
            raise_on_error=False,
            **options,
        )
        if any(_interrupted(event) for event in result.all_events):
            raise KeyboardInterrupt
        outcome.notes += [note for note in _notes(result) if note not in outcome.notes]
        return None if result.success else _first_problem(result)


def _batches(days: list[date]) -> list[list[date]]:
    out: list[list[date]] = []
    for day in days:
        if out and len(out[-1]) < _MOST and day - out[-1][-1] <= _WIDEST_GAP:
            out[-1].append(day)
        else:
            out.append([day])
    return out


@dataclass(frozen=True)
class _Problem:
    step: str
    reason: str
    deliberate: bool
    """Whether the step itself said that editions failed."""


def _interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step or run ended because the process was told to stop: Dagster takes that for a failure."""
    error = getattr(event.event_specific_data, "error", None) if event.is_failure else None
    return error is not None and error.cls_name == "DagsterExecutionInterruptedError"


def _notes(result: dg.ExecuteInProcessResult) -> list[str]:
    """What the assets say of the file that was there before, each sentence once."""
    found = [e.materialization.metadata.get(NOTES) for e in result.all_events if e.is_step_materialization]
    texts = [value.text or "" for value in found if isinstance(value, dg.TextMetadataValue)]
    return list(dict.fromkeys(line for text in texts for line in text.splitlines()))


def _first_problem(result: dg.ExecuteInProcessResult) -> _Problem:
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data and data.user_failure_data.description:
                return _Problem(event.step_key or "", data.user_failure_data.description, True)
            error = data.error
            while error and error.cause:
                error = error.cause
            return _Problem(event.step_key or "", _one_line(error.message if error else "unknown"), False)
    messages = [event.message for event in result.all_events if event.is_failure and event.message]
    return _Problem("", _one_line(messages[-1] if messages else "the run failed"), False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
