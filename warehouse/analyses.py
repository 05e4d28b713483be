"""Questions to the warehouse: one SQL file of sql/analyses each, with parameters that are bound, never pasted.

A file holds one `select` under a header of comments: `-- question: …`, `-- row: …`, and for each parameter
`-- param <name> <type> = <default>: <meaning>`. A default is a value of the type, or null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import duckdb

ROWS = "rows"
"""The parameter of questions with many rows that says how many there are at most."""
ANALYSES_DIR = Path(__file__).resolve().parent.parent / "sql" / "analyses"
Value = str | int | float | bool | date | None

_FACT = re.compile(r"--\s*(question|row):\s*(\S.*)")
_PARAMETER = re.compile(r"--\s*param\s+(\w+)\s+(\w+)\s*=\s*(.*?):\s+(\S.*)")


class AnalysisError(Exception):
    """There is no such question, or it cannot be asked like this; the message says what would do."""


def _boolean(text: str) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]


_READERS: dict[str, tuple[Callable[[str], Value], str]] = {
    "varchar": (str, "text"),
    "date": (date.fromisoformat, "a date like 2026-03-05"),
    "integer": (int, "a whole number"),
    "double": (float, "a number"),
    "boolean": (_boolean, "true or false"),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question."""

    name: str
    type: str
    default: str
    """As written in the header; `null` is no value."""
    meaning: str

    def read(self, text: str) -> Value:
        """A value from what somebody typed; `null` is no value. AnalysisError if it is none of the type."""
        if text == "null":
            return None
        convert, wanted = _READERS[self.type]
        try:
            return convert(text)
        except (ValueError, KeyError):
            raise AnalysisError(f"{self.name} must be {wanted}, not {text!r}") from None

    @property
    def default_value(self) -> Value:
        return self.read(self.default)


@dataclass(frozen=True)
class Analysis:
    """One question with its query."""

    name: str
    question: str
    row: str
    parameters: tuple[Parameter, ...]
    sql: str

    def bind(self, given: Mapping[str, str]) -> dict[str, Value]:
        """Values of all parameters, by name. AnalysisError for a parameter that there is not, or a value of no use."""
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                names = ", ".join(known) or "none"
                raise AnalysisError(f"{self.name} has no parameter {name!r}; its parameters: {names}")
        return {name: p.read(given[name]) if name in given else p.default_value for name, p in known.items()}


def read_analyses(folder: Path = ANALYSES_DIR) -> dict[str, Analysis]:
    """The questions of a folder by name. AnalysisError for a file that holds none."""
    return {file.stem: _read(file) for file in sorted(folder.glob("*.sql"))}


def find_analysis(name: str, folder: Path = ANALYSES_DIR) -> Analysis:
    """The question of this name. AnalysisError with names that are near if there is none."""
    known = read_analyses(folder)
    if name not in known:
        near = get_close_matches(name, known, 3, 0.4) or sorted(known)
        raise AnalysisError(f"there is no analysis {name!r}; there is {', '.join(near)}")
    return known[name]


def _read(file: Path) -> Analysis:
    text = file.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("--")]
    facts = {found[1]: found[2].strip() for line in header if (found := _FACT.match(line))}
    parameters = tuple(
        Parameter(*(part.strip() for part in found.groups())) for line in header if (found := _PARAMETER.match(line))
    )
    if missing := {"question", "row"} - facts.keys():
        raise AnalysisError(f"{file} must begin with '-- question: …' and '-- row: …'; missing: {sorted(missing)}")
    if odd := [p for p in parameters if p.type not in _READERS]:
        raise AnalysisError(f"{file}: {odd[0].name} must be one of {', '.join(_READERS)}, not {odd[0].type}")
    _check(file, text, parameters)
    return Analysis(file.stem, facts["question"], facts["row"], parameters, text.strip().rstrip(";"))


def _check(file: Path, sql: str, parameters: tuple[Parameter, ...]) -> None:
    """The query is one select that uses exactly the parameters of its header."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise AnalysisError(f"{file} cannot be read: {error}") from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise AnalysisError(f"{file} must hold one select")
    used, named = set(statements[0].named_parameters), {p.name for p in parameters}
    if used != named:
        raise AnalysisError(f"{file}: its header names the parameters {sorted(named)}, its query uses {sorted(used)}")
