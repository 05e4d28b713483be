"""Page furniture: lines that name the paper, the page, its day or its makers, and belong to no article."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon import rules

_MAX = 80
_NUMBER = r"第?\s*[A-Za-z]?\d{1,3}\s*版?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_DATE = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_BULLETS = "◎●■◆▲★☆□○·• "


def is_furniture(text: str) -> bool:
    """Whether a line is the page's own wherever it stands: a masthead, a dated or numbered running head, its makers."""
    return len(text) <= _MAX and _anywhere().fullmatch(text.strip(_BULLETS)) is not None


def is_label(text: str) -> bool:
    """Whether a line names the paper, the page or a column of it, and nothing else. Such a line may head a section."""
    return len(text) <= _MAX and _labels().fullmatch(text.lstrip(_BULLETS)) is not None


def is_box(text: str) -> bool:
    """Whether a line is what a box beside an article is called: 相关链接, 记者手记."""
    return text.strip(_BULLETS) in rules("layout")["boxes"]


def is_paid(text: str) -> bool:
    """Whether a line only says that what stands above it is paid for."""
    return text.strip("【】[]（()）" + _BULLETS) in ("广告", "商业广告", "公益广告")


def is_contents(text: str) -> bool:
    """Whether a line heads a list of what other pages hold."""
    return text.strip(_BULLETS) in rules("layout")["contents"]


@cache
def _parts() -> tuple[str, str]:
    """Names of papers and of columns, as patterns."""
    data = rules("layout")
    column = rf"(?:{'|'.join(data['columns'])}){{1,2}}(?:{'|'.join(data['column_ends'])})?"
    return rf"[\u4e00-\u9fff]{{2,8}}(?:{'|'.join(data['mastheads'])})", column


@cache
def _labels() -> re.Pattern[str]:
    paper, column = _parts()
    dated = r".{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,30}"
    return re.compile(rf"(?:{paper}\s*)?(?:{_NUMBER}\s*[:：·|｜]?\s*)?{column}|{paper}|第\s*{_NUMBER}.{{0,10}}|{dated}")


@cache
def _anywhere() -> re.Pattern[str]:
    data = rules("layout")
    paper, column = _parts()
    names = "|".join(data["latin_mastheads"])
    latin = rf"(?:[A-Z][A-Za-z.&']*\s+){{1,4}}(?:{names})|[A-Z]{{3,12}}\s*(?:{names})"
    number = r"(?:第\s*[A-Za-z]?\d{1,3}\s*版|[A-Z]\d{1,2}\s*版?)"
    head = rf"(?:{paper}|{latin})"
    dated = rf"{_DATE}[\s·|/,，]*{_WEEKDAY}[^。！？]{{0,40}}"
    paged = rf"{_DATE}[\s·|/,，]*{number}"
    numbered = rf"{number}\s*[:：·|｜/]?\s*(?:{column})?|(?:{column})\s*[:：·|｜/]?\s*{number}"
    facts = rf"[^。！？，]{{0,24}}(?:{'|'.join(data['imprint'])})[^。！？]{{0,50}}"
    calls = rf"[^。！？，]{{0,12}}(?:{'|'.join(data['codes'])})[^。！？，]{{0,24}}"
    makers = rf"本[版报刊](?:{'|'.join(data['makers'])})\s*[:：\s][^。！？，]{{2,60}}"
    return re.compile(
        rf"{head}(?:\s*{latin})?(?:\s*(?:{dated}|{paged}|{numbered}))?|(?:{numbered}\s*)?{head}|"
        rf"{dated}|{paged}|{numbered}(?:\s*{dated})?|{facts}|{calls}|{makers}"
    )
