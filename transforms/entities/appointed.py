"""Persons whom a text appoints, elects or dismisses: the frame names them whatever their name looks like."""

from __future__ import annotations

import re

from transforms.entities.canonical import DOTS
from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import Candidate
from transforms.entities.person_lexicon import lexicon, word_tag

_NAME = f"(?P<name>[一-鿿]{{2,4}}?|[一-鿿]{{1,8}}(?:[{DOTS}][一-鿿]{{1,8}}){{1,3}})"
_ASIDE = "(?:[（(][^（）()，。]{1,16}[）)])?(?:同志|先生|女士)?"
_POST = "(?:长|主任|书记|委员|检察员|审判员|大使|代表|主席|总裁|经理|董事|监事|秘书|专员|总督学|教授|理事|会长)"
_FRAMES = (
    re.compile(
        f"(?:任命|聘任|提名|推选|推举|增选|选举|补选|选任|委任|聘请|推荐|选派|增补){_NAME}{_ASIDE}(?:为|任|担任|出任)"
    ),
    re.compile(f"(?:免去|免除|撤销|罢免){_NAME}{_ASIDE}的[^，。；]{{2,40}}(?:职务|职位|资格|{_POST})"),
    re.compile(f"(?:免去|免除|撤销|罢免){_NAME}同志(?=[^，。；]{{2,40}}职务)"),
    re.compile(f"接受{_NAME}{_ASIDE}(?:因[^，。；]{{2,24}})?(?:辞去|的?辞职)"),
)
_LISTED = (
    re.compile(f"(?<![^；。：:、\\s]){_NAME}{_ASIDE}为[^，。；]{{3,40}}{_POST}(?![^；，。\\s])"),
    re.compile(f"(?<![^；。：:、\\s]){_NAME}{_ASIDE}的[^，。；]{{3,40}}职务(?![^；，。\\s])"),
)
"""Items of a list of appointments, without a verb of their own: 陆知远的市财政局局长职务；."""
_TAKES = (
    "(?:[担兼升调改就出接连转现曾原拟]任|历任|获任|当选为?"
    "|(?<![主担兼升调改就出接连转现曾原拟责])任(?![命免职教务期何由意凭性劳其]))"
)
_MORE_HEADS = "主任|书记|委员|检察员|审判员|调研员|巡视员|大使|代表|主席|总裁|经理|董事|监事|专员|教授|理事"
_HEADS = f"(?:[^增成生助年延漫擅特见]长|{_MORE_HEADS})"
_HELD = f"(?=[^，。；：（）]{{2,30}}?{_HEADS}(?:[、，。；：）\\s的]|一?职|$))"
_STATED = (
    (re.compile(f"(?<![一-鿿]){_NAME}(?P<comrade>同志)?{_TAKES}{_HELD}"), "任当"),
    (re.compile(f"(?<![一-鿿]){_NAME}(?P<comrade>同志)?[（(]{_HELD}"), "（("),
    (
        re.compile(f"(?<![一-鿿，、]){_NAME}(?P<comrade>同志)?，(?=[^，。；：、（）]{{3,24}}?{_HEADS}[。；])"),
        "，",
    ),
)
"""Who is said to take a post or to hold one, at the start of a clause: 陆知远|任局长, 陆知远|（市财政局局长); with the
characters of which a text must hold one."""
_HEAD = re.compile(f"长(?<=[^增成生助年延漫擅特见]长)|{_MORE_HEADS}")
"""The same, searched fast: each alternative begins with a plain character."""
_VERB = re.compile("任命|免去|任免|选举|聘任|罢免")
_MAY = re.compile("接受|推选|推举|增选|补选|选任|委任|聘请|推荐|选派|增补|提名|免除|撤销")


def appointed(text: str) -> list[tuple[int, int]]:
    """Spans of those persons."""
    names = _VERB.search(text) is not None
    found = [m for frame in _FRAMES for m in frame.finditer(text)] if names or _MAY.search(text) else []
    if names:
        found += [m for item in _LISTED for m in item.finditer(text)]
    elif "职务" in text or "为" in text:  # a line of a list
        found += [m for item in _LISTED if (m := item.match(text)) and m.end() >= len(text) - 1]
    if _HEAD.search(text):
        stated = [m for frame, marks in _STATED if any(map(text.__contains__, marks)) for m in frame.finditer(text)]
        found += [m for m in stated if m["comrade"] or _is_given(m["name"])]
    return [m.span("name") for m in found if _may_be_name(m["name"])]


def ended_as_appointed(text: str, names: list[Candidate], held: list[tuple[int, int]]) -> list[Candidate]:
    """The names without those that go on behind a person whom the text appoints (`held`): 周敏|任团市委书记."""
    ends = dict(sorted(held, reverse=True)) if _MAY_TAKE.search(text) else {}
    return [name for name in names if ends.get(name.start, name.end) == name.end]


_MAY_TAKE = re.compile("任|当选|（|，")


def _is_given(name: str) -> bool:
    """Whether a family name stands in front of what looks like a given name, and no title is at its end."""
    given = name[2:] if name[:2] in lexicon().compound else name[1:]
    return likelihood(given) >= _LIKE_A_NAME and _TITLED.search(name) is None


_LIKE_A_NAME = 1.0
_TITLED = re.compile("(?:当选|长|主任|书记|委员|代表|主席|总裁|经理|董事|教授|老师|医生|[总工局院某人方])$")


def _may_be_name(name: str) -> bool:
    known = lexicon()
    if name.endswith(("当选", "担任", "出任")):
        return False
    if any(dot in name for dot in DOTS) or known.foreign.issuperset(name):
        return True
    family = name[0] in known.surnames or name[:2] in known.compound or name[0] in known.rarest
    return family and name not in known.not_names and word_tag(name) in ("", "nr", "nrfg", "nrt", "ns", "nz")
