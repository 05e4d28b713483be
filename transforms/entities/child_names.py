"""Given names that stand without a family name, of children and kin: 女孩|小雨, 8岁的|朵朵, 妻子|招娣."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.given_names import likelihood
from transforms.entities.manners import clause_before_speech, is_manner
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.spoken_names import foreign_things
from transforms.lexicon import rules
from transforms.memo import memoised

_NAMES = ("", "nr", "nrfg", "nz", "n", "t", "ns", "x")
"""Tags of words that are pet names all the same: 小雨, 甜甜."""


def child_names(text: str) -> set[str]:
    """Such names: behind a word for a child or for kin, in front of their parents, or where somebody speaks."""
    found = set()
    kin = _close_kin()
    for cue in _cues().finditer(text):
        if cue[0] == _AGED and text[cue.start() - 1 : cue.start()] not in _NUMBERS:
            continue
        at, name = cue.end(), text[cue.end() : cue.end() + 2]
        of_kin = cue[0] in kin and (_may_be_given(name) and text[at + 2 : at + 3] not in _BODY)
        pet = is_pet_name(name) and not rjieba.has_word(text[at + 1 : at + 3])
        if pet or (of_kin and _goes_on(text, at + 2)):
            found.add(name)
    for m in _alone().finditer(text):
        if is_pet_name(m[1]) and (m["kin"] is not None or _speaks(text, m.end(1))):
            found.add(m[1])
    return found


@cache
def _cues() -> re.Pattern[str]:
    data = rules("persons")
    return re.compile(trie_pattern([*data["close_kin"], *data["children"], "名叫", "名字叫", _AGED]))


_AGED = "岁的"
_NUMBERS = tuple("0123456789０１２３４５６７８９一二三四五六七八九十")


@cache
def _close_kin() -> frozenset[str]:
    return frozenset(rules("persons")["close_kin"])


@cache
def _alone() -> re.Pattern[str]:
    """A pet name that opens a clause, perhaps with a parent behind it: 豆豆|妈妈."""
    return re.compile(
        "(?<![一-鿿A-Za-z0-9·])(?:据)?((?P<twice>[一-鿿])(?P=twice)|[小大][一-鿿])(?:的?(?P<kin>妈妈|爸爸|奶奶|爷爷|外婆|家长|父母))?"
    )


@memoised
def is_pet_name(name: str) -> bool:
    """Whether two characters are a name by their shape: 小雨, 朵朵, 阿芳; not 小区, 常常."""
    if len(name) != 2 or name in gazetteer() or name in foreign_things() or name in lexicon().not_names:
        return False
    data = rules("persons")
    if name in data["kin"] or name in data["no_nicknames"]:
        return False
    pet, tag = name[1] in data["pet_characters"], word_tag(name)
    if name[0] == name[1]:
        return tag[:1] not in ("d", "r", "m") if pet else likelihood(name[1]) >= _LIKELY and tag in _NAMES
    if tag not in _NAMES:
        return False
    if name[0] == "大":
        return likelihood(name[1]) >= _LIKELY and word_tag(name) in ("", "nr")
    return name[0] in "小阿" and name[1] not in _KIN and (pet or likelihood(name[1]) >= _LIKELY)


_LIKELY = 2.0
_KIN = frozenset("哥姐弟妹叔伯姨婶嫂爷奶婆公妈爸爹娘")


def _may_be_given(name: str) -> bool:
    """Whether two characters behind a word for kin are a given name: 妻子|招娣."""
    usual = name in rules("persons")["told_of"]["given"] or (likelihood(name) >= _SURE and name[0] != name[1])
    return len(name) == 2 and usual and name[1] not in _BODY and word_tag(name) in _NAMES


_SURE = 3.0
_BODY = frozenset("的地得员工部局市县区镇村家氏某")


def _goes_on(text: str, end: int) -> bool:
    """Whether a clause goes on behind the name: with a verb, an adverb, a preposition or a mark."""
    rest = text[end : end + 8]
    if not rest or rest[0] in "，。、；：！？）（":
        return True
    if rjieba.has_word(text[end - 1 : end + 1]):
        return False
    word, tag = rjieba.tag(rest)[0]
    return tag[0] in "vdptilf" or word[0] in "在和与对把被将从向当"


def _speaks(text: str, end: int) -> bool:
    """Whether a verb of speech follows, with a manner or without one."""
    if lexicon().speech.match(text, end):
        return True
    clause = clause_before_speech(text, end)
    return bool(clause) and is_manner(clause)
