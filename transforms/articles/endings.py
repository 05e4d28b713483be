"""What a paragraph closes with beside its running text: credits, datelines, signatures, jump lines."""

from __future__ import annotations

import re

from transforms.articles.bylines import (
    END_MARK,
    REACH,
    TAIL_PAREN,
    as_printed,
    read_signed,
    read_wrapped,
)
from transforms.articles.jumps import JUMP_TO, page_number
from transforms.articles.lines import Line, Part
from transforms.articles.pictures import AGENCY_PHOTO, find_picture_credit
from transforms.articles.signatures import HAN, is_name, is_person, is_sure_name, read_signature
from transforms.traditional import in_simplified

_SIGNATURE = re.compile(
    r"(?:。|！|？|”|…)[^\S\n]*((?:本[报刊网台]|[^\s。！？，,]{0,8})(?:记者|评论员|通讯员)[^。！？，,；;]{2,40})$"
)
_WRITTEN_BY = re.compile(r"[。！？”…）][^\S\n]*((?:文|图文|文图|采写|撰文)[^\S\n]*[/／][^。！？，,；;“”\n]{2,48})$")
"""Who wrote and who took the pictures, behind the last sentence: 文/何岚 图/陆知远."""
_PHOTO_ENDS = ("摄", "摄影", "摄影报道", "文/图", "图/文", "供图")
_BEHIND_STROKE = re.compile(rf"(?:摄|图|摄影)[/／][{HAN}]{{2,8}}$|[/／](?:图|摄)$")
"""Who took the picture and for whom: 陆知远摄/临江图片, 陆知远/图."""
_PHOTO_SIGNATURE = re.compile(r"[。！？”…][^\S\n]*([^。！？，,；;“”\n]{2,40})$")
_PHOTO_BY = re.compile(
    rf"[^\S\n]((?:本[报刊网台]|[{HAN}]{{2,10}}(?:[报社网台端]|融媒体?(?:中心)?|全媒体?))?(?:记者|通讯员)[^\S\n]*[{HAN}]{{2,4}}[^\S\n]*(?:摄|图|供图))$"
)
"""Who took the picture, behind a caption without a stop."""
_SHOT_BY = re.compile(rf"[^\S\n]([{HAN}]{{2,4}}(?:[^\S\n、]+[{HAN}]{{2,4}}){{0,2}})[^\S\n]*[/／]?摄(?:影)?$")
_ROLE_BEFORE = re.compile(r"(?:记者|通讯员|实习生|作者|[社报网端台])[^\S\n]*$")
_NAMES_BEHIND = re.compile(rf"[。！？”…][^\S\n]*([{HAN}]{{2,3}}(?:[^\S\n]+[{HAN}]{{2,3}}){{1,4}})$")
_LIKEWISE = re.compile(r"(?<=[摄图供])[（(](?:下同|均|资料图片?|图)[）)]$")
"""Behind who took the picture: 陆知远 摄（下同）."""
_ENDS = "）)】]▶►→版"


def read_ending(text: str) -> Part | None:
    """The credit, dateline, signature or jump line that a paragraph closes with."""
    tail_at = max(0, len(text) - REACH)
    tail = text[tail_at:]
    simple = in_simplified(tail)
    part = _read_ending(simple, tail_at)
    if part is None:
        return None
    line = as_printed(part.line, simple, tail) if simple is not tail else part.line
    return Part(tail_at + part.start, len(text), line)


def _read_ending(text: str, before: int) -> Part | None:
    """The ending of the last characters of a paragraph, which has `before` more in front of them."""
    tail = _LIKEWISE.sub("", text.rstrip())
    if tail[-1:] not in _ENDS:
        signed = (
            "/" in tail[-48:]
            or "／" in tail[-48:]
            or "者" in tail
            or "员" in tail
            or "社" in tail[-12:]
            or tail.endswith(_PHOTO_ENDS)
        )
        part = (_read_unmarked_ending(tail) if signed else None) or _read_names_behind(tail)
        return part or _read_picture_behind(tail)
    for pattern in (JUMP_TO, END_MARK):
        found = pattern.search(tail)
        if found and found.start() + before > 0:
            on = found[1] if pattern is JUMP_TO else None
            return Part(found.start(), len(text), Line("jump_line" if on else "credit", on_page=page_number(on)))
    wrapped = TAIL_PAREN.search(tail)
    if wrapped and wrapped.start() + before > 0:
        line = read_wrapped(wrapped[0], wrapped[1].strip())
        if line and line.bare and tail[: wrapped.start()].rstrip()[-1:] not in "。！？”…":
            line = None
        if line:
            return Part(wrapped.start(), len(text), line)
    return None


def _read_unmarked_ending(tail: str) -> Part | None:
    """A signature without brackets behind the last sentence."""
    written = _WRITTEN_BY.search(tail)
    if written and (line := read_signed(written[1])) and line.authors:
        return Part(written.start(1), len(tail), line)
    shot = _SHOT_BY.search(tail)
    named = shot is not None and all(map(is_person, re.split(r"[\s、]+", shot[1])))
    if shot and named and not _ROLE_BEFORE.search(tail[: shot.start(1)]):
        return Part(shot.start(1), len(tail), read_signed(tail[shot.start(1) :]) or Line("credit"))
    last = _PHOTO_BY.search(tail) or _PHOTO_SIGNATURE.search(tail)
    if last and AGENCY_PHOTO.fullmatch(last[1].strip()):
        return Part(last.start(1), len(tail), Line("credit"))
    stroked = _BEHIND_STROKE.search(tail) is not None
    signed = last if stroked or tail.endswith(_PHOTO_ENDS) else _SIGNATURE.search(tail)
    line = read_signed(signed[1], signed[1].startswith(("记者", "通讯员"))) if signed else None
    if signed and line and line.authors and (not stroked or all(is_name(a.name) for a in line.authors)):
        return Part(signed.start(1), len(tail), line)
    return None


def _read_picture_behind(tail: str) -> Part | None:
    """The credit of a picture behind its caption: …。图/何岚."""
    found = find_picture_credit(tail)
    return Part(found[0], len(tail), Line("credit", found[1])) if found else None


def _read_names_behind(tail: str) -> Part | None:
    """Two or more names, set apart by blanks, behind the last sentence: …。陆知远 秦望川."""
    found = _NAMES_BEHIND.search(tail)
    names = found[1].split() if found else []
    if found is None or not all(map(is_sure_name, names)):
        return None
    return Part(found.start(1), len(tail), Line("byline", read_signature(found[1], True).authors, bare=True))
