"""Persons by a part of their name: 秦先生, 小王, 老周, 冯姨; and persons of history, known to all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cache

import rjieba

from transforms.entities.child_names import child_names
from transforms.entities.known_bodies import known_bodies
from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules

_PLURAL = frozenset("们节兵")


def find_known(words: Words) -> list[tuple[int, int]]:
    """Persons of history: 孔子, but not in 孔子学院."""
    hits = [s for s in words.hits["known_person"] if not _OF_MATTER.match(words.text, s[1])]
    speech, text = lexicon().speech, words.text
    return [
        (start, end)
        for start, end in hits
        if words.whole(start, end)
        or (words.opens(start) and speech.match(text, end))
        or text[start - 1 : start] == "王"  # 吴王|夫差
    ]


@cache
def _young() -> re.Pattern[str]:
    """小王, 老周: a family name that is hardly anything else behind 小, 老 or 阿."""
    families = lexicon().surnames
    return re.compile(f"[小老阿][{''.join(sorted(families))}]")


_OF_YOUNG = re.compile("的?(?:妈妈|爸爸|父母|父亲|母亲|奶奶|爷爷|家里|家长|同学)|说|告诉|觉得|表示")


def young_names(words: Words) -> set[str]:
    """The young and colleagues by their family name, where a role in front or their kin behind tells so: 学生|小王."""
    text = words.text
    children = child_names(text)
    if "小" not in text and "老" not in text and "阿" not in text:
        return children
    roles = {end for _, end in words.hits["role"] + words.hits["title"]}
    known = lexicon()
    found = [
        m
        for m in _young().finditer(text)
        if (tag := word_tag(m[0])) in ("", "nr", "nrfg")
        or (
            tag in _MISTAGGED
            and (
                m[0][1] not in known.rare or (m.start() in roles and known.speech.match(text, m.end()))
            )  # 村民|老金|说
        )
    ]
    return children | {
        m[0]
        for m in found
        if (
            m.start() in roles
            and (words.whole(*m.span()) or known.speech.match(text, m.end()) or known.after.match(text, m.end()))
        )
        or (_is_described(text, m.start()) and m[0][1] not in known.rare and known.speech.match(text, m.end()))
        or (m[0][0] == "小" and words.whole(*m.span()) and _OF_YOUNG.match(text, m.end()))
        or (
            m[0][1] not in known.rare
            and (m.start() == 0 or text[m.start() - 1] in PUNCTUATION)
            and (known.speech.match(text, m.end()) or _TOLD_TO.match(text, m.end()))
        )
        or _stands_alone(words, *m.span())
    }


def _stands_alone(words: Words, start: int, end: int) -> bool:
    """Whether a short name stands as words of its own, with no noun beside it: 在|老杨|的带动下, |小张|书记."""
    name, text = words.text[start:end], words.text
    if name[1] in lexicon().rare or name in _no_nicknames() or text[end : end + 1] in _OF_NAMES:
        return False
    first, behind = bisect_left(words.starts, start), bisect_left(words.starts, end)
    if first == len(words.starts) or words.starts[first] != start:
        return False
    if first and words.tokens[first - 1].tag[0] == "n":
        return False
    if text.startswith("家", end):
        return _AT_HOME.match(text, end) is not None
    last = words.tokens[behind - 1]
    if last.end > end:
        return last.start < end and not word_tag(last.word) and text[end] in _LIGHT  # 见到|小王时
    after = words.tokens[behind].tag if behind < len(words.tokens) else "x"
    return after[0] != "n" or words.text.startswith(_posts(), end)


_AT_HOME = re.compile("家(?:[的里门住有院地]|不远)")
_LIGHT = frozenset("时的在说也都又还就才从对向和与为被把给了是有没不想能会要跟让便却则正到来去")
_OF_NAMES = frozenset("·—-氏")


@cache
def _no_nicknames() -> frozenset[str]:
    return frozenset(rules("persons")["no_nicknames"])


@cache
def _posts() -> tuple[str, ...]:
    return tuple(rules("persons")["addresses_by_post"])


def _is_described(text: str, start: int) -> bool:
    """Whether a clause tells who somebody is: 在菜市场卖菜的|老赵."""
    return text[start - 1 : start] == "的" and text[start - 2 : start - 1] not in _ONES


_MISTAGGED = ("n", "ns", "t", "r", "d")
"""What the dictionary takes 老周, 老何 and 小许 for; 小于 is a verb."""
_TOLD_TO = re.compile("[向对跟][^，。；：]{1,10}?(?:说|表示|介绍|讲|挥)")
"""What somebody does to others, behind the name: 老李|向几个朋友挥了挥手."""


def _told_of(text: str, start: int, posts: Collection[int]) -> bool:
    """Whether a person may be told of at a position: behind a mark, an age or one of the `posts`: 67岁的|关阿姨."""
    if start == 0 or text[start - 1] in PUNCTUATION or text.endswith(("岁的", "的街坊"), 0, start):
        return True
    if text[start - 1] == "的":
        return _is_described(text, start) and not rjieba.has_word(text[start : start + 2])
    return start in posts


_ONES = frozenset("我你他她")


_OF_MATTER = re.compile("管理区|[县镇乡祠庙墓]|书院|主义|学院|大学|学校|图书馆|纪念馆|故居|公园|广场|奖|路|街|像")
"""Behind a name that something is called by."""


def find_addressed(words: Words) -> list[tuple[int, int]]:
    """Family names with a form of address, which stand for a name: 秦先生."""
    known, out = lexicon(), []
    roles = {end for _, end in words.hits["role"]}
    posts = roles | {end for _, end in words.hits["title"]}
    for start, end in words.hits["address"]:
        family = known.addressed.search(words.text, max(0, start - 2), end)
        if family is None or family.end() != end or words.text[end : end + 1] in _PLURAL:
            continue
        if family[0] in known_bodies():
            continue  # 康师傅 is a firm
        at = bisect_left(words.starts, family.start())
        if at < len(words.starts) and words.starts[at] == family.start():
            rare = words.text[family.start()] in known.rare and not _told_of(words.text, family.start(), posts)
            if not rare or (words.tokens[at].tag in ("nr", "nrfg") and family[0][-1] != "某"):  # 就读|于某学院
                out.append(family.span())
        elif family.start() in roles and family[0][0] not in known.rare:
            out.append(family.span())  # 业主|张先生
        elif words.text[start:end] in _PLAINLY and not (
            family[0][0] in known.rare | _TORN or _in_word(words.text, family.start())  # 照顾|奶奶
        ):
            out.append(family.span())  # 青溪村|唐女士, however the words are cut
    out += [span for hit in words.hits["address_post"] if (span := _by_post(words, *hit, posts)) is not None]
    for m in _kin_address().finditer(words.text):
        reports = _REPORTS.match(words.text, m.end())
        reported = reports and words.text[m.start() - 1 : m.start()] == "据"
        goes_on = bool(_goes_on().match(words.text, m.end())) or words.whole(*m.span())
        if m[0][1] in _POSTED:
            goes_on = reports is not None and m[0][0] not in lexicon().rare
        if m[0][1] in _CALLED:
            called = words.text[m.start() - 1 : m.start()] in ("“", "‘") and words.text[m.end() : m.end() + 1] in "，！"
            goes_on = called and m[0] not in known.not_names
        told = reported or (goes_on and _told_of(words.text, m.start(), posts))
        if told and not rjieba.has_word(m[0]):
            out.append(m.span())
    return out


def _in_word(text: str, start: int) -> bool:
    """Whether the character in front makes a word with the family name."""
    return start > 0 and word_tag(text[start - 1 : start + 1]) in _VERBAL


_VERBAL = ("v", "vn", "n", "d", "p", "c")
_PLAINLY = frozenset(rules("persons")["plain_addresses"])
"""Forms of address that stand behind nothing but a family name."""


def _by_post(words: Words, start: int, end: int, posts: Collection[int]) -> tuple[int, int] | None:
    """A family name with a post where it opens what is told, or speaks: 张站长|说; 任局长 and 向书记 are none."""
    known, text = lexicon(), words.text
    family = known.addressed.search(text, max(0, start - 2), end)
    if family is None or family.end() != end or family[0][0] in _TORN or text[end : end + 1] in _PLURAL:
        return None
    if family[0][0] == "党" and family[0][1:] in _OF_PARTY:
        return None
    by = _ACCORDING.search(text, max(0, family.start() - _LONGEST_HOUSE), family.start())
    reported = by is not None and _REPORTS.match(text, end) is not None
    if not words.opens(family.start()) and not reported:
        return None
    speaks = known.speech.match(text, end) is not None
    told = (reported or _told_of(text, family.start(), posts)) and not text.startswith("助理", end)
    sure = told and (speaks or reported or family[0][0] not in known.rare)
    return family.span() if sure and (speaks or reported or words.whole(*family.span())) else None


_ACCORDING = re.compile("据(?:[^，。；]{0,8}(?:单位|公司|厂|店|企业|中心|酒店|超市|部门|摊位))?$")
_LONGEST_HOUSE = 12
_OF_PARTY = ("书记", "副书记", "主任", "副主任", "院长", "校长")
"""Posts in front of which 党 is the party."""
_REPORTS = re.compile("介绍|透露|回忆|讲述|反映|说|估算")
"""据|张经理|介绍."""
_TORN = frozenset("任和向同于曾从时由对经为以给原前副正总老大代当让教该请找兼首各某本班车高支主")
"""Family names that in front of a post are mostly another word: 时任|局长, 班|主任, 最高|院长."""


@cache
def _kin_address() -> re.Pattern[str]:
    """冯姨, 陈伯: a family name with a short form of address."""
    return re.compile(f"[{''.join(sorted(lexicon().surnames))}][姨婶嫂叔伯总工姐哥]")


_CALLED = frozenset("姐哥")
"""“乔姐，…: where somebody is called so, since other words end alike."""
_POSTED = frozenset("总工")
"""刘总, 李工: in front of a verb of speech only."""


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(f"{lexicon().speech.pattern}|{lexicon().after.pattern}|[，：、]")
