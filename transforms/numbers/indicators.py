"""What a number measures, in the words of the text: the noun it belongs to by the grammar around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.entities.nations import find_countries
from transforms.lexicon import rules
from transforms.numbers.behind import PERSONS, described, find_behind, nominal, to_the_mark
from transforms.numbers.clauses_before import earlier
from transforms.numbers.deeds import deed_of, verb_behind, verb_of
from transforms.numbers.lasting import lasting, when_of
from transforms.numbers.market import find_quoted
from transforms.numbers.moves import LOOSE, grown_to, moved
from transforms.numbers.noun_phrases import (
    QUANTITY,
    Words,
    noun_before,
    noun_behind,
    tidy,
)
from transforms.numbers.numerals import NUMERAL
from transforms.numbers.predicates import befallen, being_told, bracketed, happened
from transforms.numbers.quantity import Quantity
from transforms.numbers.stems import AWAY, DISTANCE, stem_of
from transforms.numbers.units import match_unit

_RULES = rules("indicators")
_COMPARED = re.compile(r"(?:较|比)(?:前|上|近|过去|此前)?$")
_ADVERBIAL = re.compile(r"(?:连续|近|前|用|历时|在|仅|只|花)(?:了)?$")
_NATIONS = re.compile(
    "[中美日韩朝俄英法德意加澳印巴越老柬泰缅蒙以埃欧伊](?:、?[中美日韩朝俄英法德意加澳印巴越老柬泰缅蒙以埃欧伊])+$"
)
_BODIES = frozenset(("地", "部门", "国", "市", "省", "县", "区"))  # that a numeral alone stands for: 6部门
_SENTENCE = re.compile(r"[。！？!?\n]")
_PHYSICAL = frozenset({"length", "area", "volume", "mass", "energy", "power"})
_PART_OF = re.compile(r"(?<![侵抢霸])占(?![比地据用有领率])(?:到|了)?[^，。；、占]{0,16}$")
_NEXT_ITEM = 12
"""A clause behind ；that is longer names what it measures itself."""
_AS_ADVERB = re.compile(r"(?:以来|下来|来(?!自|到)|间(?!隔)|里(?!程))|(?:内|之内|时间)，")
_PURPOSES = tuple(_RULES["purposes"])
_TALLIED = frozenset("胜平负金银铜")
"""What a tally counts names its own, and no noun behind it."""
_OPENED = tuple(f"{verb}了" for verb in _RULES["opened"])
"""Verbs of what a stretch of time is an attribute of: 结束了|91年的历史; not 经营了|30年的老店."""
_LIVED = ("历经", "经过", "经历", "经历了", "经过了")


def find_indicator(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """The indicator of a quantity, or None; `previous` are the quantities in front of it with theirs."""
    if quantity.unit in ("死", "伤"):
        return quantity.unit
    lead = _behind_remark(words, quantity.outer_start)
    start = max(words.clause_start(lead), _behind_last(text, quantity, previous))
    if quoted := find_quoted(text, quantity, start, previous):
        return quoted
    if previous and _differs(text, previous[-1][0], quantity):
        return previous[-1][1]
    if thing := moved(text, words, quantity, previous):
        return thing
    if being := being_told(text, words, quantity) or bracketed(text, words, quantity):
        return being
    if deed := lasting(text, words, quantity):
        return deed
    before = text[start:lead]
    if quantity.dimension == "ratio" and (against := _AGAINST.search(before)):
        lead = start + against.start()
        if not text[start:lead].strip():
            return _carried(text, words, quantity, previous) or earlier(text, words, start)
        before = text[start:lead]
    stem = stem_of(words, start, lead, quantity.change != "level")
    if quantity.dimension == "ratio" and _REAL.fullmatch(stem):
        return _carried(text, words, quantity, previous) or earlier(text, words, start)
    share = None
    if quantity.dimension == "ratio" and (part := _PART_OF.search(stem)):
        share = tidy(part[0])
        part_end = start + part.start() - stem.endswith("所", 0, part.start())
        stem = stem_of(words, start, part_end)
    if before.startswith(_PER_TIME) and not stem.strip(LOOSE) and (same := _carried(text, words, quantity, previous)):
        return same
    taken = before.endswith(_TAKES) and lead == quantity.start
    ahead = None if taken else _ahead(words, start, stem)
    if ahead in _AMPLITUDES:
        ahead = _moving(
            text, words, quantity, previous, start, stem_of(words, start, start + len(stem) - 2, True), ahead
        )
    if share:
        subject = ahead or _carried(text, words, quantity, previous) or earlier(text, words, start)
        return ahead if ahead and not share.endswith(_PROPORTIONS) else _of_part(subject, share)
    purpose = quantity.dimension == "money" and text.startswith(_PURPOSES, quantity.outer_end)
    behind = None if purpose or quantity.unit in _TALLIED else find_behind(text, words, quantity)
    if quantity.dimension == "count":
        return _of_count(text, words, quantity, previous, start, before, stem, ahead, behind)
    if ahead and (passed := _passed(text, quantity, previous, ahead)):
        return passed
    if found := _measured(text, words, quantity, start, before, stem, ahead, behind):
        return found
    if quantity.dimension == "money" and (titled := to_the_mark(words, quantity)):
        return titled
    carried = _carried(text, words, quantity, previous) or earlier(text, words, start)
    if quantity.dimension == "rank" or (carried and not stem.strip(LOOSE) and quantity.dimension != "duration"):
        return carried
    if carried and stem.endswith(tuple(_YIELDS)) and not stem_of(words, start, start + len(stem) - 2, True):
        return carried
    return verb_of(words, start, stem, quantity) or carried or when_of(before, quantity)


_PER_TIME, _TAKES = ("日均", "月均", "周均", "平均每天", "平均每日", "平均每月"), ("将", "把")
"""What leads to a number per day of what the number before measures, and what puts a thing in front of its verb."""
_REAL = re.compile("(?:扣除|剔除|除去|不计|不考虑)[^，。；]{1,14}因素后?")
"""What a rate of change leaves out: 扣除价格因素|实际增长5%."""
_PROPORTIONS = ("比重", "比例", "份额", "占率")
_AMPLITUDES, _YIELDS = frozenset(("降幅", "增幅", "升幅", "减幅", "涨幅", "跌幅", "增速")), frozenset(("增产", "减产"))
"""How far something moved, which its clause may not name again: 猪肉价格下降46.9%，|降幅扩大2个百分点."""


def _moving(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]], start: int,
    rest: str, noun: str,
) -> str:  # fmt: skip
    """What moved, in front of the noun that says how far: 猪肉价格降幅."""
    own = _ahead(words, start, rest)
    carried = None
    if not own and not rest.strip() and previous and previous[-1][0].dimension != "count":
        carried = _carried(text, words, quantity, previous)
    return (own or carried or "").removesuffix("增速") + noun


def _of_part(part: str | None, share: str) -> str:
    """A part and what it is held against: 出口|占外贸总值, the part of which may have been held against another."""
    at = part.find("占", 1) if part else -1
    part = (part[:at] if part and at > 0 else part or "").removesuffix("所")
    return part if part and len(share) < 2 else part + share


def _of_count(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]], start: int,
    before: str, stem: str, ahead: str | None, behind: str | None,
) -> str | None:  # fmt: skip
    """What is counted: bodies and pairs by the number itself, what happened so often, else the nearest noun or verb."""
    fate = happened(text, words, quantity) or befallen(text, quantity)
    if by_itself := None if fate else _by_itself(text, quantity):
        return by_itself
    beside = None if ahead and not before.endswith("的") else _sibling(text, words, quantity)
    told = _predicate(text, words, quantity) if not stem.strip(LOOSE) or _HOSTED.search(before) else None
    return (
        fate
        or behind
        or beside
        or told
        or ahead
        or to_the_mark(words, quantity)
        or (quantity.unit == "次" and nominal(words, quantity))
        or grown_to(text, quantity, start, stem, previous)
        or _counted(text, words, quantity, start, stem)
        or _carried(text, words, quantity, previous)
        or verb_of(words, start, stem, quantity)
    )


_HOSTED = re.compile("(?:有|带动|吸引|组织|帮助)了?$|等$")
"""Words between a place or body and the people in it, of whom more is said: 全镇有|5000人从事养殖."""


def _by_itself(text: str, quantity: Quantity) -> str | None:
    """What a number counts that needs no noun: 中美|两国, 两人, 6个|方面, 6部门."""
    nations = _NATIONS.search(text, max(0, quantity.start - 12), quantity.start) if quantity.unit == "国" else None
    if nations and len(nations[0].replace("、", "")) == quantity.value:
        return nations[0]
    if quantity.text_is_pair(text):
        return text[quantity.start : quantity.end]
    if text.startswith("方面", quantity.outer_end):
        return "方面"
    if quantity.unit in _BODIES:
        return _named_nations(text, quantity) or text[quantity.start : quantity.end]
    return None


def _differs(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Whether a number says how far something differs from the one before: 比全省的6.1%快|1.4个百分点."""
    same = last.dimension == quantity.dimension
    return same and _DIFFERS.fullmatch(text, last.outer_end, quantity.outer_start) is not None


