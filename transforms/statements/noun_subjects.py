"""Who speaks by a noun phrase that no list of roles holds: 批评者, 13位校长, 行业高级研究员, 分拣点的经理."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.entities.person_lexicon import title_heads
from transforms.lexicon import rules
from transforms.statements.offices import DONE_TO, WITHHOLDS, goes_on
from transforms.statements.pronouns import POINTING
from transforms.statements.speakers import BODY, Cast, Speaker, Subject
from transforms.statements.wording import is_object

_RULES = rules("speakers")
_LONGEST = 40
"""So many characters of a clause are looked at."""
_SUFFIXES = "员者师手匠民友商迷粉兵医警农户家主徒人士客"
"""Characters that words for people end with."""
_SUFFIXED = re.compile(f"[{_SUFFIXES}方长理授监官书记席事们]")
_MERGED = frozenset("员者师手匠民友商户方们")
"""What makes a word for people of the word in front of it: 施工|方, 校长|们."""
_NOT_PEOPLE = frozenset(_RULES["not_people"])
_NUMBER = "(?:\\d{1,4}|[一二三四五六七八九十两几数百多半]{1,3})[多余]?"
_COUNTED_PEOPLE = re.compile(
    f"(?:其中|另外|但|而|不过)?，?(?P<who>(?:这|那|其余|其他|上述|另外?)?{_NUMBER}[名位个]?人)(?:均|都|也|则|还|却|一致|纷纷|共同|先后|分别|同时|普遍){{0,2}}"
)
"""Those who are only counted: 三人|均, 其中|13人."""
_COUNT = re.compile(
    f"(?:这|那|其他|其余|另外?|上述|近|约|逾|超过?)?(?:{_NUMBER}[名位个家所些]|多数|大多数|大部分|绝大多数|少数|部分|不少|许多|一些|有些|这些|那些|其他|各家|众多)"
)
"""How many, in front of what they are."""
_ONE = re.compile("(?:[另]?一[名位个家所]|某|一)(?![些批群])")
_POINTED = re.compile(f"(?:{POINTING}|该|那名|这家|那家)")
_ADVERBS = re.compile("(?:却|大都|大多|多|普遍|几乎|一致|纷纷|全|都|均|也|还|则|又|就|便|曾|已){0,3}")
_LEADS = frozenset(("其中", "有", "另有", "还有", "也有", "则有", "更有", "一", "据"))
_NEVER = frozenset(_RULES["not_beside_people"])
"""What stands in no such phrase: pronouns, and what makes an object of the words behind it."""
_HOUSE = re.compile(
    f"{BODY.pattern}|(?:网点|站点|[一-鿿]点|[一-鿿]店|酒店|超市|市场|商场|餐厅|门市部|小区|大厦|车队|球队|剧组)$"
)
_NOMINAL = "nbamqrjsfzgxk"
_BEHIND = "nk"
_SHORT_HEAD, _WITH_CLAUSE = 4, 14


_HEADING_ENDS = re.compile("[一-鿿]{1,4}$")
"""Behind the words of a heading that only announces whose words follow: 策略师|点评."""


class _Phrase(NamedTuple):
    """A noun phrase in a clause, by offsets from the clause's start."""

    start: int
    head: int
    end: int


