"""Persons whom a page names by a nickname alone, again and again: 果哥, 甜甜, 阿朵."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms.entities.given_names import likelihood
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.spoken_names import foreign_things
from transforms.lexicon import rules
from transforms.vocabulary import Texts

_OFTEN = 3
"""So many times a page prints a nickname that is one."""
_FOR_KIN = "哥姐叔婶嫂姨爷婆妹弟妞"
_LIKELY = 2.0
_NAMES = ("", "nr", "ns", "nz", "n", "a", "z")
"""Tags of doubled characters that may be a child's name: 甜甜, but not 常常."""


def nicknames(texts: Iterable[str], page: Texts, bodies: Iterable[str]) -> set[str]:
    """Nicknames that a page prints often and at least once in front of a verb of speech; none that one of its `bodies`
    is called by."""
    taken = {body[:2] for body in bodies}
    spoken = {m["name"] for text in texts for m in _spoken().finditer(text)}
    return {name for name in spoken if name not in taken and _is_nickname(name) and page.count(name) >= _OFTEN}


@cache
def _spoken() -> re.Pattern[str]:
    shapes = f"(?P<double>[一-鿿])(?P=double)|[一-鿿][{_FOR_KIN}]|[小阿][一-鿿]"
    return re.compile(f"(?<![一-鿿])(?P<name>{shapes})[则也还又]?(?:{lexicon().speech.pattern})")


def _is_nickname(name: str) -> bool:
    if name in foreign_things():
        return False
    if name[0] == name[1]:
        return word_tag(name) in _NAMES and name not in rules("persons")["kin"]
    if word_tag(name) or name in lexicon().not_names:
        return False
    if name[0] in "小阿":
        return likelihood(name[1]) >= _LIKELY
    return name[0] not in rules("persons")["of_kin"]
