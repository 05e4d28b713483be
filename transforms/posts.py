"""Posts: runs of words that make a title, and the organisation before and the person behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from transforms.gazetteer import gazetteer, trie_pattern
from transforms.lexicon import rules
from transforms.organizations import Span
from transforms.page import Segment, Token
from transforms.persons import word_tag


class Title(NamedTuple):
    """A title in a segment's clean text."""

    start: int
    end: int
    text: str


class Holding(NamedTuple):
    """What stands before a person: titles, their organisations, and where the words start."""

    start: int
    titles: tuple[str, ...]
    organizations: tuple[str, ...]


@cache
def _pieces() -> re.Pattern[str]:
    data = rules("titles")
    return re.compile(f"(?:{trie_pattern(data['prefixes'] + data['modifiers'] + data['heads'])}){{1,6}}")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(sorted(w[::-1] for w in rules('titles')['heads']))})")


@cache
def _blocked() -> re.Pattern[str]:
    data = rules("titles")
    return re.compile(f"(?!{trie_pattern(data['but_before'])})[{data['not_before']}]")


_DROPPED = re.compile("^(?:时任|现任|新任|原任)")


def find_titles(segment: Segment) -> list[Title]:
    """Titles in the segment, longest runs of pieces that end with a head."""
    text = segment.text
    out: list[Title] = []
    starts: list[int] = []
    for m in _pieces().finditer(text):
        run, start = m[0], m.start()
        if not _heads().match(run[::-1]):
            run = _cut_to_head(run)
        end = start + len(run)
        if not run or _blocked().match(text, end):
            continue
        # 标准|研究员: what the run takes from a longer word is not part of the title.
        starts = starts or [t.start for t in segment.tokens]
        at = bisect_right(starts, start) - 1
        if starts[at] < start and segment.tokens[at].end < end:
            cut = segment.tokens[at].end
            if _heads().fullmatch(text[cut:end][::-1]) or _pieces().fullmatch(text, cut, end):
                start = cut
        if _inside_word(segment, starts, end):
            continue
        start = _own_start(text, start, end)
        out.append(Title(start, end, text[start:end]))
    return out


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(rules('titles')['plain'])})$")


@cache
def _posted() -> re.Pattern[str]:
    return re.compile("驻([\u4e00-\u9fff]{1,8}?)(?:特命全权)?$")


def _own_start(text: str, start: int, end: int) -> int:
    """Where the post itself starts: 驻江国|大使 is one post, in 项目|职工 only 职工 is."""
    if text[start:end] in rules("titles")["envoys"]:
        posted = _posted().search(text, max(0, start - 14), start)
        if posted is not None and (len(posted[1]) == 1 or posted[1] in gazetteer()):
            return posted.start()
    plain = _plain().search(text, start, end)
    if plain is not None and not any(text.startswith(p, start) for p in ("副", "特聘", "客座", "主管", "主治")):
        return plain.start()
    return start


def _inside_word(segment: Segment, starts: list[int], end: int) -> bool:
    """Whether a title ends within an ordinary word: 相|关."""
    token = segment.tokens[bisect_right(starts, end - 1) - 1]
    return token.end > end and word_tag(token.word) not in ("", "nr", "nrfg")


def _cut_to_head(run: str) -> str:
    for end in range(len(run) - 1, 0, -1):
        if _heads().match(run[:end][::-1]):
            return run[:end]
    return ""


_JOIN = re.compile("[、，]?(?:兼任|兼)|[、暨及和]|")


def read_holding(
    text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span], roles: dict[int, int]
) -> Holding | None:
    """The posts printed right before a person that starts at `person`; `titles`, `bodies` and `roles` by their end."""
    at = _skip_space(text, person)
    names: list[str] = []
    organizations: list[str] = []
    start = person
    while True:
        if (title := titles.get(at)) is not None:
            names.append(_DROPPED.sub("", title.text))
            at = start = title.start
            body = bodies.get(at) or bodies.get(at - 1 if text[at - 1 : at] == "的" else at)
            if body is not None and (body.type != "?" or not organizations):
                organizations.append(text[body.start : body.end])
                at = start = body.start
        elif at in roles and names == [] and text[roles[at] - 1 : roles[at]] in ("、", "，"):
            at = roles[at]
        else:
            break
        joined = _join_before(text, at)
        if joined is None:
            break
        at = joined
    if not names:
        return None
    return Holding(start, tuple(reversed(names)), tuple(dict.fromkeys(reversed(organizations))))


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(f"，?(?:今年\\d{{1,3}}岁，?)?(?:{trie_pattern(rules('titles')['holds'])})")


_CLAUSE_END = re.compile("[，。；、：！？）)」”\\s]|$")


def read_holding_after(text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span]) -> Holding | None:
    """The posts stated behind a person that ends at `person`: 陆知远是临江医院院长; `titles` and `bodies` by their start.

    The holding's `start` is where its words end.
    """
    if (title := titles.get(person)) is not None:
        return Holding(title.end, (title.text,), ())
    link = _holds().match(text, person)
    at = (
        link.end()
        if link is not None
        else person + 1
        if text[person : person + 1] in "，（(" and person < len(text)
        else -1
    )
    if at < 0:
        return None
    body = bodies.get(at)
    if body is None and link is None:
        return None
    at = body.end if body is not None else at
    names: list[str] = []
    while (title := titles.get(at)) is not None:
        names.append(title.text)
        at = title.end
        if text[at : at + 1] == "、" and at + 1 in titles:
            at += 1
    if not names or not _CLAUSE_END.match(text, at):
        return None
    return Holding(at, tuple(names), (text[body.start : body.end],) if body is not None else ())


def body_words_before(segment: Segment, end: int) -> tuple[int, int] | None:
    """Span of the words right before a post that say where it is held, though they are no name: 二工区, 管家团."""
    tokens = segment.tokens
    last = bisect_right([t.start for t in tokens], end - 1) - 1
    if last < 0 or tokens[last].end != end:
        return None
    first = last
    while first >= 0 and end - tokens[first].start <= 16 and _is_body_word(tokens[first]):
        first -= 1
    if first == last or (first >= 0 and end - tokens[first].start > 16 and _is_body_word(tokens[first])):
        return None
    start = tokens[first + 1].start
    text = segment.text[start:end]
    return (start, end) if len(text) >= 3 and _BODY_END.search(text) else None


_BODY_END = re.compile(
    "(?:区|组|室|科|处|司|局|部|队|团|站|所|院|校|系|厂|矿|场|社|会|村|镇|乡|街|街道|社区|中心|公司|集团|车间|项目部|平台|班|连|营|库|线|店|馆|园|台|委)$"
)


def _is_body_word(token: Token) -> bool:
    return token.tag in _BODY_TAGS and token.word not in _NOT_BODY


_BODY_TAGS = frozenset(("n", "nr", "nz", "nt", "ns", "nrt", "j", "vn", "b", "eng", "m", "ng", "q", "nrfg", "zg", "an"))
_NOT_BODY = frozenset(("时任", "该", "其", "记者", "一名", "一位", "这位", "名", "位", "日前", "现任"))


def _join_before(text: str, at: int) -> int | None:
    for width in (3, 2, 1):
        if at >= width and text[at - width : at] in _JOINS:
            return at - width
    return None


_JOINS = frozenset(("、", "兼", "兼任", "、兼", "，兼", "和", "暨", "及"))


def _skip_space(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at
