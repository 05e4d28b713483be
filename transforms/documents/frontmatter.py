"""The block of `key: value` lines between two `---` lines at the top of a file."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.lexicon import rules


class FrontMatter(NamedTuple):
    """Its values as printed, keys in lower case, and the offset behind it (0 if the file has none)."""

    values: dict[str, str]
    end: int


_NONE = FrontMatter({}, 0)
_RULE = re.compile(r"(?:-{3,}|[—–─－]{2,}|\.\.\.)[^\S\n]*$")
"""Some editors turn three hyphens into dashes."""
_PAIR = re.compile(r"[\"']?([\w\u4e00-\u9fff][\w\u4e00-\u9fff .-]{0,40}?)[\"']?\s*[:：]\s*(.*)$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_MAX_LINES = 100


def read_front_matter(text: str) -> FrontMatter:
    """Front matter is there only if each of its lines is a pair, a comment, or belongs to the pair above it.

    Pairs whose words are all Chinese and none of those for date, newspaper or page are text between two rules. Without
    its last `---` it reaches as far as the pairs do, and holds what they say of date, newspaper and page.
    """
    at = len(text) - len(text.lstrip("\ufeff \t\n"))
    if not _RULE.match(text[at : at + 20].partition("\n")[0]) or text[at] == ".":
        return _NONE
    values: dict[str, str] = {}
    key, known_end = "", 0
    for number in range(_MAX_LINES):
        end = text.find("\n", at)
        line = text[at:end] if end >= 0 else text[at:]
        if number and _RULE.match(line):
            return FrontMatter(values, end + 1 if end >= 0 else len(text)) if any(map(_is_key, values)) else _NONE
        if number and line.strip() and not line.lstrip().startswith("#"):
            if pair := _PAIR.match(line):
                key = pair[1].lower()
                values[key] = _plain(pair[2])
                if _is_key(key) and known_end == (at if number > 1 else 0):
                    known_end = end + 1
            elif line[0] not in " \t-" or not values:
                break
            elif (item := _ITEM.match(line)) and not values[key]:
                values[key] = _plain(item[1])
        if end < 0:
            break
        at = end + 1
    known = {k: v for k, v in values.items() if k in _known()}
    return FrontMatter(known, known_end) if known and known_end else _NONE


def _plain(value: str) -> str:
    value = value.split(" #")[0].strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" else value


def _is_key(key: str) -> bool:
    return key.isascii() or key in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(name for names in rules("documents")["keys"].values() for name in names)
