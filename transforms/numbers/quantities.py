"""Numerals with their unit and comparator, where they count something: 1860亿元, 不低于95%, 七八个, 第10位."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import rjieba

from transforms.lexicon import rules
from transforms.numbers.additions import add_rest
from transforms.numbers.bare import COUNTED_OR_SUMS, find_bare, find_listed
from transforms.numbers.comparators import sign_after, sign_before
from transforms.numbers.numerals import NUMERAL, Numeral, parse_fraction, parse_integer, parse_numeral
from transforms.numbers.plausibility import BELOW_ZERO, is_count, names_nothing, ordinals
from transforms.numbers.quantity import Quantity, bounded
from transforms.numbers.ranks import Rank, find_rank, find_top
from transforms.numbers.shorthands import find_shorthands, find_tallies, read_shorthand
from transforms.numbers.time_expressions import TimeExpression
from transforms.numbers.units import Unit, goes_on, match_unit

_NUMERAL = re.compile(NUMERAL)
_TRIGGER = re.compile(r"[0-9〇零一二两兩三四五六七八九十百千万萬亿億几幾数數壹贰叁肆伍陆柒捌玖拾佰仟]")
_FRACTION = re.compile(rf"([百千万十一二三四五六七八九0-9]{{1,3}})分之({NUMERAL})")
_SLASHED = re.compile(r"(?<![0-9/.])([1-9])/([2-9]|10)(?![0-9/.年月:：])")
_TO = re.compile(r"\s?(?:至|到|[-—–－~～]{1,2})\s?(?=[0-9一二两三四五六七八九十百千万])")
_MAGNITUDES = "十百千万亿兆"
_MINUS = ("-", "－", "−")
_MINUS_FREE = re.compile(r"(?:^|[^0-9A-Za-z%℃度])[-－−]$")
_EARTHWORK = re.compile(
    r"(?:库容|蓄水|水量|方量|土石方|土方|挖填方|浇筑|混凝土|砂石|木材|供水|供气|气量|天然气|调水|补水|输水|来水|清淤)[^，。；]{0,6}$"
)
_SPEED = re.compile("的?时速(?![\\d约达近超为])")
_PER_HOUR = re.compile("(?:时速[^，。；]{0,8}|每小时)$")
_PER_SECOND = re.compile(r"每秒(?:钟)?(?:约|近|超过?|达到?|高达|逾|不低于|不超过)?$")
_DISCOUNT = re.compile(r"([一二三四五六七八九1-9])([一二三四五六七八九1-9])折(?![叠射断磨返腾回现旧])")
_BACKED = "千百兆"
_CURRENCY_ENDS = tuple("￥¥B$€£")
_OWN_WORDS = frozenset(rules("measure_words")["only"])
"""Measure words whose own list of neighbours tells words such as 三代人 apart."""
_ONLY_WORDS = frozenset(rules("measure_words")["unlike_digits"])
_THING = re.compile(r"(?![钱一每的和与至到左多以就能才也都买租了来起涨跌升降增减卖收付])[一-鿿]")
_RANK_CHANGE = re.compile(r"(?:上升|下降|提升|前进|前移|跃升|攀升|提高|下滑|晋升|攀升|升|降)(?:了|至)?$")
_RANKED = re.compile(r"(?:位列|位居|名列|分列|排名|跻身|居于?|列)(?:[^，。；第]{0,4}[前第])?$")
_CURRENCY_BEFORE = {
    "￥": "CNY",
    "¥": "CNY",
    "RMB": "CNY",
    "$": "USD",
    "US$": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "£": "GBP",
}


def find_quantities(
    text: str,
    times: Sequence[TimeExpression],
    names: Sequence[tuple[int, int]] = (),
    is_word_inside: Callable[[int, int], bool] = lambda start, end: False,
) -> list[Quantity]:
    """All quantities of a text whose full-width digits are plain, in order.

    `times` and `names` are spans in which numerals count nothing; `is_word_inside(start, end)` says whether a Chinese
    numeral with its unit is only a piece of a longer word.
    """
    mask = names_nothing(text, times, names)
    found = [q for m in find_shorthands(text) if not mask[m.start()] and (q := read_shorthand(text, m))]
    found += [q for q in find_tallies(text) if not mask[q.start]]
    taken = {at for q in found for at in range(q.start, q.end)}
    at = 0
    while trigger := _TRIGGER.search(text, at):
        at = trigger.start()
        if mask[at] or at in taken:
            at += 1
            continue
        if numbered := ordinals().match(text, at):
            at = numbered.end()
            continue
        quantity, end = _read(text, at, is_word_inside)
        if quantity and not (found and _runs_on(text, found[-1], quantity)):
            in_name = quantity.outer_start < quantity.start and mask[quantity.outer_start]
            found.append(_without_sign(text, quantity) if in_name else quantity)
            end = max(end, quantity.end)
        at = max(end, at + 1)
    found.sort()
    return _share_comparators(text, found)


def _without_sign(text: str, quantity: Quantity) -> Quantity:
    """A quantity whose comparator in front is a piece of a name: 纽约|3家公司, 秦望超|5次获奖."""
    quantity = quantity._replace(outer_start=quantity.start)
    if quantity.value is None or _INEXACT.search(text, quantity.start, quantity.end):
        return quantity
    sign = sign_after(text, quantity.end, None)[0] or "="
    low = quantity.value if sign in (">", ">=") else None
    high = quantity.value if sign in ("<", "<=") else None
    return quantity._replace(comparator=sign, low=low, high=high)


_INEXACT = re.compile("[多余几数]")


def _runs_on(text: str, last: Quantity, this: Quantity) -> bool:
    """Whether a decimal count runs on right behind a unit: 3541.07万元2.3本项目 states one amount."""
    printed = text[this.start : this.end]
    small = this.dimension == "count" and "." in printed and not re.search("[万亿]", printed)
    return last.end == this.start and small


def _read(text: str, at: int, is_word_inside: Callable[[int, int], bool]) -> tuple[Quantity | None, int]:
    """The quantity whose numeral starts at a position, if it is one, and where to read on."""
    if fraction := _FRACTION.match(text, at):
        if percents := _percents(text, fraction) or _fractions(text, fraction):
            return percents, percents.end
        return _fraction(text, fraction), fraction.end()
    if text[at + 1 : at + 2] == "/" and (slashed := _SLASHED.match(text, at)):
        return _fraction(text, slashed), slashed.end()
    if text.startswith("折", at + 2) and (discount := _DISCOUNT.match(text, at)):
        return _discounted(text, discount), discount.end()
    match = _NUMERAL.match(text, at)
    if not match:
        return None, at + 1
    numeral, end = match[0], match.end()
    before = text[at - 1 : at]
    if before == "第":
        return _rank(find_rank(text, at, numeral)), end
    if before == "前" and (top := _rank(find_top(text, at, numeral))):
        return top, end
    unit, unit_start = _unit(text, match)
    number = parse_numeral(text[at:unit_start].strip())
    low_end = unit_start + unit.length if unit else end
    if number and (joined := _TO.match(text, low_end)) and (upper := _NUMERAL.match(text, joined.end())):
        reading = _range(text, at, number, unit, upper)
        if reading:
            return reading, max(reading.end, upper.end())
    if number is None:
        return None, end
    return _single(text, at, number, unit, unit_start, end, is_word_inside), low_end


def _percents(text: str, low: re.Match[str]) -> Quantity | None:
    """百分之五至七, 百分之五至百分之七."""
    joined = _TO.match(text, low.end())
    if joined is None or low[1] != "百":
        return None
    base = f"{low[1]}分之"
    at = joined.end() + len(base) * text.startswith(base, joined.end())
    upper = _NUMERAL.match(text, at)
    first, last = parse_fraction(base + low[2]), parse_fraction(base + upper[0]) if upper else None
    if upper is None or first is None or last is None or match_unit(text, upper.end()):
        return None
    ends = first[0].value, last[0].value
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    unit = Unit(first[1], "ratio", 1.0, 0)
    return bounded(low.start(), upper.end(), low.start(), upper.end(), None, *ends, "=", unit, base)


def _fractions(text: str, low: re.Match[str]) -> Quantity | None:
    """五分之一至三分之一, 千分之三到千分之五: a range, whichever end is printed first."""
    joined = _TO.match(text, low.end())
    upper = _FRACTION.match(text, joined.end()) if joined else None
    first, last = parse_fraction(low[0]), parse_fraction(upper[0]) if upper else None
    if upper is None or first is None or last is None or first[1] != last[1]:
        return None
    if first[0].value is None or last[0].value is None or first[0].value == last[0].value:
        return None
    ends = sorted((first[0].value, last[0].value))
    unit = Unit(first[1], "ratio", 1.0, 0)
    return bounded(
        low.start(), upper.end(), low.start(), upper.end(), None, ends[0], ends[1], "=", unit, f"{low[1]}分之"
    )


def _discounted(text: str, match: re.Match[str]) -> Quantity:
    """八五折 and 75折 are 85 and 75 % of the price."""
    value = parse_integer(match[1])
    assert value is not None
    tenths = value * 10 + (parse_integer(match[2]) or 0)
    sign, outer = sign_before(text, match.start(), match[0])
    unit = Unit("%", "ratio", 1.0, 0)
    return bounded(
        match.start(), match.end(), outer, match.end(), float(tenths), None, None, sign or "=", unit, "折"
    )  # fmt: skip


def _unit(text: str, match: re.Match[str]) -> tuple[Unit | None, int]:
    """The unit behind a numeral and where it starts; 万千瓦 is ten thousand of the unit 千瓦."""
    end = match.end()
    if text[end - 1] in _BACKED and end - 1 > match.start():
        unit = match_unit(text, end - 1)
        if unit and unit.length > 1 and unit.dimension != "count":
            return unit, end - 1
    if text[end : end + 1] in (" ", "\u3000"):
        unit = match_unit(text, end + 1)
        apart = unit is not None and unit.dimension == "count" and rjieba.has_word(text[end + 1 : end + 3])
        return (unit, end + 1) if unit and not apart else (None, end)  # 融资超2亿 面向企业
    return match_unit(text, end), end


def _single(
    text: str,
    at: int,
    number: Numeral,
    unit: Unit | None,
    unit_start: int,
    end: int,
    is_word_inside: Callable[[int, int], bool],
) -> Quantity | None:
    """A numeral with one unit, its comparator and what adds to it (角分, 半, 个多月)."""
    currency, start = _currency_before(text, at)
    if currency:
        unit = Unit(currency, "money", 1.0, 0)
    numeral = text[at:unit_start].strip()
    if text.startswith(_MARKS, unit_start):
        unit = None  # 万亿|大关
    if (unit is None or unit.symbol == "个") and (listed := find_listed(text, at, numeral, number, end)):
        return listed
    if unit is None or (
        unit.length == 1 and numeral[-1] in "万亿多余" and text.startswith(COUNTED_OR_SUMS, unit_start)
    ):
        return find_bare(text, at, numeral, number, end)
    unit_end = unit_start + unit.length
    extra, unit, unit_end, sign = add_rest(text, numeral, unit, unit_end)
    unit = _by_context(text, at, unit_end, unit)
    start, bare_sign = (
        (start - 1, ">=")
        if numeral[0] in "百千万亿" and _UPWARD.search(text, max(0, start - 2), start)
        else (start, "")
    )
    if not is_count(text, start, unit_end, "" if extra else numeral, unit, bool(bare_sign)):
        return None
    is_amount = unit.dimension == "money" and len(numeral) > 2
    if not (numeral[0].isdigit() or is_amount) and unit.symbol not in _OWN_WORDS and is_word_inside(start, unit_end):
        return None
    endless = unit.symbol == "year" and number.value and number.value > 20000 and not re.search("[万亿]", numeral)
    if unit.dimension == "duration" and endless:
        return None
    below = text.startswith("零下", max(0, start - 2)) and start > 1
    before_sign, outer_start = sign_before(text, start - 2 * below, numeral)
    after_sign, outer_end = sign_after(text, unit_end, unit)
    before_sign = "" if before_sign == "<=" and after_sign == "~" else before_sign  # 控制在5%左右
    comparator = next((s for s in (number.comparator, before_sign, after_sign, bare_sign, sign) if s and s != "="), "=")
    value = None if number.value is None else (number.value + extra) * unit.factor
    if value is not None and _is_below_zero(text, start, unit):
        value, outer_start = -value, min(outer_start, start - (text[start - 1] == "负"))
    if text[start - 1 : start] in _MINUS and value is not None:
        value, start = -value, start - 1
    low = None if number.low is None else number.low * unit.factor
    high = None if number.high is None else number.high * unit.factor
    return bounded(
        start, unit_end, outer_start, outer_end, value, low, high, comparator, unit, text[unit_start:unit_end]
    )


_MARKS = ("大关", "关口")
_UPWARD = re.compile("(?<![迈登站跃跨攀踏升])上$")
"""上 in 上万, but not in 迈上|万亿元."""


def _is_below_zero(text: str, start: int, unit: Unit) -> bool:
    """Whether a word in front says that a quantity is negative: 零下8摄氏度, 净利润为负5.6亿元."""
    below = unit.dimension == "temperature" and text.startswith("零下", max(0, start - 2))
    return below or (unit.dimension in BELOW_ZERO and text[start - 1 : start] == "负" and text[start].isdigit())


def _by_context(text: str, start: int, end: int, unit: Unit) -> Unit:
    """Units whose meaning the words around decide: 度 of heat or of electricity, 公里 behind 时速."""
    before = text[max(0, start - 12) : start]
    if text[end - 1] == "块" and _THING.match(text, end):
        return Unit("块", "count", 1.0, unit.length)
    if unit.symbol == "度":
        if re.search(r"气温|温度|高温|低温|零下|零上|体温|水温|室温|[升降]温", before):
            return Unit("°C", "temperature", 1.0, unit.length)
        if "电" in before or text[end : end + 1] == "电":
            return Unit("kWh", "energy", 1.0, unit.length)
    if unit.symbol in ("位", "名", "个位次", "位次") and (_RANK_CHANGE.search(before) or _RANKED.search(before)):
        return Unit("rank", "rank", 1.0, unit.length)
    if text[end - 1] == "方" and unit.dimension == "count" and _EARTHWORK.search(before):
        return Unit("m3", "volume", 1.0, unit.length)
    if unit.symbol == "m" and _PER_SECOND.search(before):
        return Unit("m/s", "speed", 1.0, unit.length)
    if unit.symbol == "km" and (_PER_HOUR.search(before) or _SPEED.match(text, end)):
        return Unit("km/h", "speed", 1.0, unit.length)
    return unit


def _range(text: str, at: int, low: Numeral, low_unit: Unit | None, upper: re.Match[str]) -> Quantity | None:
    """`7至10天`, `80亿至120亿美元`, `20公里至150公里`, `10～15万`: unit or magnitude may stand on one side only."""
    unit, unit_start = _unit(text, upper)
    high = parse_numeral(text[upper.start() : unit_start].strip())
    low_value = low.value if low.value is not None else low.low
    high_value = high and (high.value if high.value is not None else high.high)
    if unit is None or high_value is None or low_value is None:
        return None
    if low_unit and low_unit.symbol != unit.symbol:
        return None
    if not low_unit:
        low_value = _scaled(low_value, high_value, upper[0])
    end = unit_start + unit.length
    if text.startswith("半", end) and unit.symbol in ("year", "month", "hour"):
        high_value, end = high_value + 0.5, end + 1
    if low_value > high_value and text.startswith("不等", end):
        low_value, high_value = high_value, low_value  # 八年至三年不等
    start, low_value, high_value = _signed(text, at, low_value, high_value, low_unit, unit, upper.start())
    form = text[unit_start:end]
    if goes_on(form, text[end : end + 1]) and (not upper[0][0].isdigit() or form in _ONLY_WORDS):
        return None  # 四至八年|级
    numeral = "" if upper[0] == "一" else upper[0]
    if low_value >= high_value or not is_count(text, at, end, numeral, unit, False):
        return None
    unit = _by_context(text, at, end, unit)
    low_factor = low_unit.factor if low_unit else unit.factor
    return bounded(
        start, end, start, end, None, low_value * low_factor, high_value * unit.factor, "=", unit, text[unit_start:end]
    )


def _scaled(low: float, high: float, printed: str) -> float:
    """The lower end in the magnitude that only the upper one prints: 10～15万, 三至五万."""
    digits = re.match(r"[0-9.]+", printed)
    head = digits[0] if digits else printed.rstrip(_MAGNITUDES)
    mantissa = parse_numeral(head) if head else None
    known = mantissa.value if mantissa else None
    return low * (high / known) if known and low < known < high else low


def _signed(
    text: str, at: int, low: float, high: float, low_unit: Unit | None, unit: Unit, upper: int
) -> tuple[int, float, float]:
    """Where a range starts with its sign, and its ends: -5℃至3℃, 零下15至20摄氏度 (both below zero)."""
    if unit.dimension not in ("temperature", "ratio"):
        return at, low, high
    if text[at - 1 : at] in _MINUS and _MINUS_FREE.search(text, max(0, at - 2), at):
        below = text[upper - 1 : upper] in _MINUS and text[upper - 2 : upper - 1] not in tuple("0123456789℃%度")
        low, high, at = -low, -high if below else high, at - 1
    elif text.startswith(("零下", "负"), at - 2) or text[at - 1 : at] == "负":
        low, high = -low, high if low_unit else -high
    return at, min(low, high), max(low, high)


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """百分之七, 三分之一."""
    printed = f"{match[2]}分之{match[1]}" if "/" in match[0] else match[0].replace("百分之百", "百分之一百")
    reading = parse_fraction(printed)
    if reading is None:
        return None
    number, symbol = reading
    before, outer_start = sign_before(text, match.start(), match[2])
    after, outer_end = sign_after(text, match.end(), None)
    comparator = next((s for s in (number.comparator, before, after) if s and s != "="), "=")
    return bounded(
        match.start(), match.end(), outer_start, outer_end, number.value, number.low, number.high, comparator,
        Unit(symbol, "ratio", 1.0, 0), "" if "/" in match[0] else f"{match[1]}分之",
    )  # fmt: skip


def _rank(rank: Rank | None) -> Quantity | None:
    """A place in an order as a quantity."""
    if rank is None:
        return None
    high = rank.value if rank.comparator == "<=" else None
    start, end, value, comparator, word = rank
    return Quantity(start, end, start, end, value, None, high, comparator, "rank", word, "rank")


def _currency_before(text: str, at: int) -> tuple[str | None, int]:
    """A currency sign in front of a numeral and where it starts."""
    if text[at - 1 : at] not in _CURRENCY_ENDS:
        return None, at
    for length in (3, 1):
        sign = text[max(0, at - length) : at]
        if sign in _CURRENCY_BEFORE:
            return _CURRENCY_BEFORE[sign], at - length
    return None, at


def _share_comparators(text: str, found: list[Quantity]) -> list[Quantity]:
    """In 超过10%、20% the comparator and the change of the first hold for the numbers listed right behind it."""
    for i in range(1, len(found)):
        first, this = found[i - 1], found[i]
        if this.comparator != "=" or this.unit != first.unit or this.value is None:
            continue
        if first.comparator in (">", ">=", "<") and text[first.end : this.start] in ("、", "和", "及", "与"):
            if first.outer_start == first.start:
                continue
            low = this.value if first.comparator in (">", ">=") else None
            found[i] = this._replace(
                comparator=first.comparator,
                low=low,
                high=None if low is not None else this.value,
                outer_start=this.start - 1,
            )
    return found
