"""Events whose names hold words in quotation marks: “云帆”主题宣传活动, 省“两会”, “纸船门”事件."""

from __future__ import annotations

import re
from collections import Counter

from transforms.entities.gazetteer import place_before
from transforms.entities.spans import Span

_QUOTED = re.compile("“[^“”，。；：！？]{2,20}”")
_CAMPAIGN = re.compile(
    f"(?P<name>{_QUOTED.pattern})(?!(?:大型|系列)?主题)"
    "(?:(?![的了在是和与等为把将成于到]|相关|系列|开展|推进|组织|举办|举行|启动|参与|参加|主题$)[一-鿿]){2,10}?"
    "(?:活动|(?<![出付])行动|军演|演习|发布会|论坛|座谈会|分享会|大赛)(?![日家方的中]?[期规计][间划]|规划|计划|方案|中心|基地|小组|办公)"
)
"""A campaign with what kind it is of: “云帆”专题宣传活动."""
_VERBS = re.compile(
    "”(?:发展|开展|建设|推动|助力|促进|带动|引领|走进|亮相|参赛|登上|组织|体系|等|战略|倡议|理念|精神|模式|工程(?!.*活动))"
)
_SESSIONS = re.compile("“两会”(?<=[省市县区州]“两会”)")
_GATE = re.compile("“([一-鿿]{1,3}门)”")
"""What an affair may be called: “纸船门”."""


def quoted_events(text: str) -> list[Span]:
    """Spans of such events; of a campaign the marks belong to the name."""
    if "”" not in text:
        return []
    found = [m for m in _CAMPAIGN.finditer(text) if _VERBS.search(m[0]) is None]
    named = Counter(m["name"] for m in found)
    everywhere = Counter(_QUOTED.findall(text)) if found else named
    # What is also named without its kind is called so everywhere.
    out = [Span(*m.span(), "event") for m in found if everywhere[m["name"]] == named[m["name"]]]
    for m in _SESSIONS.finditer(text):
        place = place_before(text, m.start())
        out.append(Span(m.start() - 1 if place is None else place, m.end(), "event"))
    gates = list(_GATE.finditer(text))
    affairs = {m[1] for m in gates if text.startswith("事件", m.end())}
    return out + [Span(*m.span(1), "event") for m in gates if m[1] in affairs]
