"""The post and the house of somebody without a name: 村委会一|工作人员, 临江医院的|医生, 一位|法官."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.speakers import BODY, Speaker

_RULES = rules("speakers")
STAFF = frozenset(_RULES["staff"])
"""Who answers for the house that the press asked."""
_POSTS = frozenset(_RULES["posts_alone"])
_COUNT = re.compile("^的?(?:[一另][位名个]?)?(?:[一-鿿]姓)?")
_MANY = ("多", "数", "几", "部分", "不少", "许多")
_CITIZENS = tuple(_RULES["no_staff"])
"""How words end for those who hold no post where they live or are: 临江市|居民."""
_HOUSE_END = re.compile("(?:的|里|内|上|[一另][位名个]?)+$")
_HOUSE_START = re.compile("^(?:据|另|对此|而|该|某|上述|前述|涉事的?)")


def _is_house(words: str) -> bool:
    """Whether words can be the house somebody works in: 服装店, 村委会, but no 吧台."""
    short = len(words) == 2 and words[1] not in _HOUSES and words not in _RULES["whole_bodies"]
    return len(words) > 1 and not short and "驻" not in words and BODY.search(words) is not None


_HOUSES = "店院校行所馆站厂园社局"


def as_staff(name: str, word: str, body: str | None, single: bool) -> Speaker | None:
    """Somebody by his post and house, if his name (a `word` for what he is, behind the `body` where one is known) tells
    them: 青溪区|水务局|工作人员; None for several, and for those who only live there."""
    post = _COUNT.sub("", name.removeprefix(body or ""))
    answers = word in STAFF and name.endswith(word)
    if not (single or answers) or post.startswith(_MANY) or post.endswith(_CITIZENS):
        return None
    if body and post not in ("", name):
        unit = post.removesuffix(word)
        named = not body.endswith(unit) and BODY.search(unit) is not None and len(unit) > 1
        return Speaker("person", name, word if named else post, f"{body}{unit}" if named else body)
    house = _HOUSE_START.sub("", _HOUSE_END.sub("", name.removesuffix(word)))
    if answers and _is_house(house):
        return Speaker("person", name, word, None if house.endswith("方") else house)
    return Speaker("person", name, word) if single and word in _POSTS else None
