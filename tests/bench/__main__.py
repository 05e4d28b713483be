"""How fast pages are read: `python -m tests.bench`. Prints; asserts nothing, since machines differ."""

from __future__ import annotations

import argparse
import os
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any

import jieba
import jieba.posseg
import pyarrow as pa
import rjieba

from tests.bench.checks import show_checks
from tests.samples import sample_documents
from transforms.edition import STAGES, extract, run_stage
from transforms.page import Page
from warehouse.contract import DOCUMENTS

GOAL = 10
"""All tables are to be read this many times as fast as jieba.posseg tags the same text."""


def repeated(characters: int) -> list[Any]:
    """Rows of `documents`: the sample pages, again and again, until they hold so many characters."""
    samples = DOCUMENTS.rows(sample_documents())
    rows: list[Any] = []
    total = 0
    while total < characters:
        sample = samples[len(rows) % len(samples)]
        rows.append(sample._replace(document_id=f"{len(rows):016x}"))
        total += len(sample.text)
    return rows


def seconds(work: Callable[[], Any], rounds: int) -> float:
    """Processor time of the shortest of so many rounds: what others do on the machine counts little."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def stage_seconds(rows: list[Any]) -> dict[str, float]:
    """Time that each stage takes over all pages; words and names, which several stages share, on their own."""
    steps: list[tuple[str, Callable[[Page], Any]]] = [(s.name, partial(run_stage, s)) for s in STAGES]
    steps[1:1] = [
        ("(words and tags)", lambda page: [segment.tokens for segment in page.segments]),
        ("(names and posts)", lambda page: page.names),
    ]
    spent = dict.fromkeys([name for name, _ in steps], 0.0)
    for row in rows:
        page = Page(row)
        for name, step in steps:
            start = time.process_time()
            step(page)
            spent[name] += time.process_time() - start
    return spent


def peak_bytes(documents: pa.Table) -> int:
    """Most memory that Python held while all tables were read."""
    tracemalloc.start()
    extract(documents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def compare_taggers(rows: list[Any], rounds: int) -> None:
    text = "\n".join(row.text for row in rows)
    documents = DOCUMENTS.table(rows)
    size = sum(len(row.text) for row in rows)
    jieba.setLogLevel(60)
    jieba.posseg.lcut(text[:1000])
    rjieba.tag(text[:1000])
    extract(documents)
    ours = seconds(lambda: extract(documents), rounds)
    times = {
        "pressledger, all tables": ours,
        "jieba.posseg.lcut": seconds(lambda: jieba.posseg.lcut(text), rounds),
        "rjieba.tag": seconds(lambda: rjieba.tag(text), rounds),
    }
    print(f"{size:,} characters, {len(rows)} pages, best of {rounds}, {os.cpu_count()} cores, one used\n")
    print(f"{'':<26}{'characters/s':>14}{'µs/character':>14}{'we are':>12}")
    for name, spent in times.items():
        print(f"{name:<26}{size / spent:>14,.0f}{1e6 * spent / size:>14.2f}{spent / ours:>11.2f}×")
    print(f"\ngoal: {GOAL}× jieba.posseg, {GOAL * size / times['jieba.posseg.lcut']:,.0f} characters/s")


def show_stages(rows: list[Any], rounds: int) -> None:
    size = sum(len(row.text) for row in rows)
    passes = [stage_seconds(rows) for _ in range(rounds)]
    spent = {name: min(p[name] for p in passes) for name in passes[0]}
    total = sum(spent.values())
    print(f"\n{'stage':<26}{'µs/character':>14}{'share':>9}")
    for name, s in spent.items():
        print(f"{name:<26}{1e6 * s / size:>14.2f}{s / total:>9.0%}")
    print(f"{'sum':<26}{1e6 * total / size:>14.2f}")
    found = extract(DOCUMENTS.table(rows))
    print("rows: " + ", ".join(f"{table.num_rows:,} {name}" for name, table in found.items()))


def show_growth(characters: int, rounds: int) -> None:
    """Time for once, twice, four times the text: as many pages, and one page as long."""
    print(f"\n{'text':<26}{'many pages':>14}{'per char':>10}{'one page':>14}{'per char':>10}")
    first: tuple[float, float] | None = None
    for times in (1, 2, 4):
        rows = repeated(characters * times)
        size = sum(len(row.text) for row in rows)
        one = [rows[0]._replace(text="\n\n".join(row.text for row in rows))]
        many_rate = seconds(lambda rows=rows: extract(DOCUMENTS.table(rows)), rounds) / size  # type: ignore[misc]
        one_rate = seconds(lambda one=one: extract(DOCUMENTS.table(one)), rounds) / len(one[0].text)  # type: ignore[misc]
        first = first or (many_rate, one_rate)
        print(
            f"{f'{times}× ({size:,} characters)':<26}{many_rate * size:>12.3f} s{many_rate / first[0]:>9.2f}×"
            f"{one_rate * size:>12.3f} s{one_rate / first[1]:>9.2f}×"
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000, help="text to read (default 200,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, the best counts (default 3)")
    arguments = parser.parse_args()
    rows = repeated(arguments.characters)
    compare_taggers(rows, arguments.rounds)
    show_stages(rows, arguments.rounds)
    show_growth(arguments.characters // 8, arguments.rounds)
    documents = DOCUMENTS.table(rows)
    show_checks(documents, extract(documents))
    print(f"\npeak of Python memory: {peak_bytes(DOCUMENTS.table(rows)) / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
