"""Transliterated names of persons: with dots anywhere, without them behind a foreign post or in the dictionary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache

from transforms.entities.canonical import DOTS, simplify
from transforms.entities.gazetteer import gazetteer
from transforms.entities.name_evidence import PUNCTUATION, SURE, Candidate
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.entities.spoken_names import foreign_things
from transforms.entities.words import Words
from transforms.page import Token

_HYPHEN = "-"
"""Some papers part transliterated names by it; between other words it is none of a name."""
_DOTTED = re.compile(f"[\u4e00-\u9fff]{{1,8}}(?:[{DOTS}{_HYPHEN}](?:[\u4e00-\u9fff]{{1,10}}|[A-Z](?=[{DOTS}]))){{1,4}}")
_DOT_SET = frozenset(DOTS + _HYPHEN)
_FAMILY = "(?:Mc|Mac|O['’])?[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?"
_LATIN = re.compile(
    rf"[A-Z](?<![A-Za-z'’-].)[a-z]+(?:-[A-Z]?[a-z]+)?"
    rf"(?:(?: [A-Z]\.)?(?: {_FAMILY}){{1,2}}|(?:Mc|Mac)?[A-Z][a-z]+)(?![A-Za-z])"
)
_NAMES = frozenset(("", "nr", "nrt", "nrfg", "ns", "nz", "zg", "g"))
_SYLLABLES = _NAMES | {"q"}
"""A measure of two syllables is no ordinary word: 迈|赫里."""
_TAGS = frozenset(("nr", "nrt", "ns", "nrfg"))
LINKS = frozenset("在和以于因约曾不")


@cache
def spells(char: str) -> bool:
    """Whether a character, in Simplified form, spells foreign names."""
    return simplify(char) in lexicon().foreign


def find_foreign_names(words: Words, beside: Collection[int], outland: Collection[int]) -> list[Candidate]:
    """Transliterated names; `beside` holds positions behind a post or role, `outland` those behind a foreign one."""
    text, known = words.text, lexicon()
    out = []
    for low, dots, end in _dotted(words):
        start = _left_edge(words, low, dots[0], beside)
        body = [c for c in text[start:end] if c not in _DOT_SET and not c.isascii()]
        last = text[dots[-1] + 1 : end]
        syllables = len(last) > _SURE_PART and all(map(spells, last))  # 阿里|·哈梅内伊
        foreign = syllables or (start in beside and all(map(spells, last)))
        if (text[start : dots[0]] in gazetteer() and not foreign) or last in gazetteer():
            continue
        if _OF_THING.match(text, end):
            continue  # 赫尔-瓦特|大学
        hyphened = all(text[dot] == _HYPHEN for dot in dots)
        if hyphened and start not in beside and known.speech.match(text, end) is None and _WAY.match(text, end - 1):
            continue  # 青溪大道-|东滨路
        if start < dots[0] and end > dots[-1] + 1 and sum(map(spells, body)) >= 0.7 * len(body):
            out.append(Candidate(start, end, SURE))
    for m in _LATIN.finditer(text) if not text.isascii() else ():
        # OrbiTek without a post before it is a company as soon as a person.
        if m.start() in beside or (" " in m[0] and known.speech.match(text, m.end())):
            out.append(Candidate(*m.span(), SURE))
    out += [Candidate(t[2], t[3], SURE) for t in words.tokens if t[1] in _OF_PERSONS and _is_japanese(t[0])]
    for position in outland:
        end = max(_right_edge(words, position), _spoken_end(text, position))
        if end - position > 3 and text[end : end + 1] in _ASPECT:
            end -= 1  # 费舍尔|通了
        if end - position >= 3 or (end - position == 2 and _stands_alone(words, position, end, KNOWN_ABROAD)):
            out.append(Candidate(position, end, SURE + 2 * (end - position >= _LONG)))
    for position in beside:
        if text[position : position + 1] not in known.surnames and position not in outland:
            end = _right_edge(words, position)
            if end - position >= 2 and not opens_word(words, position) and _stands_alone(words, position, end):
                out.append(Candidate(position, end, SURE))
    for number in [i for i, t in enumerate(words.tokens) if t[1] in _TAGS and len(t[0]) > 2]:
        word, tag, start, end = words.tokens[number]
        end = _joined_end(words, number)
        if (
            (word[0] in known.surnames and (end - start < _LONG or start not in beside))
            or not all(map(spells, word))
            or word in gazetteer()
            or word in foreign_things()
        ):
            continue
        if number and word[0] not in DOTS:
            start = _joined_start(words.tokens[number - 1], start)
        marked = start == 0 or text[start - 1] in PUNCTUATION or start in beside
        goes_on = known.speech.match(text, end) or known.after.match(text, end)
        if (marked or tag != "ns") and (goes_on or (start in beside and end - start > _LONG)):
            out.append(Candidate(start, end, SURE + (end - start > _LONG)))
    return out


_ORDINARY = ("n", "v", "vn", "a", "ad", "d", "m", "t", "p", "r", "c", "l", "i")


def opens_word(words: Words, start: int) -> bool:
    """Whether an ordinary word of two characters starts there, or an adverb: 居民|收入, 球员|太, 科学家|借助."""
    at = bisect_left(words.starts, start)
    token = words.tokens[at] if at < len(words.tokens) else None
    if token is None or token.start != start:
        return False
    return word_tag(token.word) in (_ORDINARY if len(token.word) > 1 else ("d",))


def _dotted(words: Words) -> Iterator[tuple[int, list[int], int]]:
    """Where each dotted name can start at the earliest, its dots, and where it ends."""
    text, at = words.text, 0
    if _DOT_SET.isdisjoint(text):
        return
    while (m := _DOTTED.search(text, at)) is not None:
        dots = [next(i for i in range(m.start(), m.end()) if text[i] in _DOT_SET)]
        end = _part_end(words, dots[0])
        while (dot := _next_dot(text, end, m.end())) is not None:
            dots.append(dot)
            end = _part_end(words, dot)
        yield m.start(), dots, end
        at = max(end, dots[-1] + 1)


def _next_dot(text: str, end: int, limit: int) -> int | None:
    """The dot behind a part, or behind one or two syllables more that are words of their own: 苏尔|约|·."""
    for dot in range(end, min(end + 3, limit)):
        if text[dot] in _DOT_SET:
            return dot
        if not spells(text[dot]):
            return None
    return None


def _part_end(words: Words, dot: int) -> int:
    """End of the part of a name behind a dot; an initial is one."""
    initial = words.text[dot + 1 : dot + 2].isascii() and words.text[dot + 2 : dot + 3] in _DOT_SET
    return dot + 2 if initial else _last_part(words, dot + 1)


def joined_by_dots(text: str, found: list[Candidate]) -> list[Candidate]:
    """Whole names whose parts were found each for itself: 努尔兰|·|哈布力."""
    if _DOT_SET.isdisjoint(text):
        return []
    likely = [c for c in found if c.score >= SURE]
    by_start = {c.start: c for c in likely}
    behind = ((c, by_start.get(c.end + 1)) for c in likely if text[c.end : c.end + 1] in tuple(DOTS))
    return [Candidate(a.start, b.end, max(a.score, b.score) + 1) for a, b in behind if b is not None]


_OF_THING = re.compile(
    "大学|学院|学校|中学|公司|集团|医院|研究所|实验室|定律|定理|综合征|效应|条约|协定|法案|指数|海峡|群岛|半岛|山脉|大街|大道|州|[市省县]|号"
)
"""Behind names of others than persons."""
_WAY = re.compile(".?[路街道桥站线区段]")
"""At the end of what a hyphen joins, or behind it: 南路-大步|街."""
_LONG = 4
"""A transliterated name of so many characters behind a foreign post is sure wherever else it stands."""
_LONGEST = 8
_ASPECT = ("了", "着", "过")
_ADVERBS = frozenset("曾又也都则还将已不")
_ENDS = frozenset("和所与")
"""No name ends so, though they spell foreign names elsewhere: 西斯林科夫|所说."""
_JOINS = frozenset("与和及同在对向将也就的了则又")


def _spoken_end(text: str, start: int) -> int:
    """Where the name behind a foreign post ends if a verb of speech follows and all but one character spell names."""
    for end in range(start + _LONG, min(start + _LONGEST, len(text)) + 1):
        if lexicon().speech.match(text, end):
            name = text[start:end]
            if any(c in _JOINS and name[i + 1 :] in gazetteer() for i, c in enumerate(name)):
                break  # 马克龙|和德国总理
            unspelt = [c for c in name if not spells(c)]
            whole = len(unspelt) < 2 and _JOINS.isdisjoint(unspelt) and spells(name[-1])
            end -= (len(name) > _LONG and name[-1] in _ADVERBS) or name[-1] in _ENDS  # 格奥尔基耶娃|曾直言
            return end if whole and HAN.fullmatch(name) else start
    return start


_OF_PERSONS = frozenset(("nr", "nrt", "nrfg"))


def _is_japanese(word: str) -> bool:
    """Whether a word of the dictionary's names is a Japanese one, whole or the family name alone."""
    return word in lexicon().japanese or (len(word) > 3 and word[:2] in lexicon().japanese)


