"""Editions as Dagster partitions: one a day, and which of them a run is about.

Calendar days and not dynamic keys: any date can be launched or backfilled on a fresh instance, and nobody has to
register it first. Papers are not printed every day, and over a range of days Dagster would note a materialisation
for each of them; so a run of several editions names them in a tag, and the assets note just those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import dagster as dg

from orchestration.workspace import DAYS_AHEAD, FIRST_EDITION

EDITIONS = dg.DailyPartitionsDefinition(
    start_date=FIRST_EDITION.isoformat(),
    end_offset=DAYS_AHEAD + 2,  # two more than needed, for time zones
)

# One run for any range of days, in one process. Unpartitioned assets say so too, or no range could be launched.
ONE_RUN = dg.BackfillPolicy.single_run()

_NAMED = "pressledger/editions"
_PARTITION = "dagster/partition"
_RANGE_START, _RANGE_END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"
# Keeps Dagster from planning and noting a materialisation for every day of the range.
_DEFERRED = "dagster/defer_asset_events"


def run_tags(days: Sequence[date]) -> dict[str, str]:
    """Tags of one run over these editions (at least one), which need not be consecutive."""
    keys = sorted(day.isoformat() for day in days)
    return {_RANGE_START: keys[0], _RANGE_END: keys[-1], _NAMED: ",".join(keys), _DEFERRED: "true"}


def editions_of(tags: Mapping[str, str]) -> list[date]:
    """The editions that a run with these tags is about, in order; none for a run without partitions."""
    if _NAMED in tags:
        return [date.fromisoformat(key) for key in tags[_NAMED].split(",")]
    if _PARTITION in tags:
        return [date.fromisoformat(tags[_PARTITION])]
    if _RANGE_START in tags:
        start, end = date.fromisoformat(tags[_RANGE_START]), date.fromisoformat(tags[_RANGE_END])
        return [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return []


def record(context: dg.AssetExecutionContext, key: dg.AssetKey, day: date | None, metadata: Mapping[str, Any]) -> None:
    """Note what one edition of an asset, or the whole of an unpartitioned one, holds now."""
    partition = None if day is None else day.isoformat()
    if context.run.tags.get(_DEFERRED):
        context.log_event(dg.AssetMaterialization(key, partition=partition, metadata=metadata))
    else:
        context.add_asset_metadata(metadata, asset_key=key, partition_key=partition)
