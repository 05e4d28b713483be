"""Readers during publishes, and loads and runs killed at any instant: what is published is old or new, never a mixture.

`make stress` plays the full number of rounds; a plain test run a few.
"""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from tests.rows import DAY, metric, put
from tests.runs import FIRST, SECOND, Desk
from transforms.search import folding, search_words
from warehouse.build import Warehouse
from warehouse.contract import TABLES
from warehouse.diff import compare
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query
from warehouse.search import TextReader

FULL = bool(os.environ.get("STRESS"))
PUBLISHES, READERS = (50, 8) if FULL else (8, 4)
KILLED_LOADS, KILLED_RUNS = (40, 20) if FULL else (3, 1)
NEXT = date(2026, 3, 6)
TEXT_READER = TextReader(folding, search_words)

# Number n of an edition says n in every row: a reader that saw two numbers at once would have seen a mixture.
READ = """
import sys, time
from pathlib import Path
import duckdb
path, stop = sys.argv[1], Path(sys.argv[2])
asked, last = 0, -1.0
print("ready", flush=True)
while not stop.exists() or not asked:
    with duckdb.connect(path, read_only=True, config={"threads": 1}) as con:
        values = con.execute("select distinct value from metrics").fetchall()
        rows = con.execute("select count(*), min(value) from marts.numeric_claims").fetchone()
        inputs = con.execute("select distinct inputs from lineage.editions").fetchall()
        again = con.execute("select distinct value from metrics").fetchall()
        found = con.execute("select count(*) from search_statements('秦望川')").fetchone()
    assert len(values) == 1 and values == again, values
    assert rows == (2, values[0][0]) and inputs == [(str(values[0][0]),)] and found == (2,), (rows, inputs, found)
    assert values[0][0] >= last, "an older file came back"
    last, asked = values[0][0], asked + 1
    time.sleep(0.2)
print(asked, last, flush=True)
"""


def put_number(lake, number):
    for day in (DAY, NEXT):
        put(lake, day, inputs=str(float(number)), metrics=[metric(day=day, value=float(number))])


def test_publishing_never_disturbs_readers_nor_shows_them_a_mixture(tmp_path):
    lake, stop = Lake(tmp_path / "lake"), tmp_path / "stop"
    put_number(lake, 0)
    load(lake, tmp_path, text_reader=TEXT_READER)
    command = [sys.executable, "-c", READ, str(Warehouse(tmp_path).path), str(stop)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    try:
        assert [r.stdout.readline() for r in readers] == ["ready\n"] * READERS
        for number in range(1, PUBLISHES + 1):
            put_number(lake, number)
            load(lake, tmp_path, [DAY, NEXT], text_reader=TEXT_READER)
        stop.touch()
        ended = [r.communicate(timeout=120) for r in readers]
    finally:
        for reader in readers:
            reader.kill()
    assert [r.returncode for r in readers] == [0] * READERS, "\n".join(err for _, err in ended)
    assert all(int(out.split()[0]) > 1 for out, _ in ended), "each asked more than once"


# Loads the numbers in turn, from the one given on, until it is killed.
LOAD = """
import sys
from pathlib import Path
from tests.integration.test_publishing import DAY, NEXT, TEXT_READER, put_number
from warehouse.lake import Lake
from warehouse.load import load
lake = Lake(Path(sys.argv[1]) / "lake")
number = int(sys.argv[2])
print("go", flush=True)
while True:
    number += 1
    put_number(lake, number)
    load(lake, Path(sys.argv[1]), [DAY, NEXT], text_reader=TEXT_READER, rebuild=number % 5 == 0)
    print(number, flush=True)
"""


def kill_after(command, seconds):
    """Start a program, wait for its first line, kill it some time later; the lines that it printed since."""
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert program.stdout.readline()
        time.sleep(seconds)
    finally:
        os.kill(program.pid, signal.SIGKILL)
        rest = program.stdout.read()
        program.wait()
    return rest.split()


def contents(data_dir):
    """All tables, the marts and the index, each in an order of its own."""
    tables = [f"from main.{name}" for name in TABLES]
    tables += ["from marts.numeric_claims", "from search_statements('秦望川')", "select plain from search.texts"]
    return {sql: query(data_dir, f"select * from ({sql}) order by all").rows for sql in tables}


def test_publishing_killed_loads_leave_the_old_file_or_the_new(tmp_path):
    lake, chance = Lake(tmp_path / "lake"), random.Random(7)
    put_number(lake, 0)
    load(lake, tmp_path, text_reader=TEXT_READER)
    number = 0
    for _ in range(KILLED_LOADS):
        command = [sys.executable, "-c", LOAD, str(tmp_path), str(number)]
        printed = kill_after(command, chance.uniform(0.02, 1.2))
        number = int(printed[-1]) if printed else number
        ((held,),) = {tuple(r.values()) for r in query(tmp_path, "select value from metrics").rows.to_pylist()}
        assert held in (number, number + 1)
        number = int(held)
        assert query(tmp_path, "select min(value), count(*) from marts.numeric_claims").rows.num_rows == 1
    put_number(lake, 99)
    load(lake, tmp_path, [DAY, NEXT], text_reader=TEXT_READER, lock_timeout=1)
    clean = tmp_path / "clean"
    load(lake, clean, text_reader=TEXT_READER)
    assert contents(tmp_path) == contents(clean)
    assert {f.name for f in tmp_path.iterdir()} - {"clean"} <= {"lake", ".warehouse.lock", "warehouse.duckdb"}


@pytest.fixture
def read_once(desk):
    assert desk.command("run").code == 0
    return desk


def put_pages(desk, number):
    """Two pages that differ: of two equal ones the second is rejected."""
    desk.put_page(FIRST, amount=number + 10)
    desk.put_page(SECOND, amount=number + 100)


def test_publishing_killed_runs_leave_the_old_file_or_the_new(read_once, tmp_path_factory):
    desk, chance = read_once, random.Random(11)
    command = [sys.executable, "-c", "from orchestration.cli import main; print('go', flush=True); main()"]
    command += ["run", "--raw-dir", str(desk.raw), "--data-dir", str(desk.data)]
    money = "select edition_date, value from {} where unit = 'CNY' order by 1"
    for number in range(KILLED_RUNS):
        before = desk.rows(money.format("metrics"))
        put_pages(desk, number)
        kill_after(command, chance.uniform(1, 12))
        rows = desk.rows(money.format("metrics"))
        # A run may publish its editions one after the other: each is old or new.
        new = [(FIRST, (number + 10) * 1e8), (SECOND, (number + 100) * 1e8)]
        assert [r in (b, n) for r, b, n in zip(rows, before, new, strict=True)] == [True, True]
        assert desk.rows(money.format("marts.numeric_claims")) == rows
    assert desk.command("run", "--all").code == 0
    clean = Desk(tmp_path_factory.mktemp("clean"))
    put_pages(clean, KILLED_RUNS - 1)
    assert clean.command("run").code == 0
    differing = [d.name for d in compare(desk.data, clean.data) if not d.same]
    assert differing == []
