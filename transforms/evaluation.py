"""How far the tables agree with hand-made gold: one measure per thing that a reader can get right or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from transforms.gold import Gold, GoldPage, Passage, squash
from warehouse.contract import TABLES
from warehouse.contract.columns import ENTITY_TYPES

F1_MEASURES = ("articles", "speaker", "metrics", "metrics_strict", *ENTITY_TYPES, "reconcile")
SHARE_MEASURES = (
    *("headline", "kicker", "subheadline", "authors", "genre"),
    *("voice", "post", "class", "indicator", "status", "change", "name"),
)
_READ = ("articles", "statements", "metrics", "entity_mentions", "reconciliations")
_SAME_ARTICLE = 0.8
"""How much of their joint length two article spans must share to be the same article."""


@dataclass(slots=True)
class Measure:
    """Counts of one measure: an F1 of finds and gold, or (share) of what was found, how much is right."""

    name: str
    share: bool
    right: int = 0
    extra: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)
    """What was missed or wrong, in words."""

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None where the gold has nothing to measure."""
        if self.share:
            total = self.right + self.missed
            return self.right / total if total else None
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else None

    def judge(self, right: bool, count: int = 1, note: str = "") -> None:
        """Count something that was found and is right or wrong."""
        if right:
            self.right += count
            return
        self.missed += count
        if note:
            self.notes.append(note)

    def miss(self, note: str) -> None:
        """Count something of the gold that was not found."""
        self.missed += 1
        self.notes.append(f"missed {note}")

    def find(self, note: str) -> None:
        """Count something found that the gold does not have."""
        self.extra += 1
        self.notes.append(f"extra {note}")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures, pooled over the pages of the gold."""

    measures: dict[str, Measure]
    pages: tuple[str, ...]

    def values(self) -> dict[str, float]:
        """Measure → value, without those that the gold says nothing about."""
        return {m.name: round(m.value, 4) for m in self.measures.values() if m.value is not None}

    def render(self, notes: int = 0) -> str:
        """A table for people, with up to `notes` errors per measure."""
        lines = [f"{'measure':<16}{'value':>7}{'right':>8}{'extra':>7}{'missed':>8}"]
        for m in self.measures.values():
            if m.value is not None:
                extra = "" if m.share else m.extra
                lines.append(f"{m.name:<16}{m.value:>7.3f}{m.right:>8}{extra:>7}{m.missed:>8}")
                lines += [f"    {note}" for note in m.notes[:notes]]
        return "\n".join(lines)


def evaluate(tables: Mapping[str, pa.Table], gold: Iterable[Gold]) -> Evaluation:
    """Compare tables (`documents` and everything read from it) with gold; a page is found by its source path.

    KeyError names a page that `documents` lacks: it was not read, which is not the same as read badly.
    """
    measures = {name: Measure(name, False) for name in F1_MEASURES} | {n: Measure(n, True) for n in SHARE_MEASURES}
    documents = {d.source_path: d for d in TABLES["documents"].rows(tables["documents"])}
    rows = {name: rows_by(tables, name, "document_id") for name in _READ}
    pages = []
    for one in gold:
        if one.page not in documents:
            raise KeyError(f"no document was read from {one.page}; read it before it is evaluated")
        document = documents[one.page]
        page = one.resolve(document.text)
        found = {name: by_document.get(document.document_id, []) for name, by_document in rows.items()}
        compare_page(page, found, measures)
        pages.append(one.page)
    return Evaluation(measures, tuple(pages))


def compare_page(page: GoldPage, found: Mapping[str, list[Any]], measures: dict[str, Measure]) -> None:
    """Add one page to the measures; `found` holds its rows by table."""
    _compare_articles(page, found["articles"], measures)
    _compare_statements(page, found["statements"], measures)
    _compare_metrics(page, found["metrics"], measures)
    _compare_entities(page, found["entity_mentions"], measures)
    _compare_reconciliations(page, found["reconciliations"], measures)


def rows_by(tables: Mapping[str, pa.Table], name: str, key: str) -> dict[str, list[Any]]:
    """Rows of a table by one of its columns, in their order."""
    out: dict[str, list[Any]] = {}
    for row in TABLES[name].rows(tables[name]):
        out.setdefault(getattr(row, key), []).append(row)
    return out


def _shared(row: Any, gold: Passage) -> int:
    """How many characters a row's span and a gold span have in common."""
    return max(0, min(row.char_end, gold.end) - max(row.char_start, gold.start))


