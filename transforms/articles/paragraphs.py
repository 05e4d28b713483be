"""Blocks → paragraphs of an article: what stands apart from the running text, and the kind of each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from transforms.articles.bylines import Line, Part, read_line, read_opening
from transforms.articles.endings import read_ending
from transforms.articles.layout import Block
from transforms.articles.pictures import credits_picture, is_by_agency, is_of_page
from transforms.articles.signatures import HAN
from transforms.articles.wrapping import CLOSERS
from transforms.page import Segment

_SOURCE = re.compile(r"(?<![（(【])(?:图片|文章|资料)?来源[:：](?=[^。]{2,30}$)")
_BODY = Line("body")
_NOTE = re.compile(r"[【（(\[]?(?:编者按|编者的话|编者语|开栏的话|开栏语|编前语|编后|编后语)[】）)\]]?\s*(?:[:：]|$)?")
_ANNOUNCES = re.compile(r"本报|本刊|本版|本期|本栏|即日起|今日起|今起|敬请关注|敬请垂注|推出|刊发|刊登")
_DISCLAIMER = re.compile(r"[【（(\[]?(?:免责声明|免责条款|版权声明|风险提示)[】）)\]]?\s*(?:[:：]|$)")
_PAIR = re.compile(r"([^：:，。]{2,6})[：:]")
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]")
_TURN = re.compile(r"(?:问|答|记者|本报记者|主持人|网友|读者|[QA])[：:]")
"""A question or answer of a printed interview."""
_SAYS = ("表示", "指出", "认为", "说", "称", "介绍", "强调", "透露", "坦言", "道", "提醒", "建议")
_NAMES_ALONE = re.compile(rf"[{HAN}·]{{2,}}(?:\s+[{HAN}·]+)+")
_WRITES = re.compile(r"[/／:：文讯电]")
_PICTURED = re.compile(r"图为|图中|[（(][上下左右]?图[）)]|(?:^|。)[上下左右]图")
_REPORTS = re.compile(r"(?:说|表示|介绍|指出|认为|称|告诉记者)[，：。]|[。！？…，]”")
_QUOTES = re.compile(r"[。！？…，]”")
"""What no caption tells: who said what."""
_MAX_CAPTION, _MAX_INLINE = 60, 100
"""A paragraph this short above a photographer's credit, or in front of it in one line, is the caption."""
_MAX_DASHED = 45
_VERSE = 4
"""So many short lines on end are verse or a list, not subheadings."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its clean text, its raw span, and what it says if it is no running text."""

    kind: str
    text: str
    start: int
    end: int
    line: Line | None = None


def read_paragraphs(block: Block, text: str) -> list[Paragraph]:
    """The block as paragraphs: an opening dateline and a closing credit stand alone."""
    pieces = _pieces(block)
    if len(pieces) == 1:
        said = pieces[0].line
        return [Paragraph(said.kind, block.text, block.start, block.end, said)]
    segment = Segment("", "body", block.text, block.start, block.end, text)
    out = []
    for part in pieces:
        piece = block.text[part.start : part.end]
        start = part.start + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if piece:
            out.append(Paragraph(part.line.kind, piece, *segment.span(start, start + len(piece)), part.line))
    return out


def _pieces(block: Block) -> list[Part]:
    line, size = block.line, len(block.text)
    short = size <= 160 and (line is None or line.kind == "caption")
    source = _SOURCE.search(block.text, 1) if short else None
    if source:
        before = block.text[: source.start()].rstrip()
        said = line if line else read_line(before) or _BODY
        return [Part(0, source.start(), said), Part(source.start(), size, Line("credit"))]
    if line is None:
        return _split(block.text)
    endings, end = _endings(block.text, 0, size) if line.kind == "caption" else ([], size)
    return [Part(0, end, line), *endings]


def _split(text: str) -> list[Part]:
    """Running text with the dateline or jump line before it and the credits behind it."""
    start, end = 0, len(text)
    parts: list[Part] = []
    while len(parts) < 2 and (opening := read_opening(text[start:])):
        parts.append(Part(start, start + opening.end, opening.line))
        start += opening.end
        if opening.line.kind != "jump_line" and not (opening.line.dateline and not opening.line.authors):
            break  # 本报讯|陆知远报道：
    endings, end = _endings(text, start, end)
    if text[start:end].strip():
        parts.append(Part(start, end, _BODY))
    return parts + endings


def _endings(text: str, start: int, end: int) -> tuple[list[Part], int]:
    """The credits behind a text, in order, and where it ends without them."""
    endings: list[Part] = []
    while len(endings) < 3 and (found := read_ending(text[start:end])):
        endings.append(Part(start + found.start, end, found.line))
        end = start + found.start
    return endings[::-1], end


def is_prose(text: str) -> bool:
    """Whether a line is running text, told by its length and its last mark."""
    bare = text.rstrip(CLOSERS)
    if len(text) > 36 or not bare or _TURN.match(text):
        return True
    return bare[-1] in "。！…；;" or text.endswith("——") or (bare[-1] in "：:？?！，" and len(text) > 24)


def settle_kinds(paragraphs: list[Paragraph]) -> None:
    """Tell subheadings, captions and editor's notes from the body, by what stands around them."""
    _find_notes(paragraphs)
    _find_subheadings(paragraphs)
    _find_listed_names(paragraphs)
    _find_parallel(paragraphs)
    _find_dashed(paragraphs)
    _find_captions(paragraphs)


