"""What one body or person does to another: the verb between two names that stand side by side is part of none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache

from transforms.entities.body_edges import SINGLE_UNITS
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.noun_runs import is_proper
from transforms.entities.person_lexicon import lexicon
from transforms.entities.words import Words
from transforms.lexicon import rules


@cache
def _verbs() -> re.Pattern[str]:
    """Verbs by their kind: `act` belongs to no name, `field` names a field as well, `found` is done to what is new."""
    data = rules("organizations")
    kinds = (("act", "acts"), ("field", "acts_or_fields"), ("found", "founds"))
    return re.compile("|".join(f"(?P<{kind}>{trie_pattern(data[words])})[了过]?" for kind, words in kinds))


def own_start(words: Words, start: int, end: int, bodies: Collection[int]) -> int | None:
    """The start of a name without who does something to the body that it names: 韩联社援引|韩国国防部; None where it
    only ends like a name: 临江医院开设肥胖门诊. `bodies`: where bodies end that are named as a whole."""
    for verb in reversed(list(_verbs().finditer(words.text, start, end - 1))):
        own = names_itself(words, verb.end(), end)
        if verb["act"] and own:
            return verb.end()
        if not _opens(words, verb.start()):
            continue
        if verb["field"] and own and _acts(words, start, verb.start(), end, bodies):
            return verb.end()
        if (
            verb["field"] in _GIVES
            and not own
            and verb.start() in bodies
            and _GIVEN_TO.search(words.text, verb.end() + 2, end)
        ):
            return None
        if verb["found"] and any(start < stop <= verb.start() for stop in bodies):
            return verb.end() if own and not words.text.startswith(_OF_STATE, verb.end()) else None
    return start


_OF_STATE = ("国家", "中央", "首都", "省级", "市级", "全国")
"""What opens the kind of a body that is founded: 获批|国家重点实验室."""


def _opens(words: Words, at: int) -> bool:
    number = bisect_left(words.starts, at)
    return number < len(words.starts) and words.starts[number] == at


def names_itself(words: Words, start: int, end: int) -> bool:
    """Whether the words of [start, end) are the name of a body: what opens it is a place, a unit or a proper word."""
    if end - start < _SHORTEST:
        return False
    text = words.text
    if any(first == start for name in ("known", "body") for first, _ in words.hits[name]):
        return True
    if any(text[start : start + size] in gazetteer() for size in (4, 3, 2)) or text[start] in SINGLE_UNITS:
        return True
    number = bisect_right(words.starts, start) - 1
    token = words.tokens[number]
    sure = len(token.word) <= _LONGEST_GUESS or token.tag in ("ns", "nt")  # 乡村振兴 is a field
    return token.start == start and sure and is_proper(token.word, token.tag)


_SHORTEST, _LONGEST_GUESS = 3, 3


_GIVES = frozenset(("资助", "捐赠", "奖励", "培育", "孵化", "帮扶"))
_GIVEN_TO = re.compile("(?:学校|公司|企业|医院|大学|中学|小学|合作社)$")
"""What a body gives to or raises has no name: 市慈善总会资助|特殊教育学校."""


def _acts(words: Words, start: int, at: int, end: int, bodies: Collection[int]) -> bool:
    """Whether who stands in front of a verb does something: a person, an official, or a body that sends no team."""
    if any(at - _FULL <= stop <= at for _, stop in words.hits["title"]):
        return True  # 县长陆知远|调研
    if words.text[start:at] in gazetteer() and _SENT.search(words.text, max(0, end - 3), end) is None:
        return True  # 在|天津|考察天津大学
    if _LEADERS.search(words.text, start, at):
        return True
    token = words.tokens[bisect_right(words.starts, at - 1) - 1]
    if token.tag in _PERSONS and token.end == at and token.word[0] in lexicon().surnames and len(token.word) < _FULL:
        return True
    return at in bodies and _SENT.search(words.text, max(0, end - 3), end) is None


_LEADERS = re.compile("(?:领导|班子|代表团|考察团|[调督专工][研导家作]组|负责人|委员|代表)$")
_PERSONS = ("nr", "nrfg")
_FULL = 4
_SENT = re.compile("(?:[队组部办站]|(?<!集)团|专班|办公室|中心)$")
"""Ends of what a body sends or keeps for the task that its name tells: 临江医院援助|望川医疗队."""
