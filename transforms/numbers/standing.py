"""What a number counts that is there already, whatever is to be done with it: 希望这|三个|孩子, |5位|居民应该."""

from __future__ import annotations

import re

from transforms.numbers.noun_phrases import Words
from transforms.numbers.quantity import Quantity

_POINTED = re.compile("(?:这|那|上述|以上|该|此)(?:总共|一共|全部|共)?$")
_ACTORS = frozenset(("人", "名", "位", "户", "家", "支", "所", "队", "组"))
_OPENS = re.compile(
    "(?:其中|另外?|还有|这|全部|其余|剩下的?|[本全我该][省市县区国]|来自[^，。；]{2,30}|[^，。；将要拟会新增设建]{2,20}的)?的?"
)
_ACTS = re.compile(
    "[^，。；、：“”0-9]{0,12}?(?:应该|应当|可以|还|也|都|均|仍|已经?|正在?|会|要|须|必须|需要|将)(?!会?(?:达|增|新增))"
)
_TOGETHER = re.compile("(?<!公)共(?!同|享|建|产|性|识)")
_AGES = ("岁", "周岁")
_MOVED = re.compile(
    "(?:由|从)(?!当前|目前|现在|现有|[0-9]{4}年)[^，。；]{1,30}?[减降增升压提缩扩涨跌][一-鿿]{0,2}[至到为]$"
)


def stands(text: str, words: Words, quantity: Quantity) -> bool:
    """Whether a number counts what its words point at, or those who are to do something: 这21家企业, 5位居民应该."""
    at = quantity.outer_start
    if quantity.dimension != "count":
        return False
    if _POINTED.search(text, max(0, at - 4), at):
        return True
    opens = _OPENS.fullmatch(text, words.clause_start(at), at)
    return opens is not None and quantity.unit in _ACTORS and _ACTS.match(text, quantity.outer_end) is not None


def is_told(text: str, words: Words, quantity: Quantity) -> bool:
    """Whether only what else its sentence says makes a number one of what is to come: ages, what 共 and 其中 sum up
    or break down, and what a move has led to."""
    at = quantity.outer_start
    if (quantity.unit_text or "").endswith(_AGES) and "寿命" not in text[max(0, at - 8) : at]:
        return True
    if text.startswith("其中", words.sentence_start(at)):
        return True
    clause = words.clause_start(at)
    return _TOGETHER.search(text, clause, at) is not None or _MOVED.search(text, clause, at) is not None
