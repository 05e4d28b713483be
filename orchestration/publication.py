"""Lake → warehouse.duckdb with its marts: one step, because the file is published whole."""

from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg
import sqlglot
from sqlglot import exp

from orchestration import progress
from orchestration.documentation import write_docs
from orchestration.metadata import OWNERS, rows_metadata, source_file, source_of, table_spec
from orchestration.partitions import ONE_RUN, editions_of, record
from orchestration.resources import Folders
from orchestration.workspace import Workspace
from transforms.edition import EXTRACTED
from warehouse.build import Warehouse
from warehouse.contract import TABLES
from warehouse.lineage import Source, trace_columns
from warehouse.load import load
from warehouse.marts import MARTS_DIR, Mart, MartColumn, describe_marts, read_marts

_LAKE = ("documents", "rejected_documents", *EXTRACTED)
_PREVIEWED = 20
_LINEAGE = "dagster/column_lineage"
NOTES = "what was there before"
"""Metadata of a materialisation: what to know of the file that the load found."""
# The tables hold all editions, but to say so takes Dagster a second for each asset.
_MAPPING = dg.LastPartitionMapping()


def _table_spec(name: str) -> dg.AssetSpec:
    facts = source_of(load)
    if name in _LAKE:  # copied as they are
        deps = {column: [dg.TableColumnDep(dg.AssetKey(name), column)] for column in TABLES[name].column_names}
        facts[_LINEAGE] = dg.TableColumnLineage(deps)
    return dg.AssetSpec(
        ["warehouse", name],
        deps=[dg.AssetDep(key, partition_mapping=_MAPPING) for key in _sources(name)],
        group_name="warehouse",
        kinds={"duckdb"},
        **table_spec(name, f"All editions, in warehouse.duckdb as main.{name}.", metadata=facts),
    )


# What the checks found comes with the tables they looked at.
_DERIVED = {"entities": ["entity_mentions"], "namesakes": ["entity_mentions", "appointments"]}


def _sources(name: str) -> Sequence[str]:
    """The assets that a table of the warehouse is made from."""
    return [name] if name in _LAKE else _DERIVED.get(name, EXTRACTED)


def _mart_spec(mart: Mart, columns: list[MartColumn], sources: dict[str, list[Source]]) -> dg.AssetSpec:
    read = sqlglot.parse_one(mart.sql, read="duckdb").find_all(exp.Table)
    schema = dg.TableSchema([dg.TableColumn(c.name, c.type.lower(), c.comment) for c in columns])
    lineage = {
        name: [dg.TableColumnDep(_key(s.schema, s.table), s.column) for s in found] for name, found in sources.items()
    }
    return dg.AssetSpec(
        ["marts", mart.name],
        deps=sorted({_key(t.db, t.name) for t in read if t.db}),
        description="\n\n".join(
            filter(
                None, (f"{mart.grain[:1].upper()}{mart.grain[1:]} · {mart.term}.", f"For {mart.reader}.", mart.storage)
            )
        ),
        group_name="marts",
        kinds={"duckdb", "sql"},
        owners=OWNERS,
        metadata={
            "dagster/column_schema": schema,
            _LINEAGE: dg.TableColumnLineage(lineage),
            "columns are made from": _made_from(sources),
            **source_file(MARTS_DIR / f"{mart.name}.sql"),
        },
    )


def _made_from(sources: dict[str, list[Source]]) -> dg.MarkdownMetadataValue:
    """The lineage of columns to read: the UI keeps it, but draws it for subscribers only."""
    rows = [f"| {name} | {', '.join('.'.join(s) for s in found) or 'rows'} |" for name, found in sources.items()]
    return dg.MetadataValue.md("\n".join(["| column | made from |", "| --- | --- |", *rows]))


def _key(schema: str, name: str) -> dg.AssetKey:
    """The asset of a table or view of the warehouse."""
    return dg.AssetKey(["marts" if schema == "marts" else "warehouse", name])


def _specs() -> list[dg.AssetSpec]:
    marts = read_marts()
    columns = describe_marts(marts)
    sources = trace_columns(marts, columns)
    return [*map(_table_spec, TABLES), *(_mart_spec(mart, columns[mart.name], sources[mart.name]) for mart in marts)]


_SPECS = _specs()


@dg.multi_asset(name="publish", specs=_SPECS, backfill_policy=ONE_RUN)
def publish(context: dg.AssetExecutionContext, folders: Folders) -> Iterator[dg.MaterializeResult]:
    """The run's editions, and all others of the lake that the warehouse does not hold as they are, with all marts."""
    workspace = folders.open()
    named = editions_of(context.run.tags)
    days, removed = _changes(workspace, named)
    report = workspace.load(days, removed)
    context.log.info(f"{report.path}: {len(report.loaded)} editions loaded, {len(report.removed)} removed")
    for note in report.notes:
        context.log.warning(note)
    page = write_docs(workspace, [*report.loaded, *report.removed])
    context.log.info(f"What the checks found: {page}")
    progress.report("publish", len(named))
    yield from _described(context, workspace, report.notes)
    for day, reason in report.failed.items():
        context.log.error(f"{day} was not loaded: {reason}")
    if missed := [f"{day}: {reason}" for day, reason in report.failed.items() if day in named]:
        raise dg.Failure("not loaded: " + "; ".join(missed))


def _changes(workspace: Workspace, named: list[date]) -> tuple[list[date], list[date]]:
    """Editions to load and to remove, so that the warehouse holds what the lake does."""
    lake, built = set(workspace.lake.dates("documents")), workspace.built()
    stale = {day for day in lake if workspace.inputs("documents", day) != built.get(day)}
    return sorted(stale | (lake & set(named))), sorted(built.keys() - lake)


def _described(
    context: dg.AssetExecutionContext, workspace: Workspace, notes: Sequence[str]
) -> Iterator[dg.MaterializeResult]:
    """What the published tables and marts hold now."""
    found = {NOTES: dg.MetadataValue.text("\n".join(notes))} if notes else {}
    with Warehouse(workspace.settings.data_dir).open() as con:
        for spec in _SPECS:
            schema, name = spec.key.path
            rows = con.table(f"main.{name}" if schema == "warehouse" else f"{schema}.{name}")
            count = rows.count("*").fetchall()[0][0]
            metadata = rows_metadata(rows.limit(_PREVIEWED).to_arrow_table())
            # Lineage is asked of materialisations by those who read it from Dagster.
            lineage = {_LINEAGE: spec.metadata[_LINEAGE]} if _LINEAGE in spec.metadata else {}
            record(context, spec.key, None, {**metadata, "dagster/row_count": count, **lineage, **found})
            yield dg.MaterializeResult(spec.key)
