"""`pressledger diff`: what differs between two builds, as a table with examples or as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from orchestration import screen
from warehouse.diff import TableDiff, compare

_LONGEST = 60


def show_differences(before: Path, after: Path, examples: int, as_json: bool) -> bool:
    """Print what differs; whether anything does. DiffError if one of them cannot be read."""
    found = compare(before, after, examples=examples)
    different = [d for d in found if not d.same]
    if as_json:
        json.dump([asdict(d) for d in found], sys.stdout, ensure_ascii=False, indent=2, default=str)
        sys.stdout.write("\n")
    elif different:
        _print(different)
    else:
        screen.out().print(f"No difference in {screen.count(len(found), 'table')}.")
    return bool(different)


def _print(different: list[TableDiff]) -> None:
    numbers = ("before", "after", "added", "removed", "changed")
    made = screen.table("table", *numbers, "changed columns", numbers=numbers)
    for d in different:
        columns = ", ".join(f"{name} {count:,}" for name, count in d.columns)
        made.add_row(*map(screen.cell, (d.name, d.before, d.after, d.added, d.removed, d.changed, columns)))
    console = screen.out()
    console.print(made)
    for d in different:
        for line in (*d.schema, *_examples(d)):
            console.print(screen.cell(f"{d.name}: {line}"), soft_wrap=True)


def _examples(found: TableDiff) -> list[str]:
    lines = []
    for row in found.examples:
        lines.append(f"{row.kind} {_short(row.key)}")
        lines += [f"    {name}: {_short(before)} → {_short(after)}" for name, (before, after) in row.values.items()]
    return lines


def _short(value: object) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
