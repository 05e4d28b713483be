"""Which newspaper and which of its pages a file is: as stated, else from its path, else from the lines at its top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from transforms.documents.dating import dates_in_path
from transforms.documents.written_dates import YEARS, find_dates, read_number
from transforms.lexicon import rules

_NAME = r"[\u4e00-\u9fff]{1,10}?(?:日|晚|早|晨|时|時|商|快|导|導|周|週|新|都市|青年|少年)?[报報](?![\u4e00-\u9fff])"
_NEWSPAPER = re.compile(_NAME)
_NAME_LINE = re.compile(rf"[\W_]*({_NAME})\W*")
_CODE = re.compile(r"(?<![A-Za-z])([a-z]{4})(?=[-_]?\d{6})")
_NUMBER = r"[A-Za-z]{0,2}\d{1,3}"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_PAGE = re.compile(
    rf"(?<![A-Za-z\d])({_NUMBER})(?:-{_NUMBER})?\s?版|第({_CHINESE})版|(?:^|(?<=[\s_-]))({_CHINESE}|头|頭)版(?!权|權)"
)
_LETTERED = re.compile(r"(?<![A-Za-z\d])(?:[pP](?:age)?[-_]?(\d{1,4})|([A-HT]\d{1,2}|[A-D]{2}\d\d))(?![A-Za-z\d])")
_BEHIND_DATE = re.compile(rf"(?<!\d){YEARS}\d{{4}}(\d\d)(?!\d)")
_TWO_DIGITS = re.compile(r"(?<![^\s_/-])(\d\d)(?![^\s_.-])")
_PAGE_LINE = re.compile(
    rf"\W*(?:第\s*({_NUMBER})\s*版|([A-Z]{{1,2}}\d{{1,2}})\s*版?|({_NUMBER})\s*版)\s*[:：]?\s*[\u4e00-\u9fff·/]{{0,10}}\W*"
)
_PAGE_INSIDE = re.compile(rf"第\s*({_NUMBER})\s*版|(?<![\w-])({_NUMBER})\s*版")
_SOURCE = re.compile(rf"来源\s*[:：]\s*《?({_NAME})")
_FROM = re.compile("^(?:来源|出处|原载|转自|摘自|据)")
_TOP_LINES, _TOP = 6, 2000


def publication_in_path(path: str) -> str | None:
    """The newspaper's name nearest to the end of a path, or the one that its files are known to be named for."""
    for part in reversed(PurePosixPath(path).parts):
        if known := next((name for name in rules("documents")["known_newspapers"] if name in part), None):
            return str(known)
        for name in reversed(_NEWSPAPER.findall(part)):
            if _is_newspaper(name):
                return str(name)
        if (code := _CODE.search(part)) and code[1] in rules("documents")["newspaper_codes"]:
            return str(rules("documents")["newspaper_codes"][code[1]])
    return None


def publication_in_text(text: str) -> str | None:
    """The name beside the date of the masthead, in a line of its own above the text, or after `来源：` there."""
    for line in _top_lines(text):
        alone = _NAME_LINE.fullmatch("".join(line.split()))
        dated = next(find_dates(line), None)
        names = [alone[1]] if alone else [m[0] for m in _NEWSPAPER.finditer(line)] if dated else []
        if source := _SOURCE.search(line):
            names.append(source[1])
        plain = (_plain_name(name) for name in names)
        if found := next(filter(_is_newspaper, plain), None):
            return found
    return None


def page_in_path(path: str) -> str | None:
    """The page number nearest to the end of a path; what only looks like one needs to stand behind the date."""
    dates = dates_in_path(path)
    undated = path
    for day in dates:  # 2026-03-05-8版 is page 8
        blank = re.sub(r"[^/]", " ", path[day.start : day.end])
        undated = undated[: day.start] + blank + undated[day.end :]
    if found := _BEHIND_DATE.search(path.rpartition("/")[2]):
        return plain_page(found[1])
    for part in reversed(undated.split("/")):
        found = _PAGE.search(part) or next((m for m in _LETTERED.finditer(part) if not _is_no_page(m[0])), None)
        if found:
            return plain_page(next(filter(None, found.groups())))
    behind = path[dates[-1].end :] if dates else ""
    numbers = _TWO_DIGITS.findall(behind.rpartition("/")[2])
    return plain_page(numbers[-1]) if numbers and numbers[-1] != "00" else None


def page_in_text(text: str) -> str | None:
    """The page number of a masthead, or of a line above the text that says nothing else."""
    for line in _top_lines(text):
        found = _PAGE_LINE.fullmatch(line) or (_PAGE_INSIDE.search(line) if next(find_dates(line), None) else None)
        if found:
            return plain_page(next(filter(None, found.groups())))
    return None


def page_in_value(value: str) -> str | None:
    """The page number that metadata states, the first of several."""
    found = re.search(rf"{_NUMBER}|{_CHINESE}|头版", value)
    return plain_page(found[0].removesuffix("版")) if found else None


def plain_page(number: str) -> str | None:
    """001 and 一 are page 1, A01 stays as printed."""
    if number in ("头", "頭"):
        return "1"
    if number.isdecimal() or re.fullmatch(_CHINESE, number):
        return str(read_number(number)) if read_number(number) else None
    return number.upper()


def _top_lines(text: str) -> Iterator[str]:
    """The first lines that are not empty and hold no sentence."""
    lines = [line for line in text[:_TOP].split("\n") if line.strip()][:_TOP_LINES]
    for line in lines:
        if len(line) < 120 and not any(mark in line for mark in "。！？，；") and not _elsewhere().search(line):
            yield line


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile("|".join(rules("documents")["no_masthead"]))


@cache
def _no_newspapers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = rules("documents")
    return tuple(data["no_newspapers"]), tuple(data["newspapers"])


def _plain_name(name: str) -> str:
    """The newspaper's name without what says where it was taken from or that it is the one on the web."""
    for ending in rules("html")["editions"]:
        name = name.removesuffix(ending)
    return _FROM.sub("", name)


def _is_newspaper(name: str) -> bool:
    other, known = _no_newspapers()
    return len(name) > 2 and (name.endswith(known) or not name.endswith(other))


def _is_no_page(text: str) -> bool:
    return text in rules("documents")["no_pages"]
