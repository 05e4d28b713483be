"""Names wherever a page prints them: each occurrence of what some sentence makes known becomes a span of its own."""

from __future__ import annotations

from transforms.entities import places
from transforms.entities.body_edges import SINGLE_UNITS
from transforms.entities.person_lexicon import word_tag
from transforms.entities.readings import Reading
from transforms.entities.spans import Span, settle
from transforms.lexicon import rules
from transforms.vocabulary import Texts


def mark(readings: list[Reading], types: dict[str, str], page: Texts) -> None:
    """Add a span of its type wherever one of the names stands."""
    for number, start, end in page.find(types):
        text = readings[number].words.text
        if not _in_latin_word(text, start, end) and not places.cuts_citizens(text, end):
            readings[number].spans.append(Span(start, end, types[text[start:end]]))


_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def _in_latin_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is cut out of a longer word."""
    return (start > 0 and {text[start], text[start - 1]} <= _LATIN) or {text[end - 1], text[end : end + 1]} <= _LATIN


def mark_again(readings: list[Reading], page: Texts) -> None:
    """Add bodies, places and events wherever the page prints the same characters, however the words are cut there."""
    printed = {(r.words.text[s.start : s.end], s.type) for r in readings for s in settle(r.spans) if s.type in _WHOLE}
    printed |= {(name, "organization") for r in readings for name in _heads(r)}
    party = tuple(rules("organizations")["party"])
    whole = {
        name: kind
        for name, kind in sorted(printed)
        if (len(name) >= _WHOLE[kind] or (kind == "place" and _is_short_site(name)))
        and (kind != "organization" or not (name[0] in SINGLE_UNITS or name.endswith(party)))
    }
    mark(readings, whole, page)
    quoted = {f"“{name}”" for r in readings for name in _quoted_events(r)}
    for number, start, end in page.find(quoted):
        if not readings[number].words.text.startswith(_HONOURS, end):
            readings[number].spans.append(Span(start + 1, end - 1, "event"))


def _is_short_site(name: str) -> bool:
    """Whether a name of three characters is that of one site: 望川站, 青荡桥, but neither 自贸港 nor 低碳岛."""
    if len(name) != _SHORT_SITE or name[-1] not in "站桥港岛寺湖" or name in rules("places")["zones"]:
        return False
    return not word_tag(name) and not word_tag(name[1:]) and word_tag(name[:-1])[:2] in ("", "nr", "ns", "nz")


_SHORT_SITE = 3
_HONOURS = ("称号", "荣誉")
"""Behind what somebody was called in praise: “最美骑手”称号."""


def _quoted_events(reading: Reading) -> set[str]:
    """Short names of events in quotation marks, which mean the same wherever they stand in such marks."""
    text = reading.words.text
    events = (s for s in reading.spans if s.type == "event" and text[s.start - 1 : s.start] == "“")
    return {text[s.start : s.end] for s in events if text[s.end : s.end + 1] == "”"}


def _heads(reading: Reading) -> set[str]:
    """Bodies that are named with a part of theirs, and may be named without it elsewhere: 青溪医院|客服部."""
    bodies = [s for s in reading.spans if s.type == "organization"]
    whole: dict[int, int] = {}
    for span in bodies:
        whole[span.start] = max(span.end, whole.get(span.start, 0))
    text = reading.words.text
    return {
        text[s.start : s.end] for s in bodies if s.end < whole[s.start] and text.startswith(_PARTS, whole[s.start] - 1)
    }


_PARTS = ("部", "科", "处", "办", "室", "系")
_WHOLE = {"organization": 4, "place": 4, "event": 6}
"""So many characters of a name mean the same wherever they stand."""
