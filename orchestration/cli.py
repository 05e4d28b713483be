"""The command line. Heavy packages are imported by the command that needs them, so that the others start at once.

Exit codes: 0 done · 1 something failed: an edition, a query · 2 wrong options or settings, no raw directory ·
130 interrupted. A file in a bad state is rejected and shown; that is no failure.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from orchestration.problems import DIFFERENT, FAILED, INTERRUPTED, WRONG, Problem, describe, exit_code


class _Commands(TyperGroup):
    """Ends with one line on standard error where the cause is known, and with a traceback where it is not."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _complain("interrupted; the warehouse holds nothing half done, run again to go on")
            raise typer.Exit(INTERRUPTED) from None
        except (BrokenPipeError, RuntimeError):  # the reader of a pipe left; Typer's own ways to exit
            raise
        except Exception as error:
            if (code := exit_code(error)) is None:
                raise
            _complain(describe(error))
            raise typer.Exit(code) from None


app = typer.Typer(
    name="pressledger",
    cls=_Commands,
    help="Turns Chinese newspaper pages into a warehouse of who said what, with which numbers, about whom.",
    epilog="Exit codes: 0 done, 1 something failed, 2 wrong options or settings, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

RawDir = Annotated[Path | None, typer.Option(help="Folder of the raw files, instead of PRESSLEDGER_RAW_DIR.")]
Where = Literal["statements", "articles"]
Form = Literal["parquet", "csv", "xlsx"]
DataDir = Annotated[Path | None, typer.Option(help="Folder of everything produced, instead of PRESSLEDGER_DATA_DIR.")]


Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Json = Annotated[bool, typer.Option("--json", help="Print a JSON list of rows.")]
Limit = Annotated[int | None, typer.Option(min=0, help="At most so many rows, 0 for all; by default 100 in a table.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pressledger {version('pressledger')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    edition: Annotated[
        list[str] | None, typer.Option(help="Only this edition date (YYYY-MM-DD); may be repeated.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "--force", help="Also what is up to date already.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show Dagster's log instead of the progress bar.")
    ] = False,
    raw_dir: RawDir = None,
    data_dir: DataDir = None,
) -> None:
    """Read every pending edition into the warehouse: new, changed and removed raw files."""
    from orchestration.reading import read_pending
    from orchestration.settings import load_settings

    days = [_date(text) for text in edition or ()]
    if not read_pending(load_settings(raw_dir, data_dir), days, everything, verbose):
        raise typer.Exit(FAILED)


@app.command()
def status(raw_dir: RawDir = None, data_dir: DataDir = None) -> None:
    """Show which editions are loaded and pending, and which files are rejected."""
    from orchestration.settings import load_settings
    from orchestration.standing import show_status

    show_status(load_settings(raw_dir, data_dir))


@app.command()
def check(
    edition: Annotated[
        list[str] | None, typer.Option(help="Only this edition date (YYYY-MM-DD); may be repeated.")
    ] = None,
    table: Annotated[list[str] | None, typer.Option(help="Only this table, e.g. metrics; may be repeated.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also list the checks that passed.")] = False,
    raw_dir: RawDir = None,
    data_dir: DataDir = None,
) -> None:
    """Run the quality checks on what was read, without changing anything; exit code 1 if one of severity ERROR fails.

    ERROR: a row breaks the contract and is kept out of the warehouse. WARN: a row is implausible; it is loaded and
    flagged in flagged_rows.
    """
    from orchestration.checking import check_lake
    from orchestration.settings import load_settings
    from orchestration.workspace import Workspace

    days = [_date(text) for text in edition or ()]
    if not check_lake(Workspace(load_settings(raw_dir, data_dir)), days, table or (), everything):
        raise typer.Exit(FAILED)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One select statement; - reads it from standard input.")],
    csv: Csv = False,
    json: Json = False,
    limit: Limit = None,
    data_dir: DataDir = None,
) -> None:
    """Ask the warehouse, read-only."""
    from orchestration.answers import answer
    from orchestration.settings import load_settings

    text = sys.stdin.read() if sql == "-" else sql
    answer(load_settings(data_dir=data_dir).data_dir, text, _form(csv, json), limit)


@app.command()
def analyses(
    name: Annotated[str | None, typer.Argument(help="Show this one with its parameters and its query.")] = None,
) -> None:
    """List the questions that `pressledger ask` knows."""
    from orchestration.questions import list_analyses, show_analysis

    if name is None:
        list_analyses()
    else:
        show_analysis(name)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the question, as `pressledger analyses` lists them.")],
    csv: Csv = False,
    json: Json = False,
    limit: Limit = None,
    data_dir: DataDir = None,
) -> None:
    """Ask the warehouse a prepared question; its parameters are options: ask promises_due --speaker 罗定波."""
    from orchestration.questions import ask_question
    from orchestration.settings import load_settings

    ask_question(load_settings(data_dir=data_dir).data_dir, name, ctx.args, _form(csv, json), limit)


