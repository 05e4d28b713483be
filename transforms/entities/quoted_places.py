"""Places and quotation marks: parts of what quoted words name, and honours that only sound like places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from transforms.entities.spans import Span

_QUOTED = re.compile("“([^“”，。；：！？、]{3,14})”")
_THING = re.compile(
    "(?:微?平台|云|视频号|公众号|小程序|[Aa][Pp][Pp]|展厅|展区|品牌|栏目|频道|频率|口号|告示|标语|字样|条幅|横幅|系列|专栏|专题片|纪录片|主题曲"
    "|大模型|模型|软件|游戏|套餐|商标|标识|吉祥物|直播间|话题|词条|标签)"
)
"""Behind quoted words that name a thing."""
_NAMING = re.compile(
    "(?:命名为|取名为?|起名为?|得名|名叫|名为|叫做|叫作|[写印刻]有|[贴挂]出|打出|喊出|高喊|齐喊|以|主题[为是])了?$"
)
"""In front of quoted words that name a thing."""
_ROUTE = re.compile("[—－–-]")


def without_quoted_parts(text: str, places: Sequence[Span]) -> list[Span]:
    """The places that are not part of the longer name that the quoted words are: “书香|青溪|”平台; and no honours.

    The ends of a way keep their names: “临江—望川”专列.
    """
    names = {m.start(): m for m in _QUOTED.finditer(text)}
    if not names:
        return list(places)
    starts = sorted(names)
    out = []
    for place in places:
        at = bisect_right(starts, place.start) - 1
        quoted = names[starts[at]] if at >= 0 else None
        if quoted is None or place.end >= quoted.end() or not _is_part(text, place, quoted):
            out.append(place)
    return out


def _is_part(text: str, place: Span, quoted: re.Match[str]) -> bool:
    """Whether the quoted words are one name or honour that the place is no more than a part of."""
    if (place.start, place.end) == quoted.span(1):
        return is_honour(text, quoted[1], quoted.start(), quoted.end())
    if _ROUTE.search(quoted[1]) is not None:
        return False
    named = _NAMING.search(text, max(0, quoted.start() - 5), quoted.start()) is not None
    return named or _THING.match(text, quoted.end()) is not None or _is_praise(text, quoted.start(), quoted.end())


_HONOUR_BEHIND = re.compile("(?:之称|之誉|的?(?:美称|美誉|称号|荣誉|名号|称谓|雅号|金字招牌|牌匾|名单|说法))")
_HONOUR_BEFORE = re.compile(
    "(?:[誉称评选定名认]为了?(?:国家级|省级|市级|自治区级|全国|全省|全市)?|获评|授予|入选|跻身|荣膺|获得|荣获|获|颁发了?|争创|创建|授牌|成为[^，。]{0,12})$"
)
_HONOUR = re.compile("[的、＋+]|年度|[最第]|全国|[国省市县]家?级|[型性]|^不")
"""What the name of one certain place does not hold."""


def is_honour(text: str, inside: str, start: int, end: int) -> bool:
    """Whether quoted words that end like a place say what a place is called in praise: 获评“全国示范社区”."""
    return _HONOUR.search(inside) is not None or _is_praise(text, start, end)


def _is_praise(text: str, start: int, end: int) -> bool:
    behind = _HONOUR_BEHIND.match(text, end) is not None
    return behind or _HONOUR_BEFORE.search(text, max(0, start - 18), start) is not None
