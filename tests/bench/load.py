"""What it costs to keep and to ask ten years of editions: `python -m tests.bench.load`. Prints; asserts nothing.

The history is the sample editions again and again (see `history`). Each figure stands beside a peer measured in the
same run: one more edition beside a plain copy of the file, a search beside DuckDB's own scan for the same text.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.history import sample_rows, write_edition, write_history
from transforms.entities.namesakes import find_namesakes
from transforms.search import folding, search_words
from warehouse.analyses import read_analyses
from warehouse.build import Warehouse
from warehouse.files import sync
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query
from warehouse.search import TextReader

READERS: dict[str, Any] = {"find_namesakes": find_namesakes, "text_reader": TextReader(folding, search_words)}
QUERIES = {
    "one edition's numbers": "select * from marts.numeric_claims where edition_date = (select max(edition_date) from"
    " main.documents)",
    "sums of money by year": "select year(edition_date), sum(value) from main.metrics where unit = 'CNY' group by 1",
    "what one speaker says": "select edition_date, text from main.statements where speaker_name = '罗定波'",
    "words per class and month": "select date_trunc('month', edition_date), statement_class, sum(length(text))"
    " from main.statements group by all",
    "entities named most": "select name, mention_count from main.entities order by 2 desc limit 20",
    "commitments due this year": "select * from marts.commitments where year(horizon_end) = 2026 limit 100",
    "words most frequent": "select word, sum(times) from search.postings join search.words using (word_number)"
    " group by word order by 2 desc limit 20",
}
# One parameter of each question, beside its defaults.
ASKED = {
    "conflicting_figures": {"indicator": "投资"},
    "figures_without_source": {"dimension": "money"},
    "formulation_trend": {"phrase": "高质量"},
    "front_page_voices": {"from_day": "2025-01-01"},
    "indicator_history": {"indicator": "投资"},
    "instructions": {"topic": "health"},
    "money": {"from_day": "2025-01-01"},
    "named_but_not_heard": {"entity_type": "person"},
    "named_together": {"name": "罗定波"},
    "new_formulations": {"month": "2016-01-05"},
    "post_holders": {"post": "局长"},
    "posts_left": {"organization": "水务"},
    "promise_balance": {"kind": "person"},
    "promises_due": {"due_to": "2026-12-31"},
    "promises_kept": {"speaker": "罗定波"},
    "quotations_with": {"words": "发展"},
    "speaker_subjects": {"speaker": "罗定波"},
    "subjects_rising": {"from_day": "2025-06-01"},
    "targets": {"words": "发展"},
    "thin_editions": {"below": "0.9"},
}
SEARCHES = ("民生", "水环境治理", "发展 民生", "養老服務", "罗定波")


def timed(work: Callable[[], Any], rounds: int) -> float:
    """Median of the seconds that the rounds took."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return median(spent)


def copied(path: Path, to: Path) -> None:
    shutil.copyfile(path, to)
    sync(to)


def show_load(lake: Lake, folder: Path, editions: int, rounds: int) -> None:
    start = time.perf_counter()
    report = load(lake, folder, rebuild=True, **READERS)
    spent = time.perf_counter() - start
    rows, path = sum(report.rows.values()), Warehouse(folder).path
    print(f"\nall {len(report.loaded):,} editions, {rows:,} rows: {spent:.0f} s, {rows / spent:,.0f} rows/s")
    lake_bytes = sum(f.stat().st_size for f in lake.root.rglob("*.parquet"))
    print(f"warehouse {path.stat().st_size / 1e6:.0f} MB, lake {lake_bytes / 1e6:.0f} MB")
    samples, copy = sample_rows(), folder / "copy.duckdb"
    more, plain = [], []
    for number in range(editions, editions + rounds):
        day = write_edition(lake, samples, number)
        plain.append(timed(partial(copied, path, copy), 1))
        more.append(timed(partial(load, lake, folder, [day], **READERS), 1))
    print(f"{'one more edition':<28}{median(more):>9.2f} s{median(more) / median(plain):>8.1f}× a copy of the file")
    print(f"{'copy of the file, synced':<28}{median(plain):>9.2f} s")
    again = timed(partial(load, lake, folder, [day], **READERS), rounds)
    print(f"{'the same edition again':<28}{again:>9.2f} s{again / median(plain):>8.1f}×")


def show_queries(folder: Path, rounds: int) -> None:
    def asked(sql: str, *values: str) -> float:
        return 1000 * timed(partial(query, folder, sql, parameters=values, limit=1000), rounds)

    base = asked("select 1")
    print(f"\n{'query':<28}{'median':>9}{'to connect':>14}")
    for name, sql in QUERIES.items():
        spent = asked(sql)
        print(f"{name:<28}{spent:>6.0f} ms{spent / base:>13.1f}×")
    print(f"\n{'search':<28}{'statements':>11}{'articles':>11}{'scan':>9}{'search/scan':>13}")
    for text in SEARCHES:
        statements, articles = asked("from search_statements(?)", text), asked("from search_articles(?)", text)
        scan = asked("from main.statements where contains(text, ?) order by edition_date desc", text)
        print(f"{text:<28}{statements:>8.0f} ms{articles:>8.0f} ms{scan:>6.0f} ms{statements / scan:>12.1f}×")


def show_questions(folder: Path, rounds: int) -> None:
    base = 1000 * timed(partial(query, folder, "select 1"), rounds)
    print(f"\n{'question':<28}{'defaults':>11}{'to connect':>12}{'a parameter':>14}")
    for name, analysis in read_analyses().items():
        bound = [analysis.bind(given) for given in ({}, ASKED.get(name, {}))]
        plain, other = (1000 * timed(partial(query, folder, analysis.sql, parameters=b), rounds) for b in bound)
        print(f"{name:<28}{plain:>8.0f} ms{plain / base:>11.1f}×{other:>11.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--editions", type=int, default=3650, help="editions of the history (default 3,650)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, the median counts (default 5)")
    parser.add_argument("--folder", type=Path, help="keep the history here, and take the one that is there")
    arguments = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        lake = Lake(folder / "lake")
        if not lake.dates("documents"):
            start = time.perf_counter()
            write_history(folder, arguments.editions)
            print(f"history of {arguments.editions:,} editions written in {time.perf_counter() - start:.0f} s")
        show_load(lake, folder, len(lake.dates("documents")), arguments.rounds)
        show_queries(folder, arguments.rounds)
        show_questions(folder, arguments.rounds)


if __name__ == "__main__":
    main()
