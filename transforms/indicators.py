"""What a number measures, in the words of the text: the noun it belongs to by the grammar around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transforms.page import Token
from transforms.quantities import Quantity

_NOUN = ("n", "b", "j", "l", "i", "eng", "vn", "an", "s", "f", "a", "z", "ng", "x", "g", "q")
_CLAUSE_END = re.compile(r"[，。；！？：,;:!?\n]")
_LINKS = re.compile(
    r"(?:分别|达到|高达|多达|约为|大约为|超过|突破|跨越|达|为|是|约|共计|总计|合计|累计|共有|现有|已有|拥有|仅有|只有|设有|共|仅|只|有|在|至|到|从|占|已|已经|均|的|了|则|依旧|首次|再次|再度|一度|也|还|就|又|最终|"
    r"同比|环比|保持在|稳定在|维持在|控制在|提高到|增加到|增加至|升至|增至|增长到|增长至|降至|降到|下降到|下降至|回落至|扩大到|下降|增长|增加|上升|提高|上涨|下跌|减少|回落|下滑|降低|提升|扩大|微涨|高开|低开|收于|收报|报收|报|涨|跌|增|减|升|降|"
    r"要求|预计|大概|大约|近|逾|超|破|过|平均|每年|年均|实现|完成|由|较|比|比上年同期|比去年同期|较去年同期|较上年同期|上年同期|去年同期|以上|以下|左右|不断|进一步|快速|大幅|将|其中|以|净|占比|到了|涨到|卖到|估值在)$"
)
_STOP_WORDS = frozenset(
    "其中 此外 同时 目前 截至 同比 环比 分别 情况 方面 期间 时候 时间 以上 以下 左右 其 该 这 那 本 此 各 每 某 全部 所有 之间 之后 之前 以来 记者 今日 内 里 后 前 中 上 下 时 间 处 等".split()
)
_DROPPED_ENDS = (
    "方面",
    "情况",
    "期间",
    "以来",
    "左右",
    "其中",
    "中",
    "上",
    "里",
    "内",
    "时",
    "后",
    "前",
    "处",
    "等",
    "的",
    "之间",
    "了",
)
_LONGEST = 22
_QUANTITY_NOUN = re.compile(
    r"(?:投资|收入|支出|消费|出口|进口|产出|占比|产值|[额量率值价比数积度重长宽高径期龄]|成本|利润|净利|亏损|规模|资产|工期|寿命|薪|贷款|存款|余额|融资|销售|营收|交易|成交|补贴|奖励|罚款|估值)$"
)


class Words:
    """The tagged words of a text, found by position."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.starts = [t.start for t in tokens]

    def at(self, position: int) -> int:
        """Index of the word that covers a position."""
        return bisect_right(self.starts, position) - 1

    def from_(self, position: int) -> int:
        """Index of the first word that starts at or behind a position."""
        return bisect_left(self.starts, position)

    def is_inside(self, start: int, end: int) -> bool:
        """Whether a longer word reaches over one end of [start, end): 五花八门 over 八门."""
        first = self.tokens[self.at(start)] if self.tokens else None
        last = self.tokens[self.at(end - 1)] if self.tokens else None
        if first is None or last is None:
            return False
        return (last.end > end and last.start < end and last.tag not in ("m", "q", "t", "mq", "v", "x")) or (
            first.start < start and first.tag[0] in "nilj" and first.end > start
        )


def _is_noun(token: Token) -> bool:
    return token.tag.startswith(_NOUN) and token.word not in _STOP_WORDS


