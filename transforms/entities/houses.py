"""Bodies that any words may name in front of what they are: houses of finance, schools of universities, airlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.gazetteer import place_before
from transforms.entities.person_lexicon import word_tag

_ANALYSES = "首席|宏观|策略|研报|分析师|认为|指出|表示|预计"
"""What stands behind a house of finance that speaks, or is by whom it speaks."""
_BROKER = re.compile(
    "(?<![一-鿿])(?:据|来自|而)?+((?!我国|中国|全球|海外|国内|本国|美国|有关|从事|投资|买卖|这家|某家|多家|各家)[一-鿿]{2,3}证券)"
    f"(?={_ANALYSES}|研究|团队|[一-鿿]{{2}}团队)"
)
"""A broker by whatever words, in front of who or what speaks for it: 云衡证券|宏观团队."""
_MARKETS = ("香港", "澳门", "台湾", "中国")
"""Places whose 证券 is a trade, and no house."""
_ATTACHED = re.compile(
    "(?:华东|华南|华中|东北|西南|首都|华|陕)?(?:交大|师大|师范大学|大学|科大|理工|民大|外大|农大|复旦|清华|北大|人大|南开|同济|浙大)"
    "[一二三四五]?附[中小](?![心山美国外])"
)
"""A school that belongs to a university, behind its place: 临江|师大附中."""
_OF_ANY = re.compile("大学|师大|师范大学|科大|理工|民大|外大|农大")
"""What is short for many universities, and for none without its place."""
_AIRLINE = re.compile("(?<![国内价要多家地办些])航空公司")
"""A foreign airline behind its country, be its name a common word: 江国|狮子航空公司."""
_HOUSE = re.compile(f"(?:证券|期货|银行|信托|基金)(?={_ANALYSES}|称|研究所|发布|在研报|股份|董事长|行长)")
"""A house of finance behind the place that it is called after, in front of what it says: 临江|证券|指出."""


def find_houses(text: str) -> Iterator[tuple[int | None, int]]:
    """Spans of houses of finance behind their place or any words, of schools of universities and of airlines."""
    if "证券" in text or "期货" in text or "银行" in text:
        for m in _HOUSE.finditer(text):
            start = place_before(text, m.start())
            if start is not None and text[start : start + 2] not in _MARKETS:
                yield start, m.end()
        yield from (m.span(1) for m in _BROKER.finditer(text) if not word_tag(m[1][:-2]))
    if "附中" in text or "附小" in text:
        for m in _ATTACHED.finditer(text):
            start = place_before(text, m.start())
            if start is not None or not _OF_ANY.match(m[0]):
                yield m.start() if start is None else start, m.end()
    if "航空" in text:
        for m in _AIRLINE.finditer(text):
            for start in (place_before(text, m.start() - length) for length in (2, 3)):
                if start is not None and not text.startswith("中国", start):
                    yield start, m.end()
