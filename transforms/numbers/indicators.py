"""What a number measures, in the words of the text: the noun it belongs to by the grammar around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transforms.entities.nations import find_countries
from transforms.lexicon import rules
from transforms.numbers.market import find_quoted
from transforms.numbers.quantity import Quantity
from transforms.numbers.suffixes import Suffixes
from transforms.page import Token

_NOUN = ("n", "b", "j", "l", "i", "eng", "vn", "an", "s", "a", "z", "ng", "g", "k")
_RULES = rules("indicators")
_LINK_WORDS = frozenset(_RULES["links"])
_LINKS = Suffixes(_LINK_WORDS)
_STOP_WORDS = frozenset(_RULES["stop_words"])
_QUANTITY = re.compile(rf"(?:{'|'.join(_RULES['quantity_ends'])})$")
_COMPARISON = re.compile(r"(?:较|比(?![重例率分赛价如])|与)[^，。；、]{1,16}$")
_PER = re.compile(r"每(?:[一二三千百万]|[0-9]+)?(?:平方米|平方公里|公里|公斤|千克|人次|立方米|小时|分钟|[一-鿿])$")
_DATE = re.compile(
    r"(?:较|(?<![占对相])比|再?到|至|在|于|自|从)?[0-9一二两三四五六七八九十几]{1,4}(?:年|月|日|月份|年前)[底末初]?$"
)
_DATE_ENDS = frozenset("年月日份前底末初")
_DISTANCE = re.compile(r"距离?[^，。；、]{1,16}$")
_SENTENCE = re.compile(r"[。！？!?\n]")
_BREAK = re.compile(r"[，。；！？：,;:!?\n（(]")
_JOINS = frozenset("的与及和、“”‘’/&·《》")
_LEADS = re.compile(r"(?:累计|其中|全年|共计|共|总计|合计|如今|目前|该|这些|这|仅|已|从|超过|超|要求|包括)+")
_LIKE = re.compile(r"(?:像|如)?(?:这|那)样的|类似的?|不同的?|各类|各种|上述|相关|多个")
_NAME_TAGS = ("nr", "ns", "nt", "nz", "i", "l", "nrt")
_PHYSICAL = frozenset({"length", "area", "volume", "mass", "energy", "power"})
_PART_OF = re.compile(r"占(?![比地据用有领])(?:到|了)?[^，。；、占]{0,16}$")
_ERAS = frozenset(
    {"现代", "当代", "近代", "古代", "传统", "未来", "大型", "中型", "小型", "冬季", "夏季", "春季", "秋季"}
)
_RELATIVE = re.compile(r"[^，。；、：“”（）0-9的]{2,14}的(?=[一-鿿“])")
_LIVED = ("历经", "经过", "经历", "经历了", "经过了")
_SCHOOLS = ("高中", "初中", "一中", "二中", "三中", "附中", "完中")
_LONGEST = 22


class Words:
    """The tagged words of a text, found by position."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.starts = [t.start for t in tokens]
        self.breaks = [m.end() for m in _BREAK.finditer(text)]
        self.stops = [end for end in self.breaks if text[end - 1] in "。！？；!?;\n"]

    def at(self, position: int) -> int:
        """Index of the word that covers a position."""
        return bisect_right(self.starts, position) - 1

    def since(self, position: int) -> int:
        """Index of the first word that starts at or behind a position."""
        return bisect_left(self.starts, position)

    def clause_start(self, position: int) -> int:
        """Position behind the last mark in front of a position that ends a clause."""
        index = bisect_right(self.breaks, position) - 1
        return max(self.breaks[index] if index >= 0 else 0, position - 100)

    def sentence_start(self, position: int, reach: int = 100) -> int:
        """Position behind the last mark that ends a sentence, at most `reach` characters in front of a position."""
        index = bisect_right(self.stops, position) - 1
        return max(self.stops[index] if index >= 0 else 0, position - reach)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The words that lie inside [start, end)."""
        return self.tokens[self.since(start) : self.since(end)]

    def is_inside(self, start: int, end: int) -> bool:
        """Whether a longer word reaches over one end of [start, end): 五花八门 over 八门."""
        if not self.tokens:
            return False
        first, last = self.tokens[self.at(start)], self.tokens[self.at(end - 1)]
        over_end = last.end > end and last.start < end and last.tag not in ("m", "q", "t", "mq", "v", "x")
        over_start = first.start < start < first.end and first.tag in _NAME_TAGS
        return over_end or (over_start and self.text[first.start : start] not in ("近", "超", "约", "逾", "有"))


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
    if quantity.dimension in _PHYSICAL and behind and not (ahead and _QUANTITY.search(ahead)):
        return behind
    if quantity.dimension == "duration":
        if before.endswith(_LIVED) and (lived := _verb_behind(words, quantity)):
            return lived
        return (behind if attribute else None) or ahead or behind
    linked = len(stem) < len(before.rstrip())
    if ahead and (_QUANTITY.search(ahead) or (linked and not attribute)):
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
        return _tidy(distance[0])
    if stem and (last := words.tokens[words.at(start + len(stem) - 1)]).tag in ("a", "ad", "z") and last.start > start:
        stem = _stem(words.text[start : last.start])
    if stem.endswith("占比"):
        return (noun_before(words, start, start + len(stem) - 2) or "") + "占比"
    return noun_before(words, start, start + len(stem))


def _is_noun(token: Token) -> bool:
    return (
        token.tag.startswith(_NOUN) or (token.tag == "x" and token.word[0].isalnum())
    ) and token.word not in _STOP_WORDS


def noun_before(words: Words, start: int, end: int) -> str | None:
    """The noun phrase that ends at `end` and reaches back no further than `start`."""
    tokens = words.tokens
    index = words.at(end - 1) if end > start else -1
    first = None
    while index >= 0 and tokens[index].start >= start and end - tokens[index].start <= _LONGEST:
        token = tokens[index]
        if first is not None and token.word in _LINK_WORDS and token.tag[0] in "vdpr":
            break
        indexed = first is None and token.word.isdigit() and index > 0 and _is_noun(tokens[index - 1])
        if indexed or _is_noun(token) or (token.tag[0] == "v" and _is_part(words, index, first is not None)):
            first = token.start
        elif token.word not in _JOINS or first is None:
            break
        index -= 1
    if first is None:
        return None
    opened = first - 1 if words.text[first - 1 : first] == "“" and "”" in words.text[first:end] else first
    return _tidy(words.text[opened:end])


def _is_part(words: Words, index: int, inside: bool) -> bool:
    """Whether a verb belongs to a noun phrase: 吞吐 in 吞吐能力, or a word that ends like a quantity (成交额)."""
    token = words.tokens[index]
    if _QUANTITY.search(token.word):
        return True
    return inside and len(token.word) > 1 and words.tokens[index + 1].tag[0] in "nvk"


def noun_behind(words: Words, at: int) -> str | None:
    """The noun phrase right behind a number, 的 and words such as 不同的 skipped."""
    tokens, text = words.tokens, words.text
    at += text.startswith("的", at)
    if like := _LIKE.match(text, at):
        at = like.end()
    start = end = at
    index = words.since(at)
    last = tokens[index - 1] if index else None
    if last and last.start < at < last.end and last.tag[0] == "n" and text[at : last.end] != "人":
        end = last.end  # a word that runs over the measure word: 个村 in 8个村
    while index < len(tokens) and tokens[index].end - start <= _LONGEST:
        token = tokens[index]
        if _is_noun(token) or (token.word in _ERAS and end == at):
            if end > at and _is_next_measured(words, index):
                end -= text[end - 1] == "总"
                break
            end = token.end
        elif token.word == "“" and (closed := text.find("”", token.end, token.end + 14)) > 0:
            end = closed + 1
            index = words.since(end)
            continue
        elif token.word in _JOINS:
            if end == at and token.word not in "“‘《":
                break
        elif not (token.tag[0] == "v" and end == at and _leads_to_noun(words, index)):
            break
        index += 1
    return _tidy(text[start:end]) if end > start else None


def _is_next_measured(words: Words, index: int) -> bool:
    """Whether a quantity's name belongs to the number behind it: 总投资 in 48个项目总投资1260亿元."""
    tokens = words.tokens
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return bool(following and following.tag[0] == "m" and _QUANTITY.search(tokens[index].word))


