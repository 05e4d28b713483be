"""Full names in the frames in which a text tells of somebody: |陆知远|推开窗户, 对|陆知远|来说, 见到|陆知远|时."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

import rjieba

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import closing, openings
from transforms.entities.person_lexicon import HAN, lexicon, word_tag
from transforms.entities.spoken_names import KIN
from transforms.lexicon import rules
from transforms.memo import memoised

_AHEAD = 8
"""So many characters behind a name are read to see whether a clause goes on there."""


def names_told(text: str, beside: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Spans of full names that open a clause or stand behind a role or post (`beside`), or between two words for what
    is done with a person."""
    known = lexicon()
    for at in openings(text, beside, "的"):
        if text[at] not in known.surnames:
            continue
        if text[at - 1] == "的" and at and at not in beside:
            size = _described(text, at)
        else:
            size = _size(text, at, None) or _heads(text, at)
        if size:
            yield at, at + size
    pattern, kinds = _cues()
    for cue in pattern.finditer(text):
        at = cue.end()
        size = _size(text, at, kinds[cue[0]]) if text[at : at + 1] in known.surnames else 0
        if size:
            yield at, at + size


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """A pattern of the cues, and for each what must follow the name behind it."""
    data = rules("persons")["told_of"]
    kinds = {cue: behind for name, behind in _BEHIND.items() for cue in data[name]}
    return re.compile(trie_pattern(kinds)), kinds


def _heads(text: str, start: int) -> int:
    """How many characters are a name that a paragraph opens with, in front of a colon."""
    mark = text.find("：", 0, 4) if not start else -1
    return mark if mark > 1 and _surely(text[:mark]) else 0


def _described(text: str, start: int) -> int:
    """How many characters behind 的 are a name that hardly anything else is: 正在擦车的|陆知远。"""
    for size in (3, 2):
        end = start + size
        if _surely(text[start:end]) and (text[end : end + 1] in ("，", "。") or _goes_on(text, start, end)):
            return size - (size == 3 and _last_is_word(text, end))
    return 0


def _surely(name: str) -> bool:
    """Whether the characters are a full name that is hardly anything else."""
    usual = likelihood(name[1:]) >= _WORD or name[1:] in given_words()
    return name[:1] not in lexicon().rare and is_full_name(name) and usual


_BEHIND = {
    "met": re.compile("(?:时|的时候|后|之前)(?=[，。])|[。，]|家(?:[，。里中]|时)"),
    "for_whom": re.compile(
        "来说|而言|来讲|看来|[眼心][里中]|身[上边后]|的?(?:印象|记忆|笔下|镜头|口)[里中]?"
        "|的?(?:带领|带动|指导|帮助|影响|鼓励|支持|陪同|引导|感召|组织|介绍|协调)下"
    ),
    "with_whom": re.compile("一样|这样|一道|一起|一同|一家|两人|二人|夫妇"),
    "called": re.compile("[，。；（]|的(?:[一-鿿]{2})"),
    "by_whom": re.compile("的[一-鿿]{2,6}(?:感动|打动|感染|折服|吸引)"),
    "pictured": re.compile("[（(]|(?:正在?|在)"),
}
"""What follows the name behind each kind of cue."""


def _size(text: str, start: int, behind: re.Pattern[str] | None) -> int:
    """How many characters of a position are a full name in its frame; 0 if none."""
    longer = text[start : start + 3]
    if longer in lexicon().not_names or word_tag(longer) not in ("", "nr", "nrfg"):
        return 0  # 姜荷花
    sizes = [
        n
        for n in ((4, 3) if text[start : start + 2] in lexicon().compound else (3, 2))
        if is_full_name(text[start : start + n])
        and (behind.match(text, start + n) is not None if behind else _goes_on(text, start, start + n))
    ]
    if sizes[:1] == [3] and _last_is_word(text, start + 3):
        given = text[start + 1 : start + 3]
        sure = given in given_words() or likelihood(given) >= _SURE
        return 2 if sizes[-1] == 2 else 3 * sure
    if sizes == [2] and behind is None and text[start + 3 : start + 4] in _LINKING and is_full_name(longer):
        return 0  # 鲁承|志在会上 may be 鲁承志|在会上
    return sizes[0] if sizes else 0


_LINKING = ("在", "于", "对", "从", "向", "为", "将")
"""What a clause goes on with behind a name, and what many words of two characters end with: 志|在."""


def _last_is_word(text: str, end: int) -> bool:
    """Whether the last of three characters belongs to what follows: 赵敏|笑着, 夏春|利用, 李静|刚到."""
    last = text[end - 1]
    if text[end - 1 : end + 1] in _torn_words():
        return True  # 张文|明确表示
    if last in _ADVERBS:
        return likelihood(text[end - 2]) >= _SURE  # 磊|才, but not 德才
    return rjieba.has_word(text[end - 1 : end + 3]) or (
        likelihood(last) < _USUAL and rjieba.has_word(text[end - 1 : end + 1])
    )


