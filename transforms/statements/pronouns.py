"""Whom a pronoun means, and people without names: 他说, 该男子称, 一名中年男子."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.person_lexicon import lexicon
from transforms.lexicon import rules
from transforms.statements.cues import any_of
from transforms.statements.speakers import BODY, Cast, Speaker, somebody

_RULES = rules("speakers")
POINTING = "该|这位|那位|这名|上述|前述"
"""Words in front of somebody told of before."""
PRONOUN = re.compile(
    r"(?<![其吉维对向给让为跟和与])(?:他们|她们|他|她)"
    rf"|(?:{POINTING})(?:有关|相关)?(?:负责人|发言人|工作人员|人士|专家|教授|学者|分析师|官员|负责同志)"
    f"|(?:(?<![应本活])该|上述|前述)(?:名|位)?(?P<again>{any_of(_RULES['one_or_many'])})"
    f"|(?:该|这位|那位|这名|那名)(?:老人|{any_of([*_RULES['men'], *_RULES['women']])})"
    f"|(?:这位|那位|这名|上述|前述)(?P<post>{any_of(_RULES['alone'])})"
)
"""Words that mean somebody told of before: 他, 该负责人, 该男子."""
_ANYBODY = [*_RULES["men"], *_RULES["women"], *_RULES["one_or_many"]]
_BEFORE = re.compile(f"(?P<who>老人|{any_of(_ANYBODY)})，$")
SOMEBODY = somebody("一|另一|两|几|[二三四五]|\\d{1,2}", _ANYBODY)
"""Somebody without a name whom a clause opens with: 一名中年男子|到老人家中，称…."""
_MEN = re.compile(f"(?:{any_of(_RULES['men'])})$")
_WOMEN = re.compile(f"(?:{any_of(_RULES['women'])})$")
_OLD = re.compile("老人$")


def _somebody(text: str, start: int, end: int) -> Speaker | None:
    """Somebody without a name whom the clause before tells of: 记者找到捡拾废品的女子，|她说."""
    found = _BEFORE.search(text, start, end)
    return Speaker("person", found["who"]) if found else None


def _other_sex(pronoun: str, name: str) -> bool:
    """Whether a pronoun cannot mean a name with a form of address."""
    return bool((_MEN if pronoun == "她" else _WOMEN).search(name))


def _same_kind(pronoun: str, name: str) -> bool:
    """Whether 该男子 can mean somebody told of as 中年男人: both are men, both women, or both old."""
    return any(kind.search(pronoun) and kind.search(name) for kind in (_MEN, _WOMEN, _OLD))


def note_several(cast: Cast, text: str, start: int, end: int) -> None:
    """Remember several without names whom a sentence counts: 六七名|保洁人员|在清扫."""
    counts = text.find("名", start, end) >= 0 or text.find("位", start, end) >= 0
    found = _COUNTED.search(text, start, end) if counts else None
    if found is not None:
        cast.several = Speaker("group", found["who"])


_COUNTED = re.compile(
    f"[两三四五六七八九十几数多\\d]余?[名位](?P<who>[^，。；的到在把将、和与]{{0,6}}?(?:老人|{any_of(_RULES['one_or_many'])}|[一-鿿]{{2}}人员))(?![的和与、])"
)


def note_told(cast: Cast, segment: int, text: str, start: int, end: int) -> None:
    """Remember whom a report tells of first, whom 他 means behind it: 云岭社报道，|秦望川|不满会谈的基调。他写道：…."""
    persons = cast.mentions(segment, start, min(end, start + _NEAR), "person")
    if persons and cast.can_speak(text, persons[0], start):
        cast.person = cast.speaker_of(persons[0])


_NEAR = 20


def note_surnamed(cast: Cast, segment: int, text: str, start: int, end: int) -> None:
    """Remember somebody by a family name and post whom no list of names knows: 记者联系了云帆物业的|常经理|。"""
    for found in _SURNAMED_POST.finditer(text, start, end) if "的" in text[start:end] else ():
        who, named = found["who"], cast.mentions(segment, start, end)
        family = who[0] in lexicon().surnames and who[0] not in _NO_FAMILY and not rjieba.has_word(who)
        if family and not any(m.start < found.end("who") and m.end > found.start("who") for m in named):
            body = _BODY_BEFORE.search(text, max(start, found.start() - _LONGEST_HOUSE), found.start())
            house = body["body"] if body and BODY.search(body["body"]) else None
            cast.person = Speaker("person", who, found["post"], house)


_SURNAMED_POST = re.compile(
    f"的(?P<who>[一-鿿](?P<post>{any_of(rules('persons')['addresses_by_post'])}))"
    "(?=[。，；：（“也并则却还就都又说称对向在]|告诉|表示|介绍|解释|拨打|来到|认为)"
)
_NO_FAMILY = "总副老新女男小代原前班大各主名现好区市县校院社团"
_LONGEST_HOUSE = 16
_BODY_BEFORE = re.compile(f"(?P<body>[^，。；：、“”的了]{{2,{_LONGEST_HOUSE}}})$")


def meant(cast: Cast, text: str, pronoun: str, segment: int, start: int, end: int) -> Speaker | None:
    """Whom a pronoun means: a person named earlier in the sentence, or the last one named or heard."""
    if pronoun in ("他们", "她们"):
        return cast.several
    if len(pronoun) > 2 and any(kind.search(pronoun) for kind in (_MEN, _WOMEN, _OLD)):
        return cast.somebody if cast.somebody and _same_kind(pronoun, cast.somebody.name or "") else None
    called = PRONOUN.fullmatch(pronoun)
    if called is not None and called["post"]:
        return _who_is(called["post"], cast.office, cast.person, cast.somebody)
    if called is not None and called["again"]:
        return _who_is(called["again"], cast.heard, cast.somebody, cast.office, cast.person)
    if pronoun in ("他", "她"):
        persons = [m for m in cast.mentions(segment, start, end) if m.type == "person"]
        named = next((m for m in persons if cast.can_speak(text, m, start)), next(iter(persons), None))
        found = cast.speaker_of(named) if named else _somebody(text, start, end) or cast.person
        return None if found and _other_sex(pronoun, found.name or "") else found
    if pronoun.endswith("人士"):
        return _who_is("人士", cast.office, cast.heard, cast.group, cast.somebody) or cast.office or cast.person
    found = cast.office or cast.person
    held = found is not None and (found.title or found.name or "").endswith(HOLDS)
    nobody = found is not None and not held and (found.entity_id is None or _is_addressed(found))
    return None if nobody and pronoun.endswith(HOLDS) else found


HOLDS = ("负责人", "发言人", "负责同志")
"""What 这位负责人 says of whoever was told of before: 一位大学生 is none."""


def _is_addressed(speaker: Speaker) -> bool:
    """Whether a person is told of by a form of address and nothing else: 秦女士."""
    name = speaker.name or ""
    return speaker.title is None and any(kind.search(name) for kind in (_MEN, _WOMEN))


def _who_is(word: str, *heard: Speaker | None) -> Speaker | None:
    """The first of those told of whose title or name ends with a word: 这位|主任."""
    return next((s for s in heard if s is not None and (s.title or s.name or "").endswith(word)), None)
