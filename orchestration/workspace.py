"""The folders of one installation and what is kept in them; shared by the assets and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from expectations.docs import QualityDocs
from orchestration.settings import Settings
from transforms.documents.formats.records import part_of
from transforms.documents.reader import read_document
from transforms.entities.namesakes import find_namesakes
from transforms.lexicon import rules_version
from transforms.search import folding, search_words
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS
from warehouse.corrections import Correction, fingerprints, read_corrections
from warehouse.intake import Intake, Plan
from warehouse.lake import Lake
from warehouse.load import LoadReport, built_editions, is_current, load
from warehouse.search import TextReader

FIRST_EDITION = date(1872, 4, 30)
"""Earlier editions are out of range; the first Chinese newspaper that lasted began on this day."""
DAYS_AHEAD = 365
"""Tomorrow's paper is printed today, and the clock of the machine may be wrong."""


@dataclass(frozen=True)
class Workspace:
    """Raw files, lake and warehouse below the folders of the settings."""

    settings: Settings

    @cached_property
    def lake(self) -> Lake:
        return Lake(self.settings.data_dir / "lake")

    @cached_property
    def intake(self) -> Intake:
        manifest = self.settings.data_dir / "raw_files.parquet"
        return Intake(
            self.settings.raw_dir,
            manifest,
            read_dated_document,
            rules_version(),
            part_of=part_of,
            corrections=fingerprints(self.corrections),
        )

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Known errors of the sources. CorrectionsError if their file is not as it should be."""
        return read_corrections(self.settings.corrections)

    def idle_corrections(self, plan: Plan) -> list[Correction]:
        """Corrections of pages that are not there, or not accepted."""
        there = {e.source_path for e in plan.entries if e.edition_date is not None}
        return [c for c in self.corrections if c.file not in there]

    @cached_property
    def docs(self) -> QualityDocs:
        return QualityDocs(self.settings.data_dir / "quality_docs")

    def look(self) -> Plan:
        """What must be done now; writes nothing. RawDirectoryError if the raw directory cannot be listed."""
        return self.intake.plan(self.built())

    def plan(self) -> Plan:
        """The same, and remembers what the files were found to be."""
        plan = self.look()
        self.intake.save(plan)
        return plan

    def load(self, days: Iterable[date] = (), removed: Iterable[date] = (), *, rebuild: bool = False) -> LoadReport:
        """Put editions of the lake into the warehouse and take others out, with our readers of names and words."""
        return load(
            self.lake,
            self.settings.data_dir,
            days,
            removed,
            find_namesakes=find_namesakes,
            text_reader=TextReader(folding, search_words),
            rebuild=rebuild,
        )

    def built(self) -> dict[date, str]:
        """From which inputs each edition of the warehouse was built."""
        return built_editions(self.lake, self.settings.data_dir)

    def has_warehouse(self) -> bool:
        """Whether there is a warehouse that this version made and that can be opened."""
        return is_current(self.settings.data_dir)

    def inputs(self, table_name: str, day: date) -> str | None:
        """From which inputs the lake's rows of one edition were read; None if there are none."""
        return self.lake.footer(table_name, day).get("inputs")

    def rejections_changed(self, plan: Plan) -> bool:
        """Whether the rejected files differ from those the lake knows."""
        if not self.lake.has("rejected_documents"):
            return plan.rejected.num_rows > 0
        return not self.lake.read("rejected_documents").equals(plan.rejected)


def read_dated_document(source_path: str, data: bytes) -> Any:
    """A row of `documents`, or of `rejected_documents` too if the date can be no edition's."""
    row = read_document(source_path, data)
    last = date.today() + timedelta(days=DAYS_AHEAD)
    if not isinstance(row, DOCUMENTS.row) or FIRST_EDITION <= row.edition_date <= last:
        return row
    return REJECTED_DOCUMENTS.row(
        source_path=source_path,
        sha256=sha256(data).hexdigest(),
        size_bytes=len(data),
        reason_code="undated",
        reason=f"Its date, {row.edition_date}, is not between {FIRST_EDITION} and {last}: correct the date.",
    )
