"""Names that fill a clause up to its verb of speech, and what can be a name at all: 陆知远说."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.currencies import currency_names
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.given_names import likelihood
from transforms.entities.known_bodies import known_bodies
from transforms.entities.manners import clause_before_speech, clauses_before_speech, is_manner, verb_of_speech
from transforms.entities.name_evidence import closing, given_as_usual
from transforms.entities.person_lexicon import lexicon, title_heads, word_tag
from transforms.lexicon import rules
from transforms.memo import memoised

LANDSCAPE = frozenset("江河湖海山岛村镇路街桥湾塘坝巷寨")
"""What places end in, and few given names."""
WORDS = frozenset(("n", "v", "vn", "a", "d", "m", "ad", "i", "l", "t", "c", "p"))
"""Parts of speech of ordinary words."""
_OCCASION = "在[^，。；：“”]{2,24}?[时中上里后]|接受[^，。；：“”]{0,16}?采访时"
"""Where somebody says it: 在接受采访时, 在发布会上."""


@cache
def _spoken() -> re.Pattern[str]:
    """A clause of up to four characters and an adverb before a verb of speech."""
    data = rules("persons")
    return re.compile(
        f"(?<![一-鿿A-Za-z0-9·])(?:{trie_pattern(data['before_speaker'])})?([一-鿿]{{2,6}}?)"
        f"(?:{trie_pattern(data['speaking_adverbs'])})?(?:\\d{{1,2}}日)?(?:{_OCCASION})?(?:{trie_pattern(data['speech_verbs'])}|[今现]年\\d{{1,3}}岁|，(?:[今现]年)?\\d{{1,3}}岁[，。]|，[男女](?:，|。|性))"
    )


_AGE_OR_SEX = frozenset("岁男女")
"""One of these stands behind every name of `_spoken` that no verb of speech follows."""


def names_before_speech(text: str) -> list[tuple[int, int]]:
    """Spans of full names that fill a clause up to its verb of speech, whatever else is known of them: 陆知远说."""
    spoken = verb_of_speech().search(text) is not None
    found = [*_spoken().finditer(text)] if spoken or not _AGE_OR_SEX.isdisjoint(text) else []
    if (line := _LINE.fullmatch(text)) is not None:
        found.append(line)
    spans = {m.start(1): m.end(1) for m in found if can_be_name(m[1]) or can_be_foreign(m[1])}
    for m in clauses_before_speech(text) if spoken else ():
        size = _size_of_name(m["who"])
        if size:
            spans[m.start("who")] = m.start("who") + size
    for m in _DESCRIBED.finditer(text) if spoken and "的" in text else ():
        clause = clause_before_speech(text, m.end())
        if len(clause) >= _FULL and _is_described(clause[:_FULL]) and _size_of_name(clause) == _FULL:
            spans.setdefault(m.end(), m.end() + _FULL)
    return list(spans.items())


_FULL = 3
_DESCRIBED = re.compile("[一-鿿]{2}的(?=[一-鿿]{3})")
"""In front of whom a clause tells of: 获得一等奖的|陆知远|提出."""


def _is_described(name: str) -> bool:
    """Whether three characters behind 的 are more likely a name than words: usual as one, or no word in them."""
    likely = likelihood(name[1:])
    plain = not (rjieba.has_word(name[:2]) or word_tag(name[1:]) in WORDS or name[0] in lexicon().rare)
    return likely >= _USUALLY or (plain and likely >= 0)


_USUALLY = 2.5


def _size_of_name(clause: str) -> int:
    """How many characters of a clause in front of a verb of speech are a name, the rest a manner; 0 if it is none."""
    sizes = [n for n in (3, 2, 4) if can_be_name(clause[:n]) and (n == len(clause) or is_manner(clause[n:]))]
    if sizes[:2] == [3, 2] and (rjieba.has_word(clause[2:4]) or rjieba.has_word(clause[2:5])):
        return 2  # 赵敏|微笑着
    return sizes[0] if sizes else 0


@cache
def _told() -> re.Pattern[str]:
    """A clause that tells who somebody is: 据|高峰|介绍, |汪洋|是一名, |汪洋|今年45岁."""
    posts = trie_pattern([*title_heads(), *rules("persons")["roles"]])
    return re.compile(
        "(?<![一-鿿A-Za-z0-9·])(?:据(?P<by>[一-鿿]{2,4}?)(?:介绍|透露|回忆|讲述|估算|分析|反映)"
        f"|(?P<who>[一-鿿]{{2,4}}?)(?:是(?:一[名位]|[^，。；：是]{{2,20}}?{posts}(?=[，。；]))|[今现]年\\d{{1,3}}岁|，(?:[今现]年)?\\d{{1,3}}岁[，。]"
        "|，[男女](?:，|。|性)|(?:出生于|生于)\\d{4}年))"
    )


def names_told_of(text: str) -> list[tuple[int, int]]:
    """Spans of full names, be they ordinary words, in clauses that can only tell of a person."""
    tells = not _TELLING.isdisjoint(text) or "生于" in text
    spans = (m.span("by" if m["by"] else "who") for m in _told().finditer(text)) if tells else ()
    found = [(a, b) for a, b in spans if can_be_called(text[a:b])]
    for m in _CLAUSE.finditer(text) if not _GESTURING.isdisjoint(text) and _GESTURE.search(text) else ():
        size = _size_of_name(m[0]) if _GESTURE.search(m[0]) else 0  # 林青|笑着摇摇头。
        found += [(m.start(), m.start() + size)] if size else []
    return found


_TELLING = frozenset("据是岁男女")
"""Characters of which `_told` needs one, unless it tells of a birth."""
_CLAUSE = re.compile("(?<![一-鿿A-Za-z0-9·])[一-鿿]{4,12}(?=[，。：])")


def name_behind_role(text: str, start: int) -> int:
    """Where a name behind a role or post ends, if a verb of speech follows, with a manner or without one."""
    clause = clause_before_speech(text, start)
    if not clause or is_manner(clause):
        return start
    sizes = [n for n in (3, 2, 4) if can_be_called(clause[:n]) and (n == len(clause) or is_manner(clause[n:]))]
    behind = start + len(clause)
    if rjieba.has_word(text[behind - 1 : behind + 1]):
        return start  # 以英雄|花著称
    if sizes[:2] == [3, 2] and (rjieba.has_word(clause[2:4]) or rjieba.has_word(clause[2:5])):
        return start + 2
    return start + sizes[0] if sizes else start


_GESTURE = re.compile("笑|[点摇挥摆]了?[点摇挥摆]?[头手]|口气|[眼流含]泪|眼[圈眶]")
_GESTURING = frozenset("笑头手气泪圈眶")
"""Characters of which each gesture holds one."""
_LINE = re.compile("([一-鿿]{2,4})[：:]")
"""A paragraph that only names who speaks in the next one."""


@memoised
def can_be_name(words: str) -> bool:
    """Whether the words, alone before a verb of speech, are a full name: a family name and no other word."""
    known = lexicon()
    family = 2 if words[:2] in known.compound and len(words) > 2 else 1
    given = words[family:]
    if words[-1] == "网":
        return False  # 乐视网|表示
    if words[0] in known.rarest and len(words) == 3 and not word_tag(words[:2]) and given_as_usual(given):
        return True
    if (family == 1 and words[0] not in known.surnames) or not given or len(given) > 2 or words in known.not_names:
        return False
    if (
        words in gazetteer()
        or (given in gazetteer() and (len(given) < 2 or words[0] in known.rare))  # 孙|长江, but not 和|长江
        or given in known.titles
        or given in KIN
        or not known.never.isdisjoint(closing(given))
    ):
        return False
    tag = word_tag(words)
    if words in known.ordinary or (words[0] in _PREPOSITIONS and word_tag(given)) or word_tag(given) == "r":
        return False  # 贺词|说, 向|大家
    if tag:
        if tag == "nrt":
            return len(words) > 2  # a foreign name that the dictionary holds
        return tag in ("nr", "nrfg") and (len(words) > 2 or words[0] not in known.rare)
    if words[0] in known.rare and (words[-1] in LANDSCAPE or {word_tag(given), word_tag(words[:2])} <= WORDS):
        return False
    if family == 1 and len(words) == 3:
        return word_tag(words[:2]) in ("", "nr", "nrfg") or not (words[0] in known.rare or words[2] in known.seldom)
    return family == 2 or words[0] not in known.rare


_PREPOSITIONS = frozenset("向和由于从同为与对")
ADDRESSED = frozenset("某氏家总董工队")
KIN = ADDRESSED | frozenset("母父婆奶爷叔伯姨姑姐哥弟妹嫂舅")
"""Given names that behind a family name are mostly a form of address; behind a post 李姑 is a name."""


@memoised
def can_be_called(words: str) -> bool:
    """Whether the words are a full name where only a person is told of: they are no other word."""
    known = lexicon()
    family = 2 if words[:2] in known.compound and len(words) > 2 else 1
    given = words[family:]
    if (family == 1 and words[:1] not in known.surnames) or not 0 < len(given) < 3 or len(words) < 2:
        return False
    if words in known.not_names or words in gazetteer() or given in known.titles or given in KIN:
        return False
    if word_tag(words) not in ("", "nr", "nrfg", "ns", "nz") or not known.never.isdisjoint(closing(given)):
        return False
    if words in known.ordinary or words[0] in known.rare:
        return likelihood(given) >= _NAMED and word_tag(given) not in ("v", "r", "d", "p")
    return len(given) == 1 or word_tag(words[:2]) not in ("v", "vn", "d", "r", "p", "c")


_NAMED = 0.0


@memoised
def can_be_foreign(words: str) -> bool:
    """Whether the words, alone before a verb of speech, are a transliterated name."""
    known = lexicon()
    if words in known.japanese:
        return True
    if (words[:1] == "让" and word_tag(words[1:])) or words[1:3] in rules("persons")["addresses"]:
        return False  # 让|历史, 戴大伯|连说
    if (
        words in gazetteer()
        or words in foreign_things()
        or words in known.not_names
        or not known.foreign.issuperset(words)
    ):
        return False
    return (len(words) > 3 or words[0] not in known.surnames) and word_tag(words) in ("", "nr", "nrt", "nrfg")


@cache
def foreign_things() -> frozenset[str]:
    """Foreign words that are no persons."""
    return frozenset(rules("persons")["things"]) | known_bodies() | set(currency_names())
