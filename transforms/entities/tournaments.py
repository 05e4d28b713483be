"""Events of sports and of the calendar by their shape: series by their Latin name, championships of a sport, counts of
the whole country, summits of leaders, parades."""

from __future__ import annotations

import re
from functools import cache

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules

_SERIES = re.compile(
    "(?<![A-Za-z])(?:F1|FE|WTT|ATP|WTA|NBA|CBA|WCBA|FIFA|FIBA|UFC|BWF|LPL|KPL|CUBA|WRC|MotoGP)(?:20\\d\\d年?)?"
    "(?P<of>[一-鿿]{0,5}?)(?:大满贯|冠军赛|挑战赛|支线赛|总决赛|季后赛|常规赛|全明星赛|大奖赛|公开赛|大师赛|锦标赛|世界杯|夏季联赛"
    "|分站赛|(?<=[一-鿿]{2})站(?![台点长务亭区]))"
)
"""A match of a series: F1上海站, WTT中国大满贯."""
_OF_SERIES = re.compile("(?:世界|全球|男子|女子|新秀|乒联|年终|中国)?")
_SUMMIT = re.compile(
    "(?:金砖国家|上海合作组织(?:成员国)?|上合组织(?:成员国)?|二十国集团|亚太经合组织|东盟|中国[—-]中亚|澜湄合作|东亚合作|七国集团)"
    "领导人(?:第[一二三四五六七八九十]{1,3}次)?(?:非正式|系列|视频|特别)?(?:会晤|峰会|会议)"
)
"""Those who lead a group of countries meet: 金砖国家领导人第十七次会晤."""
_CENSUS = re.compile("第[一二三四五六七八九十]{1,2}次全国[一-鿿]{2,6}?普查(?![员办])")
_PARADE = re.compile("(?:九三|国庆|胜利日|[五六七]十周年)大?阅兵(?![村场场])|\\d{1,2}·\\d{1,2}”?晚会")


@cache
def _championship() -> re.Pattern[str]:
    sport = trie_pattern(rules("phrases")["sports"])
    who = "(?:男子|女子|青年|青少年|大学生|中学生|城市|职业|室内|室外)?"
    return re.compile(
        f"(?:(?:全国|世界|亚洲|国际|全英)(?:杯)?{who}(?:{sport}){who}(?:甲级|超级|乙级|职业|冠军|团体|俱乐部)?(?:联赛|锦标赛|冠军赛|公开赛|巡回赛|大奖赛|大师赛|邀请赛|团体赛)"
        f"|(?:{sport})(?:世锦赛|世青赛|亚锦赛|欧锦赛|英锦赛|世界联赛|世界杯|亚洲杯|世预赛|亚预赛|世界预选赛))(?:总决赛|决赛阶段)?"
    )


def tournaments(text: str) -> list[tuple[int, int]]:
    """Spans of those events."""
    out: list[tuple[int, int]] = []
    if "赛" in text or "站" in text or "杯" in text or "大满贯" in text:
        series = (m for m in _SERIES.finditer(text) if m["of"] in gazetteer() or _OF_SERIES.fullmatch(m["of"]))
        out += [m.span() for m in series]
        out += [m.span() for m in _championship().finditer(text)]
    if "领导人" in text:
        out += [m.span() for m in _SUMMIT.finditer(text)]
    if "普查" in text:
        out += [m.span() for m in _CENSUS.finditer(text)]
    if "阅兵" in text or "晚会" in text:
        out += [m.span() for m in _PARADE.finditer(text)]
    return out
