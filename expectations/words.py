"""Words that everybody uses, from the dictionary of the installed jieba: what no person is called."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_NAMES = ("nr", "ns", "nt", "nz")
"""Tags of names: some people are called like a word, and the dictionary knows them."""


@cache
def common_words(least: int) -> frozenset[str]:
    """Words of two or three characters that the dictionary counted at least so often, and not as a name."""
    spec = find_spec("jieba")
    assert spec and spec.origin, "jieba is a dependency of this package"
    found = []
    # Only the list is read: jieba itself would take a second to load it.
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if 1 < len(word) < 4 and int(count) >= least and not tag.startswith(_NAMES):
                found.append(word)
    return frozenset(found)
