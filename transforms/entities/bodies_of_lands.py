"""Bodies of a state that is called by one character: 韩|国防部, 俄|经济部, and, where the page names the country in
whole, 黎|政府."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from transforms.entities.gazetteer import countries, trie_pattern
from transforms.entities.nations import NATIONS
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.vocabulary import Texts

_SURE = frozenset("美俄英德韩日印菲伊叙越柬")
"""Characters that a country goes by in front of a ministry even where the page does not name it in whole."""
_SAFE = ("部", "省", "委员会", "军")
"""What the bodies end in that no other word begins in front of: 伊|外交部."""
SHORT_LANDS = frozenset(
    "美俄英德法日韩印菲越泰柬缅澳加巴以伊叙黎约沙土埃阿乌蒙委古墨智秘哥瑞挪芬丹荷比奥匈波捷希葡西意罗塞利苏卡科尼肯哈吉塔突喀刚津厄坦莫"
)
"""Characters that countries go by in front of a body of theirs."""
_BEFORE = re.compile("[中东西南北\\d一二三四五六七八九十]$")
_LED = frozenset("据由从与和及对向在被访同称让但而说令使")
_MEANS = re.compile("名义|为[主代中名]|的名义|主导|购买|采购|投资|引导|补贴|身份|信用|[和或]企业|及企业|所在|部门")
"""Behind a body in general, which 以 or 加 stand in front of: 以政府|为主导."""

_CONGRESS = re.compile(
    "议[员长]|通过|批准|授权|表决|听证|辩论|两院|众|参|选举|大选|的|[、，。；]|拒绝|否决|休会|复会|领袖|拨款"
)
"""What tells a congress from a country that will do something."""


@cache
def bodies_of_state() -> frozenset[str]:
    """What a state has: 国防部, 议会."""
    return frozenset(rules("organizations")["of_lands"])


@cache
def _bodies() -> re.Pattern[str]:
    """A land of one character with a body of state behind it, and what of the state it may be: 俄|联邦|政府."""
    bodies = trie_pattern(sorted(bodies_of_state()))
    return re.compile(
        f"(?P<land>[{''.join(sorted(SHORT_LANDS))}])(?P<body>(?:联邦|国家|全国|中央)?{bodies})(?![长队员分门级会议场军])"
    )


_BETWEEN = re.compile(
    f"(?<![{NATIONS}])[{NATIONS}]{{2}}(?:友协|友好(?:协会|联合会|小组)|(?:总|工)?商会|议员联盟|联委会|交流协会|交流中心"
    "|(?:经济|经贸|贸易|文化交流|企业家|工商|投资)(?:合作|全国)?(?:委员会|联合会|协会|理事会))"
)
"""Societies between two countries: 中俄|友协."""


def bodies_of_lands(pages: Sequence[Words], page: Texts) -> Iterator[tuple[int, Span]]:
    """Text number and span of each."""
    named: dict[str, bool] = {}
    for number, words in enumerate(pages):
        if "会" in words.text or "友协" in words.text:
            between = (m.span() for m in _BETWEEN.finditer(words.text) if words.opens(m.start()))
            yield from ((number, Span(*span, "organization")) for span in between)
        for found in _bodies().finditer(words.text):
            land = found["land"]
            if land not in named:
                named[land] = any(name in page for name in _whole_names()[land])
            if _stands(words, found, named[land]):
                yield number, Span(*found.span(), "organization")


@cache
def _whole_names() -> dict[str, tuple[str, ...]]:
    """Land of one character → the whole names that begin with it."""
    return {land: tuple(name for name in countries() if name[0] == land and len(name) > 1) for land in SHORT_LANDS}


def _stands(words: Words, found: re.Match[str], named: bool) -> bool:
    """Whether the character is a country there, not the end of another word or a word of its own."""
    text, start = words.text, found.start()
    before = text[start - 1 : start]
    if _BEFORE.search(before) or before in SHORT_LANDS or _MEANS.match(text, found.end()):
        return False
    if (
        found["body"] == "国会"
        and text[start : start + 2] in countries()
        and _CONGRESS.match(text, found.end()) is None
    ):
        return False  # 美国|会放弃
    if not (words.opens(start) or before in _LED):
        return False
    return named or (found["land"] in _SURE and found["body"].endswith(_SAFE))