@app.command()
def dictionary(
    html: Annotated[bool, typer.Option("--html", help="A page for a browser instead of Markdown.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write it to this file instead of printing it.")] = None,
) -> None:
    """Show what every table, mart and column means, in English with the Chinese terms."""
    from warehouse.dictionary import render_dictionary, render_page

    text = render_page() if html else render_dictionary()
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to find; words parted by blanks must all be there.")],
    where: Annotated[Where, typer.Option("--in", help="What to search.")] = "statements",
    csv: Csv = False,
    json: Json = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many rows, 0 for all.")] = 20,
    data_dir: DataDir = None,
) -> None:
    """Find statements or articles that hold a text, best first, in Simplified or Traditional characters."""
    from orchestration.answers import search
    from orchestration.settings import load_settings

    search(load_settings(data_dir=data_dir).data_dir, text, where, _form(csv, json), limit)


@app.command()
def export(
    table: Annotated[str, typer.Option(help="Table or mart, e.g. metrics or marts.commitments.")],
    to: Annotated[Form, typer.Option(help="Format of the file.")],
    where: Annotated[str | None, typer.Option(help="Only rows that this SQL condition holds for.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file; by default <table>.<format> here.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Write a table to a file; CSV and workbooks are safe to open in a spreadsheet."""
    from orchestration.answers import export_table
    from orchestration.settings import load_settings

    export_table(load_settings(data_dir=data_dir).data_dir, table, to, out, where)


@app.command()
def rebuild(data_dir: DataDir = None) -> None:
    """Make the warehouse anew from the lake, without reading a page; needed after a change of tables or marts."""
    from orchestration.rebuilding import rebuild_warehouse
    from orchestration.settings import load_settings

    rebuild_warehouse(load_settings(data_dir=data_dir))


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="A warehouse file, a lake, or a data directory.")],
    after: Annotated[Path, typer.Argument(help="Another.")],
    examples: Annotated[int, typer.Option(min=0, help="Show so many rows of each kind.")] = 3,
    json: Annotated[bool, typer.Option("--json", help="Print the differences as JSON.")] = False,
) -> None:
    """Compare two builds: columns, counts, rows by key. Exit code 0: the same, 1: different, 2: cannot be compared."""
    from orchestration.differences import show_differences

    if show_differences(before, after, examples, json):
        raise typer.Exit(DIFFERENT)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Gold files or folders: .yaml readings, .jsonl lists of articles. Default: PRESSLEDGER_GOLD_DIR."
        ),
    ] = None,
    notes: Annotated[int, typer.Option(min=0, help="List up to so many errors for each measure.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the measures as JSON.")] = False,
    raw_dir: RawDir = None,
) -> None:
    """Measure how well pages are read: read those that gold speaks of and compare."""
    from orchestration.accuracy import evaluate_pages
    from orchestration.settings import load_settings

    settings = load_settings(raw_dir)
    evaluate_pages(settings.raw_dir, gold or [settings.gold_dir], notes, json)


@app.command()
def ui(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3000,
    raw_dir: RawDir = None,
    data_dir: DataDir = None,
) -> None:
    """Start the Dagster UI with its sensor and schedule; runs are kept in the data directory."""
    from orchestration.home import start_ui
    from orchestration.settings import load_settings

    start_ui(load_settings(raw_dir, data_dir), host, port)


def _form(csv: bool, json: bool) -> str:
    if csv and json:
        raise Problem("--csv and --json exclude each other", WRONG)
    return "csv" if csv else "json" if json else "table"


def _complain(message: str) -> None:
    typer.echo("pressledger: " + " ".join(message.split()), err=True)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"{text!r} is no edition date: write it as 2026-03-05", WRONG) from None


def main() -> None:
    """Run the command line."""
    app()
