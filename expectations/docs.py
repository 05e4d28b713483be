"""Pages for people who want to know how far the data can be trusted: an index, and a page for each edition.

Great Expectations' own Data Docs load style and scripts from other hosts and know our checks only as columns of
true and false, so these pages are rendered here. Whatever a newspaper prints is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from warehouse.files import replace_file

TEMPLATES = Path(__file__).resolve().parent / "templates"
# What a browser would drop or take for a command, line ends excepted.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class QualityDocs:
    """The pages below one folder; each is replaced whole, so a reader never sees half of one."""

    folder: Path

    def page(self, day: date | None = None) -> Path:
        """Where the page of an edition is, or the index; it stays there."""
        return self.folder / (f"editions/{day}.html" if day else "index.html")

    def days(self) -> set[date]:
        """Editions that have a page."""
        return {date.fromisoformat(file.stem) for file in (self.folder / "editions").glob("????-??-??.html")}

    def write_index(
        self, checks: Iterable[Row], editions: Iterable[Row], corrections: Iterable[Row], totals: Mapping[str, int]
    ) -> None:
        """The index: editions, checks over all of them, and corrections."""
        self._write(
            self.page(),
            "index.html",
            title="pressledger: data quality",
            checks=_by_table(checks),
            editions=list(editions),
            corrections=list(corrections),
            totals=list(totals.items()),
        )

    def write_edition(
        self, day: date, pages: Iterable[str], results: Iterable[Row], rows: Iterable[Row], corrections: Iterable[Row]
    ) -> None:
        """The page of one edition; `rows` are those that are flagged or quarantined, by `check_name`."""
        results = list(results)
        failing: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            failing.setdefault((row["table_name"], row["check_name"]), []).append(row)
        bad = [r for r in results if not r["success"]]
        self._write(
            self.page(day),
            "edition.html",
            title=f"{day}: data quality",
            edition_date=day,
            pages=list(pages),
            count=len(results),
            failed=[
                {**r, "rows": failing.get((r["table_name"], r["check_name"]), [])}
                for r in sorted(bad, key=lambda r: r["severity"])
            ],
            checks=_by_table(results),
            corrections=list(corrections),
        )

    def remove_editions(self, days: Iterable[date]) -> None:
        for day in days:
            self.page(day).unlink(missing_ok=True)

    def _write(self, path: Path, template: str, **content: Any) -> None:
        text = _templates().get_template(template).render(**content)
        replace_file(path, lambda to: to.write_text(text, encoding="utf-8"))


def _by_table(results: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    tables: dict[str, list[Row]] = {}
    for row in results:
        tables.setdefault(row["table_name"], []).append(row)
    return list(tables.items())


def printable(value: Any) -> str:
    """A value as it can be shown: controls of terminals and of the writing direction by their numbers."""
    return _UNSEEN.sub(lambda m: m[0].encode("unicode_escape").decode(), "" if value is None else str(value))


@cache
def _templates() -> Any:
    import jinja2  # no command but `run` needs it

    loader = jinja2.FileSystemLoader(TEMPLATES)
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    made.filters["printable"] = printable
    return made
