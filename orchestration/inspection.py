"""Tables of editions checked with all that the lake knows beside them; what a run and `pressledger check` both do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from expectations import CheckResult, run_editions, suite
from expectations.comparisons import COMPARISONS
from expectations.context import BASELINE, HISTORY, Context, Size, editions_before, needs_of
from warehouse.contract import TABLES
from warehouse.lake import Lake
from warehouse.spans import texts_of

Tables = Mapping[str, pa.Table]
Results = dict[str, dict[date, list[CheckResult]]]
"""By table and edition."""


def inspect(
    lake: Lake, made: Mapping[date, Tables], needed: Mapping[date, Tables], names: Iterable[str] | None = None
) -> Results:
    """Run the suites of the tables `made` of each edition, or of those `names` alone.

    `needed` holds the tables that they were made from: documents for the spans, all of them for the keys. Earlier
    editions come from the lake, which must hold what is checked already.
    """
    if not made:
        return {}
    every = {day: {**needed[day], **made[day]} for day in made}
    texts: dict[str, str] = {}
    known: dict[str, list[str]] = {}
    for name, rows in (item for tables in every.values() for item in tables.items()):
        if name == "documents":
            texts |= texts_of(rows)
        if name == "entity_mentions":
            known.setdefault("entities", []).extend(rows.column("entity_id").to_pylist())
        if key := TABLES[name].primary_key:
            known.setdefault(name, []).extend(rows.column(key).to_pylist())
    beside = {n: pa.concat_tables([tables[n] for tables in every.values()]) for n in next(iter(every.values()))}
    days = lake.dates("documents")
    results = {}
    for name in next(iter(made.values())) if names is None else names:
        sizes, earlier = _past(lake, name, sorted(made), days)
        context = Context(texts, known, beside, sizes, earlier)
        results[name] = run_editions(name, {day: made[day][name] for day in made}, context=context)
    return results


def _past(
    lake: Lake, table_name: str, checked: Sequence[date], days: Sequence[date]
) -> tuple[dict[date, Size], pa.Table | None]:
    """How much earlier editions hold of a table, and their rows if a check compares with them."""
    looks_back = any(
        "earlier" in needs_of(COMPARISONS[c.condition]) for c in suite(table_name) if c.condition in COMPARISONS
    )
    before = sorted({d for day in checked for d in editions_before(day, days, HISTORY if looks_back else BASELINE)})
    sizes = {d: _size(lake, table_name, d) for d in sorted({*before, *checked})}
    return sizes, lake.read_all(table_name, [d for d in before if lake.has(table_name, d)]) if looks_back else None


def _size(lake: Lake, table_name: str, day: date) -> Size:
    return Size(lake.count(table_name, day), int(lake.footer("documents", day).get("characters", 0)))
