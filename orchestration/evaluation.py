"""Accuracy as an asset: the measures of every materialisation are kept and plotted in the UI."""

from collections.abc import Iterable

import dagster as dg

from orchestration.accuracy import measure_pages
from orchestration.metadata import OWNERS, source_of
from orchestration.problems import Problem
from orchestration.resources import Folders
from transforms.evaluation import Evaluation, Measure

_NOTES = 5


@dg.asset(group_name="quality", kinds={"python"}, owners=OWNERS, metadata=source_of(measure_pages))
def evaluation(folders: Folders) -> dg.MaterializeResult:
    """How far pages are read as their gold says, by the present rules: each measure between 0 and 1, with errors."""
    settings = folders.open().settings
    try:
        found = measure_pages(settings.raw_dir, [settings.gold_dir])
    except Problem as problem:
        raise dg.Failure(str(problem)) from None
    values = {name: value for e in found for name, value in e.values().items()}
    pages = sum(len(e.pages) for e in found)
    return dg.MaterializeResult(metadata={**values, "pages": pages, "errors": dg.MetadataValue.md(_errors(found))})


def _errors(found: Iterable[Evaluation]) -> str:
    """The first errors of each measure as a table."""
    rows = [(m, note) for e in found for m in e.measures.values() for note in m.notes[:_NOTES]]
    return "\n".join(["| measure | error |", "| --- | --- |", *(_row(m, note) for m, note in rows)])


def _row(measure: Measure, note: str) -> str:
    cell = " ".join(note.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return f"| {measure.name} | {cell} |"
