"""Lists that a stated count introduces or sums up: 山水、古城、港湾“三张名片”, “三化”——绿化、净化、亮化."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from transforms.lexicon import rules
from transforms.numbers.clause_lists import find_clause_list
from transforms.numbers.folded import find_folded
from transforms.numbers.grouped import find_groups, find_pair
from transforms.numbers.listings import (
    AND,
    LONG_ITEM,
    LONGEST_ITEM,
    ORDER,
    STOP,
    Count,
    Listing,
    are_short,
    list_start,
    number_of,
    split_items,
    trim,
)
from transforms.numbers.lists_behind import (
    alternatives,
    bracketed,
    characters,
    clauses,
    list_behind,
    numbered,
    ordinals,
)
from transforms.numbers.numerals import parse_numeral
from transforms.numbers.parted_lists import find_parted
from transforms.numbers.whole_lists import GOVERNING, find_whole_list
from transforms.page import Token

_start = attrgetter("start")
_PHRASE = re.compile(
    r"[“「『‘\"](?P<n>[双两三四五六七八九十]|[0-9]{1,2})(?![:：.%/+＋·×-])(?P<rest>[^”」』’\"，。；\n]{1,10})[”」』’\"]"
)
_LEAD = re.compile(
    r"(?:等(?:地|国)?(?:的)?|这|共|共计|合计|连续|(?:等)?为(?:代表|主体|核心|重点)的|(?:构成|组成|形成)的|之间的)$"
)
_CATEGORY = re.compile(r"(?:大|类|国|省|市|县|区|地|方)$")
_CATEGORY_NOUN = re.compile("|".join(rules("enumerations")["categories"]))
_EACH = re.compile(r"(?:各|每|(?<![目当])前|后|第|近|约|超|不)$")
_ONE_BY_ONE = re.compile("(?:分别|依次)(?:是|为)")
_MEASURES = frozenset(w for w in rules("measure_words")["plain"].split() if len(w) == 1 and w not in "大方地国省市县区")


def find_phrases(text: str) -> list[Count]:
    """Counts that open a quoted set phrase: “三张名片”, “双引擎”."""
    found = []
    for match in _PHRASE.finditer(text):
        word = match["n"]
        parsed = None if word == "双" else parse_numeral(word)
        number = 2 if word == "双" else int(parsed.value) if parsed and parsed.value else 0
        if 2 <= number <= 12:
            found.append(Count(match.start(), match.end(), number, match["rest"], True))
    return found


def find_short_lists(text: str) -> list[Count]:
    """Counts behind one-character names, in longer names, too (湘鄂赣三省论坛), and bare points."""
    found = [m for shape in (_SHORT_LIST, _POINTS, _STEPS, _REGIONS) for m in shape.finditer(text)]
    counts = [Count(m.start("n"), m.end(), number_of(m["n"]), m["unit"], False) for m in found]
    taken = {c.start for c in counts}
    return counts + [c for c in find_groups(text) if c.start not in taken]


_POINTS = re.compile(
    "(?:[归总概]结为|归纳为|概括为|有|做[到好]|提出|强调|注意|看)(?:以下|这)?(?P<n>[两二三四五六七])(?P<unit>点|(?=：))(?=[，：。])"
)
"""Points that look like a time of day, and numbers with nothing behind: 归结为两点，一是…, 打算有三：…."""
_STEPS = re.compile("(?:过|迈过|闯过?|把好|守住|分为?)(?P<n>[两二三四五六七])(?P<unit>道?关|步走?)(?=[，。：])")
"""Steps and hurdles: 要把好三道关：一是…."""
_REGIONS = re.compile("(?P<n>[两三四五六七八九])(?P<unit>省区市?)")
"""Provinces that are counted without a noun: 湘鄂赣三省."""


def find_listing(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """The list right in front of a count or right behind it, or None where no list can be read with certainty."""
    if each := _EACH.search(text, max(0, count.start - 2), count.start):
        # 前三个对手，分别是…: the first of a row are listed behind their number.
        named = each[0] == "前" and _ONE_BY_ONE.search(text, count.end, count.end + 16)
        return list_behind(text, count) if named else None
    low = bisect_left(tokens, count.start - 170, key=_start)
    tokens = tokens[low : bisect_left(tokens, count.start, lo=low, key=_start)]
    return (
        _earlier(text, count)
        or _of_that_name(text, count, tokens)
        or _quoted(text, count)
        or _list_before(text, count, tokens)
        or find_pair(text, count, tokens)
        or find_clause_list(text, count, tokens)
        or _repeated(text, count)
        or list_behind(text, count)
        or bracketed(text, count)
        or find_whole_list(text, count, tokens)
        or numbered(text, count)
        or ordinals(text, count)
        or alternatives(text, count)
        or clauses(text, count)
        or characters(text, count)
        or _abbreviated(text, count, tokens)
        or find_folded(text, count)
        or find_parted(text, count)
    )


def _list_before(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """A list whose last item ends where the count begins; 等 and the like may stand between."""
    end = count.start
    lead = _LEAD.search(text, max(0, end - 5), end)
    if lead:
        end = lead.start()
    start = list_start(text, max(0, end - 160), end)
    items = split_items(text, start, end)
    if text[end - 1 : end] == "、":
        return None  # five of one and three of another, and this
    if len(items) < 2 or (text.startswith("、", count.end) and not lead and not count.is_phrase):
        return None
    items = _behind_counts(text, count, items)
    if len(items) < 2:
        return None
    items[0] = (trim(items, tokens), items[0][1])
    long = lead and len(items) == count.number and not count.is_phrase
    if not are_short(text, items, LONG_ITEM if long else LONGEST_ITEM):
        return None
    if not _is_named(text, count, items, tokens):
        return None
    return _judge(text, count, items, start, bool(lead and "等" in lead[0]))


def _behind_counts(text: str, count: Count, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items behind the last one that counts in the same unit itself: 3家施工公司、|甲公司、乙公司等两家公司."""
    own = _in_unit(count.word) if len(items) > count.number else None
    counting = [at for at, item in enumerate(items) if own and own.search(text, *item)]
    return items[counting[-1] + 1 :] if counting and len(items) - counting[-1] - 1 == count.number else items


