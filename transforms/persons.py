"""Names of persons. A name is taken for what stands around it: a post or role before it, a verb of speech behind it,
other names beside it; what is sure in one place is then found everywhere on the page."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.page import Segment, Token

SURE = 5
"""Evidence that makes a name."""
FAIR = SURE - 1
"""Evidence that makes a name if it is found more than once."""
BESIDE_POST = 5
BESIDE_ROLE = 3

_HAN = re.compile("[\u4e00-\u9fff]+")
PUNCTUATION = frozenset("，。、；：！？,.;:!?（）()“”‘’《》〈〉【】[]—…·\n\t \u3000■/|")


Bounds = dict[int, Token]
"""Tokens by their end."""


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
    seldom: frozenset[str]
    not_names: frozenset[str]
    speech: re.Pattern[str]
    after: re.Pattern[str]
    roles: re.Pattern[str]
    addressed: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The rules of names, compiled once."""
    data = rules("persons")

    def characters(name: str) -> frozenset[str]:
        return frozenset(re.sub(r"\s", "", data[name]))

    surnames = characters("surnames")
    family = f"(?:{trie_pattern(data['compound_surnames'])}|[{''.join(sorted(surnames))}])"
    return Lexicon(
        surnames,
        characters("rare_surnames"),
        frozenset(data["compound_surnames"]),
        frozenset(data["japanese_surnames"]),
        characters("never_given"),
        characters("seldom_given"),
        frozenset(data["not_names"]),
        re.compile(trie_pattern(data["after_name"]["speech"])),
        re.compile(trie_pattern(data["after_name"]["cues"])),
        re.compile(trie_pattern(data["roles"])),
        re.compile(f"{family}(?:{trie_pattern(data['addresses'])})(?![们节])"),
    )


@cache
def word_tag(word: str) -> str:
    """The tag of a dictionary word, empty if the dictionary does not hold it."""
    if not rjieba.has_word(word):
        return ""
    tagged = rjieba.tag(word)
    return tagged[0][1] if len(tagged) == 1 else ""


def find_names(segment: Segment, beside: dict[int, int]) -> list[Candidate]:
    """Candidates of names of 2 to 4 characters; `beside`: positions behind a post or role, and their weight."""
    known, text, tokens = lexicon(), segment.text, segment.tokens
    bounds = {t.end: t for t in tokens}
    out = [c for at, weight in beside.items() if (c := best_name(text, at, bounds, weight)) is not None]
    surnames = known.surnames
    for token in tokens:
        word, tag, start, _ = token
        if word[0] not in surnames or start in beside:
            continue
        named = tag == "nrfg" or (tag == "nr" and len(word) > 1 and not rjieba.has_word(word))
        marked = start == 0 or text[start - 1] in PUNCTUATION
        if (named or marked or len(word) == 1) and (
            c := best_name(text, start, bounds, 2 * named + marked)
        ) is not None:
            out.append(c)
    return out


def best_name(text: str, start: int, bounds: Bounds, base: int) -> Candidate | None:
    """The most probable name that starts at `start`, if one can start there at all."""
    best: Candidate | None = None
    for family, length in _shapes(text, start):
        name = text[start : start + length]
        if len(name) < length or not _HAN.fullmatch(name):
            continue
        score = base + _evidence(text, start + length, name, family, base, bounds)
        if best is None or score > best.score:
            best = Candidate(start, start + length, score)
    return best


def _shapes(text: str, start: int) -> list[tuple[int, int]]:
    """Possible lengths of family name and whole name at a position."""
    known = lexicon()
    pair = text[start : start + 2]
    out = []
    if pair in known.compound:
        out += [(2, 4), (2, 3)]
    elif pair[:1] in known.surnames:
        out += [(1, 3), (1, 2)]
    if pair in known.japanese:
        out += [(2, 4), (2, 3), (2, 5)]
    elif text[start : start + 3] in known.japanese:
        out += [(3, 5), (3, 4)]
    return out


