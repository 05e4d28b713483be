"""Documents → all tables: the stages of reading, in order. Every engine runs this."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from transforms.articles.reader import read_articles
from transforms.entities.reader import read_entities
from transforms.numbers.metrics import read_metrics
from transforms.numbers.reconciliation import read_reconciliations
from transforms.page import Page
from transforms.statements.reader import read_statements
from warehouse.contract import TABLES


@dataclass(frozen=True)
class Stage:
    """One step of reading: the tables it needs of a page, the tables it adds."""

    name: str
    description: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    read: Callable[[Page], dict[str, list[Any]]]


_TEXT = ("documents", "articles", "headings", "paragraphs")

STAGES: tuple[Stage, ...] = (
    Stage(
        "articles",
        "Pages cut into articles, headings and paragraphs.",
        ("documents",),
        ("articles", "headings", "paragraphs"),
        read_articles,
    ),
    Stage("statements", "Sentences with voice, speaker and class.", _TEXT, ("statements",), read_statements),
    Stage(
        "entities",
        "Who and what is named, and who is said to hold which post.",
        (*_TEXT, "statements"),
        ("entity_mentions", "appointments"),
        read_entities,
    ),
    Stage("metrics", "Numeric claims.", (*_TEXT, "statements"), ("metrics",), read_metrics),
    Stage(
        "reconciliations",
        "Numeric claims that the text itself lets us test.",
        (*_TEXT, "statements", "metrics"),
        ("reconciliations",),
        read_reconciliations,
    ),
)

EXTRACTED: tuple[str, ...] = tuple(name for stage in STAGES for name in stage.adds)
"""Tables that reading adds to `documents`."""


def read_page(document: Any) -> Page:
    """All stages on one document (a row of `documents`)."""
    page = Page(document)
    for stage in STAGES:
        run_stage(stage, page)
    return page


def run_stage(stage: Stage, page: Page) -> None:
    """Put the rows that a stage reads from the page on the page."""
    for name, rows in stage.read(page).items():
        setattr(page, name, rows)


def extract(documents: pa.Table) -> dict[str, pa.Table]:
    """The documents table of any number of editions → every table read from it, rows in document order."""
    return _gather((Page(d) for d in TABLES["documents"].rows(documents)), STAGES)


@contextmanager
def _no_cycle_search() -> Iterator[None]:
    """Pause the search for reference cycles: rows and pages have none, and looking costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def extract_stage(stage: Stage, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """One stage alone, from the tables that earlier stages wrote; the same rows as `extract` gives."""
    return _gather(pages_from(tables, stage.needs), (stage,))


def _gather(pages: Iterable[Page], stages: Sequence[Stage]) -> dict[str, pa.Table]:
    """The tables that the stages add, read page by page."""
    rows: dict[str, list[Any]] = {name: [] for stage in stages for name in stage.adds}
    with _no_cycle_search():
        for page in pages:
            for stage in stages:
                run_stage(stage, page)
            for name, found in rows.items():
                found.extend(getattr(page, name))
    return {name: TABLES[name].table(found) for name, found in rows.items()}


def pages_from(tables: dict[str, pa.Table], needs: Iterable[str]) -> list[Page]:
    """Pages filled from tables, in the order of `documents`."""
    pages = {d.document_id: Page(d) for d in TABLES["documents"].rows(tables["documents"])}
    for name in needs:
        if name != "documents":
            for row in TABLES[name].rows(tables[name]):
                getattr(pages[row.document_id], name).append(row)
    return list(pages.values())