_KNOWN = ("", "nr", "nrt", "nrfg")
KNOWN_ABROAD = (*_KNOWN, "ns", "nz", "n")
"""Behind a foreign post a word of syllables is a name whatever the dictionary calls it: 利维 as n."""
_GOES_ON = frozenset(("v", "d", "p", "r", "t", "c", "m", "ad", "x", "uj"))


def _stands_alone(words: Words, start: int, end: int, tags: Collection[str] = _KNOWN) -> bool:
    """Whether a short transliterated name is no word of other `tags`, and a clause goes on behind it."""
    name = words.text[start:end]
    if name in gazetteer() or name in foreign_things() or name in lexicon().not_names or word_tag(name) not in tags:
        return False
    at = bisect_left(words.starts, end)
    if words.text[end : end + 1] == "致" and words.text.startswith(_SENT, end + 1):
        return True
    if tags is KNOWN_ABROAD and lexicon().speech.match(words.text, end):
        return True  # 默兰|称 is one token
    return at == len(words.tokens) or (words.tokens[at].start == end and words.tokens[at].tag in _GOES_ON)


def _joined_start(before: Token, start: int) -> int:
    """Start of a name whose first syllables are a word of their own: 科伊|奇耶夫."""
    word = before.word
    own = 1 < len(word) < 4 and word_tag(word) in ("", "nr", "nrt", "nrfg") and word not in gazetteer()
    return before.start if own and before.end == start and all(map(spells, word)) else start


