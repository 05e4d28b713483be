"""Words without a reporting verb: behind a colon or a dash, or behind what somebody is told to give."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.attributions import EDGE, WHERE, Attribution, Sentence, persons_in
from transforms.statements.cues import any_of
from transforms.statements.other_party import answered
from transforms.statements.speakers import HONOUR, UNKNOWN, Cast, Speaker, Subject
from transforms.statements.speech import is_sentence, is_tail
from transforms.statements.subjects import find_subject
from transforms.statements.unnamed import counted_first

_RULES = rules("cues")
_CUE_LENGTH = 4
_TELLER = re.compile(
    rf"{EDGE}(?P<who>他|她|老人|老人家|老汉|大爷|大娘|大妈|大姐|大叔|小伙子?|姑娘|女孩|男孩|孩子|师傅|老师傅|汉子)"
)
_SAID = r"(?:[^“「\s]{2}|“[^“”，。！？]{1,8}”[^“”，。\s])"
"""What is said in a report, which may open with a word in quotation marks."""
_GIVEN_UNMARKED = (
    rf"的(?<!得到的)(?P<answer>(?:{any_of(_RULES['given_as'])})(?:则|就|也|却)?[是为])(?=[：:，]{_SAID})"
    rf"|所(?P<known>(?:了解|掌握|知道|听说)到?的(?:情况|消息|说法)[是为])(?=[：:，]{_SAID})"
    rf"|(?P<found>给出的(?:答案|回答|解释|理由|建议|原因)[是为])(?=[：:，]?[^“「，\s]{{2}})"
    rf"|(?P<reckoning>{any_of(_RULES['reckoning'])})(?=[：:，]{_SAID})"
    rf"|的(?<!出的)(?P<plain>{any_of(_RULES['answered_with'])})(?=[^：:“「，。—\s]{{2}})(?![肯否]定)"
)
_GIVEN = re.compile(
    rf"(?P<cue>{any_of(_RULES['giving'])})(?!会)[^，。：！？；]{{1,24}}(?=[：:]{_SAID})"
    rf"|(?P<telling>{any_of(_RULES['telling'])})(?=[：:]{_SAID})|{_GIVEN_UNMARKED}"
)
_GIVEN_WITHOUT_COLON = re.compile(_GIVEN_UNMARKED)
"""What of this needs no colon: most sentences hold none."""
_WROTE = re.compile(f"(?:{any_of(_RULES['writing'])})《[^《》]{{1,40}}》$")
_SOLEMNLY = re.compile(f"(?:{any_of(_RULES['solemnly'])})+$")
_ADDRESSED = re.compile(
    rf"(?P<cue>{any_of(_RULES['addressing'])})(?=[^，。：！？；]{{0,6}}(?:{any_of(_RULES['addressed'])}))[^，。：！？；“]{{2,10}}(?<![后时])[，：:]"
)
_URGED = re.compile(
    rf"(?P<cue>{any_of(_RULES['urging'])})(?:广大|相关|有关)?(?:{any_of(_RULES['addressed'])})们?(?=(?!的|和|、|家长|朋友)[^，。：！？；“]{{3}})"
)
"""X提醒市民注意防范: whom somebody urges and to what, in one clause."""


def _last_named(cast: Cast, sentence: Sentence, end: int) -> Subject | None:
    """The person named last, where a clause in front of a colon tells what he or she, or the old man, does."""
    teller = _TELLER.search(sentence.masked, sentence.start, end)
    if teller and teller["who"] not in ("他", "她") and _HIM.search(sentence.masked, teller.end(), end):
        return Subject(*teller.span("who"), Speaker("person", teller["who"]))  # 老人拉着他的手
    if teller is None:
        return None
    nobody = UNKNOWN if teller["who"] in ("他", "她") else Speaker("person", teller["who"])
    return Subject(*teller.span("who"), cast.person or nobody)


_HIM = re.compile("[他她](?!们)")
_CALLED = re.compile("(?P<cue>号召|勉励|呼吁|敦促|要求|希望|寄语|告诫|嘱咐|叮嘱)(?:(?![“”，。的])[一-鿿]){2,10}$")
"""Whom somebody calls upon, in front of what is quoted: 号召|全国科技界“…”."""


def called(cast: Cast, sentence: Sentence) -> Attribution | None:
    """X号召各界“…”: a person, a meeting or a paper asks somebody for what is quoted."""
    for q in sentence.quotations:
        found = _CALLED.search(sentence.text, max(sentence.start, q.start - _REACH), q.start)
        if found is None or len(q.inner(sentence.text)) < _LEAST_CALL:
            continue
        subject = find_subject(cast, sentence.segment, sentence.text, sentence.start, found.start())
        if subject is not None:
            return Attribution(subject.speaker, subject.start, found.start(), q.start, found["cue"], sentence.start)
    return None


_REACH, _LEAST_CALL = 16, 8


def given(cast: Cast, sentence: Sentence) -> Attribution | None:
    """X介绍了发展历程：…, X的回答是：…, X提醒市民，…: what is said stands behind an object, without quotation marks."""
    words = sentence.masked[sentence.start : sentence.end]
    marked = "：" in words or ":" in words
    return (
        _given(cast, sentence, _GIVEN if marked else _GIVEN_WITHOUT_COLON)
        or _urged_person(cast, sentence)
        or _given(cast, sentence, _ADDRESSED)
        or _given(cast, sentence, _URGED, near=True)
        or answered(cast, sentence)
    )


def _given(cast: Cast, sentence: Sentence, pattern: re.Pattern[str], near: bool = False) -> Attribution | None:
    """`near`: whether the subject stands right in front of the verb and opens its clause."""
    found = pattern.search(sentence.masked, sentence.start, sentence.end)
    if found is None:
        return None
    name, end = found.lastgroup or "cue", found.start()
    if adverb := _SOLEMNLY.search(sentence.masked, sentence.start, end):
        end = adverb.start()
    named = [m for m in cast.mentions(sentence.segment, sentence.start, end) if m.type == "person" and m.end == end]
    if named:
        subject: Subject | None = Subject(named[0].start, end, cast.speaker_of(named[0]))
    else:
        subject = find_subject(cast, sentence.segment, sentence.text, sentence.start, end)
    reasoned = name == "found" and found[name][3:5] in ("原因", "理由", "解释")
    if name == "found" and subject is not None and subject.speaker.kind not in ("person", "group") and not reasoned:
        return None
    if (
        subject is None
        or subject.speaker.kind == "document"
        or (near and (subject.pronoun or not _near(sentence, subject.end, end)))
    ):
        return None
    return Attribution(subject.speaker, subject.start, *found.span(name), found[name], sentence.start)


def _urged_person(cast: Cast, sentence: Sentence) -> Attribution | None:
    """X提醒陆知远，…: a person is urged to do what follows."""
    for m in persons_in(cast, sentence, sentence.start, sentence.end):
        if sentence.masked[m.end : m.end + 1] not in tuple("，："):
            continue
        verb = _URGES.search(sentence.masked, max(sentence.start, m.start - _MOST_VERB), m.start)
        if verb and (subject := find_subject(cast, sentence.segment, sentence.text, sentence.start, verb.start())):
            near = _near(sentence, subject.end, verb.start())
            if near and subject.speaker.kind != "document":
                return Attribution(subject.speaker, subject.start, *verb.span(), verb.group(), sentence.start)
    return None


_URGES = re.compile(f"(?:{any_of(_RULES['urging'])}|叮嘱|嘱咐|告知|劝)$")
_MOST_VERB = 4


def _near(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a title, or when and where it is said, stands between a speaker and the verb."""
    titled = HONOUR.match(sentence.masked, start, end)
    return WHERE.fullmatch(sentence.masked, titled.end() if titled else start, end) is not None


