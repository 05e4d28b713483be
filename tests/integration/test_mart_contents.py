"""What the marts make of planted rows, exactly."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.rows import DAY, edition, mention, metric, put, statement
from warehouse.contract import TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query

LATER, LAST = DAY + timedelta(days=40), DAY + timedelta(days=80)
NARRATION = {"voice": "narration", "speaker_name": None, "speaker_kind": None, "speaker_entity_id": None}


@pytest.fixture
def ask(tmp_path):
    """Rows of a query on a warehouse of the editions that are given, each as its tables."""

    def run(sql: str, **editions: Any) -> list[tuple[Any, ...]]:
        lake = Lake(tmp_path / "lake")
        for day, tables in editions.pop("days").items():
            put(lake, day, **tables)
        load(lake, tmp_path)
        return [tuple(row.values()) for row in query(tmp_path, sql).rows.to_pylist()]

    return run


def target(number, day=DAY, **changes):
    facts = {"text": "41个", "value": 41.0, "unit": "个", "dimension": "count", "status": "target", "indicator": "排口"}
    return metric(number, day, **{**facts, **changes})


FOLLOWED = """
    select statement_id, progress,
        list_transform(follow_ups, lambda f: [f.edition_date::varchar, f.number, f.is_met::varchar]) as heard
    from marts.commitments order by edition_date
"""


def test_commitments_are_taken_up_where_the_same_number_of_the_same_things_is_said_again(ask):
    later = [target(1, LATER, indicator="沿江排口"), target(2, LATER, value=23.0, text="23个", status="actual")]
    rows = ask(FOLLOWED, days={DAY: {"metrics": [target(1)]}, LATER: {"metrics": later}})
    assert rows == [
        (f"s1-{DAY}", "taken_up", [[str(LATER), "41个", "false"]]),
        (f"s1-{LATER}", "open", []),
    ]


@pytest.mark.parametrize(
    ("promised", "reported", "progress"),
    [
        ({"comparator": ">="}, {"value": 45.0}, "reached"),
        ({"comparator": ">="}, {"value": 40.0}, "taken_up"),
        ({"comparator": "<="}, {"value": 40.0}, "reached"),
        ({}, {"value": 41.0}, "reached"),
        ({"dimension": "money"}, {"value": 45.0}, "taken_up"),
        ({}, {"value": 45.0, "status": "target"}, "taken_up"),
        ({}, {"value": 45.0, "unit": "户"}, "open"),
        ({}, {"value": 45.0, "change": "increase"}, "open"),
        ({}, {"value": 45.0, "indicator": "排口总数"}, "open"),
    ],
)
def test_commitments_are_reached_where_a_later_figure_meets_them(ask, promised, reported, progress):
    first = target(1, indicator="沿江排口", **promised)
    later = target(1, LATER, **{"indicator": "沿江排口", "text": "…", "status": "actual", **reported})
    told = statement(1, LATER, statement_class="achievement")
    rows = ask(FOLLOWED, days={DAY: {"metrics": [first]}, LATER: {"metrics": [later], "statements": [told]}})
    assert [(r[0], r[1]) for r in rows] == [(f"s1-{DAY}", progress)]


def test_commitments_of_others_are_not_followed_by_this_speaker(ask):
    other = statement(1, LATER, speaker_name="严牧之", speaker_entity_id="e2")
    rows = ask(
        FOLLOWED, days={DAY: {"metrics": [target(1)]}, LATER: {"metrics": [target(1, LATER)], "statements": [other]}}
    )
    assert [r[1] for r in rows] == ["open", "open"]


def test_commitments_whose_day_passed_unheard_are_silent(ask):
    promise = statement(1, horizon_end=DAY + timedelta(days=20))
    assert [r[1] for r in ask(FOLLOWED, days={DAY: {"statements": [promise]}, LATER: {}})] == ["silent", "open"]


def test_quotes_put_the_parts_of_a_quotation_together(ask):
    parts = [
        statement(1, voice="direct", text="“水清了。", utterance_id="u"),
        statement(2, text="秦望川说，", utterance_id="u"),
        statement(3, voice="direct", text="“鱼回来了。", utterance_id="u"),
        statement(4, voice="direct", text="鸟也回来了。”", utterance_id="u"),
        statement(5, voice="direct", text="“好。”", utterance_id="v", speaker_name="学员们", speaker_kind="group"),
    ]
    rows = ask(
        "select utterance_id, speaker_name, quotation, part_count, characters, headline from marts.quotes order by 1",
        days={DAY: {"statements": parts}},
    )
    assert rows == [
        ("u", "秦望川", "“水清了。……“鱼回来了。鸟也回来了。”", 3, 18, "三江同治见成效"),
        ("v", "学员们", "“好。”", 1, 4, "三江同治见成效"),
    ]


def post(number, day, person, title="局长", organization="临江水务集团"):
    return TABLES["appointments"].row(
        f"p{number}-{day}", person, f"人{person}", title, organization, f"a1-{day}", f"d1-{day}", day, 0, 1, title
    )


HISTORY = """
    select person_name, title, held_from, held_to, previous_holder, next_holder, next_from, is_latest
    from marts.appointments_history order by title, held_from, person_name
