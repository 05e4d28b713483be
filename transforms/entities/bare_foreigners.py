"""Transliterated and Japanese names without a post, where only a person can act: |哈兰德|梅开二度, |渡边雄太|说."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache

import rjieba

from transforms.entities.foreign_names import spells
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.given_names import likelihood
from transforms.entities.manners import clause_before_speech, is_manner
from transforms.entities.name_evidence import PUNCTUATION, openings
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.entities.spoken_names import foreign_things
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised

_LEAST, _MOST = 3, 8
"""How many syllables such a name has."""


def bare_foreigners(text: str, beside: Collection[int]) -> Iterator[tuple[int, int]]:
    """Spans of such names at the start of a clause, or behind a role or post (`beside`)."""
    for at in openings(text, beside):
        end = _japanese_end(text, at, at in beside) if text[at : at + 2] in lexicon().japanese else at
        if end == at and spells(text[at]):
            end = _end(text, at, at in beside)
        if end > at:
            yield at, end


def foreign_start(words: Words, start: int) -> int:
    """Where a foreign name opens whose next syllables are taken for a name of their own: 拉里|贾尼."""
    number = bisect_left(words.starts, start)
    if not 0 < number < len(words.tokens) or words.starts[number] != start:
        return start
    (word, tag, at, end), last = words.tokens[number - 1], words.tokens[number].word
    foreign = tag == "nrt" and end == start and len(last) > 1 and word not in gazetteer()
    return at if foreign and all(map(spells, last)) and _is_foreign(word + last) else start


def _end(text: str, start: int, led: bool) -> int:
    """Where a transliterated name ends behind which somebody acts; its start if there is none."""
    stop = start
    while stop < len(text) and stop - start < _MOST and HAN.match(text[stop]) and spells(text[stop]):
        stop += 1
    for end in range(stop, start + _LEAST - 1, -1):
        if _is_foreign(text[start:end]) and (_acts(text, end) or (led and _follows(text, end))):
            ordinal = _ORDINAL.match(text, end)
            return ordinal.end() if ordinal else end
    short = text[start : start + 2]
    if word_tag(short) == "nrt" and short not in _taken() and _acts(text, start + 2):
        return start + 2
    return start


_ORDINAL = re.compile("[一二三四五六七八九十]{1,2}世(?![纪界])")
"""查尔斯|三世."""


@cache
def _taken() -> frozenset[str]:
    """What other readers take transliterated words for."""
    return frozenset(gazetteer()) | foreign_things() | lexicon().not_names


@memoised
def _is_foreign(name: str) -> bool:
    """Whether the characters spell a foreign name and no word: most of them stand in few other words."""
    known = lexicon()
    if name in gazetteer() or name in foreign_things() or name in known.not_names or name[-1] in _NEVER_LAST:
        return False
    tags = ("", "nr", "nrt", "nrfg", "nz", "ns" if len(name) > _LEAST else "")
    if word_tag(name) not in tags or any(name[:n] in gazetteer() for n in (2, 3, 4)):
        return False
    if word_tag(name[:2]) in ("a", "v", "d", "b", "c", "p", "ad", "vn"):
        return False  # 普通|科
    syllables = frozenset("".join(rules("persons")["syllables"].split()))
    strong = sum(char in syllables for char in name)
    return strong >= max(2, len(name) - 1 - (len(name) > 4))


_NEVER_LAST = frozenset("和与不在以于也都将则又还就对为因曾所")


def _acts(text: str, end: int) -> bool:
    """Whether what follows a name is done or said by persons only."""
    if _ORDINAL.match(text, end) or _deeds().match(text, end):
        return True
    clause = clause_before_speech(text, end)
    return bool(clause) and is_manner(clause)


@cache
def _deeds() -> re.Pattern[str]:
    data = rules("persons")
    return re.compile(f"[今现]年\\d{{1,3}}岁|是一[名位]|{trie_pattern(data['deeds'] + data['speech_verbs'])}")


def _follows(text: str, end: int) -> bool:
    """Whether the rest of a clause begins where a name behind a role ends."""
    if end == len(text) or text[end] in PUNCTUATION:
        return True
    if rjieba.has_word(text[end - 1 : end + 1]):
        return False
    word, tag = rjieba.tag(text[end : end + 8])[0]
    return tag in ("v", "d", "p", "c", "t", "i", "l") and (len(word) > 1 or word in "在和与对把被将从向")


def _japanese_end(text: str, start: int, led: bool) -> int:
    """Where a name of a Japanese family ends behind which somebody acts: |早田希娜|说."""
    for size in (4, 3, 5):
        end = start + size
        name = text[start:end]
        if not HAN.fullmatch(name) or name in gazetteer() or name[-1] in _SITES or not _JOINS.isdisjoint(name[2:-1]):
            continue
        if min(map(likelihood, name[2:].strip("一和")), default=0.0) < _UNLIKE or word_tag(name) not in (
            "",
            "nr",
            "nrfg",
        ):
            continue
        joins = name[-1] in _NEVER_LAST and text[end : end + 1] != "和" and not lexicon().speech.match(text, end)
        if not joins and (_acts(text, end) or (led and _follows(text, end))):
            return end
    return start


_UNLIKE = -1.0
_JOINS = frozenset("和与曾也则还又都将已在于就对")
_SITES = frozenset("镇乡路县市町村港站岛州府区省厂社队")
