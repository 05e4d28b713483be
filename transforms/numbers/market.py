"""Numbers of market reports: what moved is named once in front of several: 道指跌64.51点，或0.25%，报25961.81点."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon import rules
from transforms.numbers.quantity import Quantity

_RULES = rules("market")
_VERB = re.compile(f"(?:{'|'.join(sorted(_RULES['moves'], key=len, reverse=True))})(?:了|至|到|近|超|约|逾|幅)*$")
_SUBJECT = re.compile(
    f"[\u4e00-\u9fffA-Za-z0-9]{{0,10}}(?:{'|'.join(sorted(_RULES['subjects'], key=len, reverse=True))})"
    "(?=[^，。；：]{0,8}$)"
)
_LEAD = re.compile(r"^.*(?:其中|截至|收盘|开盘|盘中|午后|早盘|尾盘|今日|昨日|而|但|和|与|则|日)")
_SENTENCE = re.compile(r"[。；！？\n]")
_OR = re.compile(r"[，,（(]?(?:或|即|合)?(?:涨幅|跌幅|升幅|降幅)?(?:为|约|达)?$")


def find_quoted(
    text: str, quantity: Quantity, start: int, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """What a price, an index or its move belongs to; None where the words in front do not quote any.

    `start` is where the quantity's clause begins, `previous` are the quantities in front of it with their indicators.
    """
    before = text[start : quantity.outer_start]
    verb = _VERB.search(before)
    if verb is None:
        return None
    subject = _SUBJECT.search(before[: verb.start()])
    if subject:
        return _LEAD.sub("", subject[0]) or None
    if previous and previous[-1][1] and not _SENTENCE.search(text, previous[-1][0].end, quantity.start):
        last = previous[-1][1]
        return last if _SUBJECT.search(last) else None
    return None


def repeats_change(text: str, end: int, start: int) -> bool:
    """Whether a number at `start` says the change that ends at `end` once more, as a share: 跌64.51点，或0.25%."""
    return start - end <= 8 and _OR.fullmatch(text, end, start) is not None
