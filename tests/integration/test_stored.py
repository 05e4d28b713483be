"""Stored marts: whatever is loaded, replaced and taken out, they hold what their select gives over all tables."""

import os
import random
import shutil
import subprocess
import sys
from datetime import date

import pytest

from tests.rows import mention, metric, put, statement
from transforms.entities.namesakes import find_namesakes
from transforms.identity import entity_id
from warehouse.contract import RECONCILIATIONS, TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.marts import MARTS_DIR, MartError, read_marts
from warehouse.query import query

STORED = [m for m in read_marts() if m.period]
DAYS = [date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 5), date(2026, 3, 6)]
NAME = entity_id("person", "秦望川")
POSTS = [("局长", "市水务局"), ("教授", "临江大学"), ("局长、书记", "市教育局"), None]


def edition_of(chance, day):
    """Rows that differ from time to time: who speaks, of what, beside whom, in which post."""
    said, numbers, names = [], [], []
    for number in range(1, chance.randint(2, 4)):
        speaker = chance.choice([("秦望川", NAME), ("严牧之", "e2")])
        kind, voice = chance.choice(["commitment", "fact"]), chance.choice(["direct", "indirect"])
        facts = {"statement_class": kind, "voice": voice, "speaker_name": speaker[0], "speaker_entity_id": speaker[1]}
        said.append(statement(number, day, **facts, topic=chance.choice(["health", None])))
        value, status = float(chance.randint(1, 3)), chance.choice(["target", "actual"])
        where = {"place_name": "临江", "period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
        of = chance.choice(["总投资额", "排口"])
        held = f"s{number}-{day}"
        numbers.append(metric(number, day, statement_id=held, value=value, status=status, indicator=of, **where))
        for n, (who, sort) in enumerate([(NAME, "person"), chance.choice([("e2", "person"), ("f1", "formulation")])]):
            text = chance.choice(["秦望川", "秦局长"])
            facts = {"entity_id": who, "entity_type": sort, "statement_id": held}
            names.append(mention(10 * number + n, day, text, **facts))
    tables = {"statements": said, "metrics": numbers, "entity_mentions": names}
    if post := chance.choice(POSTS):
        span = (f"a1-{day}", f"d1-{day}", day, 0, 1, "秦望川")
        tables["appointments"] = [TABLES["appointments"].row(f"p-{day}", NAME, "秦望川", *post, *span)]
    if chance.random() < 0.5:
        values = dict.fromkeys(RECONCILIATIONS.column_names) | {
            "reconciliation_id": f"r-{day}", "metric_id": f"m1-{day}", "article_id": f"a1-{day}",
            "document_id": f"d1-{day}", "edition_date": day, "kind": "sum", "stated": 3.0, "derived": 4.0,
            "verdict": "disagree", "evidence": "三", "char_start": 0, "char_end": 1,
        }  # fmt: skip
        tables["reconciliations"] = [RECONCILIATIONS.row(**values)]
    return tables


def rows(data_dir, sql):
    """Rows in an order of their own; lists in the order that the query gives them."""
    return sorted(map(str, query(data_dir, sql).rows.to_pylist()))


def differing(data_dir):
    """Stored marts that do not hold what their select gives now."""
    return [m.name for m in STORED if rows(data_dir, f"from marts.{m.name}") != rows(data_dir, m.sql)]


@pytest.mark.parametrize("seed", range(4))
def test_stored_marts_hold_what_their_select_gives_after_any_loads(tmp_path, seed):
    chance, lake, held = random.Random(seed), Lake(tmp_path / "lake"), set()
    load(lake, tmp_path, find_namesakes=find_namesakes)
    for step in range(6):
        changed = chance.sample(DAYS, chance.randint(1, 3))
        gone = [day for day in changed if day in held and chance.random() < 0.3]
        for day in changed:
            if day in gone:
                lake.remove(day)
            else:
                put(lake, day, inputs=f"{step}", **edition_of(chance, day))
        held = (held | set(changed)) - set(gone)
        report = load(lake, tmp_path, held & set(changed), gone, find_namesakes=find_namesakes)
        assert not report.rebuilt and not report.failed
        assert differing(tmp_path) == []
    clean = tmp_path / "clean"
    clean.mkdir()
    load(lake, clean, find_namesakes=find_namesakes)
    for name in [f"main.{t}" for t in TABLES if t != "quality_results"] + [f"marts.{m.name}" for m in read_marts()]:
        assert rows(tmp_path, f"from {name}") == rows(clean, f"from {name}"), name


def test_stored_marts_are_filled_by_the_rows_of_this_test(tmp_path):
    """Else the test above would compare nothing with nothing."""
    lake, chance = Lake(tmp_path / "lake"), random.Random(1)
    for day in DAYS:
        put(lake, day, **edition_of(chance, day))
    load(lake, tmp_path, find_namesakes=find_namesakes)
    assert [m.name for m in STORED if not rows(tmp_path, f"from marts.{m.name}")] == []
    assert rows(tmp_path, "from namesakes") != []


def test_stored_marts_of_other_sql_are_made_anew(tmp_path):
    lake, folder = Lake(tmp_path / "lake"), tmp_path / "marts"
    folder.mkdir()
    put(lake, DAYS[0], metrics=[metric(1, DAYS[0])])
    shutil.copy(MARTS_DIR / "entity_months.sql", folder)
    header = "-- grain: g\n-- reader: r\n-- stored: by edition\n"
    for factor in (1, 2):
        sql = f"select edition_date, {factor} * value as v from main.metrics"
        (folder / "m.sql").write_text(header + sql, encoding="utf-8")
        report = load(lake, tmp_path, marts_dir=folder)
        assert report.rebuilt is (factor == 1)
        assert query(tmp_path, "select v from marts.m").rows.to_pylist() == [{"v": factor * 3e8}]


def test_stored_marts_are_the_same_in_every_process():
    """Else every run would make them anew."""
    program = "from warehouse.marts import *; marts = read_marts(); print([m.name for m in marts], fingerprint(marts))"
    told = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert told[0] == told[1] == told[2] != b""


@pytest.mark.parametrize(
    ("header", "sql", "says"),
    [
        ("by week", "select edition_date from main.metrics", "stored must be by edition or by month, not by week"),
        ("by edition", "select name from main.entities", "tables of editions only, not main.entities"),
        ("by month", "select month from marts.other", "tables of editions only, not marts.other"),
    ],
)
def test_stored_marts_that_no_load_could_bring_in_line_are_named(tmp_path, header, sql, says):
    (tmp_path / "m.sql").write_text(f"-- grain: g\n-- reader: r\n-- stored: {header}\n{sql}", encoding="utf-8")
    with pytest.raises(MartError, match=says):
        read_marts(tmp_path)
