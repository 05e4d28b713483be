"""What reading an edition again changed: `lineage.changes` and the summary of a run."""

from datetime import date

import pytest

from tests.rows import DAY, mention, metric, put
from tests.runs import SECOND
from warehouse.contract import APPOINTMENTS, NAMESAKES, QUALITY_RESULTS
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query

NEXT = date(2026, 3, 6)


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    put(lake, DAY, metrics=[metric(1), metric(2), metric(3)])
    put(lake, NEXT)
    load(lake, tmp_path)
    return lake


def changes(lake):
    rows = query(lake.root.parent, "from lineage.changes order by all").rows.to_pylist()
    return [tuple(row.values()) for row in rows]


def test_changes_count_rows_of_editions_loaded_again(lake, tmp_path):
    assert changes(lake) == []
    put(lake, DAY, metrics=[metric(2, value=7.0), metric(3), metric(4), metric(5)])
    load(lake, tmp_path, [DAY, NEXT])
    assert changes(lake) == [(DAY, "metrics", 2, 1, 1)]
    load(lake, tmp_path, [NEXT])
    assert changes(lake) == [(DAY, "metrics", 2, 1, 1)], "another edition's changes stay"
    load(lake, tmp_path, [DAY])
    assert changes(lake) == []


def test_changes_of_an_edition_taken_out_are_gone(lake, tmp_path):
    put(lake, DAY, metrics=[])
    load(lake, tmp_path, [DAY])
    lake.remove(DAY)
    load(lake, tmp_path, (), [DAY])
    assert changes(lake) == []


def test_changes_do_not_count_the_run_that_checked(lake, tmp_path):
    for run in ("r1", "r2"):
        row = QUALITY_RESULTS.row(run, DAY, "metrics", "unit", "WARN", True, 2, 0)
        put(lake, DAY, metrics=[metric(1), metric(2), metric(3)], quality_results=[row])
        load(lake, tmp_path, [DAY])
    assert changes(lake) == []


def test_changes_do_not_count_namesakes_told_apart_as_before(lake, tmp_path):
    """The lake holds the id of the name, the warehouse that of the person: the same after every load."""

    def find(named, posts):
        rows = [
            NAMESAKES.row(
                r["article_id"], r["document_id"], r["edition_date"], r["name"], "e1", "e1-other", "x", "post"
            )
            for r in named.to_pylist()
        ]
        return NAMESAKES.table(rows)

    posts = [
        APPOINTMENTS.row(f"p{n}", "e1", "秦望川", title, None, f"a{n}-{DAY}", f"d1-{DAY}", DAY, 7, 10, "秦望川")
        for n, title in enumerate(("局长", "教师"))
    ]
    put(lake, DAY, entity_mentions=[mention(1)], appointments=posts)
    load(lake, tmp_path, [DAY], find_namesakes=find)
    assert query(tmp_path, "select distinct entity_id from entity_mentions").rows.num_rows == 1
    load(lake, tmp_path, [DAY], find_namesakes=find)
    assert changes(lake) == []


def test_changes_are_shown_by_a_run(desk):
    assert "read again" not in desk.command("run").out
    desk.put_page(SECOND, amount=7)
    done = desk.command("run")
    assert done.code == 0
    heading = next(i for i, line in enumerate(done.lines) if line.startswith("1 edition read again"))
    shown = {line.split()[0]: line.split()[1:] for line in done.lines[heading + 2 :] if len(line.split()) == 4}
    assert shown["documents"] == ["1", "1", "0"]
    assert {"metrics", "statements"} <= shown.keys()
    done = desk.command("run", "--force", "--edition", str(SECOND))
    assert "1 edition read again: no row changed" in done.lines
