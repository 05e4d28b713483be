"""What lines and parts of lines say that are no running text."""

from __future__ import annotations

from typing import NamedTuple

from transforms.articles.signatures import Author


class Line(NamedTuple):
    """What a line or a part of one says beside the running text."""

    kind: str
    """`byline`, `credit`, `caption` or `jump_line`; `repeat` for a headline said again; `label` for page furniture."""
    authors: tuple[Author, ...] = ()
    dateline: bool = False
    """Whether it names the paper or agency and the place or day, as 本报讯 does."""
    from_page: str | None = None
    on_page: str | None = None
    bare: bool = False
    """Whether it is nothing but a name."""


class Part(NamedTuple):
    """A span of a text that is a `Line` of its own; offsets count in that text."""

    start: int
    end: int
    line: Line
