"""Where the name of an event begins, once its end is found: with what is quoted around it, its edition and its year."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import rjieba

from transforms.entities.gazetteer import opens_with_place
from transforms.entities.spans import Span
from transforms.lexicon import rules
from transforms.memo import memoised


@cache
def phrase_words(name: str) -> frozenset[str]:
    return frozenset(rules("phrases")[name])


EDITION = re.compile("(?:20\\d\\d年?|首届|第[一二三四五六七八九十百\\d]+届)")
"""The edition of what is held again and again: 首届, 2026年."""
LEAST_EVENT = 5
"""Characters that an event's name has at least; one less behind a body or a place: 北约峰会."""


def with_known(event: Span, known: list[tuple[int, int]]) -> Span:
    """An event with the start of the known one that its name was cut in: 村|BA总决赛."""
    at = bisect_left(known, (event.start, 0)) - 1
    start, end = known[at] if at >= 0 else (event.start, event.start)
    return event._replace(start=start) if event.start < end <= event.end else event


def with_opening(text: str, event: Span) -> Span:
    """An event with what is quoted right in front of its name, and a long name with its year: 2022年|服务贸易交易会."""
    start = event.start
    if (times := _TIMES.match(text, start, event.end)) is not None and _HOLDING.search(text, max(0, start - 3), start):
        start = times.end()  # 举办|三届|青溪创业大赛
    if (led := _LED_BY.match(text, start, event.end)) is not None and event.end - led.end() > LEAST_EVENT:
        start = led.end()
    if (dated := _INNER_YEAR.search(text, start + 2, event.end)) is not None and _does(text[start : dated.start()]):
        start = dated.start()  # 车友汇聚|2017春季国际长走大会
    start = _with_quoted(text, start, event.end)
    if text[start - 1 : start] == "届" and (edition := _EDITION_BEFORE.search(text, max(0, start - 5), start)):
        start = edition.start()
    if (
        text[start - 1 : start] == "”"
        and text[start] != "“"
        and (quoted := _QUOTED_OPENING.search(text, max(0, start - 20), start)) is not None
        and (start - quoted.start() < _LONG_QUOTED or EDITION.match(text, start) is not None)
    ):
        start = quoted.start()
    if text[start - 1 : start] == "（" and (closed := text.find("）", start, event.end)) > 0:
        year = _YEAR_OPENED.search(text, max(0, start - 6), start)
        start = closed + 1 if year is None else year.start()  # 2026年（|第二十七届）海岛欢乐节
    if text[start - 1 : start] == "环" and text[event.end - 1] == "赛":
        start -= 1  # 环|云湖自行车赛
    if text[start - 1 : start] == "第" and text[start + 1 : start + 2] == "届":
        start -= 1  # 第|三届青溪创业大赛
    end = event.end
    if text[end - 1] in _OPENED and (opening := _CEREMONY.match(text, end)) is not None:
        end = opening.end()  # 青溪歌会|启动仪式
    of_year = event.end - start >= _LONG_EVENT and text.endswith(_YEARLY, start, event.end)
    of_year = of_year or text.endswith((*_GAMES, *phrase_words("fairs")), start, event.end)
    if of_year and text[start] != "第" and (year := _YEAR.search(text, max(0, start - 6), start)) is not None:
        start = year.start()
    return event._replace(start=start, end=end)


def two_at_once(text: str, event: Span) -> list[Span]:
    """The two that are held at once, each named in whole, or the event alone: 第三届青溪歌会开幕式|暨|全国歌会论坛."""
    if event.type != "event":
        return [event]
    m = _TWO.search(text, event.start, event.end)
    if m is None or event.end - m.end() <= LEAST_EVENT or text[event.start - 1 : event.start] == "“":
        return [event]
    if not opens_with_place(text[m.end() : event.end]) and _OWN_SCOPE.match(text, m.end()) is None:
        return [event]
    return [event._replace(end=m.start()), event._replace(start=m.end())]


_TWO = re.compile("(?:(?<=仪式)|(?<=幕式)|(?<=大赛)|(?<=[会节展])|(?<=论坛)|(?<=活动))暨")
_OWN_SCOPE = re.compile("国际|全[国省市区县球]|世界|中国|20\\d\\d")
"""What the name of an event opens with that is one of its own, not another name of the first."""


def _does(words: str) -> bool:
    """Whether words end with what somebody does."""
    word, tag = rjieba.tag(words)[-1]
    return tag == "v" and len(word) > 1


def _with_quoted(text: str, start: int, end: int) -> int:
    """The start of what is quoted up to the end of an event's name, links and all: “节水与治污融合发展研讨会”."""
    if text[end : end + 1] != "”" or text[start:end] in phrase_words("events"):
        return start
    whole = _QUOTED_WHOLE.search(text, max(0, start - 60), start)
    if whole is None or (EDITION.match(whole[1]) is None and not _held_nowhere(whole[1])):
        return start
    return whole.start(1)


@memoised
def _held_nowhere(words: str) -> bool:
    """Whether words hold none that tell of something's being held, as “出席工作会议” does."""
    return all(word in _JOINED or word not in phrase_words("event_stop") for word, _ in rjieba.tag(words))


_LED_BY = re.compile("[我本][省市县区]|是?按照|热议|围绕|以(?=中央|[省市县区]委|全国|中共)")
"""What an event's name does not open with: 以|中央政治局民主生活会."""
_TIMES = re.compile("[两二三四五六七八九十\\d]{1,2}届")
_HOLDING = re.compile("(?:举办|承办|举行|主办|办)了?过?$")
_EDITION_BEFORE = re.compile("第(?:\\d{1,3}|[一二三四五六七八九十]{1,3})届$|首届$")
"""第16届|中国-东盟博览会."""
_QUOTED_WHOLE = re.compile("“([^“”，。；：！？]{1,58})$")
_JOINED = frozenset(("和", "与", "及", "暨", "年", "次", "及其"))
_QUOTED_OPENING = re.compile("“[^“”，。]{1,16}”$")
_LONG_QUOTED = 11
_YEARLY = ("赛", "会", "节", "展", "展演", "演出", "论坛", "活动", "仪式", "周", "季")
"""Ends of what is held once a year, and has the year in its name."""
_YEAR = re.compile("(?<![\\d至到—-])(?:19|20)\\d\\d年$")
_YEAR_OPENED = re.compile("(?:19|20)\\d\\d年?（$")
_INNER_YEAR = re.compile("(?<!\\d)(?:19|20)\\d\\d(?=年|[春夏秋冬]季|[一-鿿]{3})")
_GAMES = ("奥运会", "冬奥会", "残奥会", "亚运会", "全运会", "世界杯")
_LONG_EVENT = 8
_OPENED = frozenset("动赛展会节周季坛")
_CEREMONY = re.compile("(?:启动|开幕|闭幕|颁奖|开赛|发车)(?:仪式|典礼)")
"""The opening of what is held is named with it."""
