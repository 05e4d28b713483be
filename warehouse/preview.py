"""A few rows of a table as Markdown, for pages that show what a step produced."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa

# Marks that mean something inside a cell; an underscore between letters does not.
_MARKS = re.compile(r"[\\`*\[\]|~$<>&]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def preview(table: pa.Table, rows: int = 10, width: int = 40) -> str:
    """The first `rows` rows as a Markdown table, each cell cut to `width` characters.

    Whatever the text holds is shown as it is: no pipe, line end, mark-up or HTML of it takes effect.
    """
    head = table.slice(0, rows)
    names = [escape(name) for name in table.column_names]
    if not names:
        return "no columns"
    lines = [_line(names), _line(["---"] * len(names))]
    lines += [_line([_cell(row[name], width) for name in table.column_names]) for row in head.to_pylist()]
    if table.num_rows > head.num_rows:
        lines += ["", f"{head.num_rows} of {table.num_rows} rows"]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKS.sub(lambda m: _HTML.get(m[0]) or "\\" + m[0], " ".join(text.split()))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: Any, width: int) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        text = "、".join(" ".join(map(str, v.values())) if isinstance(v, dict) else str(v) for v in value)
    else:
        text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return escape(text if len(text) <= width else text[: width - 1] + "…")
