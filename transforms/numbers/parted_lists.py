"""Lists whose items semicolons part or whose count is a name in front: A；B；C。这三项…, “三大名校”甲、乙和丙."""

from __future__ import annotations

import re

from transforms.numbers.listings import Count, Listing

_POINTED = re.compile("[。！](?:上述|以上|这)$")
_LEADS = re.compile("包括|包含|涉及|主要有|分别是|分别为|：")
_REACH = 400
_LONGEST_NAME = 12


def find_parted(text: str, count: Count) -> Listing | None:
    """The list that one of the two shapes gives a count. Agreement only."""
    return _in_sentence_before(text, count) or _behind_name(text, count)


def _in_sentence_before(text: str, count: Count) -> Listing | None:
    """`事由包括…；…；…。这三项事由…`: the items of the sentence before."""
    if count.is_phrase or count.number < 2 or not _POINTED.search(text, max(0, count.start - 3), count.start):
        return None
    end = max(text.rfind(mark, 0, count.start) for mark in "。！")
    low = max(0, end - _REACH, text.rfind("。", 0, end) + 1)
    led = _LEADS.search(text, low, end)
    if led is None:
        return None
    parts = text[led.end() : end].split("；")
    return Listing(led.end(), end, count.number, True) if len(parts) == count.number else None


def _behind_name(text: str, count: Count) -> Listing | None:
    """`“四大名校”甲、乙、丙和丁`: names right behind the mark that closes the set phrase."""
    close = text.find("”", count.start, count.end + 8) if count.is_phrase and count.number > 2 else -1
    if close < 0:
        return None
    name = f"[一-鿿A-Za-z0-9]{{2,{_LONGEST_NAME}}}?"
    found = re.compile(f"(?:{name}、){{{count.number - 2}}}{name}[和与及]{name}(?=[一-鿿，。])").match(text, close + 1)
    return Listing(*found.span(), count.number, True) if found else None
