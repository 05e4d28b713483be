"""Words that stand right in front of a place, found without a search."""

from __future__ import annotations

from collections.abc import Iterable


class Suffixes:
    """A set of words, indexed by their last character."""

    __slots__ = ("_lengths", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}

    def start(self, text: str, end: int) -> int:
        """Where the longest word that ends at `end` starts, or -1."""
        if end:
            for length in self._lengths.get(text[end - 1], ()):
                if length <= end and text[end - length : end] in self._words:
                    return end - length
        return -1
