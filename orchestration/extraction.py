"""Raw files → lake: one step for the files, one for each stage of reading, one asset for each table."""

from collections.abc import Iterator
from datetime import date

import dagster as dg
import pyarrow as pa

from orchestration import progress
from orchestration.checks import check_editions, check_specs, report
from orchestration.metadata import rows_metadata, source_of, table_spec
from orchestration.partitions import EDITIONS, ONE_RUN, editions_of, record
from orchestration.resources import Folders
from orchestration.workspace import Workspace
from transforms.documents.reader import read_document
from transforms.edition import STAGES, Stage, extract_stage
from transforms.lexicon import rules_version


@dg.asset(
    key="documents",
    partitions_def=EDITIONS,
    backfill_policy=ONE_RUN,
    group_name="intake",
    kinds={"python", "parquet"},
    code_version=rules_version(),
    check_specs=check_specs("documents"),
    **table_spec("documents", "Raw files decoded and dated.", metadata=source_of(read_document)),
)
def documents(
    context: dg.AssetExecutionContext, folders: Folders
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Raw files decoded and dated."""
    workspace = folders.open()
    plan = workspace.plan()
    days = editions_of(context.run.tags)
    made = {}
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
    results = check_editions(context.run.run_id, workspace, made, {day: {} for day in made})
    yield dg.MaterializeResult()
    yield from report(context, ["documents"], results)


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
    )
    def read(
        context: dg.AssetExecutionContext, folders: Folders
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        workspace = folders.open()
        needed, made = {}, {}
        for day in editions_of(context.run.tags):
            if inputs := workspace.inputs("documents", day):
                needed[day] = {name: _current(workspace, name, day, inputs) for name in stage.needs}
                made[day] = _read(stage, needed[day], day)
                write(context, workspace, made[day], day, inputs)
            progress.report(stage.name)
        results = check_editions(context.run.run_id, workspace, made, needed)
        for name in stage.adds:
            yield dg.MaterializeResult(name)
        yield from report(context, stage.adds, results)

    return read


def write(
    context: dg.AssetExecutionContext, workspace: Workspace, tables: dict[str, pa.Table], day: date, inputs: str
) -> None:
    """Put tables of one edition into the lake and note it."""
    for name, rows in tables.items():
        workspace.lake.write(name, day, rows, metadata={"inputs": inputs, "rules_version": rules_version()})
        record(context, dg.AssetKey(name), day, rows_metadata(rows))


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
