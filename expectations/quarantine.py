"""What becomes of check results: rows of `quality_results`, and bad rows taken out into `quarantined_rows`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa

from expectations.checks import CheckResult
from warehouse.contract import QUALITY_RESULTS, QUARANTINED_ROWS, TABLES
from warehouse.editions import quarantined_rows


def quality_rows(run_id: str, edition_date: date, table_name: str, results: Iterable[CheckResult]) -> pa.Table:
    """Rows of `quality_results`, one per check."""
    return QUALITY_RESULTS.table(
        QUALITY_RESULTS.row(
            run_id=run_id,
            edition_date=edition_date,
            table_name=table_name,
            check_name=r.check_name,
            severity=r.severity,
            success=r.success,
            evaluated=r.evaluated,
            unexpected=r.unexpected,
            details=r.details,
        )
        for r in results
    )


def quarantine(
    run_id: str, edition_date: date, table_name: str, rows: pa.Table, results: Sequence[CheckResult]
) -> tuple[pa.Table, pa.Table]:
    """The rows that keep every check of severity ERROR, and the others as rows of `quarantined_rows`.

    `results` must be of these very rows. A row that breaks several checks is quarantined once, under the first.
    """
    table = TABLES[table_name]
    reason: dict[int, str] = {}
    for result in results:
        if result.severity == "ERROR" and not result.success:
            for position in result.positions:
                reason.setdefault(position, result.check_name)
    bad = sorted(reason)
    records = rows.take(pa.array(bad, pa.int64())).to_pylist() if bad else []
    found = zip((reason[position] for position in bad), records, strict=True)
    keep = pa.array([i not in reason for i in range(rows.num_rows)], pa.bool_())
    return rows.filter(keep), QUARANTINED_ROWS.table(quarantined_rows(run_id, edition_date, table, found))
