"""Lines that are no running text: bylines, datelines, credits, captions, jump lines, and the names they hold."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.lexicon import rules


class Author(NamedTuple):
    name: str
    role: str


class Line(NamedTuple):
    """What a line or a part of one says beside the running text."""

    kind: str
    """`byline`, `credit`, `caption` or `jump_line`; `repeat` for a headline said again; `label` for page furniture."""
    authors: tuple[Author, ...] = ()
    dateline: bool = False
    """Whether it names the paper or agency and the place or day, as 本报讯 does."""
    from_page: str | None = None
    on_page: str | None = None
    bare: bool = False
    """Whether it is nothing but a name."""


class Part(NamedTuple):
    """A span of a text that is a `Line` of its own; offsets count in that text."""

    start: int
    end: int
    line: Line


_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_PAGE = r"第?\s*([A-Za-z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页]?"
_OPEN, _CLOSE = "[（(【\\[]", "[）)】\\]]"
_JUMP_FROM = re.compile(
    rf"\s*(?:[◀◁←▲]\s*|{_OPEN}\s*)?(?:上接|紧接|接)\s*{_PAGE}[^）)\n▶]{{0,24}}?(?:{_CLOSE}|版|▶|$)\s*"
)
_JUMP_TO = re.compile(
    rf"(?:{_OPEN}\s*|[▶►→]\s*)?(?:未完[，,]?)?(?:下转|转)\s*{_PAGE}[^）)\n]{{0,24}}?(?:{_CLOSE}|[▶►→]|$)\s*$"
)
_SEE = re.compile(rf"{_OPEN}[^（()）]{{0,16}}见(?:今日|本报)?\s*{_PAGE}{_CLOSE}\s*$")
_WHO = rf"(?:据)?(?:本[报刊网台社]|[{_HAN}A-Za-z]{{1,10}}?(?:社|网|报|台|客户端|电))"
_DAY = r"(?:\d{1,4}年)?(?:\d{1,2}月\d{1,2}日|\d{1,2}日)"
_WHERE = rf"(?:[^\S\n]*[{_HAN}·/]{{1,14}}?)?"
_DATELINE = re.compile(
    rf"[^\S\n]*(?P<who>{_WHO}){_WHERE}[^\S\n]*(?P<day>{_DAY}(?:上午|下午|晚)?)?[^\S\n]*"
    rf"(?P<what>讯|专电|电|消息)"
    rf"(?P<paren>[^\S\n]*[（(](?P<names>[^（()）\n]{{1,120}})[）)])?(?P<stop>[^\S\n]*[:：])?"
)
_LOOSE_NAMES = re.compile(
    rf"[^\S\n]*((?:[{_HAN}]{{0,10}}(?:记者|通讯员)[^\S\n]*(?:[{_HAN}·]{{1,4}}[^\S\n、，]{{0,2}}){{1,6}}?)+?)"
    rf"(?:[^\S\n]+|[:：]|报道[:：]?[^\S\n]*)(?=\S)"
)
_TAIL_PAREN = re.compile(r"[（(【\[]([^（()）【】\[\]\n]{1,120})[）)】\]]\s*$")
_TAIL_DATELINE = re.compile(rf"(?:据)?{_WHO}{_WHERE}\s*(?:{_DAY})?\s*(?:讯|专电|电)\s*(.*)$")
_SIGNATURE = re.compile(
    r"(?:。|！|？|”|…)[^\S\n]*((?:本[报刊网台]|[^\s。！？，,]{0,8})(?:记者|评论员|通讯员)[^。！？，,；;]{2,40})$"
)
_SOURCE = re.compile(r"(?:(?:图片|资料|稿件|文章|视频)?来源|摘自|转自|原载|据)\s*(?:[:：]|\s)\s*\S")
_INLINE_SOURCE = re.compile(r"(?:(?:图片|文章)?来源[:：]|[（(][^（()）]{1,20}(?:摄|供图)[）)]\s*$)")
_END_MARK = re.compile(r"[（(]\s*(?:完|全文完)\s*[）)]\s*$")
_REPEAT = re.compile(r"[（(]?原(?:标)?题(?:目)?(?:为)?\s*[:：]")
_CAPTION = re.compile(
    r"(?:[①-⑳]|图\s*[①-⑳\d一二三四五六]{1,3}\s*[:：为]|(?:上|下|左|右|小|大|本版)?图(?:片)?(?:为|说|说明|注|\s*[:：])|[▲▼△▽]|[（(][上下左右]?图[）)])"
)
_BULLET = re.compile(r"[■●◆□▲★☆◎○►▶]+\s*")
_STOPS = re.compile(r"[。！？!?；;“”《》]")
_TOKEN = re.compile(r"[^\s、，,；;|｜/／:：&＆]+")
_ONLY_HAN = re.compile(rf"[{_HAN}]+$")
_NAME_CHARS = re.compile(rf"[{_HAN}]{{2,4}}$|[{_HAN}]+(?:[·•・．][{_HAN}]+)+$")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|\d{4}年\d{1,2}月\d{1,2}日\s*$")


class _Words(NamedTuple):
    role_of: dict[str, str]
    roles: re.Pattern[str]
    after: frozenset[str]
    prefixes: tuple[str, ...]
    bodies: tuple[str, ...]
    surnames: frozenset[str]
    compound: frozenset[str]


@cache
def _words() -> _Words:
    data, persons = rules("bylines"), rules("persons")
    role_of = {word: role for role, words in data["roles"].items() for word in words}
    ordered = sorted(role_of, key=len, reverse=True)
    return _Words(
        role_of,
        re.compile("|".join(ordered)),
        frozenset(data["after_names"]),
        tuple(sorted(data["prefixes"], key=len, reverse=True)),
        tuple(data["bodies"]),
        frozenset("".join(persons["surnames"].split())),
        frozenset(persons["compound_surnames"]),
    )


def read_line(text: str) -> Line | None:
    """What a whole line says beside the running text; None for running text and headings."""
    size = len(text)
    if size > 160:
        return Line("caption") if size < 400 and _CAPTION.match(text) else None
    if _REPEAT.match(text):
        return Line("repeat")
    jump = _JUMP_FROM.fullmatch(text) if size < 60 else None
    if jump:
        return Line("jump_line", from_page=jump[1])
    jump = _JUMP_TO.fullmatch(text) if size < 60 else None
    if jump:
        return Line("jump_line", on_page=jump[1])
    if _CAPTION.match(text):
        return Line("caption")
    if size > 80 or (_STOPS.search(text) and not _TAIL_PAREN.fullmatch(text)):
        return None
    return _read_short(text)


def _read_short(text: str) -> Line | None:
    wrapped = _TAIL_PAREN.fullmatch(text)
    inner = wrapped[1].strip() if wrapped else text
    if wrapped and _END_MARK.match(text):
        return Line("credit")
    if _SOURCE.match(inner):
        return Line("credit")
    if wrapped:
        return _read_wrapped(text, inner)
    dated = _DATELINE.fullmatch(text)
    if dated and _is_dateline(dated, text):
        return Line("byline", authors_of(dated["names"] or "", True), True)
    bullet = _BULLET.match(inner)
    signed = _read_signature(inner[bullet.end() :] if bullet else inner)
    if signed is None and bullet and len(inner) <= 24:
        names = authors_of(inner[bullet.end() :], True)
        if names and all(_NAME_CHARS.match(t) for t in inner[bullet.end() :].split()):
            return Line("byline", names, bare=True)
    return signed


def _read_wrapped(text: str, inner: str) -> Line | None:
    """A line or tail in brackets: a dateline, names, a source, a remark about the author."""
    if (dated := _TAIL_DATELINE.match(inner)) is not None:
        return Line("byline", authors_of(dated[1]), True)
    if inner.endswith(("供图", "资料图", "资料图片")):
        return Line("credit", authors_of(inner))
    if inner.startswith(("作者系", "作者为", "作者单位", "本文作者", "本文系", "作者是")):
        return Line("byline")
    if _SEE.match(text):
        return Line("jump_line")
    signed = _read_signature(inner)
    if signed is None and text[0] in "（(" and (names := authors_of(inner, True)):
        tokens = inner.split()
        if len(tokens) > 1 and len(names) == len(tokens) and all(_has_surname(t) for t in tokens):
            return Line("byline", names, bare=True)
    return signed


def _read_signature(text: str) -> Line | None:
    """`本报记者 陆知远`, `文/秦望川 图/陆知远`, `责编：陆知远`; None if a word is neither role nor name nor body."""
    words = _words()
    roles = list(words.roles.finditer(text))
    if not roles or len(text) > 80:
        return None
    authors, clean = _parse(text, roles)
    if not clean:
        return None
    if not authors:
        says = [words.role_of[r[0]] for r in roles]
        if "commentator" in says:
            return Line("byline", (Author(text.strip(), "commentator"),))
        whole = re.match(rf"[{_HAN}]{{2,10}}(?:记者|编辑部)$", text) or re.match(r"\S{0,16}[/／]\S{1,16}$", text)
        return Line("byline") if whole else None
    only = {a.role for a in authors}
    return Line("credit" if only <= {"photographer", "editor"} else "byline", authors)


def authors_of(text: str, bare: bool = False) -> tuple[Author, ...]:
    """The names in the text of a byline with their roles; `bare`: names without a role are reporters."""
    roles = list(_words().roles.finditer(text))
    if not roles:
        return tuple(Author(n, "reporter") for n in _names(text)[0]) if bare else ()
    return _parse(text, roles)[0]


def _parse(text: str, roles: list[re.Match[str]]) -> tuple[tuple[Author, ...], bool]:
    """Authors, and whether every word was understood as a role, a name or a body."""
    words = _words()
    out: list[Author] = []
    lead, clean = _names(_without_prefix(text[: roles[0].start()]))
    pending = lead
    postfix = bool(lead)
    for i, role in enumerate(roles):
        stop = roles[i + 1].start() if i + 1 < len(roles) else len(text)
        rest = text[role.end() : stop]
        if i + 1 < len(roles) and not postfix:
            rest = _without_prefix(rest)
        names, fine = _names(rest)
        clean = clean and fine
        kind = words.role_of[role[0]]
        if pending and (postfix or (role[0] in words.after and not names)):
            taken = set(pending)
            out = [a for a in out if a.name not in taken]
            out += [Author(n, kind) for n in pending]
            pending = names
            if names and not postfix:
                out += [Author(n, kind) for n in names]
        else:
            out += [Author(n, kind) for n in names]
            pending = names or pending
            if not names and role[0] not in words.after:
                pending = []
    seen: dict[str, Author] = {}
    for a in out:
        seen.setdefault(a.name, a)
    return tuple(seen.values()), clean


def _without_prefix(text: str) -> str:
    """The text without the body and the rank that stand glued to the role behind it (…日报全媒体|记者)."""
    stripped = text.rstrip()
    if stripped != text:
        return text
    for prefix in _words().prefixes:
        if text.endswith(prefix):
            text = text[: -len(prefix)]
            break
    else:
        if not text.endswith(_words().bodies):
            return text
    at = max(text.rfind(c) for c in " \u3000\u00a0、，,/／:：")
    return text[: at + 1]


def _names(text: str) -> tuple[list[str], bool]:
    """The personal names in a run of words, and whether nothing else stood there."""
    names: list[str] = []
    clean, single = True, ""
    for token in _TOKEN.findall(text.strip("（()）【】[]■●◆□ ")):
        token = token.strip("（()）【】[].。")
        if len(token) == 1 and _ONLY_HAN.match(token):
            if single:
                names.append(single + token)
                single = ""
            elif names and len(names[-1]) == 1:
                clean = False
            else:
                single = token
            continue
        if token.endswith(_words().bodies) or not token:
            continue
        found = _split_names(token)
        if found:
            names += found
        elif not token.isdigit():
            clean = False
    return names, clean and not single


def _split_names(token: str) -> list[str]:
    """One printed word of a byline as names; names may stand run together."""
    if _NAME_CHARS.match(token) and (len(token) < 4 or "·" in token or "•" in token or token[:2] in _words().compound):
        return [token]
    if not _ONLY_HAN.match(token) or len(token) > 24:
        return []
    parts = _divide(token)
    return parts or ([token] if len(token) == 4 else [])


def _divide(token: str) -> list[str]:
    """A run of Chinese characters as names that each start with a surname; [] if it cannot be."""
    best: list[tuple[int, list[str]] | None] = [None] * (len(token) + 1)
    best[len(token)] = (0, [])
    for i in range(len(token) - 2, -1, -1):
        for size in (3, 2, 4):
            rest = best[i + size] if i + size <= len(token) else None
            name = token[i : i + size]
            if rest is None or not _has_surname(name) or (size == 4 and name[:2] not in _words().compound):
                continue
            cost = rest[0] + (3 if size == 2 else 2)
            if best[i] is None or cost < best[i][0]:  # type: ignore[index]
                best[i] = (cost, [name, *rest[1]])
    return best[0][1] if best[0] else []


def _has_surname(name: str) -> bool:
    return 2 <= len(name) <= 4 and (name[0] in _words().surnames or name[:2] in _words().compound)


def _is_dateline(found: re.Match[str], text: str) -> bool:
    """电 and 消息 are common words: they need a day, names or a stop to be a dateline."""
    after = text[found.end("what") : found.end("what") + 1]
    if found["what"] == "讯" and found["who"].removeprefix("据")[-1] in "报刊网台社":
        return True
    if found["what"] in ("电", "专电", "讯"):
        return bool(
            found["day"] or ((found["paren"] or after.isspace() or found["stop"]) and found["who"][-1] in "社报网")
        )
    return bool(found["paren"] or found["stop"])


def read_opening(text: str) -> Part | None:
    """The dateline or jump line that a paragraph opens with, behind which the running text starts."""
    jump = _JUMP_FROM.match(text)
    if jump and jump.end() < len(text) and text[jump.start() : jump.end()].strip()[-1:] in "）)】]▶":
        return Part(0, jump.end(), Line("jump_line", from_page=jump[1]))
    found = _DATELINE.match(text)
    if found and _is_dateline(found, text):
        authors = (
            authors_of(found["names"] or "", True)
            if found["what"] != "消息" or "记者" in (found["names"] or "")
            else ()
        )
        end = found.end()
        loose = None if found["paren"] else _LOOSE_NAMES.match(text, end)
        if loose and (named := authors_of(loose[1])) and all(_has_surname(a.name) for a in named):
            authors, end = named, loose.end()
        return Part(0, end, Line("byline", authors, True))
    if text[:1] in "（(":
        close = min((at for at in (text.find("）"), text.find(")")) if at > 0), default=0)
        signed = _read_signature(text[1:close]) if 3 < close < 60 else None
        if signed and signed.authors:
            return Part(0, close + 1, signed)
    return None


def read_ending(text: str) -> Part | None:
    """The credit, dateline, signature or jump line that a paragraph closes with."""
    tail_at = max(0, len(text) - 130)
    tail = text[tail_at:]
    for pattern in (_JUMP_TO, _END_MARK):
        found = pattern.search(tail)
        if found and found.start() + tail_at > 0:
            on = found[1] if pattern is _JUMP_TO else None
            return Part(tail_at + found.start(), len(text), Line("jump_line" if on else "credit", on_page=on))
    wrapped = _TAIL_PAREN.search(tail)
    if wrapped and wrapped.start() + tail_at > 0:
        line = _read_wrapped(wrapped[0], wrapped[1].strip())
        if line and line.bare and tail[: wrapped.start()].rstrip()[-1:] not in "。！？”…":
            line = None
        if line is None and _SOURCE.match(wrapped[1]):
            line = Line("credit")
        if line:
            return Part(tail_at + wrapped.start(), len(text), line)
    signed = _SIGNATURE.search(tail)
    if signed and (line := _read_signature(signed[1])) and line.authors:
        return Part(tail_at + signed.start(1), len(text), line)
    return None
