"""How much characters look like a given name: learnt from the 47,000 names of three characters in jieba's dictionary.
Characters that only names of our days hold are listed by hand (`modern_given` in rules/persons.yaml).

The value of a character is the logarithm of how much more often it stands in given names than in all words of the
dictionary, weighed by their frequency (a log-likelihood ratio): 霞 3.0, 文 0.1, 的 -6. `python -m
transforms.entities.given_names` writes them anew to rules/given_names.yaml.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log
from pathlib import Path

from transforms.lexicon import rules
from transforms.memo import memoised

FILE = Path(__file__).parent.parent / "rules" / "given_names.yaml"
_UNSEEN = -3.0
"""Of a character that is in no name of the dictionary."""
_MODERN = 3.0
_STEP = 0.5
_HEADER = (
    "# Characters by how much they look like part of a given name, as transforms/entities/given_names.py writes them.\n"
)


@cache
def _values() -> dict[str, float]:
    return {char: float(value) for value, characters in rules("given_names").items() for char in characters}


@memoised
def likelihood(given: str) -> float:
    """The sum over the characters of a given name; above 3 hardly anything else, below -2 hardly a name."""
    values = _values()
    return sum(values.get(char, _UNSEEN) for char in given)


def render() -> str:
    """The content of the file, from the dictionary of the installed jieba."""
    import jieba

    surnames = frozenset("".join(rules("persons")["surnames"].split()))
    modern = frozenset(rules("persons")["modern_given"])
    named: Counter[str] = Counter()
    all_words: Counter[str] = Counter()
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if tag == "nr" and len(word) == 3 and word[0] in surnames:
                named.update(word[1:])
            for char in word:
                all_words[char] += int(count)
    groups: dict[float, list[str]] = {}
    for char in sorted(named):
        share = (named[char] + 0.5) / named.total()
        usual = (all_words[char] + 5) / all_words.total()
        groups.setdefault(round(log(share / usual) / _STEP) * _STEP, []).append(char)
    groups.setdefault(_MODERN, []).extend(sorted(modern - named.keys()))
    return _HEADER + "".join(f"{value}: {''.join(groups[value])}\n" for value in sorted(groups, reverse=True))


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