def is_note(text: str) -> bool:
    """Whether a line opens an editor's note."""
    return _NOTE.match(text) is not None


def _find_notes(paragraphs: list[Paragraph]) -> None:
    """An editor's note is no text of the article: the line that names it, and the paragraphs it introduces."""
    for at, p in enumerate(paragraphs):
        named = _NOTE.match(p.text) if p.kind == "body" else None
        if named:
            p.kind = "credit"
            if named.end() == len(p.text):
                _to_credits(paragraphs[at + 1 : _note_end(paragraphs, at + 1)])
        elif p.kind == "body" and 2 * at > len(paragraphs) and _DISCLAIMER.match(p.text):
            _to_credits(paragraphs[at:])
            return


def _to_credits(paragraphs: list[Paragraph]) -> None:
    for p in paragraphs:
        p.kind = "credit" if p.kind == "body" else p.kind


def _note_end(paragraphs: list[Paragraph], start: int) -> int:
    """Where an editor's note ends: above a byline, or with what says what the paper prints, or at once."""
    for at in range(start, min(start + 6, len(paragraphs))):
        if at > start and (paragraphs[at].kind == "byline" or not is_prose(paragraphs[at].text)):
            return at
        if _ANNOUNCES.search(paragraphs[at].text):
            return at + 1
    return start + 1


def _find_listed_names(paragraphs: list[Paragraph]) -> None:
    """Names alone in a line sign an article above its text, below its first paragraph or at its end, or are a list."""
    body = [i for i, p in enumerate(paragraphs) if p.kind == "body"]
    for i, p in enumerate(paragraphs):
        alone = p.kind == "byline" and p.line is not None and p.line.bare and _NAMES_ALONE.fullmatch(p.text)
        if alone and body and i < body[-1] and (body[0] < i and (body[1] < i or paragraphs[i - 1].text[-1] in "：:")):
            p.kind, p.line = "body", None


def _find_subheadings(paragraphs: list[Paragraph]) -> None:
    """Short lines without a final stop between paragraphs are subheadings."""
    last = max((i for i, p in enumerate(paragraphs) if p.kind == "body" and is_prose(p.text)), default=-1)
    keys = Counter(pair[1] for p in paragraphs if (pair := _PAIR.match(p.text)) and not is_prose(p.text))
    run: list[Paragraph] = []
    for p in [*paragraphs[: last + 1], None]:
        if p is not None and p.kind == "body" and not is_prose(p.text):
            run.append(p)
        else:
            if run and run[-1].text[-1] in "：:":
                run.pop()  # it calls on someone or introduces what follows
            # A question alone asks what the next paragraph answers; 单位：… again and again is a list.
            alone = len(run) == 1 and run[0].text[-1] in "？?"
            if len(run) < _VERSE and not alone:
                for line in run:
                    pair = _PAIR.match(line.text)
                    line.kind = "body" if pair and keys[pair[1]] > 1 else "subheading"
            run = []


def _find_parallel(paragraphs: list[Paragraph]) -> None:
    """One-sentence paragraphs of one pattern, apart from one another, head the sections of an article."""
    groups: dict[str, list[int]] = {}
    for i, p in enumerate(paragraphs):
        if p.kind == "body" and 8 <= len(p.text) <= 48 and p.text[-1] == "。" and p.text[0] not in "“「『‘《":
            comma = p.text.find("，")
            # 第一，… 第二，… are points of an argument, X表示，… tells who speaks.
            if comma > 3 and not p.text[:comma].endswith(_SAYS) and p.text.count("。") == 1:
                groups.setdefault(_NUMERAL.sub("一", p.text[:2]), []).append(i)
    for at in groups.values():
        commas = [paragraphs[i].text.find("，") for i in at]
        if len(at) > 1 and max(commas) - min(commas) <= 2 and all(b - a > 1 for a, b in pairwise(at)):
            for i in at:
                paragraphs[i].kind = "subheading"


def _find_dashed(paragraphs: list[Paragraph]) -> None:
    """Lines of one pattern that end in —— head the sections of an article; one alone leads to a quotation."""
    lines = [p for p in paragraphs if p.kind == "body" and p.text.endswith("——") and len(p.text) <= _MAX_DASHED]
    lines = [p for p in lines if "。" not in p.text]
    shapes = Counter(shape for p in lines for shape in _shapes(p.text))
    for p in lines:
        if len(lines) >= _VERSE or any(shapes[shape] > 1 for shape in _shapes(p.text)):
            p.kind = "subheading"


def _shapes(text: str) -> set[str | tuple[int, int]]:
    """What lines of one pattern share: their first or last characters, or where their comma stands."""
    comma = text.find("，")
    return {"^" + text[:2], text[-4:-2] + "$"} | ({(comma, len(text))} if comma > 0 else set())


def _find_captions(paragraphs: list[Paragraph]) -> None:
    """What stands above a photographer's credit, and what web pages print twice over, is a caption."""
    for p in paragraphs:
        half = p.text[: len(p.text) // 2].rstrip()
        if p.kind in ("body", "subheading") and 3 < len(half) < 60 and p.text.removeprefix(half).strip() == half:
            p.kind = "caption"
    pictures = _is_picture_story(paragraphs)
    for i, p in enumerate(paragraphs):
        if i == 0 or not _credits_photo(p):
            continue
        before = paragraphs[i - 1]
        if before.kind == "byline" and i > 1 and before.line and not _WRITES.search(before.text):
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
