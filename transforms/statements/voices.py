"""Voices of a paragraph: which stretches are the paper's own, which are speech, whose, and by which word."""

from __future__ import annotations

import re

from transforms.numbers.numerals import parse_integer
from transforms.statements.attributions import Attribution, Sentence
from transforms.statements.carrying import DEMANDS, MEETING_WORD, THIRD, Carrier
from transforms.statements.cues import TOLD_TO, find_cues
from transforms.statements.epigraphs import taken_from
from transforms.statements.interviews import Interviews
from transforms.statements.leaders import Leaders
from transforms.statements.offices import note_office
from transforms.statements.pronouns import note_told
from transforms.statements.quotations import Quotation, find_quotations, is_open_at_end
from transforms.statements.reacting import DONE_TO, IN_HIS, is_called, reacting
from transforms.statements.reporting import closed_below, find_attribution
from transforms.statements.sentences import split_units
from transforms.statements.speakers import UNKNOWN, Cast, Speaker
from transforms.statements.speech import WORDLESS, ends_in_words, is_pure, is_spoken, is_tail, mask
from transforms.statements.subjects import find_subject
from transforms.statements.unnamed import acting_role, opening_role
from transforms.statements.utterances import Part, Utterance, spoken
from transforms.statements.wording import turns_to

_QUOTED_KINDS = frozenset(("person", "group", "unknown"))
# A paragraph that opens with such a verb has the subject of the one before.
_WISHES = re.compile("希望|期待|相信|愿(?!景|望|意|者)|呼吁|建议|强调|指出|要求|欢迎")
_ANNOUNCES = re.compile(
    "(?:([两三四五六七八几\\d]{1,2})|以下|如下|下列)(?:个|点|条|项|大|几[个点条项])?(?:方面|建议|原因|特点|亮点|趋势|意见|问题|因素|看法|理由|希望|要求|倡议|打算|做法|体会|感受|经验|担忧|期待)(?:的?[一-鿿]{1,4})?[。：]”?$"
)
"""Words at the end of a paragraph that lead to points in those below it: …主要表现在3个方面。"""
_FIRST_POINT = re.compile("[，。：](?:首先|第一|其一|一方面)，(?!.*(?:其次|第二|其二|另一方面)，)", re.DOTALL)
"""The first point, which those below it go on with: 何岚表示，首先，…."""
_POINT = re.compile(
    r"第?[一二三四五六七八九十][，、,是]|(?:首先|其次|再次|最后)[，是]|[（(][一二三四五六七八九十\d][）)]"
)
_LEAD = re.compile("[^，。：；！？“”]{5,18}。(?=[^“”]{12})")
"""水质总体保持稳定。上月，…: a point without a number."""
_SCENE = re.compile("记者|来到|走进|走访|只见|映入眼帘|上午|下午|傍晚|清晨")
"""What a reporter sees is no point of somebody's list."""
_MOST_POINTS = 9
"""So many points may follow where none were counted: 以下建议：."""
_SUMS_UP = re.compile(
    "(?:不住|连连|连声|不停地?|由衷地?|忍不住|啧啧)(?:称赞|赞叹|感叹|感慨|夸赞|道谢|致谢|叫好)[。！]|发表(?:公诉|辩护|代理|答辩|质证)意见[。]|一语道破|一语中的|道出了?[^，。]{0,16}(?:心声|感受|心里话|期盼|缘由|奥秘|秘诀|心得)|一句话[^，。]{0,8}(?:总结|概括|道破)"
)
"""What tells that the quotation in front is somebody's: 秦望川道出大家的心声。"""
_TO_WHOM = re.compile("[一-鿿]{1,8}[。！…]”?$")
"""To whom it was said, at the end of a sentence: “…。”何岚告诉|同事。"""
_CLAUSE = re.compile("[一-鿿]{4}$")
_LEADS_ON = ("：", ":", "——")


