"""Villages, streets, sites and contests that a page prints again: the same few characters in front of their ending,
with other words before them each time, are a name, however the words are cut: 偏远的|安山村 … 不止|安山村."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import rjieba

from transforms.entities.framed_places import is_ordinary_name, may_name
from transforms.entities.framed_sites import is_site
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules

_HAN = re.compile("[一-鿿]+")
_SIZES = (2, 3, 4)
_LEAST, _LEAST_OF_WORDS = 2, 3
"""So often is a name printed; one more time where it is made of ordinary words."""


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the endings of such names, and the kind of each: settlement, site or event."""
    data = rules("repeated_places")
    kinds = {ending: kind for kind in ("settlement", "site", "event") for ending in data[kind]}
    return re.compile(trie_pattern(kinds)), kinds


def repeated_places(texts: Iterable[str]) -> dict[str, str]:
    """Names that stand twice or more in the texts of a page, and the type of each.

    Example: of 偏远的安山村不大 and 不止安山村 comes {"安山村": "place"}.
    """
    pattern, kinds = _endings()
    ends: dict[str, str] = {}
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for m in pattern.finditer(text):
            if _GOES_ON[kinds[m[0]]].match(text, m.end()):
                continue
            for size in _SIZES:
                start = m.start() - size
                if start >= 0:
                    name = text[start : m.end()]
                    ends[name] = m[0]
                    before[name][text[start - 1 : start]] += 1
    often = {name: contexts for name, contexts in before.items() if contexts.total() >= _LEAST}
    whole = {name for name, contexts in often.items() if _is_whole(name, contexts, often)}
    return {
        name: "event" if kinds[ends[name]] == "event" else "place"
        for name in sorted(whole)
        if _is_name(name.removesuffix(ends[name]), ends[name], kinds[ends[name]], often[name].total())
    }


def _is_whole(name: str, contexts: Counter[str], often: dict[str, Counter[str]]) -> bool:
    """Whether a name does not always stand behind the same character, which may be a part of it."""
    return len(contexts) > 1 and not any(
        before.strip() and before + name in often and often[before + name].total() > contexts.total() // 2
        for before in contexts
    )


def _is_name(stem: str, ending: str, kind: str, printed: int) -> bool:
    """Whether the characters in front of an ending may be what one place or event is called."""
    whole_word = rjieba.has_word(stem) or rjieba.has_word(stem[-2:] + ending[:1]) or rjieba.has_word(stem + ending)
    if printed < (_LEAST_OF_WORDS if whole_word else _LEAST) or _HAN.fullmatch(stem) is None or not may_name(stem):
        return False
    if kind == "event":
        return not whole_word and len(stem) == _SIZES[0] and not any(map(_is_common, (stem, *stem)))
    if _OPENS.match(stem) or stem in gazetteer():
        return False
    if kind == "site":
        return is_site(stem, ending)
    of_word = rjieba.has_word(stem[-1] + ending)
    if len(stem) == _SIZES[-1] or (of_word and (ending != "村" or stem[0] in _DESCRIBING)):
        return False  # 拳术|套路, 小|山村
    return is_ordinary_name(stem, ending) or (of_word and len(stem) == _SIZES[0])


def _is_common(word: str) -> bool:
    return len(word) > 1 and rjieba.has_word(word)


_DESCRIBING = frozenset("小大老新旧古穷富好美深荒偏贫名远高空全各每该本半")
_OPENS = re.compile("[沿在到从去往至于和与及是有建修住进出经过通为把被让对向将全各该本某每这那其此新老旧大小]")
"""What stands in front of a name as often as it opens one."""
_GOES_ON = {
    "settlement": re.compile("[民镇乡官庄寨落史规歌医路街线径程面基灯由]|[委干](?!会)|村"),
    "site": re.compile("[路街站镇乡村区]"),
    "event": re.compile("[组场区]"),
}
"""Behind what is no whole name."""
