"""The printed pieces of dates and times: years, months, days, quarters, relative words and clock times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from transforms.lexicon import rules
from transforms.numbers.numerals import parse_integer


class Part(NamedTuple):
    """One printed piece of a time, such as a year or a day, with the numbers it runs from and to."""

    start: int
    end: int
    kind: str
    low: int
    high: int


WORDS = rules("time")


def alternation(words: Iterable[str]) -> str:
    """Alternation of words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:1[0-9]|20)\d{2}|[一二][〇○零九八][〇○零一二三四五六七八九]{2})"
_SINCE = r"(?<!19\d\d年)(?<!20[1-4]\d年)(?<!200[1-9]年)[来间]"
"""Behind a number that is no year of our time: 3000年来, but 2014年|来到."""
TO = r"\s?起?(?:至|到|[-—–－~～]{1,2})\s?"
COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|几)"
# The group's name is the kind of the part; `_a`, `_b` hold its numbers. A longer reading stands before a shorter one.
_NUMBERED = re.compile(
    rf"(?P<decade>(?:\d\d|[一二]?十[一二三四五六七八九]?)世纪(?:\d0年代)?|(?:\d0|[二三四五六七八九]十)年代)"
    rf"|(?P<plan>(?P<plan_a>十[一二三四五六七八九]|[七八九])五(?=规划|时期|期间|末|以来|开局|收官))"
    rf"|(?P<years>(?P<years_a>{_YEAR})\s?年?{TO}(?P<years_b>{_YEAR})\s?年度?)"
    rf"|(?P<year>(?P<year_a>{_YEAR})\s?年度?(?![代多余历]|的?历史|{_SINCE}))"
    rf"|(?P<isodate>(?P<isodate_a>20\d\d)[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))"
    rf"|(?P<clock>\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?!\d)|\d{{1,2}}时(?:\d{{1,2}}分(?:\d{{1,2}}秒)?|许|整|半)?(?![代期段])"
    rf"|{_N}点(?:钟|整|半|许|\d{{1,2}}分)|(?<=[午晨晚夜早间上])\s?{_N}[点时]许?)"
    rf"|(?P<months>(?P<months_a>{_N})(?:月份?)?{TO}(?P<months_b>{_N})月份?(?!\d))"
    rf"|(?P<month>(?P<month_a>{_N})月份?(?![球饼龄]|合约|期货|期(?:金|银|铜|原油|国债)|交割))"
    rf"|(?P<days>(?P<days_a>{_N})[日号]?{TO}(?P<days_b>{_N})[日号](?![元圆]))"
    rf"|(?P<day>(?P<day_a>{_N})日(?![元圆]))"
    rf"|(?P<dayno>(?P<dayno_a>{_N})号)"
    rf"|(?P<quarters>(?P<quarters_a>[一二三1-3]){TO}(?P<quarters_b>[二三四2-4])季度)"
    rf"|(?P<quarter>(?P<quarter_a>[一二三四1-4])季度)"
    rf"|(?P<within>(?P<within_a>{COUNT})(?:个月|年|天|周|个星期)(?:时间)?(?:之内|以内|内))"
)
_WORDED = re.compile(
    rf"(?P<quarter>第(?P<quarter_a>[一二三四1-4])季度)"
    rf"|(?P<firstq>前(?P<firstq_a>[二两三23])个?季度)"
    rf"|(?P<firstm>(?<!提)前(?P<firstm_a>{_N}|两)个月)"
    rf"|(?P<half>{alternation(WORDS['halves'])})"
    rf"|(?P<relday>(?<!清)(?:{alternation(WORDS['days'])}))"
    rf"|(?P<relmonth>{alternation(WORDS['months'])})"
    rf"|(?P<relyear>{alternation(WORDS['years'])})"
    rf"|(?P<week>(?:{alternation(WORDS['weeks'])})[一二三四五六日天末]?)"
    rf"|(?P<span>(?:{alternation([*WORDS['ahead'], *WORDS['behind']])})的?(?P<span_a>{COUNT})[多余]?"
    r"(?:个?月|年|[天日]|周|个?星期)(?:时间)?(?:之内|以内|[内里间中来])?)"
    rf"|(?P<undated>(?:{alternation(WORDS['undated'])})|(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|(?:上|本)?世纪[二三四五六七八九\d][十0]年代)"
    rf"|(?P<yearend>(?<![少青童中老成多几壮新半])年(?:底|末|初|内))"
    rf"|(?P<monthend>(?<!个)月[底末初])"
)
_QUOTED_PLAN = re.compile(r"[“\"「『‘](?P<plan>(?P<plan_a>十[一二三四五六七八九]|[七八九])五)[”\"」』’]")
_UNDATED_NUMERAL = re.compile(
    r"[五十六七八三](?:一|八|四)(?:黄金周|假期|小?长假|国际|劳动节|儿童节|建军节|妇女节|青年节|前夕|期间)"
)
_NUMBERS = frozenset("0123456789一二三四五六七八九十")
_MARKS = frozenset('“"「『‘')
_OPENINGS = frozenset(
    w[:2] for k in ("halves", "days", "months", "years", "weeks", "ahead", "behind", "undated") for w in WORDS[k]
) | {"第", "前", "周", "星期", "礼拜", "世纪", "上世", "本世", "年底", "年末", "年初", "年内", "月底", "月末", "月初"}
"""How the times of `_WORDED` begin, by one or two characters."""
_TRIGGER = re.compile(f"[{''.join(sorted(_NUMBERS | _MARKS | {w[0] for w in _OPENINGS}))}]")
_DIGIT_RUN = re.compile(r"[0-9.,，〇零一二两三四五六七八九十百千万亿]+")
_YEAR_BOUND = re.compile(r"年?[底末初](?![期步心始次中级创衷])")
_MONTH_BOUND = re.compile(r"[底末初](?![期步心始次中级创衷])|[上中下]旬")
_PLAN_BOUND = re.compile(r"[”\"」』’]?期?末")
_LIMIT = {"month": 12, "months": 12, "firstm": 12, "day": 31, "days": 31, "dayno": 31}


