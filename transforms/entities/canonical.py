"""One name for what is named in several ways on a page: the longest printed form, in Simplified characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import rjieba
from opencc import OpenCC

from transforms.entities.clubs import club_links
from transforms.entities.gazetteer import gazetteer, opens_with_place, place_before, short_form
from transforms.entities.known_bodies import known_bodies
from transforms.entities.person_lexicon import lexicon
from transforms.identity import entity_id
from transforms.lexicon import rules
from transforms.memo import memoised
from transforms.page import Mention

DOTS = "·・•‧∙．"
_BRACKETS = "）)"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@memoised
def simplify(text: str) -> str:
    """The text in Simplified characters."""
    return _converter().convert(text)


def name_mentions(mentions: list[Mention], aliases: dict[str, str]) -> None:
    """Give every mention its canonical name and entity id; so far its name is its own text in Simplified characters.

    `aliases` are short forms that the page itself explains.
    """
    by_type: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        m.name = _plain(m.name)
        by_type[m.type].add(m.name)
    links = {kind: _LINKERS[kind](names) for kind, names in by_type.items() if kind in _LINKERS}
    before = _NamedBefore(by_type["organization"])
    for m in mentions:
        link = links.get(m.type, {})
        if m.type == "organization":
            before.note(m)
            if m.name not in aliases and m.name not in link:
                m.name = before.whole(m.name)
        name = aliases.get(m.name, m.name)
        name = link.get(name, name)
        m.name = link.get(name, name)
        m.entity_id = entity_id(m.type, m.name)


class _NamedBefore:
    """Of bodies that share a name behind their places, the one named last: 江苏省观鸟协会 … 观鸟协会."""

    def __init__(self, names: set[str]) -> None:
        self._rests: dict[str, list[str]] = defaultdict(list)
        self._last: dict[str, Mention | None] = {}
        for rest, wholes in _with_places(names, _LEAST_BEHIND).items():
            for whole in sorted(wholes) if len(wholes) > 1 else ():
                self._rests[whole].append(rest)

    def note(self, mention: Mention) -> None:
        """Remember a body; where two are named side by side, their short name means neither."""
        for rest in self._rests.get(mention.name, ()):
            last = self._last.get(rest)
            beside = (
                last is not None
                and last.name != mention.name
                and last.segment == mention.segment
                and mention.start - last.end <= _BESIDE
            )
            self._last[rest] = None if beside else mention

    def whole(self, name: str) -> str:
        """The name of the body that a short name stands for here, or the short name."""
        last = self._last.get(name)
        return name if last is None else last.name


_BESIDE = 4
"""So many characters part bodies that are named together: 临江市观鸟协会|和|柳州市观鸟协会."""
_MARKS = str.maketrans("「」『』", "“”‘’")


@memoised
def _plain(text: str) -> str:
    name = simplify(text)
    for dot in DOTS:
        name = name.replace(dot, "·")
    return name.translate(_MARKS)


def _link_persons(names: Iterable[str]) -> dict[str, str]:
    """Part of a dotted or Japanese name → the whole name; 秦先生, 秦主任 are linked where they are found."""
    out = {}
    japanese = lexicon().japanese
    for name in sorted(names):
        if name[:2] in japanese and len(name) > 3:
            out[name[:2]] = name
        if "·" in name:
            out.update(dict.fromkeys(name.split("·"), name))
        if (family := family_of_latin(name)) is not None:
            out[family] = name
    return out


_GIVEN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? ?(?=(?:Mc|Mac|O['’])?[A-Z][a-z])")


def family_of_latin(name: str) -> str | None:
    """The family name of a Latin name, with or without a blank before it: McKay for John McKay."""
    given = _GIVEN.match(name)
    return name[given.end() :] if given else None


def _link_places(names: Iterable[str]) -> dict[str, str]:
    """Short forms → the longest form printed on the page."""
    printed = set(names)
    out = {}
    for name in sorted(printed, key=lambda n: (len(n), gazetteer().get(short_form(n)) == n, n)):
        form = name if name.endswith("地区") else short_form(name)
        if form != name and form in printed:
            out[form] = name
        for ending in ("镇", "乡", "村", "街道"):
            if name.endswith(ending) and name[: -len(ending)] in printed and len(name) > len(ending) + 1:
                out[name[: -len(ending)]] = name
        if name.endswith("地区") and name[:-2] in printed:
            out[name] = name[:-2]
    out |= _link_behind_place(printed, 3) | _link_shortened(printed)
    out |= {name: full for name, full in rules("places")["epithets"].items() if name in printed}
    return out


def _link_organizations(names: Iterable[str]) -> dict[str, str]:
    printed = set(names)
    out = _link_last_part(printed) | _link_behind_place(printed, 3) | _link_shortened(printed) | club_links(printed)
    wholes = _companies_by_brand(printed)
    companies: dict[str, list[str]] = defaultdict(list)
    for name in sorted(printed):
        if (m := _COMPANY.fullmatch(name)) is not None:
            companies[m["brand"]].append(name)
    for brand, named in companies.items():
        short = (f"{brand}公司", f"{brand}集团")
        companies[brand] = [n for n in named if n not in short] or named  # 云帆公司 is as short as 云帆
    brands = {brand: named[0] for brand, named in companies.items() if len(named) == 1}
    for name in printed:
        whole = name + "员会"
        if name[-1] == "委" and whole in printed:
            out[name] = out.get(whole, whole)
        elif name in brands and name not in gazetteer() and len(wholes.get(name, ())) < 2:
            out[name] = out.get(brands[name], brands[name])
    companies_by_brand = {name: next(iter(found)) for name, found in wholes.items() if len(found) == 1}
    return companies_by_brand | out | _link_well_known(printed)


def _link_well_known(names: set[str]) -> dict[str, str]:
    """What a well-known body is called for short → its name as it is printed: 央行 → 中国人民银行."""
    told = rules("organizations")["short_for"]
    printed = {name: next((full for full in told[name] if full in names), None) for name in names if name in told}
    return {name: full for name, full in printed.items() if full is not None}


def _companies_by_brand(names: set[str]) -> dict[str, set[str]]:
    """Companies by the words their names open with, behind a place: 云帆生物 → 临江云帆生物技术股份有限公司."""
    known = known_bodies()
    wholes: dict[str, set[str]] = defaultdict(set)
    for whole in names:
        for start in _behind_places(whole) if whole.endswith(("公司", "集团")) else ():
            for end in range(start + 2, min(len(whole) - 3, start + _LONGEST_BRAND) + 1):
                short = whole[start:end]
                named = short in names and short not in gazetteer() and not (start and short in known)
                if named and _is_trade(whole[end:]):
                    wholes[short].add(whole)
    return wholes


def _behind_places(name: str) -> list[int]:
    """Where the brand in a company's name may start: at its head, and behind the places that it opens with."""
    starts = [0]
    while (behind := next((i for i in (6, 5, 4, 3, 2) if name[starts[-1] : starts[-1] + i] in gazetteer()), 0)) > 0:
        starts.append(starts[-1] + behind)
    return starts


