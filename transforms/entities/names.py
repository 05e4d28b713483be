"""Names and posts of a page: every reader of names on every segment, then what only the page as a whole can tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import cache

from transforms.entities import brands, companies, minority_names, organizations, persons, phrases, places, titles
from transforms.entities.abbreviations import abbreviated, abbreviations
from transforms.entities.addressed_names import find_addressed, find_known, young_names
from transforms.entities.addresses import is_level
from transforms.entities.aliases import (
    airline_short_forms,
    company_short_forms,
    explained_aliases,
    of_same_place,
    team_short_forms,
    written_out,
)
from transforms.entities.bodies_of_lands import bodies_of_lands
from transforms.entities.body_shapes import led_governments
from transforms.entities.canonical import DOTS, family_of_latin, name_mentions
from transforms.entities.child_names import is_pet_name
from transforms.entities.clubs import basketball_clubs, nicknamed_clubs
from transforms.entities.event_short_forms import event_short_forms, printed_short_forms
from transforms.entities.firms_by_posts import firm_before_post
from transforms.entities.foreign_names import find_foreign_names, joined_by_dots
from transforms.entities.gazetteer import gazetteer
from transforms.entities.hong_kong import names_of_hong_kong
from transforms.entities.implied_places import (
    OFTEN,
    implied_places,
    located_words,
    possible_places,
    sent_from,
    short_forms,
)
from transforms.entities.labelled_names import labelled_names
from transforms.entities.linked_names import link_addressed
from transforms.entities.marking import mark, mark_again
from transforms.entities.name_starts import grow_starts, trim_starts
from transforms.entities.nicknames import nicknames
from transforms.entities.noted_names import noted_names
from transforms.entities.peers import bodies_by_peers, firms_by_peers
from transforms.entities.person_choice import choose_names, names_beside, names_listed
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.positions import find_positions
from transforms.entities.posts_of_page import read_posts
from transforms.entities.readings import Reading
from transforms.entities.repeated_brands import called_brands, repeated_brands
from transforms.entities.repeated_places import repeated_places
from transforms.entities.set_phrases import set_phrases
from transforms.entities.short_offices import office_short_forms, short_offices
from transforms.entities.spans import Span, settle
from transforms.entities.words import Words, join_at, led_names, led_units, split_at
from transforms.lexicon import rules
from transforms.page import Mention, Names, Page, Segment
from transforms.traditional import in_simplified
from transforms.vocabulary import Texts, Vocabulary


@cache
def _vocabulary() -> Vocabulary:
    readers = (titles, persons, minority_names, organizations, places, phrases, brands)
    classes = {name: words for reader in readers for name, words in reader.vocabulary().items()}
    return Vocabulary(classes, overlapping=("place", "known", "body_ending"))


def read_names(page: Page) -> Names:
    """Names and posts of a page, from its segments alone."""
    readings = [_read_segment(s) for s in page.segments]
    page_texts = Texts(r.words.text for r in readings)
    for number, body in bodies_of_lands([r.words for r in readings], page_texts):
        readings[number].spans.append(body)
    _add_persons(readings, page_texts)
    _add_authors(page, readings)
    _add_bodies(readings, page_texts, names_of_hong_kong(page.segments))
    _add_places(readings, page_texts)
    _add_governments(readings)
    _drop_remarks(page, readings)
    trim_starts(readings)
    grow_starts(readings, page_texts)
    mark_again(readings, page_texts)
    aliases = _add_explained(readings, page_texts) | _add_addressed(page, readings)
    mentions = [
        Mention(index, s.start, s.end, s.type, segment.text[s.start : s.end], _plain(r.words.text, s), "")
        for index, (segment, r) in enumerate(zip(page.segments, readings, strict=True))
        for s in settle(r.spans)
    ]
    name_mentions(mentions, aliases)
    names = Names(mentions)
    names.posts = read_posts(readings, names)
    return names


def _plain(text: str, span: Span) -> str:
    """The characters of a name; those of a person that is spaced out run together."""
    printed = text[span.start : span.end]
    return "".join(printed.split()) if span.type == "person" and not printed.isascii() else printed


def _read_segment(segment: Segment) -> Reading:
    text, tokens = segment.plain, segment.tokens
    hits = _vocabulary().find(text)
    starts = [t[2] for t in tokens]  # by number: this runs for every token of every page
    found = titles.find_titles(text, tokens, starts, hits["title"])
    cuts = [at for t in found for at in (t.start, t.end)] + led_units(tokens) + led_names(tokens, starts, hits["known"])
    whole = split_at(tokens, starts, cuts, gazetteer().keys())
    if whole is not tokens:
        starts = [t[2] for t in whole]
    words = Words(text, whole, starts, hits)
    inside = titles.cut_by_titles(found)  # no place opens in a title and goes on behind it: 文学院院|长|江明
    torn = [(a, b) for a, b in places.torn_names(words) if b <= inside.get(a, b)]
    joined = join_at(whole, starts, torn, "ns")
    if joined is not whole:
        words = Words(text, joined, [t[2] for t in joined], hits)
    reading = Reading(words, found, {t[3]: t for t in words.tokens})
    sites = [s for s in places.find_places(words) if s.end <= inside.get(s.start, s.end)]
    bodies = companies.behind_villages(text, organizations.find_organizations(words), sites)
    bodies += bodies_by_peers(text, bodies)
    inside_of: dict[int, int] = {}
    for body in bodies:
        for at in range(body.start + 1, body.end):
            inside_of[at] = min(body.start, inside_of.get(at, at))
    reading.spans = bodies + sites + [_with_host(s, inside_of) for s in phrases.find_phrases(words)]
    return reading


def _with_host(phrase: Span, inside_of: Mapping[int, int]) -> Span:
    """An event with the whole body that holds it, whose name the words were cut in: 省委改|革委会议; `inside_of` gives
    the start of the body that a position lies inside."""
    if phrase.type != "event":
        return phrase
    return phrase._replace(start=inside_of.get(phrase.start, phrase.start))


def _add_persons(readings: list[Reading], page: Texts) -> None:
    """Find the persons of the page, then every place where they are named."""
    found, led = [], []
    for reading in readings:
        beside, outland = find_positions(reading.words, reading.titles, reading.spans)
        led.append(beside)
        names = persons.find_names(reading.words, reading.bounds, beside)
        within = titles.cut_by_titles(reading.titles) | {t.start: t.start for t in reading.titles}
        names = [c for c in names if c.start in within or within.get(c.end, c.end) == c.end]  # 吉|前总统
        names += find_foreign_names(reading.words, beside, outland)
        found.append(names + joined_by_dots(reading.words.text, names))
    chosen = choose_names(found, led, [r.words.text for r in readings], page)
    bodies = {r.words.text[s.start : s.end] for r in readings for s in r.spans if s.type == "organization"}
    called = nicknames((r.words.text for r in readings), page, bodies)
    chosen = chosen.union(called, *(young_names(r.words) for r in readings))
    chosen |= labelled_names([r.words.text for r in readings], chosen)
    chosen = chosen.union(*(noted_names(r.words.text) for r in readings))
    chosen -= {name for r in readings for name in brands.foreign_houses(r.words.text)}
    chosen -= {body for body in bodies if body.endswith(_GOVERNMENTS)}  # 黎|政府
    chosen -= {
        t[a:b]
        for t, hits in ((r.words.text, r.words.hits) for r in readings)
        for a, b in hits["formulations"] + hits["events"]
    }
    _mark_persons(readings, chosen, page)
    for _ in range(_ROUNDS):
        listed = {n for r in readings for n in names_beside(r.words.text, r.bounds, r.persons)}
        listed = listed.union(*(names_listed(r.words.text, r.persons) for r in readings)) - chosen
        if not listed:
            break
        chosen |= listed
        _mark_persons(readings, chosen, page)
    for reading in readings:
        reading.persons += find_addressed(reading.words) + find_known(reading.words)
        reading.spans += [Span(start, end, "person") for start, end in reading.persons]


_GOVERNMENTS = ("政府", "议会", "国会", "内阁", "军方", "警方")
"""What bodies of a state end in, which the family name of a person may stand in front of."""
_ROUNDS = 2
"""So often the names in lists are looked for, since a list may be known by the names found in it."""
_SIGNED = frozenset(("byline", "credit"))
_GAPS = (" ", "  ", "\u3000")
"""What may part the two characters of a short name, spaced out to the width of three."""


def _add_authors(page: Page, readings: list[Reading]) -> None:
    """Add who signed an article where it is signed; their names may be ordinary words elsewhere."""
    signed = [i for i, s in enumerate(page.segments) if s.kind in _SIGNED]
    names = {in_simplified(a["name"]) for article in page.articles for a in article.authors}
    names = {n for n in names if 1 < len(n) < 5 and n[0] in lexicon().surnames and n not in lexicon().not_names}
    if not signed or not names:
        return
    names |= {gap.join(n) for n in names if len(n) == 2 for gap in _GAPS}
    for number, start, end in Texts(readings[i].words.text for i in signed).find(names):
        reading = readings[signed[number]]
        if (start, end) not in reading.persons:
            reading.persons.append((start, end))
            reading.spans.append(Span(start, end, "person"))


def _mark_persons(readings: list[Reading], names: set[str], page: Texts) -> None:
    parts = {p for n in names for p in re.split(f"[{DOTS}-]", n) if len(p) > 1 and p != n}
    parts |= {n[:2] for n in names if len(n) > 3 and n[:2] in lexicon().japanese}
    parts |= {family for n in names if (family := family_of_latin(n)) is not None}
    for reading in readings:
        reading.persons = []
    ordinary = names & lexicon().ordinary | {n for n in names if is_pet_name(n) and word_tag(n)}
    for number, start, end in page.find(names | parts):
        if readings[number].words.text[start:end] not in ordinary or _is_named(readings[number], start, end):
            readings[number].persons.append((start, end))


def _is_named(reading: Reading, start: int, end: int) -> bool:
    """Whether an ordinary word stands where a person may be told of: 据|高峰|介绍, but not 早|高峰."""
    words = reading.words
    number = bisect_left(words.starts, start)
    if words.text.endswith(("岁的", *rules("persons")["close_kin"]), 0, start):
        return True
    if not words.whole(start, end) or not number or words.tokens[number - 1].tag[0] in "xpcr":
        return words.whole(start, end)
    return any(t.end == start for t in reading.titles) or any(stop == start for _, stop in words.hits["role"])


def _add_bodies(readings: list[Reading], page: Texts, local: dict[str, str]) -> None:
    """Add bodies that only the page makes known (companies, bodies before a post and its holder) and `local` names."""
    names = brands.find_brands([(r.words, r.spans) for r in readings])
    for reading in readings:
        holders = {start for start, _ in reading.persons}
        ends = {s.end for s in reading.spans if s.type in ("place", "organization")}
        for site in reading.spans:
            if site.type == "place" and _HEADED.match(reading.words.text, site.end - 1):
                names.add(reading.words.text[site.start : site.end])
        # Of those that start alike the shortest counts.
        by_length = sorted(reading.spans, key=lambda s: s.start - s.end)
        bodies = {s.start: s.end for s in by_length if s.type == "organization"}
        for title in reading.titles:
            if title.end in holders and title.start not in ends:
                span = brands.body_before_title(reading.words, title.start)
                span = span or firm_before_post(reading.words, title.start)
                if span is not None and not any(bodies.get(at, span[1]) < span[1] for at in range(*span)):
                    names.add(reading.words.text[slice(*span)])
    names |= _local_bodies(readings)
    pages = [r.words for r in readings]
    told = repeated_brands(pages) | called_brands(pages) | nicknamed_clubs(pages) | basketball_clubs(pages)
    names |= told
    for reading in readings:
        reading.persons = [p for p in reading.persons if reading.words.text[slice(*p)] not in told]
        reading.spans = [s for s in reading.spans if s.type != "person"]
        reading.spans += [Span(start, end, "person") for start, end in reading.persons]
    for reading in readings:
        text = reading.words.text
        reading.spans = [s for s in reading.spans if s.type != "place" or text[s.start : s.end] not in names]
    mark(readings, dict.fromkeys(names, "organization") | local, page)
    for number, firm in firms_by_peers(pages):
        readings[number].spans.append(firm)
    arms = {
        name
        for r in readings
        for name in companies.arms_at_home(r.words.text, [s[:2] for s in r.spans if s.type == "organization"])
    }
    mark(readings, dict.fromkeys(arms, "organization"), page)


def _local_bodies(readings: list[Reading]) -> set[str]:
    """Bodies named like a town or street of the page, be its name a common word: 石榴街道, 石榴|派出所."""
    printed = (r.words.text[s.start : s.end] for r in readings for s in r.spans if s.type == "place")
    stems = {m["stem"] for name in printed if (m := _TOWN.fullmatch(name)) is not None}
    found = set()
    for reading in readings:
        text = reading.words.text
        for start, end in reading.words.hits["local"]:
            found |= {text[start - n : end] for n in (2, 3, 4) if n <= start and text[start - n : start] in stems}
    return found


_TOWN = re.compile("(?P<stem>[一-鿿]{2,4})(?:街道|镇|乡|社区|村|县|市|区)")
_HEADED = re.compile(
    "(?:馆副?馆|(?<![东南西北车运])站副?站|园副?园|场副?场|院副?院)长|[场园店馆]的?(?:老总|董事长|总经理|老板|创始人)"
)
"""A site that has a head of its own is a body: 青溪文化馆|馆长."""


def _add_places(readings: list[Reading], page: Texts) -> None:
    """Add places that only the page makes known: behind a word of location, or named again and again."""
    words: set[str] = set()
    repeated: Counter[str] = Counter()
    for reading in readings:
        words |= located_words(reading.words, [s for s in reading.spans if s.type == "place"])
        words |= sent_from(reading.words.text)
        repeated.update(possible_places(reading.words))
    words |= {name for name, count in repeated.items() if count >= OFTEN}
    words |= {
        n for r in readings for s in r.spans if s.type == "place" and is_level(n := r.words.text[s.start : s.end])
    }
    spans = ((r.words.text[s.start : s.end], s.type) for r in readings for s in r.spans)
    seats, short = implied_places(spans)
    words |= seats | short
    people = {r.words.text[slice(*p)] for r in readings for p in r.persons}
    villages = {n[:-1] for n in words if n[-1] in "村镇乡" and n[:-1] in people}  # 柳湾 of 柳湾村 is no person
    words |= villages
    gone = seats | villages | {n[1:] for n in words if n[-1] in "村镇乡" and n[1:] in people}  # 下|田村
    for reading in readings:
        reading.persons = [p for p in reading.persons if reading.words.text[slice(*p)] not in gone]
        reading.spans = [s for s in reading.spans if s.type != "person"]
        reading.spans += [Span(start, end, "person") for start, end in reading.persons]
    mark(readings, repeated_places(r.words.text for r in readings) | dict.fromkeys(words, "place"), page)
    for number, start, end in page.find(short_forms(r.words for r in readings)):
        if readings[number].words.whole(start, end):
            readings[number].spans.append(Span(start, end, "place"))


def _drop_remarks(page: Page, readings: list[Reading]) -> None:
    """Take no quoted words for set phrases in articles that are not about policy, nor their characters for persons."""
    articles: dict[str, list[Reading]] = {}
    for segment, reading in zip(page.segments, readings, strict=True):
        articles.setdefault(segment.article_id, []).append(reading)
    for told in articles.values():
        quoting = [r for r in told if any(s.type == "formulation" for s in r.spans)]
        phrases = [(r.words.text, s.start, s.end) for r in quoting for s in r.spans if s.type == "formulation"]
        sure = set_phrases([r.words.text for r in told], phrases) if phrases else None
        if sure is not None:
            _drop_phrases(told, sure)


def _drop_phrases(told: list[Reading], sure: set[str]) -> None:
    """Take out the set phrases of an article but the sure ones, and persons that it names only inside of such remarks:
    “柴垛|与石磨”."""
    inside: set[str] = set()
    outside: set[str] = set()
    for reading in told:
        text = reading.words.text
        remarks = {s for s in reading.spans if s.type == "formulation" and text[s.start : s.end] not in sure}
        quoted = {at for s in remarks for at in range(s.start, s.end)}
        for s in reading.spans:
            if s.type == "person":
                (inside if s.start in quoted else outside).add(text[s.start : s.end])
        reading.spans = [s for s in reading.spans if s not in remarks]
    only = inside - outside
    for reading in told if only else ():
        text = reading.words.text
        reading.spans = [s for s in reading.spans if s.type != "person" or text[s.start : s.end] not in only]


def _add_governments(readings: list[Reading]) -> None:
    """Add governments by the person or party that leads them."""
    for reading in readings:
        led = led_governments(reading.words.text, reading.spans)
        reading.spans += [Span(*span, "organization") for span in led]


def _add_explained(readings: list[Reading], page: Texts) -> dict[str, str]:
    """Add the short forms that the page explains wherever they stand; short form → full name."""
    pages, spans = [r.words for r in readings], [r.spans for r in readings]
    explained = explained_aliases(pages, spans)
    for short, full in (
        team_short_forms(pages, spans) | company_short_forms(pages, spans) | airline_short_forms(pages, spans)
    ).items():
        explained.setdefault(short, (full, "organization"))
    mark(readings, {short: kind for short, (_, kind) in explained.items() if short not in _papers()}, page)
    offices = office_short_forms(pages, spans)
    for number, span in short_offices(pages, page, offices):
        readings[number].spans.append(span)
    cut = {form: full for form, full in abbreviations(pages, spans).items() if form not in offices}
    for number, span in abbreviated(pages, page, cut):
        readings[number].spans.append(span)
    told = cut.keys() | {form for form, (_, kind) in explained.items() if kind == "organization"}
    for reading in readings if told else ():
        text = reading.words.text  # 宁大 is no person where the page names 宁波大学
        reading.spans = [
            s._replace(type="organization") if s.type == "person" and text[s.start : s.end] in told else s
            for s in reading.spans
        ]
    events = event_short_forms(pages, spans)
    for number, span in printed_short_forms(pages, events):
        readings[number].spans.append(span)
    return (
        cut
        | offices
        | events
        | written_out(pages, spans)
        | of_same_place(pages, spans)
        | {short: full for short, (full, _) in explained.items()}
    )


@cache
def _papers() -> frozenset[str]:
    """Kinds of papers, whose bare words name no one paper: （以下简称规划）."""
    return frozenset(rules("speakers")["papers"])


def _add_addressed(page: Page, readings: list[Reading]) -> dict[str, str]:
    """Add 秦主任 and 老秦 and link 秦老师, where the page tells of one person of that family name only."""
    pages = [r.words for r in readings]
    persons = [[] if s.kind in _SIGNED else r.persons for s, r in zip(page.segments, readings, strict=True)]
    added, links = link_addressed(pages, persons, [r.titles for r in readings])
    for number, start, end in added:
        readings[number].spans.append(Span(start, end, "person"))
    return links
