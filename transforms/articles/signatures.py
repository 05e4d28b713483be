"""Names and roles in bylines and credits: who wrote, photographed, edited."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import rjieba

from transforms.entities.given_names import likelihood
from transforms.lexicon import rules


class Author(NamedTuple):
    name: str
    role: str


class Signature(NamedTuple):
    """The people a byline names, and how it names them."""

    authors: tuple[Author, ...]
    clean: bool
    """Whether every word was understood as a role, a name or a body."""
    roles: tuple[str, ...]
    """The roles it states, in print order."""


class _Item(NamedTuple):
    """A piece of a byline: a role, or names."""

    role: str
    names: tuple[str, ...] = ()
    after: bool = False
    """Whether the role may follow its names."""
    sure: bool = True
    """Whether what was taken for a name looks like one."""
    prefixed: bool = False
    """Whether a body stands glued to the role: 本报记者."""


class _Words(NamedTuple):
    role_of: dict[str, str]
    inside: re.Pattern[str]
    after: frozenset[str]
    bodies: tuple[str, ...]
    surnames: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]


HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_CHUNK = re.compile(r"[^\s、，,；;|｜/／:：&＆+（()）【】\[\]■●◆□]+")
_ONLY_HAN = re.compile(rf"[{HAN}]+")
_FOREIGN = re.compile(rf"[{HAN}]+(?:[·•・．][{HAN}]+)+")
_SHOT = "摄"
"""Behind the name of who took a picture, often without space: 记者陆知远|摄."""
_NAMED = ("nr", "nrfg")
"""Tags of names of persons."""
_NAME_ENDS = ("会", "发", "宣")
"""Ends of bodies and remarks that given names have too."""
_OFFICE = re.compile(rf"[{HAN}]{{2,3}}宣")
"""What the office of a body that tells the press signs with, as with a name: 通讯员|临公宣."""
_LIKELY, _SURELY = 1.0, 4.0
"""How much a given name must look like one that stands alone; and where the line may begin with a word: 张家|村."""
_PLACE_ENDS = "村庄镇乡路街巷桥山湖河江岛亭楼园馆店"
_MAX_OF_PAGE = 4
"""What stands before the roles of a page's makers is short: 本版, 客户端."""
_REPORTED_FROM = re.compile(rf"[{HAN}]{{0,8}}(?:综合)?报[道导]")


_FROM_SEVERAL = re.compile(rf"(?<=\S)\s+[{HAN}]{{2,8}}(?:、[{HAN}]{{2,8}})+(?:综合)?报[道导]$")
"""Several places that somebody reports from: 秦望川| 北京、上海报道."""


_SENT_FROM = re.compile(rf"\s*发自\s*[{HAN}]{{2,6}}(?:[、，和]\s*[{HAN}]{{2,6}}){{0,4}}(?=\s|$)")
"""Where somebody reports from: 秦望川| 发自 北京."""
_BOTH = re.compile(r"(?:图片?|摄影|摄)\s*[/／∕]\s*文|文字?\s*[/／∕]\s*(?:图片?|摄影|摄)")
"""Who wrote and took the pictures is told of as who wrote."""
_STROKE = re.compile(r"(?<=[文图摄写编辑者稿影])[^\S\n]*[丨｜|][^\S\n]*")
"""Other strokes between a role and who has it: 文丨陆知远."""
_TIP = re.compile(r"\s*(?:线索|报料人?|爆料人?)(?:提供)?[:：][^\S\n]*\S*")
"""Who told the paper of it, behind who wrote."""


@cache
def _words() -> _Words:
    data, persons = rules("bylines"), rules("persons")
    role_of = {word: role for role, words in data["roles"].items() for word in words}
    longest_first = sorted((w for w in role_of if len(w) > 1), key=len, reverse=True)
    return _Words(
        role_of,
        re.compile("|".join(f"{word}(?!道)" if word[-1] == "报" else word for word in longest_first)),  # 上|海报|道
        frozenset(data["after_names"]),
        tuple(data["bodies"]),
        frozenset("".join(persons["surnames"].split())),
        frozenset("".join(persons["rare_surnames"].split())),
        frozenset(persons["compound_surnames"]),
    )


