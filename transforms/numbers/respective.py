"""Changes told of several amounts at once: 客流8万人次、营收3亿元，分别增长5%、7%: each is of its own amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from transforms.numbers.noun_phrases import QUANTITY

_TOLD = re.compile(r"分别[^，。；、0-9]{1,8}$")
_JOINED = re.compile(r"(?:[、，和及与]|以及)$")
_NAME = r"[^，。；：！？、\s0-9]{2,20}"
_LISTED = re.compile(
    rf"(?P<names>{_NAME}(?:(?:、|和|与|及|以及){_NAME})+?)"
    "(?:[都均][^，。；0-9]{2,12}，|[较比与同][^，。；%]{2,10}，)?(?:均|也|则|将)?分别[^，。；、0-9]{1,8}$"
)
_BASIS = re.compile(
    "(?:同比|环比|[比较](?:去年|上年|同期|上月|上季度|前年|往年|节前)[^，]{0,6}|(?<![占对])比|[较与同])$"
)
_AGAINST = re.compile("(?<![同环占对])比(?![重例率分赛价])|较(?!为|大|高|多)|[高低快慢优]于")
_OWNED = re.compile("的([^的]{2,6}[量额率数值价入度])$")
"""What all that is listed has, printed behind the last: 粮食、蔬菜的|产量."""
_SHARED = re.compile("((?:人均)?(?:可支配收入|纯收入|进出口|出口|进口|价格|产量|销量|销售额|零售额|增加值|投资))$")
"""The same without 的: 猪肉、鲜菜|价格."""
_LEAD = re.compile("^(?:其中|对|来自)(?=[一-鿿]{2})")
_AND = re.compile("、|以及|[和与及]")
_NAMES_REACH, _LONGEST = 70, 14
_STOP = re.compile(r"[。！？\n；]")
_REACH = 200


class Told(Protocol):
    """What is read of a claim."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def dimension(self) -> str: ...
    @property
    def change(self) -> str: ...


def find_respective(text: str, claims: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Indices of a change and of the amount that it is told of, where there are as many of one as of the other."""
    at = 0
    while at < len(claims):
        run = _run(text, claims, at)
        if run < 2:
            at += 1
            continue
        amounts = _amounts(text, claims, at, run)
        if len(amounts) == run:
            yield from zip(range(at, at + run), amounts, strict=True)
        at += run


def find_listed_names(text: str, claims: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """Indices of claims and their names, where as many names stand in front of 分别 as numbers behind it.

    客流、营收分别增长5%、7%: 5% is of 客流.
    """
    at, last, told = 0, 0, [""]
    while at < len(claims):
        names = _names(text, claims[at])
        if not names and len(told) > 1 and _AGAIN.fullmatch(text, last, claims[at].start):
            names = told
        run = _of_a_kind(text, claims, at) if len(names) > 1 else 1
        if run == len(names) > 1:
            yield from zip(range(at, at + run), names, strict=True)
            last, told = claims[at + run - 1].end, names
        at += run


_AGAIN = re.compile("(?:[^。；！？0-9]{0,6}，(?:均|也|则|且|并)?分别|[^，。；、0-9]{0,6}[至到为成])[^，。；、]{0,16}")
"""Between numbers told of several things and as many more of the same: 增长5%、7%，|分别比全省快|1个和2个百分点."""


def _names(text: str, claim: Told) -> list[str]:
    """What is listed in front of 分别 before a claim, in its clause."""
    near = max(0, claim.start - _NAMES_REACH)
    if text.find("分别", near, claim.start) < 0 or (found := _LISTED.search(text, near, claim.start)) is None:
        return []
    names = _AND.split(_BASIS.sub("", found["names"]))
    names[0] = _LEAD.sub("", names[0])
    if _AGAINST.search(names[0]):
        return []  # 增速比全省、全国|分别高0.7、1.4个百分点
    if len(names[0]) > _LONGEST - 6:
        names[0] = names[0].rpartition("的")[2]
    if owned := _OWNED.search(names[-1]) or _SHARED.search(names[-1]):
        names = [*(name if QUANTITY.search(name) else name + owned[1] for name in names[:-1]), names[-1]]
    return names if all(2 <= len(name) <= _LONGEST for name in names) else []


def _of_a_kind(text: str, claims: Sequence[Told], at: int) -> int:
    """How many claims of one unit are listed from an index on."""
    number = 1
    for before, claim in zip(claims[at:], claims[at + 1 :], strict=False):
        if claim.unit != claims[at].unit or not _JOINED.fullmatch(text[before.end : claim.start]):
            break
        number += 1
    return number


def _run(text: str, claims: Sequence[Told], at: int) -> int:
    """How many changes are listed from an index on, behind 分别."""
    first = claims[at]
    if first.change == "level" or first.dimension != "ratio" or not _TOLD.search(text, first.start - 12, first.start):
        return 0
    number = 1
    for before, claim in zip(claims[at:], claims[at + 1 :], strict=False):
        if claim.dimension != "ratio" or not _JOINED.fullmatch(text[before.end : claim.start]):
            break
        number += 1
    return number


def _amounts(text: str, claims: Sequence[Told], at: int, number: int) -> list[int]:
    """Indices of the amounts of the sentence in front of a list of changes; one more than told of spoils them."""
    low = max(0, claims[at].start - _REACH)
    start = max((m.end() for m in _STOP.finditer(text, low, claims[at].start)), default=low)
    found: list[int] = []
    for index in range(at - 1, -1, -1):
        claim = claims[index]
        if claim.start < start:
            break
        sums_up = claim.dimension == "count" and claim.value == number and not found
        if claim.dimension == "rank" or (claim.dimension == "duration" and claim.unit != "hour") or sums_up:
            continue
        if claim.dimension == "ratio" or claim.change != "level":
            return []
        found.append(index)
    return found[::-1]
