"""Names of persons. A name is taken for what stands around it: a post or role before it, a verb of speech behind it,
other names beside it; what is sure in one place is then found everywhere on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba

from transforms.entities.appointed import appointed, ended_as_appointed
from transforms.entities.bare_foreigners import bare_foreigners, foreign_start
from transforms.entities.canonical import DOTS
from transforms.entities.gazetteer import countries, gazetteer
from transforms.entities.given_names import likelihood
from transforms.entities.honoured_names import honoured_names
from transforms.entities.minority_names import minority_names
from transforms.entities.name_evidence import (
    BESIDE_POST,
    BESIDE_ROLE,
    PUNCTUATION,
    SURE,
    Bounds,
    Candidate,
    closing,
)
from transforms.entities.nations import NATIONS
from transforms.entities.person_lexicon import DATE, HAN, lexicon, word_tag
from transforms.entities.person_shapes import shaped_persons
from transforms.entities.rare_families import rare_family
from transforms.entities.spoken_names import (
    ADDRESSED,
    KIN,
    LANDSCAPE,
    WORDS,
    foreign_things,
    name_behind_role,
    names_before_speech,
    names_told_of,
)
from transforms.entities.told_names import given_words, names_told
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised
from transforms.page import Token


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that persons are found by: roles, family names with a form of address, and persons of history."""
    data = rules("persons")
    return {
        "role": data["roles"],
        "address": data["addresses"],
        "address_post": data["addresses_by_post"],
        "known_person": data["known"],
    }


def find_names(words: Words, bounds: Bounds, beside: dict[int, int]) -> list[Candidate]:
    """Candidates of names of 2 to 4 characters; `beside`: positions behind a post or role, and their weight."""
    known, text = lexicon(), words.text
    behind = (best_name(text, at, bounds, weight, True) for at, weight in beside.items() if not _is_side(text, at))
    out = [c for c in behind if c is not None]
    out += [c for at, weight in beside.items() if (c := rare_family(text, at, bounds, weight)) is not None]
    spoken = dict(names_before_speech(text)) | dict(names_told_of(text))
    spoken |= {at: end for at in beside if at not in spoken and (end := name_behind_role(text, at)) > at}
    for start, end in [*bare_foreigners(text, beside), *names_told(text, beside)]:
        spoken.setdefault(start, end)
    others = [*shaped_persons(text), *minority_names(words, beside)]
    out += [Candidate(a, b, SURE + 2) for a, b in [*spoken.items(), *others]]
    held = appointed(text)
    out += [Candidate(a, b, SURE + 4) for a, b in held] + honoured_names(words)
    surnames = known.surnames
    for word, tag, start, end in [t for t in words.tokens if t[0][0] in surnames]:
        if start in beside or (tag == "c" and start + 1 in spoken):
            continue  # 但|陆知远认为
        if _is_side(text, start) or (text[start - 1 : start] in _QUOTES and text.endswith(_STORMS, 0, start - 1)):
            continue  # 台风“|海燕”
        if len(word) > 1 and word[0] in _NATIONS and _NATIONS.issuperset(text[max(0, start - 1) : end]):
            continue  # 日|韩菲越
        if (opening := foreign_start(words, start)) < start and known.speech.match(text, end):
            out.append(Candidate(opening, end, SURE))  # 拉里|贾尼|表示
            continue
        single, before = len(word) == 1, text[start - 1 : start]
        marked = start == 0 or before in PUNCTUATION
        given = likelihood(text[start + 1 : start + 3]) if marked or before == "的" else 0.0
        described = before == "的" and given >= 2 * _GIVEN and word[0] not in known.rare
        if tag in _NAMED and _stands_as_name(word, text[start + 3 : start + 5]):
            out.append(Candidate(start, start + 3, SURE))
            continue
        if tag in _ORDINARY and not single and not (described or (marked and given >= _GIVEN)):
            continue
        named = not single and (tag == "nrfg" or (tag == "nr" and _looks_named(word)))
        if named or marked or described or (single and tag == "nr"):
            candidate = best_name(text, start, bounds, 2 * named + marked)
            if candidate is not None:
                out.append(candidate)
    out = [c for c in out if spoken.get(c.start, c.end) == c.end]  # 赵敏|笑着说
    if "区" in text:
        out = [c for c in out if not text.startswith(("校区", "院区", "厂区"), c.end)]
    roles = dict(words.hits["role"])
    out = [c for c in ended_as_appointed(text, out, held) if roles.get(c.start, c.end) >= c.end]  # 顾客|李女士
    printed = [text[c.start : c.end] for c in out]
    no_names = {n for n in printed if n in foreign_things() or n in countries() or n in known.titles}  # 一名|楼栋长
    return [c for c, name in zip(out, printed, strict=True) if name not in no_names]