def by_noun(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """Whoever a clause names by what they are, with nothing but how or to whom they speak behind it."""
    told = _SUFFIXED.search(text, start, end) or _COUNT.search(text, start, end)
    if told is None or not 1 < end - start <= _LONGEST or _HEADING_ENDS.match(text, end):
        return None
    if (counted := _COUNTED_PEOPLE.fullmatch(text, start, end)) is not None:
        return Subject(*counted.span("who"), Speaker("group", counted["who"]))
    words = text[start:end]
    phrase = _phrase(words)
    if phrase is None or DONE_TO.match(words, phrase.start) or is_object(text, start, start + phrase.start):
        return None
    first, stop = start + phrase.start, start + phrase.end
    if (withheld := WITHHOLDS.search(text, start, first)) is not None:
        return Subject(withheld.start(), stop, Speaker("person", text[withheld.start() : stop]))
    if text[first:stop] in _roles():
        return None  # such a word alone is read by what else it does in the clause
    if any(m.type == "person" or (m.start, m.end) == (first, stop) for m in cast.mentions(segment, first, stop)):
        return None
    return Subject(first, stop, _speaker(cast, segment, text, first, start + phrase.head, stop))


def _speaker(cast: Cast, segment: int, text: str, first: int, head: int, stop: int) -> Speaker:
    """The speaker whom the words of a noun phrase stand for."""
    name, role = text[first:stop], text[head:stop]
    if (pointed := _POINTED.match(text, first, stop)) is not None:
        name = text[pointed.end() : stop]
        told = next((s for s in (cast.heard, cast.office, cast.somebody) if s and (s.name or "").endswith(name)), None)
        unit = text[pointed.end() : head].removesuffix("的")
        whose = cast.kinds.before(segment, first, unit) if unit else None
        if told is None and whose is not None:
            return Speaker("person", f"{whose.name}{role}", role, whose.name)
        return told or Speaker("person", name, *((role, unit) if role in _posts() and unit else ()))
    if _ONE.match(name) or text[first - 1 : first] == "一":
        return Speaker("person", name)
    body = text[first:head].removesuffix("的")
    if role in _posts() and len(body) > 1 and _COUNT.match(name) is None:
        return Speaker("person", name, role, body if _HOUSE.search(body) else None)
    return Speaker("group", name)


def _phrase(words: str) -> _Phrase | None:
    """The noun phrase that a clause begins with and that ends with a word for people."""
    tokens = rjieba.tag(words)
    at = first = 0
    while first < len(tokens) and _leads(*tokens[first]):
        at += len(tokens[first][0])
        first += 1
    begin = tail = at
    opened, clause, counted = first, False, False
    for number in range(first, len(tokens)):
        word, tag = tokens[number]
        stop = at + len(word)
        if word in _NEVER:
            return None
        if word == "的":
            tail, clause = stop, clause or tag == ""
        elif tag[0] in "mqr" or word in _COUNTS:
            opened += number == opened
            counted = counted or _COUNT.match(words, at) is not None
        elif tag[0] == "v" and number == opened:
            clause = True
        elif tag[0] not in _NOMINAL and tag != "vn":
            return _tail(words, stop)
        head = _head(tokens, number, at, begin, counted)
        acts = clause and tail == begin and number > opened + 1  # 强化多部门|会商
        if head is not None and not acts and _is_over(words, tokens, number, stop):
            told = clause and tail > begin and (stop - tail > _SHORT_HEAD or stop - begin > _WITH_CLAUSE)
            return _Phrase(tail if told else begin, max(head, tail), stop)
        at = stop
    return None


_COUNTS = frozenset(("不少", "许多", "部分", "多数", "大多数", "一些", "有些", "众多"))


def _leads(word: str, tag: str) -> bool:
    return (tag[0] in "dct" or word in _LEADS) and word not in _COUNTS


def _tail(words: str, at: int) -> _Phrase | None:
    """The phrase behind a clause that tells of those it names: 排在第二位的|轿车司机."""
    later = words.rfind("的") + 1
    found = _phrase(words[later:]) if later > at else None
    return _Phrase(later + found.start, later + found.head, later + found.end) if found else None


def _head(tokens: list[tuple[str, str]], number: int, at: int, begin: int, counted: bool) -> int | None:
    """Where the word for people begins that ends with a token, or None if it is no such word."""
    word, tag = tokens[number]
    before = len(tokens[number - 1][0]) if number else 0
    if word in _MERGED and at - before >= begin and before > 1:
        return at - before
    if word in _posts() or word in _roles():
        return at
    people = tag[0] == "n" and len(word) > 1 and word not in _NOT_PEOPLE
    return at if people and (word[-1] in _SUFFIXES or (counted and BODY.search(word))) else None


def _is_over(words: str, tokens: list[tuple[str, str]], number: int, stop: int) -> bool:
    """Whether the phrase ends with a token: only how, when or to whom somebody speaks stands behind it."""
    if number + 1 < len(tokens) and (tokens[number + 1][1][0] in _BEHIND or tokens[number + 1][0] in "的们"):
        return False
    rest = words[stop:]
    return not rest or bool(_ADVERBS.fullmatch(rest) or goes_on(rest, 0, len(rest)))


@cache
def _posts() -> frozenset[str]:
    return frozenset(title for title in title_heads() if len(title) > 1)


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for kind in ("person", "group", "one_or_many", "men", "women") for word in _RULES[kind])
