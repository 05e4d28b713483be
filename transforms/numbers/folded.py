"""Lists that are not names joined by 、 next to their count: A+B+C, 从A到B再到C, A和B是…的两大X. Agreement only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.lexicon import rules
from transforms.numbers.listings import AND, LONG_ITEM, LONGEST, STOP, Count, Listing

_RULES = rules("enumerations")
_LEVELS = "|".join(sorted(_RULES["levels"], key=len, reverse=True))
_FOLDS = "|".join(sorted(_RULES["folds"], key=len, reverse=True))
_NUMBERS = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = "[双两三四五六七八九]"
_FOLDED = re.compile(rf"(?P<n>{_NUMBER})(?<!第.)(?:{_FOLDS})")
_QUOTED = re.compile(r"“(?P<list>[^“”，。；：\n]{3,160})”(?P<gap>(?:的|等|这){0,2}|的[一-鿿]{0,6})$")


def find_folds(text: str) -> Iterator[Count]:
    """Counts that are no claims of their own: 三级, 双线, 四步法."""
    for found in _FOLDED.finditer(text):
        yield Count(found.start(), found.end(), _NUMBERS[found["n"]], found[0][1:], False)


def find_folded(text: str, count: Count) -> Listing | None:
    """The list of a count in one of the shapes that this module knows."""
    return (
        _levels(text, count)
        or _in_quotes(text, count)
        or _level_list(text, count)
        or _copula(text, count)
        or _span(text, count)
        or _figures(text, count)
        or _echoes(text, count)
    )


def _levels(text: str, count: Count) -> Listing | None:
    """县、镇、村三级, 省市县三级: levels of government."""
    if count.word != "级":
        return None
    found = re.compile(rf"(?:(?:{_LEVELS})[、和]?){{{count.number - 1}}}(?:{_LEVELS})$").search(
        text, max(0, count.start - 4 * count.number), count.start
    )
    if not found or re.search(rf"(?:{_LEVELS}|[、和])$", text[: found.start()][-3:]):
        return None
    return Listing(*found.span(), count.number, True)


def _in_quotes(text: str, count: Count) -> Listing | None:
    """“甲+乙+丙”三重, “甲、乙、丙”的“三个最”: as many items inside one pair of marks."""
    found = _QUOTED.search(text, max(0, count.start - 180), count.start)
    if not found or (not count.is_phrase and len(found["gap"]) > 2 and count.word not in _RULES["folds"]):
        return None
    items = re.split("[、+＋→⇌]|—+|－", found["list"])
    if len(items) != count.number or not all(0 < len(item) <= LONG_ITEM for item in items):
        return None
    return Listing(*found.span("list"), count.number, True)


_NO_ITEM = re.compile("[一二三四五六七八九十用乘坐骑开推的了在是有与和从到为把被将这那每第]")
"""Characters that are no item of a row such as 点线面: 特别是三|四线城市, 店方用|三轮车."""
_SHORT_ITEMS = re.compile("[一-鿿]{1,16}(?:、[一-鿿]{1,6})+$")


def _level_list(text: str, count: Count) -> Listing | None:
    """`馆内、街区、全城三级`, `点线面三结合`: items of one length in front of a count that takes no noun."""
    if count.is_phrase or count.number < 3 or count.word not in _RULES["folds"]:
        return None
    found = _SHORT_ITEMS.search(text, max(0, count.start - 40), count.start)
    if found is None:
        bare = re.search("(?:^|[^一-鿿])([一-鿿]+)$", text[max(0, count.start - 5) : count.start])
        alone = bare is not None and len(bare[1]) == count.number > 2 and not _NO_ITEM.search(bare[1])
        return Listing(count.start - count.number, count.start, count.number, True) if alone else None
    first, *rest = found[0].split("、")
    lengths = {len(item) for item in rest}
    if len(rest) + 1 != count.number or len(lengths) != 1 or len(first) < (length := lengths.pop()):
        return None
    return Listing(found.start() + len(first) - length, count.start, count.number, True)


_IS = re.compile(
    r"(?:则|就|正|便|均|都)?(?:是|为|成为|构成|组成)(?:了)?(?P<rest>[^，。；：“”、]{0,16}的|[^，。；：“”、的]{0,4})$"
)


def _copula(text: str, count: Count) -> Listing | None:
    """`甲和乙是…的两大X`: the subject of a clause lists what its predicate counts."""
    if count.is_phrase or count.number > 6:
        return None
    verb = _IS.search(text, max(0, count.start - 24), count.start)
    if not verb:
        return None
    low = max(0, verb.start() - 80)
    subject = text[low : verb.start()]
    bare = re.sub(r"[“”‘’]|（[^（）]{1,12}）", lambda m: "＊" * len(m[0]), subject)
    start = max((m.end() for m in re.finditer(r"[，。；：！？\n—…（）()]", bare)), default=0)
    items = re.split("、|以及|[和与]", bare[start:] if "（" in subject[start:] else subject[start:])
    quoted = all(re.fullmatch(r"[“‘《][^“”‘’《》]{1,24}[”’》]", item) for item in items)
    level = len({len(item) for item in items}) == 1 and 2 <= len(items[0]) <= 8
    # 甲（65%）、乙（61%）和丙（50%）是…的3个议题: each item has its bracket.
    told = count.number > 2 and all(re.fullmatch("[一-鿿]{2,8}＊+", item) for item in items)
    if len(items) != count.number or not (quoted or level or told) or (low and not start):
        return None
    return Listing(low + start, verb.start(), count.number, True)


_SPANNED = re.compile(r"[^，。；：！？\n]{0,16}(?:——|：)从")


def _span(text: str, count: Count) -> Listing | None:
    """`四类人才——从甲、乙，到丙，再到丁`."""
    opened = _SPANNED.match(text, count.end)
    if not opened or count.is_phrase:
        return None
    stop = STOP.search(text, opened.end(), opened.end() + LONGEST)
    clauses = text[opened.end() : stop.start() if stop else opened.end() + LONGEST].split("，")
    parts = [clauses[0]]
    for clause in clauses[1:]:
        if not clause.startswith(("到", "再到")):
            break
        parts.append(clause.removeprefix("再").removeprefix("到"))
    if len(parts) == 1:
        parts = re.split("再?到", clauses[0])
    items = [item for part in parts for item in part.split("、")]
    joins = len(AND.findall(items[-1]))
    if len(parts) < 2 or count.number not in (len(items), len(items) + min(joins, 1)):
        return None
    end = text.find(items[-1], opened.end()) + len(items[-1])
    return Listing(opened.end() - 1, end, count.number, True)


_FIGURES = re.compile(r"(?:[^，。；：、\n]{1,20}、)+[^，。；：、\n]{1,20}(?=[，,（(]?(?:这|上述|以上)?$)")
_FIGURE = re.compile(r"[0-9.]+[万亿]?[一-鿿a-zA-Z%]{1,4}$")


def _figures(text: str, count: Count) -> Listing | None:
    """`收入3亿元、利润2亿元，两项指标…`: as many figures as there are said to be."""
    if not text.startswith(tuple(_RULES["figures"]), count.end):
        return None
    found = _FIGURES.search(text, max(0, count.start - 120), count.start)
    if not found:
        return None
    items = found[0].split("、")
    ends = [_FIGURE.search(item) for item in items]
    if len(items) != count.number or not all(ends):
        return None
    return Listing(*found.span(), count.number, True)


_CLAUSE = re.compile(r"[^，。；、！？：“”‘’\n]+")


def _echoes(text: str, count: Count) -> Listing | None:
    """“两个仍然” behind `…仍然…，…仍然…`, “三家” behind `“…之家、…之家、…之家”`: clauses that hold the word."""
    if not count.is_phrase:
        return None
    word = count.word[1:] if count.word[:1] in "个" and len(count.word) > 1 else count.word
    low = max(0, count.start - 200)
    clauses = list(_CLAUSE.finditer(text, low, count.start))
    holding = [at for at, m in enumerate(clauses) if _holds(m[0], word)]
    runs: list[list[int]] = []
    for at in holding:
        if runs and at == runs[-1][-1] + 1 and "。" not in text[clauses[at - 1].end() : clauses[at].start()]:
            runs[-1].append(at)
        else:
            runs.append([at])
    if not runs or len(runs[-1]) != count.number or (len(word) > 1 and len(holding) != count.number):
        return None
    return Listing(clauses[runs[-1][0]].start(), clauses[runs[-1][-1]].end(), count.number, True)


def _holds(clause: str, word: str) -> bool:
    """Whether a clause has the word once: at its end or beginning if it is one character."""
    if clause.count(word) != 1:
        return False
    return len(word) > 1 or (len(clause) > 2 and clause.endswith(word))