_NATIONS = frozenset(NATIONS)
_QUOTES = ("“", "‘")
_STORMS = ("台风", "飓风", "风暴", "气旋")
"""Storms have names of their own: 台风“海燕”."""


def _is_side(text: str, start: int) -> bool:
    """Whether 方 ends the word for a side: 原告方|亦表示."""
    return start > 0 and text[start : start + 1] == "方" and text[start - 1] in _SIDED


_NAMED = ("nr", "nrfg")


def _stands_as_name(word: str, behind: str) -> bool:
    """Whether a word of three characters is a name wherever it stands: of a common family name, with a given name that
    looks like one and no other word in it."""
    known = lexicon()
    if len(word) != 3 or word[0] in known.rare or word[-1] in LANDSCAPE | _LAST_OF_THINGS:
        return False
    if behind[:1] in _OF_THINGS or not _DOT_SET.isdisjoint(behind) or rjieba.has_word(word[-1] + behind[:1]):
        return False  # 西斯林|格·自然, 王伟|书记
    if likelihood(word[1:]) < _GIVEN or not known.never.isdisjoint(word[1:]):
        return False
    inner = {word_tag(word[:2]), word_tag(word[1:])} <= {"", "nr", "nrfg"}
    return inner and word not in known.ordinary and word not in known.not_names and word not in gazetteer()


_LAST_OF_THINGS = frozenset(
    "家木鱼绒草花树坡沟县城市区州科丹牌队党派族人营庙宫院寺厂店屯峡祠口窑垭兵史石丛洞滩堡关井泉峰岭亮"
)
_OF_THINGS = tuple("们岛牌式族派庙山地")
_DOT_SET = frozenset(DOTS)


@memoised
def _looks_named(word: str) -> bool:
    """Whether a word tagged as a name is one: unknown to the dictionary, or three characters that hold no other word.

    The dictionary calls many compounds names, such as 施工图.
    """
    if not rjieba.has_word(word):
        return True
    return len(word) == 3 and not rjieba.has_word(word[:2]) and not rjieba.has_word(word[1:])


_ORDINARY = frozenset(
    ("n", "v", "vn", "a", "ad", "an", "d", "m", "t", "c", "p", "r", "f", "l", "i", "b", "s", "j", "x", "z", "nt", "u")
)


def best_name(text: str, start: int, bounds: Bounds, base: int, beside: bool = False) -> Candidate | None:
    """The most probable name that starts at `start`, if one can start there at all; `beside`: behind a post or role."""
    best: Candidate | None = None
    for family, length in _shapes(text, start):
        name = text[start : start + length]
        if len(name) < length or not HAN.fullmatch(name):
            continue
        score = base + _evidence(text, start + length, name, family, base, bounds, beside)
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


def _evidence(text: str, end: int, name: str, family: int, base: int, bounds: Bounds, beside: bool) -> int:
    """What speaks for a name in its characters, in the dictionary and in what follows."""
    score = _by_characters(text, end, name, family, base, bounds)
    score -= _against(name, family, base, beside)
    score += 3 * (beside and name in gazetteer() and lexicon().speech.match(text, end) is not None)  # 负责人|石峰|说
    if base < BESIDE_ROLE and name in lexicon().seldom_names and lexicon().speech.match(text, end) is None:
        score -= 6
    if family == 1 or end in bounds:
        score += 1 if end in bounds else _uncut(end, bounds)
        score -= _torn(name, name[family:], end, base, bounds)
    else:
        score += len(name) == 4
    score += family == 2 and base >= BESIDE_ROLE
    if end == len(text) or text[end] in PUNCTUATION:
        return score + 1 - 8 * (name[-1] in "称说" and len(name) - family > 1)  # 巴罗|称，
    return score - _runs_on(text, end, name, family, bounds) + _followed(text, end, name, base, bounds, beside)