_TOLD = re.compile(
    "(?:勉励|叮嘱|嘱咐|嘱托|鼓励|安慰|劝|[对向跟])(?:大家|他们|她们|我们|[他她]|[一-鿿]{0,4}(?:群众|村民|孩子|同学|工作人员|代表|老人|老乡|乡亲|病人|患者|学生|家属|母亲|父亲|妻子|丈夫|儿子|女儿|战友|队员|同事)们?)(?:说|道)?$"
)
"""Whom the words are for, in front of a colon: 勉励|大家."""
_VOICED = re.compile(
    "(?:表达|道出|说出|喊出|发出|吐露|流露|抒发|倾诉)(?:过|了)?[^，。：！？；“”]{0,10}"
    "(?:担忧|忧虑|心声|看法|感受|体会|心里话|疑问|疑惑|困惑|感慨|感叹|愿望|心愿|诉求|期盼|期待|祝福|谢意|感谢|敬意|呼声|呼吁|观点|不满|想法|声音|誓言|决心|邀请|倡议|感言)$"
    "|(?:给出|作出|做出|给予)了?[^，。：！？；“”]{0,8}(?:回答|答复|答案|解释|回应|承诺|解答|评价|判断)$"
)
"""What is voiced, in front of a colon: 表达了|担忧."""
_BEARS = re.compile(
    f"(?P<who>{any_of(rules('narration')['bearers'])})(?:里|中|上|内容)?(?:显示|写着|写道|写的是|上?写有|为|是|称|说)?$"
)
"""A thing that bears the words behind a colon: 聊天记录|显示."""
_WORDED = re.compile("(?:概括|作答|回答|论断|判断|嘱托|寄语|号召|阐释|阐述|回应|指示|要求|总结|誓言|心声|感慨|思考)——$")
"""What is quoted behind a dash: 作出深刻的|概括——."""


