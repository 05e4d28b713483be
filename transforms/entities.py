"""Who and what a page names, and who is said to hold which post."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from transforms.canonical import name_mentions
from transforms.foreign_names import DOTS, find_foreign_names
from transforms.gazetteer import countries, trie_pattern
from transforms.identity import row_id
from transforms.organizations import Span, find_organizations
from transforms.page import Mention, Names, Page, Post, Segment
from transforms.persons import BESIDE_POST, BESIDE_ROLE, choose_names, find_addressed, find_names, lexicon
from transforms.phrases import find_phrases
from transforms.places import find_places
from transforms.posts import Title, find_titles, read_holding
from warehouse.contract import TABLES


class Reading(NamedTuple):
    """What one segment holds before persons are settled."""

    spans: list[Span]
    titles: list[Title]
    roles: list[tuple[int, int]]


def read_names(page: Page) -> Names:
    """Names and posts of a page, from its segments alone."""
    segments = page.segments
    readings = [_read_segment(s) for s in segments]
    persons = _find_persons(segments, readings)
    mentions: list[Mention] = []
    for index, (segment, reading) in enumerate(zip(segments, readings, strict=True)):
        for span in settle(reading.spans + persons[index]):
            text = segment.text[span.start : span.end]
            mentions.append(Mention(index, span.start, span.end, span.type, text, text, ""))
    name_mentions(mentions, segments)
    names = Names(mentions)
    names.posts = _read_posts(segments, readings, names)
    return names


def _read_segment(segment: Segment) -> Reading:
    spans = find_organizations(segment) + find_places(segment) + find_phrases(segment)
    roles = [(m.start(), m.end()) for m in lexicon().roles.finditer(segment.text)]
    return Reading(spans, find_titles(segment), roles)


_GAP = re.compile(r"[\s\u200b-\u200f]*")


def _find_persons(segments: list[Segment], readings: list[Reading]) -> list[list[Span]]:
    """Person spans of each segment."""
    found = {}
    for index, (segment, reading) in enumerate(zip(segments, readings, strict=True)):
        beside, outland = _positions(segment.text, reading)
        found[index] = find_names(segment, beside) + find_foreign_names(segment, beside, outland)
    names = choose_names(found, segments)
    parts = {p for n in names for p in re.split(f"[{DOTS}]", n) if len(p) > 1 and p != n}
    everywhere = re.compile(trie_pattern(sorted(names | parts))) if names else None
    out = []
    for segment in segments:
        spans = [Span(m.start(), m.end(), "person") for m in everywhere.finditer(segment.text)] if everywhere else []
        spans += [Span(start, end, "person") for start, end in find_addressed(segment)]
        out.append(spans)
    return out


def _positions(text: str, reading: Reading) -> tuple[dict[int, int], set[int]]:
    """Where a person may be named behind a role or a post, with the weight of that; and where a foreigner."""
    beside: dict[int, int] = {}
    outland: set[int] = set()
    bodies = {s.end: s for s in reading.spans if s.type in ("place", "organization")}
    for start, end in reading.roles:
        beside[_GAP.match(text, end).end()] = BESIDE_ROLE if end - start > 1 else 1  # type: ignore[union-attr]
    for title in reading.titles:
        at = _GAP.match(text, title.end).end()  # type: ignore[union-attr]
        body = bodies.get(title.start)
        beside[at] = BESIDE_ROLE if body is None else BESIDE_POST
        if body is not None and any(
            text.startswith(c, body.start) for c in countries() if len(c) <= body.end - body.start
        ):
            outland.add(at)
    return beside, outland


_RANK = {"work": 0, "person": 1, "organization": 2, "event": 3, "formulation": 4, "place": 5}


def settle(spans: list[Span]) -> list[Span]:
    """The longest spans that do not overlap, in order."""
    out: list[Span] = []
    taken: set[int] = set()
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, _RANK[s.type], s.start)):
        cells = range(span.start, span.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            out.append(span)
    return sorted(out)


def _read_posts(segments: list[Segment], readings: list[Reading], names: Names) -> list[Post]:
    posts = []
    for index, mentions in names.by_segment.items():
        text, reading = segments[index].text, readings[index]
        titles = {t.end: t for t in reading.titles}
        roles = {end: start for start, end in reading.roles}
        bodies = {m.end: Span(m.start, m.end, m.type) for m in mentions if m.type in ("organization", "place")}
        for mention in mentions:
            if mention.type != "person":
                continue
            holding = read_holding(text, mention.start, titles, bodies, roles)
            if holding is not None:
                body = "、".join(holding.organizations) or None
                posts.append(Post(index, holding.start, mention.end, mention, "、".join(holding.titles), body))
    posts.sort(key=lambda p: (p.segment, p.start))
    return posts


def read_entities(page: Page) -> dict[str, list[Any]]:
    """Rows of `entity_mentions` and `appointments`."""
    names, document = page.names, page.document
    mention_row, post_row = TABLES["entity_mentions"].row, TABLES["appointments"].row
    mentions, posts = [], []
    for m in names.mentions:
        segment = page.segments[m.segment]
        start, end = segment.span(m.start, m.end)
        statement = page.statement_at(start)
        mentions.append(
            mention_row(
                mention_id=row_id(document.document_id, "mention", start, end),
                entity_id=m.entity_id,
                article_id=segment.article_id,
                document_id=document.document_id,
                statement_id=statement.statement_id if statement else None,
                edition_date=document.edition_date,
                text=m.text,
                entity_type=m.type,
                char_start=start,
                char_end=end,
                name=m.name,
            )
        )
    for p in names.posts:
        segment = page.segments[p.segment]
        start, end = segment.span(p.start, p.end)
        posts.append(
            post_row(
                appointment_id=row_id(document.document_id, "appointment", start, end),
                person_entity_id=p.person.entity_id,
                person_name=p.person.name,
                title=p.title,
                organization=p.organization,
                article_id=segment.article_id,
                document_id=document.document_id,
                edition_date=document.edition_date,
                char_start=start,
                char_end=end,
                text=segment.text[p.start : p.end],
            )
        )
    return {"entity_mentions": mentions, "appointments": posts}
