"""Statements of a page: its sentences with voice, speaker, class, topic and the time a promise is due in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from transforms.identity import row_id
from transforms.page import TEXT_KINDS, Page
from transforms.statements.classification import (
    FACT,
    Verdict,
    behind_cue,
    blot_names,
    classify,
    context_of,
    demote_objects,
    exhortation,
    find_evidence,
    reduce,
)
from transforms.statements.horizons import NO_HORIZON, find_horizon
from transforms.statements.speakers import Cast
from transforms.statements.topics import choose_topic, mark_topics
from transforms.statements.voices import Part, VoiceReader
from transforms.traditional import in_simplified
from warehouse.contract import STATEMENTS

# From so many successes on, and such a share of its narration, an article is a report of successes.
_MANY, _MOST = 6, 0.5
# A shorter subheading names what follows, a longer one may tell it.
_TELLING = 14
_TOLD_IN_HEADINGS = frozenset(("commitment", "achievement"))


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


def _sentences(page: Page, genres: dict[str, str]) -> Iterator[tuple[str, list[_Sentence]]]:
    """Each article's id and sentences."""
    reader = VoiceReader(Cast(page))
    article: str | None = None
    found: list[_Sentence] = []
    for index, segment in enumerate(page.segments):
        if segment.article_id != article:
            if article is not None:
                yield article, found
            article, found = segment.article_id, []
            reader.start_article(genres.get(article) == "continuation")
        if segment.kind in TEXT_KINDS:
            text = in_simplified(segment.text)
            parts = reader.read(index, text, segment.kind)
            marks = mark_topics(segment.tokens)
            for p in parts:
                topic = choose_topic(marks, p.start, p.end)
                found.append(_Sentence(index, segment.kind, text[p.start : p.end], p, topic))
    if article is not None:
        yield article, found


def _classes(page: Page, sentences: list[_Sentence], genre: str) -> list[Verdict]:
    """The class of each sentence; narration is read twice, the second time knowing how much of it reports successes."""
    verdicts: list[Verdict] = []
    said: dict[int, str] = {}
    narrated = []
    for number, (segment, kind, text, part, _) in enumerate(sentences):
        if kind == "caption" or (kind == "subheading" and len(text) < _TELLING):
            verdicts.append(FACT)
            continue
        mentions = page.names.by_segment.get(segment)
        if mentions:
            text = blot_names(text, part.start, mentions)
        if "将" in text:
            text = demote_objects(text, part.start, page.segments[segment].tokens)
        cue = part.cue if part.attribution == "explicit" else None
        reduced = reduce(text, cue)
        if not reduced.strip("。！？…” ") and verdicts and part.utterance == sentences[number - 1].part.utterance:
            verdicts.append(verdicts[-1])
            continue
        context = context_of(part.speaker, part.voice, part.cue, genre)
        evidence = find_evidence(reduced)
        if kind == "subheading":
            verdict = classify(reduced, evidence, context)
            verdicts.append(verdict if verdict.name in _TOLD_IN_HEADINGS else FACT)
            continue
        opener = said.get(part.utterance)
        calls = exhortation(text, part.start, page.segments[segment].tokens) if context == "editorial" else None
        verdict = classify(reduced, evidence, context, opener, quoted=_is_quoted(part), cue=cue, exhorting=calls)
        verdicts.append(verdict)
        if part.utterance:
            if verdicts[-1].evidence:
                said[part.utterance] = verdicts[-1].name
        elif context == "paper":
            narrated.append((number, reduced, evidence))
    achieved = sum(verdicts[n].name == "achievement" for n, _, _ in narrated)
    if achieved >= _MANY and achieved >= _MOST * len(narrated):
        for number, reduced, evidence in narrated:
            verdicts[number] = classify(reduced, evidence, "paper", achieving=True)
    return verdicts


def _is_quoted(part: Part) -> bool:
    """Whether a part is a quotation, rather than an answer of an interview."""
    return part.voice == "direct" and part.cue != "答" and not (part.speaker and part.speaker.name == part.cue)


def _rows(page: Page, article: str, sentences: list[_Sentence], verdicts: list[Verdict]) -> list[Any]:
    document = page.document
    utterances: dict[int, str] = {}
    rows = []
    for sequence, (sentence, verdict) in enumerate(zip(sentences, verdicts, strict=True), 1):
        part = sentence.part
        start, end = page.segments[sentence.segment].span(part.start, part.end)
        due = NO_HORIZON
        if verdict.name == "commitment":
            cue = part.cue if part.attribution == "explicit" else None
            due = find_horizon(behind_cue(sentence.text, cue), document.edition_date)
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
