"""Checks that follow from the contract: any table that keeps them has the structure it promises."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from expectations.checks import Check
from warehouse.contract import Table


def structure_checks(table: Table) -> list[Check]:
    """Checks rendered from the table's definition, all of severity ERROR.

    `…_reproduces_text` and `…_known` need the documents' texts and the other tables' keys; without them they are
    left out of a run (see `runner.run_suite`).
    """
    return [*_values(table), *_key(table), *_references(table), *_span(table)]


def _values(table: Table) -> Iterator[Check]:
    for column in table.columns:
        name, arguments = f"{table.name}_{column.name}", {"column": column.name}
        if not column.nullable:
            says = f"{column.name} is there"
            kind = "expect_column_values_to_not_be_null"
            yield Check(f"{name}_present", "ERROR", says, (column.name,), kind, arguments=arguments)
        if column.allowed:
            says = f"{column.name} is one of {', '.join(column.allowed)}"
            kind = "expect_column_values_to_be_in_set"
            values = {**arguments, "value_set": list(column.allowed)}
            yield Check(f"{name}_allowed", "ERROR", says, (column.name,), kind, arguments=values)
        if pa.types.is_floating(column.type):
            says = f"{column.name} is a finite number"
            yield Check(f"{name}_finite", "ERROR", says, (column.name,), condition="finite", arguments=arguments)


def _key(table: Table) -> Iterator[Check]:
    if key := table.primary_key:
        kind = "expect_column_values_to_be_unique"
        says = f"no other row has the same {key}"
        yield Check(f"{table.name}_{key}_unique", "ERROR", says, (key,), kind, arguments={"column": key})


def _references(table: Table) -> Iterator[Check]:
    for key in table.foreign_keys:
        name, says = f"{table.name}_{key.column}_known", f"{key.column} is a {key.target} of {key.table}"
        arguments = {"column": key.column, "values": key.table}
        yield Check(name, "ERROR", says, (key.column,), condition="known", arguments=arguments)


def _span(table: Table) -> Iterator[Check]:
    if {"document_id", "char_start", "char_end"} <= set(table.column_names):
        says = "the span of the document holds the row's text"
        columns = ("document_id", "char_start", "char_end", *filter(None, [table.span_of]))
        name = f"{table.name}_span_reproduces_text"
        arguments = {"table": table.name}
        yield Check(name, "ERROR", says, columns, condition="span_reproduces_text", arguments=arguments)
