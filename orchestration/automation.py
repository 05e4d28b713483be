"""What starts by itself: jobs, the sensor on the raw directory and the daily schedule."""

from collections.abc import Iterator

import dagster as dg

from orchestration.resources import Folders
from orchestration.settings import ConfigurationError
from warehouse.corrections import CorrectionsError
from warehouse.intake import Plan
from warehouse.raw_files import RawDirectoryError

_UNPARTITIONED = dg.AssetSelection.assets("rejected_documents") | dg.AssetSelection.groups("warehouse", "marts")

edition_job = dg.define_asset_job(
    "edition_job",
    # The measures need the pages that gold was made for, which a raw directory of one's own lacks.
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("quality"),
    description="Everything for an edition date: its raw files read into all tables, checked, loaded and published.",
)

publish_job = dg.define_asset_job(
    "publish_job",
    selection=_UNPARTITIONED,
    description="Bring the warehouse in line with the lake and the rejected files; reads no page.",
)


evaluation_job = dg.define_asset_job(
    "evaluation_job",
    selection=dg.AssetSelection.groups("quality"),
    description="Read the pages that gold was made for anew and measure how far they agree with it.",
)


def requests(plan: Plan, salt: str = "") -> Iterator[dg.RunRequest]:
    """One run for each edition that must be read again or removed.

    The run key names the edition with the fingerprint of its files and of the rules, so the same state is tried once.
    """
    changes = {day: plan.editions[day] for day in plan.pending_dates} | dict.fromkeys(plan.removed_dates, "removed")
    for day, fingerprint in changes.items():
        key = day.isoformat()
        yield dg.RunRequest(run_key=f"{key}:{fingerprint}{salt}", partition_key=key)


@dg.sensor(
    job=edition_job,
    name="new_raw_files",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run for each edition whose raw files are new, changed, removed, or were read by other rules.",
)
def new_raw_files(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    try:
        plan = folders.open().plan()
    except (ConfigurationError, CorrectionsError, RawDirectoryError) as error:
        return dg.SkipReason(str(error))
    for file in plan.rejected.to_pylist():
        context.log.warning(f"{file['source_path']}: {file['reason_code']}: {file['reason']}")
    for failure in plan.failures:
        context.log.error(f"The reader failed on {failure}")
    found = list(requests(plan))
    if not found:
        return dg.SkipReason(f"{len(plan.entries)} raw files, {len(plan.editions)} editions, all read")
    return dg.SensorResult(run_requests=found)


@dg.schedule(
    job=edition_job,
    name="daily_edition",
    cron_schedule="30 6 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every morning all that is still pending, what failed before included.",
)
def daily_edition(context: dg.ScheduleEvaluationContext, folders: Folders) -> list[dg.RunRequest] | dg.SkipReason:
    try:
        plan = folders.open().plan()
    except (ConfigurationError, CorrectionsError, RawDirectoryError) as error:
        return dg.SkipReason(str(error))
    found = list(requests(plan, f":{context.scheduled_execution_time:%Y-%m-%d}"))
    return found or dg.SkipReason("no edition is pending")
