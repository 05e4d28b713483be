"""`corrections.yaml`: known errors of a source put right without touching code or raw files.

    - id: water-plant
      file: 2026-03-05/临江日报_A01.md      # below the raw directory
      table: metrics
      where: {text: 3亿元, indicator: 总投资}  # finds exactly one row
      action: override                       # or drop, or flag
      set: {value: 3.0e+9}                   # for override alone
      expect: {value: 3.0e+8}                # what the row says as read
      reason: 次日更正启事：应为30亿元

A correction whose `where` finds no row or several, or whose `expect` is not what the row says, is an error: the
source or the rules have changed, and somebody must look at the entry again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from warehouse.contract import CORRECTIONS, TABLES, Table

DROPPED = "correction:"
"""Begins the check name of rows that a correction dropped or flagged."""
ACTIONS = CORRECTIONS.column("action").allowed
CORRECTED = tuple(t.name for t in TABLES.values() if "corrected_by" in t.column_names)
"""Tables whose rows can be corrected."""
_REQUIRED = ("id", "file", "table", "where", "action", "expect", "reason")


class CorrectionsError(Exception):
    """The corrections cannot be read or applied; the message names file, line and remedy."""


@dataclass(frozen=True)
class Correction:
    """One entry of the file."""

    id: str
    file: str
    table: str
    where: Mapping[str, Any] = field(hash=False)
    action: str
    expect: Mapping[str, Any] = field(hash=False)
    reason: str
    place: str
    """File and line, for messages."""
    set: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Corrected:
    """Rows of a table after the corrections."""

    rows: pa.Table
    dropped: tuple[tuple[str, dict[str, Any]], ...] = ()
    """(correction id, row as read) of those that were taken out."""
    flagged: tuple[tuple[str, str, str], ...] = ()
    """(correction id, row id, reason)."""
    applied: pa.Table = field(default_factory=lambda: CORRECTIONS.table([]))
    """Rows of `corrections`."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The entries of the file; none if there is no file. CorrectionsError at the first entry that is not right."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path} cannot be read as UTF-8 text ({error}): save it as UTF-8") from None
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return ()
        if not isinstance(root, yaml.SequenceNode):
            raise CorrectionsError(f"{path} line 1: it is no list: begin each correction with '- id: …'")
        # `where` and the like are plain mappings, so each entry is built whole.
        entries = [(f"{path} line {n.start_mark.line + 1}", loader.construct_object(n, deep=True)) for n in root.value]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise CorrectionsError(f"{path} line {line}: {error.problem}: correct the YAML there") from None
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise CorrectionsError(f"{path}: {' '.join(str(error).split())}: correct the YAML") from None
    finally:
        loader.dispose()
    found: dict[str, Correction] = {}
    for place, entry in entries:
        correction = _correction(place, entry)
        if correction.id in found:
            raise CorrectionsError(f"{place}: id {correction.id} is used twice: give each correction its own")
        found[correction.id] = correction
    return tuple(found.values())


def _correction(place: str, entry: Any) -> Correction:
    if not isinstance(entry, dict):
        raise CorrectionsError(f"{place}: it is no mapping: write {', '.join(_REQUIRED)}, one a line")
    allowed = (*_REQUIRED, "set")
    if unknown := [str(key) for key in entry if key not in allowed]:
        raise CorrectionsError(f"{place}: {', '.join(unknown)} is unknown: there is {', '.join(allowed)}")
    if missing := [key for key in _REQUIRED if entry.get(key) in (None, "", {})]:
        raise CorrectionsError(f"{place}: {', '.join(missing)} is missing: add it")
    if entry["action"] not in ACTIONS:
        raise CorrectionsError(f"{place}: action {entry['action']!r} is unknown: write {', '.join(ACTIONS)}")
    if entry["table"] not in CORRECTED:
        raise CorrectionsError(f"{place}: table {entry['table']!r} cannot be corrected: write {', '.join(CORRECTED)}")
    if (entry["action"] == "override") != bool(entry.get("set")):
        raise CorrectionsError(f"{place}: 'set' belongs to override and to nothing else: add or remove it")
    table = TABLES[entry["table"]]
    for part in ("where", "expect", "set"):
        _require_columns(place, table, part, entry.get(part) or {})
    texts = {key: str(entry[key]) for key in ("id", "file", "table", "action", "reason")}
    parts = {key: entry.get(key) or {} for key in ("where", "expect", "set")}
    return Correction(**texts, **parts, place=place)  # type: ignore[arg-type]


