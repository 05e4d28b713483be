"""The lake: each table as Parquet files, one per edition date, which any engine can read.

    <root>/<table>/edition_date=YYYY-MM-DD/part-0.parquet      partitioned tables
    <root>/<table>/part-0.parquet                              the others

The files are laid out as Hive does it. `edition_date` is a column inside the files as well, so a single file
is complete; Polars and DuckDB take both as the same date. (pandas and pyarrow: pass `partitioning=None`.)
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.contract import TABLES, Table
from warehouse.files import remedy_for, replace_file, sync

_PREFIX = "edition_date="
_FILE = "part-0.parquet"


class LakeError(Exception):
    """A table of the lake cannot be written or read; the message names the file and the remedy."""


class Lake:
    """The Parquet files below one folder. Nothing is kept in memory, so any number may be open on it."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    def path(self, table_name: str, edition_date: date | None = None) -> Path:
        """Where the rows of one edition are; of the whole table if it is not partitioned."""
        folder = self.root / table_name
        if TABLES[table_name].partitioned:
            if edition_date is None:
                raise LakeError(f"table {table_name} is kept by edition date: name one")
            folder /= f"{_PREFIX}{edition_date.isoformat()}"
        return folder / _FILE

    def write(
        self,
        table_name: str,
        edition_date: date | None,
        rows: pa.Table,
        *,
        metadata: Mapping[str, str] | None = None,
    ) -> Path:
        """Replace the rows of one edition (of the whole table if it is not partitioned).

        `metadata` goes into the footer: what the rows were read from and by which rules. The same rows and
        metadata give the same bytes. Nulls in columns that must not have any are kept: the checks report them.
        LakeError if the columns are not the table's, a row is of another date, or the disk is full or closed.
        """
        table, path = TABLES[table_name], self.path(table_name, edition_date)
        rows = conform(table, rows, str(path))
        if table.partitioned:
            _require_date(rows, edition_date, path)
        footer = {"description": table.comment, **dict(sorted((metadata or {}).items()))}
        fields = [field.with_nullable(True) for field in table.schema]
        stored = pa.Table.from_arrays(rows.columns, schema=pa.schema(fields, footer))
        try:
            replace_file(path, lambda to: pq.write_table(stored, to, compression="zstd"), self.root / ".tmp")
        except OSError as error:
            remedy = remedy_for(error) or "run the edition again"
            raise LakeError(f"{path} cannot be written ({error}): {remedy}") from error
        return path

    def read(self, table_name: str, edition_date: date | None = None) -> pa.Table:
        """The rows of one edition in the contract's schema. LakeError if there is no such file, or it is damaged."""
        path = self.path(table_name, edition_date)
        try:
            rows = pq.ParquetFile(path).read()
        except FileNotFoundError:
            raise LakeError(f"{path} does not exist: run the edition again") from None
        except (pa.ArrowException, OSError) as error:
            raise LakeError(f"{path} cannot be read ({error}): remove it and run the edition again") from error
        return conform(TABLES[table_name], rows, str(path))

    def read_all(self, table_name: str, edition_dates: Iterable[date]) -> pa.Table:
        """The rows of several editions, in the order of the dates given."""
        parts = [self.read(table_name, day) for day in edition_dates]
        return pa.concat_tables(parts) if parts else TABLES[table_name].table([])

    def footer(self, table_name: str, edition_date: date | None = None) -> dict[str, str]:
        """What `metadata` said when the rows were written; {} if there is no such file or it is damaged."""
        try:
            found = pq.read_metadata(self.path(table_name, edition_date)).metadata or {}
        except (pa.ArrowException, OSError):
            return {}
        return {k.decode(): v.decode() for k, v in found.items() if k not in (b"ARROW:schema", b"description")}

    def count(self, table_name: str, edition_date: date | None = None) -> int:
        """The number of rows, without reading them; 0 if there is no such file or it is damaged."""
        try:
            return pq.read_metadata(self.path(table_name, edition_date)).num_rows
        except (pa.ArrowException, OSError):
            return 0

    def extracted(self, table_name: str, edition_date: date) -> int:
        """How many rows of an edition were read, before corrections dropped any."""
        read = self.footer(table_name, edition_date).get("extracted")
        return int(read) if read else self.count(table_name, edition_date)

    def has(self, table_name: str, edition_date: date | None = None) -> bool:
        """Whether the file is there; it may hold no rows."""
        return self.path(table_name, edition_date).is_file()

    def dates(self, table_name: str) -> list[date]:
        """Edition dates that the table has a file for, in order."""
        found = []
        for folder in (self.root / table_name).glob(f"{_PREFIX}*"):
            try:
                day = date.fromisoformat(folder.name.removeprefix(_PREFIX))
            except ValueError:
                continue
            if (folder / _FILE).is_file():
                found.append(day)
        return sorted(found)

    def remove(self, edition_date: date) -> None:
        """Remove one edition from every table; nothing happens if it is not there."""
        for table in TABLES.values():
            folder = self.path(table.name, edition_date).parent
            if table.partitioned and folder.exists():
                shutil.rmtree(folder)
                sync(folder.parent)


def conform(table: Table, rows: pa.Table, where: str) -> pa.Table:
    """Rows with exactly the table's columns, in order and of its types. LakeError if they do not fit."""
    missing = [name for name in table.column_names if name not in rows.column_names]
    if missing:
        raise LakeError(f"{where} lacks {', '.join(missing)} of table {table.name}: run the edition again")
    try:
        columns = [rows.column(c.name).cast(c.type) for c in table.columns]
    except pa.ArrowException as error:
        raise LakeError(f"{where} does not fit table {table.name} ({error}): run the edition again") from error
    return pa.Table.from_arrays(columns, schema=table.schema)


def _require_date(rows: pa.Table, edition_date: date | None, path: Path) -> None:
    other = pc.any(pc.not_equal(rows.column("edition_date"), pa.scalar(edition_date, pa.date32()))).as_py()
    if other or rows.column("edition_date").null_count:
        raise LakeError(f"{path} is for {edition_date} only, but there are rows of other dates")
