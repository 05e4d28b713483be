"""The class of a statement as a sum of weights: of the rules whose words it holds, of other general words, of who says
it and of the article around it (`rules/class_weights.yaml`).

The weights are those of a multinomial logistic regression, fitted by `python -m tests.fit_classes` on sentences that
careful readers had labelled. Words are verbs, adverbs and the like that many papers use; names and topics have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from transforms.lexicon import rules
from transforms.page import Token

CLASSES = ("commitment", "achievement", "appraisal", "directive", "fact")
"""In the order of the weights."""
WORD_TAGS = frozenset(["v", "d", "a", "ad", "c", "p", "r", "u", "y", "vn", "l", "i", "m", "t", "uj", "ul", "uz"])
_HAN = re.compile("[\u4e00-\u9fff]+")
_DIGITS = re.compile(r"\d+")
_CLOSERS = "”’」』"
_MOST_EVIDENCE = 4
_MOST_SUM = 3.0
"""No sum of the rules' own weights counts more."""
_CLEAR, _CLEARLY = 1.0, 2.0
"""A sum that settles a class where nothing else speaks against it, and how much it counts."""
_TOLD = 0.1
"""Words that add less to a class than this do not decide it."""


class Evidence(NamedTuple):
    """Words in a statement that a rule knows."""

    rule: str
    words: str


class Verdict(NamedTuple):
    """A class and the words that decided it, null where only who speaks and the article around it did."""

    name: str
    evidence: str | None


FACT = Verdict("fact", None)


class Statement(NamedTuple):
    """What the class of a statement is read from."""

    text: str
    tokens: Sequence[Token]
    evidence: Sequence[Evidence]
    context: str
    genre: str
    kind: str
    voice: str
    calls: bool
    """Whether it opens with a verb and no subject, as calls on everyone do."""
    demands: bool = False
    """Whether the verb that reports it demands: X要求…."""


def article_features(evidence: Sequence[Sequence[Evidence]]) -> dict[str, float]:
    """What an article is full of: twice the share of its statements that hold words of each rule."""
    counts = Counter(rule for found in evidence for rule in {e.rule for e in found})
    return {f"article:{rule}": 2 * count / len(evidence) for rule, count in counts.items()}


def features(statement: Statement) -> dict[str, float]:
    """What a statement itself shows."""
    text = statement.text
    out = {f"rule:{e.rule}": 1.0 for e in statement.evidence}
    for name, value in _sums(statement).items():
        if value:
            out[f"sum:{name}"] = max(-_MOST_SUM, min(value, _MOST_SUM))
        if value >= _CLEAR:
            out[f"clear:{name}"] = _CLEARLY
    out |= {f"word:{word}": 1.0 for word in words(statement.tokens)}
    for name in (
        f"who:{statement.context}",
        f"who:{statement.context}/{statement.genre}",
        f"kind:{statement.kind}",
        f"voice:{statement.voice}",
        f"end:{text.rstrip(_CLOSERS)[-1:]}",
    ):
        out[name] = 1.0
    out["digits"] = min(len(_DIGITS.findall(text)), 4) / 2
    out["length"] = min(len(text), 120) / 60
    if statement.calls:
        out["calls"] = 1.0
    if statement.demands:
        out["demands"] = 1.0
    return out


def _sums(statement: Statement) -> dict[str, float]:
    """What the rules' own weights add up to for each class; words of one rule count twice at most."""
    sums = dict.fromkeys(CLASSES, 0.0)
    for rule, count in Counter(e.rule for e in statement.evidence).items():
        name, weight = _rule_weights()[rule]
        sums[name] += weight.get(statement.context, 0.0) * min(count, 2)
    return sums


@cache
def _rule_weights() -> dict[str, tuple[str, dict[str, float]]]:
    return {rule["id"]: (rule["class"], rule["weight"]) for rule in rules("classes")["rules"]}


def words(tokens: Iterable[Token]) -> set[str]:
    """The words of a statement that may have weights."""
    return {t.word for t in tokens if t.tag in WORD_TAGS and _HAN.fullmatch(t.word)}


def judge(statement: Statement, around: Mapping[str, float]) -> Verdict:
    """The class with the greatest sum of weights; `around` are the features of its article."""
    weights, own = _weights(), features(statement)
    scores = list(_bias())
    for name, value in (*own.items(), *around.items()):
        row = weights.get(name)
        if row is not None:
            for at, weight in enumerate(row):
                scores[at] += weight * value
    best = max(range(len(CLASSES)), key=scores.__getitem__)
    return Verdict(CLASSES[best], _evidence(statement, own, best))


def _evidence(statement: Statement, own: Mapping[str, float], best: int) -> str | None:
    """The words that speak most for a class, in the order of the text."""
    weights = _weights()
    told: dict[str, float] = {}
    for e in statement.evidence:
        told[e.words] = max(told.get(e.words, 0.0), _lead(weights.get(f"rule:{e.rule}"), best))
    for name in own:
        if name.startswith("word:"):
            word = name[5:]
            told[word] = max(told.get(word, 0.0), _lead(weights.get(name), best))
    strong = sorted((w for w, lead in told.items() if lead >= _TOLD), key=lambda w: -told[w])[:_MOST_EVIDENCE]
    return "、".join(sorted(strong, key=lambda w: (statement.text.find(w), w))) or None


def _lead(row: Sequence[float] | None, best: int) -> float:
    """How much more a feature adds to a class than to the others on average."""
    return 0.0 if row is None else row[best] - sum(row) / len(row)


@cache
def _weights() -> dict[str, list[float]]:
    return dict(rules("class_weights")["weights"])


@cache
def _bias() -> tuple[float, ...]:
    return tuple(rules("class_weights")["bias"])
