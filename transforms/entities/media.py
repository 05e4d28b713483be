"""Papers and other media in front of their reporters and their own reports: 快报讯, 望江新闻记者."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.gazetteer import gazetteer, place_before

_REPORTERS = "(?:首席|见习|特派|特约|实习|全媒体|全媒|星级)?记者"
_REPORT = re.compile("(?:^|(?<=\\n))[ \u3000]*(?P<name>[一-鿿]{2,8})讯(?=[ \u3000（(]|$)")
"""What a report opens with: 快报|讯（记者 …）."""
_OWN = frozenset(("本报", "综合", "本网", "本刊", "本台", "本社", "新华社", "中新社"))
_TAIL = frozenset("报网社台刊闻端线频都晚经")
_JOINED = re.compile(
    "(?:(?<![一-鿿·])|(?<=[据向受对由]))(?P<name>(?:(?![据向受对由])[一-鿿]){1,6}[报网]·(?!新[一-鿿]{2}客户端)[一-鿿]{2,6}(?<!客户端))"
    f"(?={_REPORTERS}|讯|后台|\\d{{1,2}}月\\d{{1,2}}日讯)"
    f"|(?<![一-鿿·])(?P<region>新[一-鿿]{{2}}·[一-鿿]{{2,6}}[报网])(?={_REPORTERS}|讯)"
)
"""A paper with its channel: 临江晚报·小时新闻."""
_NEWS = re.compile(
    f"(?:(?<![一-鿿])|(?<=报)|(?<=[向受对由据]))(?P<name>(?:(?![以是为从用跑搞做的])[一-鿿]){{1,3}}新闻)(?={_REPORTERS}|讯)"
)
_NO_NEWS = frozenset(
    (
        "新闻",
        "跑",
        "新",
        "电视台",
        "主流",
        "本台",
        "体育",
        "娱乐",
        "财经",
        "经济",
        "本网",
        "本报",
        "时政",
        "社会",
        "国际",
        "地方",
        "摄影",
        "电视",
        "网络",
    )
)
_PAPER = re.compile(
    "(?:(?<![一-鿿])|(?<=[据向受对]))(?!针对|面对|接受|告诉|回应|昨[日天晚]|今[日天晚]|日前|近日|当[日天]|[本该各某据向受对])"
    f"(?P<name>[一-鿿]{{2,6}}(?<![本该各电汇通海简公举预申情上填播提日据填警战喜])报)(?={_REPORTERS})"
)
"""A paper of whatever name in front of its reporters: 市场星报|记者."""
_CLIENT = re.compile(f"(?:(?<![一-鿿])|(?<=报))(?P<name>[一-鿿]{{2,8}}客户端)(?={_REPORTERS}|讯|\\d{{1,2}}月)")
_SHORT = re.compile(
    "(?:(?<![一-鿿])|(?<=[向受对]))(?P<name>南都|法晚|每经|北晚|新快|快报|晨报|晚报|早报|商报|都市报|青报)"
    f"(?={_REPORTERS}|讯[ \u3000（(])|(?<![一-鿿])(?P<whole>[一-鿿]{{1,4}}报全媒体)(?=/)"
)
"""What readers of a town call its paper: 快报|记者."""
_LOCAL = re.compile("(?:法治报|法制报|经济报|特区报|邮报|老年报|少年报|教育报|工人报|农民报)(?![告道名])")


def media(text: str) -> Iterator[tuple[int | None, int]]:
    """Spans of media: 快报 in 快报讯（记者 …）, 望江新闻 in 望江新闻记者."""
    if "讯" in text:
        for m in _REPORT.finditer(text):
            name = m["name"].removesuffix("快")
            if name[-1] in _TAIL and name not in _OWN and name not in gazetteer():
                two = _TWO.match(name)
                start = m.start("name") + (two.end() if two is not None else 0)
                yield start, m.start("name") + len(name)
    if "记者" in text or "讯" in text or "客户端" in text:
        for shape in (_JOINED, _PAPER, _CLIENT, _SHORT):
            for m in shape.finditer(text):
                yield m.span(m.lastgroup or 0)
        yield from (m.span("name") for m in _NEWS.finditer(text) if m["name"][:-2] not in _NO_NEWS)
    if "报" in text:
        for m in _LOCAL.finditer(text):
            if (place := place_before(text, m.start())) is not None:
                yield place, m.end()


_TWO = re.compile("[一-鿿]{2,4}(?:日报|晚报|都市报|晨报|早报|商报|时报)(?=[一-鿿]{4}$)")
"""A paper in front of its channel: 临江都市报|望江新闻."""
