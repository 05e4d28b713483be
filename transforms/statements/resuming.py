"""Where the paper tells again, behind what somebody said: 说完，他转身走了。 市领导秦望川参加会议。"""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.cues import any_of
from transforms.statements.speakers import Speaker

_RULES = rules("narration")
_LINK = "(?:然而|但是?|不过|而|随后|目前|对此|此外|同时|与此同时|其间|期间)?，?"
_SCENE = re.compile(f"{_LINK}(?:{any_of(_RULES['scenes'])})[，。]?")
_CLOCK = re.compile(
    "[上中下]午[一二三四五六七八九十\\d]{1,3}[点时]|(?:走|站|登|爬|穿|沿)[^，。]{1,10}，(?=[^，。我们]{4,})"
)
"""A scene that opens with the time of day, or with where one goes: 走出展厅，生产线上机器轰鸣."""
_TOOK_PART = re.compile(
    f"(?:主要|[^，。；要应须]){{2,40}}?(?:也|还|一同|一起|分别|先后)?(?:{any_of(_RULES['took_part'])})。$"
)
_EVENT = re.compile(
    f"{_LINK}(?:{any_of(_RULES['events'])})(?:还|也|由|就|以|将于|实地|一行|共同|参观|观看|签署|见证|进行|交换)(?![^，。]{{0,12}}要)"
)
_OFFICERS = re.compile(
    f"(?:[^，。]{{0,12}}后，|{_LINK}|[^，。的]{{0,6}}?)(?:{any_of(_RULES['officers'])})[^，。要]{{0,4}}?(?:{any_of(_RULES['at_once'])})"
)
_OF_LAW = re.compile("警|公安|检察|法院|法官|消防|执法|监管|支队|大队|派出所|救援")
_GESTURE = re.compile(f"(?:[他她](?!们)|老人|老汉)的?[^，。]{{0,6}}?(?:{any_of(_RULES['gestures'])})")
_SUMS_UP = re.compile(f"[^，。]{{0,4}}[，]?[^。]{{0,36}}?(?:{any_of(_RULES['sums_up'])})")
_PRESS = re.compile(f"(?:[^。；“”]{{0,16}}，)?(?:本报|[^，。]{{0,4}})记者(?:还|也|又)?(?:{any_of(_RULES['press'])})")
_GOES_ON = re.compile(f"[^。]{{0,24}}?(?:{any_of(_RULES['goes_on'])})")
_MARKET = re.compile("截至[^，。]{1,10}(?:收盘|发稿)")
_TO_PRESS = re.compile(
    "(?:[^，。；“”]{1,20}，)?[^，。；“”]{0,20}(?:[向给]|带着)[^，。；“”]{0,6}记者(?:出示|展示|提供|演示|发来|看|传来|转来|介绍了|进了|去)"
    "|[^。；“”]{2,30}，(?:本报)?记者(?:被|也被|看到|来到|发现|注意到|致电|联系|随)"
)
"""Somebody shows the press something, or it sees or does something: 会员向记者出示了申请表."""
_CASE = re.compile(
    "(?:目前|现|日前|如今|截至目前|截至发稿)，?[^，。；“”]{0,16}(?:警方|公安|民警|派出所|检察院|法院|纪委|监委|部门|事故|案件|此案|该案|此事|案情|嫌疑人)[^，。；“”]{0,16}"
    "(?:正在|正对|正就|仍在|还在|已经?|尚在|在)[^。；“”]{0,24}(?:调查|侦办|侦查|侦破|追查|追捕|追逃|核查|立案|审理|办理|处理|拘留|审查|移送)[^，。；“”]{0,4}[。]"
)
"""How a report closes on a case, behind what somebody else than an officer said: 目前，警方正在对此展开调查。"""
_SELF = re.compile("我们?|咱们?|本[院局市县区]|要")
"""Words of somebody who speaks on, whatever else the sentence holds."""
_FACTS = (_SCENE, _CLOCK, _EVENT, _PRESS, _GOES_ON, _MARKET)


def resumes(masked: str, start: int, end: int, speaker: Speaker) -> bool:
    """Whether the sentence masked[start:end] is the paper's own again, behind what `speaker` said."""
    if _TOOK_PART.match(masked, start, end):
        return True
    if _SELF.match(masked, start, end):
        return False
    if masked.find("记者", start, end) >= 0 and _TO_PRESS.match(masked, start, end):
        return True
    if any(shape.match(masked, start, end) for shape in _FACTS) or masked.endswith("？", start, end):
        return True
    if speaker.kind == "person" and (_GESTURE.match(masked, start, end) or _SUMS_UP.match(masked, start, end)):
        return True
    of_law = _OF_LAW.search(f"{speaker.name}{speaker.title}{speaker.organization}")
    return of_law is None and any(shape.match(masked, start, end) for shape in (_OFFICERS, _CASE))
