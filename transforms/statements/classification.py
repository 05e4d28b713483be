"""What tells the class of a statement: who speaks, and the words that rules know (`rules/classes.yaml`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import compress, count
from operator import attrgetter
from typing import Any

from transforms.lexicon import rules
from transforms.page import Mention, Token
from transforms.statements.class_model import Evidence
from transforms.statements.speakers import Speaker

_RULES = rules("classes")
_EXPERT = re.compile(_RULES["experts"])
_SOURCE = re.compile(_RULES["sources"])
_SOURCE_CUE = re.compile(_RULES["source_cues"])
_COMMANDS = frozenset(_RULES["commands"])
DEMANDS = frozenset(_RULES["demands"])
"""Verbs that demand, whatever follows them."""
CUE_CLASSES = {cue: name for name, cues in _RULES["cue_classes"].items() for cue in cues}
"""Verb that reports → the class of what it reports, whatever the words."""
_MEETING = re.compile("会议?$")
_NO_EXHORTATION = frozenset(_RULES["no_exhortation"])
_ORDINAL = re.compile(
    "(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，|首先，|其次，|再次，|最后，|同时，|此外，)"
)
_JUDGES = re.compile("[了过]|已|是(?!非)|离不开|才能|曾|乃")
_UNREAD = re.compile(r"^(?:\^|\(\?<[!=][^()]*\))+")
_HEAD = re.compile(
    r"(?:\[(?P<set>[^\]^]+)\]|\(\?:(?P<group>[^()]*)\)|(?P<plain>[^\s\\()\[\]|?*+^$.]))(?P<optional>\?)?"
)
_START = attrgetter("start")
_CLAUSE_ENDS = frozenset("，。；！？")
_AS_ADVERBS = frozenset(_RULES["as_adverbs"])
_AS_OBJECTS = frozenset(_RULES["as_objects"])
_PRONOUNS = frozenset(_RULES["pronouns"])
# Verbs with what they lead to, which the tokeniser may take for nouns: 塞进, 扳平, 罚下场.
_MOVED = re.compile(
    "(?!(?:[前向深加收输引导先买代转投录植嵌]入|[进支付输产演]出|[水公太]平|[方意导动志取去]向|[网线晚早马身海以路会街]上|[线地天以]下"
    "|[供补]给|[以往]往|行为)).[进入上下出到至往向回给予为成达走倒掉平]"
)
_TIME_WORD = re.compile(r"\d+$|[今明后]?[年月日天]")
# Names and terms say nothing of what a sentence does, nor do the purpose it opens with and the words that attribute it.
_NAMED = re.compile("《[^《》]{2,60}》|[“‘「『][^“”‘’「」『』。！？，]{1,14}[”’」』]")
_PURPOSE = re.compile("^为了?[^，。]{2,50}，")


_TRADES = frozenset(rules("titles")["trades"])
"""Those who speak of what they see and do, not of what a body will do."""


def is_expert(speaker: Speaker) -> bool:
    """Whether somebody judges others' business: a person by post or body, a body or group by name."""
    if speaker.kind == "person":
        return _EXPERT.search(f"{speaker.title or ''}{speaker.organization or ''}") is not None
    return _EXPERT.search(speaker.name or "") is not None


def context_of(speaker: Speaker | None, voice: str, cue: str | None, genre: str) -> str:
    """Who speaks, as the rules tell it: paper, editorial, self, leader, folk, expert, source or body."""
    if voice == "narration":
        return "editorial" if genre == "commentary" else "paper"
    if speaker is None or speaker.name is None:
        return "folk" if voice == "direct" or cue else "body"
    if speaker.kind == "person":
        if is_expert(speaker):
            return "expert"
        if cue in _COMMANDS:
            return "leader"
        return "self" if speaker.title and speaker.title not in _TRADES else "folk"
    if speaker.kind == "document" or (speaker.kind == "group" and _MEETING.search(speaker.name)):
        return "body"
    if _SOURCE.search(speaker.name) or (cue and cue.startswith("报道")):
        return "source"
    if cue and _SOURCE_CUE.search(cue):
        return "paper"
    if is_expert(speaker):
        return "expert"
    return "leader" if cue in _COMMANDS and speaker.kind == "organization" else "self"


def behind_cue(text: str, cue: str | None) -> str:
    """What of a statement is said: the words behind its cue."""
    at = text.find(cue) if cue else -1
    return text if at < 0 else text[at + len(cue or "") :].lstrip("，：,: ")


def reduce(text: str, cue: str | None) -> str:
    """What of a statement tells its class: without the words up to the cue, without names in marks, without purpose."""
    text = behind_cue(text, cue)
    if "《" in text or "“" in text or "‘" in text:
        text = text[:1] + _NAMED.sub("□", text[1:])
    return _PURPOSE.sub("", text) if text.startswith("为") else text


