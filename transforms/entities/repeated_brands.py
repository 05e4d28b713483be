"""Firms, brands and clubs whose names nothing tells but how the page goes on about them: named again and again, with a
shop, a fan or a home match beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules

_OFTEN, _TOLD = 3, 2
"""So often a name is printed on the page at least, and so often with words beside it that tell what it is."""
_TAGS = frozenset(("nz", "nt", "nrt", "nr", "nrfg", ""))
"""What the dictionary may call such a word; most it does not hold."""
_LENGTHS = (4, 3, 2)
_CALLED = re.compile(
    "(?:(?P<sure>品牌|店铺|餐厅|电商|车企|药企|车队)|公司|企业|商家|俱乐部)“(?P<name>[^“”，。；：！？]{2,8})”"
)
"""What a text calls a brand or a firm and names in quotation marks: 鲜花品牌|“花间”."""


def called_brands(pages: Sequence[Words]) -> set[str]:
    """Names in quotation marks behind what they are, which the page also prints without marks."""
    found = (m for words in pages if "“" in words.text for m in _CALLED.finditer(words.text))
    called = {m["name"] for m in found if m["sure"] or _is_unsaid(m["name"])}
    return {name for name in called if any(re.search(f"(?<![“一-鿿]){re.escape(name)}", w.text) for w in pages)}


def _is_unsaid(name: str) -> bool:
    """Whether the words say nothing of what somebody does, so that they can only be a name: not 企业“上云”."""
    return len(name) > 2 and word_tag(name) in _TAGS and not any(tag[0] in "vdm" for _, tag in rjieba.tag(name))


def repeated_brands(pages: Sequence[Words]) -> set[str]:
    """Names without a telling end that the page prints often and tells of as of a firm or a club."""
    told: Counter[str] = Counter()
    goods: Counter[str] = Counter()
    for words in pages:
        for counter, kind in ((told, "behind_brands"), (goods, "behind_goods")):
            for m in _cues(kind).finditer(words.text):
                if (name := _name_to(words, m.start())) is not None:
                    counter[name] += 1
        for m in _cues("before_brands").finditer(words.text):
            if (name := _name_from(words, m.end())) is not None:
                told[name] += 1
    likely = [name for name, count in told.items() if count + goods[name] >= _TOLD]
    return {n for n in likely if sum(words.text.count(n) for words in pages) >= _OFTEN}


@cache
def _cues(kind: str) -> re.Pattern[str]:
    """What stands behind or in front of a firm or a club: 云帆|专卖店, 临江|球迷, 击败|临江."""
    return re.compile(trie_pattern(rules("organizations")[kind]))


def _name_to(words: Words, end: int) -> str | None:
    """The word that may be such a name and ends there."""
    return next((n for size in _LENGTHS if size <= end and (n := _may_be(words, end - size, end)) is not None), None)


def _name_from(words: Words, start: int) -> str | None:
    """The word that may be such a name and starts there."""
    return next((n for size in _LENGTHS if (n := _may_be(words, start, start + size)) is not None), None)


def _may_be(words: Words, start: int, end: int) -> str | None:
    """The characters, if they are one word or no words at all, and nothing but a name."""
    name = words.text[start:end]
    if len(name) < end - start or not _HAN.fullmatch(name) or not words.whole(start, end):
        return None
    if word_tag(name) not in _TAGS or name in gazetteer() or name in lexicon().not_names or name in _new_words():
        return None
    return None if any(c in _NEVER for c in name) else name


_HAN = re.compile("[一-鿿]+")
_NEVER = frozenset("第的了是在和与及或对将被把为从由到着过不没有这那其该各本每某几两多些个们也都还就又很更最")


@cache
def _new_words() -> frozenset[str]:
    data = rules("organizations")
    return frozenset(data["new_words"]) | frozenset(data["stop"]) | frozenset(data["common"])