def read_signature(text: str, trusted: bool = False) -> Signature:
    """The people a byline names; `trusted`: what stands in it is a byline, so names need no known surname."""
    text = _SENT_FROM.sub("", _FROM_SEVERAL.sub("", _STROKE.sub("/", text.replace("\\", "/"))))
    text = join_spaced(_TIP.sub("", _BOTH.sub(" 文 ", text)))
    items: list[_Item] = []
    single = ""
    clean = True
    told = trusted or any(mark in text for mark in "/／")
    trusted = told or any(mark in text for mark in ":：")
    for chunk in _CHUNK.findall(text):
        if len(chunk) == 1 and chunk not in _words().role_of and _ONLY_HAN.fullmatch(chunk):
            # A name of two characters may be spaced out to the width of three.
            if single:
                items.append(_Item("", (single + chunk,), sure=_has_surname(single)))
            single = "" if single else chunk
            continue
        last = items[-1] if items else _Item("")
        found = _read_chunk(chunk, told, bool(last.role), bool(last.names), last.role == "correspondent")
        clean = clean and found is not None
        items += found or []
    named = [i for i in items if i.names]
    sure = trusted or not named or any(i.sure for i in named) or any(i.prefixed for i in items)
    return Signature(_assign(items), clean and sure and not single, tuple(i.role for i in items if i.role))


def join_spaced(text: str) -> str:
    """The text with names of a compound surname that are spaced out made whole: 司马 静 → 司马静."""
    return _spaced_compound().sub(r"\1\2", text)


@cache
def _spaced_compound() -> re.Pattern[str]:
    alone = rf"[{HAN}](?![{HAN}])"
    return re.compile(rf"(?<![{HAN}])({'|'.join(_words().compound)})\s+({alone})(?!\s+{alone})")


def _read_chunk(
    chunk: str, trusted: bool = False, glued: bool = False, listed: bool = False, writes: bool = False
) -> list[_Item] | None:
    """A word of a byline as role and names; an empty item for a body, None for what is neither.

    `glued`: a role stands in front of it, `listed`: a name, `writes`: the role of one who is not with the paper.
    """
    words = _words()
    chunk = chunk.strip("。.·")
    if not chunk:
        return [_Item("")]
    if chunk in words.role_of:
        return [_Item(words.role_of[chunk], after=chunk in words.after)]
    inside = words.inside.search(chunk)
    if inside and chunk.endswith("记者站"):
        return [_Item("")]
    if inside:
        before, behind = chunk[: inside.start()], chunk[inside.end() :]
        if len(before) > _MAX_OF_PAGE and words.role_of[inside[0]] == "other":
            return None  # the last word of a phrase: 城市更新设计
        role = _Item(words.role_of[inside[0]], after=inside[0] in words.after, prefixed=bool(before))
        called = glued and is_name(before) and not inside[0].endswith("记者")  # 采写：南都|记者
        office = writes and _OFFICE.fullmatch(before) is not None
        led = (
            called
            or office
            or (listed and len(before) > 1 and is_sure_name(before) and likelihood(given_of(before)) >= 0)
        )
        led = office or (led and not before.endswith(words.bodies))
        out = [_names_item(before, office), role] if led else [role]
        if role.after and not behind and _has_surname(before):
            out = [_names_item(before), role] if len(before) < 4 else out
        elif inside[0] in ("报道", "报导") and not (led and (listed or office)) and _REPORTED_FROM.fullmatch(chunk):
            return [_Item("")] if before else out
        writes = role.role == "correspondent"
        if not behind or (behind.endswith(words.bodies) and not (writes and _OFFICE.fullmatch(behind))):
            return out
        if (named := _name_and_place(behind)) is not None:
            return [*out, _names_item(named)]
        goes_on = words.inside.search(behind) is not None or (behind[-1] == _SHOT and len(behind) > 2)
        rest = _read_chunk(behind, trusted, True, writes=writes) if goes_on else [_names_item(behind, writes)]
        if rest is None or any(not i.names and not i.role for i in rest):
            return None
        # Glued to the role, only what begins with a surname is a name: not 记者调查.
        return out + rest if trusted or all(i.sure or i.role for i in rest) else None
    if chunk[-1] == _SHOT and len(chunk) > 2 and (names := split_names(chunk[:-1])):
        return [_Item("", tuple(names)), _Item("photographer", after=True)]
    if writes and _OFFICE.fullmatch(chunk):
        return [_Item("", (chunk,))]
    body = chunk.endswith(words.bodies) and not (chunk.endswith(_NAME_ENDS) and len(chunk) == 3 and is_sure_name(chunk))
    if body or chunk.isdigit() or chunk.startswith("发自"):
        return [_Item("")]
    item = _names_item(chunk)
    return [item._replace(sure=item.sure or _has_surname(chunk))] if item.names else None


def _name_and_place(text: str) -> str | None:
    """The name in front of where its bearer reports from: 秦望川|北京报道."""
    if not text.endswith(("报道", "报导")):
        return None
    for size in (3, 2, 4):
        place = text[size:-2]
        if _has_surname(text) and len(place) > 1 and rjieba.tag(place)[0] == (place, "ns"):
            return text[:size]
    return None


def _names_item(text: str, writes: bool = False) -> _Item:
    if writes and _OFFICE.fullmatch(text):
        return _Item("", (text,))
    names = split_names(text)
    return _Item("", tuple(names), sure=bool(names) and all("·" in n or _is_usual(n) for n in names))


