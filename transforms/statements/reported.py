"""Whether a verb of speech reports anything where it stands, or only names what is said: 介绍情况, 应…要求, 被告知."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from transforms.statements.attributions import Sentence
from transforms.statements.cues import NOUN_LIKE, OF_DOCUMENTS, Cue
from transforms.statements.quotations import Quotation
from transforms.statements.speech import is_sentence

STOPS = frozenset("。！？")
OPENING = frozenset('“「‘"')
COMMAS = "，,；;"
_CLOSING = ("”", "’", "」", "』", '"')
_FEW = 8
_START = attrgetter("start")


def reports(sentence: Sentence, cue: Cue) -> bool:
    """Whether what stands around a verb can be what it reports: no bare object behind it, no sentence end."""
    if cue.pause in STOPS:
        if _GAVE.search(sentence.masked, max(sentence.start, cue.start - 12), cue.start):
            return False
        alone = cue.text not in NOUN_LIKE or _stands_alone(sentence, cue)
        return alone and _closes_quotation(sentence, cue)
    if _is_passed_over(sentence, cue):
        return False
    if cue.text in _CRIES and _MADE_TO.search(sentence.masked, max(sentence.start, cue.start - 16), cue.start):
        return False
    if cue.text in _ASKED_FOR and _AS_ASKED.search(sentence.masked, max(sentence.start, cue.start - 16), cue.start):
        return False
    if cue.text[0] == "问" and _WHEN.search(sentence.masked, max(sentence.start, cue.start - 16), cue.start):
        return _WHEN_ASKED.search(sentence.masked, cue.end, sentence.end) is None
    if not cue.pause and _SINCE.search(sentence.masked, max(sentence.start, cue.start - 32), cue.start):
        return _UP_TO_NOW.match(sentence.masked, cue.end) is None
    if cue.pause in OPENING and (_describes(sentence, cue) or _quotes_word(sentence, cue)):
        return False
    if cue.pause in OPENING and not cue.free:
        # 介绍“一网统管”的进展 reports nothing.
        return cue.text in OF_DOCUMENTS or quotes(sentence, cue)
    return True


def _stands_alone(sentence: Sentence, cue: Cue) -> bool:
    """Whether a sentence behind a quotation only tells who says it: “…。”市水务局|分析。"""
    words = sentence.text[sentence.start : cue.start]
    return 1 < len(words) <= _WHO and not any(char in words for char in "，；：、的“”")


_WHO = 16


def _is_passed_over(sentence: Sentence, cue: Cue) -> bool:
    """Whether a sentence only tells that something is said, of somebody or on the way from one thing to another."""
    near = max(sentence.start, cue.start - 24)
    if cue.text in _OF_OTHERS and _PASSIVE.search(sentence.masked, near, cue.start):
        return True
    span = _FROM.match(sentence.masked, sentence.start, cue.start)
    return span is not None and span.end() == cue.start and _TO.match(sentence.masked, cue.end) is not None


_GAVE = re.compile("(?:[作做]了|[作做]出了?|进行了?|展开了?|给予了?|予以)[^，。；：“”]{0,6}$")
"""In front of what is only said to be given: 围绕水价|作了详细|介绍。"""
_OF_OTHERS = frozenset(("宣布", "告知", "认为", "认定", "证实", "指"))
_PASSIVE = re.compile("被(?![告害执访采救困调捕诉申监])[一-鿿]{2,6}$")
"""Who tells something of somebody: 被医院|宣布死亡."""
_FROM = re.compile("从[^，。；：“”]{2,20}")
_TO = re.compile("[^。；：]{2,60}，(?:再)?到[^，。；：]{4}")
"""What a sentence names one after another: 从|会议强调…|，到报告提出…."""
_SINCE = re.compile("(?:自从?|随着)[^，。；：]{0,24}$")
_UP_TO_NOW = re.compile("[^，。；：]{0,40}(?:以来|之后|后|起)?，")
"""Around a verb that only dates what the sentence tells: 自云帆集团|宣布降价以来，…."""
_CRIES = frozenset(("感叹", "感慨", "直呼", "惊呼", "惊叹", "赞叹"))
_MADE_TO = re.compile("(?:让|令|使|引得|惹得)[^，。；：“”]{1,12}$")
"""In front of a cry that the paper tells of: 让不少观众|感叹“太美了”."""
_ASKED_FOR = frozenset(("要求", "邀请", "呼吁", "建议"))
_AS_ASKED = re.compile("(?:^|[，。；：])应[^，。；：]{1,14}$")
"""In front of a demand that something is done at: 应美国|要求，…."""
_WHEN = re.compile("(?:^|[，。；])(?:当|在|每当)[^，。；：]{1,14}$")
_WHEN_ASKED = re.compile("(?:时|之后|后)，")
"""Around a question that only tells when another speaks: 当一位记者|问到水价|时，秦望川回答，…."""
_OF_WHO = re.compile("的(?:那?个?人|声音|孩子|姑娘|小伙|老人|同学)")
_OF_IDEA = re.compile("的[一-鿿]{0,4}?(?:理念|思想|目标|口号|概念|设想|论断|命题|构想|战略|方针|思路|愿景)")
"""Behind quoted words that name an idea somebody brought up: 提出“以水兴城”|的理念."""


def _describes(sentence: Sentence, cue: Cue) -> bool:
    """Whether the words quoted behind a verb only describe what is named behind them: 说“让我来”|的人."""
    quoted = _quoted_behind(sentence, cue)
    if quoted is None:
        return False
    idea = cue.text == "提出" and _OF_IDEA.match(sentence.text, quoted.end) is not None
    return idea or _OF_WHO.match(sentence.text, quoted.end) is not None


def _quotes_word(sentence: Sentence, cue: Cue) -> bool:
    """Whether one character is quoted right behind a verb, which are no words of anybody: 对国人|说“不”."""
    quoted = _quoted_behind(sentence, cue)
    if quoted is None or len(quoted.inner(sentence.text).rstrip("。！？")) >= _LEAST_WORDS:
        return False
    return _TOWARDS.search(sentence.masked, max(0, cue.start - 16), cue.start) is not None


_LEAST_WORDS = 2
_TOWARDS = re.compile("[对向][^，。；：]{1,14}$|(?:次|敢|敢于|勇于|学会|会|能|要|来|轻易|大声)$")


def quotes(sentence: Sentence, cue: Cue) -> bool:
    """Whether whole sentences in quotation marks stand right behind a verb."""
    quoted = _quoted_behind(sentence, cue)
    return quoted is not None and is_sentence(quoted, sentence.text)


def _quoted_behind(sentence: Sentence, cue: Cue) -> Quotation | None:
    """The quotation that starts right behind a verb."""
    at = bisect_left(sentence.quotations, cue.end, key=_START)
    return next((q for q in sentence.quotations[at : at + 1] if q.start == cue.end), None)


def _closes_quotation(sentence: Sentence, cue: Cue) -> bool:
    """Whether a verb that ends its sentence has a quotation in front of it, so that it can only report that one."""
    before = sentence.text[max(0, sentence.start - _FEW) : sentence.start].rstrip().rstrip("。，")
    return before.endswith(_CLOSING) or any(
        sentence.text[q.end] in COMMAS or is_sentence(q, sentence.text) for q in sentence.before(cue.start)
    )
