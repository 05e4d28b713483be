"""Who is said to speak in a sentence, and by which words: a reporting verb with its subject, a source, or a colon."""

from __future__ import annotations

import re

from transforms.entities.nations import NATIONS
from transforms.lexicon import rules
from transforms.statements.attributions import EDGE, WHERE, Attribution, Sentence, persons_in
from transforms.statements.bodies import BROUGHT_OUT, POST, WARNS
from transforms.statements.colons import by_colon, by_gesture, given
from transforms.statements.cues import NAMELESS, NOUN_LIKE, OF_CLAUSES, OF_DOCUMENTS, OF_PERSONS, Cue, any_of, find_cues
from transforms.statements.quotations import FINAL, find_quotations
from transforms.statements.reported import COMMAS, OPENING, STOPS, quotes, reports
from transforms.statements.sources import find_source_phrase
from transforms.statements.speakers import UNKNOWN, Cast, Speaker, Subject
from transforms.statements.speech import mask
from transforms.statements.subjects import FAR, find_subject
from transforms.statements.unnamed import SOME_OR_OTHER

_RULES = rules("cues")
_ASKED = re.compile(
    rf"{EDGE}(?:会上|现场|对此)?(?:有|一[位名]|另有)?(?P<who>(?!每?当)[^，。；：！？的对向]{{0,8}}?记者)(?:进一步|接着|随后|还|又|则)?(?P<cue>{any_of(_RULES['asking'])})(?:说|道)?[，：]"
)
_REPORTED = frozenset(("报道", "报道称", "新闻报道", "消息"))
_BEHIND_CLAUSE = frozenset(_RULES["behind_clause"])
_OF_SIDES = frozenset(_RULES["of_sides"])
_ACCUSING = frozenset(("谴责", "指责", "抨击", "敦促", "呼吁", "警告", "预祝"))
"""What a body or who holds a post does with what follows at once: 云岭外长|谴责袭击."""
_SIDE = re.compile(
    f"^(?:[{NATIONS}双各]方|[^省市县区]{{2,6}}(?:政府|外交部|国防部|当局|商务部)|外交部|国防部|联合国|欧盟)$"
)
"""Whose demands and complaints are words without a pause behind the verb: 中方敦促日方改正."""
_SPOKE = re.compile(
    "(?:发言|致辞|讲话|演讲|发声|(?:致函|发布|发表|发出)[^，。；：]{0,16})，(?:并|还|再次|同时|公开|强烈)?$"
)
"""In front of what a speech or letter asks for: 秦望川在会上发言，|呼吁各方停火."""
_RIGHT_BEHIND = frozenset(_RULES["right_behind"])
_DATED = re.compile(
    "(?:[（(][^（）()]{2,16}[）)])?(?:近日|日前|今日|昨日|今天|昨天|(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2}日)?(?:[早晚]间|盘后|晚|午间)?(?:发布)?"
)
"""What may stand between a listed company and its notice: 云帆科技（000000）10月13日晚间|公告."""
_UNSAID = re.compile(any_of(_RULES["unsaid"]))
_LINKING = "》还也则均都并"
"""What may stand between a paper and what it does: 《…办法》还|提出."""
_AND = "(?:（[^（）]{2,20}）)?，(?:(?:系统|全面|部署|围绕|旨在|对|就|从)[^，。；]{2,40}，)?(?:其中|并|还|明确|进一步)*$"
_ISSUED = re.compile(f"(?:印发|发布|出台|公布|下发|制定|推出)了?(?:关于)?《[^《》]{{2,60}}》{_AND}")
"""The paper issued says what follows: 印发《…意见》，提出…."""
_PASSED = re.compile(f"《[^《》]{{2,60}}》(?:[^，。；《》]{{0,8}}(?:印发|发布|出台|公布|实施|获批)){_AND}")
"""The same, with the paper in front of the verb: 《…意见》印发，明确提出…."""
_MEETING = re.compile("(?:会议|全会|大会|座谈会)$")
_PRONOUNS = frozenset(("他", "她"))
_NEAR = 5
_BELOW = re.compile("各|全[省市县区国州体系]|有关|相关|所有")
"""Whom a body of state tells what to do: 市政府要求|各地做好准备."""
_PROPOSALS = frozenset(("建议", "呼吁", "倡议", "主张"))
"""What 他 does in a report is speech, whoever spoke before."""
_CLAUSE_END = re.compile(f"[{COMMAS}]")
_ADVERBIAL = re.compile(
    "(?:但是?|而且?|不过|同时|此外)?(?:在|对|就|另?据|随着|面对|当|针对|关于|为|自|经|从|由于|因|如果|要是|虽然|尽管|即使|与|同|谈|说起|提|按|根据|作为|站|看|回忆|截至|围绕|通过|除|鉴于|凭|听|结合|有|至于|极)"
    "|.*(?:时|后|前|以来|期间|之际|中|上|里|下|间|的话|方面|的是|发现|获悉|了解到|注意到)$"
)
_LEAD_TO_QUESTION = 40
_GOES_ON = re.compile("[，,；;](?:并且?|还|也|又|同时)?$")
"""What may stand in front of a verb whose subject stands some clauses ahead."""


