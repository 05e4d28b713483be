"""Whether a sentence that names no speaker still says what was said before it."""

from __future__ import annotations

import re

from transforms.entities.nations import NATIONS
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.classification import is_expert
from transforms.statements.cues import ASKING, BRIEF, NARRATOR, PRAISE, SURE, any_of
from transforms.statements.leaders import HONOURED
from transforms.statements.offices import ITS_OWN
from transforms.statements.resuming import resumes
from transforms.statements.speakers import UNKNOWN, Cast, Speaker
from transforms.statements.utterances import Utterance

_RULES = rules("narration")
_OPENING = 12
_FIGURES = re.compile("数据|统计|显示|(?<!科普)信息|财报|年报|[发公]布的|推出的|披露的|印发的|提供的")
_IN_FIGURES = re.compile(f"\\d|{any_of(_RULES['in_figures'])}|[^，。]{{2,14}}(?:为|系)[^，。]{{2,30}}。$")
"""What a sentence holds that goes on with the figures or the entries of a paper: 施工单位为云帆建设公司。"""
_LAW = re.compile("(?:法|法典|条例)$")
_GOING_BY = frozenset(("根据", "按照", "依据"))
"""In front of a paper that is gone by in one sentence."""
_WILL = re.compile("(?:今后，|未来，)?(?!但|而|目前|在此|这)[^，。]{2,16}将(?![军来])")
_HOPES = frozenset(("希望", "期待", "呼吁"))
_GOES_ON_SAYING = re.compile(
    "[一二三四五六七八]是|第[一二三四五六]，|首先|其次|再次|最后，|同时|此外|另外|除此之外|而且|因此|所以|但是?|不过|目前|下一步|接下来|未来|今后"
)
_GOES_ON = re.compile(r"此外，|同时，|其中|另外，|并|还|每")
_NEXT_POINT = re.compile("此外，|另外，|其中|具体来看，|具体而言，|[^，。]{1,6}(?:方面|层面)，")
"""How what is forecast or made known goes on: 大银行方面，…."""
_HEARTS = frozenset(_RULES["of_hearts"])
"""What somebody does with words that only the paper tells of, one sentence long."""
_SIDE = re.compile(f"(?:[{NATIONS}我双]方)")
_LAYS_DOWN = frozenset(("提出", "明确", "明确提出", "要求", "部署", "强调", "规定", "指出"))
"""What a plan does that is to be carried out."""
_CARRIED_OUT = re.compile(
    "(?:眼下|如今|截至|目前|[一二三四]季度|今年以来|近年来|\\d+年来|[^，。]{2,8}以来)，|在[一-鿿]{2,8}，(?:一[个家位名座]|[^，。]{2,12}正)|全[市省县区]\\d"
)
"""How the paper goes on to tell what has been done about a plan."""
_DEED = re.compile("(?:还|并)?(?:讨论|审议|听取|研究|通过|学习|传达|表决)了")
_ATTENDING = re.compile(
    "(?:作了?(?:经验|典型|大会|表态|专题)?(?:交流|发言|汇报)|(?:出席|参加|列席|主持)了?(?:会议|活动|调研|座谈|仪式)?)[。！]$"
)
"""How a report closes that tells who did what at a meeting: …等作交流发言。"""
_SILENT = re.compile(
    "拒绝[^，。]{0,6}置评|[不未]予[^，。]{0,3}(?:置评|回应|评论)|予以否认|要求匿名|没有(?:作出|做出)?(?:回应|透露)|未透露|拒绝透露"
    "|不愿透露|(?:尚|暂|仍)?未(?:作|予)?(?:回应|回复|置评)|(?:并没有|并未|尚未|没有)(?:明确|说明|公布|披露|提及|解释)"
    "(?!规定)[^，。]{0,16}(?:具体|未来|细节|详情|原因|去向|时间|名单|人选|数额)"
)
"""What is not said is told by the paper."""
_DATED = re.compile("(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日，")

DEMANDS = re.compile("(?:(?<=[。！])|^)(?:要|必须|各级|坚持)")
THIRD = re.compile("(?<![其吉])[他她](?!们)")
MEETING_WORD = re.compile("会议?$")


_OWN_ROLE = re.compile(
    f"(?:该|这位|这名|那位|那名)(?P<role>{any_of([*rules('speakers')['one_or_many'], *rules('speakers')['staff']])})"
    "(?![的们]|[也还又则曾]?(?:证实|确认|承认|提到|说|称|指|强调|补充|认为|表示|推测|猜测|担心|建议|希望))"
)
_WE = re.compile("我们|咱们")
_OF_COURT = re.compile("律师|辩护|代理人|公诉|法官|检察|法院|法庭|合议庭|判决|起诉书|审判")


def _is_tried(speaker: Speaker, person: Mention) -> bool:
    """Whether somebody whose name is withheld is whom a speaker at court tells of: 辩护人说，…。张某有自首情节。"""
    return "某" in person.name and _OF_COURT.search(f"{speaker.name}{speaker.title}{speaker.organization}") is not None


