"""What is read of an HTML file: its lines, the boxes around them, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """A line of the page."""

    text: str
    role: str
    """What the tags around it say it is, a key of `roles` in rules/html.yaml; empty if they say nothing."""
    hint: str
    """What the names of the tags around it make likely."""
    level: int
    """1 to 6 inside a heading tag, else 0."""
    group: int
    """Number of the body part it stands in, 0 outside."""
    box: int
    """Number of the innermost box (div, table cell, …) around it."""
    linked: int
    """How many of its characters are links."""
    strong: int
    """How many of its characters are in bold."""
    close: bool
    """Whether only a <br> parts it from the line above."""


@dataclass(slots=True)
class Markup:
    """Everything an HTML file says."""

    rows: list[Row] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    """The box around each box."""
    metadata: dict[str, str] = field(default_factory=dict)
    """Names in lower case: property comments first, then <meta>."""
    properties: set[str] = field(default_factory=set)
    """Names that a property comment of the e-paper system gives."""
    title: str = ""
    lists: bool = False
    """Whether it has the marks of a page of the paper: a list of its articles."""
