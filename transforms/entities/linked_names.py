"""Forms of address and short forms that stand for a person whom the page names in full: 秦老师, 秦主任, 老秦, 望川."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from transforms.entities.child_names import is_pet_name
from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.titles import Title
from transforms.entities.words import Words

Found = tuple[int, int, int, str]
"""Page number, start, end, full name."""


def link_addressed(
    pages: Sequence[Words], persons: Sequence[Sequence[tuple[int, int]]], titles: Sequence[Sequence[Title]]
) -> tuple[list[tuple[int, int, int]], dict[str, str]]:
    """Further spans (page number, start, end) that name `persons` of the pages, and short form → full name.

    A family name stands for somebody only where the pages have one person of that family name.
    """
    texts = {words.text[start:end] for words, spans in zip(pages, persons, strict=True) for start, end in spans}
    forms = {t for t in texts if lexicon().addressed.fullmatch(t) or (len(t) == 2 and t[1] == "老")}
    holders: dict[str, list[str]] = {}
    for name in texts - forms:
        holders.setdefault(name[0], []).append(name)
    families = {family: names[0] for family, names in holders.items() if len(names) == 1}
    old = {
        words.text[start:end]
        for words, spans in zip(pages, persons, strict=True)
        for start, end in spans
        if _OLD.match(words.text, end) or _AGED.match(words.text, end)
    }
    called = {
        (words.text[start - size : start], words.text[start:end])
        for size in {len(t) - 1 for t in forms}
        for words, spans in zip(pages, persons, strict=True)
        for start, end in spans
    }
    links = {
        t: families[t[0]]
        for t in forms
        if t[0] in families
        and (
            t[1:] in _POLITE
            or (families[t[0]] in old and t[1:] in _FOR_OLD)
            or (t[1:], families[t[0]]) in called  # 大伯|何宝根, 何大伯
        )
    }
    found = given_alone(pages, texts - forms) + familiar_names(pages, families, texts)
    for number, (words, of_page) in enumerate(zip(pages, titles, strict=True)):
        found += [(number, *rest) for rest in addressed_by_title(words, of_page, families)]
    links |= {pages[number].text[start:end]: name for number, start, end, name in found}
    return [f[:3] for f in found], links


_OLD = re.compile("老人|奶奶|爷爷|大爷|大妈|老汉|老两口|阿婆|阿公")
_AGED = re.compile(
    "[，（(：]?(?:今年|现年|已|已经|已有|女，|男，|年过)?(?:[6-9]\\d|1[01]\\d|[六七八九]旬|[六七八九]十[一-九]?)(?:多)?岁?"
)
_FOR_OLD = frozenset(("奶奶", "爷爷", "大爷", "大妈", "老汉", "阿姨", "阿婆", "阿公", "老伯", "老太", "婆婆"))
"""Forms of address for somebody who is told to be old: 秦望川老人, 秦大爷."""
_POLITE = frozenset(("老师", "同志", "师傅", "老"))
"""Forms of address that are used of people named in full; 秦先生 mostly stands for someone who is not."""


def familiar_names(pages: Sequence[Words], families: dict[str, str], known: Collection[str]) -> list[Found]:
    """老秦, 小秦 behind where the full name stands first; forms that are `known` as somebody else are left out.

    A family name that is a word of its own has to open a clause that tells of somebody: 小车 is hardly 车怀远.
    """
    general, out = lexicon(), list[Found]()
    told = {f: n for f, n in families.items() if f in general.surnames and len(n) in (2, 3)}
    since = {family: _first(pages, name) for family, name in told.items()}
    form = re.compile(f"[小老][{''.join(sorted(told))}]") if told else None
    for number, words in enumerate(pages if told else ()):
        for m in form.finditer(words.text) if form else ():
            if (m[0] in known and _is_introduced(pages, m[0])) or (number, m.start()) < since[m[0][1]]:
                continue
            goes_on = general.speech.match(words.text, m.end()) or general.after.match(words.text, m.end())
            opens = m.start() == 0 or words.text[m.start() - 1] in PUNCTUATION
            rare = m[0][1] in general.rare
            if (opens and goes_on) or (not rare and words.whole(*m.span())):
                out.append((number, m.start(), m.end(), told[m[0][1]]))
    return out


def _is_introduced(pages: Sequence[Words], form: str) -> bool:
    """Whether a noun tells somewhere who it is, so that it is somebody else: 司机|小秦."""
    for words in pages:
        for m in re.finditer(form, words.text):
            number = bisect_left(words.starts, m.start()) - 1
            if number >= 0 and words.tokens[number].tag[0] == "n" and words.tokens[number].end == m.start():
                return True
    return False


def _first(pages: Sequence[Words], name: str) -> tuple[int, int]:
    """Page number and end of where a name is first printed."""
    printed = ((n, at + len(name)) for n, words in enumerate(pages) if (at := words.text.find(name)) >= 0)
    return next(printed, (len(pages), 0))


def addressed_by_title(words: Words, titles: Sequence[Title], families: dict[str, str]) -> list[tuple[int, int, str]]:
    """Spans such as 秦主任 with the full name; `families` maps a family name to the only full name that has it."""
    text, out = words.text, []
    for title in titles:
        at = title.start - 1
        if at < 0 or text[at] not in families or len(title.text) > 4:
            continue
        number = bisect_left(words.starts, at)
        if number == len(words.starts) or words.starts[number] != at:
            continue
        if at == 0 or text[at - 1] in PUNCTUATION or words.tokens[number].tag == "nr":
            out.append((at, title.end, families[text[at]]))
    return out


_AGAIN, _LIKELY = 2, 1.5
"""A given name is printed so often, or looks so much like one."""


def given_alone(pages: Sequence[Words], names: Collection[str]) -> list[Found]:
    """Where the given name of one of `names` stands alone, if it is no other word and is printed so again (望川 of
    秦望川)."""
    known, full = lexicon(), dict[str, set[str]]()
    for name in names:
        given = name[1:]
        free = not word_tag(given) or (given[:1] == given[1:] and is_pet_name(given))  # 杜|豆豆
        if len(name) == 3 and name[0] in known.surnames and free and given not in known.not_names:
            full.setdefault(given, set()).add(name)
    out = []
    for given, bearers in full.items():
        name = next(iter(bearers))
        found = [
            (number, m.start(), m.end(), name)
            for number, words in enumerate(pages)
            for m in re.finditer(given, words.text)
            if words.text[m.start() - 1 : m.start()] != name[0] and words.whole(*m.span())
        ]
        sure = len(found) >= _AGAIN or likelihood(given) >= _LIKELY
        out += found if len(bearers) == 1 and sure else []
    return out
