"""Names of persons. A name is taken for what stands around it: a post or role before it, a verb of speech behind it,
other names beside it; what is sure in one place is then found everywhere on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.page import Segment

SURE = 5
"""Evidence that makes a name."""

_HAN = re.compile("[\u4e00-\u9fff]+")


class Candidate(NamedTuple):
    """A possible name in a segment's clean text and how much speaks for it."""

    start: int
    end: int
    score: int


class Lexicon(NamedTuple):
    """What is known of names in general."""

    surnames: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]
    japanese: frozenset[str]
    never: frozenset[str]
    foreign: frozenset[str]
    after: re.Pattern[str]
    roles: re.Pattern[str]
    addressed: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The rules of names, compiled once."""
    data = rules("persons")
    surnames = frozenset(re.sub(r"\s", "", data["surnames"]))
    title = "|".join(sorted(map(re.escape, data["addresses"]), key=len, reverse=True))
    return Lexicon(
        surnames,
        frozenset(re.sub(r"\s", "", data["rare_surnames"])),
        frozenset(data["compound_surnames"]),
        frozenset(data["japanese_surnames"]),
        frozenset(re.sub(r"\s", "", data["never_given"])),
        frozenset(re.sub(r"\s", "", data["transliteration"])),
        re.compile(trie_pattern(data["after_name"]["cues"])),
        re.compile(trie_pattern(data["roles"])),
        re.compile(f"(?:{trie_pattern(data['compound_surnames'])}|[{''.join(surnames)}])(?:{title})"),
    )


@cache
def word_tag(word: str) -> str:
    """The tag of a dictionary word, empty if the dictionary does not hold it."""
    if not rjieba.has_word(word):
        return ""
    tagged = rjieba.tag(word)
    return tagged[0][1] if len(tagged) == 1 else ""


_PUNCTUATION = frozenset("，。、；：！？,.;:!?（）()“”‘’《》〈〉【】[]—…·\n\t \u3000■/|")


def find_names(segment: Segment, after: frozenset[int] | set[int]) -> list[Candidate]:
    """Candidates of Chinese names in a segment; `after` holds positions right behind a post or role."""
    known, text, tokens = lexicon(), segment.text, segment.tokens
    bounds = {t.end for t in tokens}
    out: list[Candidate] = []
    seen: set[int] = set()
    for position in after:
        if (found := _best(text, position, bounds, 3)) is not None:
            out.append(found)
            seen.add(position)
    for i, token in enumerate(tokens):
        word = token.word
        if word[0] not in known.surnames or token.start in seen:
            continue
        named = token.tag in ("nr", "nrfg") and len(word) > 1 and not (word in gazetteer())
        before = text[token.start - 1] if token.start else "\n"
        if named or before in _PUNCTUATION or (len(word) == 1 and token.tag in ("nr", "zg")):
            base = (2 if named else 0) + (1 if before in _PUNCTUATION else 0)
            if (found := _best(text, token.start, bounds, base, tokens[i].tag)) is not None:
                out.append(found)
    return out


def _best(text: str, start: int, bounds: set[int], base: int, tag: str = "") -> Candidate | None:
    """The most probable name that starts at `start`, if any."""
    known = lexicon()
    first = text[start : start + 2]
    if first in known.compound:
        lengths = (4, 3)
    elif first[:1] in known.surnames:
        lengths = (3, 2)
    else:
        return None
    best: Candidate | None = None
    for length in lengths:
        name = text[start : start + length]
        if len(name) < length or not _HAN.fullmatch(name):
            continue
        score = base + _evidence(text, start, start + length, name, bounds)
        if best is None or score > best.score:
            best = Candidate(start, start + length, score)
    return best


def _evidence(text: str, start: int, end: int, name: str, bounds: set[int]) -> int:
    known = lexicon()
    given = name[2:] if name[:2] in known.compound and len(name) > 2 else name[1:]
    score = 0
    if any(c in known.never for c in given):
        score -= 4
    score += 1 if end in bounds else -2
    if end == len(text) or text[end] in _PUNCTUATION:
        score += 1
    elif known.after.match(text, end):
        score += 2
    else:
        score -= 1
    tag = word_tag(name)
    if tag and tag not in ("nr", "nrfg"):
        score -= 3
    elif not tag:
        score += 1
    if name in gazetteer():
        score -= 4
    if name[0] in known.rare:
        score -= 1
    return score


_DOTTED = re.compile("[\u4e00-\u9fff]{1,8}(?:[·・•‧∙．][\u4e00-\u9fff]{1,10}){1,4}")


def find_foreign(
    segment: Segment, after: frozenset[int] | set[int], outland: frozenset[int] | set[int]
) -> list[Candidate]:
    """Transliterated names: with dots anywhere, without them behind a foreign post (positions in `outland`)."""
    known, text, tokens = lexicon(), segment.text, segment.tokens
    out = []
    starts = [t.start for t in tokens]
    for m in _DOTTED.finditer(text):
        first = next(i for i in range(m.start(), m.end()) if text[i] in "·・•‧∙．")
        start = _left_edge(segment, starts, m.start(), first, after)
        last = max(i for i in range(m.start(), m.end()) if text[i] in "·・•‧∙．")
        end = _right_edge(segment, starts, last + 1)
        body = [c for c in text[start:end] if c not in "·・•‧∙．"]
        if (
            start < first
            and end > last + 1
            and sum(c in known.foreign or c > "\u9fff" or _traditional(c) for c in body) >= 0.8 * len(body)
        ):
            out.append(Candidate(start, end, SURE))
    for position in outland:
        end = _right_edge(segment, starts, position)
        if end - position >= 3:
            out.append(Candidate(position, end, SURE))
    return out


def _left_edge(segment: Segment, starts: list[int], low: int, dot: int, after: frozenset[int] | set[int]) -> int:
    """Start of the first part of a dotted name whose first dot is at `dot`."""
    known, tokens = lexicon(), segment.tokens
    for position in range(dot - 1, low - 1, -1):
        if position in after:
            return position
    k = bisect_left(starts, dot) - 1
    start = dot
    while k >= 0 and tokens[k].start >= low:
        word = tokens[k].word
        if word in gazetteer() or not all(c in known.foreign or _traditional(c) for c in word):
            break
        if start < dot and word_tag(word) not in ("", "nr", "nrt", "nrfg", "ns"):
            break
        start = tokens[k].start
        k -= 1
    return start


def _right_edge(segment: Segment, starts: list[int], start: int) -> int:
    """End of a transliterated part that starts at `start`."""
    known, tokens = lexicon(), segment.tokens
    k = bisect_left(starts, start)
    end = start
    while k < len(tokens):
        word = tokens[k].word
        if not all(c in known.foreign or _traditional(c) for c in word):
            break
        if len(word) == 1 and word in "在和以于因约" and end > start:
            break
        if end > start and word_tag(word) not in ("", "nr", "nrt", "nrfg", "ns", "zg", "g", "nz") and len(word) > 1:
            break
        end = tokens[k].end
        k += 1
    return end


@cache
def _traditional(char: str) -> bool:
    from transforms.canonical import simplify

    return simplify(char) != char and simplify(char) in lexicon().foreign


def choose_names(found: dict[int, list[Candidate]], segments: list[Segment]) -> set[str]:
    """The names of the page: those with sure evidence in one place, or fair evidence in several."""
    best: dict[str, int] = defaultdict(int)
    fair: dict[str, int] = defaultdict(int)
    for index, candidates in found.items():
        text = segments[index].text
        for c in candidates:
            name = text[c.start : c.end]
            best[name] = max(best[name], c.score)
            fair[name] += c.score >= SURE - 1
    return {name for name, score in best.items() if score >= SURE or (score == SURE - 1 and fair[name] > 1)}
