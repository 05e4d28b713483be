"""`pressledger rebuild`: the warehouse made anew from the lake."""

from __future__ import annotations

import time

from orchestration import screen
from orchestration.settings import Settings
from orchestration.workspace import Workspace


def rebuild_warehouse(settings: Settings) -> None:
    """Load every edition of the lake into a new file and publish it. IncompleteError if one cannot be loaded."""
    begun = time.monotonic()
    report = Workspace(settings).load(rebuild=True)
    for line in report.notes:
        screen.out().print(screen.cell(line), soft_wrap=True)
    rows = sum(report.rows.values())
    screen.out().print(
        f"{screen.count(len(report.loaded), 'edition')} with {rows:,} rows from {settings.data_dir / 'lake'} in"
        f" {time.monotonic() - begun:.1f} seconds, {report.path}",
        soft_wrap=True,
    )
