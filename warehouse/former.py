"""The file that is there before a load: ours to go on from, ours but outdated, damaged, or another program's."""

from __future__ import annotations

from contextlib import suppress

import duckdb

from warehouse.build import Warehouse, WarehouseError
from warehouse.contract import TABLES
from warehouse.files import remedy_for


def open_copy(
    warehouse: Warehouse, definitions: str, notes: list[str], *, anew: bool = False
) -> duckdb.DuckDBPyConnection | None:
    """The build file as a copy of the published one; None if a new one is to be made, with the reason in `notes`.

    A file that cannot be opened is kept under another name. WarehouseError for the file of another program: it is
    not ours to replace. `anew`: a new one is wanted in any case.
    """
    if not warehouse.path.exists():
        return None
    try:
        with warehouse.copied() as con:
            found = _version(con)
            strange = [] if found else _strange_tables(con)
    except duckdb.Error as error:
        if remedy_for(error):
            raise
        kept = warehouse.keep_aside()
        notes.append(f"{warehouse.path} could not be opened and is made anew; it was kept as {kept} ({error})")
        return None
    if strange:
        warehouse.remove_build()
        raise WarehouseError(
            f"{warehouse.path} is a database of another program (it holds {', '.join(strange[:3])}): move it away,"
            " or set PRESSLEDGER_DATA_DIR to another folder"
        )
    if found == definitions and not anew:
        with suppress(duckdb.Error):
            return warehouse.open_copied()
    if found != definitions or not anew:
        notes.append(f"{warehouse.path} was built by another version and is made anew from the lake")
    return None


def _version(con: duckdb.DuckDBPyConnection) -> str | None:
    try:
        rows = con.execute("select version from lineage.structure").fetchall()
    except duckdb.Error:
        return None
    return rows[0][0] if rows else None


def _strange_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables that no version of ours had, where none of ours is."""
    rows = con.execute(
        "select table_name from duckdb_tables() where database_name = 'warehouse' and not temporary order by all"
    ).fetchall()
    names = [name for (name,) in rows]
    return [] if TABLES.keys() & set(names) else names
