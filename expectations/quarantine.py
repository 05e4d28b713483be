"""What becomes of check results: rows of `quality_results`, `quarantined_rows` (bad) and `flagged_rows` (odd)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa

from expectations.checks import CheckResult
from expectations.suites import suite
from warehouse.contract import FLAGGED_ROWS, QUALITY_RESULTS, QUARANTINED_ROWS, TABLES, Table
from warehouse.editions import quarantined_rows


def quality_rows(run_id: str, edition_date: date, table_name: str, results: Iterable[CheckResult]) -> pa.Table:
    """Rows of `quality_results`, one per check."""
    says = {c.name: c.says for c in suite(table_name)}
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
            says=says.get(r.check_name),
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


def flag(run_id: str, edition_date: date, table_name: str, rows: pa.Table, results: Iterable[CheckResult]) -> pa.Table:
    """Rows of `flagged_rows`: for each check of severity WARN the loaded rows that break it."""
    table, says = TABLES[table_name], {c.name: c.says for c in suite(table_name)}
    results = list(results)
    out = {p for r in results if r.severity == "ERROR" and not r.success for p in r.positions}
    found = []
    for result in results:
        if result.severity == "WARN" and not result.success:
            kept = [(p, key) for p, key in zip(result.positions, result.keys, strict=True) if p not in out]
            words = snippets(table, rows.take(pa.array([p for p, _ in kept], pa.int64())))
            for (_, key), text in zip(kept, words, strict=True):
                check = result.check_name
                found.append(FLAGGED_ROWS.row(run_id, edition_date, table_name, key, check, says.get(check, ""), text))
    return FLAGGED_ROWS.table(found)


def snippets(table: Table, rows: pa.Table, width: int = 80) -> list[str | None]:
    """A few words of each row, by which a reader knows it again."""
    names = [n for n in (table.span_of, "headline", "name", "source_path") if n and n in table.column_names]
    if not names:
        return [None] * rows.num_rows
    texts = (" ".join(str(t or "").split()) for t in rows.column(names[0]).to_pylist())
    return [text if len(text) <= width else text[: width - 1] + "…" for text in texts]
