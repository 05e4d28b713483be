"""Voices of a paragraph: which stretches are the paper's own, which are speech, whose, and by which word."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.cues import NAMELESS, NARRATOR, Cue, find_cues
from transforms.quotations import FINAL, Quotation, find_quotations, is_open_at_end
from transforms.sentences import split_quoted, split_units
from transforms.speakers import UNKNOWN, Cast, Speaker, Subject

_FROM = re.compile(r"记者[^，。；：“”]{0,16}?从(?P<who>[^，。；：]{2,40}?)(?P<cue>了解到|获悉|得知|处了解到|处获悉)")
_BY = re.compile(
    r"(?<![^，,：。！？”\s])(?:另|又|而|此外，)?(?:根据|据)(?P<who>[^，。；：！？]{2,40}?)"
    r"(?P<cue>介绍|报道称?|新闻报道|透露|消息|通报|发布的[^，。；：]{0,16}|公布的[^，。；：]{0,16}|统计|测算|预测|预计|分析|的?(?:最新|统计|监测)?数据(?:显示)?|讲述|反映|回忆|说|称)[，,称]"
)
_SHOWN = re.compile(
    r"(?P<who>[^，。；：！？]{2,30}?)(?:发布的?)?(?:最新|的)?(?P<cue>(?:统计|监测|调查|普查|交易)?(?:数据|结果|报告)(?:显示|表明))[，,]"
)
_IN_VIEW = re.compile(
    r"(?<![^，,。！？”\s])(?:在(?P<who>[^，。；：！？]{1,30}?)(?P<cue>看来|眼中|眼里)|(?P<whose>[^，。；：！？]{2,20}?)(?P<view>[^，。；：！？]{0,8}观点[为是]))[，,]"
)
_REPORTED = frozenset(("报道", "报道称", "新闻报道", "消息"))
_TITLE = re.compile("《[^《》]{2,60}》")
_THIRD = re.compile("他|她")
_WORDLESS = re.compile(r"[\s，,。：:！!？?…”“’‘、；;]*$")
_LABEL = re.compile(r"^(?P<who>问|答|记者|主持人|[\u4e00-\u9fff·]{2,12})\s?[：:](?=\S)")
_MEETING_WORD = re.compile("会议?$")
_ASKS = frozenset(("问", "记者", "主持人"))


class Part(NamedTuple):
    """A stretch of a paragraph with one voice and one speaker; `utterance` counts the acts of speaking of the page."""

    start: int
    end: int
    voice: str
    speaker: Speaker | None = None
    cue: str | None = None
    attribution: str | None = None
    utterance: int = 0


class _Attribution(NamedTuple):
    """Who is named as speaker in a sentence, and where: `start` of the naming clause, the cue's span."""

    speaker: Speaker
    start: int
    cue_start: int
    cue_end: int
    cue: str
    pause: str
    pronoun: bool


class _Utterance(NamedTuple):
    """An act of speaking that may go on."""

    number: int
    speaker: Speaker | None
    cue: str | None
    direct: bool


