"""What only looks like one body: the banks of a country in general, two bodies of a unit side by side."""

from __future__ import annotations

import re

from transforms.entities.gazetteer import countries, gazetteer
from transforms.entities.known_bodies import body_words, known_bodies
from transforms.memo import memoised


@memoised
def is_common(name: str) -> bool:
    """Whether a name is a common noun, by itself or behind a place or body: 公立医院, 临江市公立医院, 云行手机银行."""
    if name in body_words("common"):
        return True
    opened = (i for i in range(2, min(len(name) - 1, 9)) if name[:i] in gazetteer() or name[:i] in known_bodies())
    return any(name[i:] in body_words("common") and name[i:] not in body_words("offered") for i in opened)


_BANKS_OF = re.compile("(?P<land>[一-鿿]{2,3})(?P<kind>大型|中小|地区性?|区域性?|商业|主要|中小型)?银行")
_BANKING = re.compile("业(?![绩务主者])|体系|系统|股(?![东份])|危机|板块|们|和(?:信用|储蓄)|的(?:信用|盈利|资产|存款)")
_BANKS_COUNTED = re.compile("(?:\\d家?|[几多数这各些两]家?|许多|大型|中小|部分|一些|众多|其他|向)$")


def of_any_bank(text: str, start: int, end: int) -> bool:
    """Whether the banks of a country are meant, not the one called after it: 美国银行|业, 许多|美国银行."""
    m = _BANKS_OF.fullmatch(text, start, end)
    if m is None or m["land"] not in countries():
        return False
    if m["kind"] is not None or _BANKING.match(text, end):
        return True
    return _BANKS_COUNTED.search(text, max(0, start - 3), start) is not None and not text.startswith("股份", end)


_TWO = re.compile(
    "(?P<first>[一-鿿]{0,9}?[省市县区州旗]委)[省市县区州旗](?:人民)?(?:政府|人大|政协|纪委)|(?P<centre>(?:中共中央|党中央))国务院"
)


def side_by_side(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bodies that a name without a mark in it holds: 临江县委|县政府, 党中央|国务院."""
    m = _TWO.fullmatch(text, start, end)
    if m is None:
        return [(start, end)]
    cut = m.end("first") if m["first"] else m.end("centre")
    return [(start, cut), (cut, end)]