def find_indicator(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """The indicator of a quantity; `previous` are the quantities in front of it with theirs. None where none is near."""
    start = max(_clause_start(text, quantity.outer_start), previous[-1][0].outer_end if previous else 0)
    before = text[start : quantity.outer_start]
    behind = noun_behind(words, quantity.outer_end, quantity.dimension == "count")
    stem = _strip_links(before)
    ahead = noun_before(words, start, start + len(stem))
    linked = len(stem) < len(before.rstrip())
    if quantity.dimension == "count":
        return behind or ahead or _carried(text, quantity, previous) or _earlier(text, words, start)
    attribute = text.startswith("的", quantity.outer_end)
    if quantity.dimension == "rank":
        return _earlier(text, words, start) or ahead
    if (
        ahead
        and (linked or not behind or _QUANTITY_NOUN.search(ahead))
        and not (attribute and behind and not _QUANTITY_NOUN.search(ahead))
    ):
        return ahead
    if behind:
        return behind
    if ahead:
        return ahead
    if not stem.strip("、和及与 从由 "):
        return _carried(text, quantity, previous) or _earlier(text, words, start)
    return (
        _carried(text, quantity, previous)
        if linked and previous and not ahead
        else _verb(words, start, start + len(stem)) or _earlier(text, words, start)
    )


def _clause_start(text: str, at: int) -> int:
    """Position behind the last mark that ends a clause."""
    best = 0
    for mark in "，。；！？：,;:!?\n（(":
        best = max(best, text.rfind(mark, max(0, at - 120), at) + 1)
    return best


def _strip_links(before: str) -> str:
    """The words in front of a number without the verbs and adverbs that lead to it."""
    stem = before.rstrip()
    for _ in range(8):
        match = _LINKS.search(stem[-10:])
        if not match:
            break
        stem = stem[: len(stem) - len(match[0])].rstrip()
    return stem


def noun_before(words: Words, start: int, end: int) -> str | None:
    """The noun phrase that ends at `end`, no longer than back to `start`."""
    tokens, text = words.tokens, words.text
    index = words.at(end - 1) if end > start else -1
    first = None
    while index >= 0 and tokens[index].start >= start and end - tokens[index].start <= _LONGEST:
        token = tokens[index]
        if (
            _is_noun(token)
            or (token.tag[0] == "v" and first is not None and len(token.word) > 1 and tokens[index + 1].tag[0] in "nv")
            or (token.tag[0] == "v" and _QUANTITY_NOUN.search(token.word))
        ):
            first = token.start
        elif (
            token.word in ("的", "与", "及", "和", "、", "“", "”", "/", "（", "）", "·")
            and first is not None
            and index > 0
        ):
            pass
        elif first is not None or token.tag[0] not in "vdpuc":
            break
        else:
            break
        index -= 1
    if first is None:
        return None
    return _tidy(text[first:end])


def noun_behind(words: Words, at: int, count: bool) -> str | None:
    """The noun phrase right behind a number, 的 skipped."""
    tokens, text = words.tokens, words.text
    if text.startswith("的", at):
        at += 1
    start = at
    index = words.from_(at)
    end = at
    while index < len(tokens) and tokens[index].end - start <= _LONGEST:
        token = tokens[index]
        if _is_noun(token):
            end = token.end
        elif token.word in ("的", "与", "及", "和", "/", "“", "”", "、") and (end > at or token.word == "“"):
            pass
        elif (
            token.tag[0] == "v"
            and index + 1 < len(tokens)
            and (
                _is_noun(tokens[index + 1])
                and tokens[index + 1].tag[0] == "n"
                and end == at
                and token.tag != "vd"
                and count
            )
        ):
            pass
        else:
            break
        index += 1
    return _tidy(text[start:end]) if end > start else None


def _verb(words: Words, start: int, end: int) -> str | None:
    """The last verb of a clause that names no noun: 修了12年."""
    index = words.at(end - 1) if end > start else -1
    while index >= 0 and words.tokens[index].start >= start:
        token = words.tokens[index]
        if token.tag[0] == "v":
            return _tidy(words.text[token.start : end])
        index -= 1
    return None


def _carried(text: str, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]) -> str | None:
    """The indicator of the number before, in the same sentence."""
    if not previous:
        return None
    last, indicator = previous[-1]
    gap = text[last.end : quantity.start]
    return indicator if not re.search(r"[。！？\n]", gap) else None


def _earlier(text: str, words: Words, start: int) -> str | None:
    """The noun that ends the clause before, or stands first in it, within the sentence."""
    if start < 2 or text[start - 1] not in "，,":
        return None
    end = start - 1
    begin = _clause_start(text, end)
    stem = _strip_links(text[begin:end])
    return noun_before(words, begin, begin + len(stem)) or _first_noun(words, begin, end)


def _first_noun(words: Words, start: int, end: int) -> str | None:
    """The first noun phrase of a clause."""
    index = words.from_(start)
    while index < len(words.tokens) and words.tokens[index].start < end:
        if _is_noun(words.tokens[index]):
            return noun_behind(words, words.tokens[index].start, False)
        index += 1
    return None


def _tidy(phrase: str) -> str | None:
    phrase = phrase.strip(" 　、，的与及和“”‘’（）()：:·")
    for end in _DROPPED_ENDS:
        if phrase.endswith(end) and len(phrase) > len(end) + 1:
            phrase = phrase[: -len(end)]
            break
    phrase = phrase.strip(" 　、的与及和")
    return phrase or None
