"""Acts of speaking, and the stretches of a paragraph that belong to them."""

from __future__ import annotations

from typing import NamedTuple

from transforms.statements.sentences import split_quoted
from transforms.statements.speakers import Speaker


class Part(NamedTuple):
    """A stretch of a paragraph with one voice and one speaker; `utterance` counts the acts of speaking of the page."""

    start: int
    end: int
    voice: str
    speaker: Speaker | None = None
    cue: str | None = None
    attribution: str | None = None
    utterance: int = 0


class Utterance(NamedTuple):
    """An act of speaking that may go on."""

    number: int
    speaker: Speaker | None
    cue: str | None
    closing: bool = False
    """Its last sentence only named the speaker of a quotation: X说。"""
    ended: bool = False
    """Its last sentence was a quotation: what follows without marks is the paper's again."""


def spoken(text: str, start: int, end: int, utterance: Utterance, cue: str | None = None) -> list[Part]:
    """Direct speech, a part for each sentence; explicit if `cue` introduces or closes the quotation."""
    how = "explicit" if cue else "carried"
    verb = cue or utterance.cue
    return [
        Part(a, b, "direct", utterance.speaker, verb, how, utterance.number) for a, b in split_quoted(text, start, end)
    ]
