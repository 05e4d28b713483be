"""What is known of names of persons in general (`rules/persons.yaml`), and how the dictionary tags a word."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.entities.gazetteer import trie_pattern
from transforms.lexicon import rules
from transforms.memo import memoised

DATE = re.compile(
    "[\\d０-９〇零一二三四五六七八九十]{4}年|[\\d０-９一二三四五六七八九十]{1,3}[年月日](?!来(?!到|访|函|电))"
)
"""What may follow a name: 陆知远5日宣布."""
HAN = re.compile("[\u4e00-\u9fff]+")
"""Characters of which Chinese names are made."""


class Lexicon(NamedTuple):
    """What is known of names in general."""

    surnames: frozenset[str]
    rare: frozenset[str]
    rarest: frozenset[str]
    """Family names of few, that are ordinary words otherwise: names only behind a post."""
    compound: frozenset[str]
    japanese: frozenset[str]
    foreign: frozenset[str]
    """Characters that spell foreign names."""
    never: frozenset[str]
    openers: frozenset[str]
    seldom: frozenset[str]
    not_names: frozenset[str]
    ordinary: frozenset[str]
    """Words that are names behind a role only: 发言人|高峰, but not 早|高峰."""
    seldom_names: frozenset[str]
    """Words that are names behind a role, and where somebody speaks: 许诺|说, but not 他的|许诺."""
    titles: frozenset[str]
    speech: re.Pattern[str]
    after: re.Pattern[str]
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
        characters("rarest_surnames"),
        frozenset(data["compound_surnames"]),
        frozenset(data["japanese_surnames"]),
        characters("transliteration"),
        characters("never_given"),
        characters("opening_given"),
        characters("seldom_given"),
        frozenset(data["not_names"]),
        frozenset(data["ordinary"]),
        frozenset(data["seldom_names"]),
        frozenset(title_heads() + tuple(data["addresses"])),
        re.compile(
            f"{trie_pattern(data['after_name']['speech'])}|(?:副|总|老)?{trie_pattern(rules('speakers')['honours'])}"
        ),
        re.compile(f"{trie_pattern(data['after_name']['cues'])}|{DATE.pattern}"),
        re.compile(f"{family}(?:{trie_pattern(data['addresses'] + data['addresses_by_post'])})"),
    )


@cache
def title_heads() -> tuple[str, ...]:
    """Words that a post ends with, plain words for staff among them."""
    titles = rules("titles")
    return (*titles["heads"], *titles["plain"])


@memoised
def word_tag(word: str) -> str:
    """The tag of a dictionary word, empty if the dictionary does not hold it."""
    if not rjieba.has_word(word):
        return ""
    tagged = rjieba.tag(word)
    return tagged[0][1] if len(tagged) == 1 else ""
