"""Numbers that an article says twice: in a title and beneath it, or in two sentences. Agreement only.

Two numbers must be long enough, or be named alike, so that they do not agree by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from transforms.numbers.claims import printed_step
from transforms.page import Segment

_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九]")
_COMPOUND = re.compile(r"年.{1,3}个?月")
_TAKEN_UP = re.compile(r"[一-鿿]{1,8}?(?:之?中|里|当中)[，,]")
_OPENS = "。！？；\n“"
_SHORTEST_NAME = 4
_LONG_NAME = 7
"""So many characters a name needs for a round number."""
_FEWEST = 4
"""Fewer than these are names as often as counts: 沪深两市, 三大股指."""
_NEAR = 300
"""So many characters behind a number a sentence may take it up again."""


def find_repeats(
    texts: Iterable[tuple[int, Segment]], claims: Mapping[int, Sequence[Any]]
) -> Iterator[tuple[Any, Any, int]]:
    """The stated claim, the claim that says it again, and the segment of that one."""
    headline: dict[tuple[Any, ...], Any] = {}
    first: dict[tuple[Any, ...], Any] = {}
    titles: list[Any] = []
    where: dict[int, tuple[Segment, bool]] = {}
    place: dict[int, int] = {}
    last: Segment | None = None
    for index, segment in texts:
        title = segment.kind in ("heading", "subheading")
        if title:
            # Lines of one title stand together; a paragraph between them ends the section of the first.
            joined = last is not None and last.kind == segment.kind and last.article_id == segment.article_id
            titles = titles if joined else []
        lead = not title and last is not None and last.kind in ("heading", "subheading")
        last = segment
        for metric in claims.get(index, ()):
            where[metric.char_start] = (segment, title)
            place[metric.char_start] = index
            if title:
                titles.append(metric)
            else:
                for stated in [t for t in titles if _restates(t, metric, where[t.char_start][0], segment, lead)]:
                    titles.remove(stated)
                    yield stated, metric, index
            key = (segment.article_id, metric.value, metric.unit, metric.change, metric.comparator)
            if segment.kind == "heading":
                if is_telling(metric) or _digits(metric) >= 2:
                    headline.setdefault(key, metric)
                continue
            if not title and key in headline:
                told = headline[key]
                if is_telling(metric) or _is_alike(where[told.char_start][0], told, segment, metric):
                    yield headline.pop(key), metric, index
                continue
            stated = first.get(key)
            if stated is not None and _is_again(stated, metric, where[stated.char_start][0], segment):
                del first[key]
                if not title and where[stated.char_start][1]:
                    continue
                # What takes up an earlier count rests on it; else the first mention rests on the one that follows.
                yield (
                    (metric, stated, place[stated.char_start])
                    if metric.dimension == "count"
                    else (stated, metric, index)
                )
            elif _is_repeatable(metric) and (stated is None or metric.dimension == "count"):
                first[key] = metric


def _restates(title: Any, metric: Any, above: Segment, beneath: Segment, lead: bool) -> bool:
    """Whether a number beneath a title is the title's number, exactly or with more digits."""
    if title.unit != metric.unit or title.change != metric.change or not title.value or not metric.value:
        return False
    if title.dimension == "rank" or above.article_id != beneath.article_id:
        return False
    named = _shared_name(title, metric)
    if title.value != metric.value or title.comparator != metric.comparator:
        return (named >= 3 or _is_named_like(title, metric)) and _rounds(title, metric)
    if is_telling(title, any_comparator=True) and (above.kind == "subheading" or named >= 2):
        return True
    few = title.value < _FEWEST
    return (
        lead
        and not few
        and (title.indicator == metric.indicator or _words(above, title) == _words(beneath, metric))
        and named > 1
    )


def _is_alike(above: Segment, first: Any, beneath: Segment, second: Any) -> bool:
    """Whether two numbers of many are said of the same thing: 90多家|单位, 57岁|的老楼 and 57岁|老楼."""
    if (first.value or 0) < _MANY or first.dimension not in ("count", "duration"):
        return False
    one, other = (_words(s, m).lstrip("的")[:2] for s, m in ((above, first), (beneath, second)))
    return bool(len(one) == 2 and one == other and _THING.fullmatch(one))


_MANY = 20
_THING = re.compile("[一-鿿]{2}")


def _is_named_like(title: Any, metric: Any) -> bool:
    """Whether two names of quantities end alike: 粗钢净利 and 公司净利润, or are the same short one."""
    first, second = title.indicator or "", metric.indicator or ""
    return bool(first and (first == second or any(end in first and end in second for end in _QUANTITIES)))