class Carrier:
    """Reads the sentences of one paragraph for that; `masked`: its text with quotations blotted out."""

    def __init__(self, cast: Cast, segment: int, text: str, masked: str) -> None:
        self._cast = cast
        self._segment = segment
        self._text = text
        self._masked = masked

    def carries(self, current: Utterance, start: int, end: int) -> bool:
        """Whether a sentence that names no speaker still says what the current one said."""
        if current.speaker is None or (
            NARRATOR.match(self._masked, start, end) and not self._is_own(current, start, end)
        ):
            return False
        if current.cue in BRIEF or current.cue in _HEARTS:
            hopes = current.speaker.kind == "person" and (current.cue in _HOPES or current.cue in _HEARTS)
            further = _NEXT_POINT.match(self._masked, start) or (hopes and _GOES_ON_SAYING.match(self._masked, start))
            return bool(further or (hopes and DEMANDS.match(self._text, start)))
        if current.cue in ASKING:
            return self._text[end - 1] in "？?"
        if PRAISE.search(self._masked, start, end) and not _SIDE.search(self._masked, start, end):
            return False
        if current.speaker is UNKNOWN and current.cue is None:
            # Speech that began on another page goes on as long as it demands; its first words may be half a sentence.
            return start == 0 or bool(DEMANDS.match(self._masked, start))
        if current.speaker is UNKNOWN and current.cue not in SURE:
            return False
        if _FIGURES.search(current.cue or "") and not _IN_FIGURES.search(self._text, start, end):
            return False
        if current.speaker.kind == "document" and self._is_carried_out(current, start, end):
            return False
        paper = (current.speaker.name or "") if current.speaker.kind == "document" else ""
        once = bool(paper) and (current.cue in _GOING_BY or _LAW.search(paper) is not None)
        goes_on = _GOES_ON.match(self._masked, start) or f"该{paper[-2:]}" in self._text[start:end]
        if once and not (goes_on or (current.cue in _GOING_BY and _WILL.match(self._masked, start))):
            return False
        if _SILENT.search(self._masked, start, end) or self._reports_anew(current.speaker, start, end):
            return False
        if resumes(self._masked, start, end, current.speaker):
            return False
        if current.ended or (current.closing and not self._speaks_on(current.speaker, start, end)):
            return False
        return not self._tells_of(current.speaker, start, end)

    def _is_own(self, current: Utterance, start: int, end: int) -> bool:
        """Whether a sentence that opens like the paper's is a person's by 我们: 后来，|我们|只好选出楼长。"""
        person = current.speaker is not None and current.speaker.kind == "person" and not current.ended
        return person and _WE.search(self._masked, start, end) is not None and "记者" not in self._masked[start:end]

    def _is_carried_out(self, current: Utterance, start: int, end: int) -> bool:
        """Whether a sentence tells what was done about a plan, or of somebody, behind what a paper lays down."""
        lays_down = current.cue in _LAYS_DOWN
        return lays_down and bool(_CARRIED_OUT.match(self._text, start) or THIRD.search(self._masked, start, end))

    def _reports_anew(self, speaker: Speaker, start: int, end: int) -> bool:
        """Whether a sentence tells what a body did on a day, behind what a meeting, a body or a paper said."""
        dated = _DATED.match(self._text, start, end)
        if dated is None or speaker.kind == "person":
            return False
        named = self._cast.mentions(self._segment, dated.end(), end)
        return bool(named) and named[0].type == "organization" and named[0].start <= dated.end() + 1

    def _speaks_on(self, speaker: Speaker, start: int, end: int) -> bool:
        """Whether words behind “…”，X说。 are X's: experts' mostly are, others' where they go on with 同时, 此外."""
        if THIRD.search(self._masked, start, end):
            return False
        return is_expert(speaker) or _GOES_ON_SAYING.match(self._masked, start) is not None

    def _tells_of(self, speaker: Speaker, start: int, end: int) -> bool:
        """Whether a sentence speaks of the speaker, or of somebody else, in the third person."""
        words, name = self._text[start:end], speaker.name or ""
        if (again := _OWN_ROLE.search(words)) is not None and f"{speaker.title or ''}{name}".endswith(again["role"]):
            return True  # 该|消费者 behind 方姓消费者
        named = self._cast.mentions(self._segment, start, end)
        if speaker.kind == "person":
            spoken_for = speaker.organization if "发言人" in (speaker.title or "") else None
            if any(m.entity_id == speaker.entity_id for m in named) or self._another(speaker, start, end):
                return True
            return name in words or bool(spoken_for and (spoken_for in words or ITS_OWN.search(words)))
        if MEETING_WORD.search(name):
            return _DEED.match(words) is not None or _ATTENDING.search(words) is not None
        own = ITS_OWN.search(words)
        if words[-1] in "？?" or (own and (speaker.kind == "organization" or own.start() == 0)):
            return True
        if any(m.type == "person" and m.start - start < _OPENING and not _is_tried(speaker, m) for m in named):
            return True
        return any(m.type == "organization" and m.name.startswith(name) for m in named)

    def _another(self, speaker: Speaker, start: int, end: int) -> bool:
        """Whether a sentence opens with somebody else, or names one who holds a post near its start."""
        for m in self._cast.mentions(self._segment, start, min(end, start + _OPENING + 8)):
            if m.type == "person" and not _is_tried(speaker, m) and self._cast.can_speak(self._text, m, start):
                told = m.start == start or self._cast.speaker_of(m).title
                return bool(told) and not HONOURED.match(self._text, m.end)
        return False