def _by_characters(text: str, end: int, name: str, family: int, base: int, bounds: Bounds) -> int:
    """What its characters and the dictionary say of a name."""
    known = lexicon()
    given = name[family:]
    score = 0 if family == 1 or base >= BESIDE_ROLE else -1
    tag = word_tag(name)
    if tag == "nrfg":
        score += 1
    elif tag and tag != "nr":
        score -= 3 if base >= BESIDE_POST and tag[0] not in "vdpcr" else 6  # 负责人|解释说
    else:
        rarely = not known.never.isdisjoint(closing(given)) and tag != "nr"
        goes_on = len(given) > 1 and known.after.match(text, end) is not None
        closed = base >= BESIDE_POST and (end == len(text) or text[end] in PUNCTUATION or goes_on)
        score += (not tag) - rarely * (2 if closed else 4)  # 院长龚超、
        looks = _looks_given(given)
        score += looks if base < BESIDE_POST else max(looks, -1)  # who holds a post may have a rare name
        if len(name) == 3 and family == 1 and word_tag(name[:2]) not in ("", "nr", "nrfg", "ns", "nz", "nrt"):
            score -= (3 + 2 * (name[0] in known.rare)) if base < BESIDE_POST else 1
        if base < BESIDE_ROLE and name[-1] in LANDSCAPE:
            score -= 3
        if base < BESIDE_POST and len(given) > 1 and word_tag(given) in WORDS and given not in given_words():
            score -= 3 if name[0] in known.rare else 1
    if base >= BESIDE_ROLE and len(given) == 2 and given[0] == given[1] and not tag:
        score += 2 * (word_tag(given) != "d")  # 明星|高圆圆
    if BESIDE_ROLE <= base < BESIDE_POST and len(given) == 2 and not tag and name[0] not in known.rare:
        score += likelihood(given) >= _SURELY_GIVEN and given[1] not in known.seldom  # 主帅|戚卫民
    return score


def _against(name: str, family: int, base: int, beside: bool) -> int:
    """What speaks against a name: other words that it may be."""
    known = lexicon()
    given = name[family:]
    score = 6 * (base < BESIDE_ROLE and name in known.ordinary)
    if name in known.not_names or given in known.titles or given in (ADDRESSED if base >= BESIDE_POST else KIN):
        score += 6
    if (name[0] in known.rare and name[1] == "之" and base < BESIDE_POST) or (name[1] == "总" and len(name) == 3):
        score += 4  # 海之滨, 李总|早有准备
    if not beside and (name[-1] in _UNITS or (base < BESIDE_ROLE and len(name) > 2 and name[:2] in gazetteer())):
        score += 5  # 毛湾村, 伊朗|则
    if beside and name[-1] in _GROUPS and name[0] in known.rare and len(name) > 2:
        score += 6  # 研究生|支教团
    if name in gazetteer() or given in gazetteer():
        score += 4 if name in gazetteer() else 2 + (name[0] in known.rare) if base < BESIDE_ROLE else 1
    if name[0] in NATIONS and name[1] in NATIONS and base < BESIDE_POST and word_tag(name) != "nr":
        score += 3  # 韩美|旨在
    if name[0] in known.rare and base < BESIDE_POST:
        score += 1 + (len(name) == 2) + 2 * (not beside and not known.seldom.isdisjoint(given))
    return score


