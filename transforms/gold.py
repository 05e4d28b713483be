"""Hand-made readings of pages, to measure readers by: YAML with snippets of text, resolved to offsets here.

A gold file names a page by its path below the raw directory and says what a careful reader finds on it:

    page: 2026-03-05/澜州日报_A01.md
    edition_date: 2026-03-05
    articles:        # from the words `first` to the words `last`; authors as name/role
    - {first: '# 江边', last: 收工。, headline: 江边春早, authors: [陆知远/reporter], genre: feature}
    speakers:        # short keys for `spans`
      陆: {name: 陆廷川, kind: person, title: 局长, organization: 市水务局}
    spans:           # [first words, kind, voice, class, speaker key]; each runs up to the next one
    - ['# 江边', heading]
    - [陆廷川说, body, indirect, commitment, 陆]
    metrics:         # in page order; `after`: words that stand between the last metric and this one
    - {text: 12个, value: 12, unit: 个, indicator: 项目}
    entities:        # by type: canonical name and its printed forms; every occurrence counts, longest form first
      person: {陆廷川: [陆廷川, 陆局长]}
    optional:        # entities that cost nothing, found or not; same shape
      formulation: {开局之年: }
    reconciliations:
    - {evidence: 水源、水质, kind: enumeration, stated: 2, derived: 2, verdict: agree}

White space never matters when a snippet is looked for, so a snippet may run over a layout break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.page import TEXT_KINDS


class GoldError(ValueError):
    """A gold file that does not fit its page; the message names the page, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a gold entry says about the page's text in [start, end)."""

    start: int
    end: int
    facts: Mapping[str, Any]
    optional: bool = False

    def __getitem__(self, name: str) -> Any:
        return self.facts.get(name)


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file as it was written."""

    page: str
    facts: Mapping[str, Any]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Gold:
        """The gold that a YAML file holds; GoldError if it does not say which page it is about."""
        if not isinstance(facts, Mapping) or not facts.get("page"):
            raise GoldError("a gold file has no `page`: add the path of its page below the raw directory")
        return cls(str(facts["page"]), facts)

    def resolve(self, text: str) -> GoldPage:
        """The gold with offsets into the page's text; GoldError names the first snippet that is not there."""
        finder = _Finder(self.page, text)
        return GoldPage(
            self.page,
            text,
            list(_articles(self.facts, finder)),
            list(_spans(self.facts, finder)),
            list(_in_order(self.facts, "metrics", "text", finder)),
            list(_entities(self.facts, finder)),
            list(_anywhere(self.facts, "reconciliations", "evidence", finder)),
        )


@dataclass(frozen=True, slots=True)
class GoldPage:
    """Gold resolved against a page's text; each list in page order except `reconciliations`."""

    page: str
    text: str
    articles: list[Passage]
    spans: list[Passage]
    metrics: list[Passage]
    entities: list[Passage]
    reconciliations: list[Passage]

    @property
    def statements(self) -> list[Passage]:
        """The spans that hold statements: body, subheadings, captions."""
        return [s for s in self.spans if s["kind"] in TEXT_KINDS]


