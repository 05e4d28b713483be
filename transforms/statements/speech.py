"""Which quotations are speech, and which only quote a name, a term or a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.page import Mention
from transforms.statements.quotations import FINAL, Quotation

WORDLESS = re.compile(r"[\s，,。：:！!？?…”“’‘、；;]*$")
"""Marks and white space up to the end."""
_QUOTES = re.compile(r"(?:[\s，,。：:！!？?…”“’‘、；;]|“[^“”]*”)*")
"""Marks, and further quotations: “…”“…”……"""
_TITLE = re.compile("《[^《》]{2,60}》")
_COMMAS = frozenset("，,")
_STOPS = frozenset("，,。；;")
_COLONS = frozenset("：:")
_PAUSES = frozenset("，：,:—")
_ONESELF = re.compile("(?<!自)我")
_NAME_LENGTH = 5
_CLAUSE_LENGTH = 10
_LONGEST_NAMES = {"body": _NAME_LENGTH, "subheading": _CLAUSE_LENGTH}
"""What is quoted alone in a paragraph of such a kind is speech if it is longer."""


def is_sentence(quotation: Quotation, text: str) -> bool:
    """Whether what is quoted says something, rather than names it."""
    inner = quotation.inner(text)
    return inner[-1:] in FINAL or len(inner) > _CLAUSE_LENGTH or any(c in inner for c in "，；,")


def is_pure(quotation: Quotation, text: str, start: int, end: int, kind: str) -> bool:
    """Whether a sentence of a paragraph of some kind is nothing but a quotation that says something."""
    if quotation.start > start or not _QUOTES.fullmatch(text, quotation.end, end):
        return False
    inner = quotation.inner(text)
    return inner[-1:] in FINAL or not quotation.closed or len(inner) > _LONGEST_NAMES.get(kind, len(inner))


def is_tail(quotation: Quotation, text: str, end: int) -> bool:
    """Whether a quotation that is a sentence ends the sentence around it, behind a comma or a colon."""
    inner = quotation.inner(text)
    return (
        quotation.end >= end - 1
        and len(inner) > _NAME_LENGTH + 1
        and (inner[-1:] in FINAL or (text[end - 1] in FINAL and _ONESELF.search(inner) is not None))
        and text[quotation.start - 1] in _PAUSES
    )


def is_spoken(quotation: Quotation, text: str, start: int, end: int, named: int, cue_end: int) -> bool:
    """Whether a quotation in an attributed sentence is what its speaker says.

    named: where the words that name the speaker begin; cue_end: where the reporting verb ends.
    """
    inner = quotation.inner(text)
    if quotation.start <= start:
        return inner[-1:] in FINAL or inner[-1:] in _COMMAS or text[quotation.end : quotation.end + 1] in _COMMAS
    if quotation.end <= named <= quotation.end + 1 and text[quotation.start - 1] in _PAUSES:
        return is_sentence(quotation, text) or bool(WORDLESS.match(text, cue_end, end))
    if quotation.start >= cue_end and _QUOTES.fullmatch(text, cue_end, quotation.start):
        last = quotation.end >= end - 1 or _QUOTES.fullmatch(text, quotation.end, end) is not None
        if any(c in _COLONS for c in text[cue_end : quotation.start]):
            return last or is_sentence(quotation, text)
        paused = text[quotation.start - 1] in _COMMAS and text[quotation.end : quotation.end + 1] in _COMMAS
        goes_on = paused and is_sentence(quotation, text)
        return (last and len(inner) > _NAME_LENGTH - 2) or inner[-1:] in FINAL or goes_on
    within = quotation.start > cue_end and text[quotation.start - 1] in _COMMAS and len(inner) > _CLAUSE_LENGTH
    return is_tail(quotation, text, end) or (within and text[quotation.end : quotation.end + 1] in _STOPS)


def mask(text: str, quotations: list[Quotation], names: Sequence[Mention] = ()) -> str:
    """The text with persons and the inside of quotations and titles blotted out: no word in them is read as a cue."""
    for m in names:
        if m.type == "person":
            text = f"{text[: m.start]}{'□' * (m.end - m.start)}{text[m.end :]}"
    out: list[str] = []
    at = 0
    for quotation in quotations:
        start, end = quotation.start + quotation.opened, quotation.end - quotation.closed
        out += (text[at:start], "□" * (end - start))
        at = end
    return _TITLE.sub(lambda m: "《" + "□" * (len(m.group()) - 2) + "》", "".join((*out, text[at:])))


def ends_in_words(quotations: list[Quotation], text: str) -> bool:
    """Whether a paragraph ends in words behind a colon, X指出：“…。”; not in a question, which another answers."""
    last = quotations[-1] if quotations else None
    if last is None or last.end < len(text) - 1 or last.inner(text)[-1:] in "？?":
        return False
    return last.start > 0 and text[last.start - 1] in "：:"
