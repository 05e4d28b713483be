"""What a statement does: promises, reports a success, judges, demands, or tells a fact (`rules/classes.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.lexicon import rules
from transforms.speakers import Speaker

_RULES = rules("classes")
_ORDER: tuple[str, ...] = tuple(_RULES["order"])
_THRESHOLD: float = _RULES["threshold"]
_EXPERT = re.compile(_RULES["experts"])
_GOES_ON = re.compile(_RULES["goes_on"])
_MEETING = re.compile("会议?$")


class Verdict(NamedTuple):
    """A class and the words that decided it, null where it is only the default of its context."""

    name: str
    evidence: str | None


FACT = Verdict("fact", None)


class _Scorer(NamedTuple):
    """A class's patterns in one context: the weight of each group of the pattern, which holds a group per rule."""

    pattern: re.Pattern[str]
    weights: dict[str, float]


def context_of(speaker: Speaker | None, narrated: bool, genre: str) -> str:
    """Who speaks, as the rules tell it: paper, editorial, self, folk, expert or body."""
    if narrated or speaker is None:
        return "editorial" if genre == "commentary" and narrated else "paper" if narrated else "folk"
    if speaker.kind == "document" or (speaker.name and _MEETING.search(speaker.name)):
        return "body"
    about = "".join(
        filter(None, (speaker.title, speaker.organization, None if speaker.kind == "person" else speaker.name))
    )
    if _EXPERT.search(about):
        return "expert"
    if speaker.kind == "person" and not speaker.title:
        return "folk"
    return "self"


def classify(text: str, context: str, opener: str | None = None) -> Verdict:
    """The class of a statement; `opener` is the class of the statement that opened the same act of speaking."""
    for name, scorer in _scorers(context):
        score, evidence = 0.0, []
        for match in scorer.pattern.finditer(text):
            weight = scorer.weights[match.lastgroup or ""]
            score += weight
            if weight > 0:
                evidence.append(match.group())
        if score >= _THRESHOLD:
            return Verdict(name, "、".join(dict.fromkeys(evidence)))
        if name == opener == "commitment" and context == "self" and score > -1 and _GOES_ON.match(text):
            return Verdict(name, None)
    return Verdict(_RULES["default"][context], None)


@cache
def _scorers(context: str) -> tuple[tuple[str, _Scorer], ...]:
    """The scorer of each class in a context, in order of precedence."""
    out = []
    for name in _ORDER:
        groups, weights = [], {}
        for rule in _RULES["rules"]:
            weight = rule["weight"].get(context, 0)
            if rule["class"] == name and weight:
                group = f"r{len(groups)}"
                groups.append(f"(?P<{group}>{'|'.join(rule['patterns'].split())})")
                weights[group] = weight
        out.append((name, _Scorer(re.compile("|".join(groups) or "(?!)"), weights)))
    return tuple(out)
