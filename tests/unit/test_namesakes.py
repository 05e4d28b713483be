"""Which articles speak of another person of the same name."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden_cases import cases
from tests.samples import document
from transforms.edition import read_page
from transforms.entities.namesakes import Post, Sighting, tell_apart
from transforms.lexicon import rules

CASES = cases("namesakes")


def sightings(articles: list[str]) -> list[Sighting]:
    out: list[Sighting] = []
    for number, line in enumerate(articles):
        place, _, stated = line.partition(": ")
        day, page = place.split()
        when = out[0].edition_date + timedelta(int(day)) if day[0] == "+" else date.fromisoformat(f"2026-{day}")
        posts = set()
        for post in stated.split(" + ") if stated != "-" else ():
            title, body = post.split(" @ ")
            posts.add(Post.of(title, None if body == "-" else body))
        out.append(Sighting(when, page, f"a{number}", frozenset(posts)))
    return out


@pytest.mark.parametrize("case", CASES, ids=[c["says"] for c in CASES])
def test_namesakes_golden(case: dict[str, Any]) -> None:
    seen = sightings(case["articles"])
    readings = tell_apart(seen)
    assert [readings[s.article_id].person for s in seen if readings] == case["people"]
    if "basis" in case:
        assert [readings[s.article_id].basis for s in seen] == case["basis"]


@given(st.permutations(range(4)), st.sampled_from([c for c in CASES if len(c["articles"]) >= 3]))
def test_namesakes_do_not_depend_on_the_order(order: list[int], case: dict[str, Any]) -> None:
    seen = sightings(case["articles"])
    shuffled = [seen[i] for i in order if i < len(seen)]
    assert tell_apart(shuffled) == tell_apart(seen)


POSTS = [
    Post.of(post["title"], post["organization"])
    for post in (
        {"title": "局长", "organization": "市水务局"},
        {"title": "局长", "organization": "市教育局"},
        {"title": "校长", "organization": "东湖小学"},
        {"title": "教师", "organization": "东湖小学"},
        {"title": "院长", "organization": "临江医院"},
        {"title": "董事长", "organization": "云帆公司"},
        {"title": "村民", "organization": None},
    )
]


@given(st.lists(st.tuples(st.integers(0, 80), st.sets(st.sampled_from(POSTS), max_size=2)), max_size=6))
def test_namesakes_of_one_day_who_are_one_are_one_on_any_days(stated: list[tuple[int, set[Post]]]) -> None:
    """The load looks at all articles of a name only where they would mean several people if all were of one day."""
    first = date(2026, 1, 1)
    spread = [
        Sighting(first + timedelta(days), f"d{n}", f"a{n}", frozenset(posts)) for n, (days, posts) in enumerate(stated)
    ]
    together = [s._replace(edition_date=first) for s in spread]
    if tell_apart(spread):
        assert tell_apart(together)


def test_namesakes_offices_name_known_kinds_and_each_ending_once() -> None:
    data = rules("offices")
    assert {kind for pair in data["together"] for kind in pair} <= set(data["kinds"])
    for what in ("organizations", "titles"):
        endings = [e for kind in data["kinds"].values() for e in kind[what]]
        assert len(endings) == len(set(endings))


def test_namesakes_on_one_page_speak_with_the_posts_of_their_own_articles() -> None:
    page = read_page(
        document(
            "# 水网今年通水\n\n本报讯 市水务局局长秦望川说，水网建好了，居民用上了好水。\n\n"
            "# 校园里有了菜园\n\n本报讯 东湖小学校长秦望川说，孩子们都爱种菜，菜园一年四季有人管。\n"
        )
    )
    told = [(s.speaker_title, s.speaker_organization) for s in page.statements if s.speaker_name == "秦望川"]
    assert told == [("局长", "市水务局"), ("校长", "东湖小学")]
