"""Lists in front of a count with quotations and brackets in them, or without a name at the end. Agreement only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon import rules
from transforms.numbers.listings import AND, LONG_ITEM, Count, Listing, trim
from transforms.page import Token

_RULES = rules("enumerations")
GOVERNING = frozenset(_RULES["governing"])
_NOUN = re.compile(f"[一-鿿]{{0,6}}?(?:{'|'.join(_RULES['categories'] + _RULES['listed'])})")
_LEAD = re.compile(r"(?:等(?:这|共)?|这|共|共计|合计|为(?:代表|主体|核心|重点)的|——)$")
_ENCLOSED = re.compile(r"“[^”\n]{1,60}”|‘[^’\n]{1,60}’|《[^》\n]{1,60}》|（[^）\n]{1,60}）|\([^)\n]{1,60}\)")
_BREAK = re.compile(r"[，。；：！？\n—…“”（）:;!?]")
_QUOTED = re.compile(r"“([^“”，。；：\n]{3,80})”$")
_TIED = tuple("了或由向对给在于从为被把将与和及")
_GROUPS = ("类", "大类", "大", "省区", "省区市", "市县", "省", "市", "县", "区", "地", "国", "方面")
_REACH = 260


def find_whole_list(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """A list of exactly so many items right in front of a count."""
    low = max(0, count.start - _REACH)
    end = count.start
    if text.find("、", low, end) < 0:
        return None
    lead = _LEAD.search(text, max(low, end - 6), end)
    end = lead.start() if lead else end
    if quoted := _QUOTED.search(text, low, end):
        items = quoted[1].split("、")
        fits = _fits(len(items), len(AND.findall(items[-1])), count.number) and len(items) > 1
        return Listing(quoted.start(1), quoted.end(1), count.number, True) if fits else None
    masked = _ENCLOSED.sub(lambda m: "＊" * len(m[0]), text[low:end])
    start = max((m.end() for m in _BREAK.finditer(masked)), default=0)
    items = masked[start:].split("、")
    joins = len(AND.findall(items[-1]))
    joined = sum(len(AND.findall(item)) for item in items[1:]) == 1 and len(items) + 1 == count.number
    if len(items) < 2 or not (_fits(len(items), joins, count.number) or joined):
        return None
    if not _is_certain(text, count, lead is not None, items) or not _ends_in_a_thing(tokens, end, items):
        return None
    spans, at = [], low + start
    for item in items:
        spans.append((at, at + len(item)))
        at += len(item) + 1
    return Listing(trim(spans, tokens), end, count.number, True)


def _fits(items: int, joins: int, number: int) -> bool:
    return number in (items, items + 1) if joins else number == items


def _is_certain(text: str, count: Count, led: bool, items: Sequence[str]) -> bool:
    """Whether the items are level enough, and what is counted is named behind: no 接诊室2间, 讲堂1间."""
    if any(not item or len(item) > LONG_ITEM for item in items[1:]) or items[-1].endswith(_TIED):
        return False
    if any("的" in item for item in items[1:-1]) or (len(items) == 2 and not led):
        return False
    number = rf"[0-9一二两三四五六七八九十]{re.escape(count.word)}"
    if count.word and any(re.search(number, item) for item in items):
        return False
    if count.is_phrase and not led:
        # “三资”管理、… goes on with the list: the phrase is a part of its last item.
        goes_on = "、" in re.split("[，。；：]", text[count.end : count.end + 40])[0]
        return len({len(item) for item in items[1:]}) == 1 and len(items) > 2 and not goes_on
    if led:
        return True
    return count.word in _GROUPS or _NOUN.match(text, count.end) is not None


def _ends_in_a_thing(tokens: Sequence[Token], end: int, items: Sequence[str]) -> bool:
    """Whether no verb that governs the count ends the list: 整体提升三张名片."""
    last = next((t for t in reversed(tokens) if t.end <= end and t.start < end), None)
    if last is None or last.end < end:
        return False
    single = len(items) > 2 and last.word == items[-1]
    return (last.word not in GOVERNING or single or last.tag == "vn") and last.tag[0] not in "pduc"
