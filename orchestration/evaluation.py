"""Accuracy as an asset: the measures of every materialisation are kept and plotted in the UI."""

import dagster as dg
import pyarrow as pa

from orchestration.accuracy import all_values, measure_pages
from orchestration.metadata import OWNERS, source_of
from orchestration.problems import Problem
from orchestration.resources import Folders
from warehouse.preview import preview

_NOTES = 5
"""So many errors of each measure are shown."""
_WIDTH = 120


@dg.asset(group_name="quality", kinds={"python"}, owners=OWNERS, metadata=source_of(measure_pages))
def evaluation(folders: Folders) -> dg.MaterializeResult:
    """How far pages are read as their gold says, by the present rules: each measure between 0 and 1, with errors."""
    settings = folders.open().settings
    try:
        found = measure_pages(settings.raw_dir, [settings.gold_dir])
    except Problem as problem:
        raise dg.Failure(str(problem)) from None
    errors = [(m.name, note) for e in found for m in e.measures.values() for note in m.notes[:_NOTES]]
    names, notes = zip(*errors, strict=True) if errors else ((), ())
    table = pa.table({"measure": pa.array(names, pa.string()), "error": pa.array(notes, pa.string())})
    shown = dg.MetadataValue.md(preview(table, rows=table.num_rows, width=_WIDTH))
    return dg.MaterializeResult(
        metadata={**all_values(found), "pages": sum(len(e.pages) for e in found), "errors": shown}
    )
