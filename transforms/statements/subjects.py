"""The subject of a reporting verb: a person, an office or group, a meeting, a body, a document; and sources."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.name_evidence import closing
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.bodies import (
    PAPERS,
    RUN_SITE,
    beside,
    find_body,
    holder,
    own_paper,
    side_of,
    together,
    with_site,
    wording_of_body,
)
from transforms.statements.cues import any_of
from transforms.statements.noun_subjects import by_noun
from transforms.statements.offices import ITS_OWN, LINKS, find_office, note_office, office_of_clause
from transforms.statements.other_party import caller, other_party
from transforms.statements.pronouns import HOLDS, PRONOUN, SOMEBODY, meant
from transforms.statements.speakers import Cast, Speaker, Subject
from transforms.statements.unnamed import (
    anybody,
    bare_role,
    by_number,
    by_post,
    by_post_alone,
    by_trade,
    elder,
    find_kin,
    netizen,
    parent,
    quoted_role,
    role_first,
    surnamed,
    withheld,
)
from transforms.statements.wording import is_object

_RULES = rules("speakers")
_CLAUSE = re.compile(r"[，,；;：:。！？]")
_ATTENDED = re.compile("出席|参加|主持|召开|举行|列席")
_MEETING = re.compile(
    f"(?:本次|此次|这次)?(?P<name>[^，。；：的]{{0,10}}?(?:{any_of(_RULES['meetings'])}))(?:还|也|并|最后|同时|集中|一致)?$"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.'’&\- ]{1,30}")
_OPENS_MEETING = re.compile(
    f"(?:{any_of(_RULES['meetings'])})(?=(?:专题|集体|集中|还|分别|首先|现场)?(?:听取|传达|学习|审议|研究|部署|讨论|分析|总结|通过|决定|要求|认为|调度|审定|审查|通报|回顾|梳理|肯定|解读|宣读|观看|围绕|就|对))"
)
# A full name at the end of a clause, behind nothing or the last character of a role or title, before adverbs at most.
_NAME = re.compile(
    "(?:^|(?<=[长理任员记席师家民士者授官人工生友妈手户表督使总秘星监]))(?P<name>[\u4e00-\u9fff]{2,3}?)"
    "(?:周[一二三四五六日]|[今昨近当前本]日|[今昨当]天|\\d{1,2}日|日前|此前|随后)?(?:曾经?|也|还|则|就|又|后来|笑着?|接着|随后|进一步|同时|这样|坚定地?|动情地|激动地|高兴地|自豪地|无奈地)?$"
)


def find_subject(cast: Cast, segment: int, text: str, start: int, cue: int, far: bool = True) -> Subject | None:
    """Who the reporting verb at `cue` has for its subject, looked for from `start` on.

    The verb's own clause is read first, then, if the verb may stand `far` from its subject, the two in front of it
    (秦望川，今日发文称).
    """
    start = max(start, cue - FAR)
    if (published := _PUBLISHED.search(text, max(start, cue - _LONGEST_CLAUSE), cue)) is not None:
        cue = published.start()
    if (called := caller(cast, segment, text, start, cue)) is not None:
        return called
    bounds = [start, *(m.end() for m in _CLAUSE.finditer(text, start, cue)), cue]
    found = _in_clause(cast, segment, text, max(bounds[-2], cue - _LONGEST_CLAUSE), cue, start)
    if found or len(bounds) < 3 or not far or PRONOUN.match(text, bounds[-2], cue):
        return found  # 记者问他，|他笑了: not the reporter
    for number, (a, b) in enumerate(zip(bounds[-3::-1], bounds[-2::-1], strict=False)):
        meeting = _OPENS_MEETING.match(text, a, b)
        if meeting:
            return Subject(a, meeting.end(), Speaker("group", meeting.group()))
        if somebody := SOMEBODY.match(text, a, b):
            return Subject(a, somebody.end(), Speaker("person", somebody["who"]))
        found = _in_clause(cast, segment, text, a, b - 1, start)
        if found and _opens(text, found, a):
            return found
        if number and not _DOES.match(text, a, b):
            return None
    return None


def _opens(text: str, subject: Subject, start: int) -> bool:
    """Whether a clause that begins at `start` has this for its subject: pronouns, papers and bodies stand in front."""
    if subject.speaker.kind in ("organization", "group") and not subject.persons:
        return subject.start - start <= _LED_BY and not text.endswith(_DONE_TO, start, subject.start)
    return subject.start == start or not (subject.pronoun or subject.speaker.kind == "document")


def find_source(cast: Cast, segment: int, text: str, start: int, end: int) -> Speaker | None:
    """The speaker named in a source phrase (据…介绍): a person before an office before a body."""
    if (through := _THROUGH.search(text, start, end)) and through.start() > start:
        end = through.start()
    named = cast.mentions(segment, start, end)
    for m in reversed(named):
        if m.type == "person" and (theirs := _THEIRS.match(text, m.end, end)) is not None:
            return Speaker("person", text[m.start : theirs.end()])
        if m.type == "person":
            return cast.speaker_of(m)
    if text[start:end] in ("他", "她", "其") and cast.person:
        return cast.person
    if kin := find_kin(cast, text, start, end, named):
        return kin.speaker
    office = find_office(cast, segment, text, start, end)
    if office:
        return office.speaker
    for m in reversed(named):
        if (site := with_site(text, m)) is not None and m.type in ("organization", "work"):
            return Speaker("organization", text[slice(*site)])
        if m.type == "organization" and (official := holder(cast, text, m, start, end)):
            return official.speaker
        if m.type == "organization" and (paper := own_paper(text, m.end, end)) is not None:
            return Speaker("document", paper["name"])
        if m.type in ("organization", "work"):
            return together(cast, text, [n for n in named if n.type == m.type])
    if (several := by_number(text, start, end)) is not None:
        return several.speaker
    if cast.organization and ITS_OWN.search(text, start, end):
        return cast.speaker_of(cast.organization)
    if named and named[-1].end == end and RUN_SITE.search(text, named[-1].start, end):
        return cast.speaker_of(named[-1])
    there = end - (text[end - 1] == "上")
    if held := [m for m in named if m.type == "event" and m.end == there]:
        return Speaker("group", held[0].name)
    if (gathered := _AT_MEETING.search(text, start, end)) is not None:
        return Speaker("group", gathered["name"] if len(gathered["name"]) > 1 else "会议")
    if (held_for := _CONFERENCE.match(text, start, end)) is not None and not any(
        m.type == "organization" for m in named
    ):
        return Speaker("group", held_for["name"])
    if cast.source and text[start:end] in PAPERS:
        return cast.source
    if text[start:end] in _REPORTS:
        return Speaker("document", text[start:end])
    foreign = _LATIN.search(text, start, end)
    if foreign and foreign.end() == end:
        return Speaker("organization", foreign.group().strip())
    if (people := by_noun(cast, segment, text, start, end)) is not None and people.end == end:
        return people.speaker
    return wording_of_body(text[start:end])


_REPORTS = frozenset(("年报", "财报", "半年报", "季报", "招股书", "招股说明书", "年度报告"))
"""Reports of a company by their kind: 据|年报|披露."""
_THEIRS = re.compile(
    f"(?:的|所在)[^，。的]{{0,6}}?(?:{any_of([*_RULES['kin'], *_RULES['person'], *_RULES['one_or_many']])})"
)
"""Those of a person who tell of him: 据秦望川|的邻居|说."""


def _in_clause(cast: Cast, segment: int, text: str, start: int, end: int, sentence: int) -> Subject | None:
    if (other := other_party(cast, segment, text, start, end)) is not None:
        return other
    named = cast.mentions(segment, start, end)
    pronoun = PRONOUN.search(text, start, end)
    if pronoun and text[pronoun.end() : pronoun.end() + 1] == "的":
        pronoun = None  # 她的徒弟陆知远说
    if several := _several(cast, text, [m for m in named if m.type == "person"], start, end):
        return several
    if called := next((m for m in named if m.type == "person" and _CALLED.search(text, start, m.start)), None):
        return Subject(called.start, called.end, cast.speaker_of(called))
    persons = [m for m in named if m.type == "person" and cast.can_speak(text, m, start)]
    if kin := find_kin(cast, text, start, end, named):
        return kin
    if persons and (worker := office_of_clause(cast, segment, text, persons[-1].end, end)) is not None:
        return worker
    if persons and not (pronoun and pronoun.start() < persons[0].start):
        return _jointly(cast, text, [m for m in named if m.type == "person"], _behind_clause(text, start, persons))
    if pronoun and (role := role_first(text, start, pronoun.start())) is not None:
        return role
    if pronoun:
        if sentence < start and pronoun.group().endswith(HOLDS):
            note_office(cast, segment, text, sentence, start)  # 记者联系了该馆负责人，|该负责人表示
        speaker = meant(cast, text, pronoun.group(), segment, sentence, start)
        speaker = speaker or _of_post(cast, segment, text, pronoun["post"], pronoun.start())
        if speaker and not is_object(text, start, pronoun.start()):
            return Subject(pronoun.start(), pronoun.end(), speaker, True)
    if old := elder(cast, segment, text, start, end) or parent(text, start, end):
        return old
    if (
        asked := withheld(cast, text, start, end, named)
        or netizen(text, start, end)
        or anybody(text, start, end)
        or quoted_role(text, start, end)
    ):
        return asked
    if somebody := surnamed(text, start, end):
        return somebody
    office = find_office(cast, segment, text, start, end)
    if office and (last := [m for m in named if m.type == "organization" and m.start == office.end]):
        return Subject(last[0].start, last[0].end, cast.speaker_of(last[0]))  # 市场调研机构|云帆咨询
    if office:
        return (_by_surname(text, start, end) if end - office.end > 1 else None) or office
    meeting = _MEETING.match(text, max(start, text.rfind("的", start, end) + 1), end)
    if meeting and not _ATTENDED.match(meeting["name"]):
        held = next((m.name for m in named if m.type == "event" and m.end == meeting.end("name")), meeting["name"])
        return Subject(meeting.start(), end, Speaker("group", held))
    body, surname = find_body(cast, segment, text, start, end, named), _by_surname(text, start, end)
    if body and surname and surname.start >= body.end:
        return surname
    body = body or side_of(cast, segment, text, start, end)
    told = _by_title(cast, text, start, end) or surname or by_number(text, start, end)
    before = to.start() if (to := _TO_PRESS.search(text, start, end)) else end
    post = by_post(text, start, before) or by_post_alone(text, start, before)
    named_so = body or told or post or by_trade(text, start, end) or bare_role(text, start, end)
    counted = None if named_so else SOMEBODY.match(text, start, end)
    if counted is None:
        return named_so or by_noun(cast, segment, text, start, before)
    kind = "person" if counted.group().startswith(("一", "另一")) else "group"
    return Subject(*counted.span(), Speaker(kind, counted.group()))


def _of_post(cast: Cast, segment: int, text: str, post: str | None, at: int) -> Speaker | None:
    """Whom 这名校长 means where the paragraph names one by body and post alone: 记者联系青溪小学|校长."""
    for m in reversed(cast.mentions(segment, 0, at, "organization") if post else []):
        stop = m.end + (text[m.end] == "的")
        if text.startswith(post or "", stop):
            return Speaker("person", f"{text[m.start : stop]}{post}", post, m.name)
    return None


_TO_PRESS = re.compile("[对向][^，。；：]{0,14}记者$")
"""Between a subject and the verb: 投资总监|对云岭时报记者|表示."""
_CALLED = re.compile("(?:名叫|叫做?|名为)$")
"""In front of whom a clause brings in: 一位名叫|何岚|的大学生说."""
_AND_OTHERS = re.compile("等(?P<who>人|[一-鿿]{0,6}?[家员者师民长友士生])?(?=[^，。一-鿿]|[一-鿿]{0,24}$)")


def _several(cast: Cast, text: str, persons: list[Mention], start: int, end: int) -> Subject | None:
    """Those whom a list names, with what they are: 秦望川、何岚等|专家|认为, 秦望川等人; of 局长秦望川等 he himself."""
    for m in persons:
        others = _AND_OTHERS.match(text, m.end, end)
        if others is None:
            continue
        listed = beside(text, persons, persons.index(m), ("、",))
        if len(listed) > 1 or others["who"]:
            stop = others.end() if others["who"] else m.end
            return Subject(listed[0].start, others.end(), Speaker("group", text[listed[0].start : stop]))
        if _acts(text, others.end(), end) and cast.may_act(text, m, start):
            return _jointly(cast, text, persons, m)._replace(end=others.end())
    return None


def _acts(text: str, start: int, end: int) -> bool:
    """Whether no noun stands behind 等, nor what is done with those who are named: 秦望川等|嘉宾, 在秦望川等|陪同下."""
    behind = rjieba.tag(text[start : min(end, start + _SHORT)])
    return not behind or (behind[0][1][0] not in "nur" and not _BY_THEM.match(text, start))


_SHORT = 8
_BY_THEM = re.compile("(?:陪同|率领|带领|带动|影响|指导|帮助|支持)[^，]{0,4}下")


def _behind_clause(text: str, start: int, persons: list[Mention]) -> Mention:
    """The first person, or the last where the others stand in words that tell of him: 聆听秦望川讲话的|陆知远."""
    first, last = persons[0], persons[-1]
    between = text[first.end : last.start]
    told = first.start - start >= _LEAST_VERB and "的" in between and "，" not in between
    told = told and not _BESIDE.search(between)
    return last if told else first


_BESIDE = re.compile("[在对向给跟拉握扶搀][^，]{0,12}$|岁的$")
"""Between a speaker and whom he speaks to: 陆知远靠在|81岁的李大爷耳边问."""
_LEAST_VERB = 2
FAR = 400
"""So many characters ahead of its verb a subject stands at most, in a sentence that never ends."""
_LONGEST_CLAUSE = 120
"""So many characters of a clause without marks are read in front of its verb."""
_PUBLISHED = re.compile(
    "(?:发表|刊登|刊发|刊载|登载|发布)了?(?:一篇)?(?:题为|名为)?《[^《》]{1,40}》的?(?:一文|文章|报道|评论|社论|社评|评论文章)$"
)
"""What a paper has brought out, which says what it says: 云岭网|发表题为《水》的文章|称."""


def _jointly(cast: Cast, text: str, persons: list[Mention], chosen: Mention) -> Subject:
    """The person who speaks, with those named right beside as one with them: 陆知远、秦望川表示, also each by a post of
    his own: 市长陆知远、县长秦望川表示."""
    together = beside(text, persons, persons.index(chosen), (*LINKS, "以及"))
    while (at := persons.index(together[0])) and _holds_next(cast, text, persons[at - 1], together[0]):
        together = [persons[at - 1], *together]
    while (at := persons.index(together[-1]) + 1) < len(persons) and _holds_next(cast, text, together[-1], persons[at]):
        together = [*together, persons[at]]
    if len({m.entity_id for m in together}) == 1:
        return Subject(chosen.start, chosen.end, cast.speaker_of(chosen))
    names = "、".join(dict.fromkeys(m.name for m in together))
    return Subject(together[0].start, together[-1].end, Speaker("group", names), persons=True)


def _holds_next(cast: Cast, text: str, person: Mention, other: Mention) -> bool:
    """Whether a post and nothing else parts a person from the one behind: 市长陆知远、|县长|秦望川."""
    between = text[person.end : other.start]
    title = cast.speaker_of(other).title
    held = title is not None and between.endswith(title.rpartition("、")[2]) and len(between) <= _LONGEST_POST
    linked = between.startswith("、") or (between.startswith(_LINKED) and cast.can_speak(text, other, person.start))
    return held and linked and _CUT.search(between, 1) is None


_LINKED = ("和", "与", "及", "以及")
_LONGEST_POST = 30
_CUT = re.compile("[，。；：“”《》的]")


_DONE_TO = ("了", "过", "着")
"""In front of those to whom the subject of an earlier clause does something: 看望了|医生，强调…."""
_LED_BY = 6
"""So many characters may stand in front of a body that is the subject of a clause: 目前，但, 今年以来."""
_DOES = re.compile(
    "(?:讨论|审议|研究|学习|部署|传达|通过|介绍|感谢|欢迎|祝贺|肯定|听取|回顾|通报|总结|代表|分析|就|对|并|还)"
)
"""A clause that goes on with the subject of the one in front of it."""
_AT_MEETING = re.compile("(?:这次|此次|本次|该)?(?P<name>(?:[一-鿿]{0,10}(?:会议|[布谈进署场动调讨介鉴]会))|会)上$")
"""At what meeting the press heard it: 从|会上|获悉."""
_CONFERENCE = re.compile(
    "(?:[^，。；：]{0,16}(?:举办|举行|召开)的)?(?P<name>[^，。；：的]{4,30}(?:新闻发布会|发布会|记者会|通气会|吹风会|说明会|推介会))$"
)
"""At what conference the press heard it: 从昨天举行的|第四届青溪马拉松新闻发布会|获悉."""
_THROUGH = re.compile("(?:通过|经由|借助|[于在])[^，]{2,12}$")
"""By what means a body makes known what it says: 司令部|通过社交媒体发布的消息."""


def _by_title(cast: Cast, text: str, start: int, end: int) -> Subject | None:
    """Somebody of the page by a bare title in front of the verb: 局长进一步指出."""
    found = cast.titled(text, start, end)
    if found is None:
        return None
    at, speaker = found
    return Subject(at, end, speaker) if at - start <= 6 and not is_object(text, start, at) else None


def _by_surname(text: str, start: int, end: int) -> Subject | None:
    """A full name that the page tells nothing else of: 陆知远说, 退休教师陆知远说."""
    match = _NAME.search(text[start:end])
    if match is None:
        return None
    words, known, at = match["name"], lexicon(), start + match.start("name")
    if words[0] not in known.surnames or words in known.not_names or words[-1] in "地着方网":
        return None
    if words[1:] in known.titles or (at and rjieba.has_word(text[at - 1 : at + 1])):
        return None  # 工|程经理
    if words[0] == "那" or (words[0] in "向于从" and word_tag(words[1:])):
        return None  # 市民|向本报投诉, 那一页
    if any(char in known.never for char in closing(words[1:])) or word_tag(words)[:2] not in ("", "nr"):
        return None
    return Subject(at, at + len(words), Speaker("person", words))
