"""The contract as DuckDB statements: tables with comments on every table and column."""

from __future__ import annotations

import pyarrow as pa

from warehouse.contract.model import Table
from warehouse.contract.tables import TABLES

_TYPES = {
    pa.string(): "varchar",
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.date32(): "date",
    pa.bool_(): "boolean",
}


def sql_type(kind: pa.DataType) -> str:
    """The DuckDB type of an Arrow type. TypeError for one that the contract does not use."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return f"struct({', '.join(f'{f.name} {sql_type(f.type)}' for f in kind)})"
    try:
        return _TYPES[kind]
    except KeyError:
        raise TypeError(f"no SQL type for Arrow type {kind}") from None


def quote(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """A name as an SQL identifier; some columns are named like SQL words."""
    return '"' + name.replace('"', '""') + '"'


def create_table(table: Table, schema: str = "main") -> list[str]:
    """Statements that make the table and describe it. No primary key: uniqueness is a check, and loads stay fast."""
    columns = ",\n".join(
        f"    {quote_name(c.name)} {sql_type(c.type)}{'' if c.nullable else ' not null'}" for c in table.columns
    )
    name = f"{schema}.{quote_name(table.name)}"
    return [
        f"create table {name} (\n{columns}\n)",
        f"comment on table {name} is {quote(table.comment)}",
        *(f"comment on column {name}.{quote_name(c.name)} is {quote(c.comment)}" for c in table.columns),
    ]


def create_tables() -> list[str]:
    """Statements that make every table of the contract."""
    return [statement for table in TABLES.values() for statement in create_table(table)]