class _Finder:
    """Finds snippets in a page, white space aside."""

    def __init__(self, page: str, text: str) -> None:
        self.page = page
        self.offsets = [i for i, c in enumerate(text) if not c.isspace()]
        self.flat = "".join(text[i] for i in self.offsets)

    def find(self, where: str, snippet: Any, at: int = 0) -> tuple[int, int]:
        """Flat span of the first occurrence of the snippet at or behind the flat position `at`."""
        want = squash(str(snippet))
        start = self.flat.find(want, at) if want else -1
        if start < 0:
            near = self.flat[max(0, at - 8) : at + 12]
            raise GoldError(f"{self.page}, {where}: {want!r} does not follow behind {near!r}; correct the snippet")
        return start, start + len(want)

    def every(self, snippet: str) -> Iterator[tuple[int, int]]:
        """Flat spans of all occurrences of the snippet."""
        want, at = squash(snippet), -1
        while want and (at := self.flat.find(want, at + 1)) >= 0:
            yield at, at + len(want)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the page of a flat span."""
        return self.offsets[start], self.offsets[end - 1] + 1


def squash(text: str | None) -> str:
    """The text without white space."""
    return "".join((text or "").split())


def _articles(facts: Mapping[str, Any], finder: _Finder) -> Iterator[Passage]:
    at = 0
    for article in facts.get("articles") or ():
        start, end = finder.find("articles", article["first"], at)
        last = finder.find("articles", article["last"], start)
        at = max(end, last[1])
        yield Passage(*finder.span(start, at), article)


def _spans(facts: Mapping[str, Any], finder: _Finder) -> Iterator[Passage]:
    """Rows [first words, kind, voice, class, speaker key]; a row ends where the next one starts."""
    speakers = facts.get("speakers") or {}
    rows = facts.get("spans") or ()
    starts, at = [], 0
    for row in rows:
        start, at = finder.find("spans", row[0], at)
        starts.append(start)
    ends = [*starts[1:], len(finder.flat)] if starts else []
    for row, start, end in zip(rows, starts, ends, strict=True):
        kind, voice, class_, key = (*row[1:], None, None, None, None)[:4]
        if key is not None and key not in speakers:
            raise GoldError(
                f"{finder.page}, spans: {row[0]!r} names the speaker {key!r}, which `speakers` lacks; add it"
            )
        said = {"kind": kind, "voice": voice or "narration", "class": class_, **_speaker(speakers.get(key))}
        yield Passage(*finder.span(start, end), said)


def _speaker(speaker: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of `statements` that say who speaks."""
    found = speaker or {}
    return {f"speaker_{part}": found.get(part) for part in ("name", "kind", "title", "organization")}


def _in_order(facts: Mapping[str, Any], name: str, key: str, finder: _Finder) -> Iterator[Passage]:
    at = 0
    for row in facts.get(name) or ():
        if row.get("after"):
            at = finder.find(name, row["after"], at)[1]
        start, at = finder.find(name, row[key], at)
        yield Passage(*finder.span(start, at), row, bool(row.get("optional")))


def _anywhere(facts: Mapping[str, Any], name: str, key: str, finder: _Finder) -> Iterator[Passage]:
    for row in facts.get(name) or ():
        at = finder.find(name, row["after"])[1] if row.get("after") else 0
        yield Passage(*finder.span(*finder.find(name, row[key], at)), row, bool(row.get("optional")))


def _entities(facts: Mapping[str, Any], finder: _Finder) -> Iterator[Passage]:
    """All occurrences of all printed forms.

    None of the required ones stands inside a longer one. Where an optional one runs over a required one, careful
    readers differ on where the name ends, so both are optional.
    """
    free = {(s, e): said for s, e, said in _occurrences(facts, "optional", finder)}
    taken: set[int] = set()
    found = dict.fromkeys(free, True)
    names = dict(free)
    for start, end, said in sorted(_occurrences(facts, "entities", finder), key=lambda o: o[0] - o[1]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found[start, end] = any(s <= start and end <= e and (s, e) != (start, end) for s, e in free)
            names[start, end] = said
    for start, end in sorted(found):
        yield Passage(*finder.span(start, end), names[start, end], found[start, end])


def _occurrences(facts: Mapping[str, Any], name: str, finder: _Finder) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Flat spans of every printed form with what is said of it; GoldError for a form the page does not have."""
    for entity_type, entities in (facts.get(name) or {}).items():
        for canonical, forms in entities.items():
            for form in forms or [canonical]:
                spans = list(finder.every(str(form)))
                if not spans:
                    raise GoldError(f"{finder.page}, {name}: {form!r} is not on the page; correct the form")
                yield from ((*span, {"type": entity_type, "name": str(canonical)}) for span in spans)
