"""Names known by what stands right behind them: respect or a post (陆知远同志), the post of a foreigner (西蒙总统)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

import rjieba

from transforms.entities.foreign_names import KNOWN_ABROAD, LINKS, spells
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.name_evidence import PUNCTUATION, SURE, Candidate
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.entities.spoken_names import can_be_name, foreign_things
from transforms.entities.words import Words
from transforms.lexicon import rules

_LONGEST = 8
_JOINED = frozenset("和在不")
"""What a guessed word may hold in front of a name, though it spells names elsewhere."""


def honoured_names(words: Words) -> list[Candidate]:
    """Full names in front of a form of respect, and foreign names in front of a post or 夫人."""
    text, out = words.text, list[Candidate]()
    for m in _respect().finditer(text):
        if (start := _native_start(words, m.start())) is not None:
            out.append(Candidate(start, m.start(), SURE))
    for m in _foreign_post().finditer(text):
        start = _foreign_start(words, m.start())
        if start is not None and _goes_on(words, m.end()) and not text.endswith(("名", "位"), 0, start):
            out.append(Candidate(start, m.start(), SURE + (m.start() - start > 2)))
    return out


@cache
def _respect() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(rules('persons')['respect'])})(?!们)")


@cache
def _foreign_post() -> re.Pattern[str]:
    return re.compile(
        f"(?:{trie_pattern(rules('persons')['foreign_posts'])}|[一二三四五六七八九十]世(?![纪界]))(?![们级])"
    )


def _native_start(words: Words, end: int) -> int | None:
    """Where a full name of a common form starts that ends at `end`, at a token or behind a mark."""
    text = words.text
    for size in (3, 2, 4):
        start = end - size
        name = text[start:end] if start >= 0 else ""
        if not name or not HAN.fullmatch(name) or (size == 4 and name[:2] not in lexicon().compound):
            continue
        if size == 3 and (name[-1] in _WORDS or name[:2] in ("孙子", "孙女")):
            continue  # 王芳|和|老人, 孙子|刘先生
        opens = start == 0 or text[start - 1] in PUNCTUATION or words.opens(start)
        rare = name[0] in lexicon().rarest or (name[0] in lexicon().rare and word_tag(name[1:]))  # 都希望|将军
        if opens and not rare and can_be_name(name):
            return start
    return None


_WORDS = frozenset("副总和同与跟给向为陪帮请找任当做兼见对让被把由")
"""Characters that stand between a name and somebody else's title."""


def _goes_on(words: Words, end: int) -> bool:
    """Whether a clause goes on behind a post, and no name, which would be its holder's: 耶鲁教授|罗奇说."""
    at = bisect_left(words.starts, end)
    return at == len(words.tokens) or words.tokens[at].tag[0] not in "n" or words.tokens[at].word in PUNCTUATION


def _foreign_start(words: Words, end: int) -> int | None:
    """Where a run of syllables that ends at `end` starts, if it is no place or other word."""
    tokens = words.tokens
    number = bisect_right(words.starts, end - 1) - 1
    if number < 0 or tokens[number].end != end:
        return None
    start = end
    while number >= 0 and end - tokens[number].start <= _LONGEST:
        word = tokens[number].word
        if word in LINKS or word in gazetteer() or not all(map(spells, word)) or word_tag(word) not in KNOWN_ABROAD:
            break
        start = tokens[number].start
        number -= 1
    if words.text[start] in _JOINED and end - start > 2:
        start += 1  # 和|乌瓦 was cut as 和乌|瓦
    name = words.text[start:end]
    whole = bisect_left(words.starts, start) == bisect_right(words.starts, end - 1) - 1
    if len(name) < 2 or name in foreign_things() or name in lexicon().not_names or name in gazetteer():
        return None
    if word_tag(name) in ("n", "nz", "ns") or (len(name) == 2 and not whole):
        return None
    if number >= 0 and tokens[number].end == start and rjieba.has_word(words.text[start - 1 : start + 1]):
        return None
    return start