def _joined_end(words: Words, number: int) -> int:
    """End of a name whose last syllables are words of their own: 莫拉莱|斯, 谢夫乔|维奇."""
    edge, end = _right_edge(words, words.tokens[number].start), words.tokens[number].end
    for at in range(number + 1, len(words.tokens)):
        word, tag, _, stop = words.tokens[at]
        if stop > edge or (len(word) > 1 and tag not in _TAGS):
            break
        end = stop
    return max(end, edge) if edge - end == 1 else end


_LONGEST_PART, _SURE_PART = 7, 3
_END_OF_PART = 12
"""No name is looked for beyond so many characters, so that endless syllables cost no more than other text."""


def _left_edge(words: Words, low: int, dot: int, beside: Collection[int]) -> int:
    """Start of the first part of a dotted name whose first dot is at `dot`."""
    for position in range(dot - 1, low - 1, -1):
        if position in beside and not opens_word(words, position):
            return position + (words.text[position] == "的")
    spelt = dot
    while spelt > low and spells(words.text[spelt - 1]):
        spelt -= 1
    if 2 <= dot - spelt <= _LONGEST_PART and (spelt == 0 or words.text[spelt - 1] in PUNCTUATION):
        return spelt  # nothing but syllables since the mark: 阿依夏木·买提尼亚孜
    tokens = words.tokens
    k, start = bisect_left(words.starts, dot) - 1, dot
    while k >= 0 and tokens[k].start >= low:
        word = tokens[k].word
        if word in gazetteer() or word == "的" or not (all(map(spells, word)) or word_tag(word) == "nrt"):
            break  # 彼得 is a foreign name, though 得 spells no other
        if start < dot and word_tag(word) not in _NAMES:
            break
        start = tokens[k].start
        k -= 1
    return start


def _right_edge(words: Words, start: int) -> int:
    """End of a transliterated part that starts at `start`."""
    tokens = words.tokens
    k, end = bisect_left(words.starts, start), start
    while k < len(tokens) and end - start < _END_OF_PART:
        word = tokens[k].word
        if not all(map(spells, word)):
            # 梅说 may be one token: a last syllable and the verb behind it.
            syllables = next(i for i, c in enumerate(word) if not spells(c))
            torn = not word_tag(word) and word[syllables : syllables + 1] in _BEHIND
            if syllables and (torn or lexicon().speech.fullmatch(word, syllables)):
                end = tokens[k].start + syllables
            break
        ordinary = len(word) > 1 and word_tag(word) not in _SYLLABLES and not _goes_on_spelling(words, k + 1)
        if end > start and (word in LINKS or ordinary):
            break
        end = tokens[k].end
        k += 1
    if words.text[end - 1 : end] == "道" and words.text[end : end + 1] in _SPEECH:
        end -= 1
    if words.text[end - 1 : end] == "致" and words.text.startswith(_SENT, end):
        end -= 1  # 佐科|致慰问电
    if words.text[end - 1 : end] == "所" and end - start > 2 and lexicon().speech.match(words.text, end):
        end -= 1  # 沃森|所指出的
    return end


_SENT = ("慰问", "贺", "电", "唁", "信", "函", "辞", "欢迎")
"""Behind 致, what is sent."""


def _goes_on_spelling(words: Words, number: int) -> bool:
    """Whether a token is more of a name: 卡列|科夫, or a last syllable that a guess joined to 在: 利卡|亚在."""
    if number >= len(words.tokens):
        return False
    word, tag, *_ = words.tokens[number]
    if len(word) > 1 and tag in ("nr", "nrt") and all(map(spells, word)):
        return True
    return len(word) == 2 and not word_tag(word) and spells(word[0]) and word[1] in _BEHIND


def _last_part(words: Words, start: int) -> int:
    """End of the last part of a dotted name: of its syllables, or of a word that is tagged as a name."""
    end = _right_edge(words, start)
    at = bisect_left(words.starts, start)
    named = end == start and at < len(words.tokens) and words.tokens[at].start == start
    return words.tokens[at].end if named and words.tokens[at].tag in _TAGS else end


_BEHIND = frozenset("将在和与也已曾就对向从为则还把以用被给让又都却未没等是及由当率致的")
"""What a guessed token may join to the last syllable: 科隆|纳将, 布热斯|基在致."""
_SPEECH = frozenset("：，“出")
