"""People of one name, told apart while the warehouse is loaded."""

from datetime import date

import pytest

from tests.rows import DAY, edition, mention, put, span
from transforms.entities.namesakes import find_namesakes
from transforms.identity import entity_id
from warehouse.contract import TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query

NEXT = date(2026, 3, 6)
NAME = entity_id("person", "秦望川")


def named(lake, day, title, organization):
    """An edition that names 秦望川 once and gives a post, or none."""
    start, end = span("秦望川")
    post = TABLES["appointments"].row(
        f"p-{day}", NAME, "秦望川", title, organization, f"a1-{day}", f"d1-{day}", day, start, end, "秦望川"
    )
    told = edition(day)["statements"].to_pylist()[0] | {"speaker_entity_id": NAME}
    put(
        lake,
        day,
        inputs=f"{title}",
        appointments=[post] if title else [],
        entity_mentions=[mention(day=day, entity_id=NAME)],
        statements=[TABLES["statements"].row(**told)],
    )


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    named(lake, DAY, "局长", "市水务局")
    named(lake, NEXT, "教授", "临江大学")
    return lake


def ids(data_dir):
    """Entity ids by table, in the order of the days."""
    sql = (
        "select (select list(entity_id order by edition_date) from entity_mentions),"
        " (select list(person_entity_id order by edition_date) from appointments),"
        " (select list(speaker_entity_id order by edition_date) from statements),"
        " (select list(entity_id order by first_edition_date) from entities)"
    )
    return list(query(data_dir, sql).rows.to_pylist()[0].values())


def everything(data_dir):
    return {name: query(data_dir, f'select * from "{name}" order by all').rows.to_pylist() for name in TABLES}


def test_namesakes_are_two_entities_in_every_table(lake, tmp_path):
    load(lake, tmp_path, find_namesakes=find_namesakes)
    mentioned, *others = ids(tmp_path)
    assert mentioned[0] == NAME != mentioned[1]
    assert others == [mentioned] * 3
    told = query(tmp_path, "select told_apart_by from entities order by first_edition_date").rows.to_pylist()
    assert [row["told_apart_by"] for row in told] == ["市水务局局长", "临江大学教授"]
    people = query(tmp_path, "select name, posts, statement_count from marts.people order by posts").rows.to_pylist()
    assert [list(row.values()) for row in people] == [
        ["秦望川", ["临江大学教授"], 1],
        ["秦望川", ["市水务局局长"], 1],
    ]


def test_namesakes_do_not_depend_on_the_order_of_loads(lake, tmp_path):
    load(lake, tmp_path, find_namesakes=find_namesakes)
    clean = everything(tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    later = lake.read("documents", NEXT)
    lake.remove(NEXT)
    load(lake, again, find_namesakes=find_namesakes)
    assert ids(again)[3] == [NAME]
    assert later.num_rows
    named(lake, NEXT, "教授", "临江大学")
    load(lake, again, [NEXT], find_namesakes=find_namesakes)
    assert everything(again) == clean


def test_namesakes_become_one_again_when_the_other_is_gone(lake, tmp_path):
    load(lake, tmp_path, find_namesakes=find_namesakes)
    named(lake, NEXT, "党组书记", "市水务局")
    load(lake, tmp_path, [NEXT], find_namesakes=find_namesakes)
    assert ids(tmp_path) == [[NAME, NAME]] * 3 + [[NAME]]
    assert query(tmp_path, "from namesakes").rows.num_rows == 0
    assert query(tmp_path, "select told_apart_by from entities").rows.to_pylist() == [{"told_apart_by": None}]


def test_namesakes_are_given_up_with_a_removed_edition(lake, tmp_path):
    load(lake, tmp_path, find_namesakes=find_namesakes)
    lake.remove(DAY)
    load(lake, tmp_path, (), [DAY], find_namesakes=find_namesakes)
    assert ids(tmp_path) == [[NAME]] * 4
