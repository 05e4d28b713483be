"""What the Dagster UI shows about a table: its columns, and a few of its rows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa

from warehouse.contract import TABLES, Table
from warehouse.preview import preview

OWNERS = ["team:pressledger"]
# Keys and offsets say nothing to a reader of a preview.
_HIDDEN = ("_id", "char_start", "char_end", "sha256")


def column_schema(table: Table) -> dg.TableSchema:
    """The columns of a contract table, as Dagster shows them."""
    columns = [
        dg.TableColumn(
            c.name,
            str(c.type),
            c.comment,
            constraints=dg.TableColumnConstraints(nullable=c.nullable, unique=c.name == table.primary_key),
        )
        for c in table.columns
    ]
    return dg.TableSchema(columns)


def table_spec(table_name: str, what: str, **facts: Any) -> dict[str, Any]:
    """Description and column schema of an asset that holds a contract table, as arguments of an AssetSpec.

    `what` says in a sentence how the asset comes by its rows.
    """
    table = TABLES[table_name]
    metadata = {"dagster/column_schema": column_schema(table), **facts.pop("metadata", {})}
    return {"description": describe(table, what), "owners": OWNERS, "metadata": metadata, **facts}


def describe(table: Table, what: str) -> str:
    """How the rows came here, what a row is, and the usage notes."""
    grain = f"{table.grain[:1].upper()}{table.grain[1:]} · {table.term}."
    return "\n\n".join(filter(None, (grain, what, table.notes)))


def rows_metadata(rows: pa.Table) -> dict[str, Any]:
    """Row count and preview."""
    shown = [name for name in rows.column_names if not name.endswith(_HIDDEN)]
    return {"dagster/row_count": rows.num_rows, "preview": dg.MetadataValue.md(preview(rows.select(shown)))}


def source_of(code: Callable[..., Any]) -> dict[str, Any]:
    """A link to the function that does the work."""
    file = inspect.getsourcefile(inspect.unwrap(code))
    line = inspect.getsourcelines(code)[1]
    return source_file(Path(str(file)), line)


def source_file(file: Path, line: int = 1) -> dict[str, Any]:
    """A link to a source file."""
    reference = dg.LocalFileCodeReference(file_path=str(file), line_number=line, label=file.name)
    return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[reference])}
