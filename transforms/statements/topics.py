"""Subject areas of statements, by the words of `rules/topics.yaml`."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.lexicon import rules
from transforms.page import Token

_SCHEME = rules("topics")
_ORDER = tuple(_SCHEME)
_TOPIC_OF = {word: topic for topic in reversed(_ORDER) for word in _SCHEME[topic]["words"].split()}


def mark_topics(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Where in a segment which topic's words stand, in order."""
    return [(token[2], _TOPIC_OF[token[0]]) for token in tokens if token[0] in _TOPIC_OF]


def choose_topic(marks: Sequence[tuple[int, str]], start: int, end: int) -> str | None:
    """The topic that most marks in [start, end) belong to, else most marks at all; None without marks."""
    topics = [topic for at, topic in marks if start <= at < end] or [topic for _, topic in marks]
    if not topics:
        return None
    return min(set(topics), key=lambda topic: (-topics.count(topic), _ORDER.index(topic)))
