"""The house that the press asked: 记者致电|市公交公司."""

from __future__ import annotations

import re

from transforms.page import Mention

JUST_NOW = 60
"""So many characters back a house counts as asked just now, and so much of the text is read for it."""
_HOUSES = frozenset(("organization", "place"))
_ASKED = re.compile(
    "记者[^，。；：]{0,8}?(?:致电|拨打|拨通|联系上?到?|采访|咨询|询问|求证|走访|从)了?[^，。；：]{0,6}$"
)


_VISITED = re.compile(
    "记者[^，。；：]{0,8}?(?:来到|赶到|赶往|前往|走进|找到)了?[^，。；：]{0,12}$|(?:^|[，。])(?:赶到|来到)$"
)
"""In front of a body in whose house the press was: its staff answer there."""


def is_asked(text: str, house: Mention, start: int) -> bool:
    """Whether the press asked a house that is named in a sentence which begins at `start`."""
    if house.type not in _HOUSES:
        return False
    shapes = (_ASKED, _VISITED) if house.type == "organization" else (_ASKED,)
    return any(shape.search(text, max(start, house.start - JUST_NOW), house.start) for shape in shapes)
