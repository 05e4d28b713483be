"""Clauses that a count sums up: 扩大准入，健全体制和优化环境等三方面任务. Agreement only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon import rules
from transforms.numbers.listings import AND, Count, Listing
from transforms.page import Token

_LEAD = re.compile(r"等(?:这)?$")
_STOP = re.compile(r"[。；：！？\n“”（）()]")
_SUMMED = re.compile(r"(?:个|大)?方面|[个大]?(?:任务|措施|举措|工作|行动|工程|抓手|重点|环节|领域)|项")
_OPENS = re.compile(r"(?:研究|探索|提出|明确|包括|围绕|部署|要求|通过|采取|从|在|开展|做好|推进|涉及|聚焦|抓好|实施)$")
_GOVERNING = frozenset(rules("enumerations")["governing"])
_ADVERBS = frozenset(("全面", "切实", "着力", "持续", "大力", "深入", "积极", "扎实", "统筹", "稳步"))
_REACH = 260
_LONGEST = 60


def find_clause_list(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """As many clauses, each opening with a verb, in front of 等 and their count.

    The first one begins its sentence, or stands behind a verb that opens a list.
    """
    lead = _LEAD.search(text, max(0, count.start - 2), count.start)
    summed = count.is_phrase or _SUMMED.match(text, count.end - len(count.word)) is not None
    if lead is None or count.number < 3 or not summed:
        return None
    end = lead.start()
    low = max(0, end - _REACH)
    start = max((m.end() for m in _STOP.finditer(text, low, end)), default=low)
    mark = "，"
    if count.is_phrase:  # 研究拓宽渠道、加强帮扶、推进共享等“三大路径”
        mark, start = "、", max(start, text.rfind("，", low, end) + 1)
    if mark not in text[start:end]:
        return None
    tags = {t.start: (_tag(t), t.end) for t in tokens if start <= t.start < end}
    items = _clauses(text, start, end, mark)
    if len(items) + 1 >= count.number and (pair := _joined(text, items[-1], tags)):
        items = [*items[:-1], *pair]
    if len(items) < count.number:
        return None
    opened = _opening(text, items[-count.number], tags, whole=len(items) == count.number and start > low)
    if opened is None:
        return None
    items = [(opened, items[-count.number][1]), *items[1 - count.number :]]
    level = all(_opens_with_verb(tags, a) and b - a <= _LONGEST for a, b in items)
    return Listing(opened, end, count.number, True) if level else None


def _tag(token: Token) -> str:
    """The kind of a word, of verbs and adverbs that taggers take for nouns, too."""
    if token.word in _GOVERNING or (len(token.word) == 4 and token.word[2:] in _GOVERNING):
        return "v"
    return "d" if token.word in _ADVERBS else token.tag


def _clauses(text: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    out, at = [], start
    while (found := text.find(mark, at, end)) >= 0:
        out.append((at, found))
        at = found + 1
    return [*out, (at, end)]


def _joined(
    text: str, item: tuple[int, int], tags: dict[int, tuple[str, int]]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The last clause cut in two where 和 joins two that open with verbs."""
    for m in AND.finditer(text, item[0] + 2, item[1] - 2):
        if _opens_with_verb(tags, m.end()):
            return (item[0], m.start()), (m.end(), item[1])
    return None


def _opening(text: str, item: tuple[int, int], tags: dict[int, tuple[str, int]], whole: bool) -> int | None:
    """Where the first clause begins: behind a verb that opens a list, or with its sentence."""
    for at in sorted(a for a in tags if item[0] < a <= item[0] + 12):
        if _OPENS.search(text, item[0], at) and _opens_with_verb(tags, at):
            return at
    return item[0] if whole and _opens_with_verb(tags, item[0]) else None


def _opens_with_verb(tags: dict[int, tuple[str, int]], at: int) -> bool:
    """Whether a verb stands there, or a word in front of one that says how: 切实做好…."""
    tag, end = tags.get(at, ("", at))
    return tag[:1] == "v" or (tag[:1] in ("d", "a") and (tag == "a" or tags.get(end, ("", 0))[0][:1] == "v"))
