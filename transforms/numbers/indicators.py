"""What a number measures, in the words of the text: the noun it belongs to by the grammar around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.entities.nations import find_countries
from transforms.lexicon import rules
from transforms.numbers.market import find_quoted
from transforms.numbers.noun_phrases import QUANTITY, STOP_WORDS, Words, is_noun, noun_before, noun_behind, tidy
from transforms.numbers.quantity import Quantity
from transforms.numbers.suffixes import Suffixes

_RULES = rules("indicators")
_LINKS = Suffixes(_RULES["links"])
_COMPARISON = re.compile(r"(?:较|比(?![重例率分赛价如])|与)[^，。；、]{1,16}$")
_PER = re.compile(r"每(?:[一二三千百万]|[0-9]+)?(?:平方米|平方公里|公里|公斤|千克|人次|立方米|小时|分钟|[一-鿿])$")
_DATE = re.compile(
    r"(?:较|(?<![占对相])比|再?到|至|在|于|自|从)?[0-9一二两三四五六七八九十几]{1,4}(?:年|月|日|月份|年前)[底末初]?$"
)
_DATE_ENDS = frozenset("年月日份前底末初")
_DISTANCE = re.compile(r"距离?[^，。；、]{1,16}$")
_SENTENCE = re.compile(r"[。！？!?\n]")
_PHYSICAL = frozenset({"length", "area", "volume", "mass", "energy", "power"})
_PART_OF = re.compile(r"占(?![比地据用有领])(?:到|了)?[^，。；、占]{0,16}$")
_RELATIVE = re.compile(r"[^，。；、：“”（）0-9的]{2,14}的(?=[一-鿿“])")
_LIVED = ("历经", "经过", "经历", "经历了", "经过了")


def find_indicator(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """The indicator of a quantity, or None; `previous` are the quantities in front of it with theirs."""
    start = max(words.clause_start(quantity.outer_start), _behind_last(text, quantity, previous))
    if quoted := find_quoted(text, quantity, start, previous):
        return quoted
    before = text[start : quantity.outer_start]
    stem = _stem(before)
    if quantity.dimension == "ratio" and (part := _PART_OF.search(stem)):
        stem = _stem(stem[: part.start()])
    ahead = _ahead(words, start, stem)
    behind = noun_behind(words, quantity.outer_end)
    if quantity.dimension == "count":
        happened = _happened(text, words, quantity) if quantity.unit in _TIMES else None
        counted = happened or behind or _done(words, quantity) or ahead
        counted = counted or _counted(text, words, quantity, start, stem) or _carried(text, quantity, previous)
        return counted or _verb(words, start, stem, quantity)
    if found := _measured(text, words, quantity, before, stem, ahead, behind):
        return found
    carried = _carried(text, quantity, previous) or _earlier(text, words, start)
    if quantity.dimension == "rank" or (
        carried and not stem.strip("、和及与从由 ") and quantity.dimension != "duration"
    ):
        return carried
    return _verb(words, start, stem, quantity) or carried


def _measured(
    text: str, words: Words, quantity: Quantity, before: str, stem: str, ahead: str | None,
    behind: str | None,
) -> str | None:  # fmt: skip
    """The noun in front of a number that measures or the one behind it, whichever the grammar makes its own."""
    if quantity.dimension == "rank":
        return ahead
    attribute = behind is not None and text.startswith("的", quantity.outer_end)
    if quantity.dimension in _PHYSICAL and behind and not (ahead and QUANTITY.search(ahead)):
        return behind
    if quantity.dimension == "duration":
        if before.endswith(_LIVED) and (lived := _verb_behind(words, quantity)):
            return lived
        return (behind if attribute else None) or ahead or behind
    linked = len(stem) < len(before.rstrip())
    if ahead and (QUANTITY.search(ahead) or (linked and not attribute)):
        return ahead
    return behind or ahead


def _behind_last(text: str, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]) -> int:
    """Position behind the number before, unless it only says what the price is per: 每500克13.5元."""
    last = previous[-1][0] if previous else None
    if last is None:
        return 0
    is_per = last.end == quantity.outer_start and text[last.start - 1 : last.start] == "每"
    return 0 if is_per else last.outer_end


def _stem(before: str) -> str:
    """The words in front of a number without the verbs, adverbs and comparisons that lead to it."""
    stem = before.rstrip()
    for _ in range(10):
        cut = _cut(stem)
        if cut is None:
            break
        stem = stem[:cut].rstrip()
    if len(stem) < len(before) and (compared := _COMPARISON.search(stem)) and not _DISTANCE.search(stem):
        return _stem(stem[: compared.start()])
    return stem


def _cut(stem: str) -> int | None:
    """Where the last link, 每 or date of a stem begins, if it ends in one."""
    if not stem:
        return None
    low = max(0, len(stem) - 8)
    if "每" in stem[low:] and (per := _PER.search(stem, low)):
        return per.start()
    link = _LINKS.start(stem, len(stem))
    if link >= 0:
        return link
    dated = _DATE.search(stem, low) if stem[-1] in _DATE_ENDS else None
    return dated.start() if dated else None


def _ahead(words: Words, start: int, stem: str) -> str | None:
    """The noun phrase in front of the number, or the way that a distance is measured from."""
    if distance := _DISTANCE.search(stem):
        return tidy(distance[0])
    if stem and (last := words.tokens[words.at(start + len(stem) - 1)]).tag in ("a", "ad", "z") and last.start > start:
        stem = _stem(words.text[start : last.start])
    if stem.endswith("占比"):
        return (noun_before(words, start, start + len(stem) - 2) or "") + "占比"
    return noun_before(words, start, start + len(stem))


_TIMES = frozenset({"次", "批次", "场次", "遍", "趟", "步"})


def _happened(text: str, words: Words, quantity: Quantity) -> str | None:
    """What happened so many times, where a verb stands behind the number: 6次到访企业."""
    index = words.since(quantity.outer_end)
    if index >= len(words.tokens) or words.tokens[index].tag[0] not in "vp" or words.tokens[index].tag == "vn":
        return None
    end = min((p for p in (text.find(m, quantity.outer_end) for m in "，。；！？、") if p > 0), default=len(text))
    return tidy(text[quantity.outer_end : min(end, quantity.outer_end + 12)])


def _done(words: Words, quantity: Quantity) -> str | None:
    """What befell so many people, where the verb behind the number ends the clause: 3人受伤。"""
    index = words.since(quantity.outer_end)
    if quantity.unit not in ("人", "名") or index >= len(words.tokens) or words.tokens[index].tag != "v":
        return None
    token = words.tokens[index]
    ends = len(token.word) > 1 and words.text[token.end : token.end + 1] in tuple("，。；、")
    return token.word if ends else None


def _counted(text: str, words: Words, quantity: Quantity, start: int, stem: str) -> str | None:
    """What is counted where no noun stands beside the number: 两国 by itself, else the noun of the clause before."""
    if near := _named_nations(text, quantity) or _described(text, words, quantity):
        return near
    if deed := _deed(words, start, stem, quantity):
        return deed
    if quantity.unit and quantity.unit in "国地市省县区方":
        return text[quantity.start : quantity.end]
    return _earlier(text, words, start)


def _verb(words: Words, start: int, stem: str, quantity: Quantity) -> str | None:
    """The verb in front of a number that measures no noun (修了12年), or the one behind it (4个多小时奋战)."""
    for token in reversed(words.between(start, start + len(stem))):
        if token.tag[0] == "v":
            subject = noun_before(words, start, token.start)
            return tidy((subject or "") + words.text[token.start : start + len(stem)])
    return _verb_behind(words, quantity)


def _verb_behind(words: Words, quantity: Quantity) -> str | None:
    index = words.since(quantity.outer_end)
    behind = words.tokens[index] if index < len(words.tokens) else None
    if behind and behind.tag[0] == "v" and behind.word not in STOP_WORDS:
        return tidy(behind.word)
    return None


def _named_nations(text: str, quantity: Quantity) -> str | None:
    """The short names that 两国 or 三国 take up, in the text in front: 中美, 美日韩."""
    if quantity.unit != "国" or quantity.value not in (2, 3, 4):
        return None
    found = find_countries(text[max(0, quantity.start - 120) : quantity.start], int(quantity.value))
    low = max(0, quantity.start - 120)
    return text[low + found[0] : low + found[1]] if found else None


def _described(text: str, words: Words, quantity: Quantity) -> str | None:
    """The noun that a clause with 的 describes: 服务区 in 60个可与周边连通的服务区."""
    index = words.since(quantity.outer_end)
    if index >= len(words.tokens) or words.tokens[index].tag[0] not in "vdpca":
        return None
    clause = _RELATIVE.match(text, quantity.outer_end)
    return noun_behind(words, clause.end()) if clause else None


def _deed(words: Words, start: int, stem: str, quantity: Quantity) -> str | None:
    """What was done so many times, where the verb in front of the number ends the clause with it: 会诊118例次，"""
    ends = words.text[quantity.outer_end : quantity.outer_end + 1] in tuple("，。；、")
    last = words.tokens[words.at(start + len(stem) - 1)] if stem and words.tokens else None
    if not ends or last is None or last.tag[0] != "v" or len(last.word) < 2 or last.start < start:
        return None
    return _verb(words, start, stem, quantity)


def _carried(text: str, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]) -> str | None:
    """The indicator of the number before, in the same sentence."""
    if previous and (indicator := previous[-1][1]) and previous[-1][0].unit == quantity.unit:
        # 由5.2天缩短到2.6天: both numbers measure one thing.
        between = text[previous[-1][0].outer_end : quantity.outer_start]
        if between and len(between) < 10 and not _stem(between):
            return indicator
    for last, indicator in reversed(previous[-3:]):
        if _SENTENCE.search(text, last.end, quantity.start):
            return None
        if (
            indicator
            and (last.dimension != "duration" or quantity.dimension == "ratio")
            and indicator != text[last.start : last.end]
        ):
            return indicator
    return None


def _earlier(text: str, words: Words, start: int) -> str | None:
    """The noun that ends one of the three clauses before, or stands first in it, within the sentence."""
    for _ in range(3):
        if start < 2 or text[start - 1] not in "，,（(":
            return None
        end = start - 1
        start = words.clause_start(end)
        stem = _stem(text[start:end])
        if found := noun_before(words, start, start + len(stem)) or _first_noun(words, start, end):
            return found
    return None


def _first_noun(words: Words, start: int, end: int) -> str | None:
    """The first noun phrase of a clause."""
    for token in words.between(start, end):
        if is_noun(token):
            return noun_behind(words, token.start)
    return None
