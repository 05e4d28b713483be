"""Invented rows of every table, for tests of storage and checks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from warehouse.contract import TABLES
from warehouse.editions import PARTS
from warehouse.lake import Lake

TEXT = "三江同治见成效\n秦望川表示，总投资3亿元的水厂将于\n年底建成，处理能力不低于98%。\n"
DAY = date(2026, 3, 5)


def span(text: str, raw: str = TEXT) -> tuple[int, int]:
    """Where a text stands in the page."""
    start = raw.index(text)
    return start, start + len(text)


def metric(number: int = 1, day: date = DAY, **changes: Any) -> Any:
    """A row of `metrics` that keeps every check."""
    start, end = span("3亿元")
    row = TABLES["metrics"].row(
        metric_id=f"m{number}-{day}",
        statement_id=f"s1-{day}",
        article_id=f"a1-{day}",
        document_id=f"d1-{day}",
        edition_date=day,
        text="3亿元",
        char_start=start,
        char_end=end,
        value=3e8,
        value_low=None,
        value_high=None,
        comparator="=",
        unit="CNY",
        unit_text="亿元",
        dimension="money",
        change="level",
        status="actual",
        indicator="总投资",
    )
    return row._replace(**changes)


def statement(number: int = 1, day: date = DAY, **changes: Any) -> Any:
    """A row of `statements`: a commitment of the speaker."""
    start, end = span("秦望川表示，总投资3亿元的水厂将于\n年底建成，处理能力不低于98%。")
    row = TABLES["statements"].row(
        f"s{number}-{day}", f"a1-{day}", f"d1-{day}", day, number, TEXT[start:end].replace("\n", ""), start, end,
        "indirect", "commitment", f"u{number}-{day}", "person", "秦望川", "局长", "市水务局", "e1", "表示", "explicit",
        horizon_end=date(2026, 12, 31),
    )  # fmt: skip
    return row._replace(**changes)


def mention(number: int = 1, day: date = DAY, text: str = "秦望川", **changes: Any) -> Any:
    """A row of `entity_mentions`."""
    start, end = span("秦望川")
    row = TABLES["entity_mentions"].row(
        f"n{number}-{day}", "e1", f"a1-{day}", f"d1-{day}", f"s1-{day}", day, text, "person", start, end, "秦望川"
    )
    return row._replace(**changes)


def edition(day: date = DAY, **tables: list[Any]) -> dict[str, pa.Table]:
    """All tables of one edition: a page, an article, a statement, a number and a name, and what the caller gives."""
    page = (f"d1-{day}", f"{day}/A01.md", "临江日报", day, "path", "A01", "markdown", "utf-8", len(TEXT.encode()), TEXT)
    said = statement(day=day)
    article = TABLES["articles"].row(
        f"a1-{day}", f"d1-{day}", day, "临江日报", 1, None, "三江同治见成效", None,
        [{"name": "陆知远", "role": "reporter"}], "feature", None, None, said.text, 0, said.char_end,
    )  # fmt: skip
    rows: dict[str, list[Any]] = {
        "documents": [page],
        "articles": [article],
        "statements": [said],
        "metrics": [metric(day=day)],
        "entity_mentions": [mention(day=day)],
        **tables,
    }
    return {t.name: t.table(rows.get(t.name, [])) for t in PARTS}


def put(lake: Lake, day: date = DAY, inputs: str = "i1", **tables: list[Any]) -> None:
    """Write an edition into the lake."""
    for name, rows in edition(day, **tables).items():
        lake.write(name, day, rows, metadata={"inputs": inputs, "rules_version": "r1"})