def scan(text: str) -> list[Part]:
    """The parts in order, each longest at its place; numbers that are no part are stepped over whole."""
    parts: list[Part] = []
    at = 0
    while trigger := _TRIGGER.search(text, at):
        at = trigger.start()
        char = text[at]
        match = None
        if char in _NUMBERS:
            match = _NUMBERED.match(text, at) or _UNDATED_NUMERAL.match(text, at)
        elif char in _MARKS:
            match = _QUOTED_PLAN.match(text, at)
        elif char in _OPENINGS or text[at : at + 2] in _OPENINGS:
            match = _WORDED.match(text, at)
        if match is None or (part := _part(match)) is None:
            run = _DIGIT_RUN.match(text, at) if char in _NUMBERS else None
            at = run.end() if run else at + 1
            continue
        parts.append(part)
        at = part.end
        if bound := _bound(text, part):
            parts.append(bound)
            at = bound.end
    return parts


def _part(match: re.Match[str]) -> Part | None:
    """A match as a part, or None if its numbers are out of range."""
    kind = match.lastgroup or "undated"
    known = match.re.groupindex
    low = match[f"{kind}_a"] if f"{kind}_a" in known else None
    high = match[f"{kind}_b"] if f"{kind}_b" in known else None
    first = (parse_integer(low) or 0) if low else 0
    last = (parse_integer(high) or 0) if high else first
    limit = _LIMIT.get(kind)
    if limit and not (1 <= first <= limit and 1 <= last <= limit):
        return None
    if kind in ("years", "days", "quarters") and last < first:
        return None
    return Part(*(match.span(kind) if match.lastgroup else match.span()), kind, first, last)


def _bound(text: str, part: Part) -> Part | None:
    """底, 初, 上旬 and the like right behind a year or month."""
    if part.kind in ("year", "relyear"):
        match = _YEAR_BOUND.match(text, part.end)
    elif part.kind in ("month", "relmonth"):
        match = _MONTH_BOUND.match(text, part.end)
    elif part.kind == "plan":
        match = _PLAN_BOUND.match(text, part.end)
    else:
        return None
    if not match:
        return None
    return Part(*match.span(), "monthend" if part.kind in ("month", "relmonth") else "yearend", 0, 0)