def _is_trade(words: str) -> bool:
    """Whether words behind a brand only tell its trade and what kind of company it is: 生物|技术|股份|有限公司."""
    tags = [(word, tag) for word, tag in rjieba.tag(words)]
    return all(tag[:1] in "nvabml" and word not in _PARTS and word not in gazetteer() for word, tag in tags)


_LONGEST_BRAND = 6
_PARTS = frozenset(("局", "分公司", "子公司", "分局", "院", "支行", "分行", "大桥局", "旗下", "社", "报社"))
"""Parts of a company and others of its group, which are bodies of their own."""
_COMPANY = re.compile(
    "(?P<brand>[^\\W\\d_]{2,6}?)(?:通讯|科技|电子|汽车|电器)?(?:集团|控股|股份)?(?:公司|有限公司|有限责任公司|集团|控股|股份|通讯|科技|电子|汽车|电器)"
)
"""A company by its brand and what kind of company it is: 云帆|科技股份有限公司."""


def _link_last_part(names: set[str]) -> dict[str, str]:
    """A body → the one longer name that ends with it: 青溪派出所 for 临江市公安局青溪派出所."""
    known = known_bodies()
    longer: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for i in range(1, len(name) - 3):
            longer[name[i:]].add(name)
    return {n: next(iter(longer[n])) for n in names if n not in known and len(longer.get(n, ())) == 1}


def _link_endings(names: Iterable[str]) -> dict[str, str]:
    """An ending of a longer name → that name: 注册办法 for 股票注册办法（试行）."""
    printed = sorted(names, key=lambda name: (len(name), name))
    bare = {_without_bracket(name): name for name in printed}
    out = {}
    for whole, name in bare.items():
        for i in range(1, len(whole) - 1):
            if whole[i:] in bare and bare[whole[i:]] != name:
                out[bare[whole[i:]]] = name
    return out


def _without_bracket(name: str) -> str:
    if name and name[-1] in _BRACKETS:
        opening = max(name.rfind("（"), name.rfind("("))
        return name[:opening] if opening > 0 else name
    return name


@cache
def _ambiguous() -> frozenset[str]:
    """Ministries and the like that other countries have too."""
    return frozenset(w for w in known_bodies() if w.endswith(("部", "署", "局", "院")))


def _link_behind_place(names: set[str], least: int) -> dict[str, str]:
    """A name → the one name that has a place before it: 古文化街 → 临江古文化街, 省政协 → none of two."""
    whole = _with_places(names, least)
    longest = {rest: max(sorted(found), key=len) for rest, found in whole.items()}
    return {rest: long for rest, long in longest.items() if all(long.endswith(name) for name in whole[rest])}


_LEAST_BEHIND = 3


def _with_places(names: set[str], least: int) -> dict[str, set[str]]:
    """Names that others hold behind a place → those others."""
    ambiguous = _ambiguous()
    whole: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for i in range(2, len(name) - least + 1):
            rest = name[i:]
            if rest in names and rest not in ambiguous and place_before(name[:i], i) == 0:
                whole[rest].add(name)
    return whole


def _link_shortened(names: set[str]) -> dict[str, str]:
    """A name → the longer name it leaves words out of; both start alike and end alike."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) > 4:
            by_head[name[:2]].append(name)
    known = known_bodies()
    out = {}
    for name in names:
        if len(name) < 4 or name in known or opens_with_place(name):
            continue
        longer = [
            n for n in by_head.get(name[:2], ()) if len(n) > len(name) and n[-1] == name[-1] and _leaves_out(name, n)
        ]
        if len(longer) == 1:
            out[name] = longer[0]
    return out


def _leaves_out(short: str, long: str) -> bool:
    """Whether the characters of the short name stand in the long one in order."""
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return True


_LINKERS: dict[str, Callable[[Iterable[str]], dict[str, str]]] = {
    "person": _link_persons,
    "place": _link_places,
    "organization": _link_organizations,
    "event": _link_endings,
    "work": _link_endings,
}
