"""Names of Tibetans, Mongols, Uyghurs, Yi and others that print without a dot, by the elements they are made of."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache

from transforms.entities.canonical import DOTS
from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.vocabulary import Spans

_PEOPLES = ("tibetan", "mongolian", "turkic")
_JOINS = ("", *DOTS)
_OTHER = ("v", "a", "d")
"""Tags of words that their elements make up, too: 努力."""
_LONG, _MOST = 4, 12
"""A name of so many characters is sure wherever it stands; no name of this kind is longer."""


def vocabulary() -> dict[str, Iterable[str]]:
    """The elements that such names are made of, each people's for itself."""
    data = rules("minority_names")
    return {name: data[name].split() for name in (*_PEOPLES, "yi_clans")}


@cache
def _characters(name: str) -> frozenset[str]:
    return frozenset(rules("minority_names")[name])


def minority_names(words: Words, beside: Container[int]) -> Iterator[tuple[int, int]]:
    """Spans of such names: those of two elements anywhere, those of one behind a post or role (`beside`)."""
    text = words.text
    for people in _PEOPLES:
        for start, end, several in _chains(text, words.hits[people]):
            sure = end - start >= _LONG and (several or _opens(text, start))
            if start - 1 in beside and text[start - 1] in lexicon().surnames:
                start -= 1  # 包|娜仁高娃
            if (sure or start in beside) and text[end : end + 1] not in _characters("of_places"):
                yield start, end
    for start, end in words.hits["yi_clans"]:
        given = end
        while given < min(end + 3, len(text)) and text[given] in _characters("yi_given"):
            given += 1
        if given - start >= _LONG or (given > end and start in beside):
            yield start, given


def _opens(text: str, start: int) -> bool:
    """Whether a clause opens there, or a word for kin stands in front: |阿依努尔|是一名教师."""
    return start == 0 or text[start - 1] in _MARKS


_MARKS = frozenset("，。：；！？“\n")


def _chains(text: str, hits: Spans) -> Iterator[tuple[int, int, bool]]:
    """Elements that follow each other, with an ending: start, end, whether there are several."""
    at = 0
    while at < len(hits):
        start, end = hits[at]
        first = at
        at += 1
        while at < len(hits) and text[end : hits[at][0]] in _JOINS and hits[at][1] - start <= _MOST:
            end = hits[at][1]
            at += 1
        if text[end : end + 1] in _characters("endings") and (at == first + 1 or end - start < _LONG):
            end += 1
        if text[start:end] not in gazetteer() and word_tag(text[start:end])[:1] not in _OTHER:
            yield start, end, end > hits[first][1]
