"""The quality pages, brought in line with the warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from orchestration.workspace import Workspace
from warehouse import findings
from warehouse.build import Warehouse
from warehouse.contract import CORRECTIONS


def write_docs(workspace: Workspace, changed: Iterable[date]) -> Path:
    """Write the index, and the pages of editions that changed or have none; the place of the index."""
    docs = workspace.docs
    with Warehouse(workspace.settings.data_dir).open() as con:
        editions = findings.read_edition_totals(con)
        checks = findings.read_checks(con)
        applied = findings.read_corrections_applied(con)
        days = {edition["edition_date"] for edition in editions}
        for day in sorted(days & {*changed} | days - docs.days()):
            docs.write_edition(
                day,
                findings.read_pages(con, day),
                findings.read_results(con, day),
                findings.read_failing_rows(con, day),
                findings.read_corrections_applied(con, day),
            )
    docs.remove_editions(docs.days() - days)
    docs.write_index(checks, editions, applied + _not_applied(workspace, applied), _totals(checks, editions))
    return docs.page()


def _not_applied(workspace: Workspace, applied: findings.Rows) -> findings.Rows:
    """Corrections whose page is not there."""
    done = {row["correction_id"] for row in applied}
    idle = [c for c in workspace.corrections if c.id not in done]
    rows = [CORRECTIONS.row(c.id, None, c.table, None, c.file, c.action, c.reason, None) for c in idle]
    return [{**row._asdict(), "differences": []} for row in rows]


def _totals(checks: findings.Rows, editions: findings.Rows) -> dict[str, int]:
    return {
        "editions": len(editions),
        "checks": len(checks),
        "rows looked at": sum(c["evaluated"] for c in checks),
        "rows quarantined": sum(e["quarantined"] for e in editions),
        "rows flagged": sum(e["flagged"] for e in editions),
        "corrections": sum(e["corrections"] for e in editions),
    }
