"""Lists that follow a count: 5家医院，包括甲、乙…, 三点建议：一是…, 两种类型，一种是…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon import rules
from transforms.numbers.listings import (
    AND,
    LONG_ITEM,
    LONGEST,
    LONGEST_ITEM,
    ORDER,
    STOP,
    Count,
    Listing,
    are_short,
    split_items,
)

_OPENED = re.compile(f"(?:——|：|:|[，（(]?(?:{'|'.join(rules('enumerations')['opens'])}))")
_PAIRED = re.compile(r"[^，。；：、！？\n]{1,20}[和与][^，。；：、！？\n]{1,20}(?=[，。；！？）\n])")


def list_behind(text: str, count: Count) -> Listing | None:
    """A list that the count introduces: 5家医院…，包括甲、乙、丙、丁、戊."""
    near = min(len(text), count.end + (4 if count.is_phrase else 36))
    stop = STOP.search(text, count.end, near)
    opened = _OPENED.search(text, count.end, stop.start() if stop else near)
    if not opened:
        return None
    stop = STOP.search(text, opened.end(), opened.end() + LONGEST)
    limit = stop.start() if stop else min(len(text), opened.end() + LONGEST)
    start = opened.end()
    while start < limit and text[start] in " “‘：:":
        start += 1
    marks = "，,：" + "）" * opened[0].startswith("（") + ")" * opened[0].startswith("(")
    end = min((p for p in (text.find(m, start, limit) for m in marks) if p > 0), default=limit)
    items = split_items(text, start, end)
    if count.number == 2 and len(items) < 3 and (pair := _pair(text, opened[0], start, items)):
        return pair
    if len(items) < 2 or "、" not in text[start:end] or _holds_numbers(text, items):
        return None
    joined = sum(len(AND.findall(text[a:b])) for a, b in items)
    agrees = len(items) == count.number or (count.number > 2 and len(items) + joined == count.number)
    if not are_short(text, items, LONG_ITEM if agrees and count.number > 2 else LONGEST_ITEM):
        return None
    # 5人被捕的地点分别是…, 从5档减为3档，分别是…
    of_others = re.search("[的0-9]", text[count.end : opened.start()]) is not None
    if not agrees and (end < limit or of_others or not _is_whole(text, count, opened[0], items)):
        return None
    return Listing(start, items[-1][1], count.number if agrees else len(items), agrees)


_NUMBER = re.compile(r"[0-9.]+[%％‰一-鿿]{1,3}")


def _holds_numbers(text: str, items: Sequence[tuple[int, int]]) -> bool:
    """Whether items open with numbers, and not all of them are just numbers: 3档，分别是10%、25%和35%."""
    opened = [text[a].isdigit() for a, _ in items]
    return any(opened) and not all(_NUMBER.fullmatch(text, *item) for item in items)


_ENCLOSED = re.compile("[一-鿿]{0,10}[（(](?P<list>[^（）()。；：\n]{3,160})[）)]")
_SIZE = re.compile(r"[0-9](?:厘米|毫米|公里|千米|平方|立方|[米吨克斤亩元岁]|%|％)")
"""What an item measures: 3座桥（长20米、宽5米、高3米） lists no bridges."""


def bracketed(text: str, count: Count) -> Listing | None:
    """3个试点村（云岭村、望川村、江口村）: exactly so many items in the bracket behind what is counted."""
    found = _ENCLOSED.match(text, count.end)
    if found is None or "，" in found["list"]:
        return None
    items = split_items(text, *found.span("list"))
    fits = len(items) == count.number > 1 and are_short(text, items, LONG_ITEM)
    if not fits or "、" not in found["list"] or items[-1][1] - items[-1][0] > LONG_ITEM:
        return None
    if _holds_numbers(text, items) or _SIZE.search(found["list"]) or text.endswith(("等", "等等"), *items[-1]):
        return None
    return Listing(*found.span("list"), count.number, True)


def _pair(text: str, opened: str, start: int, items: Sequence[tuple[int, int]]) -> Listing | None:
    """Two items that 和 joins: 两个支点，即甲和乙."""
    paired = _PAIRED.match(text, start)
    plain = opened.endswith(("即", "分别是", "分别为", "：")) and len(items) == 2
    if not paired or not plain or len(AND.findall(paired[0])) != 1:
        return None
    return Listing(start, paired.end(), 2, True)


def _is_whole(text: str, count: Count, opened: str, items: Sequence[tuple[int, int]]) -> bool:
    """Whether a list behind a count names all: 分别是 leads to it, nothing is left to 等, and it misses by a little."""
    joined = any(AND.search(text, a, b) for a, b in items)
    near = count.number <= 12 and abs(len(items) - count.number) <= 2 and not count.is_phrase
    return (
        near and not joined and opened.endswith(("分别是", "分别为")) and "等" not in text[items[-1][0] : items[-1][1]]
    )


def numbered(text: str, count: Count) -> Listing | None:
    """三点建议：一是…；二是…；三是…。 Only agreement is certain, since the list may go on elsewhere."""
    if count.is_phrase or not 2 <= count.number <= 9:
        return None
    for mark in ("是", "、", "，"):
        first = text.find(f"一{mark}", count.end, count.end + 60)
        if first < 0 or (mark != "是" and text[first - 1 : first] not in ("：", "第", "其", "。", " ")):
            continue
        at, number = first, 1
        while number < 10 and (following := text.find(f"{ORDER[number]}{mark}", at + 2, at + LONGEST)) >= 0:
            at, number = following, number + 1
        if number == count.number:
            stop = STOP.search(text, at)
            first -= text[first - 1] in ("第", "其")
            return Listing(first, stop.start() if stop else len(text), number, True)
    return None


_KINDS = "种个类份名位条项件座只道款方户家支派组间处本部篇幅列艘辆架颗枚栋场台"
_ORDERED = "道类种个步层重关点条项组批站"
_FURTHER = 180


def alternatives(text: str, count: Count) -> Listing | None:
    """两种类型，一种是…，一种是…: as many of them named one by one, to the end of the next sentence."""
    word = count.word[:1]
    if count.is_phrase or not 2 <= count.number <= 4 or word not in _KINDS:
        return None
    first = text.find(f"一{word}", count.end, count.end + 60)
    if first < 0 or re.search(f"[0-9两二三四五六七八九十]{word}", text[count.end : first]):
        return None  # none, or of others that were counted since
    stop = STOP.search(text, first)
    further = STOP.search(text, stop.end()) if stop else None
    end = min(further.start() if further else len(text), first + _FURTHER)
    if count.number == 2 and (pair := _one_and_other(text, count, first, end)):
        return pair
    named = list(
        re.compile(
            rf"(?<![每进统这那同])(?:另外?)?一{word}(?:[一-鿿]{{0,2}})?(?:是|为|则|在|来自|叫|用|以|名)"
        ).finditer(text, count.end, end)
    )
    if len(named) != count.number:
        return None
    last = STOP.search(text, named[-1].end())
    return Listing(named[0].start(), last.start() if last else len(text), count.number, True)


def _one_and_other(text: str, count: Count, first: int, end: int) -> Listing | None:
    """两个信号，其中一个来自…，另一个则来自…."""
    one = re.compile(rf"[，。；：](?:其中)?一{count.word[:1]}").search(text, max(count.end, first - 4), first + 2)
    other = re.compile(rf"[，；](?:而)?另(?:外)?一{count.word[:1]}").search(text, first + 2, end)
    if one is None or other is None:
        return None
    stop = STOP.search(text, other.end())
    return Listing(one.start() + 1, stop.start() if stop else len(text), 2, True)


_NOT_PARTS = frozenset(("年", "个月", "月", "天", "日", "名", "位", "人"))


def clauses(text: str, count: Count) -> Listing | None:
    """两条红线：以督导…，以培训…: as many clauses behind the colon, all with one first character or parted by ；."""
    if count.number < 2:
        return None
    colon = text.find("：", count.end, count.end + 16)
    stop = STOP.search(text, colon) if colon > 0 else None
    if stop is None or re.search("[，；、]", text[count.end : colon]):
        return None
    end = text.find("。", colon, colon + LONGEST)
    end = end if end > 0 else stop.start()
    parts = text[colon + 1 : end].split("；")
    # 两年：…；… tells of what happened in them, 两名队员：…；… of what they said.
    if count.word not in _NOT_PARTS and len(parts) == count.number and all(4 < len(p) < 80 for p in parts):
        return Listing(colon + 1, end, count.number, True)
    parts = re.split("[，；]", text[colon + 1 : end])
    level = len(parts) == count.number and len({p[:1] for p in parts}) == 1 and all(2 < len(p) < 60 for p in parts)
    return Listing(colon + 1, end, count.number, True) if level else None


def ordinals(text: str, count: Count) -> Listing | None:
    """三道门：第一道是…，第二道是…，第三道是…."""
    word = count.word[:1]
    if count.is_phrase or not 2 <= count.number <= 9 or word not in _ORDERED:
        return None
    first = at = text.find(f"第一{word}", count.end, count.end + 40)
    number = 1
    while first >= 0 and number < 10 and (following := text.find(f"第{ORDER[number]}{word}", at, at + _FURTHER)) >= 0:
        at, number = following, number + 1
    if first < 0 or number != count.number:
        return None
    stop = STOP.search(text, at)
    return Listing(first, stop.start() if stop else len(text), number, True)


def characters(text: str, count: Count) -> Listing | None:
    """两个字：勤快, “麻风病”这三个字: the characters themselves are counted."""
    if count.word != "个" or not text.startswith("字", count.end):
        return None
    behind = re.compile(rf"字[：:—]{{1,2}}[“‘]?(?P<word>[一-鿿]{{{count.number}}})[”’]?(?=[，。！？；]|$)").match(
        text, count.end
    )
    ahead = re.compile(rf"“(?P<word>[一-鿿]{{{count.number}}})”这?$").search(
        text[max(0, count.start - 16) : count.start]
    )
    if behind:
        return Listing(*behind.span("word"), count.number, True)
    if ahead:
        low = max(0, count.start - 16)
        return Listing(low + ahead.start("word"), low + ahead.end("word"), count.number, True)
    return None