class VoiceReader:
    """Reads the paragraphs of a page in order; it remembers who spoke and which quotation is still open."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._count = 0
        self._running: Utterance | None = None
        self._meeting: Utterance | None = None
        self._interviews = Interviews(cast, self.utter)
        self._introduced: Utterance | None = None
        self._elsewhere: Utterance | None = None
        self._listed: Utterance | None = None
        self._points_left = 0
        self._quoted: Utterance | None = None
        self._reported: Utterance | None = None
        self.leaders = Leaders(cast)

    def start_article(self, article_id: str | None, continued: bool = False) -> None:
        """Forget everything but the count of utterances; `continued`: the article began on another page."""
        self._cast.start_article(article_id)
        self._running = self._meeting = self._introduced = self._listed = None
        self._quoted = self._reported = None
        self.leaders.start_article()
        self._elsewhere = self.utter(UNKNOWN, None) if continued else None
        self._interviews.start_article()

    def read(self, segment: int, text: str, kind: str) -> list[Part]:
        """The parts of a paragraph, in order; together they cover all of its characters but white space."""
        answer = self._interviews.read(segment, text, kind)
        if answer is not None:
            return answer
        point = self._point(text) if kind == "body" else None
        if point is not None:
            return point
        if kind == "body" and (document := taken_from(self._cast, segment, text)) is not None:
            parts = spoken(text, 0, len(text), self.utter(document, "摘自"), "摘自")
            return [part._replace(voice="indirect") for part in parts]
        quotations = find_quotations(text, self._running is not None)
        paragraph = _Paragraph(self, segment, text, quotations)
        parts = paragraph.read(kind)
        self._running = paragraph.spoke if is_open_at_end(quotations, text) else None
        self._introduced = None
        self._reported = paragraph.spoke if parts and parts[-1].voice == "indirect" else None
        self._quoted = paragraph.spoke if ends_in_words(quotations, text) else None
        if text.endswith(_LEADS_ON):
            introduced = parts[-1].voice == "direct" and paragraph.spoke
            self._introduced = introduced or self._introduces(segment, text)
        if kind == "body":
            announced = _ANNOUNCES.search(text) if parts and parts[-1].voice != "narration" else None
            self._listed = self._introduced or (paragraph.spoke if announced else None)
            if self._listed is None and parts and parts[-1].voice == "indirect" and _FIRST_POINT.search(text):
                self._listed, announced = paragraph.spoke, None
                self._points_left = 0
                return parts
            self._points_left = (announced and announced[1] and parse_integer(announced[1])) or _MOST_POINTS
        return parts

    def _point(self, text: str) -> list[Part] | None:
        """A paragraph of the list that somebody's words led to: 他提出三点建议： 第一，…; None if it is none."""
        listed = self._listed
        if listed is None or not (_POINT.match(text) or self._opens_a_point(text)):
            return None
        self._points_left -= 1
        self._introduced = None
        units = split_units(text, find_quotations(text, False))
        return [Part(a, b, "indirect", listed.speaker, listed.cue, "carried", listed.number) for a, b in units]

    def _opens_a_point(self, text: str) -> bool:
        """Whether a paragraph opens with a short sentence that says its point, and nobody is heard or seen in it."""
        if self._points_left <= 0 or not _LEAD.match(text) or _SCENE.search(text):
            return False
        return next(find_cues(text, 0, len(text)), None) is None

    def _introduces(self, segment: int, text: str) -> Utterance | None:
        """The act of speaking that a paragraph's last words lead to: 《临江县志》记载："""
        end = len(text.rstrip("：:—"))
        start = max(text.rfind(mark, 0, end) for mark in "。！？；") + 1
        subject = find_subject(self._cast, segment, text, start, end)
        if subject is None or (text[end] == "—" and subject.speaker.kind != "person"):
            return None
        return self.utter(subject.speaker, "：")

    def utter(self, speaker: Speaker | None, cue: str | None) -> Utterance:
        """A new act of speaking."""
        self._count += 1
        if speaker:
            self._cast.remember(speaker)
        return Utterance(self._count, speaker, cue)


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, reader: VoiceReader, segment: int, text: str, quotations: list[Quotation]) -> None:
        self._reader = reader
        self._cast = reader._cast
        self._segment = segment
        self._text = text
        self._quotations = quotations
        self._masked = mask(text, quotations, self._cast.mentions(segment, 0, len(text)))
        self._carrier = Carrier(self._cast, segment, text, self._masked)
        self._parts: list[Part] = []
        self._pending: list[tuple[int, int]] = []
        self._current: Utterance | None = reader._running
        if reader._meeting and text.startswith("要"):
            self._current = reader._meeting
        if reader._introduced and reader._introduced.cue != "：" and not (quotations and quotations[0].start == 0):
            self._current = reader._introduced  # 秦望川表示： and below it words without marks
        if reader._elsewhere and DEMANDS.search(text):
            self._current = reader._elsewhere
        reader._meeting = reader._elsewhere = None
        self.spoke: Utterance | None = reader._running

    def read(self, kind: str) -> list[Part]:
        first, quotations = 0, self._quotations
        if kind == "body" and self._reader._reported and _WISHES.match(self._text):
            self._current = self._reader._reported
        for start, end in split_units(self._text, quotations):
            while first < len(quotations) and quotations[first].end <= start:
                first += 1
            last = first
            while last < len(quotations) and quotations[last].start < end:
                last += 1
            inside = quotations[first:last]
            if inside and is_pure(inside[0], self._text, start, end, kind):
                self._pure(start, end, inside[0])
            else:
                self._mixed(start, end, inside, kind)
        said = self._reader.utter(UNKNOWN, None) if kind == "subheading" and self._pending else None
        self._settle(said or (None if self._parts else self._named_next()))
        self._reader.leaders.note(self._segment, self._text)
        if self._current and self._current.speaker and MEETING_WORD.search(self._current.speaker.name or ""):
            self._reader._meeting = self._current
        return self._parts

    # -- sentences that are a quotation --

    def _pure(self, start: int, end: int, quotation: Quotation) -> None:
        if (not quotation.opened and self._reader._running) or (
            quotation.start == 0 and self._reader._running and self._reader._running.speaker
        ):
            self._parts += spoken(self._text, start, end, self._reader._running)
            self._current = self._reader._running._replace(ended=True)
        elif start == 0 and self._reader._introduced:
            utterance = self._reader._introduced
            self._parts += spoken(self._text, start, end, utterance, utterance.cue)
            self._current = self.spoke = utterance._replace(ended=True)
        else:
            self._pending.append((start, end))

    def _settle(self, utterance: Utterance | None, cue: str | None = None) -> None:
        """Give the quotations that wait for a speaker to an utterance, or to whoever spoke or was named before."""
        if not self._pending:
            return
        utterance = utterance or self._before(self._pending[0][0])
        name = (utterance.speaker.name if utterance.speaker and utterance.speaker.kind == "person" else None) or ""
        for number, (start, end) in enumerate(self._pending, 1):
            other = name and number < len(self._pending) and is_called(name, self._text[start:end])
            said = self._reader.utter(UNKNOWN, None) if other else utterance  # “何医生，谢谢！”“不用谢。”何岚说。
            self._parts += spoken(self._text, start, end, said, None if other else cue)
        self._pending = []
        self._current = self.spoke = utterance._replace(closing=False, ended=True)

    def _named_next(self) -> Utterance | None:
        """The person whom the next paragraph names, for one that is only a quotation; who asks may be anybody."""
        if self._pending and not self._reader._running and is_open_at_end(self._quotations, self._text):
            speaker = closed_below(self._cast, self._segment)
            return self._reader.utter(speaker, None) if speaker else None
        if not self._pending or self._reader._running or self._text[self._pending[-1][1] - 2] in "？?":
            return None
        speaker = self._cast.named_next(self._segment)
        return self._reader.utter(speaker, None) if speaker else None

    def _before(self, start: int) -> Utterance:
        """The act of speaking that a quotation goes on with; figures and papers are not quoted so, persons are."""
        current = self._speaking()
        if current:
            return current
        speaker = next((p.speaker for p in reversed(self._parts) if p.speaker and p.speaker.kind == "person"), None)
        speaker = speaker or self._named_before(start)
        quoted = self._reader._quoted
        if speaker is None and start == 0:
            speaker = self._reader.leaders.quoted(self._segment, self._text)
        if speaker is None and start == 0 and quoted and quoted.speaker and quoted.speaker.kind == "person":
            return quoted
        return self._reader.utter(speaker or UNKNOWN, None)

    def _speaking(self) -> Utterance | None:
        """The act of speaking that goes on, if it is one that quotations are taken from."""
        current = self._current
        return current if current and current.speaker and current.speaker.kind in _QUOTED_KINDS else None

    def _named_before(self, start: int) -> Speaker | None:
        """The last person named in front of a quotation in this paragraph."""
        persons = [m for m in self._cast.mentions(self._segment, 0, start) if m.type == "person"]
        if not persons:
            return None
        last = max(self._text.rfind(mark, 0, start - 1) for mark in "。！？”") + 1
        if persons[-1].start >= last and turns_to(self._text, last, persons[-1].start):
            return self._cast.speaker_of(persons[-1])
        acting = (m for m in persons if m.start >= last and self._cast.can_speak(self._text, m, last))
        return self._cast.speaker_of(next(acting, persons[-1]))

    # -- other sentences --

    def _mixed(self, start: int, end: int, inside: list[Quotation], kind: str) -> None:
        sentence = Sentence(self._segment, self._text, self._masked, start, end, inside)
        found = find_attribution(self._cast, sentence) if kind != "caption" else None
        found = found or (self._reader.leaders.led(sentence) if kind == "body" else None)
        if found is None:
            self._unattributed(start, end, inside)
            return
        speech = [q for q in inside if is_spoken(q, self._text, start, end, found.start, found.cue_end)]
        if found.source and (found.speaker.kind != "person" or self._speaking()):
            self._settle(None)
        current = self._current
        same = bool(
            current and current.speaker == found.speaker and (current.closing or current.ended or found.start > start)
        )
        if found.speaker.kind == "organization":
            note_told(self._cast, self._segment, self._text, found.cue_end, end)
        again = current if same and not self._pending else None
        utterance = again or self._reader.utter(found.speaker, found.cue)
        closing = self._closes(found, end, speech)
        if self._pending:
            self._settle(utterance, found.cue)
        first = len(self._parts)
        self._lay(start, end, found, speech, utterance, closing)
        quoted = bool(speech) and speech[-1].end >= end - 1
        ended = quoted and all(part.voice != "indirect" for part in self._parts[first:])
        self._current = self.spoke = utterance._replace(closing=closing, ended=ended)

    def _closes(self, found: Attribution, end: int, speech: list[Quotation]) -> bool:
        """Whether the sentence only names the speaker of the quotation in front of it: X说。"""
        last = self._parts[-1] if self._parts else None
        behind = bool(self._pending) or (last is not None and last.voice == "direct" and last.speaker == found.speaker)
        told = found.cue in TOLD_TO and _TO_WHOM.match(self._text, found.cue_end, end)
        return not speech and behind and bool(told or WORDLESS.match(self._text, found.cue_end, end))

    def _lay(
        self, start: int, end: int, found: Attribution, speech: list[Quotation], utterance: Utterance, closing: bool
    ) -> None:
        """Cut an attributed sentence into parts and add them."""
        text = self._text
        if closing:
            self._parts.append(self._part(start, end, "direct", utterance, found.cue))
            return
        if found.lead > start:
            self._parts.append(Part(start, found.lead, "narration"))
            start = found.lead
        at = start
        for quotation in speech:
            outside = text[at : quotation.start]
            has_cue = at <= found.cue_start < quotation.start
            wordless = bool(WORDLESS.match(text, found.cue_end if has_cue else at, quotation.start))
            if outside and not wordless:
                self._parts.append(
                    self._part(at, quotation.start, "indirect", utterance, found.cue if has_cue else None)
                )
                at = quotation.start
            self._parts += spoken(text, at, quotation.end, utterance, found.cue)
            at = quotation.end
            if at < end and text[at] in "，,；" and self._parts:
                at += 1
                self._parts[-1] = self._parts[-1]._replace(end=at)
        if at < end:
            self._rest(at, end, found, bool(speech), utterance)

    def _rest(self, at: int, end: int, found: Attribution, quoted: bool, utterance: Utterance) -> None:
        """What stands behind the last quotation of an attributed sentence."""
        text = self._text
        has_cue = at <= found.cue_start
        wordless = bool(WORDLESS.match(text, found.cue_end if has_cue else at, end))
        if not has_cue and wordless and self._parts:
            self._parts[-1] = self._parts[-1]._replace(end=end)
            return
        voice = "direct" if wordless and (quoted or text[end - 1] in "：:") else "indirect"
        while at < end and text[at].isspace():
            at += 1
        self._parts.append(self._part(at, end, voice, utterance, found.cue if has_cue else None))

    def _part(self, start: int, end: int, voice: str, utterance: Utterance, cue: str | None) -> Part:
        how = "explicit" if cue else "carried"
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return Part(start, end, voice, utterance.speaker, cue or utterance.cue, how, utterance.number)

    def _unattributed(self, start: int, end: int, inside: list[Quotation]) -> None:
        """A sentence without speaker: narration, or what somebody said before goes on."""
        text = self._text
        if self._pending:
            self._settle(self._reacting(start, end) or (None if self._speaking() else self._acting(start, end)))
            if self.spoke and self.spoke.speaker and not inside and _SUMS_UP.search(text, start, end):
                self._parts.append(self._part(start, end, "direct", self.spoke, None))
                return
        current = self._current
        if current and not self._carrier.carries(current, start, end):
            current = self._current = None
        tail = next((q for q in inside if q.start > start and is_tail(q, text, end)), None)
        quoted = tail.start if tail else end
        if current is None:
            self._parts.append(Part(start, quoted, "narration"))
        else:
            self._parts.append(self._part(start, quoted, "indirect", current, None))
        if tail:
            current = current or self._acting(start, quoted)
            if current is None and text[quoted - 1] in "：:" and _CLAUSE.search(text, start, quoted - 1):
                current = self._reader.utter(UNKNOWN, None)  # whoever it is, nobody heard before
            if current:
                self._parts += spoken(text, quoted, end, current)
                self._current = self.spoke = current._replace(ended=self._current is None)
            else:
                self._pending.append((quoted, end))
        self._cast.note(self._segment, text, start, end)
        note_office(self._cast, self._segment, text, start, end)

    def _reacting(self, start: int, end: int) -> Utterance | None:
        """The act of speaking of whom a sentence right behind the quotations that wait tells to be moved by them."""
        at = self._pending[0][0]
        found = reacting(self._cast, self._segment, self._text, start, end, self._text[at : self._pending[-1][1]])
        if found is None or (self._current and self._current.speaker == found):
            return None
        return self._reader.utter(found, None)

    def _acting(self, start: int, end: int) -> Utterance | None:
        """The person that a sentence of narration behind a quotation tells of, taken to have said it."""
        persons = [m for m in self._cast.mentions(self._segment, start, end) if m.type == "person"]
        if persons:
            acting = next((m for m in persons if self._cast.can_speak(self._text, m, start)), persons[0])
            if end < len(self._text) and IN_HIS.match(self._text, acting.end, end):
                return None
            if self._cast.heard and DONE_TO.search(self._text, start, acting.start):
                return self._reader.utter(self._cast.heard, None)
            if (role := acting_role(self._text, start, acting.start)) is not None:
                return self._reader.utter(role, None)
            return self._reader.utter(self._cast.speaker_of(acting), None)
        opener = (
            opening_role(self._text, start, end) if end < len(self._text) and self._text[end - 1] in "，：" else None
        )
        if opener is not None:
            return self._reader.utter(opener, None)
        if self._current is None and self._cast.person and THIRD.search(self._masked, start, end):
            return self._reader.utter(self._cast.person, None)
        return None
