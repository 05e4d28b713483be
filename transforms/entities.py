"""Who and what a page names, and who is said to hold which post."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from transforms.aliases import explained_aliases
from transforms.brands import body_before_title, find_brands
from transforms.canonical import name_mentions
from transforms.foreign_names import DOTS, find_foreign_names
from transforms.gazetteer import countries, gazetteer, trie_pattern
from transforms.identity import row_id
from transforms.organizations import Span, find_organizations
from transforms.page import Mention, Names, Page, Post, Segment
from transforms.persons import BESIDE_POST, BESIDE_ROLE, choose_names, find_addressed, find_names, lexicon
from transforms.phrases import find_phrases
from transforms.places import find_places, find_possible_places, located_words
from transforms.posts import Holding, Title, body_words_before, find_titles, read_holding, read_holding_after
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
    _add_brands(segments, readings, persons)
    _add_places(segments, readings)
    _trim_starts(readings, segments)
    aliases = _add_aliases(segments, readings)
    mentions: list[Mention] = []
    for index, (segment, reading) in enumerate(zip(segments, readings, strict=True)):
        for span in settle(reading.spans + persons[index]):
            text = segment.text[span.start : span.end]
            mentions.append(Mention(index, span.start, span.end, span.type, text, text, ""))
    aliases |= _address_aliases(mentions)
    name_mentions(mentions, aliases)
    names = Names(mentions)
    names.posts = _read_posts(segments, readings, names)
    return names


def _add_aliases(segments: list[Segment], readings: list[Reading]) -> dict[str, str]:
    """Add the short forms that the page explains wherever they stand; short form → full name."""
    explained = explained_aliases(segments, [r.spans for r in readings])
    if explained:
        pattern = re.compile(trie_pattern(sorted(explained)))
        for segment, reading in zip(segments, readings, strict=True):
            reading.spans.extend(Span(*m.span(), explained[m[0]][1]) for m in pattern.finditer(segment.text))
    return {short: full for short, (full, _) in explained.items()}


def _address_aliases(mentions: list[Mention]) -> dict[str, str]:
    """秦先生 → the full name, if the page has one person of that family name only."""
    persons = {m.text for m in mentions if m.type == "person"}
    pattern = lexicon().addressed
    addressed = {p for p in persons if pattern.fullmatch(p)}
    families: dict[str, set[str]] = {}
    for name in persons - addressed:
        families.setdefault(name[0], set()).add(name)
    return {p: next(iter(families[p[0]])) for p in addressed if len(families.get(p[0], ())) == 1 and p[1:] in _LINKED}


_LINKED = frozenset(("老师", "同志", "老", "教授"))
"""Forms of address that are used of people named in full; 秦先生 mostly stands for someone who is not."""


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


def _add_brands(segments: list[Segment], readings: list[Reading], persons: list[list[Span]]) -> None:
    """Add bodies that only the page itself makes known: companies it introduces, bodies before a post and its holder."""
    brands = find_brands(segments)
    for segment, reading, people in zip(segments, readings, persons, strict=True):
        holders = {p.start for p in people}
        bodies = {s.end for s in reading.spans if s.type in ("place", "organization")}
        for title in reading.titles:
            if title.end in holders and title.start not in bodies:
                span = body_before_title(segment, title.start)
                if span is not None:
                    brands.add(segment.text[slice(*span)])
    if brands:
        pattern = re.compile(f"(?<![A-Za-z0-9])(?:{trie_pattern(sorted(brands))})(?![A-Za-z0-9])")
        for segment, reading in zip(segments, readings, strict=True):
            reading.spans.extend(Span(*m.span(), "organization") for m in pattern.finditer(segment.text))


def _add_places(segments: list[Segment], readings: list[Reading]) -> None:
    """Add places that only the page makes known: behind a word of location, or named again and again."""
    words: set[str] = set()
    repeated: Counter[str] = Counter()
    for segment, reading in zip(segments, readings, strict=True):
        words |= located_words(segment, {s.end for s in reading.spans if s.type == "place"})
        repeated.update(segment.text[s.start : s.end] for s in find_possible_places(segment))
    words |= {name for name, count in repeated.items() if count > 2}
    if words:
        pattern = re.compile(trie_pattern(sorted(words)))
        for segment, reading in zip(segments, readings, strict=True):
            reading.spans.extend(Span(*m.span(), "place") for m in pattern.finditer(segment.text))


def _trim_starts(readings: list[Reading], segments: list[Segment]) -> None:
    """Cut what a name took from the words before it, where the page also prints the name alone: 为|青溪镇."""
    counts = Counter(
        (s.type, g.text[s.start : s.end]) for r, g in zip(readings, segments, strict=True) for s in r.spans
    )
    for reading, segment in zip(readings, segments, strict=True):
        for i, span in enumerate(reading.spans):
            if span.type not in ("place", "organization") or span.end - span.start < 4:
                continue
            own = counts[span.type, segment.text[span.start : span.end]]
            for start in range(span.start + 1, min(span.start + 8, span.end - 2)):
                alone = counts.get((span.type, segment.text[start : span.end]), 0)
                if alone > 2 * own and segment.text[span.start : start] not in gazetteer():
                    reading.spans[i] = span._replace(start=start)
                    break


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
    """Posts of the persons named, from the words before or behind them."""
    posts = []
    for index, mentions in names.by_segment.items():
        if any(m.type == "person" for m in mentions) and readings[index].titles:
            posts += _posts_of_segment(index, segments[index], readings[index], mentions)
    posts.sort(key=lambda p: (p.segment, p.start))
    return posts


def _posts_of_segment(index: int, segment: Segment, reading: Reading, mentions: list[Mention]) -> list[Post]:
    text, out = segment.text, []
    spans = [Span(m.start, m.end, m.type) for m in mentions if m.type in ("organization", "place")]
    bodies = {s.end: s for s in spans}
    for title in reading.titles:
        if title.start not in bodies and (words := body_words_before(segment, title.start)) is not None:
            bodies[title.start] = Span(*words, "?")
    titles = {t.end: t for t in reading.titles}
    roles = {end: start for start, end in reading.roles}
    behind_titles, behind_bodies = {t.start: t for t in reading.titles}, {s.start: s for s in spans}
    for m in mentions:
        if m.type != "person":
            continue
        holding = read_holding(text, m.start, titles, bodies, roles)
        if holding is not None:
            out.append(_post(index, holding.start, m.end, m, holding))
        behind = read_holding_after(text, m.end, behind_titles, behind_bodies)
        if behind is not None and holding is None:
            out.append(_post(index, m.start, behind.start, m, behind))
    return out


def _post(index: int, start: int, end: int, person: Mention, holding: Holding) -> Post:
    body = "、".join(holding.organizations) or None
    return Post(index, start, end, person, "、".join(dict.fromkeys(holding.titles)), body)


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
