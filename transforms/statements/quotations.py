"""Quotation marks: the outermost quoted stretches of a paragraph, also where a mark is missing."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile('[“”‘’「」『』"＂]')
_CLOSES = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_OPENS = frozenset(_CLOSES.values())
_STRAIGHT = frozenset('"＂')
_NESTED = frozenset("‘’『』")
"""Marks of what is quoted inside a quotation."""
FINAL = frozenset("。！？…!?")
"""Characters that end a sentence."""


class Quotation(NamedTuple):
    """An outermost quotation; `start` and `end` include its marks."""

    start: int
    end: int
    opened: bool
    """False where the quotation was opened in an earlier paragraph and no mark opens it here."""
    closed: bool
    """False where it runs on behind the end of the paragraph, or its closing mark is missing."""

    def inner(self, text: str) -> str:
        return text[self.start + self.opened : self.end - self.closed]


def find_quotations(text: str, running: bool = False) -> list[Quotation]:
    """Outermost quotations of a paragraph in order; `running`: one was open at the end of the paragraph before.

    A mark that opens while one of its kind is open counts as nested only if all marks of the kind are paired;
    otherwise the earlier one was never closed and ends where its sentence ends.
    """
    found: list[Quotation] = []
    marks = list(_MARK.finditer(text))
    if not marks:
        return [Quotation(0, len(text), False, False)] if running and text else found
    paired = {mark for mark in _OPENS if _is_paired(text, mark)}
    stack: list[tuple[str, int]] = []
    outer = next((m.group() for m in marks if m.group() not in _NESTED), marks[0].group())
    if running and outer in _CLOSES:
        stack.append((_CLOSES[outer], -1))
    for match in marks:
        mark, at = match.group(), match.start()
        if mark in _STRAIGHT:
            mark = _as_curly(stack)
        if mark in _OPENS:
            if stack and stack[0][0] == mark and mark not in paired:
                found.append(_unclosed(text, stack[0][1], at))
                stack.clear()
            stack.append((mark, at))
        elif stack and any(mark_open == _CLOSES[mark] for mark_open, _ in stack):
            while stack:
                mark_open, start = stack.pop()
                if mark_open == _CLOSES[mark]:
                    break
            if not stack:
                found.append(Quotation(max(start, 0), at + 1, start >= 0, True))
    if stack:
        start = stack[0][1]
        found.append(Quotation(max(start, 0), len(text), start >= 0, False))
    return found


def _is_paired(text: str, opening: str) -> bool:
    return text.count(opening) == sum(text.count(c) for c, o in _CLOSES.items() if o == opening)


def _as_curly(stack: list[tuple[str, int]]) -> str:
    """What a straight mark is: it closes if one is open."""
    return "”" if any(mark == "“" for mark, _ in stack) else "“"


def _unclosed(text: str, start: int, limit: int) -> Quotation:
    """A quotation without closing mark: it ends with the sentence it began, before `limit`."""
    end = start + 1
    while end < limit and text[end] not in FINAL:
        end += 1
    return Quotation(max(start, 0), min(end + 1, limit), start >= 0, False)


def is_open_at_end(quotations: list[Quotation], text: str) -> bool:
    """Whether the paragraph's last quotation runs on into the next paragraph."""
    return bool(quotations) and not quotations[-1].closed and quotations[-1].end == len(text)