def _runs_on(text: str, end: int, name: str, family: int, bounds: Bounds) -> int:
    """What speaks against a name that ends where the text goes on: its last character opens the next word, or the
    next character is its last."""
    known = lexicon()
    given = name[family:]
    one, two, more = len(given) == 1, len(given) == 2, len(given) > 1
    score = 8 * (name[0] in "向对" and _PRESS.match(text, end) is not None)  # 厨师长|向望晚|记者说
    if one and text[end + 1 : end + 2] in _MARKS and text[end] not in _ALONE:
        score += 2  # 齐成|喜、
    if one and DATE.match(text, end + 1) and text[end] not in _SINCE:
        score += 3  # 陆知|远5日
    if one and name[0] in known.rare and word_tag(text[end - 1 : end + 1]) in WORDS:
        score += 4 * (known.speech.match(text, end) is None)  # 干部应|甘于, but 单明|说
    if two and given[1] == "家" and text[end] in _AT_HOME:
        score += 6  # 张军|家的院子
    if two and (text[end - 1 : end + 1] in _TORN_WORDS or rjieba.has_word(text[end - 1 : end + 2])):
        score += 6  # 彭岚|正在, 尚岚|之所以
    if two and text[end - 1 : end + 1] in rules("persons")["kin"]:
        score += 8  # 何毅|叔叔
    if two and given[1] in "笑哭" and text[end] == "着":
        score += 12  # 李伯|笑着说
    if two and given[1] in _ADVERB and known.speech.match(text, end):
        score += 4  # 陈刚|则表示
    if len(name) == 3 and family == 1 and (last := bounds.get(end)) is not None and last.word == name[2]:
        score += 3 * (last.tag == "v" and text[end] in _ASPECT)  # 徐静|抢到了
    if more and text[end + 1 : end + 2] in _ASPECT and word_tag(text[end - 1 : end + 1]) == "v":
        score += 4  # 徐坤|宣读了
    if more and text[end] == "了" and word_tag(given[-1]) == "v":
        score += 4  # 徐坤|起了疑心
    if given[-1] == "则" and len(given) > 1 and text[end] not in _AFTER_AND:
        score += 4  # 梁鸿|则在
    torn = known.speech.match(text, end - 1)
    if torn is not None and torn.end() > end and (len(given) > 1 or text[end - 3 : end - 2] in ("小", "老")):
        score += 6  # 韦丽|笑言
    if given[-1:] == "和" and len(given) > 1 and text[end] in _AFTER_AND:
        score -= 11
    if text[end] == "和" and len(given) == 1 and text[end + 1 : end + 2] in _AFTER_AND:
        score += 4  # 孟庆和，
    return score


def _followed(text: str, end: int, name: str, base: int, bounds: Bounds, beside: bool) -> int:
    """What speaks for a name in the words that follow: a verb of speaking, another verb, 的 behind a post."""
    known = lexicon()
    if known.speech.match(text, end):
        return 3
    if text[end + 1 : end + 2] in _ASPECT and (verb := bounds.get(end + 1)) is not None and verb.tag == "v":
        return 2
    if known.after.match(text, end) and not (text[end] in _NO_ADVERB and known.speech.match(text, end + 1)):
        return 2 * (text[end] != "的" or base >= BESIDE_ROLE)
    if (last := bounds.get(end)) is not None and last.word == name and beside and name[0] not in known.rare:
        return 0  # 带头人|沈砚|语气
    return -2 * (base < BESIDE_ROLE or not _acts(end, bounds))


def may_begin(text: str, start: int) -> bool:
    """Whether what stands at a position looks like a whole name by its characters alone."""
    return text[start : start + 1] in lexicon().surnames and any(
        likelihood(text[start + 1 : start + n]) >= _GIVEN for n in (3, 2)
    )


def _looks_given(given: str) -> int:
    """What the characters of a given name say for it."""
    value = likelihood(given)
    return next((points for least, points in _POINTS if value >= least), _UNLIKE)