"""


def test_appointments_history_tells_who_came_after_whom(ask):
    days = {
        DAY: {"appointments": [post(1, DAY, "x", "党委书记、董事长")]},
        LATER: {"appointments": [post(1, LATER, "x", "党委书记")]},
        LAST: {"appointments": [post(1, LAST, "y", "董事长"), post(2, LAST, "y", "董事长")]},
    }
    assert ask(HISTORY, days=days) == [
        ("人x", "党委书记", DAY, LATER, None, None, None, True),
        ("人x", "董事长", DAY, DAY, None, "人y", LAST, False),
        ("人y", "董事长", LAST, LAST, "人x", None, None, True),
    ]


@pytest.mark.parametrize(
    ("title", "organization", "second"),
    [
        ("副局长", "临江水务集团", LATER),  # several people hold such a post
        ("局长", None, LATER),  # nobody knows of what
        ("局长", "临江水务集团", DAY),  # an edition names both
    ],
)
def test_appointments_history_names_no_successor_where_several_may_hold_the_post(ask, title, organization, second):
    days: dict[date, Any] = {DAY: {"appointments": [post(1, DAY, "x", title, organization)]}}
    days.setdefault(second, {"appointments": []})["appointments"].append(post(2, second, "y", title, organization))
    assert [row[4:] for row in ask(HISTORY, days=days)] == [(None, None, None, True)] * 2


def test_appointments_history_takes_bodies_of_two_cities_for_two(ask):
    days = {DAY: {"appointments": [post(1, DAY, "x", "局长", "市水务局")]}}
    article = edition(LATER)["articles"].to_pylist()[0] | {"publication": "澜州日报"}
    days[LATER] = {
        "appointments": [post(1, LATER, "y", "局长", "市水务局")],
        "articles": [TABLES["articles"].row(**article)],
    }
    assert [row[5] for row in ask(HISTORY, days=days)] == [None, None]


def test_appointments_history_shows_who_came_back(ask):
    days = {day: {"appointments": [post(1, day, person)]} for day, person in ((DAY, "x"), (LATER, "y"), (LAST, "x"))}
    assert [(r[0], r[5]) for r in ask(HISTORY, days=days)] == [("人x", "人y"), ("人y", "人x"), ("人x", None)]


CLAIM = {
    "indicator": "财政收入", "place_name": "芦浦区", "unit_base": "CNY", "value_base": 3e8,
    "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31),
}  # fmt: skip
CONFLICTS = "select kind, place_name, lowest, highest, spread, len(claims), article_count from marts.claim_conflicts"
FOUND = [("across_pages", "芦浦区", 3e8, 4e8, 0.25, 2, 2)]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"value": 4e8}, FOUND),
        ({"value": 3.05e8}, []),  # rounding
        ({"value": 4e8, "comparator": "<"}, []),
        ({"value": 4e8, "comparator": ">"}, FOUND),
        ({"value": 3.2e8, "comparator": "~"}, []),
        ({"value": None, "value_low": 4e8, "value_high": 5e8}, FOUND),
        ({"value": 4.0, "value_base": 4e8, "unit": "hmCNY"}, FOUND),
        ({"value": 4e8, "indicator": "财政总收入"}, []),
        ({"value": 4e8, "place_name": "青渡区"}, []),
        ({"value": 4e8, "organization_name": "市财政局"}, []),
        ({"value": 4e8, "period_end": date(2026, 12, 31)}, []),
        ({"value": 4e8, "period_end": None}, []),
        ({"value": 4e8, "status": "target"}, []),
        ({"value": 4e8, "change": "increase"}, []),
    ],
)
def test_claim_conflicts_are_figures_that_cannot_all_hold(ask, second, expected):
    later = metric(1, LATER, **{**CLAIM, **second})
    assert ask(CONFLICTS, days={DAY: {"metrics": [metric(1, **CLAIM)]}, LATER: {"metrics": [later]}}) == expected


@pytest.mark.parametrize("facts", [{"indicator": "总投资"}, {"dimension": "count"}, {"place_name": None}])
def test_claim_conflicts_need_a_subject_and_a_name_that_says_what_is_measured(ask, facts):
    later = metric(1, LATER, **{**CLAIM, "value": 9e8, **facts})
    days = {DAY: {"metrics": [metric(1, **{**CLAIM, **facts})]}, LATER: {"metrics": [later]}}
    assert ask(CONFLICTS, days=days) == []


def test_claim_conflicts_pass_over_articles_that_give_several_figures(ask):
    several = [metric(1, **CLAIM), metric(2, **{**CLAIM, "value": 5e8})]
    later = metric(1, LATER, **{**CLAIM, "value": 9e8})
    assert ask(CONFLICTS, days={DAY: {"metrics": several}, LATER: {"metrics": [later]}}) == []


def test_claim_conflicts_hold_what_the_text_itself_contradicts(ask):
    where = (None, f"a1-{DAY}", f"d1-{DAY}", DAY, "enumeration")
    tested = [
        TABLES["reconciliations"].row("r1", *where, 4.0, 3.0, "disagree", "水源、水质", 0, 1),
        TABLES["reconciliations"].row("r2", *where, 3.0, 3.0, "agree", "水源、水质", 0, 1),
    ]
    assert ask(CONFLICTS, days={DAY: {"reconciliations": tested}}) == [("enumeration", None, 3.0, 4.0, 0.25, 1, 1)]


PHRASE = {"entity_id": "f1", "entity_type": "formulation", "name": "三江同治", "text": "三江同治"}


def test_formulations_daily_count_days_and_months(ask):
    def used(day, times):
        return {"entity_mentions": [mention(n, day, **PHRASE) for n in range(times)]}

    days = {DAY: used(DAY, 1), DAY + timedelta(days=10): used(DAY + timedelta(days=10), 2)}
    days |= {LATER: used(LATER, 1), LAST: used(LAST, 3)}
    days[LAST]["entity_mentions"][0] = days[LAST]["entity_mentions"][0]._replace(statement_id=None)
    rows = ask(
        "select edition_date, mention_count, heading_count, is_first, mentions_so_far, month_count, month_before_count,"
        " trend from marts.formulations_daily where name = '三江同治' order by 1",
        days=days,
    )
    assert [row[1:] for row in rows] == [
        (1, 0, True, 1, 1, 0, "new"),
        (2, 0, False, 3, 3, 0, "new"),
        (1, 0, False, 4, 1, 3, "falling"),
        (3, 1, False, 7, 3, 1, "rising"),
    ]


def test_entity_cooccurrence_counts_pairs_of_a_statement_in_both_directions(ask):
    def named(*statements):
        return [
            mention(10 * s + n, entity_id=f"e{n}", name=f"名{n}", text=f"名{n}", statement_id=f"s{s}-{DAY}")
            for s, names in enumerate(statements, 1)
            for n in names
        ]

    rows = ask(
        "select name, other_name, statement_count, article_count, edition_count"
        " from marts.entity_cooccurrence order by 1",
        days={DAY: {"entity_mentions": named((1, 2, 2), (1, 2), (1, 3), range(1, 14), range(1, 14))}},
    )
    assert rows == [("名1", "名2", 2, 1, 1), ("名2", "名1", 2, 1, 1)]


def test_topics_daily_compare_a_day_with_the_month_before(ask):
    def spoken(day, **lengths):
        return {
            "statements": [
                statement(n, day, topic=topic if topic != "none" else None, text="水" * length)
                for n, (topic, length) in enumerate(lengths.items(), 1)
            ]
        }

    second = DAY + timedelta(days=10)
    rows = ask(
        "select edition_date, topic, statement_count, speaker_count, commitment_count, characters, share, usual_share"
        " from marts.topics_daily order by 1, 2 nulls last",
        days={
            DAY: spoken(DAY, law=30, health=10),
            second: spoken(second, law=10, none=10),
            LAST: {"statements": [statement(1, LAST, topic="law", text="水水", **NARRATION)]},
        },
    )
    assert rows == [
        (DAY, "health", 1, 1, 1, 10, 0.25, None),
        (DAY, "law", 1, 1, 1, 30, 0.75, None),
        (second, "law", 1, 1, 1, 10, 0.5, 0.75),
        (second, None, 1, 1, 1, 10, 0.5, 0.0),
        (LAST, "law", 1, 0, 1, 2, 1.0, None),
    ]
