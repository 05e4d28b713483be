"""What the commands print with."""

from __future__ import annotations

import re
import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Into a file or a pipe lines are long, so that a reason stays on one line.
_WIDE = 200
# Names of files may hold what terminals take for commands, or what turns the line around.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def out() -> Console:
    """Standard output; plain and wide if it is no terminal."""
    return Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, soft_wrap=False)


def err() -> Console:
    """Standard error, for progress."""
    return Console(stderr=True, highlight=False)


def table(*columns: str, numbers: tuple[str, ...] = (), title: str | None = None) -> Table:
    """A table whose `numbers` columns stand right."""
    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for name in columns:
        right = name in numbers
        made.add_column(name, justify="right" if right else "left", no_wrap=right, overflow="fold")
    return made


def cell(value: object) -> Text:
    """A value as printed, none of it taken as markup or as a command to the terminal."""
    if value is None:
        return Text("", style="dim")
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return Text(_CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode(), text))


def count(number: int, noun: str) -> str:
    """`1 edition`, `2 editions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
