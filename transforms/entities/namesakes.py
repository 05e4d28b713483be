"""People of one name: which articles speak of another person, by the posts that they state.

One article means one person by a name. Two articles mean two people if their posts cannot be one person's at a time
(a bureau's head and a school's teacher within a month, the heads of two bureaus on one day) and no post links them.
Whatever is less sure stays one person, as the name says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from transforms.entities.canonical import simplify
from transforms.identity import entity_id
from transforms.lexicon import rules
from warehouse.contract import NAMESAKES

_MONTH = 31
"""Days within which nobody changes from one kind of office to another."""


class Post(NamedTuple):
    """A post as an article states it, in Simplified characters."""

    title: str
    organization: str | None

    @classmethod
    def of(cls, title: str, organization: str | None) -> Post:
        """A post as it is printed."""
        return cls(simplify(title), organization and simplify(organization))

    def __str__(self) -> str:
        return (self.organization or "") + self.title


Posts = frozenset[Post]


class Sighting(NamedTuple):
    """An article that names somebody, with the posts it states."""

    edition_date: date
    document_id: str
    article_id: str
    posts: Posts


class Reading(NamedTuple):
    """Which of the people of a name an article means: their number, and what says so."""

    person: int
    basis: str


def find_namesakes(named: pa.Table, posts: pa.Table) -> pa.Table:
    """Rows of `namesakes` for the names that stand for several people.

    `named`: entity_id, name, article_id, document_id, edition_date of each article that names a person;
    `posts`: rows of `appointments`. Both may hold many names.
    """
    stated: dict[tuple[str, str], set[Post]] = defaultdict(set)
    for post in posts.select(["person_entity_id", "article_id", "title", "organization"]).to_pylist():
        for title in post["title"].split("、"):
            stated[post["person_entity_id"], post["article_id"]].add(Post.of(title, post["organization"]))
    by_person: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for row in named.to_pylist():
        held = frozenset(stated.get((row["entity_id"], row["article_id"]), ()))
        sighting = Sighting(row["edition_date"], row["document_id"], row["article_id"], held)
        by_person[row["entity_id"], row["name"]].append(sighting)
    return NAMESAKES.table(row for (id_, name), seen in sorted(by_person.items()) for row in _rows(id_, name, seen))


def _rows(name_id: str, name: str, sightings: Iterable[Sighting]) -> Iterator[tuple[object, ...]]:
    """Rows of one name, none if it is one person. The person most often given a post keeps the name's id."""
    seen = sorted(sightings)
    readings = tell_apart(seen)
    told: dict[int, str] = {}
    for sighting in seen:
        person, basis = readings.get(sighting.article_id, Reading(0, ""))
        if basis == "post":
            told.setdefault(person, min(map(str, sighting.posts)))
    for sighting in seen if readings else ():
        person, basis = readings[sighting.article_id]
        own = entity_id("person", f"{name}|{told[person]}") if person else name_id
        yield NAMESAKES.row(
            article_id=sighting.article_id,
            document_id=sighting.document_id,
            edition_date=sighting.edition_date,
            name=name,
            name_entity_id=name_id,
            entity_id=own,
            post=told[person],
            basis=basis,
        )


def tell_apart(sightings: Sequence[Sighting]) -> dict[str, Reading]:
    """Which person each article means, by article id; empty if the name stands for one person.

    Person 0 is the one whom most articles give a post. The result does not depend on the order of the sightings.
    """
    seen = sorted(sightings)
    days: dict[Posts, list[date]] = defaultdict(list)
    for s in seen:
        if s.posts:
            days[s.posts].append(s.edition_date)
    linked = _linked(list(days))
    people = _people(linked, days)
    if len(people) < 2:
        return {}
    people.sort(key=lambda person: -sum(len(days[posts]) for posts in person))
    of_posts = {posts: number for number, person in enumerate(people) for posts in person}
    on_page: dict[str, set[int]] = defaultdict(set)
    for s in seen:
        if s.posts:
            on_page[s.document_id].add(of_posts[s.posts])
    return {s.article_id: _reading(s, of_posts, on_page.get(s.document_id, set())) for s in seen}


def _reading(sighting: Sighting, of_posts: dict[Posts, int], on_page: set[int]) -> Reading:
    if sighting.posts:
        return Reading(of_posts[sighting.posts], "post")
    if len(on_page) == 1:
        return Reading(min(on_page), "page")
    return Reading(0, "name")


def _linked(stated: list[Posts]) -> list[list[Posts]]:
    """Sets of posts in groups that posts link, in order."""
    groups: list[list[Posts]] = []
    for posts in stated:
        joined = [g for g in groups if any(_are_linked(posts, other) for other in g)]
        groups = [g for g in groups if g not in joined]
        groups.append([p for g in joined for p in g] + [posts])
    return groups


def _people(groups: list[list[Posts]], days: dict[Posts, list[date]]) -> list[list[Posts]]:
    """The groups, joined where nothing keeps them apart."""
    people: list[list[Posts]] = []
    for group in sorted(groups, key=lambda g: min(days[posts][0] for posts in g)):
        free = next((p for p in people if not any(_are_apart(a, b, days) for a in p for b in group)), None)
        if free is None:
            people.append(list(group))
        else:
            free += group
    return people


def _are_linked(some: Posts, others: Posts) -> bool:
    """Whether a post of the one may be a post of the other: a common body, or one title without two bodies."""
    for a in some:
        for b in others:
            if a.organization and b.organization:
                if _is_same_body(a.organization, b.organization):
                    return True
            elif a.title == b.title:
                return True
    return False


def _is_same_body(a: str, b: str) -> bool:
    """Whether the shorter name leaves out characters of the longer one: 民政局 for 澜州市民政局."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(char in rest for char in short)


def _are_apart(some: Posts, others: Posts, days: dict[Posts, list[date]]) -> bool:
    """Whether no one can hold both sets of posts at the time that the papers print them."""
    between = _days_between(days[some], days[others])
    if between == 0 and any(_are_sole(a, b) for a in some for b in others):
        return True
    kinds, other_kinds = set(map(_kind, some)) - {None}, set(map(_kind, others)) - {None}
    return (
        between <= _MONTH
        and bool(kinds and other_kinds)
        and not any(a == b or frozenset((a, b)) in _together() for a in kinds for b in other_kinds)
    )


def _days_between(some: list[date], others: list[date]) -> int:
    """The fewest days between a date of the one and a date of the other list; both are in order."""
    i = j = 0
    least = abs((some[0] - others[0]).days)
    while i < len(some) and j < len(others) and least:
        least = min(least, abs((some[i] - others[j]).days))
        if some[i] < others[j]:
            i += 1
        else:
            j += 1
    return least


def _are_sole(a: Post, b: Post) -> bool:
    """Whether the posts are one office of two bodies that has no room for another."""
    both = a.organization is not None and b.organization is not None
    return both and a.title == b.title and a.title.endswith(tuple(rules("offices")["sole"]))


@cache
def _kind(post: Post) -> str | None:
    """The kind of office that a post is; None if it comes beside any, or tells none."""
    data = rules("offices")
    body = post.organization or ""
    if post.title.endswith(tuple(data["beside"]["titles"])) or body.endswith(tuple(data["beside"]["organizations"])):
        return None
    return _longest(body, "organizations") or _longest(post.title, "titles")


def _longest(text: str, what: str) -> str | None:
    found = [(len(e), kind) for kind, of in rules("offices")["kinds"].items() for e in of[what] if text.endswith(e)]
    return max(found)[1] if found else None


@cache
def _together() -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, rules("offices")["together"]))
