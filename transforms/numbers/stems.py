"""The words in front of a number that its noun ends, without the verbs, adverbs and comparisons that lead to it."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.numbers.noun_phrases import Words, is_word
from transforms.numbers.suffixes import Suffixes

_RULES = rules("indicators")
_LINKS = Suffixes(_RULES["links"])
_COMPARISON = re.compile(
    r"(?:较|(?<![同环占对])比(?![重例率分赛价如]))(?:[^，。；、（）]|（[^（）]{1,12}）){1,16}$|与[^，。；、]{1,14}相?比(?:较)?$"
)
_PER = re.compile(
    r"每(?:[一二三千百万]|[0-9]+)?(?:平方米|平方公里|公里|公斤|千克|人次|立方米|小时|分钟|百?毫升|盎司|千瓦时|[一-鿿])$"
)
_DATE = re.compile(
    r"(?:较|(?<![占对相])比|再?到|至|在|于|自|从)?[0-9一二两三四五六七八九十几]{1,4}(?:年|月|日|月份|年前)[底末初]?$"
    r"|(?:近|最近|过去|已?连续|持续)[0-9一二两三四五六七八九十几]{1,3}(?:年|个?月|天|周|日|个?季度|个交易日|个赛季)(?:以?来|间)?$"
    r"|在?(?:短短)?[0-9一二两三四五六七八九十几]{1,3}(?:年|个?月|天|周|日|小时|分钟)(?:之|以|时间)?内$"
)
_DATE_ENDS = frozenset("年月日份前底末初来间天周内度季")
DISTANCE = re.compile(r"距离?[^，。；、]{1,16}$")
AWAY = re.compile(r"(?:距离?|(?<![脱分撤远隔逃偏背游距])离(?![不开职休岗]))[^，。；、的]{1,14}$")
"""Where a distance is measured from: 离镇上七八公里, 距县城50公里."""


def stem_of(words: Words, start: int, end: int, is_change: bool = False) -> str:
    """The words of [start, end), in front of a number, without the verbs, adverbs and comparisons that lead to it."""
    before = words.text[start:end]
    stem = before.rstrip()
    if stem and stem[-1] in _MORE_OR_LESS and (than := _THAN.search(stem)) is not None:
        return stem_of(words, start, start + than.start())
    for _ in range(10):
        stem = _SUPERLATIVE.sub("", stem)
        cut = _cut(words, start, stem)
        if cut is None:
            break
        stem = stem[:cut].rstrip()
    led = is_change or len(stem) < len(before)
    compared = _COMPARISON.search(stem) if led else None
    if compared and not DISTANCE.search(stem) and not _opens_noun(words, start + compared.start()):
        return stem_of(words, start, start + compared.start())
    return stem


def _opens_noun(words: Words, at: int) -> bool:
    """Whether what looks like a comparison begins a noun: 比特币."""
    token = words.tokens[words.at(at)]
    return token.tag[0] == "n" and token.start == at and token.end > at + 1


_SUPERLATIVE = re.compile("最(?:[深浅窄宽高低厚薄长短远近快慢]处?|[大小]的?)$")
"""How a number stands out: 河道|最窄处, 积水|最深."""
_MORE_OR_LESS = frozenset("低高快慢少多早晚出了")
_THAN = re.compile(
    "(?:(?<![同环占对])比(?![重例率分赛价如])|较)"
    "(?:(?:[^，。；、（）]|（[^（）]{1,12}）){1,16}?|[^，。；]{2,20}分别)[低高快慢少多早晚]出?了?$"
)
"""What a number says how much more or less of there is than: 普及率|比全国平均水平低."""


def _cut(words: Words, start: int, stem: str) -> int | None:
    """Where the last link, 每 or date of a stem begins, if it ends in one."""
    if not stem:
        return None
    low = max(0, len(stem) - 8)
    if "每" in stem[low:] and (per := _PER.search(stem, low)):
        return per.start()
    if stem[-1] == "内" and (within := _DATE.search(stem, low)):
        return within.start()
    link = _LINKS.start(stem, len(stem))
    torn = link > 0 and stem[link - 1] in rules("metrics")["pieces"].get(stem[link:], ())
    if link >= 0 and not torn:
        cut = _whole_cut(words, start, link, len(stem))
        if cut is not None:
            return cut
    dated = _DATE.search(stem, low) if stem[-1] in _DATE_ENDS else None
    return dated.start() if dated else None


def _whole_cut(words: Words, start: int, link: int, length: int) -> int | None:
    """Where the word begins that ends a stem and holds the link at `link`; None if it is no link: 安排, 表达."""
    if link == length - 1 and _is_piece(words, start + link):
        return None
    token = words.tokens[words.at(start + link)]
    if start <= token.start < start + link and token.end == start + length and token.word not in LINK_WORDS:
        if token.tag == "t" and words.text[token.start - 1 : token.start] not in _LEADS_TO_TIME:
            return token.start - start  # 当前
        if token.tag in _DEEDS and is_word(token.word) and not all(c in LINK_WORDS for c in token.word):
            return token.start - start if token.word[-1] in _MOVES else None
    return link


_DEEDS = frozenset(("v", "vn", "b"))
"""Kinds of words that may end in a link and be none."""
_MOVES = frozenset("涨跌增减升降")
"""How words end that say how something moves: 飙升, 缩减."""
_LEADS_TO_TIME = frozenset("较比与同0123456789一二两三四五六七八九十百千万几多半个")


def _is_piece(words: Words, at: int) -> bool:
    """Whether a character is the end of a longer noun, not a link: 能 in 产能, 报 in 日报."""
    token = words.tokens[words.at(at)]
    whole = token.tag in _WHOLE_TAGS or token.word in _NOUNS or token.word in STATES
    return token.start < at and whole and not all(c in LINK_WORDS for c in token.word)


_NOUNS = frozenset(_RULES["nouns"])
STATES = frozenset(("高涨", "看涨", "看跌", "热涨"))
"""What something is like, which ends like a link: 热情|高涨."""
_WHOLE_TAGS = frozenset(("n", "nz", "nt", "vn", "j", "l"))
LINK_WORDS = frozenset(_RULES["links"])