def _in_unit(word: str) -> re.Pattern[str] | None:
    """A number with the unit of a count; None for a count without a unit."""
    return re.compile(rf"[0-9两{ORDER}]{re.escape(word)}") if word else None


def _is_named(text: str, count: Count, items: list[tuple[int, int]], tokens: Sequence[Token]) -> bool:
    """Whether the items are things by their names: no verb phrase ends the list, and none counts in the unit itself."""
    high = items[-1][1]
    words = [[t for t in tokens if a <= t.start and t.end <= b] for a, b in items]
    ends = [w[-1].tag if w else "" for w in words]
    particle = ends[-1] in ("p", "d", "uz", "ul") and len(words[-1][-1].word) == 1
    if text[high - 1] in "了或由向对给有" or particle or (text[high - 1] == "的" and not count.is_phrase):
        return False
    governs = words[-1] and words[-1][-1].word in GOVERNING and (len(words[-1]) > 1 or len(items) == 2)
    if governs and not all(tag.startswith("v") for tag in ends):
        return False
    if ends[-1] == "v" and not all(tag == "v" for tag in ends):
        # 提质和增效 are two things, but in 优化思路、打造… a new clause begins.
        joined = text[items[-1][0] - 1] != "、" or len(items) > 2 or words[-1][-1].word not in GOVERNING
        named = len(words[-1]) == 1 and _is_level(items) and joined
        if not named and any(tag.startswith("n") for tag in ends[:-1]):
            return False
        if len(words[-1]) == 1 and not named:
            return False
    if ends[-1] == "v" and count.word in ("地", "国", "省", "市", "县", "区", "镇", "村"):
        return False
    if count.is_phrase and len(count.word) == 1 and not all(count.word in text[a:b] for a, b in items):
        return False
    counted = _in_unit(count.word)
    if counted and any(counted.search(text, a, b) for a, b in items):
        return False
    certain = count.is_phrase or _CATEGORY.search(count.word) or _CATEGORY_NOUN.match(text, count.end)
    sizes = sorted(b - a for a, b in items)
    level = len(items) > 2 or sizes[1] <= 3 * sizes[0]  # 巡查、堤防部门夜间检查发现渗漏|两项
    return bool(certain) or ("、" in text[items[0][0] : high] and level)


