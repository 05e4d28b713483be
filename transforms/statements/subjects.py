"""The subject of a reporting verb: a person, an office or group, a meeting, a body, a document; and sources."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.name_evidence import closing
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.cues import any_of
from transforms.statements.kinds import BARE
from transforms.statements.offices import ADVERBIAL, CUT, ITS_OWN, LINKS, find_office, is_noun, office_of_clause
from transforms.statements.pronouns import PRONOUN, SOMEBODY, meant
from transforms.statements.speakers import Cast, Speaker, Subject, is_object, strip_lead
from transforms.statements.unnamed import (
    anybody,
    by_number,
    by_post,
    by_trade,
    elder,
    find_kin,
    netizen,
    parent,
    staff,
    surnamed,
    withheld,
)

_RULES = rules("speakers")
_CLAUSE = re.compile(r"[，,；;：:。！？]")
_PLACED = re.compile(
    r"(?:[在于从对向给跟被把让为据由赴]|听取|不顾|无视|考察|视察|走访|调研|会见|参观|来到|走进|出席|参加|接受|采访|援引|询问|陪同|拜访|前往|回应|答复|回复)"
    r"[^，,]{0,14}$"
)
_ATTENDED = re.compile("出席|参加|主持|召开|举行|列席")
_MEETING = re.compile(
    f"(?:本次|此次|这次)?(?P<name>[^，。；：的]{{0,10}}?(?:{any_of(_RULES['meetings'])}))(?:还|也|并|最后|同时|集中|一致)?$"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.'’&\- ]{1,30}")
_OPENS_MEETING = re.compile(
    f"(?:{any_of(_RULES['meetings'])})(?=(?:专题|集体|集中|还|分别)?(?:听取|传达|学习|审议|研究|部署|讨论|分析|总结|通过|决定|要求|认为))"
)
_PAPER = re.compile(
    f"(?:我国)?(?P<name>《[^》]{{2,60}}》|[^，。；：《》“”的在对向以从]{{1,8}}(?<![办做说方想看手设用书语文技打司执立违依合])法典?|(?:党的)?[^，,。；：《》“”的在对向以从]{{0,14}}?(?:{any_of(_RULES['papers'])}))"
    "(?:当中|中|里|均|都|也|还|已|就|曾|早已|再次|首次|进一步|特别|同时|明确)*$"
)
_PUBLISHED = re.compile(f"(?:{any_of(_RULES['published'])})[还又也则]?")
_BODY = re.compile(f"(?:{any_of([*_RULES['bodies'], *_RULES['whole_bodies']])})$")
_ARTICLE = re.compile("^》?(?:发表|刊发|刊登|刊文|发布|推出)[^，《]{0,8}《[^《》]{2,40}》[^，]{0,6}$")
"""What a paper publishes: 《云岭日报》发表《…》一文称."""
BROUGHT_OUT = "(?:发布|公布|披露|发出|出具|推出)的"
_ISSUED = re.compile(
    "^(?:[（(][^（）()]{2,16}[）)])?(?:最新|近日|日前|当[天日]|同日|昨[天日]|上周|本周|\\d{1,2}[日月])?"
    f"{BROUGHT_OUT}[^，]{{2,24}}$"
)
"""What a body has published, in front of the verb: 云帆公司|发布的业绩预告|称."""
_ITS_WORDS = re.compile("^的(?:报道|报告|研究|分析|文章|评论|社论|调查|声明)$")
"""What a body has written, in front of the verb: 云岭日报|的报道|指出."""
_WHEN = re.compile("^[于在][^，；]{2,24}?[日时分间午晚晨](?:（[^（）]{2,24}）)?$")
"""When it says so: 司令部|于美国东部时间13日夜间（北京时间14日）|表示."""
_NO_BODY = re.compile(f"{CUT.pattern}|记者|联系")
_WHOLE_BODIES = frozenset(_RULES["whole_bodies"])
_PAPERS = frozenset((*_RULES["papers"], *_RULES["published"]))
_POST = re.compile(f"(?:副|原|前|退役|退休)?(?:{any_of(_RULES['honours'])})")
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
    bounds = [start, *(m.end() for m in _CLAUSE.finditer(text, start, cue)), cue]
    found = _in_clause(cast, segment, text, max(bounds[-2], cue - _LONGEST_CLAUSE), cue, start)
    if found or len(bounds) < 3 or not far:
        return found
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
    if subject.speaker.kind in ("organization", "group"):
        return subject.start - start <= _LED_BY and not text.endswith(_DONE_TO, start, subject.start)
    return subject.start == start or not (subject.pronoun or subject.speaker.kind == "document")


def find_source(cast: Cast, segment: int, text: str, start: int, end: int) -> Speaker | None:
    """The speaker named in a source phrase (据…介绍): a person before an office before a body."""
    if (through := _THROUGH.search(text, start, end)) and through.start() > start:
        end = through.start()
    named = cast.mentions(segment, start, end)
    for m in reversed(named):
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
        if m.type == "organization" and (official := _holder(cast, text, m, start, end)):
            return official.speaker
        if m.type in ("organization", "work"):
            return _together(cast, text, [n for n in named if n.type == m.type])
    if (several := by_number(text, start, end)) is not None:
        return several.speaker
    if cast.organization and ITS_OWN.search(text, start, end):
        return cast.speaker_of(cast.organization)
    if named and named[-1].end == end and _RUN_SITE.search(text, named[-1].start, end):
        return cast.speaker_of(named[-1])
    there = end - (text[end - 1] == "上")
    if held := [m for m in named if m.type == "event" and m.end == there]:
        return Speaker("group", held[0].name)
    if (gathered := _AT_MEETING.search(text, start, end)) is not None:
        return Speaker("group", gathered["name"] if len(gathered["name"]) > 1 else "会议")
    if cast.source and text[start:end] in _PAPERS:
        return cast.source
    foreign = _LATIN.search(text, start, end)
    if foreign and foreign.end() == end:
        return Speaker("organization", foreign.group().strip())
    return _wording_of_body(text[start:end])


def _together(cast: Cast, text: str, named: list[Mention]) -> Speaker:
    """The last one named, with those that 和 or 、 joins to it, by the words that name them: 临江省委、省政府."""
    together = _beside(text, named, len(named) - 1, LINKS)
    last = cast.speaker_of(named[-1])
    return last if len(together) == 1 else Speaker(last.kind, "、".join(text[m.start : m.end] for m in together))


def _beside(text: str, named: list[Mention], at: int, links: tuple[str, ...]) -> list[Mention]:
    """The mention at an index with those in front of and behind it that nothing but `links` parts from it."""
    first = last = at
    while first and text[named[first - 1].end : named[first].start] in links:
        first -= 1
    while last + 1 < len(named) and text[named[last].end : named[last + 1].start] in links:
        last += 1
    return named[first : last + 1]


def _in_clause(cast: Cast, segment: int, text: str, start: int, end: int, sentence: int) -> Subject | None:
    named = cast.mentions(segment, start, end)
    pronoun = PRONOUN.search(text, start, end)
    if pronoun and text[pronoun.end() : pronoun.end() + 1] == "的":
        pronoun = None  # 她的徒弟陆知远说
    persons = [m for m in named if m.type == "person" and cast.can_speak(text, m, start)]
    if kin := find_kin(cast, text, start, end, named):
        return kin
    if persons and (worker := office_of_clause(cast, segment, text, persons[-1].end, end)) is not None:
        return worker
    if persons and not (pronoun and pronoun.start() < persons[0].start):
        return _jointly(cast, text, [m for m in named if m.type == "person"], _behind_clause(text, start, persons))
    if pronoun:
        speaker = meant(cast, text, pronoun.group(), segment, sentence, start)
        if speaker and not is_object(text, start, pronoun.start()):
            return Subject(pronoun.start(), pronoun.end(), speaker, True)
    if old := elder(cast, text, start, end) or parent(text, start, end):
        return old
    if asked := withheld(cast, text, start, end, named) or netizen(text, start, end) or anybody(text, start, end):
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
    body, surname = _body(cast, segment, text, start, end, named), _by_surname(text, start, end)
    if body and surname and surname.start >= body.end:
        return surname
    told = _by_title(cast, text, start, end) or surname or by_number(text, start, end)
    return body or told or by_post(text, start, end) or by_trade(text, start, end)


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


def _jointly(cast: Cast, text: str, persons: list[Mention], chosen: Mention) -> Subject:
    """The person who speaks, with those named right beside as one with them: 陆知远、秦望川表示."""
    together = _beside(text, persons, persons.index(chosen), (*LINKS, "以及"))
    if len({m.entity_id for m in together}) == 1:
        return Subject(chosen.start, chosen.end, cast.speaker_of(chosen))
    names = "、".join(dict.fromkeys(m.name for m in together))
    return Subject(together[0].start, together[-1].end, Speaker("group", names))


_DONE_TO = ("了", "过", "着")
"""In front of those to whom the subject of an earlier clause does something: 看望了|医生，强调…."""
_LED_BY = 6
"""So many characters may stand in front of a body that is the subject of a clause: 目前，但, 今年以来."""
_DOES = re.compile(
    "(?:讨论|审议|研究|学习|部署|传达|通过|介绍|感谢|欢迎|祝贺|肯定|听取|回顾|通报|总结|代表|分析|就|对|并|还)"
)
"""A clause that goes on with the subject of the one in front of it."""
_YEARS = re.compile("（[^（）]{2,20}）$")
"""What follows the kind of a paper in its title: 行动方案（2026—2028年）."""
_THIS = re.compile("^(?:该|此份|这份|这部|这一|这个)")
_AT_MEETING = re.compile("(?:这次|此次|本次|该)?(?P<name>(?:[一-鿿]{0,10}(?:会议|[布谈进署场动调讨介鉴]会))|会)上$")
"""At what meeting the press heard it: 从|会上|获悉."""
_RUN_SITE = re.compile(
    "(?:[馆园港场]|口岸|景区|中心|(?:旅游|度假|开发|经开|高新|保税|试验|先行|保护|管理|合作)区|[新园]区)$"
)
"""Sites that are run by a body of their own, which tells the press: 记者从|临江机场|获悉."""
_IN_PAPER = re.compile("在[^，在]{1,10}[中里上]$")
"""Where a body says it: 赛事组织方|在声明中."""
_THROUGH = re.compile("(?:通过|经由|借助)[^，]{2,12}$")
"""By what means a body makes known what it says: 司令部|通过社交媒体发布的消息."""
_GATHERED = re.compile("(?:收集|听取|征求|征集|交换|汇总|发表)[一-鿿]{0,6}$")
"""What is done to others' opinions, which are no document that speaks: 收集|意见."""
_BARE_BODY = re.compile(
    f"(?:对此|就此|随后|目前|当天|此外|同时|不过|但是?|而|最终|昨日|昨天|今天|近日|日前|据此)?(?P<kind>{BARE.pattern})"
)
_UNITS = re.compile("(?:村|社区|镇|乡|街道|嘎查|苏木)$")
"""Places that officials lead: 东湖村|党支部书记."""
_PART_OF_LAW = re.compile("》第[\\d一二三四五六七八九十百零]{1,6}条(?:第[\\d一二三四五六七八九十]{1,3}[款项]){0,2}")
_OF_WORK = re.compile(f"(?:{_PART_OF_LAW.pattern}|》)(?:报告|白皮书|蓝皮书|研报|榜单)?(?:也|还|则|同时)?")
_BROKEN = re.compile("(?:违反|违背|触犯|触及|符合|适用|涉嫌)(?:了|的是)?[《<]?$")
"""In front of a law that is broken or kept, and tells nothing: 违反|《…法》规定."""
_ADVERBS = re.compile("(?:特别|还|也|则|再次|进一步|同时|方面|明确|郑重|温馨|在此){0,3}")
"""A body by its kind alone, right in front of the verb, means the one named last: 医院提醒市民."""


