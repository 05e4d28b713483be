"""`pressledger status`: what is loaded, pending and rejected, and where everything is."""

from __future__ import annotations

from orchestration import screen
from orchestration.settings import Settings
from orchestration.workspace import Workspace
from warehouse.query import QueryError, query

_SHOWN = 30
_LOADED = """
select edition_date, page_count, article_count, statement_count, metric_count, mention_count
from marts.edition_summary order by edition_date
"""


def show_status(settings: Settings) -> None:
    """Print the state of things. RawDirectoryError if there is no raw directory."""
    plan = Workspace(settings).look()
    _show_places(settings)
    _show_loaded(settings)
    pending = screen.table("pending", "files")
    for day in plan.pending_dates:
        files = [e.source_path for e in plan.entries if e.edition_date == day]
        pending.add_row(
            screen.cell(day), screen.cell(", ".join(files[:3]) + (f" … {len(files)}" if len(files) > 3 else ""))
        )
    for day in plan.removed_dates:
        pending.add_row(screen.cell(day), "no file any more")
    if pending.row_count:
        screen.out().print(pending)
    rejected = screen.table("rejected file", "reason", "what to do")
    for file in plan.rejected.to_pylist():
        rejected.add_row(*(screen.cell(file[name]) for name in ("source_path", "reason_code", "reason")))
    if rejected.row_count:
        screen.out().print(rejected)
    waiting = len(plan.pending_dates) + len(plan.removed_dates)
    todo = f"{waiting} pending: run 'pressledger run'" if waiting else "nothing pending"
    totals = (
        screen.count(len(plan.entries), "raw file"),
        screen.count(len(plan.editions), "edition"),
        f"{screen.count(plan.rejected.num_rows, 'file')} rejected",
        todo,
    )
    screen.out().print(", ".join(totals))


def _show_places(settings: Settings) -> None:
    warehouse = settings.data_dir / "warehouse.duckdb"
    size = f"{warehouse.stat().st_size / 2**20:.1f} MiB" if warehouse.exists() else "not built yet"
    for name, place in (
        ("raw files", settings.raw_dir),
        ("data", settings.data_dir),
        ("warehouse", f"{warehouse} ({size})"),
    ):
        screen.out().print(f"{name:<10} {place}", soft_wrap=True)


def _show_loaded(settings: Settings) -> None:
    try:
        rows = query(settings.data_dir, _LOADED).rows.to_pylist()
    except QueryError:
        return
    columns = ("loaded", "pages", "articles", "statements", "metrics", "mentions")
    made = screen.table(*columns, numbers=columns[1:])
    for row in rows[-_SHOWN:]:
        made.add_row(*map(screen.cell, row.values()))
    if rows:
        screen.out().print(made)
    if len(rows) > _SHOWN:
        screen.out().print(f"the last {_SHOWN} of {len(rows)} editions", style="dim")