def _is_level(items: Sequence[tuple[int, int]]) -> bool:
    """Whether all items have the same number of characters, as set phrases like it."""
    return len({b - a for a, b in items}) == 1


def _judge(text: str, count: Count, items: list[tuple[int, int]], clause: int, open_ended: bool) -> Listing | None:
    """Agreement where the numbers match; disagreement only where the list must be whole and counts categories.

    `clause` is where the list's clause begins: a list that other words lead to must be level to disagree.
    """
    start, end, derived = items[0][0], items[-1][1], len(items)
    if derived == count.number:
        return Listing(start, end, derived, True)
    joined = sum(len(AND.findall(text[a:b])) for a, b in items)
    if (joined and derived + joined >= count.number > derived) or (open_ended and derived < count.number):
        return None
    near = 2 <= count.number <= 12 and abs(derived - count.number) <= 2
    if count.is_phrase and near and derived > 2 and len(count.word) > 2 and not joined and _is_level(items):
        # A whole list of like words in front of “四道关口”; a measure word shows that the phrase counts things.
        return Listing(start, end, derived, False) if count.word[0] in _MEASURES else None
    category = _CATEGORY.search(count.word) or _CATEGORY_NOUN.match(text, count.end)
    sure = near and category and not count.is_phrase and "、" in text[start:end]
    return Listing(start, end, derived, False) if sure and (start == clause or _is_level(items)) else None


_QUOTES = re.compile(
    r"(?:(?:“[^”“\n]{1,40}”|‘[^’‘\n]{1,40}’|《[^》《\n]{1,30}》)(?:、|和|与|及|以及)?){2,20}(?:等)?(?:这|共|共计)?$"
)


def _quoted(text: str, count: Count) -> Listing | None:
    """Quoted or titled items right in front of a count: “绿”与“水”两大难题. Agreement only."""
    if count.start < 6 or text[count.start - 1] not in "”’》等这共计":
        return None
    match = _QUOTES.search(text, max(0, count.start - 260), count.start)
    if not match:
        return None
    last = max(match[0].rfind(mark) for mark in "”’》") + 1
    number = sum(match[0].count(mark) for mark in "“‘《")
    return Listing(match.start(), match.start() + last, number, True) if number == count.number else None


def _repeated(text: str, count: Count) -> Listing | None:
    """“三化”: a list of as many items that each begin or end with the word 化, joined or not."""
    if not count.is_phrase or len(count.word) != 1 or count.number < 2:
        return None
    word = re.escape(count.word)
    headed = rf"(?:{word}[^{word}，。；、“”为]{{1,6}}[、和与及]?){{{count.number}}}"
    tailed = rf"(?:[^{word}，。；、“”和与及]{{1,6}}{word}[、和与及]?){{{count.number}}}"
    low = max(0, count.start - 40)
    for pattern in (headed, tailed):
        behind = re.compile(pattern).match(text, count.end + 2) if text.startswith("——", count.end) else None
        if behind:
            return Listing(behind.start(), behind.end(), count.number, True)
    for pattern in (headed, tailed):
        found = [m for m in re.finditer(pattern, text[low : count.start]) if m[0].count(count.word) == count.number]
        if found:
            match = found[-1]
            return Listing(low + match.start(), low + match.end(), count.number, True)
    return None


