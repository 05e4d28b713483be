"""The data dictionary: every table, view and column of the warehouse, in Markdown or as a page.

`python -m warehouse.dictionary` renders the committed file anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

import jinja2

from warehouse.contract import TABLES, Column, Table, lineage, search
from warehouse.contract.ddl import sql_type
from warehouse.contract.lineage import LINEAGE_TABLES
from warehouse.contract.search import SEARCH_TABLES
from warehouse.contract.usage import USAGE
from warehouse.marts import Mart, MartColumn, describe_marts, read_marts

DICTIONARY = Path(__file__).resolve().parent / "DICTIONARY.md"
ACCURACY = Path(__file__).resolve().parent / "accuracy.json"
"""What reading the sample editions reaches against their gold, by measure; `python -m tests.readme` writes it."""

_INTRODUCTION = (
    "Tables of the warehouse (schema `main`), what is made from them for analysts (schema `marts`), the index that"
    " search reads (schema `search`) and what the warehouse was built from (schema `lineage`). This file is rendered"
    " from `warehouse/contract` and the headers of `sql/marts`: change those, then run `make dictionary`.",
    "`char_start` and `char_end` count code points of `documents.text`; `char_end` is not included.",
    "Accuracy was measured on the sample editions against readings made by hand: 1 is all right. Finds (articles,"
    " speaker, metrics, names, reconcile) are measured as F1, the others as the part that is right. Rules were mended"
    " on these pages, so expect less on others; `pressledger evaluate` measures yours.",
)


@dataclass(frozen=True)
class Line:
    """One column."""

    name: str
    term: str
    type: str
    null: str
    meaning: str
    allowed: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Entry:
    """One table or view."""

    name: str
    term: str
    description: tuple[str, ...]
    """Sentences: grain, notes, use, limits, accuracy."""
    keys: tuple[str, ...]
    lines: tuple[Line, ...]
    is_view: bool = False
    """Whether terms stand in the meaning of its columns, and any of them may be null."""


def render_dictionary() -> str:
    """The dictionary in Markdown."""
    return (
        _environment(False).get_template("dictionary.md.jinja").render(introduction=_INTRODUCTION, entries=_entries())
    )


def render_page() -> str:
    """The dictionary as one HTML page that needs no other file."""
    return (
        _environment(True).get_template("dictionary.html.jinja").render(introduction=_INTRODUCTION, entries=_entries())
    )


def _environment(is_page: bool) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=is_page,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["plain"] = _plain
    made.filters["cell"] = _cell
    return made


def _entries() -> list[Entry]:
    """The tables, then the marts by name, then the tables that the warehouse keeps for itself."""
    marts = read_marts()
    columns = describe_marts(marts)
    measured = json.loads(ACCURACY.read_text(encoding="utf-8"))
    views = (_view(m, columns[m.name]) for m in sorted(marts, key=lambda m: m.name))
    others = ((search, SEARCH_TABLES), (lineage, LINEAGE_TABLES))
    kept = (_table(table, measured, f"{module.SCHEMA}.") for module, tables in others for table in tables.values())
    return [*(_table(t, measured) for t in TABLES.values()), *views, *kept]


def _view(mart: Mart, columns: list[MartColumn]) -> Entry:
    lines = tuple(Line(c.name, "", c.type.lower(), "", c.comment or "") for c in columns)
    return Entry(
        f"marts.{mart.name}",
        mart.term,
        tuple(filter(None, (_sentence(mart.grain), f"For {mart.reader}.", mart.storage))),
        (),
        lines,
        is_view=True,
    )


def _table(table: Table, measured: dict[str, float], schema: str = "") -> Entry:
    usage = None if schema else USAGE[table.name]
    measures = usage.measures if usage else ()
    accuracy = ", ".join(f"{name} {measured[name]:.2f}" for name in measures if name in measured)
    description = (
        _sentence(table.grain),
        table.notes,
        f"Use: {usage.uses}" if usage else "",
        f"Limits: {usage.limits}" if usage else "",
        f"Accuracy: {accuracy}." if accuracy else "",
    )
    keys = [f"Key: `{table.primary_key}`."] if table.primary_key else []
    keys += [f"`{f.column}` → `{f.table}.{f.target}`." for f in table.foreign_keys]
    keys += [f"The span reproduces `{table.span_of}`."] if table.span_of else []
    return Entry(
        schema + table.name, table.term, tuple(filter(None, description)), tuple(keys), tuple(map(_line, table.columns))
    )


def _line(column: Column) -> Line:
    null = "yes" if column.nullable else ""
    kind = sql_type(column.type)
    return Line(column.name, column.term, kind, null, column.description, column.allowed, column.example)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _plain(text: str) -> str:
    """Text that Markdown takes for text; what stands between backticks it takes so anyway."""
    parts = text.split("`")
    return "`".join(part if n % 2 else escape(part, quote=False) for n, part in enumerate(parts))


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
