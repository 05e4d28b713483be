"""The data contract: what the warehouse promises to those who query it."""

from warehouse.contract.model import Column, ForeignKey, Table
from warehouse.contract.tables import (
    APPOINTMENTS,
    ARTICLES,
    CORRECTIONS,
    DOCUMENTS,
    ENTITIES,
    ENTITY_MENTIONS,
    FLAGGED_ROWS,
    HEADINGS,
    METRICS,
    NAMESAKES,
    PARAGRAPHS,
    QUALITY_RESULTS,
    QUARANTINED_ROWS,
    RECONCILIATIONS,
    REJECTED_DOCUMENTS,
    STATEMENTS,
    TABLES,
)

__all__ = [
    "APPOINTMENTS", "ARTICLES", "CORRECTIONS", "DOCUMENTS", "ENTITIES", "ENTITY_MENTIONS", "FLAGGED_ROWS",
    "HEADINGS", "METRICS", "NAMESAKES", "PARAGRAPHS", "QUALITY_RESULTS", "QUARANTINED_ROWS", "RECONCILIATIONS",
    "REJECTED_DOCUMENTS", "STATEMENTS", "TABLES", "Column", "ForeignKey", "Table",
]  # fmt: skip
