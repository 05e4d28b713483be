"""The sample editions as a warehouse: every mart holds rows of them, every prepared question an answer."""

import csv
import io
import json

import pytest

from tests.runs import Desk
from tests.samples import RAW
from warehouse.analyses import ROWS, read_analyses
from warehouse.marts import read_marts
from warehouse.query import query

ANALYSES = read_analyses()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk(tmp_path_factory.mktemp("samples"))
    assert made.command("run", raw_dir=RAW).code == 0
    return made


@pytest.mark.parametrize("name", [m.name for m in read_marts()])
def test_samples_fill_every_mart(desk, name):
    assert desk.rows(f"select count(*) from marts.{name}")[0][0] > 0


@pytest.mark.parametrize("name", ANALYSES)
def test_samples_answer_every_question(desk, name):
    found = query(desk.data, ANALYSES[name].sql, parameters=ANALYSES[name].bind({}))
    assert found.rows.num_rows > 0
    assert len(set(found.names)) == len(found.names)


ASKED = {
    "promises_due": {"speaker": "罗定波", "due_from": "2026-06-01", "due_to": "2026-06-30"},
    "promises_kept": {"progress": "taken_up", "speaker": "罗定波"},
    "promise_balance": {"kind": "person", "min_statements": "2"},
    "conflicting_figures": {"indicator": "吞吐量", "min_spread": "0.1"},
    "new_formulations": {"month": "2026-03-31"},
    "formulation_trend": {"phrase": "枢纽"},
    "front_page_voices": {"from_day": "2026-03-05", "to_day": "2026-03-05"},
    "posts_left": {"silent_days": "40", "organization": "青渡"},
    "post_holders": {"post": "局长", "on_day": "2026-03-10"},
    "speaker_subjects": {"speaker": "许慕白", "from_day": "2026-03-01"},
    "quotations_with": {"words": "学生", "speaker": "卫明谦"},
    "named_together": {"name": "市水务局", "other_type": "person"},
    "indicator_history": {"indicator": "水质", "unit": "%", "status": "actual"},
    "targets": {"until": "2026-06-30", "words": "41个"},
    "money": {"min_value": "1000000", "currency": "USD", "from_day": "2026-04-01"},
    "figures_without_source": {"dimension": "money", "from_day": "2026-04-01"},
    "subjects_rising": {"from_day": "2026-03-10", "to_day": "2026-04-30"},
    "instructions": {"speaker": "会议", "topic": "transport"},
    "named_but_not_heard": {"min_articles": "2", "entity_type": "organization"},
    "thin_editions": {"below": "0.75"},
}


def test_questions_are_all_asked_with_all_their_parameters():
    given = {name: set(values) for name, values in ASKED.items()}
    assert given["front_page_voices"] == {"from_day", "to_day"}  # no sample is a page 1
    given["front_page_voices"].add("front_only")
    assert given == {a.name: {p.name for p in a.parameters} - {ROWS} for a in ANALYSES.values()}


@pytest.mark.parametrize("name", ANALYSES)
def test_questions_answer_by_their_parameters(desk, name):
    analysis = ANALYSES[name]
    some = query(desk.data, analysis.sql, parameters=analysis.bind(ASKED[name])).rows
    every = query(desk.data, analysis.sql, parameters=analysis.bind({})).rows
    assert some.num_rows > 0
    assert some != every or every.num_rows == 1


MANY = [a.name for a in ANALYSES.values() if ROWS in {p.name for p in a.parameters}]


@pytest.mark.parametrize("name", MANY)
def test_questions_with_many_rows_give_the_first_of_them(desk, name):
    analysis = ANALYSES[name]
    every = query(desk.data, analysis.sql, parameters=analysis.bind({ROWS: "null"})).rows
    first = query(desk.data, analysis.sql, parameters=analysis.bind({ROWS: "1"})).rows
    assert first == every.slice(0, 1)
    assert every == query(desk.data, analysis.sql, parameters=analysis.bind({})).rows, "few rows are all there"


def test_ask_says_that_rows_may_be_missing(desk):
    words = ["ask", "quotations_with", "--csv"]
    asked = desk.command(*words, "--rows", "3")
    assert len(list(csv.DictReader(io.StringIO(asked.out)))) == 3
    assert asked.err == "3 rows, as many as --rows lets through; --rows null asks for all\n"
    asked = desk.command(*words, "--rows", "null")
    assert len(list(csv.DictReader(io.StringIO(asked.out)))) > 3 and asked.err == ""


def test_ask_takes_parameters_as_options(desk):
    asked = desk.command("ask", "promises_kept", "--progress", "taken_up", "--speaker=罗定波", "--json")
    (row,) = json.loads(asked.out)
    assert (row["promised"], row["later_edition_date"], row["later_number"]) == ("41个", "2026-03-17", "41个")
    assert asked.code == 0


def test_ask_binds_what_it_is_given(desk):
    asked = desk.command("ask", "promises_due", "--speaker", "x' or true --", "--csv")
    assert (asked.code, len(asked.lines)) == (0, 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["promises"], "there is no analysis 'promises'; there is promises_due"),
        (["promises_due", "--who", "x"], "promises_due has no parameter --who; its parameters: --speaker, --due-from"),
        (["promises_due", "--due-to", "soon"], "due_to must be a date like 2026-03-05, not 'soon'"),
        (["promises_due", "罗定波"], "'罗定波' is no parameter of promises_due"),
        (["promises_due", "--speaker"], "--speaker needs a value"),
        (["promises_due", "--csv", "--json"], "exclude each other"),
    ],
)
def test_ask_says_what_is_wrong(desk, words, says):
    asked = desk.command("ask", *words)
    assert asked.code == 2
    assert says in asked.err


def test_analyses_are_listed_and_shown(desk):
    listed = desk.command("analyses")
    assert all(name in listed.out for name in ANALYSES)
    shown = desk.command("analyses", "posts_left")
    assert "--silent-days" in shown.out and "30" in shown.out and "from marts.appointments_history" in shown.out
