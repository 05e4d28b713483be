"""Which candidates are names of persons on a page: what is sure in one place, or fair in several, and who is listed
with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import rjieba

from transforms.entities.gazetteer import gazetteer
from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import BESIDE_ROLE, FAIR, PUNCTUATION, SURE, Bounds, Candidate, closing
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.entities.persons import best_name
from transforms.lexicon import rules
from transforms.vocabulary import Texts

_PARTED = re.compile("[·-]")
_LINKS = frozenset("、和 \u3000")
_LIKELY = 4.5
"""Who has such a given name and is named again needs less evidence."""


_WATERS = frozenset("江河湖海溪湾")


def choose_names(
    found: Sequence[Sequence[Candidate]], beside: Sequence[Collection[int]], texts: Sequence[str], page: Texts
) -> set[str]:
    """The names of the page: those with sure evidence in one place, or fair evidence in several.

    `beside`: for each text, the positions behind a post or role.
    """
    best: dict[str, int] = defaultdict(int)
    fair: dict[str, int] = defaultdict(int)
    seen: dict[str, int] = defaultdict(int)
    found = [_raised_in_lists(*item) for item in zip(texts, found, beside, strict=True)]
    for text, candidates in zip(texts, found, strict=True):
        for start, end, score in candidates:
            seen[text[start:end]] += score > 0
            if score >= FAIR:
                name = text[start:end]
                best[name] = max(best[name], score)
                fair[name] += 1
            elif score == FAIR - 1 and likelihood(text[start + 1 : end]) >= _LIKELY:
                fair[text[start:end]] += 1
    chosen = {name for name, count in fair.items() if best[name] >= SURE or count > 1}
    chosen |= {n for n in seen if n[1:] in chosen and seen[n] > 1 and page.count(n) == page.count(n[1:])}  # 丁|薛青
    longer = [(name, whole) for name in chosen if (whole := whole_name(name, texts, page)) != name]
    for name, whole in longer:
        chosen = (chosen - {name}) | {whole}
        best[whole] = max(best[whole], best[name])
        seen[whole] += seen[name]
        fair[whole] += fair[name]
    chosen -= {name for name in chosen if name[-1] in _WATERS and f"{name}边" in page}
    chosen -= {name for name in chosen if any(name + site in page for site in rules("persons")["of_sites"])}
    counts = {name: fair[name] if name[0] in lexicon().rare else seen[name] for name in chosen}
    return (chosen - _words_among(chosen, best, counts, page)) | _recurring(found, beside, texts, page)


def whole_name(name: str, texts: Sequence[str], page: Texts) -> str:
    """A name of two characters with a third that the page always prints behind it and that is no word of its own
    there: 雷望|中, but not 王芳|家."""
    if len(name) != 2 or name[0] not in lexicon().surnames or page.count(name) < _OFTEN:
        return name
    behind = [texts[number][end : end + 2] for number, _, end in page.find({name})]
    thirds = {b[:1] for b in behind}
    third = thirds.pop() if len(thirds) == 1 else ""
    if not HAN.fullmatch(third) or third in lexicon().never or word_tag(third)[:1] in _FUNCTION or third == "家":
        return name
    various = len({b[1:] for b in behind}) >= _VARIOUS - 1
    torn = word_tag(name[1:] + third) or 2 * sum(map(rjieba.has_word, behind)) > len(behind)
    return name + third if various and not torn else name


def _raised_in_lists(text: str, found: Sequence[Candidate], beside: Collection[int]) -> list[Candidate]:
    """The candidates, with more for one that stands behind a post in a list of posts and their sure holders:
    主任陆知远、副主任|程家安."""
    led = sorted(c for c in found if c.start in beside)
    sure = {c.start: c.end for c in led if c.score >= SURE}
    ends = {end: start for start, end in sure.items()}
    out = list(found)
    for c in led if sure else ():
        if not _LEAST <= c.score < SURE or c.end - c.start != 3 or text[c.start] in lexicon().rare:
            continue
        before = any(_one_post(text, end, c.start) for end in ends if 0 < c.start - end < _LONGEST_POST)
        behind = any(_one_post(text, c.end, start) for start in sure if 0 < start - c.end < _LONGEST_POST)
        closed = text[c.end : c.end + 1] in ("", *"、，；。等")
        if before or behind:
            out.append(c._replace(score=c.score + closed + before + behind))
    return out


_LEAST, _LONGEST_POST = 2, 24
_APART = re.compile("[。；！？：\n“”]")


def _one_post(text: str, start: int, end: int) -> bool:
    """Whether one item of a list, a post without its holder, stands between two positions."""
    return text[start] in "、，；" and "，" not in text[start + 1 : end] and not _APART.search(text, start + 1, end)


_FUNCTION = frozenset("cpumrdvy")
"""Tags of single characters that stand behind names as words of their own."""
_OFTEN, _VARIOUS = 4, 4
"""A word without a meaning that is printed so often, with so many different characters behind it, is a name."""


def _recurring(
    found: Sequence[Sequence[Candidate]], beside: Sequence[Collection[int]], texts: Sequence[str], page: Texts
) -> set[str]:
    """Full names that the tokeniser tears and that stand behind a post or role once: 少年|石家铭正…, 石家铭考出…."""
    led = {
        text[c.start : c.end]
        for text, candidates, positions in zip(texts, found, beside, strict=True)
        for c in candidates
        if c.start in positions and 0 <= c.score < FAIR and c.end - c.start == 3
    }
    led = {name for name in led if not word_tag(name) and not word_tag(name[1:]) and name not in lexicon().not_names}
    behind: dict[str, list[str]] = defaultdict(list)
    for number, start, end in page.find(led):
        behind[texts[number][start:end]].append(texts[number][end : end + 1])
    return {name for name, chars in behind.items() if len(chars) >= _OFTEN and len(set(chars)) >= _VARIOUS}


def _words_among(chosen: set[str], best: dict[str, int], counts: dict[str, int], page: Texts) -> set[str]:
    """Those that are mostly printed where no name can stand, or mostly as part of a longer name."""
    out = {
        name for name in chosen if best[name] < SURE + 2 and counts[name] < 4 and page.count(name) > 3 * counts[name]
    }
    for longer in chosen:
        if longer.isascii() or _PARTED.search(longer) or longer[:2] in lexicon().japanese:
            continue  # its parts stand for the whole
        parts = {longer[i:j] for i in range(len(longer) - 1) for j in range(i + 2, len(longer) + 1)} - {longer}
        for name in parts & chosen:
            out.add(name if 5 * page.count(longer) >= 3 * page.count(name) else longer)
    return out


_LISTED = re.compile("[一-鿿]{2,4}(?:、[一-鿿]{2,4}){2,}")
"""A list of short names; the last may hold what follows it, the first what stands before."""
_COUNTED = re.compile("等?(?P<count>\\d{1,2}|[三四五六七八九十])(?=[人名位])|等")
"""Behind the last of a list of persons: how many they are, or that there are more."""


def names_listed(text: str, spans: Iterable[tuple[int, int]]) -> set[str]:
    """Names in a list of which at least half, and two, are the names at `spans`: who attended a meeting; any item of
    one that counts its persons: 陆知远、秦望川、管在山|3人."""
    known = dict(spans)
    opened = {end: start for start, end in known.items()}
    out: set[str] = set()
    if len(known) < 2:
        return out
    for found in _LISTED.finditer(text):
        starts = [found.start(), *(at + 1 for at in range(*found.span()) if text[at] == "、")]
        starts[0] = opened.get(starts[1] - 1, starts[0])  # 队员|何超、
        named = [at for at in starts if at in known]
        last = _COUNTED.search(text, starts[-1] + 2, starts[-1] + _LONGEST)
        counted = last is not None and _number(last["count"]) == len(starts)
        if len(named) < 2 or not (counted or 2 * len(named) >= len(starts)):
            continue
        items = [*pairwise(starts), *([(starts[-1], last.start() + 1)] if last else [])]
        whole = [text[a : b - 1] for a, b in items if a > starts[0]]
        if starts[0] not in known and 2 * len(named) > len(starts) and (first := _first_listed(text, *items[0])):
            out.add(first)
        out |= {name for name in whole if _may_be_listed(name) or (counted and _may_be_counted(name))}
    return out


_LONGEST = 7


def _first_listed(text: str, start: int, end: int) -> str | None:
    """The name that opens a list of names behind a word of one character: 继|陆知远、秦望川、何岚之后."""
    for at in (end - 4, end - 3):
        if at < max(start, 1) or not (text[at - 1] in _LEADS or text[at - 1] in PUNCTUATION):
            continue
        name = text[at : end - 1]
        if likelihood(name[1:]) > 2.0 * (name[0] in lexicon().rare) and _may_be_listed(name):
            return name
    return None


_LEADS = frozenset("继由和对与是为被向跟有让请据给即如像同及含")
"""Words of one character in front of a list of persons."""


def _number(text: str | None) -> int:
    """A short number in digits or as a Chinese numeral; 0 for none."""
    return 0 if text is None else int(text) if text.isdigit() else "三四五六七八九十".index(text) + 3


def _may_be_counted(name: str) -> bool:
    """Whether an item of a list that counts its persons is a name: one with a family name that is no word."""
    family = name[0] in lexicon().surnames or name[:2] in lexicon().compound
    return family and name not in lexicon().not_names and name[1:] not in lexicon().titles and not word_tag(name)


def _may_be_listed(name: str) -> bool:
    """Whether the words between two marks of a list of persons can be a full name."""
    family = 2 if name[:2] in lexicon().compound else 1
    given = name[family:]
    return (
        (family == 2 or name[0] in lexicon().surnames)
        and 1 <= len(given) <= 2
        and name not in gazetteer()
        and name not in lexicon().not_names
        and given not in lexicon().titles
        and (
            lexicon().never.isdisjoint(closing(given))
            or given in rules("persons")["told_of"]["given"]  # 单|向前
            or (name[0] not in lexicon().rare and not word_tag(name))
        )
        and word_tag(name) in ("", "nr", "nrfg", "nz")
    )


def names_beside(text: str, bounds: Bounds, spans: Iterable[tuple[int, int]]) -> set[str]:
    """Names that stand in one list with the names at `spans`."""
    out = set()
    ends, starts = set[int](), set[int]()
    for start, end in spans:
        while end < len(text) and text[end] in _LINKS and end not in ends:
            ends.add(end)
            following = best_name(text, end + 1, bounds, BESIDE_ROLE)
            if following is None or following.score < FAIR:
                break
            out.add(text[following.start : following.end])
            end = following.end
        while start > 2 and text[start - 1] in _LINKS and start not in starts:
            starts.add(start)
            before = _name_before(text, start - 1, bounds)
            if before is None:
                break
            out.add(text[before : start - 1])
            start = before
    return out


_OPENS_LIST = PUNCTUATION | frozenset("是为由")
"""In front of the first name of a list: 分别是|徐四海、陈望."""


def _name_before(text: str, end: int, bounds: Bounds) -> int | None:
    for length in (3, 2):
        start = end - length
        if start >= 0 and (start == 0 or text[start - 1] in _OPENS_LIST):
            found = best_name(text, start, bounds, BESIDE_ROLE)
            if found is not None and found.end == end and found.score >= FAIR:
                return start
    return None
