"""What a statement does: promises, reports a success, judges, demands, or tells a fact (`rules/classes.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.lexicon import rules
from transforms.speakers import Speaker

_RULES = rules("classes")
_THRESHOLD: float = _RULES["threshold"]
_EXPERT = re.compile(_RULES["experts"])
_SOURCE = re.compile(_RULES["sources"])
_SOURCE_CUE = re.compile(_RULES["source_cues"])
_GOES_ON = re.compile(_RULES["goes_on"])
_COMMANDS = frozenset(_RULES["commands"])
_MEETING = re.compile("会议?$")
# Names and terms say nothing of what a sentence does, nor do the purpose it opens with and the words that attribute it.
_NAMED = re.compile("《[^《》]{2,60}》|[“‘「『][^“”‘’「」『』。！？，]{1,14}[”’」』]")
_PURPOSE = re.compile("^为了?[^，。]{2,50}，")


class Verdict(NamedTuple):
    """A class and the words that decided it, null where it is only the default of its context."""

    name: str
    evidence: str | None


FACT = Verdict("fact", None)


class _Scorer(NamedTuple):
    """A class's patterns in one context, and the weight of each group of the pattern, which holds a group per rule."""

    name: str
    bonus: float
    pattern: re.Pattern[str]
    weights: dict[str, float]


def context_of(speaker: Speaker | None, voice: str, cue: str | None, genre: str) -> str:
    """Who speaks, as the rules tell it: paper, editorial, self, leader, folk, expert, source or body."""
    if voice == "narration":
        return "editorial" if genre == "commentary" else "paper"
    if speaker is None or speaker.name is None:
        return "folk"
    if speaker.kind == "person":
        if _EXPERT.search(f"{speaker.title or ''}{speaker.organization or ''}"):
            return "expert"
        return ("leader" if cue in _COMMANDS else "self") if speaker.title else "folk"
    if speaker.kind == "document" or _MEETING.search(speaker.name):
        return "body"
    if (cue and _SOURCE_CUE.search(cue)) or _SOURCE.search(speaker.name):
        return "source"
    return "expert" if _EXPERT.search(speaker.name) else "self"


def reduce(text: str, cue: str | None) -> str:
    """What of a statement tells its class: without the words up to the cue, without names in marks, without purpose."""
    if cue:
        at = text.find(cue)
        if at >= 0:
            text = text[at + len(cue) :].lstrip("，：,: ")
    if "《" in text or "“" in text or "‘" in text:
        text = text[:1] + _NAMED.sub("□", text[1:])
    return _PURPOSE.sub("", text) if text.startswith("为") else text


def classify(text: str, context: str, opener: str | None = None, achieving: bool = False) -> Verdict:
    """The class of a reduced statement.

    opener: class of the statement that opened the same act of speaking; achieving: most of the article's narration
    reports successes, so that less is needed to see one more.
    """
    best, heaviest = None, 0.0
    for scorer in _scorers(context):
        score, evidence = 0.0, []
        for match in scorer.pattern.finditer(text):
            weight = scorer.weights[match.lastgroup or ""]
            score += weight
            if weight > 0:
                evidence.append(match.group())
        enough = 0.35 if achieving and scorer.name == "achievement" else _THRESHOLD
        if score >= enough and score + scorer.bonus > heaviest:
            best, heaviest = Verdict(scorer.name, "、".join(dict.fromkeys(evidence))), score + scorer.bonus
    if opener == "commitment" and context == "self" and heaviest < 2 and _GOES_ON.match(text):
        return Verdict(opener, None)
    return best or Verdict(_RULES["default"][context], None)


@cache
def _scorers(context: str) -> tuple[_Scorer, ...]:
    """The scorer of each class in a context, in order of precedence."""
    out = []
    for name, bonus in _RULES["bonus"].items():
        groups, weights = [], {}
        for rule in _RULES["rules"]:
            weight = rule["weight"].get(context, 0)
            if rule["class"] == name and weight:
                group = f"r{len(groups)}"
                groups.append(f"(?P<{group}>{'|'.join(rule['patterns'].split())})")
                weights[group] = weight
        if groups:
            out.append(_Scorer(name, bonus, re.compile("|".join(groups)), weights))
    return tuple(out)
