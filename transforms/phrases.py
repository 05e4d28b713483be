"""Events, works and formulations: meetings and plans by their endings, quoted phrases by their shape."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

import rjieba

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.organizations import Span
from transforms.page import Segment

_N = "[零〇一二三四五六七八九十百两\\d]"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = rules("phrases")
    names = (
        "event_endings",
        "work_endings",
        "event_heads",
        "thing_heads",
        "plan_endings",
        "formulations",
        "events",
        "talk",
    )
    out = {name: re.compile(trie_pattern(data[name])) for name in names}
    for name in ("event_tails", "work_tails", "organization_tails", "place_tails", "thing_before"):
        out[name] = re.compile(f"(?:{'|'.join(map(re.escape, data[name]))})$")
    return out


@cache
def _sets(name: str) -> frozenset[str]:
    return frozenset(rules("phrases")[name])


_QUOTED = re.compile("“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」")
_TITLED = re.compile("《([^《》\n]{1,60})》|〈([^〈〉\n]{1,60})〉")
_MEETING = re.compile(
    f"(?:(?:中国共产党|中共|党的|[\u4e00-\u9fff]{{0,6}}[省市区县州]委)?(?:第)?{_N}{{1,4}}届(?:中央委员会)?(?:第)?{_N}{{1,3}}(?:中全会|次全会|次全体会议)"
    f"|{_N}中全会|党的{_N}{{1,3}}大(?![家会国学力量型幅批])"
    f"|[\u4e00-\u9fff]{{0,6}}{_N}{{1,4}}届(?:全国)?(?:人大|政协)(?:常委会)?(?:第)?{_N}{{1,4}}次会议)"
)
_MEDIA = re.compile("(?:日报|晚报|时报|早报|晨报|商报|周刊|新闻|邮报|都市报|卫报|快报|电讯报)$")
_SENTENCE = re.compile("[，。！？；：…,!?;:]")


def find_phrases(segment: Segment) -> list[Span]:
    """Events, works and formulations of the segment."""
    text = segment.text
    out = []
    if "《" in text or "〈" in text:
        out += _read_titled(text)
    if "“" in text or "‘" in text or "「" in text:
        out += _read_quoted(text)
    patterns = _patterns()
    out += [Span(m.start(), m.end(), "formulation") for m in patterns["formulations"].finditer(text)]
    out += [Span(m.start(), m.end(), "event") for m in patterns["events"].finditer(text)]
    for m in _MEETING.finditer(text):
        out.append(Span(_trim_meeting(segment, m.start(), m.end()), m.end(), "event"))
    starts = [t.start for t in segment.tokens]
    for m in patterns["event_endings"].finditer(text):
        start = _event_start(segment, starts, m.start(), m.end())
        if start is not None:
            out.append(Span(start, m.end(), "event"))
    return out


def _read_titled(text: str) -> list[Span]:
    out = []
    for m in _TITLED.finditer(text):
        group = 1 if m[1] else 2
        kind = "organization" if _MEDIA.search(m[group]) else "work"
        out.append(Span(m.start(group), m.end(group), kind))
    return out


def _read_quoted(text: str) -> list[Span]:
    patterns = _patterns()
    out = []
    for m in _QUOTED.finditer(text):
        group = m.lastindex or 1
        inside, start, end = m[group], m.start(group), m.end(group)
        if (plan := patterns["plan_endings"].match(text, m.end())) is not None and len(inside) <= 6:
            out.append(Span(m.start(), plan.end(), "work"))
            continue
        kind = _kind_of_quoted(text, inside, m.start(), m.end())
        if kind is not None:
            out.append(Span(start, end, kind))
    return out


_COUNTED = re.compile("^(?:[一二三四五六七八九十两双]|百年|[“‘])")
_LIST = re.compile("[、+＋—-]")


def _kind_of_quoted(text: str, inside: str, start: int, end: int) -> str | None:
    """What a quoted phrase names, None for talk, emphasis and names of things."""
    patterns = _patterns()
    if patterns["event_heads"].match(text, end) and len(inside) >= 3:
        return "event"
    if _SENTENCE.search(inside) or patterns["talk"].search(inside):
        return None
    if patterns["thing_heads"].match(text, end) or patterns["thing_before"].search(text[max(0, start - 6) : start]):
        return None
    if len(inside) >= 3 and not _COUNTED.match(inside):
        for kind in ("organization", "place", "work", "event"):
            if patterns[f"{kind}_tails"].search(inside):
                return kind
    if len(inside) > 16 and not _LIST.search(inside) and not re.search("[、—]", inside):
        return None
    return "formulation" if _is_phrase(inside) else None


def _is_phrase(inside: str) -> bool:
    """Whether quoted words make a set phrase rather than emphasis: counted, listed, or a compound no dictionary holds."""
    if inside in gazetteer() or inside in _sets("plain") or len(inside) < 2:
        return False
    if _LIST.search(inside):
        return max(map(len, _LIST.split(inside))) <= 8
    if _COUNTED.match(inside):
        return True
    if not re.search("[\u4e00-\u9fff]{2}", inside):
        return False
    if rjieba.has_word(inside):
        return False
    tags = [tag for _, tag in rjieba.tag(inside)]
    if len(tags) == 1 and tags[0] in ("nr", "nrt", "nrfg"):
        return False
    return inside[-1] not in "了着过的地得"


def _trim_meeting(segment: Segment, start: int, end: int) -> int:
    """Start of a counted meeting without the words before its body."""
    text = segment.text
    while start < end and text[start] in "在是于和与及为从到对":
        start += 1
    body = re.search(
        "[\u4e00-\u9fff]{0,6}?(?=(?:[省市区县州]委|[省市区县州]第?[零〇一二三四五六七八九十\\d]))", text[start:end]
    )
    if body is not None and body[0]:
        for low in range(start, start + len(body[0])):
            if text[low : start + len(body[0])] in gazetteer() or text[low : start + len(body[0]) + 1] in gazetteer():
                return low
        return start + len(body[0])
    return start


_INDEFINITE = re.compile("^(?:第?[一二三四五六七八九十\\d]+(?:场|次|个|项|轮)|首[场次个]|全[国省市县区])")


def _event_start(segment: Segment, starts: list[int], ending: int, end: int) -> int | None:
    """Where the event with the ending [ending, end) starts, or None if nothing before it makes it a name."""
    tokens = segment.tokens
    last = tokens[bisect_right(starts, end - 1) - 1]
    if last.end != end:
        return None
    at = bisect_right(starts, ending) - 1
    start = tokens[at].start
    proper = False
    k = at - 1 if start <= ending else at
    while k >= 0 and end - tokens[k].start <= 40:
        token = tokens[k]
        word = token.word
        if word in _sets("event_stop") or (token.tag == "x" and not word.isalnum()):
            break
        if token.tag in ("p", "c", "r", "uj", "ul", "d", "f", "uz", "ug", "y", "e"):
            break
        if token.tag in ("ns", "nt", "nz", "nr", "j") or word in gazetteer():
            proper = True
        start = token.start
        k -= 1
    name = segment.text[start:end]
    if name in _sets("generic_events") or start == ending:
        return None
    counted = re.match("(?:20\\d\\d年?|第[一二三四五六七八九十百\\d]+届)", name)
    return start if (proper or counted) and len(name) >= 5 and bisect_left(starts, start) is not None else None