def _assign(items: list[_Item]) -> tuple[Author, ...]:
    """Each name with the role before it, or with the one behind it where roles follow the names."""
    out: dict[str, str] = {}
    role = ""
    waiting: list[str] = []
    # 陆知远 文 何岚 图, but 陆知远 摄影 何岚: a role at the end belongs to the names before it.
    follows = bool(items) and bool(items[0].names) and not items[-1].names
    leads = bool(items) and items[0].after
    led = False
    for at, item in enumerate(items):
        if item.names:
            waiting += item.names
            for name in item.names:
                out.setdefault(name, "" if follows else role)
        elif item.role:
            closes = item.after and (at + 1 == len(items) or (bool(items[at + 1].role) and not leads))
            if waiting and (follows or closes):
                for name in waiting:
                    if not out[name] or (item.role != "reporter" and not follows):
                        out[name] = item.role
                waiting, led = [], False
                continue
            if item.prefixed or not led or waiting:
                # Of two roles side by side the first counts: 图/…记者陆知远 took the picture.
                pictured = bool(at) and items[at - 1].after and items[at - 1].role == role == "photographer"
                role = role if pictured else item.role
            led = item.after
            if led:
                waiting = []
    return tuple(Author(n, r or "reporter") for n, r in out.items() if r != "other")


def split_names(token: str) -> list[str]:
    """A printed word as personal names, which may stand run together; [] if it is none."""
    if _FOREIGN.fullmatch(token):
        return [token]
    if not _ONLY_HAN.fullmatch(token) or not 2 <= len(token) <= 24:
        return []
    if len(token) < 4 or (len(token) == 4 and not (_is_usual(token[:2]) and _is_usual(token[2:]))):
        return [token]
    return _divide(token)


def _divide(token: str) -> list[str]:
    """A run of characters as names that each start with a surname, of three characters where it can be."""
    words = _words()
    best: list[tuple[int, list[str]] | None] = [None] * (len(token) + 1)
    best[-1] = (0, [])
    for at in range(len(token) - 2, -1, -1):
        for size in (3, 2, 4):
            rest = best[at + size] if at + size <= len(token) else None
            name = token[at : at + size]
            if rest is None or not _has_surname(name) or (size == 4 and name[:2] not in words.compound):
                continue
            cost = rest[0] + (3 if size == 2 else 2) + (0 if _is_usual(name) else 2)
            known = best[at]
            if known is None or cost < known[0]:
                best[at] = (cost, [name, *rest[1]])
    return best[0][1] if best[0] else []


def _has_surname(name: str) -> bool:
    return bool(name) and (name[0] in _words().surnames or name[:2] in _words().compound)


def given_of(name: str) -> str:
    """A name without its surname, of which few have two characters: 司马岚 → 岚."""
    return name[2 if len(name) > 2 and name[:2] in _words().compound else 1 :]


def _is_usual(name: str) -> bool:
    """Whether the name starts with a surname that is seldom an ordinary word, or at least is no word itself."""
    if not _has_surname(name):
        return False
    return name[0] not in _words().rare or name[:2] in _words().compound or not is_word(name)


def is_word(name: str) -> bool:
    """Whether the dictionary holds it, and as no name: 高峰, but not 江建国."""
    named = len(name) > 2 and rjieba.tag(name)[0][1] in _NAMED and likelihood(name[1:]) > 0
    return rjieba.has_word(name) and not named


def is_office(author: Author) -> bool:
    """Whether who writes is the office of a body that tells the press, which signs as one does: 临公宣."""
    return author.role == "correspondent" and _OFFICE.fullmatch(author.name) is not None


def is_sure_name(text: str) -> bool:
    """Whether the text is a personal name and no word or phrase of the language."""
    return is_name(text) and len(text) < 4 and _is_usual(text) and not is_word(text)


def is_person(text: str) -> bool:
    """Whether the text can hardly be anything but the name of a person: 许晓岚, not 王庄村, 向阳花 or 包饺子."""
    given = given_of(text)
    if not (is_sure_name(text) or (len(text) == 4 and len(given) == 2 and is_name(text))) or text[-1] in _PLACE_ENDS:
        return False
    looks = likelihood(given)
    worded = looks < _SURELY and len(text) == 3 and len(given) == 2 and rjieba.has_word(text[:2])
    return looks >= _LIKELY and not worded


def is_name(text: str) -> bool:
    """Whether the text is one personal name with a known surname, or a foreign one."""
    return bool(_FOREIGN.fullmatch(text)) or (
        2 <= len(text) <= 4 and bool(_ONLY_HAN.fullmatch(text)) and _has_surname(text)
    )