_QUANTITIES = ("净利", "营收", "营业收入", "产值", "销售额", "成交额", "客流", "票房", "产量", "销量", "投资", "进出口")


def _rounds(title: Any, metric: Any) -> bool:
    """Whether a title's number is the other one with fewer digits: 超8亿 for 8.05亿."""
    step = printed_step(title)
    if step <= printed_step(metric) or metric.comparator not in ("=", title.comparator):
        return False
    over = metric.value - title.value
    if title.comparator in (">", ">="):
        return bool(0 <= over < step)
    if title.comparator in ("=", "~"):
        return bool(abs(over) <= 0.5 * step)
    return False


def _shared_name(first: Any, second: Any) -> int:
    """How many characters of their names two claims share, where one name holds the other."""
    shorter, longer = sorted((first.indicator or "", second.indicator or ""), key=len)
    return len(shorter) if shorter in longer else 0


def _words(segment: Segment, metric: Any) -> str:
    """What stands right behind a claim."""
    end = segment.clean(metric.char_end - 1) + 1
    return segment.text[end : end + 4]


def is_telling(metric: Any, any_comparator: bool = False) -> bool:
    """Whether a number is long enough not to return by chance, and no round mark that an index is measured by."""
    if not metric.value or (metric.unit == "点" and metric.value % 100 == 0):
        return False
    if metric.comparator != "=" and not any_comparator:
        return False
    return _digits(metric) >= (2 if metric.dimension in ("money", "ratio") else 3)


def _is_repeatable(metric: Any) -> bool:
    """Whether a number of the text has a name and digits enough to be known again."""
    if not metric.value or not metric.indicator or metric.dimension == "rank":
        return False
    enough = len(metric.indicator) >= _SHORTEST_NAME and _digits(metric) >= 2
    return metric.dimension == "count" or enough or bool(_COMPOUND.search(metric.text))


def _is_again(first: Any, second: Any, above: Segment, beneath: Segment) -> bool:
    """Whether two equal numbers of a text measure one thing."""
    if first.statement_id is not None and first.statement_id == second.statement_id:
        return False
    if first.dimension == "count":
        return _is_count_again(first, second, above, beneath)
    if _COMPOUND.search(first.text) and _COMPOUND.search(second.text):
        return bool(_lead(above, first) == _lead(beneath, second))
    if first.period_end and second.period_end and first.period_end != second.period_end:
        return False
    return bool(first.status == second.status and _is_named_again(first, second))


def _is_count_again(first: Any, second: Any, above: Segment, beneath: Segment) -> bool:
    """Whether a count is that of an earlier sentence: long and of one name, or taken up (12个项目中，; 这12个项目)."""
    long = _digits(first) >= 3 and len(_digits_of(first).strip("0")) > 1
    if long and first.text == second.text and _shared_name(first, second) > 1:
        return True
    if first.text == second.text and _digits(first) >= 2 and _is_alike(above, first, beneath, second):
        return _words(above, first)[:3] == _words(beneath, second)[:3]
    if first.indicator != second.indicator or len(first.indicator) < 2:
        return False
    start, end = beneath.clean(second.char_start), beneath.clean(second.char_end - 1) + 1
    opens = start == 0 or beneath.text[start - 1] in _OPENS
    near = second.char_start - first.char_end < _NEAR and first.value > 2
    pointed = beneath.text.startswith("这", start - 1) if start else False
    taken = pointed or (opens and _TAKEN_UP.match(beneath.text, end))
    return bool(near and taken and second.comparator == "=")


def _is_named_again(first: Any, second: Any) -> bool:
    """Whether two equal numbers have one name, or one that holds the other."""
    if second.dimension == "rank" or not second.indicator or min(_digits(first), _digits(second)) < 2:
        return False
    longer, shorter = sorted((first.indicator, second.indicator), key=len, reverse=True)
    exact = len(_digits_of(first).strip("0")) > 1 or ("." in first.text and shorter == longer)
    return bool(shorter in longer and len(shorter) >= (_SHORTEST_NAME + (shorter != longer) if exact else _LONG_NAME))


def _lead(segment: Segment, metric: Any) -> str:
    start = segment.clean(metric.char_start)
    return segment.text[max(0, start - 3) : start]


def _digits_of(metric: Any) -> str:
    return "".join(_DIGIT.findall(metric.text))


def _digits(metric: Any) -> int:
    return len(_digits_of(metric))
