"""The block of `key: value` lines between two `---` lines at the top of a file."""

from __future__ import annotations

import re
from typing import NamedTuple


class FrontMatter(NamedTuple):
    """Its values as printed, keys in lower case, and the offset behind it (0 if the file has none)."""

    values: dict[str, str]
    end: int


_NONE = FrontMatter({}, 0)
_RULE = re.compile(r"---[^\S\n]*$")
_PAIR = re.compile(r"([\w\u4e00-\u9fff][\w\u4e00-\u9fff .-]{0,40}?)\s*[:：]\s*(.*)$")
_MAX_LINES = 100


def read_front_matter(text: str) -> FrontMatter:
    """Front matter is there only if each of its lines is a pair, a comment, or belongs to the pair above it."""
    at = len(text) - len(text.lstrip("\ufeff \t\n"))
    if not text.startswith("---", at):
        return _NONE
    values: dict[str, str] = {}
    for number in range(_MAX_LINES):
        end = text.find("\n", at)
        line = text[at:end] if end >= 0 else text[at:]
        if number == 0 or not line.strip() or line.lstrip().startswith("#"):
            if number == 0 and not _RULE.match(line):
                return _NONE
        elif _RULE.match(line) or line.rstrip() == "...":
            return FrontMatter(values, end + 1 if end >= 0 else len(text)) if values else _NONE
        elif pair := _PAIR.match(line):
            value = pair[2].split(" #")[0].strip()
            values[pair[1].lower()] = value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" else value
        elif line[0] not in " \t-" or not values:
            return _NONE
        if end < 0:
            return _NONE
        at = end + 1
    return _NONE
