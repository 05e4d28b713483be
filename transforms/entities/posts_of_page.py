"""Posts of the persons that a page names, from the words beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from transforms.entities.bodies_of_posts import body_apart, body_in_sentence
from transforms.entities.canonical import simplify
from transforms.entities.gazetteer import trie_pattern
from transforms.entities.posts import (
    Holding,
    as_deputy,
    body_words_before,
    of_same_body,
    read_holding,
    read_holding_after,
    read_holding_as,
    read_holding_below,
    shared_holding,
)
from transforms.entities.readings import Reading
from transforms.entities.spans import Span
from transforms.entities.titles import Title
from transforms.entities.trades import OF_BODIES, find_trades
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Mention, Names, Post


def read_posts(readings: list[Reading], names: Names) -> list[Post]:
    """Posts of the persons named, from the words before or behind them."""
    posts = []
    for index, mentions in names.by_segment.items():
        if any(m.type == "person" for m in mentions):
            posts += _posts_of_segment(index, readings[index], mentions)
    posts.sort(key=lambda p: (p.segment, p.start))
    return posts


def _posts_of_segment(index: int, reading: Reading, mentions: list[Mention]) -> list[Post]:
    text, out = reading.words.text, []
    spans = [Span(m.start, m.end, m.type) for m in mentions if m.type in ("organization", "place")]
    titles, bodies = _titles_and_bodies(reading, spans)
    by_end = {t.end: t for t in titles}
    by_start = {t.start: t for t in titles}
    roles = {end: start for start, end in reading.words.hits["role"] if end not in by_end} if titles else {}
    starts = {s.start: s for s in spans}
    people = [m.start for m in mentions if m.type == "person"]
    before: tuple[int, Holding] | None = None
    for m in mentions:
        if m.type != "person" or _signs(text, m, by_end):
            continue
        holding = read_holding(text, m.start, by_end, bodies, roles) or read_holding_as(text, m.start, by_end, bodies)
        if holding is not None and before is not None:
            holding = of_same_body(text[before[0] : holding.start], before[1], holding)
        if holding is None and before is not None:
            holding = shared_holding(text[before[0] : m.start], before[1], m.start)
        if holding is not None:
            if not holding.organizations and (body := body_in_sentence(text, holding.start, holding.titles[0], spans)):
                holding = holding._replace(organizations=(text[body.start : body.end],))
            out.append(_post(index, holding.start, m.end, m, as_deputy(text, holding)))
            before = m.end, holding
        elif (behind := _read_behind(text, m, by_start, starts, bodies)) is not None:
            out.append(_post(index, m.start, behind.start, m, behind))
            before = None
        elif (called := _read_address(reading.words, m, bodies)) is not None:
            out.append(_post(index, m.start, m.end, m, called))
        elif (below := read_holding_below(text, _until_next(m, people, len(text)), by_start, starts)) is not None:
            out.append(_post(index, m.start, below.start, m, below))
    return out


def _until_next(person: Mention, people: list[int], size: int) -> Span:
    """The span from a person to the next one, whose starts are `people`, in order, and not too far."""
    at = bisect_left(people, person.end)
    behind = people[at] if at < len(people) else size
    return Span(person.start, min(behind, person.end + _LONGEST_LIFE), "person")


_LONGEST_LIFE = 120


def _signs(text: str, person: Mention, titles: dict[int, Title]) -> bool:
    """Whether somebody is a reporter who signs rather than one whom a text tells of: 新华社记者|陆知远 摄."""
    title = titles.get(len(text[: person.start].rstrip()))
    return title is not None and title.text in OF_BODIES and _GOES_ON.match(text, person.end) is None


_GOES_ON = re.compile("(?![摄文图供报编制])[一-鿿]")
"""Behind a reporter whom a text tells of, where one who signs is followed by others, a stop or what he made."""


def _titles_and_bodies(reading: Reading, spans: list[Span]) -> tuple[list[Title], dict[int, Span]]:
    """The titles and trades of a segment, and the bodies by where they end, with those that stand apart from one."""
    text = reading.words.text
    bodies = {s.end: s for s in spans}
    trades = find_trades(reading.words, reading.titles, {s.end for s in spans if s.type == "organization"})
    for title in trades:
        if title.start in bodies and bodies[title.start].type == "place":
            del bodies[title.start]  # nobody is a farmer of a county as its mayor is
    titles = [*reading.titles, *trades]
    for title in titles:
        if title.start in bodies:
            continue
        if (apart := body_apart(text, title.start, bodies)) is not None:
            bodies[title.start] = apart
        elif (words := body_words_before(reading.words, title.start)) is not None and title not in trades:
            bodies[title.start] = Span(*words, "?")
    return titles, bodies


def _read_behind(
    text: str, person: Mention, titles: dict[int, Title], starts: dict[int, Span], bodies: dict[int, Span]
) -> Holding | None:
    """The post behind a name, with the body that stands in front of it: 临江大学的|陆知远|教授."""
    if text[person.start - 1 : person.start] == "由":
        return None  # 由陆知远|监制
    direct = titles.get(person.end)
    if direct is not None and direct.text in rules("titles")["trades"]:
        return None  # 陆知远|主演
    behind = read_holding_after(text, person.end, titles, starts)
    if behind is None and (honour := _honours().match(text, person.end)) is not None:
        behind = Holding(honour.end(), (honour.group(),), ())
        return behind._replace(organizations=(of,)) if (of := _body_of(text, person, bodies)) else None
    if behind is not None and not behind.organizations and person.end in titles:
        of = _body_of(text, person, bodies)
        return behind._replace(organizations=(of,) if of else ())
    return behind


@cache
def _honours() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(rules('titles')['behind_name'])})(?![们家])")


def _read_address(words: Words, person: Mention, bodies: dict[int, Span]) -> Holding | None:
    """The post in a form of address, where the body stands in front of it: 青溪派出所的|秦警官."""
    title = person.name[1:]
    if title not in rules("persons")["addresses_by_post"] and title not in _ADDRESSES:
        return None
    body = _body_of(words.text, person, bodies)
    at = person.start - (words.text[person.start - 1 : person.start] == "的")
    if body is None and at < person.start and (span := body_words_before(words, at)) is not None:
        body = words.text[slice(*span)]  # 物业管理处的|秦经理
    return Holding(person.start, (title,), (body,)) if body else None


_ADDRESSES = frozenset(("警官", "老师", "大夫"))
"""Forms of address of a trade."""


def _body_of(text: str, person: Mention, bodies: dict[int, Span]) -> str | None:
    """The organisation right in front of a person, with 的 between or without."""
    at = person.start - (text[person.start - 1 : person.start] == "的")
    works = _WORKS.search(text, max(0, at - _LONGEST_WORK), at) if at < person.start else None
    body = bodies.get(works.start() if works else at)
    return text[body.start : body.end] if body is not None and body.type == "organization" else None


_WORKS = re.compile("(?:任教|执教|任职|就职|工作|供职|从教)(?:了?[^，。的]{1,5}年)?$")
"""What somebody does at the body in front: 在青溪小学|任教|的陆知远老师."""
_LONGEST_WORK = 10


def _post(index: int, start: int, end: int, person: Mention, holding: Holding) -> Post:
    """A post in Simplified characters, so that one printed in both ways is one."""
    title, body = ("、".join(dict.fromkeys(words)) for words in (holding.titles, holding.organizations))
    return Post(index, start, end, person, simplify(title), simplify(body) or None)
