"""Tables of what the checks found and what was corrected by hand."""

from __future__ import annotations

import pyarrow as pa

from warehouse.contract import columns as c
from warehouse.contract.columns import INT, STR
from warehouse.contract.model import Column, Table

QUALITY_RESULTS = Table(
    "quality_results",
    "one row per check of a run",
    "质量检查结果",
    None,
    (
        c.run_id,
        c.edition_date,
        c.table_name,
        c.check_name,
        Column("severity", STR, "whether a failure blocks its rows", "严重程度", allowed=("ERROR", "WARN")),
        Column("success", pa.bool_(), "whether the check passed", "是否通过"),
        Column("evaluated", INT, "rows looked at", "检查行数"),
        Column("unexpected", INT, "rows that failed", "异常行数"),
        Column("details", STR, "what failed, in a sentence", "详情", nullable=True),
        Column("says", STR, "what holds for rows that pass", "检查内容", nullable=True),
    ),
    notes="A check of a whole edition evaluates one thing. The rows that failed: flagged_rows, quarantined_rows.",
)

QUARANTINED_ROWS = Table(
    "quarantined_rows",
    "one row per row that failed a row-level check",
    "隔离行",
    None,
    (
        c.run_id,
        c.edition_date,
        c.table_name,
        c.row_id,
        c.check_name.but(description="name of the check that it failed, or correction: and the id of what dropped it"),
        Column("row", STR, "the row as JSON", "行内容"),
    ),
    notes="A quarantined row is not in its table: what was read is what is loaded and what is quarantined.",
)

FLAGGED_ROWS = Table(
    "flagged_rows",
    "one row per loaded row and check of severity WARN that it failed",
    "存疑行",
    None,
    (
        c.run_id,
        c.edition_date,
        c.table_name,
        c.row_id,
        c.check_name.but(description="name of the check that it failed, or correction: and the id of what flags it"),
        Column("says", STR, "what holds for a good row; the reason of a correction", "检查内容"),
        c.text.but(description="the row in a few words, as printed", nullable=True),
    ),
    notes="A flagged row is in its table, but implausible: join on row_id before you trust it.",
)

CORRECTIONS = Table(
    "corrections",
    "one row per correction applied to a row",
    "人工更正",
    None,
    (
        Column("correction_id", STR, "id of the entry in corrections.yaml", "更正标识", example="water-plant"),
        c.edition_date,
        c.table_name,
        c.row_id,
        c.source_path,
        Column("action", STR, "what was done to the row", "处理方式", allowed=("drop", "override", "flag")),
        Column("reason", STR, "why, in the words of who wrote it", "理由"),
        Column("before", STR, "the row as read, as JSON", "更正前"),
        Column(
            "changes", STR, "columns given another value, as JSON; null unless overridden", "更改内容", nullable=True
        ),
    ),
    notes="A dropped row is in quarantined_rows too; corrected_by of the others names the correction.",
)
