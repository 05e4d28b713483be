"""Whose a quotation is that no verb of speech gives to anybody: “…。”村民秦望川笑得合不拢嘴。"""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.cues import any_of
from transforms.statements.speakers import UNKNOWN, Cast, Speaker
from transforms.statements.subjects import find_subject

_RULES = rules("narration")
_REACTION = re.compile(any_of(_RULES["reactions"]))
_HEARS = re.compile(f"{any_of(_RULES['hears'])}|面对[^，。]{{1,8}}的?(?:疑虑|顾虑|质疑|疑问|担忧|不解)")
IN_HIS = re.compile("的[^，。的]{1,8}[内里中上前旁]，")
"""Behind a person whose place the words are heard at: 在秦望川|的诊室内，…."""
DONE_TO = re.compile("[把将][^，。；：]{0,2}$")
"""In front of a person to whom something is done, who does not tell of it: 大家把|秦望川抬下了车，“…”."""
_PRESS_ASKS = re.compile(
    "(?:记者|笔者)[^，。；：“”]{0,6}(?:来了兴趣|来了兴致|好奇|不解|疑惑|纳闷|诧异|惊讶|追问|打趣|忍不住|插话|插嘴|脱口而出)[^，。；：“”]{0,4}[。！]"
)
"""Behind a question that the press asked: “真的吗？”记者|来了兴趣。"""
_RECEIVES = re.compile("(?:接到|收到)[^，。]{0,14}(?:电话|信息|短信|来信|祝福|消息|微信|留言|求助)")
_CALLS = re.compile("[“「]?[^，。！？“”]{1,6}[，！]|[^”」]{0,40}[你您]")
"""Words to somebody: “王书记，灯又不亮了。”"""
_VISITS = re.compile(any_of(_RULES["visits"]))
_DATED = re.compile(r"[^，。]{0,6}\d{1,2}[月日]|(?:当|次|第二)[天日]")
_PRAISED = re.compile("(?:评价|称赞|夸赞|夸|赞|形容|提起|说起|谈起|提到|说到)[^，。]{0,14}$")
"""In front of whom somebody else talks about."""
_HEARD_FROM = re.compile("[^，。]{0,10}的(?:声音|喊声|呼喊声|回答|笑声|吆喝声)[。！，]")
"""Behind whose voice is heard: 电话那头传来秦望川|略显急促的声音。"""
_OPENING = 28
"""So far from the start of its sentence may whoever speaks be named."""
_SHORTEST = 2


def reacting(cast: Cast, segment: int, text: str, start: int, end: int, quoted: str) -> Speaker | None:
    """Who the sentence text[start:end] behind the words `quoted` tells to have said them; UNKNOWN where it tells that
    another did, None where it tells neither."""
    if quoted.endswith(("？”", "?”")) and _PRESS_ASKS.fullmatch(text, start, end):
        return Speaker("group", "记者")
    if _HEARS.search(text, start, end) or (_RECEIVES.search(text, start, end) and _CALLS.match(quoted)):
        return UNKNOWN
    persons = [m for m in cast.mentions(segment, start, min(end, start + _OPENING)) if m.type == "person"]
    if heard := next((m for m in persons if _HEARD_FROM.match(text, m.end, end)), None):
        return cast.speaker_of(heard)
    reaction = _REACTION.search(text, start, end)
    if reaction is None or _VISITS.search(text, start, end) or _DATED.match(text, start, end):
        return None
    for m in persons:
        praised = _PRAISED.search(text, start, m.start)
        if not praised and cast.can_speak(text, m, start) and not is_called(text[m.start : m.end], quoted):
            return cast.speaker_of(m)
    if persons and persons[0].start == start:
        return None
    if reaction.start() - start < _SHORTEST:
        return None
    subject = find_subject(cast, segment, text, start, reaction.start())
    usable = subject is not None and subject.speaker.kind in ("person", "group") and not subject.pronoun
    return subject.speaker if subject is not None and usable else None


def is_called(name: str, quoted: str) -> bool:
    """Whether the words call upon a person by name, or by family name with a form of address: “何医生，谢谢您！”"""
    called = re.match("[“「]?([^，。！？“”]{1,6})[，！]", quoted)
    return called is not None and (called[1] in name or name in called[1] or called[1][0] == name[0])
