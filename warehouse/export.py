"""Tables and marts of the published warehouse as files for other programs: Parquet, CSV, Excel.

Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, and newspapers print such text. In CSV
such text gets an apostrophe in front, in workbooks it is marked as text. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.contract.ddl import quote_name
from warehouse.files import replace_file
from warehouse.query import Answer, query

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What spreadsheets take for the beginning of a formula, full width included."""
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
"""What a sheet and a cell of a workbook hold."""
_MOST_EXACT = 2**53


class ExportError(Exception):
    """The rows do not go into such a file; the message says why and what does."""


def export(data_dir: Path, table: str, form: str, path: Path, *, where: str | None = None) -> int:
    """Write a table, or the rows of it that `where` (SQL) holds for, to a file; how many. The file is replaced whole.

    `table` is a name, for marts with `marts.` before it. QueryError if there is no such table or the SQL is wrong,
    ExportError if the rows do not fit the format, OSError if the file cannot be written.
    """
    name = ".".join(map(quote_name, table.split(".")))
    found = query(data_dir, f"select * from {name}" + (f" where (\n{where}\n)" if where else ""))
    if path.is_dir():
        raise ExportError(f"{path} is a folder: name a file with --out")
    replace_file(path, lambda to: _WRITERS[form](found, to))
    return found.rows.num_rows


def _write_parquet(found: Answer, path: Path) -> None:
    pq.write_table(found.rows, path, compression="zstd")


def _write_csv(found: Answer, path: Path) -> None:
    # With the mark at its beginning Excel reads the file as UTF-8; other programs skip it.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(found.names)
        for row in _rows(found.rows):
            writer.writerow(_harmless(_plain(value)) for value in row)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _write_xlsx(found: Answer, path: Path) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    if found.rows.num_rows > MOST_ROWS:
        raise ExportError(f"{found.rows.num_rows:,} rows, but a sheet holds {MOST_ROWS:,}: narrow them, or take csv")
    with TemporaryDirectory(prefix=".", dir=path.parent) as scratch:
        # Rows go to the disk as they come; text is written as text whatever it looks like.
        options = {"constant_memory": True, "tmpdir": scratch, "default_date_format": "yyyy-mm-dd"}
        workbook = xlsxwriter.Workbook(str(path), options)
        _fill(workbook, found)
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(f"{path} cannot be written: {error}") from error


def _fill(workbook: Any, found: Answer) -> None:
    sheet = workbook.add_worksheet("rows")
    bold, text = workbook.add_format({"bold": True}), workbook.add_format({"quote_prefix": True})
    for column, name in enumerate(found.names):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(_rows(found.rows), 1):
        for column, value in enumerate(map(_plain, row)):
            _write_cell(sheet, number, column, value, text, found.names[column])


def _write_cell(sheet: Any, row: int, column: int, value: Any, text: Any, name: str) -> None:
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise ExportError(
                f"{name} of row {row} has {len(value):,} characters, but a cell holds {MOST_CHARACTERS:,}:"
                " take csv or parquet"
            )
        sheet.write_string(row, column, value, text if value.startswith(FORMULA_STARTS) else None)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _plain(value: Any) -> Any:
    """A value that a cell can hold: lists and structs as JSON, numbers that a cell would round as text."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) > _MOST_EXACT:
        return str(value)
    # A workbook knows no days before 1900 and no time zones.
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value if value.year >= 1900 else value.isoformat()
    known = isinstance(value, str | int | float | bool | type(None))
    return value if known else str(value)


_WRITERS: dict[str, Callable[[Answer, Path], None]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
FORMS = tuple(_WRITERS)
