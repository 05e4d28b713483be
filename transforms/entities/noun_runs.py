"""Where a name starts that is known by its ending: the run of words before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised
from transforms.page import Token

PROPER = frozenset(("ns", "nr", "nz", "nt", "nrt", "nrfg", "eng"))
_NOMINAL = PROPER | {"n", "vn", "j", "b", "an", "ng", "zg", "g", "l"}


_POINTING = frozenset("这那此该每各某几的我本其两")
_NEGATED = frozenset("不没未无非")
_NO_END = frozenset("是的了进出入到找让给被把由往着向")
"""What ends a guessed word that is a piece of a clause: 组由, 先找, 冲进."""
_TAKEN = frozenset("曾原现兼时前新历升就出担转改初")
"""What opens a word for holding a post: 曾任|县委书记."""
_NEVER = frozenset(("m", "t", "p", "c", "d", "r", "uj", "ul"))


@cache
def _new_words() -> frozenset[str]:
    return frozenset(rules("organizations")["new_words"])


def is_rare(word: str, tag: str) -> bool:
    """Whether a word is one character that the dictionary lacks: such are found in names only (塝, 垟)."""
    return tag == "x" and len(word) == 1 and "\u4e00" <= word <= "\u9fff"


@memoised
def is_proper(word: str, tag: str) -> bool:
    """Whether a word is a name or part of one: tagged so, or not in the dictionary at all."""
    if is_rare(word, tag):
        return True
    if (word[0] in _POINTING and tag not in ("ns", "nt")) or word in _new_words():
        return False
    if tag == "nr" or tag == "nz":
        return word_tag(word) in ("", "nr", "nz", "ns", "nt") and len(word) > 1
    if tag in PROPER or word in gazetteer() or word in rules("organizations")["openers"]:
        return True
    if word[0] in _NEGATED or word[-1] in _NO_END or (word[-1] == "任" and word[0] in _TAKEN):
        return False
    return len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff" and not word_tag(word) and tag not in _NEVER


def run_before(
    words: Words, ending: int, end: int, limit: int, stop: frozenset[str], inside: frozenset[str], of_land: bool = False
) -> list[Token]:
    """Tokens that may belong to a name with the ending [ending, end), the token that holds the ending included.

    `of_land`: whether a stop word may name the field of a body that a country or a place opens: 中国麻风防治协会.
    The list is empty if the ending does not close a token.
    """
    tokens, starts = words.tokens, words.starts
    last = bisect_right(starts, end - 1) - 1
    if tokens[last].end != end:
        return []
    first = bisect_right(starts, ending) - 1
    if tokens[first].start < ending and tokens[first].end < end and tokens[first].word in gazetteer():
        return []  # 中|国会 is no parliament
    k = first - 1
    if tokens[first].start < ending and tokens[first].word[0] in "及与" and not word_tag(tokens[first].word):
        return []  # 青溪大桥|及绿道
    while k >= 0 and end - tokens[k].start <= limit:
        word, tag = tokens[k].word, tokens[k].tag
        if word in "）)”" and (opening := _opening(words, k, end)) is not None:
            k = opening - 1
            continue
        if _counts(words, k):
            k -= 1
            continue
        if word == "大" and words.text.startswith(_OF_GREAT, tokens[k].end):
            k -= 1
            continue  # 临江|国际|大|数据|交易所
        joint = word == "联合" and k > 0 and end - ending > 1
        if joint and (words.text.startswith(_JOINT, ending, end) or _opens_joint(tokens[k - 1].word)):
            k -= 1
            continue  # 国家大气污染防治攻关|联合|中心
        of_members = tag[0] == "n" and words.text.startswith(_SOCIETIES, tokens[k].end, end)
        field = word in inside and word not in _DONE and of_land and _after_land(tokens, k) > 1
        if word in stop and (of_members or field):
            k -= 1
            continue  # 汽车制造商|协会, 麻风|防治|协会
        if of_land and word in _describing() and _after_land(tokens, k):
            k -= 1
            continue  # 临江|国际|健康|养老中心, 江省|南方|技师学院
        if word in stop or (tag not in _NOMINAL and word not in inside and not is_proper(word, tag)):
            break
        if word[-1] == "是" and len(word) > 2 and not word_tag(word):
            break  # 秦望川是|临江大学
        k -= 1
    return tokens[k + 1 : last + 1]


@cache
def _describing() -> frozenset[str]:
    """Words, no nouns, that a name holds behind the place that opens it."""
    return frozenset(rules("organizations")["describing"])


def _after_land(tokens: list[Token], k: int) -> int:
    """How many tokens in front of one a place opens the name that it belongs to, with two nouns between them at most;
    0 where none does."""
    for at in range(k - 1, max(k - 4, -1), -1):
        if tokens[at].word in gazetteer():
            return k - at
        if tokens[at].tag not in _NOMINAL:
            return 0
    return 0


_OF_GREAT = ("数据", "健康", "模型", "湾区")
"""Words that the dictionary does not know with 大 in front of them, which names hold."""
_DONE = frozenset(("联合", "组织"))
"""What bodies do more often than it is a part of their names: 农学会|组织|科学院."""
_SOCIETIES = ("协会", "商会", "联合会", "学会", "促进会", "联盟")
_JOINT = ("中心", "实验室", "研究", "平台", "指挥", "调查")


def _opens_joint(word: str) -> bool:
    """Whether 联合 behind a word belongs to a name: 韩国|联合参谋本部, 英国皇家|联合军种研究所."""
    return word == "皇家" or word in gazetteer()


def _counts(words: Words, k: int) -> bool:
    """Whether a token is a number inside a name: 第三, or 二 in 临江|二|机床."""
    word = words.tokens[k].word
    if word[0] == "第":
        return len(word) > 1
    return word in _DIGITS and k > 0 and words.tokens[k - 1].word in gazetteer()


_DIGITS = frozenset("一二三四五六七八九十")


_PAIRS = {"）": "（(", ")": "（(", "”": "“"}


def _opening(words: Words, closing: int, end: int) -> int | None:
    """Index of the token that opens a short bracket or quotation inside a name: （海南）, “零碳”."""
    tokens = words.tokens
    marks = _PAIRS[tokens[closing].word]
    for k in range(closing - 1, max(closing - 5, -1), -1):
        if tokens[k].word in marks:
            within = words.text[tokens[k].end : tokens[closing].start]
            known = within in gazetteer() if marks != "“" else not _is_apart(words.text, within, end)
            named = any(is_proper(t.word, t.tag) for t in tokens[max(0, k - 2) : k])
            return k if known and named else None
    return None


def _is_apart(text: str, quoted: str, end: int) -> bool:
    """Whether what is quoted belongs to no name that ends there: “两环八射”|快速路, “登陆”|青溪口岸."""
    return _DOING.match(quoted) is not None or (text[end - 1] in "路道街桥" and _NUMERAL.match(quoted) is not None)


_DOING = re.compile("登陆|减负|打卡|出圈|出海|上新|落户|安家")
_NUMERAL = re.compile("[一二两三四五六七八九十\\d]")


def opened_by_place(words: Words, ending: int, stop: frozenset[str]) -> int | None:
    """Where a place stands in front of a body's ending, with nothing but words of a field between the two, whatever the
    tagger takes them for: 澜州省|木雕|协会."""
    k = bisect_right(words.starts, ending - 1) - 1
    if k < 0 or (words.tokens[k].end != ending and words.tokens[k].tag[0] != "n"):
        return None
    while k >= 0 and ending - words.tokens[k].start <= _LONGEST_FIELD:
        word, tag = words.tokens[k].word, words.tokens[k].tag
        if word in gazetteer():
            return words.tokens[k].start if ending - words.tokens[k].end > 1 else None
        joins = word in "及与" and k > 0 and words.tokens[k - 1].tag[0] == "n"
        if not joins and (tag in _NEVER or tag[0] in "xuyz" or word in stop or word in _DONE or word[-1] in _NO_END):
            return None
        k -= 1
    return None


_LONGEST_FIELD = 14


def start_of_name(run: list[Token], ending: int) -> int | None:
    """Index in the run where the name starts: at the first place or proper word, ordinary words before it cut off."""
    for i, token in enumerate(run):
        if token.start >= ending:
            break
        if is_proper(token.word, token.tag):
            return i - (i > 0 and is_rare(*token[:2]) and len(run[i - 1].word) < 3)  # 黄泥|塝
    return None
