"""A generated history: the rows of the sample editions again and again, with shifted dates and ids of their own."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tests.samples import sample_documents
from transforms.edition import extract
from warehouse.contract import TABLES, Table
from warehouse.editions import PARTS
from warehouse.lake import Lake

START = date(2016, 1, 1)
_IDS = {t.primary_key for t in TABLES.values() if t.primary_key} - {"entity_id", "source_path"} | {"utterance_id"}


def sample_rows() -> dict[str, pa.Table]:
    """All tables of all sample pages."""
    documents = sample_documents()
    found = {"documents": documents, **extract(documents)}
    return {t.name: found.get(t.name, t.table([])) for t in PARTS}


def write_edition(lake: Lake, rows: dict[str, pa.Table], number: int) -> date:
    """The samples as the edition of the day so many days after the start; entities stay who they are."""
    day = START + timedelta(days=number)
    for table in PARTS:
        lake.write(table.name, day, _shifted(table, rows[table.name], day), metadata={"inputs": f"history {number}"})
    return day


def write_history(folder: Path, editions: int) -> Lake:
    """A lake of so many editions."""
    lake, rows = Lake(folder / "lake"), sample_rows()
    for number in range(editions):
        write_edition(lake, rows, number)
    return lake


def _shifted(table: Table, rows: pa.Table, day: date) -> pa.Table:
    columns = []
    for column in table.columns:
        values = rows.column(column.name)
        if column.name == "edition_date":
            values = pa.array([day] * rows.num_rows, pa.date32())
        elif column.name in _IDS:
            values = _ids_of(values, day)
        columns.append(values)
    return pa.Table.from_arrays(columns, schema=table.schema)


def _ids_of(values: pa.ChunkedArray, day: date) -> pa.Array:
    """Other ids for the same rows: as long and as random as real ones, so that files are as large."""
    distinct = pc.unique(values)
    salt = day.isoformat().encode()
    made = [
        None if v is None else blake2b(v.encode(), digest_size=8, key=salt).hexdigest() for v in distinct.to_pylist()
    ]
    return pa.array(made, pa.string()).take(pc.index_in(values, distinct).combine_chunks())
