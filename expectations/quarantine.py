"""What becomes of check results: rows of `quality_results`, and bad rows taken out into `quarantined_rows`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from expectations.checks import CheckResult
from warehouse.contract import QUALITY_RESULTS, QUARANTINED_ROWS, TABLES


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
    out = [
        QUARANTINED_ROWS.row(
            run_id=run_id,
            edition_date=edition_date,
            table_name=table_name,
            row_id=(record.get(table.primary_key) if table.primary_key else None) or "",
            check_name=reason[position],
            row=json.dumps(_plain(record), ensure_ascii=False, default=str),
        )
        for position, record in zip(bad, records, strict=True)
    ]
    keep = pa.array([i not in reason for i in range(rows.num_rows)], pa.bool_())
    return rows.filter(keep), QUARANTINED_ROWS.table(out)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """The row without numbers that JSON has no form for: they become text."""
    return {k: str(v) if isinstance(v, float) and not math.isfinite(v) else v for k, v in record.items()}
