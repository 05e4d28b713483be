"""Raw files → lake: one step for the files, one for each stage of reading, one asset for each table."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import dagster as dg
import pyarrow as pa

from orchestration import progress
from orchestration.checks import check_editions, check_specs, report, report_nothing
from orchestration.inspection import inspect
from orchestration.metadata import rows_metadata, source_of, table_spec
from orchestration.partitions import EDITIONS, ONE_RUN, editions_of, record
from orchestration.resources import Folders
from orchestration.workspace import Workspace
from transforms.documents.reader import read_document
from transforms.edition import STAGES, Stage, extract_stage
from transforms.lexicon import rules_version
from warehouse.contract import TABLES
from warehouse.corrections import Corrected, CorrectionsError, apply_corrections

Event = dg.MaterializeResult | dg.AssetCheckResult


@dg.multi_asset(
    name="documents",
    specs=[
        dg.AssetSpec(
            "documents",
            group_name="intake",
            kinds={"python", "parquet"},
            code_version=rules_version(),
            **table_spec("documents", "Raw files decoded and dated.", metadata=source_of(read_document)),
        )
    ],
    check_specs=check_specs("documents"),
    partitions_def=EDITIONS,
    backfill_policy=ONE_RUN,
    can_subset=True,
)
def documents(context: dg.AssetExecutionContext, folders: Folders) -> Iterator[Event]:
    """Raw files decoded and dated."""
    workspace = folders.open()
    if not context.selected_asset_keys:
        yield from _look_again(context, workspace, (), ["documents"])
        return
    plan = workspace.plan()
    days = editions_of(context.run.tags)
    made: dict[date, dict[str, pa.Table]] = {}
    for day in days:
        if day in plan.editions:
            edition = workspace.intake.read_edition(plan, day)
            if edition.problems:
                raise dg.Failure(f"documents of {day}: {'; '.join(edition.problems)}")
            made[day] = {"documents": edition.documents}
            write(context, workspace, made[day], day, plan.editions[day])
        elif workspace.lake.has("documents", day):
            context.log.info(f"{day} has no raw file any more: the edition is removed")
            workspace.lake.remove(day)
        elif len(days) == 1:
            context.log.warning(f"No raw file in {workspace.settings.raw_dir} is dated {day}")
        progress.report("documents")
    results = check_editions(context.run.run_id, workspace, made, {day: {} for day in made}, {})
    yield dg.MaterializeResult("documents")
    yield from report(context, workspace, made, results) if made else report_nothing(context)


@dg.asset(
    key="rejected_documents",
    backfill_policy=ONE_RUN,
    group_name="intake",
    kinds={"python", "parquet"},
    code_version=rules_version(),
    **table_spec("rejected_documents", "Raw files that nothing could be read from.", metadata=source_of(read_document)),
)
def rejected_documents(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult:
    """Raw files that were not accepted, of all editions."""
    workspace = folders.open()
    rejected = workspace.plan().rejected
    workspace.lake.write("rejected_documents", None, rejected)
    record(context, dg.AssetKey("rejected_documents"), None, rows_metadata(rejected))
    return dg.MaterializeResult()


def stage_assets(stage: Stage) -> dg.AssetsDefinition:
    """One step that runs a stage of reading, and an asset for each table that it adds."""

    @dg.multi_asset(
        name=f"read_{stage.name}",
        description=stage.description,
        specs=[
            dg.AssetSpec(
                name,
                deps=stage.needs,
                group_name="reading",
                kinds={"python", "parquet"},
                code_version=rules_version(),
                **table_spec(name, stage.description, metadata=source_of(stage.read)),
            )
            for name in stage.adds
        ],
        check_specs=[spec for name in stage.adds for spec in check_specs(name)],
        partitions_def=EDITIONS,
        backfill_policy=ONE_RUN,
        can_subset=True,
    )
    def read(context: dg.AssetExecutionContext, folders: Folders) -> Iterator[Event]:
        workspace = folders.open()
        chosen = [name for name in stage.adds if dg.AssetKey(name) in context.selected_asset_keys]
        if not chosen:
            yield from _look_again(context, workspace, stage.needs, stage.adds)
            return
        needed: dict[date, dict[str, pa.Table]] = {}
        made: dict[date, dict[str, pa.Table]] = {}
        corrected: dict[date, dict[str, Corrected]] = {}
        for day in editions_of(context.run.tags):
            if inputs := workspace.inputs("documents", day):
                needed[day] = {name: _current(workspace, name, day, inputs) for name in stage.needs}
                found = _read(stage, needed[day], day)
                corrected[day] = _correct(workspace, needed[day]["documents"], found)
                for name in stage.adds:
                    target = made if name in chosen else needed
                    target.setdefault(day, {})[name] = corrected[day][name].rows
                read = {name: rows.num_rows for name, rows in found.items()}
                write(context, workspace, made[day], day, inputs, read)
            progress.report(stage.name)
        results = check_editions(context.run.run_id, workspace, made, needed, corrected)
        for name in chosen:
            yield dg.MaterializeResult(name)
        yield from report(context, workspace, made, results) if made else report_nothing(context)

    return read


def write(
    context: dg.AssetExecutionContext,
    workspace: Workspace,
    tables: dict[str, pa.Table],
    day: date,
    inputs: str,
    extracted: Mapping[str, int] | None = None,
) -> None:
    """Put tables of one edition into the lake and note it; `extracted` says how many rows were read of each."""
    for name, rows in tables.items():
        footer = {"inputs": inputs, "rules_version": rules_version(), "extracted": str(rows.num_rows)}
        if extracted:
            footer["extracted"] = str(extracted[name])
        if name == "documents":
            footer["characters"] = str(sum(map(len, rows.column("text").to_pylist())))
        workspace.lake.write(name, day, rows, metadata=footer)
        record(context, dg.AssetKey(name), day, rows_metadata(rows))


def _look_again(
    context: dg.AssetExecutionContext, workspace: Workspace, needs: Iterable[str], adds: Iterable[str]
) -> Iterator[dg.AssetCheckResult]:
    """Run checks alone, on what the lake holds: of the run's editions, or of all if it names none."""
    asked = {key.asset_key.to_user_string() for key in context.selected_asset_check_keys}
    held = workspace.lake.dates("documents")
    days = [day for day in editions_of(context.run.tags) or held if day in set(held)]
    needed = {day: {name: workspace.lake.read(name, day) for name in (*needs, *adds)} for day in days}
    made = {day: {name: needed[day][name] for name in adds if name in asked} for day in days}
    if made:
        yield from report(context, workspace, made, inspect(workspace.lake, made, needed))
    else:
        yield from report_nothing(context)


def _correct(workspace: Workspace, documents: pa.Table, tables: dict[str, pa.Table]) -> dict[str, Corrected]:
    """The tables of one edition with what `corrections.yaml` says of them."""
    try:
        return {
            name: apply_corrections(TABLES[name], rows, documents, workspace.corrections)
            for name, rows in tables.items()
        }
    except CorrectionsError as error:
        raise dg.Failure(str(error)) from None


def _current(workspace: Workspace, table_name: str, day: date, inputs: str) -> pa.Table:
    """Rows of the lake, but only those that were read from the same files and by the same rules as this step would."""
    footer = workspace.lake.footer(table_name, day)
    if footer.get("inputs") != inputs or footer.get("rules_version") != rules_version():
        raise dg.Failure(
            f"{table_name} of {day} is not in the lake, or was read from other files or by other rules:"
            " materialize it first"
        )
    return workspace.lake.read(table_name, day)


def _read(stage: Stage, tables: dict[str, pa.Table], day: date) -> dict[str, pa.Table]:
    try:
        return extract_stage(stage, tables)
    except Exception as error:
        raise dg.Failure(f"{stage.name} of {day}: {type(error).__name__}: {error}") from error


EXTRACTION = [documents, rejected_documents, *map(stage_assets, STAGES)]
