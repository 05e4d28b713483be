"""Conditions that look beside the row: at the page, at other tables, at other rows and at earlier editions.

Each takes the rows and the `Context`, and is marked with the parts of it that it needs. True, false, or null where
it does not apply to a row.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from expectations.conditions import within
from expectations.context import HISTORY, Context, editions_before, needs
from warehouse.contract import TABLES
from warehouse.spans import span_matches, squash

_SENTENCE_END = re.compile(r"[。！？\n]")
_REACH = 60
"""Characters before a number that may say whose it is."""
_SENTENCE = re.compile(r"[^。！？；\n]{10,}")
_NEAR = 4
"""So many claims in front of a part may be its whole."""


@needs("texts")
def span_reproduces_text(rows: pa.Table, context: Context, *, table: str) -> list[bool]:
    """The span of the document holds the row's text."""
    assert context.texts is not None
    return span_matches(TABLES[table], rows, context.texts)


@needs("known")
def known(rows: pa.Table, context: Context, *, column: str, values: str) -> pa.Array:
    """A key that the row refers to exists in the table `values`."""
    assert context.known is not None
    keys = rows.column(column)
    there = pc.is_in(keys, pa.array(sorted(context.known[values]), pa.string()))
    return pc.if_else(pc.is_valid(keys), there, pa.scalar(None, pa.bool_()))


@needs("earlier", "sizes", "texts")
def magnitude_as_before(
    rows: pa.Table, context: Context, *, by: list[str], decades: float, least: int, spread: float, unless: list[str]
) -> list[bool | None]:
    """The value is not `decades` powers of ten away from what earlier editions say of the same.

    `by` names the columns that tell what is the same. A tenth of the earlier values at either end is passed over, so
    that a few errors there do not hide others. Fewer than `least` earlier values say nothing, nor do values more
    than `spread` powers of ten apart: such an indicator is said of a village and of the whole country.
    A sentence that says with a word of `unless` that it is about the country or the world is not compared.
    """
    assert context.earlier is not None and context.sizes is not None
    wanted = set(_tuples(rows, by))
    before: dict[tuple[Any, ...], list[tuple[date, float]]] = defaultdict(list)
    for key, day, value in zip(*_history_columns(context.earlier, by), strict=True):
        if key in wanted and value:
            before[key].append((day, math.log10(abs(value))))
    days = sorted(context.sizes)

    def judge(key: tuple[Any, ...], day: date, value: float | None) -> bool | None:
        if None in key or not value or not math.isfinite(value):
            return None
        window = set(editions_before(day, days, HISTORY))
        logs = sorted(log for d, log in before.get(key, ()) if d in window)
        if len(logs) < least:
            return None
        aside = len(logs) // 10
        low, high = logs[aside], logs[-1 - aside]
        if high - low > spread:
            return None
        return low - decades < math.log10(abs(value)) < high + decades

    found = [judge(*row) for row in zip(*_history_columns(rows, by), strict=True)]
    return [None if said else good for good, said in zip(found, _said(rows, context, unless), strict=True)]


def _history_columns(rows: pa.Table, by: list[str]) -> tuple[Iterable[Any], ...]:
    """What is measured, the day, and the value or the bound that is known."""
    values = pc.coalesce(rows.column("value"), rows.column("value_high"), rows.column("value_low"))
    return _tuples(rows, by), rows.column("edition_date").to_pylist(), values.to_pylist()


def _tuples(rows: pa.Table, columns: list[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(rows.column(name).to_pylist() for name in columns), strict=True))


@needs("texts")
def small_money(rows: pa.Table, context: Context, *, limit: float, owners: list[str], indicators: list[str]) -> list:
    """The money of one person or small shop is below `limit`; the words before the number, or its indicator, say so."""
    assert context.texts is not None
    owner, own = re.compile("|".join(owners)), re.compile("|".join(indicators))
    columns = ("document_id", "char_start", "value", "value_high", "value_low", "indicator")

    def judge(document_id: str, start: int, *numbers: Any) -> bool | None:
        value, high, low, indicator = numbers
        stated = [n for n in (value, high, low) if n is not None and math.isfinite(n)]
        before = _sentence_before((context.texts or {}).get(document_id, ""), start)[-_REACH:]
        if not stated or not (owner.search(before) or own.search(indicator or "")):
            return None
        return max(stated) < limit

    return [judge(*row) for row in zip(*(rows.column(n).to_pylist() for n in columns), strict=True)]


@needs("texts")
def whole_numbers(rows: pa.Table, context: Context, *, columns: list[str], unless: list[str]) -> list[bool | None]:
    """The numbers stated are whole, unless the claim, its indicator or its sentence up to it holds one of `unless`."""
    wholes = within(rows, columns=columns, whole=True)
    return [
        None if not good and said else good for good, said in zip(wholes, _said(rows, context, unless), strict=True)
    ]


