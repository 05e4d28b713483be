"""Offices that a page names in whole once and then without their place: 畜牧局 for 临江市畜牧局."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.vocabulary import Texts

_OFFICE = re.compile(
    "(?:[一-鿿]{0,7}[省市县区州旗]|自治区)(?P<short>(?![省市县区州旗委级立属])[一-鿿]{2,8}?(?:[局委厅办]|协会|学会|基金会|促进会|技师学院|职业学院))"
)
_GENERAL = frozenset(("管理局", "分局", "公安分局", "工作委", "常委", "纪委", "监委", "党委", "团委"))
"""What is left without its place and names no one office."""
_BEFORE = re.compile("(?:[省市县区州旗镇国家各级该本某属类]|有关|相关|部门|兼|原|全国|其他|中国|我[省市县区])$")
"""In front of an office of some other unit, or of any."""
_BEHIND = re.compile("[长系级类]|家属|宿舍|小区|大楼|大院|旧址|门口|对面|旁|站|部门|路口|等部门|所属")
"""Behind what is part of another name, or of no one's."""


def office_short_forms(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """Short form → the one office that the page names in whole, be it with more or less of its place."""
    full: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        for span in found:
            if span.type == "organization" and (named := _OFFICE.fullmatch(words.text, span.start, span.end)):
                full.setdefault(named["short"], set()).add(named[0])
    longest = {short: max(sorted(names), key=len) for short, names in full.items() if short not in _GENERAL}
    return {short: name for short, name in longest.items() if all(map(name.endswith, full[short]))}


def short_offices(pages: Sequence[Words], page: Texts, short: dict[str, str]) -> Iterator[tuple[int, Span]]:
    """Where the short forms stand for their offices: text number and span."""
    for number, start, end in page.find(short):
        text = pages[number].text
        if _BEFORE.search(text, max(0, start - 3), start) is None and _BEHIND.match(text, end) is None:
            yield number, Span(start, end, "organization")
