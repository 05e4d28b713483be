"""Statements of a page: its sentences with voice, speaker, class, topic and the time a promise is due in."""

from __future__ import annotations

from typing import Any

from transforms.classification import FACT, classify, context_of
from transforms.identity import row_id
from transforms.page import TEXT_KINDS, Page
from transforms.speakers import Cast
from transforms.voices import VoiceReader
from warehouse.contract import STATEMENTS


def read_statements(page: Page) -> dict[str, list[Any]]:
    """Rows of `statements` in document order, one per sentence or part with its own voice or speaker."""
    document = page.document
    reader = VoiceReader(Cast(page))
    rows: list[Any] = []
    genres = {a.article_id: a.genre for a in page.articles}
    article, sequence = None, 0
    utterances: dict[int, str] = {}
    openers: dict[int, str] = {}
    for index, segment in enumerate(page.segments):
        if segment.article_id != article:
            article, sequence = segment.article_id, 0
            reader.start_article()
        if segment.kind not in TEXT_KINDS:
            continue
        for part in reader.read(index, segment.text, segment.kind):
            start, end = segment.span(part.start, part.end)
            sequence += 1
            utterance = None
            if part.utterance:
                utterance = utterances.setdefault(part.utterance, row_id(document.document_id, "utterance", start))
            speaker = part.speaker
            text = segment.text[part.start : part.end]
            if segment.kind == "body":
                context = context_of(speaker, part.voice == "narration", genres.get(article, "news"))
                verdict = classify(text, context, openers.get(part.utterance))
                if part.utterance:
                    openers.setdefault(part.utterance, verdict.name)
            else:
                verdict = FACT
            rows.append(
                STATEMENTS.row(
                    row_id(document.document_id, "statement", start, end),
                    article,
                    document.document_id,
                    document.edition_date,
                    sequence,
                    text,
                    start,
                    end,
                    part.voice,
                    verdict.name,
                    utterance,
                    *(speaker or (None,) * 5),
                    part.cue,
                    part.attribution,
                    verdict.evidence,
                )
            )
    return {"statements": rows}
