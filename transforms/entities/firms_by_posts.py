"""Firms of whatever name in front of a post that only firms have, with its holder behind: 云朵买菜|创始人|陆知远."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules

_FRONT = re.compile(
    "(?<![一-鿿A-Za-z0-9·”）])(?:据|对|向|由|与|和|如|但|而)?+"
    "(?P<name>(?:(?![的了在是和与及被把将为由从向对等各该本这那某第])[一-鿿A-Za-z0-9]){2,8})$"
)
_LONGEST = 10
_SHORT = 2


@cache
def _posts() -> tuple[str, ...]:
    """Posts that only firms have."""
    chiefs = ("首席技术官", "首席运营官", "首席财务官", "CTO", "COO", "CFO")
    return (*rules("titles")["of_companies"], *chiefs)


@cache
def _kinds() -> re.Pattern[str]:
    """What makes the words in front of a post say whose it is, not name it: 连锁餐饮企业, 新任, 记者采访."""
    data = rules("organizations")
    return re.compile(trie_pattern([*data["listed_as"], *data["not_firms"]]))


def firm_before_post(words: Words, end: int) -> tuple[int, int] | None:
    """Span of the firm in front of a post that begins at `end`: words that open a clause and that no text would put
    there but as a name."""
    if not words.text.startswith(_posts(), end):
        return None
    found = _FRONT.search(words.text, max(0, end - _LONGEST), end)
    return found.span("name") if found is not None and _may_name_firm(found["name"]) else None


def _may_name_firm(name: str) -> bool:
    if name in gazetteer() or _kinds().search(name) is not None:
        return False
    tagged = rjieba.tag(name)
    if len(tagged) == 1:
        return not word_tag(name) or tagged[0][1] in ("nz", "nt")
    first, last = tagged[0], tagged[-1]
    if (
        first[1][0] in "mptcdfy"
        or last[1][0] in "mq"
        or (last[1][0] == "v" and len(last[0]) > 1 and first[1][0] in "nrv")
        or len(name) == _SHORT
    ):
        return False
    return any(_is_odd(word, tag) for word, tag in tagged)


def _is_odd(word: str, tag: str) -> bool:
    """Whether a word is none that a plain compound of nouns holds: 麦多|餐饮, 云朵|买菜."""
    return len(word) == 1 or not word_tag(word) or tag[0] not in "nbvl" or tag in ("nz", "nrt", "nrfg", "nr")
