"""`pressledger analyses` and `ask`: prepared questions, listed and asked with parameters as options."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from orchestration import screen
from orchestration.answers import answer
from warehouse.analyses import ROWS, Analysis, AnalysisError, find_analysis, read_analyses


def list_analyses() -> None:
    """Print the name, question and parameters of each."""
    made = screen.table("analysis", "question", "parameters")
    for analysis in read_analyses().values():
        options = " ".join(f"--{_option(p.name)}" for p in analysis.parameters)
        made.add_row(analysis.name, screen.cell(analysis.question), screen.cell(options))
    console = screen.out()
    console.print(made)
    console.print(
        "pressledger ask NAME [--parameter value …] asks one; pressledger analyses NAME shows it", style="dim"
    )


def show_analysis(name: str) -> None:
    """Print one with its parameters and its query."""
    analysis = find_analysis(name)
    console = screen.out()
    console.print(screen.cell(f"{analysis.question}\nA row is {analysis.row}."), soft_wrap=True)
    made = screen.table("parameter", "type", "default", "meaning")
    for p in analysis.parameters:
        made.add_row(f"--{_option(p.name)}", p.type, screen.cell(p.default), screen.cell(p.meaning))
    if analysis.parameters:
        console.print(made)
    console.print(screen.cell(_query(analysis)), soft_wrap=True)


def ask_question(data_dir: Path, name: str, words: Sequence[str], form: str, limit: int | None) -> None:
    """Print the answer to one; `words` are its parameters as typed: `--speaker 罗定波` or `--speaker=罗定波`."""
    analysis = find_analysis(name)
    values = analysis.bind(_given(analysis, words))
    shown = answer(data_dir, analysis.sql, form, limit, values)
    if shown and shown == values.get(ROWS):
        print(f"{shown} rows, as many as --rows lets through; --rows null asks for all", file=sys.stderr)


def _given(analysis: Analysis, words: Sequence[str]) -> dict[str, str]:
    known = ", ".join(f"--{_option(p.name)}" for p in analysis.parameters) or "none"
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        option, is_joined, value = rest.pop(0).partition("=")
        if not option.startswith("--"):
            raise AnalysisError(f"{option!r} is no parameter of {analysis.name}; its parameters: {known}")
        name = option[2:].replace("-", "_")
        if name not in {p.name for p in analysis.parameters}:
            raise AnalysisError(f"{analysis.name} has no parameter {option}; its parameters: {known}")
        if not is_joined and not rest:
            raise AnalysisError(f"{option} needs a value")
        given[name] = value if is_joined else rest.pop(0)
    return given


def _option(name: str) -> str:
    return name.replace("_", "-")


def _query(analysis: Analysis) -> str:
    """The query without its header."""
    return "\n".join(line for line in analysis.sql.splitlines() if not line.startswith("--"))
