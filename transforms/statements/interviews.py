"""Interviews and collected voices: labels before what is said (问：…), and lines that only name who says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from transforms.lexicon import rules
from transforms.statements.cues import any_of
from transforms.statements.sentences import split_quoted
from transforms.statements.speakers import UNKNOWN, Cast, Speaker
from transforms.statements.subjects import find_subject
from transforms.statements.utterances import Part, Utterance, spoken

_LABEL = re.compile(
    r"^[●■◆▲★○◎]?\s*(?:[一-鿿]{2,16}[ \u3000]+)?"
    r"(?:《?(?P<who>问|答|[QA]|[一-鿿](?=[：:])|[^，。：！？；“”告诉对向问说的]{0,14}记者|主持人|[\u4e00-\u9fff·]{2,12})》?"
    r"(?:[（(](?:笑|大笑|微笑|沉思|停顿|沉默|点头|摇头|哽咽|激动|想了想|笑着)[）)]|[（(](?P<named>[^（）()。]{2,40})[）)])?\s?[：:]"
    r"|[\[【](?P<boxed>问|答|[\u4e00-\u9fff·]{2,12})[\]】][：:]?)(?=\S)"
)
_LINE = re.compile(r"[^，。！？；“”《》]{2,40}[：:]$")
_ASKER = re.compile("(?:记者|主持人)[：:]$")
_ANOTHER = re.compile("[说道称示绍诉][：:]“|^(?:本报|海报)?记者")
_NO_LINE = re.compile("记者|编辑|作者|通讯员|摄|整理|文/|图/|尊敬的|亲爱的|敬爱的")
_ASKS = re.compile("问|记|Q|主持人|网友|[^告诉对向问说的]{0,14}记者")
_ANSWERS = re.compile(
    "主持[^，。；]{0,8}(?:记者会|发布会|吹风会)|答[^，。；]{0,6}记者[^，。；]{0,4}问|接受[^，。；]{0,24}(?:采访|专访|访谈)|回答[^，。；]{0,12}(?:提问|问题)"
)
"""What somebody does who answers the questions of the press."""
_TITLED = re.compile(
    any_of(
        [*rules("speakers")["honours"], *rules("persons")["addresses_by_post"], *rules("persons")["plain_addresses"]]
    )
)
"""Behind the name in a label: 秦望川|代表：…."""
_SPEAKERS = rules("speakers")
_ROLES = frozenset((*_SPEAKERS["person"], *_SPEAKERS["one_or_many"], "嘉宾", "受访者", "被采访者"))
"""Who answers without a name: 发言人：…."""
_SHORTEST_LABEL = 2
_LONGEST_HEADING = 24
_QUESTIONS = frozenset("？?")
_OPENING = '“「"'


class Interviews:
    """Reads the paragraphs of an article that labels give to somebody; it remembers who is answering."""

    def __init__(self, cast: Cast, utter: Callable[[Speaker | None, str | None], Utterance]) -> None:
        self._cast = cast
        self._utter = utter
        self.start_article()

    def start_article(self) -> None:
        """Forget who was asked and who answered."""
        self._answering: Utterance | None = None
        self._goes_on = False
        self._askers: set[str | None] = set()
        self._answerer: Speaker | None = None
        self._press: Counter[str] | None = None

    def read(self, segment: int, text: str, kind: str) -> list[Part] | None:
        """A labelled paragraph, or one that goes on with an answer; None if it is neither."""
        if kind != "body":
            self._goes_on = self._goes_on and kind != "subheading"
            return None
        if _LINE.match(text):
            return self._opened(segment, text)
        match = _LABEL.match(text)
        speaker = self._labelled(segment, match) if match else None
        asks = match and _ASKS.fullmatch(match["who"] or match["boxed"] or "") and not match["named"]
        if asks or (speaker and speaker.kind == "organization" and text.rstrip()[-1] in _QUESTIONS):
            self._goes_on, self._answering = True, None
            return self._asked(text, speaker, match)
        if speaker and match:
            return self._said(text, speaker, match["who"] or match["boxed"])
        if self._goes_on and self._is_heading(segment, text):
            return [Part(0, len(text), "narration")]
        speaker = self._answering and self._answering.speaker
        if _ANOTHER.search(text):
            self._answering = None  # told by the paper again
        if self._goes_on and self._answering and not (speaker and speaker.name and text.startswith(speaker.name)):
            return spoken(text, 0, len(text), self._answering)
        return None

    def _asked(self, text: str, speaker: Speaker | None, label: re.Match[str] | None) -> list[Part]:
        """A question: of whom its label names, the press for one; the paper's own where it only says 问."""
        who = (label["who"] or label["boxed"] or "") if label else ""
        who = "记者" if who == "记" or self._is_own_press(who) else who
        if speaker is None and len(who) < _SHORTEST_LABEL:
            return [Part(a, b, "narration") for a, b in split_quoted(text, 0, len(text))]
        asker = speaker or Speaker("person", who)
        self._askers.add(asker.name)
        return spoken(text, 0, len(text), self._utter(asker, who), who)

    def _is_own_press(self, who: str) -> bool:
        """Whether the paper's own reporter asks: no other paper's does, and he does so again and again."""
        if not who.endswith("记者") or who == "记者":
            return False
        if self._press is None:
            labels = (match["who"] for _, text in self._cast.above() if (match := _LABEL.match(text)))
            self._press = Counter(label for label in labels if label and label.endswith("记者"))
        return self._press[who] > 1 and len(self._press) == 1

    def _is_heading(self, segment: int, text: str) -> bool:
        """Whether a short line stands right above the next question and only says what it is about."""
        below = self._cast.text_below(segment)
        label = _LABEL.match(below) if below and len(text) <= _LONGEST_HEADING and text[-1] not in "。！；”" else None
        return label is not None and _ASKS.fullmatch(label["who"] or "") is not None

    def _said(self, text: str, speaker: Speaker, cue: str) -> list[Part]:
        utterance = self._utter(speaker, cue)
        parts = spoken(text, 0, len(text), utterance, cue)
        if speaker.kind == "organization":
            asks = speaker.name in self._askers  # the paper that asks also tells: 临江晚报：也有人不赞成。
            return parts if asks else [p._replace(voice="indirect") for p in parts]
        self._answering = utterance
        return parts

    def _opened(self, segment: int, text: str) -> list[Part] | None:
        """A line that only names who speaks in the paragraphs below it: 青溪社区居民秦望川："""
        below = self._cast.text_below(segment)
        named = [m for m in self._cast.mentions(segment, 0, len(text)) if m.end == len(text) - 1 and m.type == "person"]
        if _ASKER.search(text):
            self._answering = None
            return None
        if not below or below[0] in _OPENING or not named or _NO_LINE.search(text):
            return None
        self._answering, self._goes_on = self._utter(self._cast.speaker_of(named[0]), "："), True
        return spoken(text, 0, len(text), self._answering, "：")

    def _asked_of(self, segment: int) -> Speaker | None:
        """Who is said to answer the press in the headings or in front of the questions: 何岚就水价|答记者问."""
        for number, text in self._cast.above(segment):
            for found in _ANSWERS.finditer(text):
                start = max(text.rfind(mark, 0, found.start()) for mark in "。！？") + 1
                subject = find_subject(self._cast, number, text, start, found.start())
                if subject is not None and subject.speaker.kind == "person":
                    return subject.speaker
        return None

    def _labelled(self, segment: int, label: re.Match[str]) -> Speaker | None:
        """Who a paragraph's label names; not where a quotation follows, which is a sentence of its own."""
        if (label["who"] or label["boxed"]) in ("答", "A"):
            self._answerer = self._answerer or self._asked_of(segment)
            return self._answerer or self._cast.person or self._cast.office or UNKNOWN
        if label.string[label.end()] in _OPENING and not self._goes_on:
            return None
        end = label.end("named" if label["named"] else "boxed" if label["boxed"] else "who")
        for m in self._cast.mentions(segment, 0, label.end()):
            titled = m.type == "person" and m.start == 0 and _TITLED.fullmatch(label.string, m.end, end)
            told = m.start == label.start("who") and label["named"] is not None  # 秦望川（市水务局局长）：
            if (m.end == end or titled or told) and (m.type == "person" or (m.type == "organization" and m.start == 0)):
                return self._cast.speaker_of(m)
        role = label["who"] or ""
        if self._goes_on and len(role) == 1:
            return self._cast.of_family(role)
        return Speaker("person", role) if self._goes_on and role in _ROLES else None