def _leads_to_noun(words: Words, index: int) -> bool:
    """Whether a verb opens a noun phrase: a noun stands behind it, or verbs that end as a quantity (防卫费分担额)."""
    following = words.tokens[index + 1 : index + 4]
    if following and following[0].tag[0] == "n":
        return True
    for token in following:
        if _QUANTITY.search(token.word):
            return True
        if token.tag[0] != "v":
            return False
    return False


_TIMES = frozenset({"次", "批次", "场次", "遍", "趟", "步"})


def _happened(text: str, words: Words, quantity: Quantity) -> str | None:
    """What happened so many times, where a verb stands behind the number: 6次到访企业."""
    index = words.since(quantity.outer_end)
    if index >= len(words.tokens) or words.tokens[index].tag[0] not in "vp" or words.tokens[index].tag == "vn":
        return None
    end = min((p for p in (text.find(m, quantity.outer_end) for m in "，。；！？、") if p > 0), default=len(text))
    return _tidy(text[quantity.outer_end : min(end, quantity.outer_end + 12)])


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
            return _tidy((subject or "") + words.text[token.start : start + len(stem)])
    return _verb_behind(words, quantity)


def _verb_behind(words: Words, quantity: Quantity) -> str | None:
    index = words.since(quantity.outer_end)
    behind = words.tokens[index] if index < len(words.tokens) else None
    if behind and behind.tag[0] == "v" and behind.word not in _STOP_WORDS:
        return _tidy(behind.word)
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
        if _is_noun(token):
            return noun_behind(words, token.start)
    return None


def _tidy(phrase: str) -> str | None:
    """The phrase without loose marks, leading adverbs and trailing particles; a half-quoted part is left out."""
    phrase = phrase.strip(" 　、，的与和‘’：:·")
    if phrase.count("“") != phrase.count("”"):
        phrase = max(re.split(r"[“”]", phrase), key=len)
    if lead := _LEADS.match(phrase):
        phrase = phrase[lead.end() :] or phrase
    for end in _RULES["dropped_ends"]:
        if phrase.endswith(end) and not phrase.endswith(_SCHOOLS) and len(phrase) > len(end) + 1:
            phrase = phrase[: -len(end)]
            break
    return phrase.strip(" 　、的与和《》（）()") or None