def _abbreviated(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """Three or more one-character names in a row (湘鄂赣三省), or words that share their first character."""
    number, end = count.number, count.start
    if number == 2 and re.fullmatch(r"[省市地]", count.word) and _are_provinces(text, end):
        return Listing(end - 2, end, number, True)
    if count.word == "国" and number == 2 and _is_pair(text[end - 2 : end], text[end - 3 : end - 2]):
        return Listing(end - 2, end, number, True)
    if re.fullmatch(r"[国地省市方]", count.word) and 3 <= number <= 6:
        start = end - number
        names = text[start:end]
        if (
            start >= 0
            and set(names) <= _SHORT_NAMES
            and len(set(names)) == number
            and text[start - 1 : start] not in _SHORT_NAMES
        ):
            return Listing(start, end, number, True)
    if number in (2, 3) and not count.is_phrase:
        words = [t for t in tokens if end - 4 * number <= t.start and t.end <= end][-number:]
        close = len(words) == number and words[-1].end == end and all(len(w.word) == 2 for w in words)
        if close and len({w.word[0] for w in words}) == 1 and len({w.word for w in words}) == number:
            return Listing(words[0].start, end, number, True)
    return None


_SHORT_NAMES = frozenset(
    "中美日韩朝俄英法德意加澳印巴越老柬泰缅蒙土伊以叙埃沙欧京津冀沪苏浙皖粤港澳鲁豫鄂湘赣闽台琼川渝黔滇桂陕甘青宁新藏晋辽吉黑"
)
"""One-character short names of countries and of provinces."""
_NATIONS = frozenset("中美日韩朝俄英法德意加澳印巴越老柬泰缅蒙以埃欧伊")
_SHORT_LIST = re.compile(rf"[{''.join(sorted(_SHORT_NAMES))}]{{3,6}}(?P<n>[三四五六])(?P<unit>[国省市地方])")


_PROVINCES = frozenset("京津冀沪苏浙皖粤港澳鲁豫鄂湘赣闽琼川渝黔滇桂陕甘青宁新藏晋辽吉黑")


def _are_provinces(text: str, end: int) -> bool:
    """Whether short names of two provinces, and no third, stand in front: 晋豫两省."""
    names = text[max(0, end - 2) : end]
    before = text[max(0, end - 3) : end - 2]
    return len(set(names)) == 2 and set(names) <= _PROVINCES and before not in _SHORT_NAMES


def _is_pair(names: str, before: str) -> bool:
    """Whether two characters are short names of two countries: 韩日 in front of 两国."""
    return len(names) == 2 == len(set(names)) and set(names) <= _NATIONS and before not in _SHORT_NAMES


_NAME = re.compile("(?:大|家|个)?(?P<noun>[一-鿿]{2,6})")


def _of_that_name(text: str, count: Count, tokens: Sequence[Token]) -> Listing | None:
    """For 三大运营商: the list that 等运营商 ends in the same sentence. Agreement only."""
    named = _NAME.match(text, count.end - len(count.word)) if not 0 < len(count.word) > 1 else None
    if named is None or count.is_phrase or not 2 < count.number < 10:
        return None
    low = max(0, count.start - 80)
    low = max((m.end() for m in STOP.finditer(text, low, count.start)), default=low)
    for length in range(len(named["noun"]), 1, -1):
        end = text.rfind("等" + named["noun"][:length], low, count.start)
        if end < 0:
            continue
        start = list_start(text, low, end)
        items = split_items(text, start, end)
        if len(items) == count.number and are_short(text, items):
            return Listing(trim(items, tokens), end, count.number, True)
        return None
    return None


def _earlier(text: str, count: Count) -> Listing | None:
    """For 这两类产品: a list of as many items in the sentences before, whose items end in the unit. Agreement only."""
    if not count.word or not text.startswith(("这", "该", "述"), count.start - 1) or count.number > 9:
        return None
    unit, item = re.escape(count.word), r"[^，。；：、和与及“”\s]{1,10}"
    low = max(0, count.start - 160)
    pattern = re.compile(rf"{item}{unit}(?:[、和与及]{item}{unit}){{{count.number - 1}}}")
    found = list(pattern.finditer(text, low, count.start - 1))
    return Listing(found[-1].start(), found[-1].end(), count.number, True) if found else None
