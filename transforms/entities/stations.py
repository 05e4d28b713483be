"""Stations by their city and its side, where trains are told of: 云州北至江城南."""

from __future__ import annotations

import re

from transforms.entities.gazetteer import gazetteer
from transforms.entities.spans import Span

_BY_TRAIN = re.compile("动车|列车|高铁|车次|火车|始发|班列|[GDCKTZ]\\d{1,4}次|客专|普速|铁路|复兴号|和谐号")
_STOP = re.compile(
    "(?:(?<![一-鿿])|(?<=[至到从由往经开在和与及赴抵停]))(?P<city>[一-鿿]{2,3})(?:[东南西北]|虹桥)"
    "(?=[至到的]|[—－–-]+[一-鿿]|[、，。；）]|间|动车|高铁|开往|始发|出发|和[一-鿿]{2,4}|与[一-鿿]{2,4}|方向)"
)


def side_stations(text: str) -> list[Span]:
    """Spans of such stations: 云州北 in 云州北至江城的动车."""
    if _BY_TRAIN.search(text) is None:
        return []
    found = [m for m in _STOP.finditer(text) if m["city"] in gazetteer()]
    sure = any(_LINK.match(text, m.end()) or _LINK.match(text, m.start() - 1) for m in found)
    return [Span(*m.span(), "place") for m in found] if sure else []


_LINK = re.compile("[至到—－–-]|开往|始发")
