"""Checks that follow from the contract: any table that keeps them has the structure it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from expectations.checks import Check
from warehouse.contract import Table

_EARLIER = 5
"""With fewer earlier editions nothing is usual."""
_EXPECTED, _EXPECTED_PAGES = 30, 4
"""Where fewer are usual, chance decides how many there are."""
_LEAST, _MOST = 0.25, 4.0


def structure_checks(table: Table) -> list[Check]:
    """Checks rendered from the table's definition, all of severity ERROR.

    `…_reproduces_text` and `…_known` need the documents' texts and the other tables' keys; without them they are
    left out of a run (see `context.Context`).
    """
    return [*_values(table), *_key(table), *_references(table), *_span(table)]


def volume_checks(table: Table) -> list[Check]:
    """Whether an edition has about as many rows as earlier ones: pages by number, all else by length of the pages."""
    if not table.partitioned or "document_id" not in table.column_names:
        return []
    by_length = table.primary_key != "document_id"
    what = "rows to the length of its pages" if by_length else "pages"
    measure = {
        "name": "against_usual",
        "least": _EARLIER,
        "expected": _EXPECTED if by_length else _EXPECTED_PAGES,
        "by_length": by_length,
    }
    return [
        Check(
            f"{table.name}_row_count_usual",
            "WARN",
            f"an edition has between a quarter and four times as many {what} as earlier editions usually have",
            (),
            "expect_column_values_to_be_between",
            measure=measure,
            arguments={"column": "measure", "min_value": _LEAST, "max_value": _MOST},
        )
    ]


def _values(table: Table) -> Iterator[Check]:
    # One check for all required columns: Great Expectations takes about 20 ms for each, whatever the rows.
    required = [c.name for c in table.columns if not c.nullable]
    says = f"{', '.join(required)} are there"
    yield _condition(f"{table.name}_required_present", says, required, "present", {"columns": required})
    if numbers := [c.name for c in table.columns if pa.types.is_floating(c.type)]:
        says = f"{', '.join(numbers)} are neither infinite nor undefined"
        yield _condition(f"{table.name}_numbers_finite", says, numbers, "finite", {"columns": numbers})
    for column in table.columns:
        if column.allowed:
            says = f"{column.name} is one of {', '.join(column.allowed)}"
            kind = "expect_column_values_to_be_in_set"
            arguments = {"column": column.name, "value_set": list(column.allowed)}
            name = f"{table.name}_{column.name}_allowed"
            yield Check(name, "ERROR", says, (column.name,), kind, arguments=arguments)


def _key(table: Table) -> Iterator[Check]:
    if key := table.primary_key:
        kind = "expect_column_values_to_be_unique"
        says = f"no other row has the same {key}"
        yield Check(f"{table.name}_{key}_unique", "ERROR", says, (key,), kind, arguments={"column": key})


def _references(table: Table) -> Iterator[Check]:
    for key in table.foreign_keys:
        name, says = f"{table.name}_{key.column}_known", f"{key.column} stands in {key.table} as its {key.target}"
        yield _condition(name, says, [key.column], "known", {"column": key.column, "values": key.table})


def _span(table: Table) -> Iterator[Check]:
    if {"document_id", "char_start", "char_end"} <= set(table.column_names):
        says = "the span of the document holds the row's text"
        columns = ["document_id", "char_start", "char_end", *filter(None, [table.span_of])]
        name = f"{table.name}_span_reproduces_text"
        yield _condition(name, says, columns, "span_reproduces_text", {"table": table.name})


def _condition(name: str, says: str, columns: list[str], condition: str, arguments: dict[str, Any]) -> Check:
    return Check(name, "ERROR", says, tuple(columns), condition=condition, arguments=arguments)