@memoised
def is_full_name(name: str) -> bool:
    """Whether the characters are a full name by themselves: a usual family name with a usual given name."""
    known = lexicon()
    family = 2 if name[:2] in known.compound and len(name) > 2 else 1
    given = name[family:]
    if not HAN.fullmatch(name) or not given or name in known.not_names or name in known.ordinary:
        return False
    if name in gazetteer() or name in known.seldom_names or given in known.titles or given in KIN:
        return False
    if name[-1] in _OF_THINGS or (len(name) > 2 and name[:2] in gazetteer()) or given in _eras():
        return False  # 伊朗|占据, 明|嘉靖年间
    if word_tag(name) not in ("", "nr", "nrfg") or not (
        known.never.isdisjoint(closing(given)) or given in given_words()
    ):
        return False
    value = likelihood(given)
    if family == 2:
        return value >= 0 and min(map(likelihood, given)) >= _UNLIKE
    rare = name[0] in known.rare
    if rare and name[0] not in _FAMILIAR:
        return False
    if given in given_words():
        return not word_tag(name[:2]) or (not rare and word_tag(name[:2])[:2] in ("nr", "nz"))
    if len(given) == 1:
        return value >= (_RARE_SHORT if rare else _SHORT) and given not in _ADVERBS
    if given[1] == "家" or (given[1] in _ADVERBS and value < _SURE) or min(map(likelihood, given)) < _UNLIKE:
        return False
    inner = word_tag(name[:2])
    if inner and (inner not in _PERSONAL or value < _SURE or likelihood(given[1]) < _USUAL):
        return False  # 孔明|灯, 黄山|松
    if word_tag(given) in ("", "nr", "nrfg", "nrt"):
        return value >= (_RARE_LONG if rare else _LONG)
    return value >= (_SURE if rare else _WORD) and given not in gazetteer()


@cache
def given_words() -> frozenset[str]:
    """Words that many people are called by: 建国, 胜利, 海洋."""
    return frozenset(rules("persons")["told_of"]["given"])


@cache
def _torn_words() -> frozenset[str]:
    return frozenset(rules("persons")["torn_words"])


@cache
def _eras() -> frozenset[str]:
    return frozenset(rules("persons")["eras"])


_OF_THINGS = frozenset(
    "塘坝巷寨路街桥村镇湾堂馆寺庙店亭台楼阁殿塔苑园木鱼绒草树坡沟县城市区州科牌队党派族人营宫院厂屯峡祠口窑垭洞滩堡井岭杯节奖赛会"
)
_FAMILIAR = frozenset("高方田白江金石康毛文万温齐童梅安盛")
"""Family names that are ordinary words and that many people have all the same."""
_USUAL = 1.5
_SHORT, _RARE_SHORT = 0.0, 2.0
_LONG, _RARE_LONG = 0.0, 2.0
_WORD, _SURE = 1.0, 3.0
_PERSONAL = ("nr", "nrfg", "nrt", "nz")
_UNLIKE = -1.5
"""The least likelihood of given names of one character, of two, and of two that are a word."""
_ADVERBS = frozenset("仍才也又再就都还却便则总常刚正在已曾将要会能可想专每从一来时最很不没被把和与的等向为对亦均皆")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the rest of a clause begins where the name ends: with a verb, an adverb, a preposition, kin."""
    rest = text[end : end + _AHEAD]
    if _of_person().match(rest) or lexicon().speech.match(rest):
        return True
    if not rest or not HAN.match(rest[0]):
        return False
    word, tag = rjieba.tag(rest)[0]
    if word in "同与和" and (text[end + 1 : end + 3] in gazetteer() or text[end + 1 : end + 4] in gazetteer()):
        return True  # 陆知远|同法国外长会谈
    if text[end : end + 2] in _torn_words():
        return True
    if len(word) == 1 and tag == "v" and rest[1:2] in _ASPECT:
        return True  # |蹲在田埂上
    if rjieba.has_word(text[end - 1 : end + 1]) and (end - start < 3 or len(word) == 1):
        return False
    if len(word) == 1:
        free = not rjieba.has_word(rest[:2]) or word in "被把"
        return word in _SINGLE and (end - start > 2 or word in _SURE_SINGLE) and free
    return rjieba.has_word(word) and (tag in _TAGS or word[0] == "被")


_TAGS = frozenset(("v", "d", "t", "i", "l"))
_ASPECT = frozenset("在着了过到起出上下开进回完")
_SINGLE = frozenset("把被将从在向用给仍才也又就都还却便总常刚正已曾每抱背拿蹲坐站推拉拎端捧擦抹掏指走跑跪骑")
_SURE_SINGLE = frozenset("把被仍也又就还却刚已曾")


@cache
def _of_person() -> re.Pattern[str]:
    data = rules("persons")["told_of"]
    return re.compile(
        f"等(?:\\d+|[两二三四五六七八九十]+)余?[名位]?[人同]|等人|的(?:{trie_pattern(data['kin_of'])})|{trie_pattern(data['together'])}"
        f"|{trie_pattern(data['verbs'])}"
    )