def _require_columns(place: str, table: Table, part: str, values: Any) -> None:
    if not isinstance(values, dict):
        raise CorrectionsError(f"{place}: {part} is no mapping: write {{column: value}}")
    for name, value in values.items():
        if name not in table.column_names:
            raise CorrectionsError(
                f"{place}: {table.name} has no column {name!r} ({part}): write one of {', '.join(table.column_names)}"
            )
        column = table.column(name)
        if part == "set" and (name in _fixed(table) or (value is None and not column.nullable)):
            raise CorrectionsError(f"{place}: {name} cannot be set to {value!r}: drop the row instead, or remove it")
        if part == "set" and column.allowed and value is not None and value not in column.allowed:
            raise CorrectionsError(f"{place}: {name} cannot be {value!r}: write {', '.join(column.allowed)}")
        try:
            pa.array([value], column.type)
        except (pa.ArrowException, TypeError, ValueError):
            raise CorrectionsError(f"{place}: {value!r} ({part}) is no {column.type}: correct {name}") from None


def _fixed(table: Table) -> set[str]:
    """Columns that say where a row comes from and what it belongs to."""
    keys = {table.primary_key, table.span_of, "edition_date", "char_start", "char_end", "corrected_by"}
    return {n for n in table.column_names if n in keys or n in ("article_id", "document_id", "statement_id")}


def fingerprints(corrections: Iterable[Correction]) -> dict[str, str]:
    """Raw file → digest of what is to be corrected in it: an edition is pending again when that changes."""
    digests: dict[str, Any] = {}
    for c in corrections:
        content = [c.id, c.table, dict(c.where), c.action, dict(c.set), dict(c.expect), c.reason]
        digest = digests.setdefault(c.file, blake2b(digest_size=8))
        digest.update(json.dumps(content, ensure_ascii=False, default=str, sort_keys=True).encode())
    return {file: digest.hexdigest() for file, digest in digests.items()}


def apply_corrections(
    table: Table, rows: pa.Table, documents: pa.Table, corrections: Iterable[Correction]
) -> Corrected:
    """Rows of one edition with what the corrections say of them. CorrectionsError if one does not fit any more."""
    paths = dict(
        zip(documents.column("source_path").to_pylist(), documents.column("document_id").to_pylist(), strict=True)
    )
    wanted = [c for c in corrections if c.table == table.name and c.file in paths]
    if not wanted:
        return Corrected(rows)
    assert table.primary_key is not None
    records = rows.to_pylist()
    dropped: dict[int, tuple[str, dict[str, Any]]] = {}
    flagged, applied = [], []
    for correction in wanted:
        at = _find(correction, records, paths[correction.file])
        record = records[at]
        key = record[table.primary_key]
        changes = json.dumps(dict(correction.set), ensure_ascii=False, default=str) if correction.set else None
        applied.append(
            CORRECTIONS.row(
                correction.id, record["edition_date"], table.name, key, correction.file, correction.action,
                correction.reason, json.dumps(record, ensure_ascii=False, default=str), changes,
            )
        )  # fmt: skip
        if correction.action == "drop":
            dropped[at] = (correction.id, dict(record))
        elif correction.action == "flag":
            flagged.append((correction.id, key, correction.reason))
        record.update(correction.set, corrected_by=correction.id)
    kept = [record for at, record in enumerate(records) if at not in dropped]
    made = pa.Table.from_pylist(kept, table.schema)
    return Corrected(made, tuple(dropped.values()), tuple(flagged), CORRECTIONS.table(applied))


def _find(correction: Correction, records: list[dict[str, Any]], document_id: str) -> int:
    """The position of the row that a correction is about, if it says what is expected."""
    found = [
        at
        for at, record in enumerate(records)
        if record["document_id"] == document_id and all(_same(record[n], v) for n, v in correction.where.items())
    ]
    where = ", ".join(f"{n} {v}" for n, v in correction.where.items())
    if len(found) != 1:
        remedy = "narrow `where`" if found else "look at the page again and correct or remove the entry"
        raise CorrectionsError(
            f"{correction.place}: {len(found)} rows of {correction.table} in {correction.file} have {where}: {remedy}"
        )
    record = records[found[0]]
    if record["corrected_by"]:
        raise CorrectionsError(f"{correction.place}: {record['corrected_by']} corrects the same row: keep one")
    for name, value in correction.expect.items():
        if not _same(record[name], value):
            raise CorrectionsError(
                f"{correction.place}: {name} is {record[name]}, not {value} as expected: the source or the rules"
                " have changed, so look at the page again and correct or remove the entry"
            )
    return found[0]


def _same(found: Any, wanted: Any) -> bool:
    """Whether two values are equal, but for the last digits of a number."""
    if isinstance(found, float) and isinstance(wanted, int | float):
        return abs(found - wanted) <= 1e-9 * max(abs(found), abs(wanted))
    return bool(found == wanted)
