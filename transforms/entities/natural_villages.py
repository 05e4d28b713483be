"""Hamlets called after a family and a feature of the land, and lists that say themselves that they are of villages:
张家湾, 松坡、柳沟两个自然村."""

from __future__ import annotations

import re
from functools import cache

from transforms.entities.person_lexicon import lexicon
from transforms.entities.spans import Span

_PLAIN = frozenset("全国农万安成管冤东公专作皇商厂店娘婆回大老小人当住居居一两几")
"""Characters that make another word with 家: 全家, 管家."""
_LAND = "湾坡岭沟洼庄屯寨冲坪坝塘垸畈圩坞浜埭峪垭坨塬峁梁渡嘴墩"


@cache
def _of_family() -> re.Pattern[str]:
    families = "".join(sorted(lexicon().surnames - _PLAIN))
    return re.compile(f"(?<![老小大])[{families}]家[{_LAND}](?![子头上里村镇乡的]?[村镇乡])(?!子|主|园|稼|帮)")


def of_family(name: str) -> bool:
    """Whether a place is called after a family and a feature of the land: 张家湾."""
    return len(name) == 3 and _of_family().fullmatch(name) is not None


_NAME = "[一-鿿]{2,4}"
_LISTED = re.compile(
    f"(?<![一-鿿])((?:{_NAME}、){{1,9}}{_NAME}?)(?:等)?[两二三四五六七八九十\\d]{{1,2}}[个座]"
    "(?:自然村|自然屯|村民小组|村小组|行政村|村庄|村寨|古村|古镇|乡镇)"
)


def natural_villages(text: str) -> list[Span]:
    """Such hamlets, and the members of such lists."""
    out = [Span(*m.span(), "place") for m in _of_family().finditer(text)] if "家" in text else []
    for m in _LISTED.finditer(text) if "、" in text else ():
        at = m.start(1)
        for name in m[1].split("、"):
            out.append(Span(at, at + len(name), "place"))
            at += len(name) + 1
    return out
