"""Kinds of events that are told of without a name: 社会公益活动, 例行新闻发布会."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.lexicon import rules
from transforms.memo import memoised

_ENDING = re.compile("(?:活动|演唱会|音乐会|晚会|讲座|培训班|培训)$")
_PRESS = re.compile("(?:第[一二三四五六七八九十]次|例行|专题|专场|首场|多场)?新闻(?:发布|通气|吹风)会")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(rules("phrases")["kinds_of_activities"])


@memoised
def is_kind_of_event(name: str) -> bool:
    """Whether the words say no more than what kind of event it is: 慈善公益活动, but not 青溪公益活动."""
    if _PRESS.fullmatch(name) is not None:
        return True
    ending = _ENDING.search(name)
    return ending is not None and all(word in _kinds() for word in rjieba.cut(name[: ending.start()]))