def find_attribution(cast: Cast, sentence: Sentence) -> Attribution | None:
    """The attribution of a sentence, or None where nobody is named: what a nameless source says is narration."""
    masked, start, end = sentence.masked, sentence.start, sentence.end
    asked = _ASKED.search(masked, start, min(end, start + _LEAD_TO_QUESTION)) if "记者" in masked[start:end] else None
    if asked:
        return Attribution(Speaker("group", asked["who"]), asked.start("who"), *asked.span("cue"), asked["cue"], start)
    nameless = NAMELESS.match(masked, start, end)
    if nameless and nameless.group() == "报告显示" and cast.source and cast.source.kind == "document":
        nameless = None
    source = None if nameless else find_source_phrase(cast, sentence)
    if source and source.cue not in _REPORTED:
        return _speaking_of(cast, sentence, source, start) or source
    if source:
        cast.medium = source.speaker
    begin = nameless.end() if nameless else source.cue_end if source else start
    unknown = None
    for cue in find_cues(masked, begin, end):
        if not reports(sentence, cue):
            continue
        if cue.start == start and cue.text in _REPORTED and cast.medium:
            return Attribution(cast.medium, start, cue.start, cue.end, cue.text, start)  # 报道称，…
        if cue.start == start and (paper := _LONE_PAPER.fullmatch(cue.text)) is not None:
            issued = cast.source or Speaker("document", paper[1])
            return Attribution(issued, start, cue.start, cue.end, cue.text, start)
        subject = _subject(cast, sentence, cue, begin)
        if subject and cue.text in _REPORTED and cue.pause in ("，", ",") and source is None:
            cast.medium = subject.speaker
            source, begin = _attribution(cast, sentence, cue, subject, begin), cue.end + 1  # 外媒报道，|秦望川表示
        elif subject:
            return _attribution(cast, sentence, cue, subject, begin)
        else:
            unknown = unknown or _unnamed(sentence, cue, begin)
    return source or by_colon(cast, sentence) or by_gesture(cast, sentence) or given(cast, sentence) or unknown


_FURTHER = 4
"""So many paragraphs below a quotation that stays open may close it."""


def closed_below(cast: Cast, segment: int) -> Speaker | None:
    """Who is named behind a quotation that a paragraph leaves open, where one below closes it: …。”何岚说。"""
    for below in range(segment + 1, segment + 1 + _FURTHER):
        text = cast.text_below(below - 1)
        if text is None:
            return None
        quotations = find_quotations(text, True)
        if not quotations or not quotations[0].closed or quotations[0].start > 0:
            continue
        start = quotations[0].end
        stop = next((at for at in range(start, len(text)) if text[at] in FINAL), len(text) - 1) + 1
        masked = mask(text, quotations, cast.mentions(below, 0, len(text)))
        found = find_attribution(cast, Sentence(below, text, masked, start, stop, [])) if stop > start else None
        return found.speaker if found and found.speaker.kind in ("person", "group") else None
    return None