def blot_names(text: str, offset: int, mentions: Sequence[Mention]) -> str:
    """The text with the persons blotted out, whose names are no evidence; text stands at `offset` in its segment, whose
    mentions are in order."""
    first = bisect_left(mentions, offset, key=_START)
    for m in mentions[first : bisect_left(mentions, offset + len(text), lo=first, key=_START)]:
        if m.type == "person":
            at = m.start - offset
            text = f"{text[:at]}{'□' * (m.end - m.start)}{text[m.end - offset :]}"
    return text


def demote_objects(text: str, offset: int, tokens: Sequence[Token]) -> str:
    """The text with 将 written 把 where it marks an object (将企业的问题清单变成…) and tells nothing of the future.

    text stands at `offset` in the segment that the tokens cut up.
    """
    chars = list(text)
    for number in range(bisect_left(tokens, offset, key=_START), len(tokens) - 1):
        token = tokens[number]
        at = token.start - offset
        if at >= len(chars):
            break
        if token.word == "将":
            word, tag = tokens[number + 1].word, tokens[number + 1].tag
            is_name = tag[0] in "nrm" or word in "□“‘《" or word in _AS_OBJECTS
            if word in _PRONOUNS or (
                is_name and word not in _AS_ADVERBS and not _TIME_WORD.match(word) and _has_verb(tokens, number + 2)
            ):
                chars[at] = "把"
    return "".join(chars)


def _has_verb(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb stands in the clause from a token on: without one, 将 itself leads to the verb (将新设…)."""
    for at in range(number, len(tokens)):
        token = tokens[at]
        if token.word in _CLAUSE_ENDS:
            return False
        if token.tag[0] in "vil" or _MOVED.match(token.word):
            return True
    return False


def exhortation(text: str, offset: int, tokens: Sequence[Token]) -> str | None:
    """The verb that a sentence without subject opens with, as calls in commentary do: 加强培训，补齐短板。

    text stands at `offset` in the segment that the tokens cut up.
    """
    ordinal = _ORDINAL.match(text)
    start = offset + (ordinal.end() if ordinal else 0)
    at = bisect_left(tokens, start, key=_START)
    if at == len(tokens) or tokens[at].start != start or text[-1:] not in "。；" or _JUDGES.search(text):
        return None
    word, tag = tokens[at].word, tokens[at].tag
    return word if tag in ("v", "vn") and word not in _NO_EXHORTATION else None


def find_evidence(text: str) -> list[Evidence]:
    """What the rules find in a reduced statement, in the order of the text."""
    matchers = _matchers()
    found = []
    behind: dict[str, int] = {}  # where the last words of each rule end: its finds do not overlap
    for at in compress(count(), map(matchers.__contains__, text)):
        any_rule, by_rule = matchers[text[at]]
        if any_rule(text, at):
            for rule, match in by_rule:
                hit = match(text, at)
                if hit and behind.get(rule, 0) <= at:
                    behind[rule] = hit.end()
                    found.append(Evidence(rule, hit.group()))
    return found


@cache
def _matchers() -> dict[str, tuple[Any, list[tuple[str, Any]]]]:
    """For each character, whether any rule matches there, and each rule that can: a statement is read once for all."""
    by_char: dict[str, list[tuple[str, str]]] = {}
    for rule in _RULES["rules"]:
        patterns: dict[str, list[str]] = {}
        for pattern in rule["patterns"].split():
            for char in first_characters(pattern):
                patterns.setdefault(char, []).append(pattern)
        for char, alternatives in patterns.items():
            by_char.setdefault(char, []).append((rule["id"], "|".join(alternatives)))
    return {
        char: (
            re.compile("|".join(pattern for _, pattern in found)).match,
            [(rule, re.compile(pattern).match) for rule, pattern in found],
        )
        for char, found in by_char.items()
    }


def first_characters(pattern: str) -> set[str]:
    """The characters a rule's pattern can begin with.

    A pattern begins with plain characters, a set or a group of alternatives, each perhaps optional, behind an anchor or
    a look-behind; ValueError for anything else.
    """
    pattern = _UNREAD.sub("", pattern)
    found: set[str] = set()
    while True:
        head = _HEAD.match(pattern)
        if head is None:
            raise ValueError(f"rules/classes.yaml: a pattern must begin with plain characters: {pattern!r}")
        if head["set"]:
            found.update(head["set"])
        elif head["group"]:
            for alternative in head["group"].split("|"):
                found |= first_characters(alternative)
        else:
            found.add(head["plain"])
        if not head["optional"]:
            return found
        pattern = pattern[head.end() :]
