"""Members of a list that only what stands beside them makes known: firms whose names are ordinary words beside sure
firms, bodies of a kind beside sure bodies of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import rjieba

from transforms.entities.gazetteer import trie_pattern
from transforms.entities.known_bodies import OF_STATE
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules

_LINKS = ("、", "和", "与", "及", "以及")


@cache
def _firms() -> re.Pattern[str]:
    data = rules("organizations")
    return re.compile(trie_pattern([*data["firms_of_words"], *data["firms_of_plain_words"]]))


@cache
def _of_firms() -> re.Pattern[str]:
    return re.compile("专卖店|旗舰店|直营店|体验店|天猫|CEO|首席执行官|财报|股价|店员|官网|手机|新车|方面(?:表示|回应)")


def firms_by_peers(pages: Sequence[Words]) -> list[tuple[int, Span]]:
    """Firms whose names are words, beside sure ones: 云帆、|苹果|和澜星. Of a name that is no adjective also where it
    stands alone on the page."""
    found = {
        number: spans
        for number, words in enumerate(pages)
        if (spans := [m.span() for m in _firms().finditer(words.text) if _may_be_firm(words, *m.span())])
    }
    plain = set(rules("organizations")["firms_of_plain_words"])
    sure: set[str] = set()
    out: list[tuple[int, Span]] = []
    for _ in range(_ROUNDS if found else 0):
        out = []
        for number, spans in found.items():
            text = pages[number].text
            firms = {(a, b) for a, b in spans if text[a:b] in sure}
            beside = _beside(pages[number], spans, firms) | {a for a, _ in firms}
            out += [(number, Span(a, b, "organization")) for a, b in spans if a in beside]
        sure |= {pages[n].text[s.start : s.end] for n, s in out} - plain
    return out


_ROUNDS = 3
"""So often lists are read: whom one of them makes known may make others known in the next."""


def _may_be_firm(words: Words, start: int, end: int) -> bool:
    eaten = _EATEN.search(words.text, max(0, start - 2), start)
    return eaten is None and words.whole(start, end) and _NO_FIRM.match(words.text, end) is None


_EATEN = re.compile("[个颗斤箱吃种摘果的红]$")
_NO_FIRM = re.compile("[树园汁味价种果醋酱皮]|化|信念|型|生活|状态")
"""Around what is a fruit or an ideal."""


def _beside(words: Words, found: Sequence[tuple[int, int]], told: set[tuple[int, int]]) -> set[int]:
    """Starts of those that a list links to a firm that is known or `told`, be it over others of them, or that a shop
    is of."""
    text = words.text
    firms = told | {(a, b) for a, b in words.hits["known"] if b - a < _LONG and text[b - 1] not in OF_STATE}
    sure = {start for start, end in found if _of_firms().match(text, end)}
    joined = [*found, *firms]
    ends = {end: start for start, end in joined}
    following = dict(joined)
    sure |= {start for start, _ in firms}
    for step in (ends, following):
        walked: set[int] = set()  # each member once, however many sure ones its list has
        for start in sorted(sure):
            at: int | None = start
            while at is not None and at not in walked:
                walked.add(at)
                at = _next(text, at, step) if step is ends else _after(text, following[at], following)
        sure |= walked
    return sure


def _next(text: str, start: int, ends: dict[int, int]) -> int | None:
    """The start of the member of a list in front of one."""
    size = next((len(link) for link in _LINKS if text.endswith(link, 0, start)), 0)
    return ends.get(start - size)


def _after(text: str, end: int, following: dict[int, int]) -> int | None:
    """The start of the member of a list behind one."""
    size = next((len(link) for link in _LINKS if text.startswith(link, end)), 0)
    return end + size if end + size in following else None


_LONG = 5
_ITEM = re.compile("[^、，。；：！？“”《》（）()\\s]+")
_KINDS = (
    "博物馆|纪念馆|美术馆|图书馆|文化馆|档案馆|科技馆|博物院|小学|中学|学校|大学|学院|幼儿园|医院|有限责任公司|有限公司|公司|集团|银行|协会|学会|商会|研究院|研究所"
    "|合作社|出版社|法院|检察院|派出所"
)
_OF_KIND = re.compile(
    f"(?P<name>(?:(?![的了在是为将把被从到对各该每某和与及等由向这那共有])[一-鿿]){{1,14}}?(?P<kind>{_KINDS}))"
    "(?=$|等|[\\d两三四五六七八九十多]+[家所个]|[也均都])"
)


def bodies_by_peers(text: str, bodies: Iterable[Span]) -> list[Span]:
    """Bodies in a list beside sure ones of their kind: 青溪博物馆、|天桥门遗址博物馆|、云岭博物馆."""
    if "、" not in text:
        return []
    sure = {(s.start, s.end) for s in bodies if s.type == "organization"}
    out: list[Span] = []
    chain: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        if chain and not (item.start() == chain[-1].end() + 1 and text[chain[-1].end()] == "、"):
            out += _in_list(text, chain, sure)
            chain = []
        chain.append(item)
    return out + _in_list(text, chain, sure)


def _in_list(text: str, chain: Sequence[re.Match[str]], sure: set[tuple[int, int]]) -> list[Span]:
    if len(chain) < _LEAST_LISTED:
        return []
    found = [m for item in chain if (m := _OF_KIND.match(text, item.start(), item.end())) is not None]
    kinds = [m["kind"] for m in found if m.span("name") in sure]
    common = rules("organizations")["common"]
    return [
        Span(*m.span("name"), "organization")
        for m in found[1:]
        if m.span("name") not in sure and m["kind"] in kinds and m["name"] not in common and _names(m, kinds)
    ]


_LEAST_LISTED = 3


def _names(member: re.Match[str], kinds: Sequence[str]) -> bool:
    """Whether a member may be a name: its words hold one that no dictionary has, or two sure ones are in the list."""
    stem = member["name"].removesuffix(member["kind"])
    if len(stem) < _LEAST_STEM:
        return False
    tagged = rjieba.tag(stem)
    if any(tag[0] in "rmqdp" and not _NUMBERED.match(word) for word, tag in tagged):
        return False
    proper = any(not word_tag(word) or tag[:2] in ("nr", "ns", "nz") for word, tag in tagged)
    return proper or kinds.count(member["kind"]) > 1


_LEAST_STEM = 2
_NUMBERED = re.compile("第?[一二三四五六七八九十]+")
