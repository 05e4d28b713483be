"""Rows of a sample edition with the clean rows and planted defects of `golden/checks.yaml` put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import yaml

from expectations import CheckResult, run_editions
from expectations.context import Context, Size
from tests.samples import sample_documents
from transforms.edition import extract
from warehouse.contract import TABLES, Table
from warehouse.spans import texts_of

CASES_FILE = Path(__file__).parent / "golden" / "checks.yaml"
_PAGE = "planted-page"
_CHARACTERS = 3000


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Check → its case."""
    return yaml.load(CASES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def sample_edition() -> dict[str, pa.Table]:
    """All tables read from one page of the samples."""
    documents = sample_documents().slice(0, 1)
    return {"documents": documents, **extract(documents)}


@cache
def sample_rows(table_name: str) -> list[Any]:
    """Rows of the sample; of a table that reading does not make, one of suitable values."""
    table = TABLES[table_name]
    if table_name in sample_edition():
        return table.rows(sample_edition()[table_name])
    return [table.row(*map(_value, table.columns))]


def _value(column: Any) -> Any:
    if column.name == "edition_date":
        return day()
    if column.name in ("article_id", "document_id"):
        return getattr(sample_rows("articles")[0], column.name)
    if pa.types.is_string(column.type):
        return column.allowed[0] if column.allowed else "x"
    empty = {pa.int32(): 1, pa.int64(): 1, pa.float64(): 1.0, pa.bool_(): True, pa.date32(): day()}
    return empty.get(column.type, [])


def day() -> date:
    return sample_edition()["documents"].column("edition_date")[0].as_py()


def earlier(number: int) -> date:
    """The day of the n-th edition before the sample."""
    return day() - timedelta(days=number)


class Trial(NamedTuple):
    """What a check found in the sample with some rows put in, and which positions these have."""

    result: CheckResult
    put: range


def try_case(check_name: str, kind: str) -> Trial:
    """Run a check on the sample with the `clean` or the `planted` rows of its case."""
    case = cases()[check_name]
    table = next(t for t in sorted(TABLES.values(), key=lambda t: -len(t.name)) if check_name.startswith(f"{t.name}_"))
    base = [] if case.get("alone") else list(sample_rows(table.name))
    base += _rows(table, case.get("around", ()), case, "around")
    put = list(_rows(table, case[kind], case, kind))
    before = list(_rows(table, case.get("earlier", ()), case, "earlier"))
    before = [row._replace(edition_date=earlier(n)) for n, row in enumerate(before, 1)]
    sizes = {day(): Size(len(base) + len(put), _CHARACTERS)}
    sizes |= {row.edition_date: Size(1, _CHARACTERS) for row in before}
    result = run(table, base + put, Context(_texts(case), {}, beside(), sizes, table.table(before)), check_name)
    return Trial(result, range(len(base), len(base) + len(put)))


def run(table: Table, rows: Iterable[Any], context: Context, check_name: str) -> CheckResult:
    """The result of one check for rows of the sample's day."""
    (results,) = run_editions(table.name, {day(): table.table(rows)}, context=context).values()
    return next(r for r in results if r.check_name == check_name)


def _texts(case: dict[str, Any]) -> dict[str, str]:
    return {**texts_of(sample_edition()["documents"]), _PAGE: case.get("page", "")}


def beside() -> dict[str, pa.Table]:
    """The sample, with one article more of each genre that is called like it."""
    articles, (first, *_) = sample_edition()["articles"], sample_rows("articles")
    more = [first._replace(article_id=genre, genre=genre) for genre in TABLES["articles"].column("genre").allowed]
    return {**sample_edition(), "articles": pa.concat_tables([articles, TABLES["articles"].table(more)])}


def _rows(table: Table, changes: Iterable[dict[str, Any]], case: dict[str, Any], kind: str) -> Iterator[Any]:
    first, number = sample_rows(table.name)[0], 0
    for change in changes:
        values = dict(change)
        times, nth, genre = values.pop("times", 1), values.pop("nth", 1), values.pop("in", None)
        if genre:
            values["article_id"] = genre
        if values.get("body") == "same":
            values["body"] = first.body
        if "page" in case:
            start = -1
            for _ in range(nth):
                start = case["page"].index(values["text"], start + 1)
            values |= {"document_id": _PAGE, "char_start": start, "char_end": start + len(values["text"])}
        for _ in range(times):
            number += 1
            key = {table.primary_key: f"{kind}-{number}"} if table.primary_key else {}
            row = first._replace(**dict.fromkeys(_RESET.get(table.name, ())))
            yield row._replace(**key, **values)


_RESET = {
    "metrics": ("value_low", "value_high", "period_start", "period_end", "statement_id"),
    "statements": ("horizon_start", "horizon_end", "speaker_kind"),
}
"""What the first row of the sample says, and the cases do not speak of."""