class VoiceReader:
    """Reads the paragraphs of a page in order; it remembers who spoke and which quotation is still open."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._count = 0
        self._running: _Utterance | None = None
        self._meeting: _Utterance | None = None
        self._answering: _Utterance | None = None

    def start_article(self) -> None:
        """Forget everything but the count of utterances."""
        self._cast.start_article()
        self._running = self._meeting = self._answering = None

    def read(self, segment: int, text: str, kind: str) -> list[Part]:
        """The parts of a paragraph, in order; together they cover all of its characters but white space."""
        quotations = find_quotations(text, self._running is not None)
        paragraph = _Paragraph(self, segment, text, quotations)
        labelled = self._label(segment, text, kind)
        parts = labelled if labelled is not None else paragraph.read(kind)
        self._running = None
        if is_open_at_end(quotations, text) and paragraph.spoke:
            self._running = paragraph.spoke
        return parts

    def _label(self, segment: int, text: str, kind: str) -> list[Part] | None:
        """An interview's paragraph: 问：…, 答：…, or one that goes on with an answer; None if it is none."""
        match = _LABEL.match(text)
        if match is None or kind != "body":
            return None
        who = match["who"]
        if who in _ASKS:
            self._answering = self.utter(None, who, False) if self._answering is None else self._answering
            return [Part(a, b, "narration") for a, b in split_quoted(text, 0, len(text))]
        if who == "答":
            speaker = self._cast.office or self._cast.person or UNKNOWN
        else:
            named = [
                m
                for m in self._cast.mentions(segment, 0, match.end())
                if m.type == "person" and m.end == match.end("who")
            ]
            if not named:
                return None
            if self._answering is None and len(text) > match.end() and text[match.end()] in '“「"':
                return None
            speaker = self._cast.speaker_of(named[0])
        self._answering = self.utter(speaker, who, True)
        return self.spoken(text, 0, len(text), self._answering, who)

    def utter(self, speaker: Speaker | None, cue: str | None, direct: bool) -> _Utterance:
        """A new act of speaking."""
        self._count += 1
        if speaker:
            self._cast.remember(speaker)
        return _Utterance(self._count, speaker, cue, direct)

    def spoken(self, text: str, start: int, end: int, utterance: _Utterance, cue: str | None = None) -> list[Part]:
        """Direct speech, a part for each sentence; the first is explicit if a cue stands in it."""
        parts = []
        for a, b in split_quoted(text, start, end):
            how = "explicit" if cue and not parts else "carried"
            parts.append(Part(a, b, "direct", utterance.speaker, cue or utterance.cue, how, utterance.number))
        return parts


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, reader: VoiceReader, segment: int, text: str, quotations: list[Quotation]) -> None:
        self._reader = reader
        self._cast = reader._cast
        self._segment = segment
        self._text = text
        self._quotations = quotations
        self._masked = _mask(text, quotations)
        self._parts: list[Part] = []
        self._pending: list[tuple[int, int]] = []
        self._current: _Utterance | None = reader._running
        self.spoke: _Utterance | None = reader._running

    def read(self, kind: str) -> list[Part]:
        for start, end in split_units(self._text, self._quotations):
            inside = [q for q in self._quotations if q.start < end and q.end > start]
            if inside and inside[0].start <= start and _WORDLESS.match(self._text, inside[0].end, end):
                self._pure(start, end, inside[0])
            else:
                self._mixed(start, end, inside, kind)
        self._settle(None)
        return self._parts

    # -- sentences that are a quotation -------------------------------------------------------------------------

    def _pure(self, start: int, end: int, quotation: Quotation) -> None:
        if (not quotation.opened and self._reader._running) or (quotation.start == 0 and self._reader._running and self._reader._running.speaker):
            self._parts += self._reader.spoken(self._text, start, end, self._reader._running)
            self._current = self._reader._running
        else:
            self._pending.append((start, end))

    def _settle(self, utterance: _Utterance | None) -> None:
        """Give the quotations that wait for a speaker to an utterance, or to whoever spoke or was named before."""
        if not self._pending:
            return
        if utterance is None:
            before = self._current
            speaker = before.speaker if before else self._named_before(self._pending[0][0])
            utterance = before or self._reader.utter(speaker, None, True)
        for start, end in self._pending:
            self._parts += self._reader.spoken(self._text, start, end, utterance)
        self._pending = []
        self._current = self.spoke = utterance

    def _named_before(self, start: int) -> Speaker | None:
        """The last person named in front of a quotation in this paragraph."""
        persons = [m for m in self._cast.mentions(self._segment, 0, start) if m.type == "person"]
        return self._cast.speaker_of(persons[-1]) if persons else None

    # -- other sentences ----------------------------------------------------------------------------------------

    def _mixed(self, start: int, end: int, inside: list[Quotation], kind: str) -> None:
        found = self._attribution(start, end, inside) if kind != "caption" else None
        if found is None:
            self._unattributed(start, end, inside)
            return
        speech = self._speech(found, start, end, inside)
        current = self._current
        same = bool(current and current.speaker == found.speaker and (found.pronoun or self._pending or current.direct))
        if same and current and not self._pending:
            utterance = current
        else:
            utterance = self._reader.utter(found.speaker, found.cue, bool(speech))
        closing = self._closes(found, end, speech)
        if self._pending:
            self._settle(utterance)
        self._lay(start, end, found, speech, utterance, closing)
        self._current = self.spoke = utterance._replace(direct=(bool(speech) and speech[-1].end >= end - 1) or closing)
        self._meet(utterance)

    def _meet(self, utterance: _Utterance) -> None:
        speaker = utterance.speaker
        self._reader._meeting = utterance if speaker and speaker.name and speaker.name.endswith("会议") else None

    def _closes(self, found: _Attribution, end: int, speech: list[Quotation]) -> bool:
        """Whether the sentence only names the speaker of the quotation in front of it: X说。"""
        return not speech and bool(self._pending) and bool(_WORDLESS.match(self._text, found.cue_end, end))

    def _lay(
        self, start: int, end: int, found: _Attribution, speech: list[Quotation], utterance: _Utterance, closing: bool
    ) -> None:
        """Cut an attributed sentence into parts and add them."""
        text = self._text
        if closing:
            self._parts.append(self._part(start, end, "direct", utterance, found.cue))
            return
        lead = self._narrated_lead(start, found)
        if lead > start:
            self._add_narration(start, lead)
            start = lead
        at, named = start, False
        for quotation in speech:
            outside = text[at : quotation.start]
            has_cue = at <= found.cue_start < quotation.start
            wordless = bool(_WORDLESS.match(text, found.cue_end if has_cue else at, quotation.start))
            if outside and not wordless:
                self._parts.append(
                    self._part(at, quotation.start, "indirect", utterance, found.cue if has_cue else None)
                )
                at = quotation.start
            named = named or has_cue
            self._parts += self._reader.spoken(text, at, quotation.end, utterance, found.cue if has_cue else None)
            at = quotation.end
        if at < end:
            self._rest(at, end, found, bool(speech), utterance)

    def _rest(self, at: int, end: int, found: _Attribution, quoted: bool, utterance: _Utterance) -> None:
        """What stands behind the last quotation of an attributed sentence."""
        text = self._text
        has_cue = at <= found.cue_start
        wordless = bool(_WORDLESS.match(text, found.cue_end if has_cue else at, end))
        if not has_cue and wordless and self._parts:
            self._parts[-1] = self._parts[-1]._replace(end=end)
            return
        voice = "direct" if quoted and wordless else "indirect"
        while at < end and text[at].isspace():
            at += 1
        self._parts.append(self._part(at, end, voice, utterance, found.cue if has_cue else None))

    def _part(self, start: int, end: int, voice: str, utterance: _Utterance, cue: str | None) -> Part:
        how = "explicit" if cue else "carried"
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return Part(start, end, voice, utterance.speaker, cue or utterance.cue, how, utterance.number)

    def _narrated_lead(self, start: int, found: _Attribution) -> int:
        """Where the naming clause begins if the clauses in front of it tell of the speaker (X来自海边，他说…)."""
        if not found.pronoun or found.start <= start:
            return start
        comma = max(self._text.rfind(c, start, found.start) for c in "，,；")
        if comma < start:
            return start
        persons = [m for m in self._cast.mentions(self._segment, start, comma) if m.type == "person"]
        return comma + 1 if persons else start

    def _add_narration(self, start: int, end: int) -> None:
        self._parts.append(Part(start, end, "narration"))

    def _unattributed(self, start: int, end: int, inside: list[Quotation]) -> None:
        """A sentence without speaker: narration, or what somebody said before goes on."""
        text = self._text
        if self._pending:
            self._settle(self._acting(start, end))
            self._current = None if self._current is None else self._current._replace(direct=True)
        current = self._current
        if current is None and self._reader._meeting and text.startswith("要", start):
            current = self._current = self._reader._meeting
        if current and not self._carries(current, start, end):
            current = self._current = None
        self._cast.note(self._segment, text, start, end)
        if current is None:
            self._add_narration(start, end)
            return
        tail = [q for q in inside if self._is_tail(q, end)]
        if tail and tail[0].start > start:
            self._parts.append(self._part(start, tail[0].start, "indirect", current, None))
            self._parts += self._reader.spoken(text, tail[0].start, end, current)
        else:
            self._parts.append(self._part(start, end, "indirect", current, None))

    def _acting(self, start: int, end: int) -> _Utterance | None:
        """The person that a sentence of narration behind a quotation tells of, taken to have said it."""
        persons = [m for m in self._cast.mentions(self._segment, start, end) if m.type == "person"]
        if persons:
            return self._reader.utter(self._cast.speaker_of(persons[0]), None, True)
        if _THIRD.search(self._masked, start, end) and self._cast.person and self._current is None:
            return self._reader.utter(self._cast.person, None, True)
        return None

    def _carries(self, current: _Utterance, start: int, end: int) -> bool:
        """Whether a sentence that names no speaker still says what the current one said."""
        if NARRATOR.match(self._masked, start, end) or current.speaker is None:
            return False
        if current.direct and _THIRD.search(self._masked, start, end):
            return False
        return not self._tells_of(current.speaker, start, end)

    def _tells_of(self, speaker: Speaker, start: int, end: int) -> bool:
        """Whether a sentence speaks of the speaker, or of somebody else, in the third person."""
        if speaker.kind == "person":
            return bool(speaker.name) and speaker.name in self._text[start:end]
        if speaker.name and _MEETING_WORD.search(speaker.name):
            return False
        if self._text[end - 1] in "？?":
            return True
        named = self._cast.mentions(self._segment, start, end)
        if any(m.type == "person" and m.start - start < 12 for m in named):
            return True
        return any(m.type == "organization" and m.name.startswith(speaker.name or "-") for m in named)

    # -- finding the speaker --------------------------------------------------------------------------------------

    def _attribution(self, start: int, end: int, inside: list[Quotation]) -> _Attribution | None:
        masked = self._masked
        nameless = None if _FROM.match(masked, start, end) else NAMELESS.match(masked, start, end)
        source = None if nameless else self._source(start, end)
        if source and source.cue not in _REPORTED:
            return source
        begin = nameless.end() if nameless else source.cue_end if source else start
        for cue in find_cues(masked, begin, end):
            subject = self._subject(cue, begin, inside)
            if subject:
                return _Attribution(
                    subject.speaker, subject.start, cue.start, cue.end, cue.text, cue.pause, subject.pronoun
                )
        return source or self._by_colon(start, inside)

    def _subject(self, cue: Cue, start: int, inside: list[Quotation]) -> Subject | None:
        """The cue's subject; behind a quotation only what stands between the two is looked at."""
        for q in inside:
            if q.end <= cue.start and q.inner(self._text)[-1:] in FINAL | {"，", ","}:
                start = max(start, q.end)
        subject = self._cast.find_subject(self._segment, self._text, start, cue.start, cue.free)
        if subject is None:
            return None
        if (
            not cue.pause
            and subject.end < cue.start
            and any(c in "，,；" for c in self._masked[subject.end : cue.start])
        ):
            return None
        return subject

    def _source(self, start: int, end: int) -> _Attribution | None:
        masked = self._masked
        for pattern in (_FROM, _BY, _IN_VIEW, _SHOWN):
            match = pattern.search(masked, start, min(end, start + 90))
            if match:
                who, cue = ("who", "cue") if match["who"] else ("whose", "view")
                speaker = self._cast.find_source(self._segment, self._text, match.start(who), match.end(who))
                if speaker:
                    return _Attribution(speaker, match.start(), *match.span(cue), match[cue], "，", False)
        return None

    def _by_colon(self, start: int, inside: list[Quotation]) -> _Attribution | None:
        """X记忆犹新：“…”: a colon before a quotation is enough where somebody stands in front of it."""
        for q in inside:
            colon = q.start - 1
            if colon > start and self._text[colon] in "：:" and _is_sentence(q, self._text):
                persons = [m for m in self._cast.mentions(self._segment, start, colon) if m.type == "person"]
                subject = self._cast.find_subject(self._segment, self._text, start, colon)
                if subject:
                    return _Attribution(
                        subject.speaker,
                        subject.start,
                        subject.end,
                        colon,
                        self._text[subject.end : colon][-4:],
                        "：",
                        False,
                    )
                if persons:
                    m = persons[-1]
                    return _Attribution(
                        self._cast.speaker_of(m), m.start, m.end, colon, self._text[m.end : colon][-4:], "：", False
                    )
        return None

    # -- which quotations are speech --------------------------------------------------------------------------------

    def _speech(self, found: _Attribution, start: int, end: int, inside: list[Quotation]) -> list[Quotation]:
        return [q for q in inside if self._is_speech(q, found, start, end)]

    def _is_speech(self, q: Quotation, found: _Attribution, start: int, end: int) -> bool:
        text = self._text
        if q.start <= start:
            return q.inner(text)[-1:] in FINAL | {"，", ","} or text[q.end : q.end + 1] in ("，", ",")
        behind = _WORDLESS.match(text, found.cue_end, q.start) if q.start >= found.cue_end else None
        if behind:
            if ":" in text[found.cue_end : q.start] or "：" in text[found.cue_end : q.start]:
                return _is_sentence(q, text) or q.end >= end - 1
            return (q.end >= end - 1 and q.end - q.start > 5) or q.inner(text)[-1:] in FINAL
        return self._is_tail(q, end)

    def _is_tail(self, q: Quotation, end: int) -> bool:
        """A quotation that ends its sentence from within, behind a comma or a colon."""
        text = self._text
        return (
            q.end >= end - 1
            and q.end - q.start > 8
            and q.inner(text)[-1:] in FINAL
            and text[q.start - 1 : q.start] in ("，", "：", ",", ":")
        )


def _is_sentence(q: Quotation, text: str) -> bool:
    inner = q.inner(text)
    return inner[-1:] in FINAL or len(inner) > 10 or any(c in inner for c in "，；,")


def _mask(text: str, quotations: list[Quotation]) -> str:
    """The text with the inside of quotations blotted out, so that no word in them is read as a cue."""
    out, at = [], 0
    for q in quotations:
        inner_start, inner_end = q.start + q.opened, q.end - q.closed
        out += (text[at:inner_start], "□" * (inner_end - inner_start))
        at = inner_end
    return _TITLE.sub(lambda m: "《" + "□" * (len(m.group()) - 2) + "》", "".join((*out, text[at:])))