_DIFFERS = re.compile("[高低快慢多少长短大小]出?了?(?:约|近)?")
_AGAINST = re.compile(
    "(?:[比较]|相比)[^，。；、0-9]{1,12}的$"
    "|(?:高于|低于|高出|快于|慢于|优于|好于)[^，。；、]{2,14}$"
    "|(?:恢复[到至]|约?为|相当于|达到?|[降升增][到至])(?=[^，。；、]*(?:同期|[疫灾事]情?前|[去上今前]年|原来|过去|以前|当年|平时|往年|往常))[^，。；、]{1,12}的$"
)
"""What a share or rate is held against: 城镇化率|高于全省平均水平3个百分点, 客流|恢复到疫情前的九成."""


def _behind_remark(words: Words, at: int) -> int:
    """Where a remark in brackets in front of a place begins, if links lead from it: 投资（不含农户）达|2200亿元."""
    closed = words.text.rfind("）", max(0, at - 8), at) + 1
    remark = words.remark_at(closed - 1) if closed else None
    if remark is None or stem_of(words, closed, at).strip(LOOSE):
        return at
    return remark[0]


def _passed(text: str, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]], ahead: str) -> str | None:
    """What is measured of those that are counted right in front: 单价4万元，其中2个村|超过5万元."""
    if len(previous) < 2 or previous[-1][0].dimension != "count" or previous[-1][1] != ahead:
        return None
    for last, indicator in reversed(previous[-4:-1]):
        if _SENTENCE.search(text, last.end, quantity.start):
            return None
        if last.unit == quantity.unit and last.change == quantity.change:
            return indicator
    return None