_POINTS = ((4.5, 4), (3.0, 2), (1.5, 1), (-1.0, 0), (-2.5, -1))
_UNLIKE = -3
_SURELY_GIVEN = 1.0
_GIVEN = 1.5
"""Such characters behind a family name are looked at whatever the tokeniser made of them."""
_PRESS = re.compile("[一-鿿]{0,4}记者(?:介绍|表示|透露|讲述|反映|说|证实|回忆|解释|确认|提供|展示|坦言)")
"""Behind the paper to whose reporter somebody says something: 向南|都记者介绍."""
_UNITS = frozenset("村乡镇县区旗州河桥阁道社")
_GROUPS = frozenset("团队组部会班社站所室处科院校厂")
_ACTS = frozenset(("v", "d", "p", "r", "t", "c", "vn", "ad", "f", "i", "l"))


def _acts(end: int, bounds: Bounds) -> bool:
    """Whether a word that a clause goes on with starts where the name ends; a long verb that the dictionary does not
    know may begin with the name's last character: 周正|宇晒出."""
    behind = [t for n in (1, 2, 3, 4) if (t := bounds.get(end + n)) is not None]
    if any(t.start == end and t.tag in _ACTS and (len(t.word) < _LONG_VERB or word_tag(t.word)) for t in behind):
        return True
    holder = behind[0] if behind else None
    return holder is not None and holder.start < end and word_tag(_rest(holder, end)[:1]) == "v"


_LONG_VERB = 3


def _rest(holder: Token, end: int) -> str:
    """What stands behind a name in a word that the dictionary does not know; empty for others."""
    return "" if word_tag(holder.word) else holder.word[end - holder.start :]


def _uncut(end: int, bounds: Bounds) -> int:
    """What speaks against a name that ends inside a word; little, if the word is none the dictionary knows."""
    holder = bounds.get(end + 1) or bounds.get(end + 2)
    if holder is None or holder.start >= end:
        return -2
    if len(holder.word) == 2 and holder.word[1] in _PREPOSITIONS:
        return 0  # 承志|在 was cut as 承|志在
    rest = _rest(holder, end)
    if rest == "等" or (len(rest) > 1 and (word_tag(rest) or word_tag(rest[0]) == "v")):
        return 0  # 正贵|算起 was cut as 正|贵算起
    return -2 if word_tag(holder.word) else -1


_PREPOSITIONS = frozenset("在于对从向为说道将与和就")


_LOOSE = frozenset(("v", "p", "d", "c", "f", "r", "m", "q", "ad", "uj", "ul", "uz", "y"))


def _torn(name: str, given: str, end: int, base: int, bounds: Bounds) -> int:
    """What speaks against a name that is cut out of a sentence: 和|护士, 秦望|用."""
    first = bounds.get(end - len(given))
    if first is not None and len(first.word) == 1 and first.tag in _LOOSE and word_tag(given) in WORDS:
        return 1 if base >= BESIDE_POST and name[0] not in lexicon().rare else 3  # 部长|许正中
    last = bounds.get(end)
    if len(name) == 3 and last is not None and len(last.word) == 1 and last.tag in _LOOSE and end - 1 in bounds:
        return 2
    return 0


_MARKS = ("，", "。", "、", "；", "！", "？")
_SINCE = frozenset("于在从自至到截是及与和")
"""What may stand between a name and a day."""
_ALONE = frozenset("说称道问笑等曰告讲谈写答喊叹率致作任获著编摄文图到来去走哭唱跳跑坐站输赢胜死")
"""What may stand alone between a name and a mark."""
_TORN_WORDS = frozenset(rules("persons")["torn_words"])
"""Words that the last character of a guessed name may be torn from."""
_AT_HOME = frozenset("的里走中门院住玩吃坐去附前后大墙屋灶")
_ADVERB = frozenset("则也还就又却都亦均便")
_AFTER_AND = frozenset("，。、；：说坦介表指认称告")
"""No second name opens so: in 孟庆和，the last character is part of the name."""
_NO_ADVERB = frozenset("有在把被为以因由于及拿给让想会能来去文")
"""Not between a name and a verb of speech: in 陆长有说 the name is not 陆长."""
_SIDED = frozenset("告双各对校警官军资劳甲乙买卖供需控辩主承院厂店我")
_ASPECT = frozenset("了着到过")
