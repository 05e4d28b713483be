"""Persons known by the shape of their names: names that a report withholds in part, emperors."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import trie_pattern
from transforms.entities.person_lexicon import HAN, lexicon
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
        torn = at > 1 and rjieba.has_word(text[at - 2 : at])  # 军区|某
        if at and text[at - 1] in lexicon().surnames and not torn and text[at - 1 : at + 1] not in lexicon().not_names:
            last = text[at + 1 : at + 2]
            ends_there = last == "某" or (
                last not in _BEHIND_NAME and HAN.fullmatch(last) and not rjieba.has_word(text[at + 1 : at + 3])
            )
            out.append((at - 1, at + 1 + bool(ends_there)))
        at = text.find("某", at + 2)
    return out


_BEHIND_NAME = frozenset(
    "来去要想拿找骗打报又再才没让用做看听问答请买卖租住走跑逃躲持驾乘坐说称在与和的因被将向到对为从把其等是有于以不也都已曾还先后及则之家夫妻等一二三四五六七八九十"
)