_RANKED_BY = re.compile("([一-鿿]{0,6}[涨跌]幅)(?:排名|排行|位居|位列|名列|居|列|排)?(?:在?全[国省市区县球]|行业)?$")
"""By how much what is ranked moved, which elsewhere leads to how far: 涨幅|居前三."""


def _measured(
    text: str, words: Words, quantity: Quantity, start: int, before: str, stem: str, ahead: str | None,
    behind: str | None,
) -> str | None:  # fmt: skip
    """The noun in front of a number that measures or the one behind it, whichever the grammar makes its own."""
    if quantity.dimension == "rank":
        return ahead or ((led := _RANKED_BY.search(before)) and tidy(led[1])) or None
    if quantity.dimension == "area" and text.endswith("亩地", quantity.start, quantity.end):
        return ahead if ahead and QUANTITY.search(ahead) else behind or "地"
    if quantity.dimension == "length" and (away := AWAY.search(stem)):
        return away[0]
    attribute = behind is not None and text.startswith("的", quantity.outer_end)
    if quantity.dimension in _PHYSICAL and behind and not (ahead and QUANTITY.search(ahead)):
        return behind
    if quantity.dimension == "duration":
        if (
            attribute
            and before.endswith("了")
            and not before.endswith(_OPENED)
            and (deed := verb_of(words, start, stem, quantity))
        ):
            return deed
        if before.endswith("年满") and not behind:
            return "年满"
        if before.endswith(_LIVED) and (lived := verb_behind(words, quantity)):
            return lived
        if not ahead and _AS_ADVERB.match(text, quantity.outer_end):
            return None
        if behind and text[quantity.end - 1] == "岁":
            return behind
        led_to = None if behind else nominal(words, quantity)
        return (behind if attribute else led_to) or ahead or behind
    if quantity.unit is None and ahead and (attribute or not behind):
        return ahead
    link = before.rstrip()[len(stem) :].strip()
    linked = link not in ("", "了", "过") and not (behind and link.endswith("有"))  # 手上|还有|7万元存款
    if ahead and (QUANTITY.search(ahead) or (linked and not attribute)):
        return ahead
    return behind or ahead


_SPANS = ("季度", "交易日", "赛季")
"""Stretches of time that 个 counts: 连续三个|季度."""


def _behind_last(text: str, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]) -> int:
    """Position behind the number before, unless it only says what the price is per: 每500克13.5元."""
    last = previous[-1][0] if previous else None
    if last is None:
        return 0
    if last.end == quantity.outer_start and text[last.start - 1 : last.start] == "每":
        return 0
    lasts = last.dimension == "duration" or text.startswith(_SPANS, last.outer_end)
    if lasts and quantity.dimension != "duration":
        lead = text[max(0, last.outer_start - 4) : last.outer_start]
        if _COMPARED.search(lead) or _ADVERBIAL.search(lead):
            return 0
    return last.outer_end


