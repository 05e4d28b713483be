"""Lists right in front of the word for how many they are: 罗定波、秦望川两人, 灯罩和灯座两部分. Agreement only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.lexicon import rules
from transforms.numbers.listings import AND, ORDER, Count, Listing, list_start, number_of, trim
from transforms.page import Token

_UNITS = "|".join(sorted(rules("enumerations")["grouped"], key=len, reverse=True))
_GROUP = re.compile(rf"(?P<n>[两{ORDER[2:]}])(?<=[一-鿿A-Za-z0-9”’》）)].)(?P<unit>{_UNITS})(?![一二三四五六七八九十])")
_NEAR = 40
_LONGEST = 16
_LEAD = re.compile(r"(?:等|这|共|为(?:代表|主体|核心|重点)的)$")
_TIED = tuple("了或由向对给在于从为被把将的")
_NO_THINGS = frozenset(("p", "d", "uz", "ul", "c", "r", "m", "u", "y", "t", "f"))


def find_groups(text: str) -> Iterator[Count]:
    """Counts without a noun of their own behind a list: 三人, 两部分, 两大类."""
    for m in _GROUP.finditer(text):
        if any(mark in text[max(0, m.start() - _NEAR) : m.start()] for mark in ("、", "和", "与", "及")):
            yield Count(m.start("n"), m.end(), number_of(m["n"]), m["unit"], False)


def find_pair(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """The two things that 和 joins in front of their count: 计划停水和临时停水|两种情况.

    Both must be short and end as names do; what stands in front of the first is cut off where the tags allow.
    """
    twin = count.is_phrase and text[count.start : count.start + 2].endswith("双")
    if count.number != 2 or (not twin and (count.is_phrase or count.word not in _PAIRED)):
        return None
    lead = _LEAD.search(text, max(0, count.start - 6), count.start)
    end = lead.start() if lead else count.start
    start = list_start(text, max(0, end - _NEAR), end)
    words = {t.start: t.end for t in tokens}
    joins = [m for m in AND.finditer(text, start + 1, end - 1) if words.get(m.start(), m.end()) == m.end()]
    if len(joins) != 1 or "、" in text[start:end]:
        return None
    items = [(start, joins[0].start()), (joins[0].end(), end)]
    first = trim(items, tokens)
    second = text[items[1][0] : end]
    if end - items[1][0] > _LONGEST or second.endswith(_TIED) or second[:1].isdigit() or "的" in second:
        return None
    last = [t for t in tokens if items[1][0] <= t.start and t.end <= end]
    ahead = [t for t in tokens if first <= t.start and t.end <= items[0][1]]
    if (
        not last
        or not ahead
        or last[-1].end != end
        or last[-1].tag[:1] in _NO_THINGS
        or ahead[-1].tag[:1] in _NO_THINGS
    ):
        return None
    if (last[-1].tag[0] == "v") != (ahead[-1].tag[0] == "v") and len(last) > 1:
        return None
    return Listing(first, end, 2, True)


_PAIRED = frozenset(rules("enumerations")["grouped"]) | frozenset(rules("enumerations")["paired"])
