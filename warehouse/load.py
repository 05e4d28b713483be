"""Lake → warehouse: editions are replaced in a build file, which is then published in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.accounting import account, account_rows
from warehouse.build import Warehouse
from warehouse.changes import Former
from warehouse.contract import QUALITY_RESULTS, REJECTED_DOCUMENTS, Table
from warehouse.contract.ddl import create_table, create_tables, quote_name
from warehouse.contract.lineage import LINEAGE_TABLES, SCHEMA
from warehouse.editions import PARTS, Edition, find_gaps, inputs_of, read_edition
from warehouse.former import open_copy
from warehouse.lake import Lake, LakeError
from warehouse.marts import MARTS_DIR, Mart, build_marts, fingerprint, read_marts
from warehouse.namesakes import FindNamesakes, tell_apart
from warehouse.search import TextReader, create_search, forget_editions, index_editions
from warehouse.stored import refresh

_ENTITIES_SQL = Path(__file__).resolve().parent.parent / "sql" / "warehouse" / "entities.sql"
_BATCH = 32


class IncompleteError(Exception):
    """A rebuild would lose editions; the message says which and why."""


@dataclass
class LoadReport:
    """What a load did."""

    path: Path
    """The published warehouse."""
    loaded: list[date] = field(default_factory=list)
    removed: list[date] = field(default_factory=list)
    failed: dict[date, str] = field(default_factory=dict)
    """Editions that could not be loaded, with the reason; unless rebuilt, what the warehouse held of them stays."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows loaded, by table."""
    quarantined: dict[str, int] = field(default_factory=dict)
    """Rows of the lake that were left out because they are quarantined, by table."""
    rebuilt: bool = False
    """Whether the whole warehouse was made anew from the lake."""
    marts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What whoever runs the load should know of the file that was there before, a sentence each."""


def load(
    lake: Lake,
    data_dir: Path,
    edition_dates: Iterable[date] = (),
    removed_dates: Iterable[date] = (),
    *,
    find_namesakes: FindNamesakes | None = None,
    text_reader: TextReader | None = None,
    marts_dir: Path = MARTS_DIR,
    rebuild: bool = False,
    lock_timeout: float = 600,
) -> LoadReport:
    """Replace editions in `<data_dir>/warehouse.duckdb` by what the lake holds, and take others out.

    Each edition is loaded whole or not at all. `entities` follows from the mentions, `rejected_documents` is
    replaced, stored marts are brought in line. If there is no warehouse, or one of other table definitions, all
    editions of the lake are loaded. Readers of the published file are not disturbed. `find_namesakes` says which names
    stand for several people; without it each name stands for one. `text_reader` says which words a text has; without
    it search does not find the editions.

    WarehouseBusyError if another process still builds after `lock_timeout` seconds, WarehouseError if the file there
    is another program's or there is no room, MartError if a mart fails, IncompleteError if `rebuild` was asked for
    and an edition of the lake cannot be loaded: then the published file stays as it was.
    """
    warehouse = Warehouse(Path(data_dir))
    marts = read_marts(marts_dir)
    report = LoadReport(warehouse.path, marts=[m.name for m in marts])
    with warehouse.locked(lock_timeout), warehouse.explained():
        con = open_copy(warehouse, _definitions(), report.notes, anew=rebuild)
        if con is None:
            report.rebuilt = True
            con = warehouse.open_build()
        try:
            con.execute("begin")
            con.execute("create temp table touched (entity_id varchar)")
            if report.rebuilt:
                _create(con)
                edition_dates = lake.dates("documents")
            gone = set(removed_dates)
            _remove_editions(con, sorted(gone), report)
            former = Former(con)
            _replace_editions(con, lake, sorted(set(edition_dates) - gone), former, text_reader, report)
            if rebuild and report.failed:
                raise IncompleteError(_say_incomplete(report))
            changed = {*report.loaded, *report.removed}
            if find_namesakes is not None:
                changed |= tell_apart(con, find_namesakes)
            _bring_marts_in_line(con, marts, changed)
            _derive_entities(con)
            _replace_rejected(con, lake)
            former.record()
            con.execute("commit")
            warehouse.publish(con)
        except BaseException:
            warehouse.discard(con)
            raise
    return report


def _say_incomplete(report: LoadReport) -> str:
    days = " ".join(f"--edition {day}" for day in report.failed)
    reasons = "; ".join(f"{day}: {reason}" for day, reason in report.failed.items())
    return f"{report.path} was not rebuilt; run 'pressledger run --force {days}' first. {reasons}"


def built_editions(lake: Lake, data_dir: Path) -> dict[date, str]:
    """The `inputs` each edition was built from; empty for an edition that the lake has lost.

    Read from the warehouse; from the lake's footers if there is no usable warehouse, so that one can be made again
    without reading a page.
    """
    try:
        con = Warehouse(Path(data_dir)).open()
    except duckdb.Error:
        return {day: inputs_of(lake, day) for day in lake.dates("documents") if not find_gaps(lake, day)}
    try:
        found = con.execute("select edition_date, inputs from lineage.editions").fetchall()
    except duckdb.Error:
        found = []
    finally:
        con.close()
    return {day: inputs or "" if lake.has("documents", day) else "" for day, inputs in found}


def is_current(data_dir: Path, marts_dir: Path = MARTS_DIR) -> bool:
    """Whether there is a warehouse of these table definitions and marts; a file that cannot be opened is none."""
    try:
        with Warehouse(Path(data_dir)).open() as con:
            found = con.execute("select version, marts from lineage.structure").fetchall()
    except duckdb.Error:
        return False
    return found == [(_definitions(), fingerprint(read_marts(marts_dir)))]


def _create_all() -> list[str]:
    lineage = [statement for table in LINEAGE_TABLES.values() for statement in create_table(table, SCHEMA)]
    return [*create_tables(), *create_search(), f"create schema {SCHEMA}", *lineage]


def _definitions() -> str:
    return blake2b("\n".join(_create_all()).encode(), digest_size=8).hexdigest()


def _create(con: duckdb.DuckDBPyConnection) -> None:
    for statement in _create_all():
        con.execute(statement)
    con.execute("insert into lineage.structure values (?, '')", [_definitions()])


def _bring_marts_in_line(con: duckdb.DuckDBPyConnection, marts: list[Mart], changed: set[date]) -> None:
    """Marts of the SQL that there is now, over the rows that there are now; only `changed` editions have other rows."""
    version = fingerprint(marts)
    if con.execute("select marts from lineage.structure").fetchall() == [(version,)]:
        refresh(con, marts, changed)
    else:
        build_marts(con, marts)
        con.execute("update lineage.structure set marts = ?", [version])


def _replace_editions(
    con: duckdb.DuckDBPyConnection,
    lake: Lake,
    edition_dates: Iterable[date],
    former: Former,
    text_reader: TextReader | None,
    report: LoadReport,
) -> None:
    days = iter(edition_dates)
    while batch := list(islice(days, _BATCH)):
        editions: dict[date, Edition] = {}
        for day in batch:
            try:
                editions[day] = read_edition(lake, day)
            except LakeError as error:
                report.failed[day] = str(error)
        if editions:
            _replace_batch(con, editions, former, text_reader, report)


def _replace_batch(
    con: duckdb.DuckDBPyConnection,
    editions: dict[date, Edition],
    former: Former,
    text_reader: TextReader | None,
    report: LoadReport,
) -> None:
    if held := _held(con, list(editions)):
        former.remember(held)
        _delete(con, held)
    tables = {t.name: pa.concat_tables([edition.tables[t.name] for edition in editions.values()]) for t in PARTS}
    for table in PARTS:
        _insert(con, table, tables[table.name])
        report.rows[table.name] = report.rows.get(table.name, 0) + tables[table.name].num_rows
    balances = account(con, {day: edition.extracted for day, edition in editions.items()})
    _insert(con, QUALITY_RESULTS, account_rows(balances, {day: e.tables for day, e in editions.items()}))
    if lost := [balance for found in balances.values() for balance in found if not balance.balanced]:
        raise LakeError("; ".join(balance.words for balance in lost) + ": the load is at fault, please report it")
    if text_reader is not None:
        index_editions(con, tables, text_reader)
    _touch(con, list(editions))
    for day, edition in editions.items():
        con.execute("insert into lineage.editions values (?, ?, ?)", [day, edition.inputs, edition.rules_version])
        for name, count in edition.left_out.items():
            report.quarantined[name] = report.quarantined.get(name, 0) + count
    report.loaded += editions


def _remove_editions(con: duckdb.DuckDBPyConnection, removed_dates: list[date], report: LoadReport) -> None:
    if removed_dates:
        _delete(con, removed_dates)
        report.removed += removed_dates


def _held(con: duckdb.DuckDBPyConnection, days: list[date]) -> list[date]:
    """Those of the editions that the warehouse holds."""
    sql = "select edition_date from lineage.editions where edition_date in (select unnest(?::date[])) order by all"
    return [day for (day,) in con.execute(sql, [days]).fetchall()]


def _delete(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    _touch(con, days)
    forget_editions(con, days)
    for name in (*(f"main.{quote_name(t.name)}" for t in PARTS), "lineage.editions", "lineage.changes"):
        con.execute(f"delete from {name} where edition_date in (select unnest(?::date[]))", [days])


def _touch(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    con.execute(
        "insert into touched select distinct entity_id from main.entity_mentions"
        " where edition_date in (select unnest(?::date[]))",
        [days],
    )


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    con.register("incoming", rows)
    con.execute(f"insert into main.{quote_name(table.name)} by name select * from incoming")
    con.unregister("incoming")


def _derive_entities(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("delete from main.entities where entity_id in (select entity_id from touched)")
    con.execute(f"insert into main.entities by name {_ENTITIES_SQL.read_text(encoding='utf-8')}")
    con.execute("drop table touched")


def _replace_rejected(con: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    table = REJECTED_DOCUMENTS
    if lake.has(table.name):
        con.execute(f"delete from main.{quote_name(table.name)}")
        _insert(con, table, lake.read(table.name))
