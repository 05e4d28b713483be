"""Where a post is held whose body does not stand right in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms.entities.spans import Span
from transforms.lexicon import rules

_CLASS = re.compile("[初高]?[一二三四五六七八九]?(?:年级)?(?:[（(][\\d一二三四五六七八九十]{1,2}[）)]|\\d{1,2})班$")
"""A class of a school: 三（2）班, 高一（3）班."""
_IN_CHARGE = re.compile("(?:负责|分管|主管|主抓)[^，。；：“”]{2,16}的$")
"""What somebody is charged with, between the body and the post: 临江市水务局|负责防汛的|副局长."""
_QUOTED = re.compile("“([一-鿿]{2,12}(?:团|队|社|中心|工作室|合作社|俱乐部|协会|联盟|驿站|食堂|学堂))”$")
"""A body by a name in quotation marks that nothing else tells: “望江讲习团”|成员."""
_LONGEST_CHARGE, _LONGEST_CLASS, _LONGEST_QUOTED = 20, 9, 18


def body_apart(text: str, start: int, bodies: dict[int, Span]) -> Span | None:
    """The body in front of a title that starts at `start`, with a class or a charge between: 青溪小学三（2）班|班主任.

    `bodies` by their end.
    """
    at = start - (text[start - 1 : start] == "的")
    if text[at - 1 : at] == "”" and (named := _QUOTED.search(text, max(0, at - _LONGEST_QUOTED), at)) is not None:
        return Span(*named.span(1), "?") if at - 1 not in bodies else None
    if text[at - 1 : at] == "班" and (of := _CLASS.search(text, max(0, at - _LONGEST_CLASS), at)) is not None:
        school = bodies.get(of.start())
        return Span(school.start, at, school.type) if school is not None else None
    if at == start or (charge := _IN_CHARGE.search(text, max(0, start - _LONGEST_CHARGE), start)) is None:
        return None
    return bodies.get(charge.start())


@cache
def _held_in() -> dict[str, tuple[str, ...]]:
    return {title: tuple(kind["bodies"]) for kind in rules("titles")["held_in"] for title in kind["titles"]}


def body_in_sentence(text: str, start: int, title: str, bodies: Iterable[Span]) -> Span | None:
    """The one body of a sentence that a bare title can be of: 来到临江云帆公司，|董事长陆知远说.

    None where the sentence names another that may be meant, or one that somebody left or played against.
    """
    endings = _held_in().get(title)
    if endings is None or _BARE.search(text, max(0, start - 3), start) is None:
        return None
    opening = max(text.rfind(mark, max(0, start - _NEAR), start) for mark in "。！？；”\n")
    named = [b for b in bodies if b.type == "organization" and opening < b.start and b.end <= start]
    fitting = [b for b in named if text.endswith(endings, b.start, b.end)]
    others = tuple(rules("titles")["other_bodies"])
    if len({text[b.start : b.end] for b in fitting}) != 1 or any(
        not text.endswith(endings + others, b.start, b.end) for b in named
    ):
        return None
    body = fitting[-1]
    apart = _APART.search(text, max(0, body.start - 4), body.start)
    told = apart is not None and apart[0] == "对" and _CONCERNS.match(text, body.end)
    return body if apart is None or told else None


_NEAR = 80
_BARE = re.compile("(?:^|[，、：”了向由据]|采访|专访|见到|找到|联系到|遇到|联系上)$")
"""In front of a title that nothing tells more of."""
_APART = re.compile(
    "(?:负于|不敌|战胜|击败|输给|对阵|迎战|面对|挑战|客战|逼平|战平|对手|逆转|力克|大胜|横扫|完胜|险胜|[胜负平]|"
    "[对与和同跟]|曾任|曾在|原|前|离开|起诉|收购|入股)$"
)
"""In front of a body that whom the sentence tells of is none of: 不敌|临江队，主教练陆知远说."""
_CONCERNS = re.compile("造成|来说|而言|来讲|产生|带来")
