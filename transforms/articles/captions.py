"""Captions of pictures, told by the credits that stand below or behind them."""

from __future__ import annotations

import re

from transforms.articles.lines import Line
from transforms.articles.paragraphs import Paragraph
from transforms.articles.pictures import credits_picture, is_by_agency, is_of_page
from transforms.articles.signatures import HAN, is_person, read_signature

_TRIANGLES = "▲▼△▽"
_BRIEFS = 3
"""So many items behind triangles, none with a picture, are briefs."""
_WRITES = re.compile(r"[/／:：文讯电]")
_PICTURED = re.compile(r"图为|图中|[（(][上下左右]?图[）)]|(?:^|。)[上下左右]图")
_REPORTS = re.compile(r"(?:说|表示|介绍|指出|认为|称|告诉记者)[，：。]|[。！？…，]”")
_QUOTES = re.compile(r"[。！？…，]”")
"""What no caption tells: who said what."""
_PLACED = re.compile(
    rf"([{HAN}]{{2,4}})[（(](?:[左右中]|[左右][一二三四五]|[前后]排(?:[左右中]|[左右][一二三四五])?|从左[至到]右|[左右]起)[）)]"
)
"""Who stands where in the picture: 陆知远（右）."""
_REPORT = "摄影报道"
_REPORT_SIZE = 3
_SCENE = re.compile(r"现场|正在|[里内上前中旁]，")
_MAX_CAPTION, _MAX_INLINE = 60, 100
"""A paragraph this short above a photographer's credit, or in front of it in one line, is the caption."""


def find_briefs(paragraphs: list[Paragraph]) -> None:
    """Triangles in front of every item of a column of briefs mark no captions: no picture is credited to anybody."""
    items = [i for i, p in enumerate(paragraphs) if p.kind == "caption" and p.text[0] in _TRIANGLES]
    if any(p.kind in ("body", "subheading") or _credits_photo(p) for p in paragraphs):
        return
    following = [paragraphs[i + 1] for i in items if i + 1 < len(paragraphs)]
    signed = any(p.kind == "byline" and p.text[0] in "（(" for p in following)
    if len(items) >= _BRIEFS or (len(items) > 1 and signed):
        for i in items:
            paragraphs[i].kind, paragraphs[i].line = "body", None


def find_captions(paragraphs: list[Paragraph]) -> None:
    """What stands above a photographer's credit, and what web pages print twice over, is a caption."""
    for p in paragraphs:
        half = p.text[: len(p.text) // 2].rstrip()
        if p.kind in ("body", "subheading") and 3 < len(half) < 60 and p.text.removeprefix(half).strip() == half:
            p.kind = "caption"
        if p.kind in ("body", "subheading") and len(p.text) <= _MAX_CAPTION and _places_somebody(p.text):
            p.kind = "caption"
    _find_caption_above(paragraphs)
    pictures = _is_picture_story(paragraphs)
    _find_signed_reports(paragraphs, pictures)
    for i, p in enumerate(paragraphs):
        if i == 0 or not _credits_photo(p):
            continue
        before = paragraphs[i - 1]
        together = before.kind == "byline" and before.line is not None and _names_photographer(p)
        if together and i > 1 and not _WRITES.search(before.text):
            _credit_together(before)
            before = paragraphs[i - 2]
        if before.kind in ("body", "subheading") and (pictures or _is_caption_of(before, p)):
            before.kind = "caption"
    for above, p, below in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if p.kind == "subheading" and below.kind == "caption" and _credits_photo(above):
            p.kind = "caption"  # of several pictures on end
    if pictures:
        for p in paragraphs:
            p.kind = "caption" if p.kind in ("body", "subheading") else p.kind


def _find_caption_above(paragraphs: list[Paragraph]) -> None:
    """One sentence of what can be seen somewhere, between a headline and the dateline of its report, is a caption."""
    if len(paragraphs) < _REPORT_SIZE:
        return
    first, dateline, text = paragraphs[:_REPORT_SIZE]
    dated = dateline.kind == "byline" and dateline.line is not None and dateline.line.dateline
    if first.kind != "body" or not dated or text.kind != "body" or dateline.text[0] in "（(":
        return
    shown = (
        len(first.text) <= _MAX_CAPTION and _SCENE.search(first.text) and first.text.find("。") == len(first.text) - 1
    )
    if shown and not _REPORTS.search(first.text):
        first.kind = "caption"


def _places_somebody(text: str) -> bool:
    """Whether a sentence tells who stands where in a picture: 陆知远（右）在点灯。"""
    if "。" in text[:-1] or _REPORTS.search(text):
        return False
    return any(is_person(found[1][at:]) for found in _PLACED.finditer(text) for at in range(len(found[1]) - 1))


def _find_signed_reports(paragraphs: list[Paragraph], pictures: bool) -> None:
    """Who took the pictures of a report and wrote it, above its text or at its end: 记者 何岚 摄影报道."""
    text = [i for i, p in enumerate(paragraphs) if p.kind in ("body", "subheading", "caption")]
    signed = any(p.kind == "byline" and p.line and p.line.authors for p in paragraphs)
    if not text or pictures or signed:
        return
    for i, p in enumerate(paragraphs):
        told = p.text.strip("（()）").removesuffix(_REPORT) if p.kind == "credit" else ""
        if told in ("", p.text.strip("（()）")) or (i and paragraphs[i - 1].kind == "caption"):
            continue
        above = i < text[0] and paragraphs[text[0]].kind == "body"
        below = i > text[-1] and (len(text) > 2 or p.start > paragraphs[i - 1].end + 1)
        if above or below:
            p.kind, p.line = "byline", Line("byline", read_signature(told, True).authors)


def _is_caption_of(p: Paragraph, credit: Paragraph) -> bool:
    """Whether a paragraph is what the credit below it, or behind it in its line, goes with."""
    if _REPORTS.search(p.text):
        return False
    own_line = credit.start > p.end + 1
    if own_line and not _names_photographer(credit) and "。" in p.text[:-1]:
        return False  # who gave a picture that has no caption
    size = len(p.text)
    short = size <= (_MAX_CAPTION if own_line else _MAX_INLINE)
    return short or (size <= 200 and _PICTURED.search(p.text) is not None)


def _names_photographer(p: Paragraph) -> bool:
    return p.line is not None and any(a.role == "photographer" for a in p.line.authors)


def _credits_photo(p: Paragraph) -> bool:
    if p.kind != "credit" or p.line is None:
        return False
    if is_of_page(p.text):
        return False
    return _names_photographer(p) or credits_picture(p.text)


def _credit_together(p: Paragraph) -> None:
    """The first line of a credit printed over two lines: its names took the picture as well."""
    if p.line:
        p.kind = "credit"
        p.line = p.line._replace(authors=tuple(a._replace(role="photographer") for a in p.line.authors))


def _is_picture_story(paragraphs: list[Paragraph]) -> bool:
    """Whether there is nothing but a few lines and the credit of the pictures they go with."""
    text = [p for p in paragraphs if p.kind in ("body", "subheading")]
    signed = any(p.kind == "byline" and (i == 0 or not p.line or p.line.dateline) for i, p in enumerate(paragraphs))
    if not text:
        return False
    last = paragraphs[-1]
    most = 2 if _names_photographer(last) or is_by_agency(last.text) else 1
    return (
        len(text) <= most
        and not signed
        and sum(len(p.text) for p in text) <= 300
        and (_credits_photo(last) or last.text.startswith("本组"))
        and not any(_QUOTES.search(p.text) for p in text)
        and not any(p.line and any(a.role != "photographer" for a in p.line.authors) for p in paragraphs[:1])
    )
