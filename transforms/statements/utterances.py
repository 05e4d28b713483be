"""Acts of speaking, and the stretches of a paragraph that belong to them."""

from __future__ import annotations

from typing import NamedTuple

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