def _likeness(row: Any, gold: Passage) -> float:
    """Shared part of the joint length of two spans."""
    return _shared(row, gold) / max(1, max(row.char_end, gold.end) - min(row.char_start, gold.start))


def _compare_articles(page: GoldPage, rows: list[Any], measures: dict[str, Measure]) -> None:
    tally, left = measures["articles"], list(rows)
    for gold in page.articles:
        best = max(left, default=None, key=lambda r, gold=gold: _likeness(r, gold))  # type: ignore[misc]
        if best is None or _likeness(best, gold) < _SAME_ARTICLE:
            tally.miss(gold["headline"])
            continue
        left.remove(best)
        tally.right += 1
        for name in ("headline", "kicker", "subheadline"):
            have, want = getattr(best, name), gold[name]
            measures[name].judge(squash(have) == squash(want), note=f"{want} read as {have}")
        authors = [f"{a['name']}/{a['role']}" for a in best.authors]
        wanted = gold["authors"] or []
        measures["authors"].judge(set(authors) == set(wanted), note=f"{wanted} read as {authors}")
        measures["genre"].judge(
            best.genre == gold["genre"], note=f"{gold['headline']}: {gold['genre']} as {best.genre}"
        )
    for row in left:
        tally.find(str(row.headline))


def _compare_statements(page: GoldPage, rows: list[Any], measures: dict[str, Measure]) -> None:
    """Voice, speaker, post and class, weighed by the characters they cover."""
    at: dict[int, Any] = {}
    for row in rows:
        at.update(dict.fromkeys(range(row.char_start, row.char_end), row))
    for gold in page.statements:
        readings = Counter(at.get(i) for i in range(gold.start, gold.end) if not page.text[i].isspace())
        for row, count in readings.items():
            _compare_reading(page, gold, row, count, measures)


def _compare_reading(page: GoldPage, gold: Passage, row: Any, count: int, measures: dict[str, Measure]) -> None:
    """`count` characters of a gold span that one statement (or none) covers."""
    note = squash(page.text[gold.start : gold.end])[:24]
    class_ = getattr(row, "statement_class", None)
    measures["class"].judge(class_ == gold["class"], count, f"{gold['class']} as {class_}: {note}")
    if gold["voice"] == "open":  # the text leaves it open who speaks
        return
    voice = getattr(row, "voice", None)
    measures["voice"].judge(voice == gold["voice"], count, f"{gold['voice']} as {voice}: {note}")
    want, have = gold["speaker_name"], getattr(row, "speaker_name", None)
    speaker = measures["speaker"]
    if want and squash(want) == squash(have):
        speaker.right += count
        same = _post_fits(gold["speaker_title"], row.speaker_title) and _post_fits(
            gold["speaker_organization"], row.speaker_organization
        )
        post = f"{gold['speaker_organization']} {gold['speaker_title']}"
        read = f"{row.speaker_organization} {row.speaker_title}"
        measures["post"].judge(same, count, f"{want}: {post} as {read}")
        return
    speaker.missed += count if want else 0
    speaker.extra += count if have else 0
    if want or have:
        speaker.notes.append(f"{want} as {have}: {note}")


def _post_fits(want: str | None, have: str | None) -> bool:
    return not want or _alike(want, have)


