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
_PRECEDENCE = (0, 2, 3, 1, 4)
"""The rank of each class in a sentence that holds several: what is demanded goes before what has been done."""
WORD_TAGS = frozenset(["v", "d", "a", "ad", "c", "p", "r", "u", "y", "vn", "l", "i", "m", "t", "uj", "ul", "uz"])
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
    counts: dict[str, int] = {}
    for rule, _ in statement.evidence:
        counts[rule] = counts.get(rule, 0) + 1
    for rule, count in counts.items():
        name, weight = _rule_weights()[rule]
        sums[name] += weight.get(statement.context, 0.0) * min(count, 2)
    return sums


@cache
def _rule_weights() -> dict[str, tuple[str, dict[str, float]]]:
    return {rule["id"]: (rule["class"], rule["weight"]) for rule in rules("classes")["rules"]}


def words(tokens: Iterable[Token]) -> set[str]:
    """The words of a statement that may have weights."""
    return {t[0] for t in tokens if t[1] in WORD_TAGS}


def score(found: Mapping[str, float], base: Sequence[float] | None = None) -> list[float]:
    """What features add up to for each class, on top of `base`: what a statement without any has."""
    weights = _weights()
    a, b, c, d, e = _bias() if base is None else base  # written out: this runs for every statement
    for name in found.keys() & weights.keys():
        value, (p, q, r, s, t) = found[name], weights[name]
        a += p * value
        b += q * value
        c += r * value
        d += s * value
        e += t * value
    # Features come in no fixed order: rounded, the sums of two runs are equal all the same.
    return [round(value, 6) for value in (a, b, c, d, e)]


def judge(statement: Statement, base: Sequence[float] | None = None) -> Verdict:
    """The class with the greatest sum of weights; `base` is the `score` of the features of its article."""
    own = features(statement)
    scores = score(own, base)
    best = min([scores.index(max(scores)), *_settled(statement)], key=_PRECEDENCE.__getitem__)
    return Verdict(CLASSES[best], _evidence(statement, own, best))


def _settled(statement: Statement) -> set[int]:
    """The classes that words of the statement settle, unless others speak against them: 切勿…, 请勿…."""
    settling = _settling()
    found = {settling[e.rule][0] for e in statement.evidence if statement.context in settling[e.rule][1]}
    return {at for at in found if _sums(statement)[CLASSES[at]] >= 0}


@cache
def _settling() -> dict[str, tuple[int, frozenset[str]]]:
    """For each rule, its class and who must speak so that its words settle the class."""
    return {r["id"]: (CLASSES.index(r["class"]), frozenset(r.get("settles", ()))) for r in rules("classes")["rules"]}


def _evidence(statement: Statement, own: Mapping[str, float], best: int) -> str | None:
    """The words that speak most for a class, in the order of the text."""
    leads, of_words = _leads("rule:")[best], _leads("word:")[best]
    told: dict[str, float] = {}
    for rule, words in statement.evidence:
        if (lead := leads.get(f"rule:{rule}")) is not None:
            told[words] = max(told.get(words, 0.0), lead)
    for name in own.keys() & of_words.keys():
        told[name[5:]] = max(told.get(name[5:], 0.0), of_words[name])
    strong = sorted(told, key=lambda w: (-told[w], w))[:_MOST_EVIDENCE]
    return "、".join(sorted(strong, key=lambda w: (statement.text.find(w), w))) or None


@cache
def _leads(kind: str) -> tuple[dict[str, float], ...]:
    """For each class, how much more features of a kind add to it than to the others on average; those that add
    enough."""
    means = {name: sum(row) / len(row) for name, row in _weights().items() if name.startswith(kind)}
    return tuple(
        {name: lead for name, mean in means.items() if (lead := _weights()[name][at] - mean) >= _TOLD}
        for at in range(len(CLASSES))
    )


@cache
def _weights() -> dict[str, list[float]]:
    return dict(rules("class_weights")["weights"])


@cache
def _bias() -> tuple[float, ...]:
    return tuple(rules("class_weights")["bias"])
