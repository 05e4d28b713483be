"""Where a person may be named: behind a role (村民) or a post (市长)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from transforms.entities.gazetteer import countries, gazetteer, trie_pattern
from transforms.entities.manners import clause_before_speech, is_manner, verb_of_speech
from transforms.entities.name_evidence import BESIDE_POST, BESIDE_ROLE, PUNCTUATION
from transforms.entities.nations import NATIONS
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.persons import may_begin
from transforms.entities.spans import Span
from transforms.entities.spoken_names import can_be_name
from transforms.entities.titles import Title
from transforms.entities.words import Words
from transforms.lexicon import rules

_MAKERS = frozenset("师手员匠")
"""Trades end so: 育种员, 飞手."""
_TRADES_END = _MAKERS | {"人", "家"}
_GAP = re.compile(r"[\s\u200b-\u200f]*")


def find_positions(words: Words, titles: Sequence[Title], spans: Iterable[Span]) -> tuple[dict[int, int], set[int]]:
    """Where a person may be named behind a role or a post, with the weight of that; and where a foreigner."""
    beside, outland = _behind_roles(words)
    text = words.text
    for s in spans:
        if s.type != "organization":
            continue
        if (speaks := _of_body().match(text, s.end)) is not None and can_be_name(speaks["who"]):
            beside.setdefault(speaks.start("who"), BESIDE_ROLE)
        if (named := _honoured().match(text, s.end)) is None:
            continue
        if word_tag(named[1]) in ("", "nr", "nrfg") and named[1] not in rules("titles")["prefixes"]:
            beside.setdefault(s.end, BESIDE_ROLE)
    bodies = {s.end: s for s in spans if s.type in ("place", "organization")} if titles else {}
    for title in titles:
        at = _behind_gap(text, title.end)
        inner = (at for at in range(title.start, title.end - 1) if at in bodies)  # 县委宣传部|部长
        body = bodies.get(next(inner, title.start))
        mark = text[title.start - 1 : title.start]
        listed = mark in _LISTED and beside.get(title.start - 1) == BESIDE_POST
        if text[at : at + 1] in _LINKS and may_begin(text, at + 1):
            beside.setdefault(at + 1, BESIDE_ROLE)
        opens = title.start == 0 or mark in PUNCTUATION  # ，副省长|陆知远，
        weighty = BESIDE_ROLE + (opens or len(title.text) > _LONG_TITLE)
        held = body is not None or listed or _OF_UNIT.search(text, max(0, title.start - 2), title.start) is not None
        beside[at] = BESIDE_POST if held else weighty
        if _held_abroad(text, title) or (body is not None and _is_foreign(text[body.start : body.end])):
            outland.add(at)
    verb = verb_of_speech()
    told = beside if beside and verb.search(text) else ()
    no_name = {at for at in told if verb.match(text, at) or is_manner(clause_before_speech(text, at))}
    return {at: weight for at, weight in beside.items() if at not in no_name}, outland - no_name  # 局长|高兴地说


def _behind_roles(words: Words) -> tuple[dict[int, int], set[int]]:
    """Where a person may be named behind a role, a trade, a descent, an age or an office; and where a foreigner."""
    text = words.text
    beside: dict[int, int] = {}
    outland: set[int] = set()
    for word, _, _, end in [t for t in words.tokens if t[0][-1] in _TRADES_END and t[1][0] == "n" and len(t[0]) > 1]:
        made = word[-1] in _MAKERS and may_begin(text, end)
        native = word[-1] == "人" and word[:-1] in gazetteer() and may_begin(text, end)  # 温州人|陆知远
        if made or native or word.endswith("学家"):
            beside[end] = BESIDE_ROLE
    for start, end in words.hits["role"]:
        at = _behind_gap(text, end)
        if text.startswith("们", at) or _tears_word(words, end):
            continue
        beside[at] = BESIDE_ROLE
        if _from_abroad().search(text, max(0, start - 12), start):
            outland.add(at)
    for m in _NAMING.finditer(text):
        if may_begin(text, m.end()) and text[m.end() : m.end() + 2] not in lexicon().ordinary:
            beside.setdefault(m.end(), BESIDE_ROLE)
    if "岁的" in text:
        beside.update((m.end(), BESIDE_ROLE) for m in _AGED.finditer(text))
    if "来自" in text:
        outland.update(m.end() for m in _coming().finditer(text))
    beside.update((m.end(), BESIDE_ROLE) for m in _of_office().finditer(text) if m.end() not in beside)
    return beside, outland


def _tears_word(words: Words, end: int) -> bool:
    """Whether an ordinary word goes on where a role ends: 大学|生活, 9号|手术室."""
    token = words.tokens[bisect_right(words.starts, end - 1) - 1]
    return token.start < end < token.end and word_tag(token.word)[:1] in ("n", "v") and word_tag(token.word)[:2] != "nr"


def _behind_gap(text: str, at: int) -> int:
    return _GAP.match(text, at).end()  # type: ignore[union-attr]


def _held_abroad(text: str, title: Title) -> bool:
    """Whether a foreigner holds a post: of a state that one character names (与|乌总理), or one that only they have."""
    before, mark = text[title.start - 2 : title.start - 1], text[title.start - 1 : title.start]
    of_state = mark in _STATES or (mark in _MORE_STATES and _NATIONAL.match(title.text) is not None)
    return (of_state and (before in _TO or title.start < 2)) or _ABROAD.match(title.text) is not None


_OF_UNIT = re.compile("居委|村委|社区|支部|总支")
"""What a post is of, without a name: 居委|书记."""
_NAMING = re.compile("队的|叫|由(?<![经理自事缘因]由)(?!于)")
"""Words that a name may follow: 广东队的|陆知远, 名叫|陆知远, 由|陆知远执导."""
_AGED = re.compile("[\\d一二三四五六七八九十]岁的")
"""52岁的|陆知远."""


@cache
def _of_office() -> re.Pattern[str]:
    """The end of an office, in front of one of it who speaks: 电子部有线处|陆知远认为."""
    families = "".join(sorted(lexicon().surnames - lexicon().rare))
    return re.compile(
        f"[处科室司局办所院校厂社站](?<=[一-鿿]{{2}}.)(?=[{families}][一-鿿]{{1,2}}(?:{lexicon().speech.pattern}))"
    )


@cache
def _of_body() -> re.Pattern[str]:
    """One of a body who speaks, behind its name: 临江大学|陆知远认为, 临江大学的|陆知远说."""
    families = "".join(sorted(lexicon().surnames - lexicon().rare))
    return re.compile(f"的?(?P<who>[{families}][一-鿿]{{1,2}}?)(?:{lexicon().speech.pattern})")


_LONG_TITLE = 4
"""A title of more characters is no other word."""


@cache
def _honoured() -> re.Pattern[str]:
    """A name with a title behind it, right behind a body: 临江农科院|陆知远|院士."""
    families = "".join(sorted(lexicon().surnames))
    return re.compile(f"([{families}][一-鿿]{{1,2}}?){trie_pattern(rules('titles')['behind_name'])}")


_LINKS = ("的", "”")
"""Between a post and its holder: 担任主任的|陆知远, “老县长”|陆知远."""
_LISTED = frozenset("、兼")
"""Between the posts that one person holds: 党委委员、副总裁."""
_STATES = frozenset(NATIONS + "乌以伊巴叙黎塞埃匈波捷缅柬菲")
_MORE_STATES = frozenset("吉哈塔土白阿委智秘古新泰老越蒙朝沙卡孟尼斯马柬文菲芬挪丹荷比葡希墨南澳加捷匈罗保塞")
"""The same in front of a post that only a state has."""
_NATIONAL = re.compile("前?副?(?:总统|总理|首相|国王|王储|外长|防长|议长|外交部|国防部|最高领袖)")
_ABROAD = re.compile("前?(?:代理|候任)?副?(?:总统|首相|国王|王储|防长|[参众]议员|最高领袖)")
"""Posts that nobody at home holds."""
_TO = frozenset("与和同对向由，。；、被")
"""In front of a country of one character with the post of one of its officials: 与|乌总理."""


@cache
def _from_abroad() -> re.Pattern[str]:
    """A country in front of a role, with two words between them at most: 法国|网络|达人."""
    abroad = [name for name in countries() if not name.startswith("中国")]
    return re.compile(f"(?:{trie_pattern(abroad)})(?:(?![的与和及])[一-鿿]){{0,4}}$")


@cache
def _coming() -> re.Pattern[str]:
    """来自法国的|玛丽."""
    abroad = [name for name in countries() if not name.startswith("中国")]
    return re.compile(f"来自(?:{trie_pattern(abroad)})的")


def _is_foreign(name: str) -> bool:
    international = rules("organizations")["international"]
    return any(name[:length] in countries() or name[:length] in international for length in range(2, len(name) + 1))
