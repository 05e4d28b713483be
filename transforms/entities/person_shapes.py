"""Persons known by the shape of their names: names that a report withholds in part, emperors."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import trie_pattern
from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.lexicon import rules


def shaped_persons(text: str) -> list[tuple[int, int]]:
    """Spans of such names."""
    out = _withheld(text) if "某" in text else []
    if "宗" in text or "帝" in text or "祖" in text:
        out += [m.span() for m in _emperor().finditer(text)]
    return out


@cache
def _emperor() -> re.Pattern[str]:
    """An emperor by temple, posthumous or era name: 明宪宗, 汉武帝, 弘治帝."""
    data = rules("persons")
    dynasty = f"[{data['dynasties']}]"
    return re.compile(
        f"{dynasty}[{data['temple_names']}][祖宗](?![族教旨派亲庙])|{dynasty}光?[{data['posthumous_names']}]帝(?!国)"
        f"|(?:{trie_pattern(data['eras'])})帝(?!国)"
    )


def _withheld(text: str) -> list[tuple[int, int]]:
    """Names that a report withholds in part: 李某, 李某某, 李某光."""
    out = []
    at = text.find("某")
    while at >= 0:
        if at and _is_family(text, at - 1):
            out.append((at - 1, at + 1 + _has_given(text, at + 1)))
        at = text.find("某", at + 2)
    return out


def _is_family(text: str, at: int) -> bool:
    """Whether the character in front of 某 is a family name and no end of a word: 军区|某, but 女子|孙某, 欠|钱某."""
    known = lexicon()
    behind_role = text.endswith(_roles(), 0, at)
    if text[at] not in known.surnames:
        opens = at == 0 or text[at - 1] in PUNCTUATION
        twice = opens and text.count(text[at : at + 2]) > 1
        return (behind_role or twice) and HAN.fullmatch(text[at]) is not None and text[at] not in _NO_FAMILY
    if text[at : at + 2] in known.not_names:
        return False
    if text[at] in _LEADING and not behind_role and at and HAN.fullmatch(text[at - 1]):
        return False  # 就读|于某学院
    word = text[at - 1 : at + 1] if at else ""
    torn = len(word) == 2 and rjieba.has_word(word)
    return not torn or behind_role or (text[at] not in known.rare and word_tag(word) == "v")


def _has_given(text: str, at: int) -> bool:
    """Whether a character behind 某 is the rest of the name: 李某|光, but not 李某|拒退."""
    last = text[at : at + 1]
    if last == "某":
        return True
    if last in _BEHIND_NAME or not HAN.fullmatch(last) or rjieba.has_word(text[at : at + 2]):
        return False
    ends = text[at + 1 : at + 2] in PUNCTUATION or at + 1 == len(text)
    verbal = word_tag(last) in ("d", "p", "c")
    return likelihood(last) >= (0.0 if ends else 0.5) and (ends or not verbal)


@cache
def _roles() -> tuple[str, ...]:
    return tuple(rules("persons")["roles"])


_LEADING = frozenset("于由向对从和为与就")
"""Family names that between other words lead to what is withheld."""
_NO_FAMILY = frozenset("有在是对的该与和及于个说让被将把给向为从到这那每各多几第中内外上下大小新老前后")
_BEHIND_NAME = frozenset(
    "微谋隐来去要想拿找骗打报又再才没让用做看听问答请买卖租住走跑逃躲持驾乘坐说称在与和的因被将向到对为从把其等是有于以不也都已曾还先后及则之家夫妻等一二三四五六七八九十"
)
