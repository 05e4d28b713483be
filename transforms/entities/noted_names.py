"""Names that a note tells to be names: 小雨（化名）, or the sex in a life: 努木，男，1972年生."""

from __future__ import annotations

import re

from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.lexicon import rules

_NOTE = re.compile("[（(](?:均?(?:系|为)?化名|小名|乳名|昵称|音译?|音同|笔名|艺名|网名)(?:[，,][^（()）]{1,12})?[）)]")
_LIFE = re.compile("(?:^|[。；\\n])(?P<name>[一-鿿]{2,5})，(?:男|女)(?=[，（。])")


def noted_names(text: str) -> set[str]:
    """Such names of a text."""
    found = (
        {m["name"] for m in _LIFE.finditer(text) if _is_free(m["name"])} if "，男" in text or "，女" in text else set()
    )
    notes = _NOTE.finditer(text) if "名" in text or "音" in text else ()
    return found | {name for m in notes if (name := _name_before(text, m.start())) is not None}


def _name_before(text: str, end: int) -> str | None:
    """The name that ends in front of a note: a full name, or one by its shape (小雨, 阿强, 豆豆)."""
    known = lexicon()
    for size in (3, 2):
        start = end - size
        name = text[max(0, start) : end]
        if start < 0 or name[1:] in known.titles or not _is_free(name):
            continue
        opens = start == 0 or text[start - 1] in PUNCTUATION
        if name[0] in known.surnames and word_tag(name) != "n" and (opens or name[0] not in known.rare):
            return name
        if text[start - 1 : start + 1] in known.compound:
            return text[start - 1 : end]
        if size == 2 and (name[0] in "小阿" or name[0] == name[1]):
            return name
    return None


def _is_free(name: str) -> bool:
    """Whether the characters are no ordinary word and no form of address."""
    data = rules("persons")
    taken = name in lexicon().not_names or name in data["kin"] or name.endswith(tuple(data["addresses"]))
    return not taken and word_tag(name) in ("", "nr", "nrfg", "nrt", "ns", "nz", "n")