def _speaking_of(cast: Cast, sentence: Sentence, source: Attribution, start: int) -> Attribution | None:
    """Who speaks in front of a paper that he goes by: 秦望川表示，|按照《…办法》，…."""
    if source.speaker.kind != "document" or source.start <= start + 2:
        return None
    for cue in find_cues(sentence.masked, start, source.start):
        subject = _subject(cast, sentence, cue, start) if cue.pause and reports(sentence, cue) else None
        if subject and subject.speaker.kind == "person":
            return _attribution(cast, sentence, cue, subject, start)
    return None


def _attribution(cast: Cast, sentence: Sentence, cue: Cue, subject: Subject, begin: int) -> Attribution:
    lead = begin if begin == sentence.start else sentence.start
    comma = max(sentence.masked.rfind(c, sentence.start, max(subject.start, sentence.start)) for c in COMMAS)
    if subject.pronoun and comma > 0 and persons_in(cast, sentence, sentence.start, comma):
        lead = comma + 1
    elif not subject.pronoun:
        weighed = _WEIGHED.match(sentence.masked, subject.end, cue.start)  # 法院根据情节，认为…: one act
        if cue.pause not in ("：", ":") and not weighed and not _decides(sentence, subject):
            # X听取汇报，强调要…: the subject's own clause has another verb.
            last = max(sentence.masked.rfind(c, sentence.start, cue.start) for c in COMMAS)
            if last > subject.end + 1:
                lead = last + 1
        if begin == lead == sentence.start and comma > 0 and cue.pause not in STOPS:
            lead = _told_before(cast, sentence, comma)
    return Attribution(subject.speaker, subject.start, cue.start, cue.end, cue.text, lead)


def _told_before(cast: Cast, sentence: Sentence, comma: int) -> int:
    """Where the naming clause begins behind clauses that tell something of their own: 发布会召开，|水务厅通报：…."""
    if any(q.start < comma for q in sentence.quotations):
        return sentence.start
    lead = start = sentence.start
    for m in _CLAUSE_END.finditer(sentence.masked, sentence.start, comma + 1):
        clause = sentence.text[start : m.start()]
        told = cast.tells(sentence.segment, start, m.start()) and not _ADVERBIAL.match(clause)
        if told or (lead > sentence.start and clause.startswith(("虽然", "尽管"))):
            lead = m.end()
        start = m.end()
    return lead


def _decides(sentence: Sentence, subject: Subject) -> bool:
    """Whether a meeting passes on or decides what it then speaks of, which is one act; what it hears is another."""
    held = _MEETING.search(subject.speaker.name or "") is not None
    return held and not sentence.text.startswith(("听取", "讨论"), subject.end)


