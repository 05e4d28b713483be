"""Who is named as speaker in a sentence, and the sentence itself in its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from transforms.page import Mention
from transforms.statements.quotations import Quotation
from transforms.statements.speakers import Cast, Speaker

_FEW = 8
_END = attrgetter("end")
EDGE = r"(?<![^，,。！？；”\s■●◆□▲★◎○►▶])"
"""Where a clause begins, as a pattern."""


WHERE = re.compile(
    "(?:日前|近日|此前|近期|上周|本周|当天|当日|今天|昨天|今日|昨日|[一-鿿]{0,3}\\d{1,2}日)?[也还则曾]?(?:[在于](?![^，]*[在于])[^，]{2,24}[中里上时]|在[^，在于]{2,10}|接受[^，]{2,20}(?:采访|专访|访问)时)?"
)
"""Where somebody says it, between the speaker and the verb: 世界银行|在其最新展望中|判断."""


class Attribution(NamedTuple):
    """Who is named as speaker in a sentence, and where: `start` of the naming words, the cue's span."""

    speaker: Speaker
    start: int
    cue_start: int
    cue_end: int
    cue: str
    lead: int
    """Where the naming clause begins if the clauses in front of it are narration, else the sentence's start."""
    source: bool = False
    """Whether what is said is only reported from there, so that no quotation in front of it is theirs."""


class Sentence(NamedTuple):
    """A sentence in its paragraph; in `masked` the inside of quotations and titles is blotted out."""

    segment: int
    text: str
    masked: str
    start: int
    end: int
    quotations: list[Quotation]

    def before(self, at: int) -> list[Quotation]:
        """Quotations that end before `at`, the last ones of a long sentence."""
        behind = bisect_right(self.quotations, at, key=_END)
        return self.quotations[max(0, behind - _FEW) : behind]


def persons_in(cast: Cast, sentence: Sentence, start: int, end: int) -> list[Mention]:
    """Persons named in a span of the sentence's segment."""
    return [m for m in cast.mentions(sentence.segment, start, end) if m.type == "person"]
