"""Statements of a page: its sentences with voice, speaker, class, topic and the time a promise is due in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from transforms.identity import row_id
from transforms.page import TEXT_KINDS, Page
from transforms.statements.class_model import FACT, Statement, Verdict, article_features, judge, score
from transforms.statements.classification import (
    CUE_CLASSES,
    DEMANDS,
    behind_cue,
    blot_names,
    context_of,
    demote_objects,
    exhortation,
    find_evidence,
    reduce,
)
from transforms.statements.horizons import NO_HORIZON, find_horizon
from transforms.statements.plans import PlanReader
from transforms.statements.quoted_headings import who_says, words_of
from transforms.statements.speakers import UNKNOWN, Cast, Speaker
from transforms.statements.topics import choose_topic, mark_topics
from transforms.statements.voices import Part, VoiceReader
from warehouse.contract import STATEMENTS

_START = attrgetter("start")
# A shorter subheading names what follows, a longer one may tell it.
_TELLING = 14


class _Sentence(NamedTuple):
    """A part of a paragraph, with the paragraph's place on the page."""

    segment: int
    kind: str
    text: str
    """Its words in Simplified characters."""
    part: Part
    topic: str | None


def read_statements(page: Page) -> dict[str, list[Any]]:
    """Rows of `statements` in document order, one per sentence or part with its own voice or speaker."""
    genres = {a.article_id: a.genre for a in page.articles}
    rows: list[Any] = []
    for article, sentences in _sentences(page, genres):
        verdicts = _classes(page, sentences, genres.get(article, "news"))
        rows += _rows(page, article, sentences, verdicts)
    return {"statements": rows}


def read_material(page: Page) -> Iterator[tuple[int, int, Statement, dict[str, float]]]:
    """What the class of each statement is read from, with its raw span and the features of its article."""
    genres = {a.article_id: a.genre for a in page.articles}
    for article, sentences in _sentences(page, genres):
        told = [_told(page, sentence, genres.get(article, "news")) for sentence in sentences]
        around = article_features([t.evidence for t in told])
        for sentence, statement in zip(sentences, told, strict=True):
            yield *page.segments[sentence.segment].span(sentence.part.start, sentence.part.end), statement, around


def _sentences(page: Page, genres: dict[str, str]) -> Iterator[tuple[str, list[_Sentence]]]:
    """Each article's id and sentences."""
    reader = VoiceReader(Cast(page))
    article: str | None = None
    found: list[_Sentence] = []
    for index, segment in enumerate(page.segments):
        if segment.article_id != article:
            if article is not None:
                yield article, _with_heard(found)
            article, found = segment.article_id, []
            reader.start_article(article, genres.get(article) == "continuation")
        if segment.kind in TEXT_KINDS:
            text = segment.plain
            parts = reader.read(index, text, segment.kind)
            marks = mark_topics(segment.tokens)
            for p in parts:
                topic = choose_topic(marks, p.start, p.end)
                found.append(_Sentence(index, segment.kind, text[p.start : p.end], p, topic))
    if article is not None:
        yield article, _with_heard(found)


def _with_heard(sentences: list[_Sentence]) -> list[_Sentence]:
    """The sentences of an article, with who is heard in subheadings that quote the sections below them."""
    below: list[tuple[str, Speaker | None]] = []
    out = []
    for sentence in reversed(sentences):
        part = sentence.part
        if sentence.kind != "subheading":
            below.append((sentence.text, part.speaker if part.speaker is not UNKNOWN else None))
        elif part.speaker is UNKNOWN and (words := words_of(sentence.text)) is not None:
            heard = who_says(words, reversed(below))
            sentence = sentence._replace(part=part._replace(speaker=heard or UNKNOWN))
        if sentence.kind == "subheading":
            below = []
        out.append(sentence)
    return out[::-1]


