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


def is_asked(text: str, house: Mention, start: int) -> bool:
    """Whether the press asked a house that is named in a sentence which begins at `start`."""
    if house.type not in _HOUSES:
        return False
    return _ASKED.search(text, max(start, house.start - JUST_NOW), house.start) is not None