@needs("texts")
def still_ahead(
    rows: pa.Table, context: Context, *, column: str, grace_days: int, unless: list[str]
) -> list[bool | None]:
    """A date is not more than `grace_days` before the edition, unless the sentence up to the claim holds a word."""
    columns = (rows.column(column).to_pylist(), rows.column("edition_date").to_pylist())
    ahead = [None if end is None else (day - end).days <= grace_days for end, day in zip(*columns, strict=True)]
    return [None if not good and said else good for good, said in zip(ahead, _said(rows, context, unless), strict=True)]


def _said(rows: pa.Table, context: Context, words: list[str]) -> list[bool]:
    """Whether a claim, its indicator, or its sentence up to it holds one of the words."""
    columns = ("document_id", "char_start", "text", "indicator")
    texts = context.texts or {}
    return [
        any(word in f"{_sentence_before(texts.get(key, ''), start)}{text}{indicator}" for word in words)
        for key, start, text, indicator in zip(*(rows.column(n).to_pylist() for n in columns), strict=True)
    ]


def _sentence_before(text: str, position: int | None) -> str:
    """What stands in the same sentence before a position."""
    if position is None or not 0 <= position <= len(text):
        return ""
    low = max(0, position - 400)
    start = max((m.end() for m in _SENTENCE_END.finditer(text, low, position)), default=low)
    return text[start:position]


@needs("texts")
def part_within_whole(rows: pa.Table, context: Context, *, words: list[str], never: list[str]) -> list[bool | None]:
    """The first amount behind one of `words` (其中) is not above the amount of the same unit in front of it.

    What is measured in units of `never`, as marks and shares are, has no parts.
    """
    assert context.texts is not None
    columns = ("document_id", "char_start", "char_end", "value", "unit", "change", "comparator")
    claims = sorted(
        (
            Amount._make((*row, at))
            for at, row in enumerate(zip(*(rows.column(n).to_pylist() for n in columns), strict=True))
        ),
        key=lambda c: (c.document_id or "", c.start or 0),
    )
    among = re.compile("|".join(words))
    out: list[bool | None] = [None] * rows.num_rows
    for number, part in enumerate(claims):
        near = reversed(claims[max(0, number - _NEAR) : number])
        whole = next((c for c in near if c.document_id == part.document_id and c.unit == part.unit), None)
        if (
            whole is None
            or not (whole.is_amount and part.is_amount)
            or part.unit in never
            or whole.comparator in (">", ">=")
        ):
            continue
        between = context.texts.get(part.document_id, "")[whole.end : part.start]
        if among.search(between) and not _SENTENCE_END.search(between):
            out[part.at] = part.value <= whole.value  # type: ignore[operator]
    return out


class Amount(NamedTuple):
    """What the comparison of a part with its whole looks at."""

    document_id: str
    start: int | None
    end: int | None
    value: float | None
    unit: str | None
    change: str | None
    comparator: str | None
    at: int
    """Position in the rows."""

    @property
    def is_amount(self) -> bool:
        """Whether it is one known amount, and no share or change."""
        stated = None not in (self.start, self.end, self.value, self.unit)
        return stated and self.change == "level"


def not_repeated(rows: pa.Table, context: Context, *, share: float, least: int) -> list[bool | None]:
    """No other page of the edition has printed the article before: fewer than `share` of its characters, in sentences.

    Articles of fewer than `least` characters say nothing.
    """
    holders: dict[tuple[date, str], list[int]] = defaultdict(list)
    documents = rows.column("document_id").to_pylist()
    out: list[bool | None] = []
    for at, (day, body) in enumerate(zip(*(rows.column(n).to_pylist() for n in ("edition_date", "body")), strict=True)):
        sentences = [squash(s) for s in _SENTENCE.findall(body or "")]
        length = sum(map(len, sentences))
        shared: dict[int, int] = defaultdict(int)
        for sentence in sentences:
            for other in holders[day, sentence]:
                if documents[other] != documents[at]:
                    shared[other] += len(sentence)
        for sentence in set(sentences):
            holders[day, sentence].append(at)
        out.append(max(shared.values(), default=0) < share * length if length >= least else None)
    return out


COMPARISONS: dict[str, Callable[..., Sequence[bool | None] | pa.Array]] = {
    f.__name__: f
    for f in (
        span_reproduces_text,
        known,
        magnitude_as_before,
        small_money,
        whole_numbers,
        still_ahead,
        part_within_whole,
        not_repeated,
    )
}
