"""Shops and inns that quoted words name: by how the words end, or by what stands around them."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules

_NO_SHOP = re.compile(
    "[一二三四五六七八九十百两双第最零无网共老]?"
    "(?:夫妻|网红|百年|连锁|共享|社区|爱心|深夜|妈妈|智慧|开|关|进|到|去|在)"
    "|[一二三四五六七八九十百两第最零无网]|[^，。！？、]*(?:[，。！？、]|[的了吗呢吧]$)"
)
"""What quoted words are that only describe a shop: “夫妻店”, “网红”餐厅."""


@cache
def _shops() -> str:
    return trie_pattern(rules("phrases")["shops"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    shops = _shops()
    return (
        re.compile(f"(?:{trie_pattern(rules('phrases')['shop_tails'])})$"),
        re.compile(f"(?:的)?(?:{shops}|门店|分店|总店|旗舰店)(?![长面])"),
        re.compile(f"(?:{shops}|老字号)$"),
    )


def names_shop(text: str, inside: str, start: int, end: int) -> bool:
    """Whether the words quoted in [start, end) name a shop: “源兴面馆”, “望江楼”酒楼, 咖啡馆“拾光里”."""
    tail, behind, before = _patterns()
    if not 1 < len(inside) < _LONGEST or _NO_SHOP.match(inside) or inside in gazetteer():
        return False
    if rjieba.has_word(inside) and inside[-1] not in _HOUSES:
        return False
    if len(inside) >= _LEAST and tail.search(inside):
        return True
    if len(inside) < _SHORTEST or not _HAN.fullmatch(inside):
        return False
    return behind.match(text, end) is not None or before.search(text, max(0, start - 4), start) is not None


_HOUSES = frozenset("楼阁斋轩居坊堂记")
"""What ends a shop's name, be it a word of the dictionary: “望江楼”."""
_HAN = re.compile("[一-鿿]+")
_LONGEST, _LEAST, _SHORTEST = 12, 4, 3
