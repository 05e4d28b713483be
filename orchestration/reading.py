"""`pressledger run`: what is pending, read with a progress display, and a table of what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from orchestration import screen
from orchestration.problems import WRONG, Problem
from orchestration.settings import Settings
from orchestration.workspace import Workspace
from transforms.edition import STAGES
from warehouse.intake import Plan

if TYPE_CHECKING:
    from orchestration.runs import Outcome

_SHOWN = 20
_STEPS = 2 + len(STAGES)  # documents, the stages, publish
_COUNTS = """
with checks as (
    select edition_date, count(*) filter (success) as passed,
        count(*) filter (not success and severity <> 'ERROR') as warnings,
        count(*) filter (not success and severity = 'ERROR') as errors
    from main.quality_results group by all
),
named as (
    select edition_date, count(distinct entity_id) as entities from main.entity_mentions group by all
)
select s.edition_date, s.page_count, s.article_count, s.statement_count, s.metric_count,
    coalesce(n.entities, 0), coalesce(c.passed, 0), coalesce(c.warnings, 0), coalesce(c.errors, 0)
from marts.edition_summary as s
left join named as n on n.edition_date = s.edition_date
left join checks as c on c.edition_date = s.edition_date
order by s.edition_date
"""
_CHANGES = """
select table_name, sum(added)::bigint as added, sum(removed)::bigint as removed, sum(changed)::bigint as changed
from lineage.changes where edition_date in ({days}) group by table_name order by table_name
"""
_COLUMNS = ("edition", "pages", "articles", "statements", "metrics", "entities", "checks passed", "warnings", "errors")


def read_pending(settings: Settings, wanted: Sequence[date], everything: bool, verbose: bool) -> bool:
    """Bring the warehouse up to date and print what happened; whether all of it is loaded.

    RawDirectoryError if there is no raw directory, Problem for an edition that has no files.
    """
    begun = time.monotonic()
    workspace = Workspace(settings)
    plan = workspace.plan()
    days = _choose(plan, wanted, everything)
    before = workspace.built()
    if not days and not workspace.rejections_changed(plan):
        loaded = True
        if plan.editions and not workspace.has_warehouse():
            loaded = _load_again(workspace)
        else:
            _say_nothing_to_do(plan, settings)
        _show_rejected(plan)
        _show_idle_corrections(workspace, plan)
        return _show_failures(plan, None) and loaded
    _announce(plan, days)
    outcome = _execute(settings, days, verbose)
    _show_counts(settings, outcome.done, time.monotonic() - begun)
    _say_notes(outcome.notes)
    _show_changes(settings, [day for day in outcome.done if day in before and day in plan.editions])
    _show_rejected(plan)
    _show_idle_corrections(workspace, plan)
    return _show_failures(plan, outcome)


def _choose(plan: Plan, wanted: Sequence[date], everything: bool) -> list[date]:
    pending = {*plan.pending_dates, *plan.removed_dates}
    if not wanted:
        return sorted(pending | plan.editions.keys() if everything else pending)
    for day in wanted:
        if day not in plan.editions and day not in plan.removed_dates:
            raise Problem(f"no raw file is dated {day}; pressledger status lists the editions there are", WRONG)
    return sorted(d for d in set(wanted) if everything or d in pending)


def _announce(plan: Plan, days: list[date]) -> None:
    changes = [f"{len(paths)} {name}" for name in ("new", "changed", "removed") if (paths := getattr(plan, name))]
    files = f"; files: {', '.join(changes)}" if changes else ""
    shown = ", ".join(map(str, days[:5])) + (f" … {days[-1]}" if len(days) > 5 else "")
    todo = (
        f"{screen.count(len(days), 'edition')} to read: {shown}"
        if days
        else "No edition to read, but the rejected files changed"
    )
    screen.out().print(f"{todo}{files}", soft_wrap=True)


def _execute(settings: Settings, days: list[date], verbose: bool) -> Outcome:
    if verbose:
        from orchestration.runs import Runner

        return Runner(settings, verbose=True).run(days)
    from orchestration import progress

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen.err(), transient=True) as bar:
        task = bar.add_task("starting Dagster", total=len(days) * _STEPS or None)
        from orchestration.runs import Runner

        def follow(step: str, editions: int) -> None:
            bar.update(task, description=step, advance=editions)

        with progress.following(follow):
            return Runner(settings).run(days)


def _show_counts(settings: Settings, done: list[date], seconds: float) -> None:
    from warehouse.query import query

    rows = []
    if done:
        found = query(settings.data_dir, _COUNTS).rows
        rows = [tuple(r.values()) for r in found.to_pylist() if r["edition_date"] in set(done)]
    made = screen.table(*_COLUMNS, numbers=_COLUMNS[1:])
    for row in rows[:_SHOWN]:
        made.add_row(*map(screen.cell, row))
    if len(rows) > _SHOWN:
        made.add_row(f"… {len(rows) - _SHOWN} more")
    made.add_section()
    totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]] if rows else [0] * (len(_COLUMNS) - 1)
    made.add_row(f"{len(rows)} loaded", *map(screen.cell, totals), style="bold")
    screen.out().print(made)
    counts = ", ".join(screen.count(n, word) for n, word in zip(totals[-2:], ("warning", "error"), strict=True) if n)
    said = f": {counts}" if counts else ""
    screen.out().print(f"quality docs {Workspace(settings).docs.page()}{said}", soft_wrap=True)
    removed = len(done) - len(rows)
    screen.out().print(
        f"{f'{removed} removed, ' if removed else ''}{seconds:.1f} seconds, {settings.data_dir / 'warehouse.duckdb'}"
    )


def _show_changes(settings: Settings, again: list[date]) -> None:
    """What it changed that editions were read again."""
    if not again:
        return
    from warehouse.query import query

    days = ", ".join(f"date '{day}'" for day in again)
    rows = query(settings.data_dir, _CHANGES.format(days=days)).rows.to_pylist()
    read_again = f"{screen.count(len(again), 'edition')} read again"
    if not rows:
        screen.out().print(f"{read_again}: no row changed")
        return
    made = screen.table(read_again, "added", "removed", "changed", numbers=("added", "removed", "changed"))
    for row in rows:
        made.add_row(*map(screen.cell, row.values()))
    screen.out().print(made)


def _load_again(workspace: Workspace) -> bool:
    """Make a warehouse that is missing, damaged or of another version from the lake: no page has to be read.

    Whether all of its editions could be loaded.
    """
    report = workspace.load()
    _say_notes(report.notes)
    made = f"No edition to read; {screen.count(len(report.loaded), 'edition')} loaded from the lake into {report.path}"
    screen.out().print(made, soft_wrap=True)
    return _say_failed([f"{day}: {reason}" for day, reason in report.failed.items()])


def _say_notes(notes: Sequence[str]) -> None:
    for note in notes:
        screen.out().print(screen.cell(note), style="yellow", soft_wrap=True)


def _say_nothing_to_do(plan: Plan, settings: Settings) -> None:
    if not plan.entries:
        screen.out().print(
            f"Nothing to do: {settings.raw_dir} holds no files; put pages there or set PRESSLEDGER_RAW_DIR."
        )
    else:
        editions, files = screen.count(len(plan.editions), "edition"), screen.count(len(plan.entries), "file")
        screen.out().print(f"Nothing to do: all up to date, {editions} from {files}.")


def _show_rejected(plan: Plan) -> None:
    rejected = plan.rejected.to_pylist()
    if rejected:
        made = screen.table("rejected file", "reason", "what to do")
        for file in rejected:
            made.add_row(*(screen.cell(file[name]) for name in ("source_path", "reason_code", "reason")))
        screen.out().print(made)


def _show_idle_corrections(workspace: Workspace, plan: Plan) -> None:
    for c in workspace.idle_corrections(plan):
        _say_notes([f"correction {c.id} is not applied: no page {c.file} was accepted ({c.place})"])


def _show_failures(plan: Plan, outcome: Outcome | None) -> bool:
    """The last lines name each file or edition that failed, and why."""
    lines = [f"{failure} (a defect of the reader: please report it with the file)" for failure in plan.failures]
    if outcome is not None:
        for day, reason in outcome.failed.items():
            files = ", ".join(e.source_path for e in plan.entries if e.edition_date == day)
            lines.append(f"{day} ({files}): {reason}" if files else f"{day}: {reason}")
        lines += outcome.broken
    return _say_failed(lines)


def _say_failed(lines: Sequence[str]) -> bool:
    """Print what failed; whether nothing did."""
    for line in lines:
        screen.out().print(screen.cell(f"failed: {line}"), style="red", soft_wrap=True)
    return not lines
