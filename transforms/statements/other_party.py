"""The other party of a talk or a call, never who is told of in front of it: 张女士联系商家，|对方|表示….

Whom the clauses before tell to be called, asked or heard on the telephone is meant; where none is named, nobody is.
"""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.attributions import Attribution, Sentence
from transforms.statements.bodies import wording_of_body
from transforms.statements.cues import any_of
from transforms.statements.offices import find_office
from transforms.statements.speakers import UNKNOWN, Cast, Speaker, Subject
from transforms.statements.wording import strip_lead

_RULES = rules("speakers")
_WORD = "对方"
_MANNER = (
    "(?:[却则还也又就仍竟并都很再只才均曾先便]|一直|再次|随后|最后|最终|先是|开始|直接|明确|当即|立即|马上|很快|反复|多次|一再|始终|起初|后来"
    "|连忙|突然|同时|[一-鿿]{1,4}地|(?:在|向|给|对|跟|以|用|通过|就)[^，。；：“”]{1,16}?){0,4}"
)
_OTHER = re.compile(
    f"[^，。；：“”对向给跟与和让把被将替为]{{0,8}}?(?P<who>{_WORD}){_MANNER}(?:[喊哭吼叫嚷催劝回答]{{1,2}}[着了道]?)?"
)
_MESSAGE = "(?:求救|陌生|诈骗|求助|视频)?(?:电话|来电|短信|微信|消息|信息|私信|邮件)"
_ENDS = "(?=[，。；：])"
_CONTACTS = (
    re.compile(
        f"(?:联系|致电|拨打|拨通|找到|求助|采访|走访|私信|接通|添加|求证)[上到了过]{{0,2}}(?P<whom>[^，。；：]{{2,30}}?)"
        f"(?:的?(?:客服|服务|投诉|官方|售后)?(?:电话|热线|微信|QQ|手机|私信))?(?:(?:进行|要求|询问|咨询|讨要|反映|协商|理论|核实|了解)[^，。；：]{{0,16}}|时|后|之后|未果|无果)?{_ENDS}"
    ),
    re.compile(
        f"(?:向|与|和|跟|同|给|找|询问|咨询|质问|追问)(?P<whom>[^，。；：与和跟]{{2,30}}?)"
        "(?:取得了?联系|联系|沟通|交涉|协商|反映|投诉|打[去了来过]{0,2}电话|通电话|发[去送了]{0,2}(?:微信|短信|消息|私信|邮件)"
        f"|理论|求助|咨询|核实|求证|询问|提出|说明|讨要|讨说法|索要|交谈|聊天|聊|能否|是否|为何|为什么|何时)[^，。；：]{{0,16}}{_ENDS}"
    ),
    re.compile(
        f"(?:接到|接了|接通|接起|收到)了?(?P<whom>[^，。；：]{{0,30}}?)(?:[打发拨]来)?的?{_MESSAGE}[后时]?{_ENDS}"
    ),
)
"""Whom somebody calls, talks to or is called by."""
_CALLED_BY = re.compile(
    f"(?:接到|接了|收到)了?(?P<whom>[^，。；：]{{0,30}}?)(?:[打发拨]来)?的?{_MESSAGE}，?(?:还|又|并)?$"
)
_BACK, _CALL = 160, 60
"""So many characters back such a contact may stand, and be as long as that."""
_QUOTED = re.compile("[“‘](?P<who>[^“”‘’，。]{2,10})[”’]$")
_KINDS = ("one_or_many", "many", "staff", "person", "men", "women", "kin", "alone")
_ROLE = re.compile(f"(?P<who>{any_of([w for kind in _KINDS for w in _RULES[kind]])})$")
_UNIT = re.compile("[一-鿿]{1,8}[科股室处部队办组站所]")
"""A part of a body, behind its name: 临江教体局|基础教育股."""
_HOUSE = re.compile("(?:们|家|方|部门|机构|企业|双方)$")


def other_party(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """对方 as the subject of a clause: 她致电客服，|对方|表示… means the 客服; one whom nobody named stays unknown."""
    found = _OTHER.fullmatch(text, start, end) if text.find(_WORD, start, end) >= 0 else None
    if found is None:
        return None
    return Subject(*found.span("who"), _contacted(cast, segment, text, found.start("who")) or UNKNOWN)


def caller(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """Who calls or writes, in front of what the call says: 老人接到“孙子”打来的电话，|称…."""
    low = max(start, end - _CALL)
    found = _CALLED_BY.search(text, low, end) if text[end - 1] in "，话电信息件还又并" else None
    if found is None:
        return None
    speaker = _named(cast, segment, text, *found.span("whom")) or UNKNOWN
    return Subject(found.start("whom"), found.end(), speaker)


def answered(cast: Cast, sentence: Sentence) -> Attribution | None:
    """他向法院提出申请，|得到的答复是，…: the words of whom somebody has turned to."""
    found = _ANSWER.search(sentence.masked, sentence.start, sentence.end) if "得到的" in sentence.masked else None
    speaker = _contacted(cast, sentence.segment, sentence.text, found.start()) if found is not None else None
    if found is None or speaker is None:
        return None
    return Attribution(speaker, found.start(), *found.span(), found.group(), found.start())


_ANSWER = re.compile("得到的(?:答复|回复|回答|说法|解释|反馈|回应)(?:却|都|也|均)?[是为](?=[，：:“一-鿿])")


def _contacted(cast: Cast, segment: int, text: str, at: int) -> Speaker | None:
    """Whom the contact that stands last in front of a position is with, if his name or role is told."""
    low = max(0, at - _BACK)
    contacts = sorted(
        (m.span("whom") for shape in _CONTACTS for m in shape.finditer(text, low, at)), key=lambda span: span[1]
    )
    named = (_named(cast, segment, text, *span) for span in reversed(contacts))
    return next((speaker for speaker in named if speaker is not None), None)


def _named(cast: Cast, segment: int, text: str, start: int, end: int) -> Speaker | None:
    """Who the words text[start:end] are: somebody's name, what he calls himself, a role, or a body."""
    if start == end:
        return None
    if quoted := _QUOTED.search(text, start, end):
        return Speaker("person", quoted["who"])
    last = next((m for m in cast.mentions(segment, start, end) if m.end == end), None)
    if last is not None and last.type in ("person", "organization"):
        return cast.speaker_of(last)
    for m in reversed(cast.mentions(segment, start, end, "organization")):
        if _UNIT.fullmatch(text, m.end, end):
            return Speaker("organization", text[m.start : end])
    office = None if text.startswith("该", start) else find_office(cast, segment, text, start, end)
    if office is not None:
        speaker = office.speaker
        one = speaker.kind == "group" and not _HOUSE.search(speaker.name or "")
        return speaker._replace(kind="person") if one else speaker
    if role := _ROLE.search(text, start, end):
        return Speaker("person", role["who"])
    return wording_of_body(strip_lead(text[start:end]))
