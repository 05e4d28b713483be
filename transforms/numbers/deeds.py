"""What is done where a number measures no noun: the verb in front of it, or the one behind."""

from __future__ import annotations

from transforms.numbers.moves import reached
from transforms.numbers.noun_phrases import STOP_WORDS, Words, is_word, noun_before, tidy
from transforms.numbers.quantity import Quantity

_MAY = frozenset("能可会要就还")
_DIRECTIONS = frozenset("出入回上下")  # the second half of a verb: 送出, 收回


def verb_of(words: Words, start: int, stem: str, quantity: Quantity) -> str | None:
    """The verb in front of a number that measures no noun (修了12年), or the one behind it (4个多小时奋战)."""
    own = words.remark_at(quantity.start)
    for token in reversed(words.between(start, start + len(stem))):
        acts = token.tag[0] == "v" or (token.tag == "ul" and len(token.word) > 1)  # 交了, taken for one particle
        if acts and token.word not in _DIRECTIONS and words.remark_at(token.start) == own:
            if thing := reached(words, start, token.start, quantity):
                return thing
            subject = noun_before(words, start, token.start)
            deed = words.text[token.start : start + len(stem)]
            if not subject and deed[0] in _MAY and len(deed) > 1 and not is_word(deed[:2]):
                deed = deed[1:]  # 每天|能卖七八百元
            return tidy((subject or "") + deed)
    return verb_behind(words, quantity)


def verb_behind(words: Words, quantity: Quantity) -> str | None:
    index = words.since(quantity.outer_end)
    behind = words.tokens[index] if index < len(words.tokens) else None
    if behind and behind.tag[0] == "v" and behind.word not in STOP_WORDS:
        return tidy(behind.word)
    return None


def deed_of(words: Words, start: int, stem: str, quantity: Quantity) -> str | None:
    """What was done so many times, where the verb in front of the number ends the clause with it: 会诊118例次，"""
    ends = words.text[quantity.outer_end : quantity.outer_end + 1] in tuple("，。；、")
    last = words.tokens[words.at(start + len(stem) - 1)] if stem and words.tokens else None
    if not ends or last is None or last.tag[0] != "v" or len(last.word) < 2 or last.start < start:
        return None
    return verb_of(words, start, stem, quantity)