def _subject(cast: Cast, sentence: Sentence, cue: Cue, start: int) -> Subject | None:
    """The cue's subject; behind a quotation only what stands between the two is looked at."""
    if not cue.pause and cue.text in OF_DOCUMENTS and (title := _issued(sentence.text, start, cue.start)) is not None:
        titles = [m for m in cast.mentions(sentence.segment, start, title) if m.end == title and m.type == "work"]
        return next((Subject(m.start, m.end, cast.speaker_of(m)) for m in titles), None)
    start = max(start, cue.start - FAR)
    for q in sentence.before(cue.start):
        if q.end > start and q.inner(sentence.text)[-1:] in FINAL | {"，", ","}:
            start = q.end
    again = cue.text == "要求" and sentence.masked[cue.start - 1] in COMMAS
    quoted = sentence.masked[cue.start - 1] == "所"  # 正如陆知远所说
    end = cue.start - quoted
    spoke = not cue.pause and cue.text in OF_PERSONS and _SPOKE.search(sentence.masked, start, cue.start) is not None
    turned = bool(cue.pause) and _TURNS_TO.search(sentence.masked, start, cue.start) is not None
    weighed = cue.text in OF_CLAUSES and _WEIGHED.search(sentence.masked, start, cue.start) is not None
    far = (cue.free or again or spoke or turned or weighed) and not quoted
    subject = find_subject(cast, sentence.segment, sentence.text, start, end, far)
    if subject is None or (quoted and end - subject.end > _NEAR):
        return None
    if sentence.masked[cue.start - 1] in "：:" and subject.end <= cue.start:
        return None  # 水厂项目：|预计年产…
    if subject.speaker.name == SOME_OR_OTHER and cue.pause not in ("：", ":") and not quotes(sentence, cue):
        return None
    if not cue.pause and _AT_ONCE.match(cue.text, 0) and _at_once(sentence, subject, cue):
        told = True
    elif cue.text in OF_DOCUMENTS and (not cue.pause or (cue.pause in OPENING and not quotes(sentence, cue))):
        told = _states(sentence, cue, subject, again)
    elif not cue.pause and cue.text in OF_PERSONS:
        told = subject.speaker.kind != "document" if spoke else _is_heard(cast, cue, subject)
    elif not cue.pause and cue.text in OF_CLAUSES:
        near = cue.start - subject.end <= 1 and sentence.masked[cue.start - 1] not in "不未没"
        told = near or (weighed and subject.speaker.kind == "organization")
    elif cue.text in _RIGHT_BEHIND:
        dated = _DATED.fullmatch(sentence.text, subject.end, cue.start)
        told = bool(dated) and subject.speaker.kind == "organization"
    else:
        told = _reaches(sentence, cue, subject, start, turned)
    return subject if told else None


def _states(sentence: Sentence, cue: Cue, subject: Subject, again: bool) -> bool:
    """Whether a verb without a pause tells what its subject lays down: a meeting, a paper, a body to those below it."""
    near = len(sentence.text[subject.end : cue.start].lstrip(_LINKING)) <= 1
    if again and subject.speaker.kind in ("person", "organization"):
        return _ORDERS.search(sentence.masked, subject.end, cue.start) is not None
    if _MEETING.search(subject.speaker.name or ""):
        return near or again
    above = subject.speaker.kind == "organization" or subject.speaker.title
    below = above and cue.text == "要求" and _BELOW.match(sentence.text, cue.end)
    return near and bool(subject.speaker.kind == "document" or below)


_WEIGHED = re.compile("(?:根据|结合|综合|鉴于|依据|考虑到|经)[^。；：]{2,120}，$")
"""On what a court or another body rests what it finds: 青溪法院|根据被告人认罪等情节，|认为他构成犯罪."""
_ORDERS = re.compile(
    "(?:作出|作|发表)[^，。]{0,6}(?:指示|批示|讲话|部署)|指挥|主持|召开|检查|督导|督查|调研|视察|考察|派出|印发|发布|下发|高度重视|通过[^，。]{0,4}决议|致信|听取"
)
"""What somebody does who then demands: 秦望川到渡口指挥救援，|要求争分夺秒."""


def _is_heard(cast: Cast, cue: Cue, subject: Subject) -> bool:
    """Whether a verb that may tell of a deed tells what its subject says, as nothing parts it from what follows."""
    speaker, gap = subject.speaker, cue.start - subject.end
    of_sides = cue.text in _OF_SIDES
    heard = speaker.kind == "person" and (
        (cast.heard == speaker and cue.text != "坚持") or (subject.pronoun and cue.text in _PROPOSALS)
    )
    accuses = cue.text in _ACCUSING and (speaker.kind == "organization" or bool(speaker.title)) and gap <= 1
    sides = of_sides and _SIDE.search(speaker.name or "") is not None
    return (heard or accuses or sides) and gap <= (_NEAR - 1 if of_sides else 1)