def _evidence(text: str, end: int, name: str, family: int, base: int, bounds: Bounds) -> int:
    """What speaks for a name in its characters, in the dictionary and in what follows."""
    known = lexicon()
    given = name[family:]
    score = 0 if family == 1 or base >= BESIDE_ROLE else -1
    tag = word_tag(name)
    if tag == "nrfg":
        score += 1
    elif tag and tag != "nr":
        score -= 3 if base >= BESIDE_POST else 6
    else:
        score += (not tag) - 4 * any(c in known.never for c in given) - sum(c in known.seldom for c in given)
        if len(name) == 3 and family == 1 and word_tag(name[:2]) not in ("", "nr", "nrfg", "ns", "nz", "nrt"):
            score -= 3 if base < BESIDE_POST else 1
        if base < BESIDE_POST and len(given) > 1 and word_tag(given) in _WORDS:
            score -= 3 if name[0] in known.rare else 1
    if name in known.not_names:
        score -= 6
    if name in gazetteer() or given in gazetteer():
        score -= 4
    if name[0] in known.rare and base < BESIDE_POST:
        score -= 1 + (len(name) == 2 and base < BESIDE_ROLE)
    if family == 1 or end in bounds:
        score += 1 if end in bounds else -2
        score -= _torn(name, given, end, bounds)
    else:
        score += len(name) == 4
    if end == len(text) or text[end] in PUNCTUATION:
        return score + 1
    if known.speech.match(text, end):
        return score + 3
    return score + 2 if known.after.match(text, end) else score - 2


_LOOSE = frozenset(("v", "p", "d", "c", "f", "r", "m", "q", "ad", "uj", "ul", "uz", "y"))
_WORDS = frozenset(("n", "v", "vn", "a", "d", "m", "ad", "i", "l", "t", "c", "p"))


def _torn(name: str, given: str, end: int, bounds: Bounds) -> int:
    """What speaks against a name that is cut out of a sentence: 和|护士, 秦望|用."""
    first = bounds.get(end - len(given))
    if first is not None and len(first.word) == 1 and first.tag in _LOOSE and word_tag(given) in _WORDS:
        return 3
    last = bounds.get(end)
    if len(name) == 3 and last is not None and len(last.word) == 1 and last.tag in _LOOSE and end - 1 in bounds:
        return 2
    return 0


def choose_names(found: dict[int, list[Candidate]], segments: list[Segment]) -> set[str]:
    """The names of the page: those with sure evidence in one place, or fair evidence in several."""
    best: dict[str, int] = defaultdict(int)
    fair: dict[str, int] = defaultdict(int)
    for index, candidates in found.items():
        text = segments[index].text
        for c in candidates:
            if c.score >= FAIR:
                name = text[c.start : c.end]
                best[name] = max(best[name], c.score)
                fair[name] += 1
    chosen = {name for name, score in best.items() if score >= SURE or fair[name] > 1}
    chosen -= _words_among(chosen, best, fair, segments)
    return chosen | _neighbours(chosen, segments) if chosen else chosen


def _words_among(chosen: set[str], best: dict[str, int], fair: dict[str, int], segments: list[Segment]) -> set[str]:
    """Those that are mostly printed where no name can stand, or mostly as part of a longer name."""
    counts = {name: sum(s.text.count(name) for s in segments) for name in chosen}
    out = {name for name in chosen if best[name] < SURE + 2 and counts[name] > 3 * fair[name] and fair[name] < 4}
    for longer in chosen:
        for name in chosen:
            if name != longer and name in longer:
                out.add(name if 5 * counts[longer] >= 3 * counts[name] else longer)
    return out


def _neighbours(chosen: set[str], segments: list[Segment]) -> set[str]:
    """Names that stand in one list with chosen names."""
    out: set[str] = set()
    pattern = re.compile(
        f"(?:{trie_pattern(sorted(chosen))})(?=[、和 \u3000])|(?<=[、和 \u3000])(?:{trie_pattern(sorted(chosen))})"
    )
    for segment in segments:
        text = segment.text
        bounds: Bounds = {}
        for m in pattern.finditer(text):
            bounds = bounds or {t.end: t for t in segment.tokens}
            at = m.end()
            while at < len(text) and text[at] in "、和 \u3000":
                following = best_name(text, at + 1, bounds, BESIDE_ROLE)
                if following is None or following.score < FAIR:
                    break
                out.add(text[following.start : following.end])
                at = following.end
            at = m.start()
            while at > 2 and text[at - 1] in "、 \u3000":
                before = _name_before(text, at - 1, bounds)
                if before is None:
                    break
                out.add(text[before : at - 1])
                at = before
    return out - chosen


def _name_before(text: str, end: int, bounds: Bounds) -> int | None:
    for length in (3, 2):
        start = end - length
        if start >= 0 and (start == 0 or text[start - 1] in PUNCTUATION):
            found = best_name(text, start, bounds, BESIDE_ROLE)
            if found is not None and found.end == end and found.score >= FAIR:
                return start
    return None


def find_addressed(segment: Segment) -> list[tuple[int, int]]:
    """Family names with a form of address, which stand for a name: 秦先生."""
    known, out = lexicon(), []
    starts = None
    for m in known.addressed.finditer(segment.text):
        starts = starts or {t.start: t for t in segment.tokens}
        token = starts.get(m.start())
        if token is not None and (m[0][0] not in known.rare or token.tag in ("nr", "nrfg")):
            out.append(m.span())
    return out
