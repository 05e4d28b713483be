"""The subject of a reporting verb: a person, an office or group, a meeting, a body, a document; and sources."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.persons import closing
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.cues import any_of
from transforms.statements.pronouns import PRONOUN, SOMEBODY, meant
from transforms.statements.speakers import Cast, Speaker, Subject, is_object, strip_lead

_RULES = rules("speakers")
_HEAD = re.compile(
    f"(?:{any_of([*_RULES['person'], *_RULES['group'], *_RULES['one_or_many']])})(?![会团处队长区所证室政面])"
)
_ONE = frozenset(_RULES["person"])
_SPEAKS_FOR = re.compile(any_of(_RULES["person"]))
_MANY = frozenset(_RULES["group"])
_SINGLE = re.compile("(?:一位|一名|这位|那位|另一位|另一名|有位|有名|该)")
_COUNTED = re.compile("(?:一位|一名|某位|某名)")
_NOBODY = frozenset(_RULES["nobody"])
_CUT = re.compile(r"[，,。；;：:“”（）()\s在的向从与和是、]|对(?!外)|通过|援引|走进|来到|获得|听[到见]|[给让把被了着]")
_CLAUSE = re.compile(r"[，,；;：:。！？]")
_PLACED = re.compile(
    r"(?:[在于从对向给跟被把让为据由赴]|听取|不顾|无视|考察|视察|走访|调研|会见|参观|来到|走进|出席|参加|接受|采访|援引|询问|陪同|拜访|前往)"
    r"[^，,]{0,14}$"
)
_ATTENDED = re.compile("出席|参加|主持|召开|举行|列席")
_ADVERBIAL = re.compile(r"(?:\d|[在对向就告也亦还则又曾均都一纷普已再今昨此日接通分现既并最近即自进近前同]|[（(]|$)")
_MEETING = re.compile(
    f"(?:本次|此次|这次)?(?P<name>[^，。；：的]{{0,10}}?(?:{any_of(_RULES['meetings'])}))(?:还|也|并|最后|同时|集中|一致)?$"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.'’&\- ]{1,30}")
# Several of a kind that no list knows: 多家酒店, 不少茶商.
_SOME = re.compile(
    "(?:[，。；]|^)(?:但|而|目前|如今|此外，)?(?P<name>(?:多|数|几|十余|数十)(?:家|位|名|个)|(?:一些|不少|许多|部分|众多|有些))"
    "(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:都|也|均|还|则|纷纷|普遍|向记者|对记者)?$"
)
_OPENS_MEETING = re.compile(
    f"(?:{any_of(_RULES['meetings'])})(?=(?:专题|集体|集中|还|分别)?(?:听取|传达|学习|审议|研究|部署|讨论|分析|总结|通过|决定|要求|认为))"
)
_PAPER = re.compile(
    f"(?:我国)?(?P<name>《[^》]{{2,60}}》|[^，。；：《》“”的在对向以从]{{1,8}}(?<![办做说方想看手设用书语文技打司执立违依合])法典?|(?:党的)?[^，,。；：《》“”的在对向以从]{{0,14}}?(?:{any_of(_RULES['papers'])}))"
    "(?:中|里|均|都|也|还|已|就|曾|早已|再次|首次|进一步|特别|同时|明确)*$"
)
# Parts of speech that no name of a body or a document has.
_WORDS_OF_CLAUSES = frozenset(("k", "d", "p", "r", "c", "ul", "uz", "ug", "y", "ad"))
_PUBLISHED = re.compile(any_of(_RULES["published"]))
_BODY = re.compile(f"(?:{any_of([*_RULES['bodies'], *_RULES['whole_bodies']])})$")
_ARTICLE = re.compile("^》?(?:发表|刊发|刊登|刊文|发布|推出)[^，《]{0,8}《[^《》]{2,40}》[^，]{0,6}$")
"""What a paper publishes: 《云岭日报》发表《…》一文称."""
_ISSUED = re.compile(
    "^(?:[（(][^（）()]{2,16}[）)])?(?:最新|近日|日前|当天)?(?:发布|公布|披露|发出|出具|推出)的[^，]{2,24}$"
)
"""What a body has published, in front of the verb: 云帆公司|发布的业绩预告|称."""
_ITS_WORDS = re.compile("^的(?:报道|报告|研究|分析|文章|评论|社论|调查|声明)$")
"""What a body has written, in front of the verb: 云岭日报|的报道|指出."""
_NO_BODY = re.compile(f"{_CUT.pattern}|记者|联系")
_WHOLE_BODIES = frozenset(_RULES["whole_bodies"])
_PAPERS = frozenset((*_RULES["papers"], *_RULES["published"]))
_POST = re.compile(f"(?:副|原|前)?(?:{any_of(_RULES['honours'])})")
ITS_OWN = re.compile("(?:该|本)(?:公司|集团|企业|机构|银行|平台|院|校|局|中心|协会|行|所|部门|单位)")
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
    found = _in_clause(cast, segment, text, bounds[-2], cue, start)
    if found or len(bounds) < 3 or not far:
        return found
    for number, (a, b) in enumerate(zip(bounds[-3::-1], bounds[-2::-1], strict=False)):
        meeting = _OPENS_MEETING.match(text, a, b)
        if meeting:
            return Subject(a, meeting.end(), Speaker("group", meeting.group()))
        if somebody := SOMEBODY.match(text, a, b):
            return Subject(a, somebody.end(), Speaker("person", somebody["who"]))
        found = _in_clause(cast, segment, text, a, b - 1, start)
        if found and _opens(found, a):
            return found
        if number and not _DOES.match(text, a, b):
            return None
    return None


def _opens(subject: Subject, start: int) -> bool:
    """Whether a clause that begins at `start` has this for its subject: pronouns, papers and bodies stand in front."""
    if subject.speaker.kind in ("organization", "group"):
        return subject.start - start <= _LED_BY
    return subject.start == start or not (subject.pronoun or subject.speaker.kind == "document")


def find_source(cast: Cast, segment: int, text: str, start: int, end: int) -> Speaker | None:
    """The speaker named in a source phrase (据…介绍): a person before an office before a body."""
    named = cast.mentions(segment, start, end)
    for m in reversed(named):
        if m.type == "person":
            return cast.speaker_of(m)
    if text[start:end] in ("他", "她") and cast.person:
        return cast.person
    office = _office(cast, segment, text, start, end)
    if office:
        return office.speaker
    for m in reversed(named):
        if m.type in ("organization", "work"):
            return _together(cast, text, [n for n in named if n.type == m.type])
    if (several := _by_number(text, start, end)) is not None:
        return several.speaker
    if cast.organization and ITS_OWN.search(text, start, end):
        return cast.speaker_of(cast.organization)
    if text[end - 1] == "上" and (held := [m for m in named if m.type == "event" and m.end == end - 1]):
        return Speaker("group", held[0].name)
    if cast.source and text[start:end] in _PAPERS:
        return cast.source
    foreign = _LATIN.search(text, start, end)
    if foreign and foreign.end() == end:
        return Speaker("organization", foreign.group().strip())
    return _wording_of_body(text[start:end])


def _together(cast: Cast, text: str, named: list[Mention]) -> Speaker:
    """The last one named, with those that 和 or 、 joins to it, by the words that name them: 临江省委、省政府."""
    together = _beside(text, named, len(named) - 1, _LINKS)
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


def note_office(cast: Cast, segment: int, text: str, start: int, end: int) -> None:
    """Remember an office that a sentence of narration names (市水务局有关负责人就…答记者问)."""
    for match in _SPEAKS_FOR.finditer(text, start, end):
        clause = max(text.rfind(mark, start, match.start()) for mark in "，,。；") + 1
        found = _office(cast, segment, text, max(clause, start), match.end())
        if found and found.speaker.kind == "person":
            cast.office = found.speaker


def _in_clause(cast: Cast, segment: int, text: str, start: int, end: int, sentence: int) -> Subject | None:
    named = cast.mentions(segment, start, end)
    pronoun = PRONOUN.search(text, start, end)
    persons = [m for m in named if m.type == "person" and cast.can_speak(text, m, start)]
    if persons and not (pronoun and pronoun.start() < persons[0].start):
        return _jointly(cast, text, [m for m in named if m.type == "person"], persons[0])
    if pronoun:
        speaker = meant(cast, text, pronoun.group(), segment, sentence, start)
        if speaker and not is_object(text, start, pronoun.start()):
            return Subject(pronoun.start(), pronoun.end(), speaker, True)
    office = _office(cast, segment, text, start, end)
    if office:
        return (_by_surname(text, start, end) if end - office.end > 1 else None) or office
    meeting = _MEETING.match(text, max(start, text.rfind("的", start, end) + 1), end)
    if meeting and not _ATTENDED.match(meeting["name"]):
        return Subject(meeting.start(), end, Speaker("group", meeting["name"]))
    body, surname = _body(cast, text, start, end, named), _by_surname(text, start, end)
    if body and surname and surname.start >= body.end:
        return surname
    return body or _by_title(cast, text, start, end) or surname or _by_number(text, start, end)


FAR = 400
"""So many characters ahead of its verb a subject stands at most, in a sentence that never ends."""
_LINKS = ("、", "和", "与", "及")


def _jointly(cast: Cast, text: str, persons: list[Mention], chosen: Mention) -> Subject:
    """The person who speaks, with those named right beside as one with them: 陆知远、秦望川表示."""
    together = _beside(text, persons, persons.index(chosen), (*_LINKS, "以及"))
    if len({m.entity_id for m in together}) == 1:
        return Subject(chosen.start, chosen.end, cast.speaker_of(chosen))
    names = "、".join(dict.fromkeys(m.name for m in together))
    return Subject(together[0].start, together[-1].end, Speaker("group", names))


_LED_BY = 6
"""So many characters may stand in front of a body that is the subject of a clause: 目前，但, 今年以来."""
_DOES = re.compile(
    "(?:讨论|审议|研究|学习|部署|传达|通过|介绍|感谢|欢迎|祝贺|肯定|听取|回顾|通报|总结|代表|分析|就|对|并|还)"
)
"""A clause that goes on with the subject of the one in front of it."""
_NEAR_TO = re.compile("(?:接近|熟悉|了解|参与)[^，。的]{2,16}的$")
"""What tells who somebody without a name is: 接近云帆公司的|人士."""
_TOWARDS = frozenset("向对与跟给被把让")


def _office(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """A speaker named by office or as one of a group: 市水务局有关负责人, 受访专家, 大家."""
    head, stop = None, start
    for found in _HEAD.finditer(text, start, end):
        if any(m.start <= found.start() and m.end > found.end() for m in cast.mentions(segment, start, end)):
            continue  # 市民 in 市民政局
        if _HEAD.match(text, found.end(), end) or _HAS.match(text, found.end(), end):
            continue  # 调研组|负责人, 队员|的手
        after = found.end() + text.startswith("们", found.end())
        there = _THERE.fullmatch(text, start, found.start()) is not None
        if there or _ADVERBIAL.match(text, after, end) or end - after <= 4:
            head, stop = found, after
            break
    if head is None:
        return None
    if text[start] in "同与跟":
        return None
    word, begin = head.group(), start
    if word == "大家":
        return Subject(head.start(), stop, cast.group or Speaker("group", "大家"))
    for cut in _CUT.finditer(text, start, head.start()):
        begin = cut.end()
    around = cast.mentions(segment, start, head.end())
    towards = _TOWARDS if end == stop else _TOWARDS | {"和", "同"}
    if begin > start and text[begin - 1] in towards and not any(m.start < begin <= m.end for m in around):
        return None
    near = _NEAR_TO.search(text, start, begin)
    body = None
    for m in around:
        of = m.end == begin - 1 and text[m.end] == "的"  # 江省气象台|的专家
        if m.type in ("organization", "place") and (of or m.end > begin - 1):
            begin = min(begin, m.start)
            body = text[m.start : m.end] if m.end <= head.start() else body
    begin = near.start() if near else begin
    name = _COUNTED.sub("", strip_lead(text[begin:stop]))
    name = max(name, word, key=len)  # 许多人 is the word itself
    if (
        _DONE_TO.match(name)
        or name in _NOBODY
        or (word not in _ONE and len(name) > len(word) + 5 and not near and _holds_verb(name))
    ):
        return None
    if word in _ONE:
        speaker = _official(cast, name, word, body, bool(ITS_OWN.search(text, start, head.start())))
    else:
        one = len(name) == len(word) + 1 or _SINGLE.search(text, start, head.start())
        single = word not in _MANY and one and not name.endswith("们")
        speaker = Speaker("person" if single else "group", name)
    return Subject(begin, stop, speaker)


_HAS = re.compile("的(?!话|说法|介绍)")
_THERE = re.compile("(?:但|而|也|还|就|更|便|又|另|一度|不时|常常?)?有(?:一[位名]|几[位名]|不少|许多|些)?")
"""Who is brought into a sentence does what it tells, whatever stands between: 有|村民拉着队员的手感慨."""
_DONE_TO = re.compile(
    "多?(?:听|想|急|解|帮|让|请|使|给|替|劝|教|带)(?!证|课|友|诊)|(?:引导|鼓励|带动|组织|动员|发动|帮助|服务|团结|带领|激励|方便)"
)
"""What is done to a group, which speaks in no such clause: 多听|群众建议."""


def _holds_verb(words: str) -> bool:
    return not is_noun(words) or any(tag in ("v", "i") for _, tag in rjieba.tag(words))


def _official(cast: Cast, name: str, title: str, body: str | None, own: bool) -> Speaker:
    """One who speaks for a body (市水务局有关负责人, 该公司发言人), or the one who did so before (负责人)."""
    if own and cast.organization:
        body = cast.organization.name
        name = f"{body}{title}"
    rest = name.removesuffix(title).removesuffix("的")
    if not own and body and rest.startswith(body) and is_noun(rest):
        body = rest
    body = body or rest or None
    if body is None and cast.office:
        return cast.office
    return Speaker("person", name, title, body)


def _body(cast: Cast, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
    """An organisation, a country or a document that says something."""
    if named and named[-1].type == "work" and text[named[-1].end : end] == "》":
        return Subject(named[-1].start, named[-1].end, cast.speaker_of(named[-1]))
    for m in reversed(named):
        gap = _ARTICLE.sub("", text[m.end : end]).lstrip("》”’")
        gap = _ITS_WORDS.sub("", _ISSUED.sub("", gap))
        if m.type == "organization" and (official := _holder(cast, text, m, start, end)):
            return official
        if m.type == "organization" and gap[:1] not in ("的", "、", "等"):
            if (len(gap) <= 8 or _ADVERBIAL.match(gap)) and not _PLACED.search(text[start : m.start]):
                bodies = [n for n in named if n.type == m.type and n.end <= m.end]
                return Subject(m.start, m.end, _together(cast, text, bodies))
        elif m.type == "place" and (side := _SIDE.match(text, m.end, end)) and end - side.end() <= 6:
            return Subject(m.start, side.end(), Speaker("organization", text[m.start : side.end()]))
        elif m.type == "place" and len(gap) <= 2 and m.start - start <= 4 and not _PLACED.search(text[start : m.start]):
            return Subject(m.start, m.end, cast.speaker_of(m))
    own = ITS_OWN.search(text, start, end)
    if own and cast.organization and end - own.end() <= 12:
        return Subject(own.start(), own.end(), cast.speaker_of(cast.organization))
    for m in reversed(named):
        if m.type == "work" and end - m.end <= 4:
            return Subject(m.start, m.end, cast.speaker_of(m))
    if (source := cast.source or cast.work) and _PUBLISHED.fullmatch(text, start, end):
        return Subject(start, end, source)
    paper = _PAPER.search(text[start:end])
    if paper and is_noun(name := strip_lead(paper["name"])):
        if cast.work and name in _PAPERS and (cast.work.name or "").endswith(name):
            return Subject(start + paper.start(), end, cast.work)  # 规划提出 behind “十五五”规划
        return Subject(start + paper.start(), end, Speaker("document", name.strip("《》")))
    body = _wording_of_body(text[start:end])
    return Subject(start, end, body) if body else None


@cache
def _staff() -> re.Pattern[str]:
    """Any post right before the verb, with the department in front of it: 中心|移动工程经理."""
    heads = [t for t in rules("titles")["heads"] if len(t) > 1]
    return re.compile(f"[一-鿿]{{0,8}}?(?:{any_of(heads)})(?=[一-鿿]{{0,4}}$)")


_SIDE = re.compile(any_of(_RULES["of_places"]))
"""Who speaks for a place: 临江|警方."""


_OF = re.compile("^的?(?:[一另][位名]|[一几]些|多[位名])?")


def _holder(cast: Cast, text: str, body: Mention, start: int, end: int) -> Subject | None:
    """One who is named by a post alone: 一位县水务局局长回答."""
    title = _POST.match(text, body.end, end) or _staff().match(text, body.end, end)
    if title is None or not _ADVERBIAL.match(text, title.end(), end) or _PLACED.search(text[start : body.start]):
        return None
    known = cast.titled(text, start, end)
    if known and known[1].organization == body.name:
        return Subject(known[0], end, known[1])
    post, of = _OF.sub("", title.group()), "的" * title.group().startswith("的")
    name = f"{text[body.start : body.end]}{of}{post}"
    return Subject(body.start, title.end(), Speaker("person", name, post, body.name))


def _wording_of_body(words: str) -> Speaker | None:
    """A body that is no known name, by its wording."""
    name = strip_lead(words)
    long = name in _WHOLE_BODIES or 4 <= len(name) <= 24
    if _BODY.search(name) and long and not _NO_BODY.search(name) and is_noun(name):
        return Speaker("organization", name)
    return None


def is_noun(words: str) -> bool:
    """Whether words can be the name of something rather than a clause."""
    tagged = rjieba.tag(words)
    verbs = sum(tag == "v" for _, tag in tagged[:-1])
    return verbs < 2 and not any(tag in _WORDS_OF_CLAUSES for _, tag in tagged)


def _by_title(cast: Cast, text: str, start: int, end: int) -> Subject | None:
    """Somebody of the page by a bare title in front of the verb: 局长进一步指出."""
    found = cast.titled(text, start, end)
    if found is None:
        return None
    at, speaker = found
    return Subject(at, end, speaker) if at - start <= 6 and not is_object(text, start, at) else None


def _by_number(text: str, start: int, end: int) -> Subject | None:
    """Several of a kind: 多家酒店反映."""
    match = _SOME.match(text[start:end])
    if match is None or _CUT.search(match["noun"]) or word_tag(match["noun"][-2:])[:1] not in ("n", ""):
        return None
    name = match["name"] + match["noun"]
    return Subject(start + match.start("name"), start + match.end("noun"), Speaker("group", name))


def _by_surname(text: str, start: int, end: int) -> Subject | None:
    """A full name that the page tells nothing else of: 陆知远说, 退休教师陆知远说."""
    match = _NAME.search(text[start:end])
    if match is None:
        return None
    words, known, at = match["name"], lexicon(), start + match.start("name")
    if words[0] not in known.surnames or words in known.not_names or words[-1] in "地着方":
        return None
    if words[1:] in known.titles or (at and rjieba.has_word(text[at - 1 : at + 1])):
        return None  # 工|程经理
    if any(char in known.never for char in closing(words[1:])) or word_tag(words)[:2] not in ("", "nr"):
        return None
    return Subject(at, at + len(words), Speaker("person", words))