_GESTURES = re.compile(any_of([*rules("narration")["gestures"], *rules("narration")["reactions"]]))
_SEEN = re.compile(f"(?:{_GESTURES.pattern})[一-鿿]{{0,8}}$")
"""What somebody is seen to do, in front of a colon."""
_MOST_BETWEEN = 28
_SPEAKS_ON = ("，", "：")


def by_gesture(cast: Cast, sentence: Sentence) -> Attribution | None:
    """“…，”秦望川指着江面，“…。”: who is seen between two quotations says both; in front of one it takes a gesture."""
    text, at = sentence.text, sentence.start
    for q in sentence.quotations:
        between, opens = (at, q.start), at == sentence.start
        at = q.end if q.start <= sentence.start else sentence.end
        words = text[slice(*between)]
        if not 2 < len(words) <= _MOST_BETWEEN or words[-1] not in _SPEAKS_ON or q.inner(text)[-1:] not in _FINAL:
            continue
        if opens and (not _GESTURES.search(words) or is_tail(q, text, sentence.end)):
            continue  # what a longer quotation ends is told by the paper
        persons = [m for m in persons_in(cast, sentence, *between) if m.start - between[0] <= _LED]
        speaker = next((cast.speaker_of(m) for m in persons if cast.can_speak(text, m, between[0])), None)
        if speaker is None and words[0] in "他她" and words[1] != "们":
            speaker = cast.person
        if speaker is None and opens and (gesture := _TALK.search(words)) is not None:
            told = find_subject(cast, sentence.segment, text, between[0], between[0] + gesture.start())
            speaker = told.speaker if told is not None and told.speaker.kind in ("person", "group") else None
        if speaker is not None:
            lead = q.start if opens else sentence.start
            return Attribution(speaker, between[0], q.start - 1, q.start, "，", lead)
    return None


_TALK = re.compile("谈起|说起|聊起|提起|讲起|谈到|说到")
_LED = 8
_FINAL = ("。", "！", "？", "…")


def by_colon(cast: Cast, sentence: Sentence) -> Attribution | None:
    """X记忆犹新：“…”: a colon before a quotation is enough where somebody stands in front of it."""
    text = sentence.text
    for q in sentence.quotations:
        colon = q.start - 1
        dashed = text[colon] == "—" and _WORDED.search(text, sentence.start, colon + 1) is not None
        if colon <= sentence.start or not (text[colon] in "：:" or dashed) or not is_sentence(q, text):
            continue
        end = colon
        if text[colon - 1] == "》":
            wrote = _WROTE.search(text, sentence.start, colon)
            if wrote is None:
                continue
            end = wrote.start()
        if bears := _BEARS.search(text, max(sentence.start, colon - _REACH), colon):
            paper = Speaker("document", bears["who"])
            lead = max(sentence.start, 1 + max(text.rfind(c, sentence.start, bears.start()) for c in "，；"))
            return Attribution(paper, *bears.span("who"), colon, "：", lead)
        if told := _TOLD.search(text, sentence.start, end) or _VOICED.search(text, sentence.start, end):
            end = told.start()
        seen = None if told else _SEEN.search(text, max(sentence.start, end - _REACH), end)
        shown = seen.start() if seen else end  # 水务局负责人|算了一笔账：“…”
        subject = find_subject(cast, sentence.segment, text, sentence.start, shown)
        if subject is None and end < colon and not told:
            return Attribution(UNKNOWN, sentence.start, end, colon, "：", sentence.start)
        if subject is None:
            clause = max(sentence.start, *(text.rfind(c, sentence.start, colon) + 1 for c in "，；”"))
            subject = counted_first(text, clause, colon)
        if subject is None:
            persons = persons_in(cast, sentence, sentence.start, colon)
            if persons:
                m = persons[-1]
                subject = Subject(m.start, m.end, cast.speaker_of(m))
            else:
                subject = _last_named(cast, sentence, colon)
        if subject is None:
            return None
        if subject.speaker.kind != "document":
            words = text[subject.end : end]
            cue = words if 0 < len(words) <= _CUE_LENGTH else "："
            return Attribution(subject.speaker, subject.start, subject.end, colon, cue, sentence.start)
    return None