def _compare_metrics(page: GoldPage, rows: list[Any], measures: dict[str, Measure]) -> None:
    loose, strict, left = measures["metrics"], measures["metrics_strict"], list(rows)
    for gold in sorted(page.metrics, key=lambda g: g.optional):
        printed = squash(page.text[gold.start : gold.end])
        best = max(left, default=None, key=lambda r, gold=gold: _likeness(r, gold))  # type: ignore[misc]
        if best is None or not _shared(best, gold):
            if not gold.optional:
                loose.miss(printed)
                strict.miss(printed)
            continue
        left.remove(best)
        if gold.optional:
            continue
        loose.right += 1
        if _same_number(best, gold):
            strict.right += 1
        else:
            strict.missed += 1
            strict.extra += 1
            strict.notes.append(f"{printed}: {_number(gold)} as {_read_number(best)}")
        _compare_meaning(printed, best, gold, measures)
    for row in left:
        loose.find(row.text)
        strict.find(row.text)


def _compare_meaning(printed: str, row: Any, gold: Passage, measures: dict[str, Measure]) -> None:
    if gold["indicator"]:
        note = f"{printed}: {gold['indicator']} as {row.indicator}"
        measures["indicator"].judge(_alike(gold["indicator"], row.indicator), note=note)
    for name, usual in (("status", "actual"), ("change", "level")):
        want, have = gold[name] or usual, getattr(row, name)
        measures[name].judge(want == have, note=f"{printed}: {want} as {have}")


def _same_number(row: Any, gold: Passage) -> bool:
    if (gold["unit"], gold["comparator"] or "=") != (row.unit, row.comparator):
        return False
    if gold["value"] is None:
        return _close(row.value_low, gold["low"]) and _close(row.value_high, gold["high"])
    return _close(row.value, gold["value"])


def _number(gold: Passage) -> str:
    value = gold["value"] if gold["value"] is not None else f"{gold['low']}..{gold['high']}"
    return f"{gold['comparator'] or '='} {value} {gold['unit']}"


def _read_number(row: Any) -> str:
    value = row.value if row.value is not None else f"{row.value_low}..{row.value_high}"
    return f"{row.comparator} {value} {row.unit}"


def _compare_entities(page: GoldPage, rows: list[Any], measures: dict[str, Measure]) -> None:
    free = {(g.start, g.end) for g in page.entities if g.optional}
    for entity_type in ENTITY_TYPES:
        tally = measures[entity_type]
        have = {(r.char_start, r.char_end): r for r in rows if r.entity_type == entity_type}
        for gold in page.entities:
            if gold["type"] != entity_type or gold.optional:
                continue
            row = have.pop((gold.start, gold.end), None)
            if row is None:
                tally.miss(squash(page.text[gold.start : gold.end]))
            else:
                tally.right += 1
                same = squash(row.name) == squash(gold["name"])
                measures["name"].judge(same, note=f"{gold['name']} named {row.name}")
        for span, row in have.items():
            if span not in free:
                tally.find(row.text)


def _compare_reconciliations(page: GoldPage, rows: list[Any], measures: dict[str, Measure]) -> None:
    tally, left = measures["reconcile"], list(rows)
    for gold in page.reconciliations:
        wanted = (gold["kind"], gold["verdict"])
        hit = next((r for r in left if (r.kind, r.verdict) == wanted and _shared(r, gold)), None)
        if hit is not None:
            left.remove(hit)
        if gold.optional:
            continue
        if hit is None:
            tally.miss(f"{gold['kind']} {gold['verdict']}: {gold['evidence']}")
        else:
            tally.right += 1
    for row in left:
        tally.find(f"{row.kind} {row.verdict}: {row.evidence}")


def _close(x: float | None, y: float | None) -> bool:
    if x is None or y is None:
        return x is y
    return abs(x - y) <= 1e-6 * max(1.0, abs(x), abs(y))


def _alike(want: str | None, have: str | None) -> bool:
    """One contains the other, or they share half of the longer one's characters."""
    a, b = squash(want), squash(have)
    if not a or not b:
        return a == b
    if a in b or b in a:
        return True
    return 2 * (Counter(a) & Counter(b)).total() >= max(len(a), len(b))
