"""All Dagster definitions of pressledger."""

import warnings

import dagster as dg

# Single-run backfills, owners and the like are in use on purpose.
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)

from orchestration.automation import daily_edition, edition_job, evaluation_job, new_raw_files, publish_job  # noqa: E402
from orchestration.evaluation import evaluation  # noqa: E402
from orchestration.extraction import EXTRACTION  # noqa: E402
from orchestration.publication import publish  # noqa: E402
from orchestration.resources import Folders  # noqa: E402

defs = dg.Definitions(
    assets=[*EXTRACTION, publish, evaluation],
    jobs=[edition_job, publish_job, evaluation_job],
    sensors=[new_raw_files],
    schedules=[daily_edition],
    resources={"folders": Folders()},
    # A process for each step would take longer to start than the step takes.
    executor=dg.in_process_executor,
)