def _reaches(sentence: Sentence, cue: Cue, subject: Subject, start: int, turned: bool) -> bool:
    """Whether a verb can take up a subject at its distance."""
    honour = POST.match(sentence.text, subject.end, cue.start) if subject.speaker.kind == "person" else None
    gap = sentence.masked[honour.end() if honour else subject.end : cue.start]
    apart = len(gap) > _NEAR and not any(p.fullmatch(gap) for p in (WHERE, _COMPLAINS, _ITS_PAPER)) and not turned
    if cue.text in NOUN_LIKE and apart and sentence.masked[cue.start - 1] not in COMMAS:
        return False
    if cue.pause or not any(c in gap for c in COMMAS):
        return True
    if cue.text in _FORECASTS and WARNS.match(gap.rstrip(COMMAS)):
        return True
    of_that = cue.text in _TOLD_OF_THAT and _THAT.match(sentence.text, cue.end) and not _ANOTHER.search(gap)
    told = cue.text in _BEHIND_CLAUSE or of_that
    behind = bool(told) and _GOES_ON.search(sentence.masked, start, cue.start) is not None
    return behind or _commands(cue)


_FORECASTS = frozenset(("预计", "预测", "预报"))
"""What a body that has given out a warning does: 气象台发布暴雪预警，|预计…."""
_TOLD_OF_THAT = frozenset(("说", "感叹", "感慨"))
_THAT = re.compile("(?:这(?!话|番|句|些话)|那(?!话|番)|自己|[他她]的?(?:们|最|也|还|家))")
"""秦望川走进面馆，说|这是他最常去的一家."""
_OTHERS = any_of([word for kind in ("one_or_many", "many", "kin") for word in rules("speakers")[kind]])
_ANOTHER = re.compile(f"[，；](?:[一这那][位名]|几位)?(?:{_OTHERS})[^，；]+[，；]$")
"""Somebody else, who does what the clause in front of the verb tells: 秦望川走访渡口，|老人拉着他的手，|说这路真好."""
_LONE_PAPER = re.compile("(声明|通报|公告|通告)(?:还|又)?(?:称|说|表示)")
"""A paper told of before, or by itself: 通报称，…."""
_ITS_PAPER = re.compile(f"[^，；：]{{0,6}}?{BROUGHT_OUT}[^，；：]{{2,24}}")
"""What a body has brought out, which shows something: 能源署|当日发布的月报|显示."""
_COMPLAINS = re.compile("(?:多次|先后|近日|日前)?(?:向|致电|拨打|来电|写信给|通过)[^，；：]{2,40}")
"""To whom or by what means somebody complains: 冯女士|向市消费者协会|反映."""
_TURNS_TO = re.compile("，[^，：；对向]{0,6}[对向](?:大家|众人|记者|游客|观众|顾客|来宾|客人)$")
"""Whoever turns to those who hear it is told of in the clause before: 秦望川起身，向大家|介绍."""


_AT_ONCE = re.compile("(?:要求|敦促)$")
_THEN = re.compile("当即|当场|随即|现场")


def _at_once(sentence: Sentence, subject: Subject, cue: Cue) -> bool:
    """Whether somebody asks for it on the spot, or where he speaks: 秦望川当即|要求, 秦望川局长在声明中|敦促."""
    gap = sentence.masked[subject.end : cue.start]
    there = _THEN.fullmatch(gap) or (gap.startswith("在") and WHERE.fullmatch(gap))
    return bool(there) and subject.speaker.kind == "person"


def _issued(text: str, start: int, end: int) -> int | None:
    """Where the title of the paper ends that a clause in front of `end` tells to be issued."""
    issued = _ISSUED.search(text, start, end) or _PASSED.search(text, start, end)
    return text.index("》", issued.start(), end) if issued else None


def _commands(cue: Cue) -> bool:
    """Verbs that take up a subject some clauses ahead even without a pause behind them: 会议听取…，强调要…."""
    return cue.text in ("强调", "指出", "要求")


def _unnamed(sentence: Sentence, cue: Cue, start: int) -> Attribution | None:
    """Reported speech whose subject is no name we know: the voice is sure, the speaker is not."""
    clause = max(start, 1 + max(sentence.masked.rfind(c, start, cue.start) for c in COMMAS + "”"))
    words = sentence.masked[clause : cue.start]
    if words.endswith("所"):
        return None
    if not cue.plain or not cue.pause or not (2 <= len(words) <= 40 or words in _PRONOUNS) or _UNSAID.search(words):
        return None
    return Attribution(UNKNOWN, clause, cue.start, cue.end, cue.text, sentence.start)
