"""Jump lines: where an article comes from and where it goes on, and pointers to other pages."""

from __future__ import annotations

import re
from unicodedata import normalize

from transforms.articles.lines import Line, Part

_PAGE = r"第?\s*([A-Za-z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页]?"
_OPEN, _CLOSE = "[（(【\\[]", "[）)】\\]]"
_ARROWS = r"(?:(?:[▶►▷→＞>]|》》)\s*){1,4}"
_JUMP_FROM = re.compile(
    rf"\s*(?:[◀◁←▲]\s*|{_OPEN}\s*)?(?:上接|紧接|接)\s*{_PAGE}[^）)\n▶]{{0,24}}?(?:{_CLOSE}|版|▶|$)\s*"
)
JUMP_TO = re.compile(
    rf"(?:{_OPEN}\s*|{_ARROWS})?(?:未完[，,]?)?(?:下转|转)\s*{_PAGE}[^）)\n]{{0,24}}?(?:{_CLOSE}|[▶►→]|$)\s*$"
)
_ON_PAGE = re.compile(
    rf"{_OPEN}\s*(?:见|详见)?\s*第?([A-Za-z]{{0,2}}\d{{1,3}})版?\s*{_CLOSE}|[▶►→]\s*第?([A-Za-z]{{0,2}}\d{{1,3}})版?"
)
"""A teaser's pointer to the page that holds the article: （A02版）."""
_SEE = re.compile(rf"(?:{_OPEN}[^（()）]{{0,16}}见(?:今日|本报)?\s*{_PAGE}{_CLOSE}\s*){{1,4}}$")
_SEE_BARE = re.compile(
    rf"(?:{_ARROWS}|(?=[^版]{{2,16}}版))(?:(?:更多|相关)?(?:报道|内容|全文|图片)?)(?:请?详见|请?见)(?:今日|本报)?\s*{_PAGE}\s*(?:{_ARROWS})?"
)
"""The same without brackets: ▶▶详见A05版."""


def read_jump_line(text: str) -> Line | None:
    """What a whole line says of other pages: （上接第1版）, 下转A02版▶, >>详见第3版."""
    size = len(text)
    jump = _JUMP_FROM.fullmatch(text) if size < 60 else None
    if jump:
        return Line("jump_line", from_page=page_number(jump[1]))
    jump = JUMP_TO.fullmatch(text) if size < 60 else None
    if jump:
        return Line("jump_line", on_page=page_number(jump[1]))
    if size < 80 and (_SEE.fullmatch(text) or _SEE_BARE.fullmatch(text)):
        return Line("jump_line")
    if size < 12 and (pointer := _ON_PAGE.fullmatch(text)):
        return Line("jump_line", on_page=page_number(pointer[1] or pointer[2]))
    return None


def points_on(text: str) -> bool:
    """Whether a text in brackets opens with a pointer to another page: （报告全文见A02版）."""
    return _SEE.match(text) is not None


def read_jump_opening(text: str) -> Part | None:
    """The jump line in brackets that a paragraph opens with: （上接第1版）会议强调，…"""
    jump = _JUMP_FROM.match(text)
    if jump and jump.end() < len(text) and text[jump.start() : jump.end()].strip()[-1:] in "）)】]▶":
        return Part(0, jump.end(), Line("jump_line", from_page=page_number(jump[1])))
    return None


def read_jump(heading: str) -> Line | None:
    """The jump line that a heading line is, starts or ends with."""
    found = _JUMP_FROM.match(heading)
    if found:
        return Line("jump_line", from_page=page_number(found[1]))
    found = re.search(r"[（(]\s*上接[^）)]{1,20}[）)]\s*$", heading)
    inner = found and _JUMP_FROM.match(found[0])
    return Line("jump_line", from_page=page_number(inner[1])) if inner else None


def page_number(number: str | None) -> str | None:
    """A page number with half-width digits."""
    return normalize("NFKC", number) if number else None