def _classes(page: Page, sentences: list[_Sentence], genre: str) -> list[Verdict]:
    """The class of each sentence, by its words and by what the whole article is full of."""
    told = [_told(page, sentence, genre) for sentence in sentences]
    around = score(article_features([t.evidence for t in told])) if told else None
    plans = PlanReader()
    verdicts: list[Verdict] = []
    for number, (sentence, statement) in enumerate(zip(sentences, told, strict=True)):
        plan = plans.read(sentence.kind, statement)
        if (
            _is_asked(sentence)
            or statement.kind == "caption"
            or (statement.kind == "subheading" and len(statement.text) < _TELLING)
        ):
            verdicts.append(FACT)
        elif (cue := _explicit_cue(sentence.part)) in CUE_CLASSES:
            verdicts.append(Verdict(CUE_CLASSES[cue], cue))
        elif number and not _says_more(sentence) and sentence.part.utterance == sentences[number - 1].part.utterance:
            verdicts.append(verdicts[-1])  # X说。 behind a quotation
        elif plan is not None:
            verdicts.append(plan)
        else:
            verdicts.append(judge(statement, around))
    return verdicts


def _is_asked(sentence: _Sentence) -> bool:
    """Whether the press asks: a question states nothing of its own."""
    speaker = sentence.part.speaker
    return speaker is not None and (speaker.name or "").endswith(_PRESS) and sentence.text.rstrip()[-1:] in ("？", "?")


_PRESS = ("记者", "主持人")


def _told(page: Page, sentence: _Sentence, genre: str) -> Statement:
    """What the class of a sentence is read from."""
    text, part = sentence.text, sentence.part
    tokens = page.segments[sentence.segment].tokens
    mentions = page.names.by_segment.get(sentence.segment)
    if mentions:
        text = blot_names(text, part.start, mentions)
    if "将" in text:
        text = demote_objects(text, part.start, tokens)
    evidence = find_evidence(reduce(text, _explicit_cue(part)))
    context = context_of(part.speaker, part.voice, part.cue, genre)
    own = tokens[bisect_left(tokens, part.start, key=_START) : bisect_left(tokens, part.end, key=_START)]
    calls = exhortation(text, part.start, tokens) is not None
    demands = _explicit_cue(part) in DEMANDS
    return Statement(sentence.text, own, evidence, context, genre, sentence.kind, part.voice, calls, demands)


def _explicit_cue(part: Part) -> str | None:
    return part.cue if part.attribution == "explicit" else None


def _says_more(sentence: _Sentence) -> bool:
    """Whether a sentence says more than who speaks."""
    return bool(reduce(sentence.text, _explicit_cue(sentence.part)).strip("。！？…” ")) or not sentence.part.utterance


def _rows(page: Page, article: str, sentences: list[_Sentence], verdicts: list[Verdict]) -> list[Any]:
    document = page.document
    utterances: dict[int, str] = {}
    rows = []
    for sequence, (sentence, verdict) in enumerate(zip(sentences, verdicts, strict=True), 1):
        part = sentence.part
        start, end = page.segments[sentence.segment].span(part.start, part.end)
        due = NO_HORIZON
        if verdict.name == "commitment":
            due = find_horizon(behind_cue(sentence.text, _explicit_cue(part)), document.edition_date)
        utterance = None
        if part.utterance:
            utterance = utterances.get(part.utterance)
            if utterance is None:
                utterance = utterances[part.utterance] = row_id(document.document_id, "utterance", start)
        rows.append(
            STATEMENTS.row(
                row_id(document.document_id, "statement", start, end),
                article,
                document.document_id,
                document.edition_date,
                sequence,
                page.segments[sentence.segment].text[part.start : part.end],
                start,
                end,
                part.voice,
                verdict.name,
                utterance,
                *(part.speaker or (None,) * 5),
                part.cue,
                part.attribution,
                verdict.evidence,
                sentence.topic,
                *due,
            )
        )
    return rows
