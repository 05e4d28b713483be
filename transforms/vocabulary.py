"""Where the words of large vocabularies stand in a text, all of them found in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate, compress, count
from operator import add

Spans = list[tuple[int, int]]


class Vocabulary:
    """Words of two or more characters in named classes, indexed by their first two or three characters, then by
    length."""

    __slots__ = ("_classes", "_longer", "_overlapping", "_pairs")

    def __init__(self, classes: Mapping[str, Iterable[str]], overlapping: Collection[str] = ()) -> None:
        self._classes = tuple(classes)
        self._overlapping = tuple(name in overlapping for name in classes)
        found: dict[str, dict[int, dict[str, list[int]]]] = {}
        for number, words in enumerate(classes.values()):
            for word in words:
                if len(word) > 1:
                    found.setdefault(word[:3], {}).setdefault(len(word), {}).setdefault(word, []).append(number)
        index = {first: sorted(by_length.items(), reverse=True) for first, by_length in found.items()}
        self._pairs = {first[:2]: index.get(first[:2], []) for first in index}
        self._longer = {first: words + self._pairs[first[:2]] for first, words in index.items() if len(first) > 2}

    def find(self, text: str) -> dict[str, Spans]:
        """Spans of each class in the text: the longest word at a place, none that overlaps the one before it but for
        classes that may: the 前海 of 当前|海南 hides no 海南."""
        out: list[Spans] = [[] for _ in self._classes]
        ends = [0] * len(out)
        longer, pairs, overlapping = self._longer, self._pairs, self._overlapping
        for at in compress(count(), map(pairs.__contains__, map(add, text, text[1:]))):
            for length, words in longer.get(text[at : at + 3]) or pairs[text[at : at + 2]]:
                end = at + length
                for number in words.get(text[at:end], ()):
                    if ends[number] <= at or (overlapping[number] and ends[number] < end):
                        out[number].append((at, end))
                        ends[number] = end
        return dict(zip(self._classes, out, strict=True))


class Texts:
    """The texts of a page, searched together for a few words."""

    __slots__ = ("_joined", "_starts")

    def __init__(self, texts: Iterable[str]) -> None:
        parts = list(texts)
        self._joined = "\n".join(parts)
        self._starts = [0, *accumulate(len(part) + 1 for part in parts)]

    def __contains__(self, word: str) -> bool:
        """Whether the word stands in the texts."""
        return word in self._joined

    def count(self, word: str) -> int:
        """How often the word stands in the texts."""
        return self._joined.count(word)

    def find(self, words: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Text number, start and end of every occurrence of a word, in order; where words overlap, the longest."""
        found = []
        for word in words:
            at = self._joined.find(word)
            while at >= 0:
                found.append((at, -len(word)))
                at = self._joined.find(word, at + 1)
        end = 0
        for at, length in sorted(found):
            if at >= end:
                end = at - length
                number = bisect_right(self._starts, at) - 1
                yield number, at - self._starts[number], end - self._starts[number]
