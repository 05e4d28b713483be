"""What stands behind a number and names what it counts: past a remark in brackets, at the end of a clause with 的."""

from __future__ import annotations

import re

from transforms.numbers.noun_phrases import STOP_WORDS, Words, noun_behind, tidy
from transforms.numbers.quantity import Quantity
from transforms.numbers.stems import LINK_WORDS

_RELATIVE = re.compile(
    r"(?:(?:上世纪)?[0-9]{2,4}年代?)?[^，。；、：“”（）0-9的]{2,14}的(?=[一-鿿“A-Za-z])"
    "|(?:来自|在|可|具有|拥有|符合|从事|参与|参加|涉及|面向|由|对|与|同)[^，。；：（）0-9的\n]{2,26}的(?=[一-鿿“])"
)
_AMOUNT = "(?:约合?|折合|合|相当于)?(?:人民币)?约?[0-9][0-9.]*[万亿]{0,2}(?![年月日时])[一-鿿]{1,5}"
_CONVERTED = re.compile(f"（{_AMOUNT}）")
_CONVERSION = re.compile("（(?:约合?|折合|合|相当于)?(?:人民币)?约?$")


def find_behind(text: str, words: Words, quantity: Quantity) -> str | None:
    """The noun phrase behind a number: 1.8亿欧元（约合14亿元）的|关税, 两名临时聘来的|技工."""
    at = _past_remark(text, words, quantity)
    found = noun_behind(words, at)
    if found and text.startswith(f"{found}地", at) and words.tokens[words.at(at)].tag in _ADVERBS:
        return None  # 花费500万元|努力地改造
    if found and text.startswith("的", at) and _is_bare(words, at, found, "a"):
        return to_the_mark(words, quantity) or found
    if found and not found.endswith("”") and _is_bare(words, at, found, "bstf"):
        clause = _RELATIVE.match(text, at)
        return (noun_behind(words, clause.end()) if clause else None) or found
    return found


def described(text: str, words: Words, quantity: Quantity) -> str | None:
    """The noun that a clause with 的 describes: 服务区 in 60个可与周边连通的服务区."""
    index = words.since(quantity.outer_end)
    if index >= len(words.tokens):
        return None
    token = words.tokens[index]
    if token.tag[0] not in "vdpcaft" and token.word not in STOP_WORDS:
        return None
    clause = _RELATIVE.match(text, quantity.outer_end)
    return noun_behind(words, clause.end()) if clause else None


PERSONS = frozenset(("人", "名", "位", "例", "起", "人次", "户"))
"""Measure words of people and cases."""
_TITLE_TAGS = frozenset("nvjbad")
_LONGEST_TITLE = 12
_SIDES = frozenset("方国地市省县区")


def to_the_mark(words: Words, quantity: Quantity) -> str | None:
    """Verbs and nouns right behind a number that end in a noun at the next mark: 全域集中巡查清理 in 3次…, ."""
    text, start = words.text, quantity.outer_end
    if quantity.unit in PERSONS or quantity.unit in _SIDES:
        return None
    owned = _OF.match(text, start)
    start = owned.end() if owned else start
    ends = [at for mark in "，。；、" if (at := text.find(mark, start, start + _LONGEST_TITLE + 1)) > 0]
    end = min(ends, default=start)
    inside = list(words.between(start, end))
    if len(inside) > 2 and inside[-1].tag == "f":
        end = inside.pop().start  # 辛勤付出|中
    if len(inside) < 2 or inside[0].start != start or inside[-1].end != end or len(inside[-1].word) < 2:
        return None
    worked = owned and inside[-1].tag == "v" and inside[0].tag[0] in "ad"  # 一个月的|艰苦侦查
    if (inside[-1].tag not in _THINGS and not worked) or any(t.tag[0] not in _TITLE_TAGS for t in inside):
        return None
    adverb = inside[0].word in LINK_WORDS or (inside[0].tag in ("d", "ad") and len(inside[0].word) < 2)
    return None if adverb else tidy(text[start:end])


_OF = re.compile("(?:不等)?的")
_THINGS = ("n", "vn", "nz", "an")


def nominal(words: Words, quantity: Quantity) -> str | None:
    """The verb that 的 makes a noun of what lasts so long: 空袭 in 5小时的空袭."""
    if not words.text.startswith("的", quantity.outer_end):
        return None
    index = words.since(quantity.outer_end + 1)
    token = words.tokens[index] if index < len(words.tokens) else None
    if token is None or token.tag[0] not in "va" or len(token.word) < 2 or token.start != quantity.outer_end + 1:
        return None
    return token.word


def _past_remark(text: str, words: Words, quantity: Quantity) -> int:
    """Position behind a remark with the number in another unit, seen from either: 16亩（1.06公顷）|草场."""
    end = quantity.outer_end
    past = end
    if remark := _CONVERTED.match(text, end):
        past = remark.end()
    elif text[end : end + 1] == "）":
        inside = _CONVERSION.search(text, max(0, quantity.start - 8), quantity.start)
        past = end + 1 if inside and text[inside.start() - 1 : inside.start()] in _UNIT_ENDS else end
    index = words.since(past)
    is_deed = index < len(words.tokens) and words.tokens[index].tag[0] == "v"
    return end if is_deed else past  # 斥资2亿港元（约合1.8亿元）|购买股份


_ADVERBS = ("ad", "d", "a", "an")
_UNIT_ENDS = frozenset("元亩担斤吨里米尺顷升克丈寸磅吋镑")


def _is_bare(words: Words, at: int, found: str, tags: str) -> bool:
    """Whether words that were found are no noun but what stands in front of one, by their tags: 临时, 国内, 艰苦."""
    start = words.text.find(found, at, at + 4 + len(found))
    inside = words.between(start, start + len(found)) if start >= 0 else ()
    return bool(inside) and all(token.tag[0] in tags for token in inside)
