"""The data dictionary: every table, view and column of the warehouse, in Markdown.

`python -m warehouse.dictionary` renders the committed file anew.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.contract import TABLES, Column, Table
from warehouse.contract.ddl import sql_type
from warehouse.marts import MartColumn, describe_marts, read_marts

DICTIONARY = Path(__file__).resolve().parent / "DICTIONARY.md"

_HEAD = """# Data dictionary

Tables of the warehouse (schema `main`) and views made from them (schema `marts`). This file is rendered from
`warehouse/contract` and the headers of `sql/marts`: change those, then run `python -m warehouse.dictionary`.
`char_start` and `char_end` count code points of `documents.text`; `char_end` is not included. `lineage.editions` says
from which files and rules each edition was built, as fingerprints.
"""


def render_dictionary() -> str:
    """The dictionary of the tables, then of the marts."""
    marts = read_marts()
    columns = describe_marts(marts)
    views = (_view(m.name, m.grain, m.reader, columns[m.name]) for m in sorted(marts, key=lambda m: m.name))
    return "\n".join([_HEAD, *map(_table, TABLES.values()), *views])


def _view(name: str, grain: str, reader: str, columns: list[MartColumn]) -> str:
    lines = [f"## marts.{name}", "", f"{_sentence(grain)} For {reader}.", ""]
    lines += ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{c.name}` | {c.type.lower()} | {_cell(c.comment or '')} |" for c in columns]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> str:
    lines = [f"## {table.name} · {table.term}", "", _sentence(table.grain)]
    lines += [table.notes] if table.notes else []
    facts = [f"Key: `{table.primary_key}`."] if table.primary_key else []
    facts += [f"`{f.column}` → `{f.table}.{f.target}`." for f in table.foreign_keys]
    facts += [f"The span reproduces `{table.span_of}`."] if table.span_of else []
    lines += ["", " ".join(facts)] if facts else []
    lines += ["", "| column | 中文 | type | null | meaning |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *map(_row, table.columns)]) + "\n"


def _row(column: Column) -> str:
    meaning = column.description
    if column.allowed:
        meaning += ": " + ", ".join(f"`{value}`" for value in column.allowed)
    if column.example:
        meaning += f"; e.g. `{column.example}`"
    null = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.term} | {sql_type(column.type)} | {null} | {_cell(meaning)} |"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
