"""Where the words of large vocabularies stand in a text, all of them found in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import add

Spans = list[tuple[int, int]]


class Vocabulary:
    """Words of two or more characters in named classes, indexed by their first two characters."""

    __slots__ = ("_classes", "_index")

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._classes = tuple(classes)
        found: dict[str, dict[str, list[int]]] = {}
        for number, words in enumerate(classes.values()):
            for word in words:
                if len(word) > 1:
                    found.setdefault(word[:2], {}).setdefault(word, []).append(number)
        self._index = {
            pair: sorted(((word, tuple(numbers)) for word, numbers in words.items()), key=lambda w: (-len(w[0]), w[0]))
            for pair, words in found.items()
        }

    def find(self, text: str) -> dict[str, Spans]:
        """Spans of each class in the text: the longest word at a place, none that overlaps the one before it."""
        out: list[Spans] = [[] for _ in self._classes]
        ends = [0] * len(out)
        index = self._index
        for at, pair in enumerate(map(add, text, text[1:])):
            if pair not in index:
                continue
            for word, numbers in index[pair]:
                if text.startswith(word, at):
                    end = at + len(word)
                    for number in numbers:
                        if ends[number] <= at:
                            out[number].append((at, end))
                            ends[number] = end
        return dict(zip(self._classes, out, strict=True))