def _body(cast: Cast, segment: int, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
    """An organisation, a country or a document that says something."""
    if named and named[-1].type == "work" and _OF_WORK.fullmatch(text, named[-1].end, end):
        if _BROKEN.search(text, start, named[-1].start):
            return None
        part = _PART_OF_LAW.match(text, named[-1].end, end)
        return Subject(named[-1].start, part.end() if part else named[-1].end, cast.speaker_of(named[-1]))
    for m in reversed(named):
        gap = _ARTICLE.sub("", text[m.end : end]).lstrip("》”’")
        gap = _WHEN.sub("", _ITS_WORDS.sub("", _ISSUED.sub("", gap)))
        led = m.type == "organization" or (m.type == "place" and _UNITS.search(text, m.start, m.end))
        if led and (official := _holder(cast, text, m, start, end)):
            return official
        if (
            m.type == "organization"
            and (team := _TEAM.match(text, m.end, end))
            and ADVERBIAL.match(text, team.end(), end)
        ):
            return Subject(m.start, team.end(), Speaker("organization", text[m.start : team.end()]))
        if m.type == "organization" and gap[:1] not in ("的", "、", "等"):
            if (len(gap) <= 8 or ADVERBIAL.match(gap)) and not _PLACED.search(text[start : m.start]):
                bodies = [n for n in named if n.type == m.type and n.end <= m.end]
                return Subject(m.start, m.end, _together(cast, text, bodies))
        elif m.type == "place" and (side := _SIDE.match(text, m.end, end)) and end - side.end() <= 6:
            return Subject(m.start, side.end(), Speaker("organization", text[m.start : side.end()]))
        elif m.type == "place" and len(gap) <= 2 and m.start - start <= 4 and not _PLACED.search(text[start : m.start]):
            return Subject(m.start, m.end, cast.speaker_of(m))
    if kind := _by_kind(cast, segment, text, start, end):
        return kind
    for m in reversed(named):
        if m.type == "work" and end - m.end <= 4:
            return Subject(m.start, m.end, cast.speaker_of(m))
    if (source := cast.source or cast.medium or cast.work) and _PUBLISHED.fullmatch(text, start, end):
        return Subject(start, end, source)
    if (where := _IN_PAPER.search(text, start, end)) and (body := _wording_of_body(text[start : where.start()])):
        return Subject(start, where.start(), body)
    paper = _PAPER.search(text[start:end])
    if paper and not _GATHERED.search(text, start, end):
        wording = strip_lead(paper["name"])
        name = _THIS.sub("", wording)
        meant_before = name in _PAPERS or name != wording
        if cast.work and meant_before and _YEARS.sub("", cast.work.name or "").endswith(name):
            return Subject(start + paper.start(), end, cast.work)  # 规划提出 or 该规划提出 behind “十五五”规划
        if is_noun(name):
            return Subject(start + paper.start(), end, Speaker("document", name.strip("《》")))
    body = _wording_of_body(text[start:end])
    return Subject(start, end, body) if body else None


_TEAM = re.compile("(?:(?![的、在和与])[一-鿿]){1,8}?(?:团队|研究部|策略组|分析师团队)")
"""Those of a body who write its reports: 云帆证券|电新团队."""


def _by_kind(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """A body by its kind alone, 公司|表示 or 该集团|称: the last one of the kind."""
    bare = _BARE_BODY.match(text, start, end)
    if bare and (_ADVERBS.fullmatch(text, bare.end(), end) or _SAYING.fullmatch(text, bare.end(), end)):
        kind = bare["kind"].removesuffix("方面")
        if body := cast.kinds.before(segment, bare.start("kind"), kind):
            return Subject(start, bare.end(), cast.speaker_of(body))
        if held := cast.kinds.of_post(segment, kind):
            return Subject(start, bare.end(), Speaker("organization", held))
    own = ITS_OWN.search(text, start, end)
    if own is None or end - own.end() > 12:
        return None
    body = cast.kinds.before(segment, own.start(), own.group()[1:]) or cast.organization
    return Subject(own.start(), own.end(), cast.speaker_of(body)) if body else None


_SAYING = re.compile("(?:经|在|就|对|向|于|通过)[^，]{2,24}|回应|答复|回复")
"""Where, to whom or after what a body says it: 法院|经审理|认为."""


_SIDE = re.compile(any_of(_RULES["of_places"]))
"""Who speaks for a place: 临江|警方."""


_OF = re.compile("^的?(?:[一另][位名]|[一几]些|多[位名])?")


def _holder(cast: Cast, text: str, body: Mention, start: int, end: int) -> Subject | None:
    """One who is named by a post alone: 一位县水务局局长回答."""
    title = _POST.match(text, body.end, end) or staff().match(text, body.end, end)
    if title is None or not ADVERBIAL.match(text, title.end(), end) or _PLACED.search(text[start : body.start]):
        return None
    known = cast.titled(text, start, end)
    if known and known[1].organization == body.name:
        return Subject(known[0], end, known[1])
    post, of = _OF.sub("", title.group()), "的" * title.group().startswith("的")
    name = f"{text[body.start : body.end]}{of}{post}"
    return Subject(body.start, title.end(), Speaker("person", name, post, body.name))


_DATED = re.compile("(?:\\d{1,2}[日月]|[今昨前当]天|[今昨近当]日|日前)$")


def _wording_of_body(words: str) -> Speaker | None:
    """A body that is no known name, by its wording."""
    name = strip_lead(_DATED.sub("", words))
    long = name in _WHOLE_BODIES or 4 <= len(name) <= 24
    if _BODY.search(name) and long and not _NO_BODY.search(name) and is_noun(name):
        return Speaker("organization", name)
    return None


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
