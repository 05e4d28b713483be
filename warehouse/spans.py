"""Spans: does the text that a row points at say what the row says?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from warehouse.contract import Table


def squash(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def span_matches(table: Table, rows: pa.Table, texts: Mapping[str, str]) -> list[bool]:
    """For each row, whether its span of the document reproduces the column `table.span_of`, white space aside.

    `texts` holds documents.text by document_id; a row of an unknown document does not match. For a table without
    such a column it is enough that the span lies in the text and is not empty.
    """
    columns = (rows.column(name).to_pylist() for name in ("document_id", "char_start", "char_end"))
    expected: Sequence[str | None] = rows.column(table.span_of).to_pylist() if table.span_of else [""] * rows.num_rows
    out = []
    for document_id, start, end, text in zip(*columns, expected, strict=True):
        raw = texts.get(document_id)
        if raw is None or start is None or end is None or text is None or not 0 <= start < end <= len(raw):
            out.append(False)
        else:
            out.append(not table.span_of or squash(raw[start:end]) == squash(text))
    return out


def broken_spans(table: Table, rows: pa.Table, texts: Mapping[str, str]) -> list[str]:
    """Keys of the rows whose span does not reproduce their text; see `span_matches`."""
    keys = rows.column(table.primary_key).to_pylist()
    return [key for key, good in zip(keys, span_matches(table, rows, texts), strict=True) if not good]


def texts_of(documents: pa.Table) -> dict[str, str]:
    """documents.text by document_id."""
    return dict(zip(documents.column("document_id").to_pylist(), documents.column("text").to_pylist(), strict=True))