def _ahead(words: Words, start: int, stem: str) -> str | None:
    """The noun phrase in front of the number, or the way that a distance is measured from."""
    if distance := DISTANCE.search(stem):
        return tidy(distance[0])
    if (
        stem
        and (last := words.tokens[words.at(start + len(stem) - 1)]).tag in ("a", "ad", "z")
        and words.text[start : last.start].strip(LOOSE)
    ):
        stem = stem_of(words, start, last.start)
    if stem.endswith("占比"):
        return (noun_before(words, start, start + len(stem) - 2) or "") + "占比"
    return noun_before(words, start, start + len(stem))


def _sibling(text: str, words: Words, quantity: Quantity) -> str | None:
    """The noun behind the next number of a list that counts the same: 34组、60余名选手."""
    mark = text[quantity.outer_end : quantity.outer_end + 1]
    if mark not in ("、", "和") or not (numeral := _NUMERAL.match(text, quantity.outer_end + 1)):
        return None
    unit = match_unit(text, numeral.end())
    return noun_behind(words, numeral.end() + unit.length) if unit and unit.dimension == "count" else None


_NUMERAL = re.compile(NUMERAL)
_TOLD = re.compile(
    r"(?:目前|均|都|已经?|全部|也|仍|还|就(?![业医餐读诊地近座任])|则|正在?|是|为|属于?|系|不幸|先后|分别|同时|主动|自愿)*"
)
_HELPS = ("带动", "帮助", "吸引")
_PREDICATE = re.compile(r"[^，。；！？：、,;:!?\n（(0-9…]{0,14}")


def _predicate(text: str, words: Words, quantity: Quantity) -> str | None:
    """What is said of so many people or cases, where no noun names them: 3人受伤, 另有25人已结束隔离."""
    index = words.since(quantity.outer_end)
    if quantity.unit not in PERSONS or index >= len(words.tokens) or words.tokens[index].start > quantity.outer_end:
        return None
    token = words.tokens[index]
    helped = text.startswith(_HELPS, quantity.outer_start - 2)
    if (token.tag[0] not in "vdpct" and token.word != "一起") or (token.tag == "vn" and not helped):
        return None
    if words.tokens[index].word[1:] in ("至", "到"):
        return None  # 由200人|增至400人
    if thing := described(text, words, quantity):
        return thing
    start = _TOLD.match(text, quantity.outer_end).end()  # type: ignore[union-attr]
    told = tidy(_PREDICATE.match(text, start)[0])  # type: ignore[index]
    cut = told and told[0] in "在从于" and text.startswith("、", start + len(told))
    return told if told and len(told) > 1 and not cut else None


def _counted(text: str, words: Words, quantity: Quantity, start: int, stem: str) -> str | None:
    """What is counted where no noun stands beside the number: 两国 by itself, else the noun of the clause before."""
    if near := _named_nations(text, quantity) or described(text, words, quantity):
        return near
    if deed := deed_of(words, start, stem, quantity):
        return deed
    if quantity.unit and quantity.unit in "国地市省县区方":
        return text[quantity.start : quantity.end]
    return earlier(text, words, start)


def _named_nations(text: str, quantity: Quantity) -> str | None:
    """The short names that 两国 or 三国 take up, in the text in front: 中美, 美日韩."""
    if quantity.unit != "国" or quantity.value not in (2, 3, 4):
        return None
    low = max(0, quantity.start - (120 if quantity.value > 2 else 3))
    found = find_countries(text[low : quantity.start], int(quantity.value))
    return text[low + found[0] : low + found[1]] if found else None


def _carried(
    text: str, words: Words, quantity: Quantity, previous: Sequence[tuple[Quantity, str | None]]
) -> str | None:
    """The indicator of the number before, in the same sentence."""
    if previous and (indicator := previous[-1][1]) and previous[-1][0].unit == quantity.unit:
        # 由5.2天缩短到2.6天: both numbers measure one thing.
        between = text[previous[-1][0].outer_end : quantity.outer_start]
        if between and len(between) < 10 and not stem_of(words, previous[-1][0].outer_end, quantity.outer_start):
            return indicator
    for last, indicator in reversed(previous[-3:]):
        if "；" in text[last.end : quantity.start] and len(text[last.end : quantity.start]) > _NEXT_ITEM:
            return None
        if _SENTENCE.search(text, last.end, quantity.start):
            return None
        if (
            indicator
            and (last.dimension != "duration" or quantity.dimension == "ratio")
            and not text.startswith(_SPANS, last.outer_end)
            and indicator != text[last.start : last.end]
        ):
            return indicator
    return None
