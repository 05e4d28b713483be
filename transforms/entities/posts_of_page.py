"""Posts of the persons that a page names, from the words beside them."""

from __future__ import annotations

from transforms.entities.canonical import simplify
from transforms.entities.posts import (
    Holding,
    body_words_before,
    of_same_body,
    read_holding,
    read_holding_after,
    shared_holding,
)
from transforms.entities.readings import Reading
from transforms.entities.spans import Span
from transforms.page import Mention, Names, Post


def read_posts(readings: list[Reading], names: Names) -> list[Post]:
    """Posts of the persons named, from the words before or behind them."""
    posts = []
    for index, mentions in names.by_segment.items():
        if readings[index].titles and any(m.type == "person" for m in mentions):
            posts += _posts_of_segment(index, readings[index], mentions)
    posts.sort(key=lambda p: (p.segment, p.start))
    return posts


def _posts_of_segment(index: int, reading: Reading, mentions: list[Mention]) -> list[Post]:
    text, out = reading.words.text, []
    spans = [Span(m.start, m.end, m.type) for m in mentions if m.type in ("organization", "place")]
    bodies = {s.end: s for s in spans}
    for title in reading.titles:
        if title.start not in bodies and (words := body_words_before(reading.words, title.start)) is not None:
            bodies[title.start] = Span(*words, "?")
    by_end = {t.end: t for t in reading.titles}
    by_start = {t.start: t for t in reading.titles}
    roles = {end: start for start, end in reading.words.hits["role"]}
    starts = {s.start: s for s in spans}
    before: tuple[int, Holding] | None = None
    for m in mentions:
        if m.type != "person":
            continue
        holding = read_holding(text, m.start, by_end, bodies, roles)
        if holding is not None and before is not None:
            holding = of_same_body(text[before[0] : holding.start], before[1], holding)
        if holding is None and before is not None:
            holding = shared_holding(text[before[0] : m.start], before[1], m.start)
        if holding is not None:
            out.append(_post(index, holding.start, m.end, m, holding))
            before = m.end, holding
        elif (behind := read_holding_after(text, m.end, by_start, starts)) is not None:
            out.append(_post(index, m.start, behind.start, m, behind))
            before = None
    return out


def _post(index: int, start: int, end: int, person: Mention, holding: Holding) -> Post:
    """A post in Simplified characters, so that one printed in both ways is one."""
    title, body = ("、".join(dict.fromkeys(words)) for words in (holding.titles, holding.organizations))
    return Post(index, start, end, person, simplify(title), simplify(body) or None)
