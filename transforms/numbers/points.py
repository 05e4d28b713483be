"""Lists that run on over paragraphs, and the first of a ranking: 四点建议： 第一，… 第二，…; 前三名是甲、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.numbers.noun_phrases import QUANTITY
from transforms.numbers.numerals import parse_numeral

_ORDER = "一二三四五六七八九十"
_POINT = re.compile(
    rf"(?:第(?P<a>[{_ORDER}])[，、：,条点个种项]|其(?P<d>[{_ORDER}])[，、：是]|(?P<b>[{_ORDER}])[是、]|[（(](?P<c>[{_ORDER}])[）)])"
)
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")
_TOP = re.compile(
    rf"前(?P<n>[{_ORDER}]|\d{{1,2}})(?:[名位家]|大)?(?:的)?(?:[\u4e00-\u9fff]{{0,6}}?(?:分别)?(?:是|为)|(?<=的))"
)
_ITEMS = re.compile(r"[^，。；：！？、]{1,14}(?:、[^，。；：！？、]{1,14})+")
_AND = re.compile(r"(?<=.)[和与](?=.)")


class Top(NamedTuple):
    """A ranking that names as many as it counts: where the count stands, the number, the span of the names."""

    at: int
    number: int
    start: int
    end: int


def find_points(texts: Sequence[str], number: int) -> tuple[int, int] | None:
    """Whether the paragraphs number exactly so many points: index of the first point's paragraph, end of its sentence.

    Agreement only: a list that breaks off may go on elsewhere.
    """
    wanted, first = 1, None
    for index, text in enumerate(texts):
        opened = _POINT.match(text)
        if opened is None:
            continue
        count = _ORDER.index(opened["a"] or opened["b"] or opened["c"] or opened["d"]) + 1
        if count != wanted:
            return None
        first = index if first is None else first
        wanted += 1
        if count == number:
            more = any((m := _POINT.match(t)) and _ORDER[number : number + 1] in m[0] for t in texts[index + 1 :])
            sentence = _SENTENCE.match(texts[first])
            return None if more or sentence is None else (first, sentence.end())
    return None


_LEAD = re.compile(r"[^，。：；！？“”]{5,16}(?:“[^”]{1,8}”)?[^，。：；！？“”]{0,16}。(?=[^\n]{12})")


def find_leads(texts: Sequence[str], number: int) -> tuple[int, int] | None:
    """从六个方面…。 and below it exactly six paragraphs that each open with a short sentence; the next does not."""
    leads = [_LEAD.match(text) for text in texts[: number + 1]]
    if len(leads) < number or number < 3 or not all(leads[:number]):
        return None
    first, beyond = leads[0], leads[number:]
    return None if first is None or any(beyond) else (0, first.end() - 1)


_RANKED = re.compile(
    r"(?:分别|依次|则|暂)?(?:分列|位列|位居|排在|居|名列|排名|跻身|入围|进入|占据)(?:了|在)?[\u4e00-\u9fff]{0,8}"
    rf"(?P<top>前(?P<n>[{_ORDER}]|\d{{1,2}}))(?![强年月日个天期])"
)
_REACH, _LONGEST_NAME = 400, 18


def find_ranked(text: str) -> Iterator[Top]:
    """甲、乙、丙位列前三: a list of as many as it takes the first places. Agreement only."""
    for found in _RANKED.finditer(text):
        parsed = parse_numeral(found["n"])
        listed = _clause_before(text, found.start())
        if parsed is None or not parsed.value or "、" not in listed or listed.endswith("等"):
            continue
        if QUANTITY.search(listed):
            continue  # 产值、税收、投资增速排名前三: each of them ranks among others
        names = listed.split("、")
        names[-1:] = _AND.split(names[-1], maxsplit=1)
        names[0] = names[0][-_LONGEST_NAME:]
        if len(names) == int(parsed.value) and all(0 < len(name) <= _LONGEST_NAME for name in names):
            start = found.start() - len(listed) + len(listed.split("、")[0]) - len(names[0])
            yield Top(found.start("top"), len(names), start, found.start())


def _clause_before(text: str, end: int) -> str:
    """What stands between the last mark of a clause, or number, and a position."""
    low = max(0, end - _REACH)
    return text[max(low, *(text.rfind(mark, low, end) + 1 for mark in "，。；：！？0123456789")) : end]


def find_tops(text: str) -> Iterator[Top]:
    """前五名是A、B、C、D、E: the count and its list, where both agree."""
    for found in _TOP.finditer(text):
        parsed = parse_numeral(found["n"])
        items = _ITEMS.match(text, found.end())
        if parsed is None or not parsed.value or items is None:
            continue
        names = items[0].split("、")
        names[-1:] = _AND.split(names[-1], maxsplit=1)
        end = items.end()
        if len(names) == int(parsed.value):
            yield Top(found.start("n"), len(names), items.start(), end)
