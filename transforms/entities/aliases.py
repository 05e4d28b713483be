"""Short forms that a page explains: （以下简称“江能集团”）, and forms of address that stand for a full name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import rjieba

from transforms.entities.gazetteer import gazetteer, without_place
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules

_EXPLAINED = re.compile(
    "[（(](?:以下|下文|文中|下)?(?:简称|称)(?:为)?[：:]?[“《‘]?((?:[^“”》’（）()，。]|(?<!^)“[^“”（）()，。]{1,12}”){2,16})[”》’]?[）)]"
)
_MOVEMENT = re.compile("(?<=组织|运动|阵线|武装)（([一-鿿]{2,5})）")
"""What a movement goes by: 青溪解放运动|（青解）."""
_LETTERS = re.compile("[（(]([A-Z][A-Z&]{1,7})[）)]")
"""Letters that stand for the body right in front of the bracket: 气象观测中心（|YQGC|）."""
_ALONE = re.compile("[A-Z](?<![（(A-Za-z].)[A-Z&]{1,7}(?![）)A-Za-z])")
"""Letters that stand for a body in some sentence; a ticker stands in brackets only."""
_MARKS = "”》’）)\u200c\u200b "


def explained_aliases(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, tuple[str, str]]:
    """Short form → (full name, type), where the bracket stands right behind the full name."""
    out = {}
    alone = {run for words in pages for m in _ALONE.finditer(words.text) for run in (m[0], *m[0].split("&"))}
    for words, found in zip(pages, spans, strict=True):
        named = {span.end for span in found if span.type in ("organization", "work")} if alone else set()
        letters = [m for m in _LETTERS.finditer(words.text) if m[1] in alone and _is_behind(m, named)]
        told = list(_EXPLAINED.finditer(words.text)) if "称" in words.text else []
        if "（" in words.text:
            told += [m for m in _MOVEMENT.finditer(words.text) if m[1] not in gazetteer()]
        longest = {s.end: s for s in sorted(found, key=lambda s: s.end - s.start)} if letters or told else {}
        for m in letters + told:
            end = m.start()
            while end and words.text[end - 1] in _MARKS:
                end -= 1
            before = [longest[at] for at in (end, m.start()) if at in longest]
            if span := max(before, key=lambda s: s.end - s.start, default=None):
                out[m[1]] = words.text[span.start : span.end], span.type
    return out


def _is_behind(letters: re.Match[str], ends: set[int]) -> bool:
    """Whether letters in a bracket stand behind a body or a work, given where those end."""
    at = letters.start()
    return at in ends or at - (letters.string[at - 1] in "》”") in ends


_PLAIN = frozenset(("n", "v", "vn", "b", "a", "d", "l", "j"))
_COMPANY = re.compile("(?:控股|集团|股份|有限|责任|公司)+$")


def company_short_forms(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """What is left of a company's name without its endings → the name: 云帆重工 for 云帆重工集团有限公司."""
    told: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        for span in found:
            if span.type != "organization" or words.text[span.end - 1] not in "司团":
                continue
            full = words.text[span.start : span.end]
            short = _COMPANY.sub("", full)
            plain = all(word_tag(word) and tag in _PLAIN for word, tag in rjieba.tag(short))  # 产业发展
            if 3 <= len(short) < len(full) and short not in gazetteer() and not plain and "（" not in short:
                told.setdefault(short, set()).add(full)
    longest = {short: max(sorted(fulls), key=len) for short, fulls in told.items()}
    return {short: full for short, full in longest.items() if all(map(full.endswith, told[short]))}


_AIRLINE = re.compile("^(?P<name>[一-鿿])[一-鿿]{1,3}航空(?:股份|集团)?(?:有限)?公司$")


def airline_short_forms(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """What a page may call the one airline that it names in whole: 狮航 for 狮子航空公司."""

    def shorten(name: str) -> str | None:
        found = _AIRLINE.search(without_place(name))
        return f"{found['name']}航" if found else None

    return _short_forms(pages, spans, "航空", shorten)


_TEAM = re.compile(f"(?:{'|'.join(rules('organizations')['teams'])})组$")


def team_short_forms(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """What a page calls the one team of its kind that it names in whole: 督察组 for 中央第五督察组."""

    def shorten(name: str) -> str | None:
        found = _TEAM.search(name)
        return found[0] if found and found.start() > 1 else None

    return _short_forms(pages, spans, "组", shorten)


def _short_forms(
    pages: Sequence[Words], spans: Sequence[Sequence[Span]], mark: str, shorten: Callable[[str], str | None]
) -> dict[str, str]:
    """Short form → the one body that the page names in whole and that `shorten` gives it for; texts without `mark` hold
    no such body."""
    full: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        for span in found if mark in words.text else ():
            name = words.text[span.start : span.end]
            if span.type == "organization" and (short := shorten(name)) is not None:
                full.setdefault(short, set()).add(name)
    return {short: next(iter(names)) for short, names in full.items() if len(names) == 1}


_OF_PLACE = re.compile("(?:中共)?(?P<place>[一-鿿]{2,9}?(?P<unit>[省市县区州旗]))(?:委|政府|人民政府|人大|政协)")
_BESIDE = ("、", "和", "与", "及")


def of_same_place(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """Bodies named right behind one of the same place → with the place: 省政府 in 临江省委、省政府."""
    out: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        bodies = [s for s in found if s.type == "organization"]
        ends = {s.end: s for s in bodies} if len(bodies) > 1 else {}
        for span in bodies:
            before = ends.get(span.start - 1)
            if before is None or words.text[span.start - 1] not in _BESIDE:
                continue
            body = _OF_PLACE.fullmatch(words.text, before.start, before.end)
            if body is not None and words.text[span.start] == body["unit"] and span.end - span.start < 5:
                name = words.text[span.start : span.end]
                out.setdefault(name, set()).add(body["place"][:-1] + name)
    return {name: next(iter(full)) for name, full in out.items() if len(full) == 1}


def written_out(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """Zones by a short word → the same with the word written out, if the page prints that anywhere, be it inside a
    longer name: 江海自贸港 → 江海自由贸易港."""
    short_words = rules("places")["short_words"]
    printed = {
        name
        for words, found in zip(pages, spans, strict=True)
        for span in found
        if span.type == "place" and (name := words.text[span.start : span.end]).endswith(tuple(short_words))
    }
    out = {}
    for name in printed:
        for word, longer in short_words.items():
            full = name.removesuffix(word) + longer
            if name.endswith(word) and any(full in words.text for words in pages):
                out[name] = full
    return out
