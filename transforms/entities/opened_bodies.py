"""Bodies that a place opens and a telling ending closes, with words of a field between that other names do not hold:
中国|电影|导演|协会, 江市|外来|劳动力|职业|介绍|中心, 澜州|顶|新|集团公司."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from transforms.entities.companies import foreign_kind
from transforms.entities.gazetteer import countries, gazetteer
from transforms.entities.known_bodies import body_words, known_bodies
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Token

_LONGEST = 16
_NOUNS = frozenset("njlbgqsz")
"""First letters of the tags of what names a field."""
_FREE = frozenset("nvajbqgz")
"""… and of the single characters that a name which no dictionary holds is cut into: 顶|新."""
_NO_PIECE = frozenset(
    "有无是将已被由该各某本两多几全在对从向与和及等为用办建开入进出去来做当让给把请可应要想会能不没还也都又再最很更且或"
    "即如若因所之老说称赴驻访获"
)
_LINKS = frozenset("与和及")
_BUILDS = frozenset(("建设", "发展", "规划", "投资"))
"""Fields that a place does itself."""


@cache
def _barred() -> frozenset[str]:
    """What no field is named by: who does something, what is done to bodies, which of a kind are meant."""
    data = rules("organizations")
    plain = {*data["stop"], *data["new_words"]} - set(data["fields_behind_places"])
    return frozenset(plain) | set(data["founds"]) | set(data["acts"]) | set(data["no_fields"])


@cache
def _kinds() -> frozenset[str]:
    """What alone in front of an ending only says of which kind a body is."""
    return body_words("stop") | body_words("ordinary_before") | body_words("new_words")


def opened_body(words: Words, ending: int, end: int) -> int | None:
    """Where the place stands that makes a name of the words of a field in front of a body's ending; None without it."""
    kind = _kind_of(words.text[ending:end])
    at = bisect_right(words.starts, ending) - 1
    if kind is None or words.tokens[bisect_right(words.starts, end - 1) - 1].end != end:
        return None
    ending = words.tokens[at].start  # 豫剧团 is one word
    last = first = at - 1
    while first >= 0 and ending - words.tokens[first].start <= _LONGEST and not _opens_at(words.tokens, first, kind):
        if not _may_stand(words.tokens, first, last, kind):
            return None
        first -= 1
    if first < 0 or ending - words.tokens[first].end < _LEAST or not _opens(words.tokens[first].word, kind):
        return None
    return _opened_at(words, first, last, ending, end)


_LEAST = 2


def _opens(word: str, kind: str) -> bool:
    """Whether a word may open such a name: a place, for societies and the like also a body that is known to all."""
    return word in gazetteer() or (kind == "societies" and (word in known_bodies() or word in _WIDE))


def _opens_at(tokens: list[Token], at: int, kind: str) -> bool:
    """Whether a name opens at a token: 国际 is a word of the field behind a place."""
    behind_place = at > 0 and tokens[at].word in _WIDE and tokens[at - 1].word in gazetteer()
    return not behind_place and _opens(tokens[at].word, kind)


_WIDE = frozenset(("国际", "世界", "亚洲", "中华"))
"""What opens the name of a society as a country does."""
_SOCIETIES = ("协会", "学会", "研究会", "联合会", "促进会", "联谊会", "基金会", "推广服务中心")


def _kind_of(word: str) -> str | None:
    """Which endings alike one belongs to: those of societies, of firms or of houses that people go to."""
    kinds = rules("organizations")["opened_kinds"]
    return next((kind for kind, endings in kinds.items() if word.endswith(tuple(endings))), None)


def _may_stand(tokens: list[Token], at: int, last: int, kind: str) -> bool:
    """Whether a token may be a word of the field."""
    word, tag = tokens[at].word, tokens[at].tag
    if tag == "m":
        return at == last and _numbers(word, tokens[at - 1].word in gazetteer(), tokens[at + 1].word)
    if word in _LINKS:
        return kind == "societies" and at < last and tokens[at - 1].tag[0] == "n" and tokens[at + 1].tag[0] in "na"
    if word in _barred() or word.endswith(("公司", "们", "界")) or word[0] == "最":
        return False
    behind_place = tokens[at - 1].word in gazetteer()
    if behind_place and word in _BUILDS:
        return False  # 香港|建设|国际创新中心
    if len(word) == 1:
        pieces = behind_place or len(tokens[at - 1].word) == 1
        return word not in _NO_PIECE and kind != "societies" and tag[0] in _FREE and pieces and at < last
    if tag[0] in _NOUNS or tag in ("vn", "an", "t"):
        return True
    if tag[0] == "a":
        return kind != "firms" or at < last
    return (
        (tag == "v" or word in body_words("fields_behind_places")) and not behind_place and tokens[at - 1].tag[0] == "n"
    )


def _numbers(word: str, behind_place: bool, ending: str) -> bool:
    """Whether a number is part of a name, and counts nothing: 第四十一|中学, 五十|中学, 电建|一|公司."""
    if _NUMBER.fullmatch(word) is None:
        return False
    of_school = ending in ("中学", "小学") and len(word) > 1
    return word[0] == "第" or of_school or (ending == "公司" and not behind_place)


_NUMBER = re.compile("第?[一二三四五六七八九十百]+")


def _opened_at(words: Words, first: int, last: int, ending: int, end: int) -> int | None:
    tokens = words.tokens
    field = tokens[first + 1 : last + 1]
    if tokens[first].word in _WIDE and not words.text.endswith(_SOCIETIES, 0, end):
        return None  # 国际|金融|中心
    if tokens[last + 1].start == ending and all(t.word in _kinds() for t in field):
        return None  # 江市|重点|大学
    name = [*tokens[first : last + 1], Token(words.text[ending:end], "n", ending, end)]
    if foreign_kind(name, words.text[ending:end]):
        return None
    while first and tokens[first - 1].word in gazetteer() and tokens[first].word not in countries():
        first -= 1
    return tokens[first].start
