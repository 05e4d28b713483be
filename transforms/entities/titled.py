"""What stands between the marks of a title: a work, or a paper by its name or by what it does."""

from __future__ import annotations

import re

from transforms.entities.spans import Span

_TITLED = re.compile("《([^《》\n]{1,60})》|〈([^〈〉\n]{1,60})〉")
_MEDIA = re.compile("(?:周刊|新闻|快报|(?<![公海简通情年季预月捷战喜墙黑板电快])报)$")
_OF_MEDIUM = re.compile(
    "(?:杂志|周刊)?(?:网站|官网)|(?:杂志|周刊)?(?:当地时间)?\\d{1,2}[月日](?:\\d{1,2}日)?(?:报道|发表|刊文|称|刊登|援引)"
    "|(?:杂志|周刊)?(?:报道(?=[称说，：]|指出|认为)|援引)"
)
"""Behind the title of a paper: 《今日云岭》|15日报道."""


def read_titled(text: str) -> list[Span]:
    """Works and media between 《》 or 〈〉: 《山河》, 《临江日报》."""
    out = []
    for m in _TITLED.finditer(text):
        group = 1 if m[1] else 2
        medium = _MEDIA.search(m[group]) or _OF_MEDIUM.match(text, m.end())
        kind = "organization" if medium else "work"
        out.append(Span(m.start(group), m.end(group), kind))
    return out
