"""Names in front of what is said in an interview: a paragraph that asks, and labels of those who answer (何岚：…)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.spoken_names import can_be_called, can_be_foreign

_LABEL = re.compile("[●■◆▲★○◎【\\[]{0,2}(?P<who>[一-鿿·]{2,12})(?:[（(][^（）()。]{2,40}[）)])?[】\\]]?[：:]")
_ASKS = re.compile("(?:问|主持人|网友|.{0,12}记者|.{2,10}(?:报|社|网|台|周刊|新闻))$")
_QUOTES = re.compile("[：:]\\s*[“「]")
_AGAIN, _LONGEST = 2, 5
_WITH_ROLE = re.compile("[一-鿿]{2,16}[ \u3000]+(?P<who>[一-鿿·]{2,4})[：:](?=[^“「])")
"""A role, a blank and a name, as scripts of broadcasts print them: 村民 何岚：…."""


def _can_answer(label: str) -> bool:
    """Whether a label of an interview can be a name: there it is one though the given name is a place or a word."""
    known = lexicon()
    full = len(label) in (2, 3) and label[0] in known.surnames - known.rare and label not in known.not_names
    return can_be_called(label) or can_be_foreign(label) or (full and word_tag(label) in ("", "nr", "nrfg", "ns"))


def labelled_names(texts: Sequence[str], named: Collection[str]) -> set[str]:
    """Labels of an interview that are names: printed again and again, below a question with a label of its own, or
    beside labels that are among the names of the page (`named`)."""
    labels = [m["who"] if (m := _LABEL.match(text)) else None for text in texts]
    counts = Counter(labels)
    asks = sum(who is not None and _ASKS.fullmatch(who) is not None for who in labels)
    known = {who for who in counts if who in named}
    out = set()
    for at, who in enumerate(labels):
        if who is None or _ASKS.fullmatch(who):
            continue
        often = counts[who] >= _AGAIN and asks >= _AGAIN and 1 < len(who) <= _LONGEST and not word_tag(who)
        if not often and not _can_answer(who):
            continue
        asked = at > 0 and labels[at - 1] and _ASKS.fullmatch(labels[at - 1] or "") and texts[at - 1][-1:] in "？?"
        plain = _QUOTES.match(texts[at], len(who)) is None  # 周晓说：“…
        beside = plain and len(counts) > _AGAIN and len(known) > (who in known)
        if asked or beside or (counts[who] >= _AGAIN and asks):
            out.add(who)
    roles = (_WITH_ROLE.match(text) for text in texts)
    return out | {m["who"] for m in roles if m and can_be_called(m["who"])}
