"""Text → blocks: heading lines and paragraphs in print order, with the raw characters each was read from.

A newspaper column may break a paragraph in mid-sentence, even in mid-word. Such pieces are joined again; real paragraph
ends stay. Everything runs once over the lines, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import rjieba

from transforms.articles.bylines import read_line, read_opening
from transforms.articles.endings import read_ending
from transforms.articles.lines import Line
from transforms.articles.wrapping import CLOSERS, SENTENCE_END, goes_on, wrap_width
from transforms.documents.frontmatter import read_front_matter

_CLOSING_OF = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_NEVER_FIRST = "，。、；！？）》”’」』％%：,"
_NEVER_FIRST_WORDS = frozenset("的了着过们等及和与或")
_MARKS = re.compile(r"[^\S\n]*(#{1,6})(?!#)(?=([^\S\n]*)\S)")
BOLD = 7
"""Level of a line in bold: below the six levels of Markdown headings."""
_BOLD = re.compile(r"[^\S\n]*(\*\*|__)([^*_\n]{1,80})\1[^\S\n]*$")
_MARKUP_LINE = re.compile(
    r"(?:[-*_=~]{3,}|\|?[ :|-]{3,}\||<!--.*-->|</?\w[^>\n]*>|!\[[^\]\n]*\]\([^)\n]*\)|#{1,6}|\*{1,2}|>+)"
)
_LIST_MARK = re.compile(r"\s*(?:[-*+>]|&nbsp;)[^\S\n]+(?=\S)")
_GLUED_HEADING = re.compile(r"[。！？”）][^\S\n]*(#{1,6}[^\S\n]+)(?=\S)")
_UNFINISHED = frozenset("的和与及或在对把将被从向为以是其由并而且等着所这该让使")


@dataclass(slots=True)
class Block:
    """A heading line or a paragraph with its clean text; `start`/`end` are raw offsets of the text without marks."""

    level: int
    """1 to 6 for a Markdown heading, 7 for a line in bold, 0 for plain text."""
    text: str
    start: int
    end: int
    mark: int
    """Raw offset of the line's first character, its heading mark included."""
    line: Line | None = None
    """What a short line that is no running text says: a byline, a credit, …"""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while its pieces are gathered; only its last piece is looked at again."""

    pieces: list[str]
    start: int
    end: int
    line: Line | None
    length: int = 0
    sentences: bool = False
    """Whether a sentence ends inside."""
    open: list[str] = field(default_factory=list)
    """The closing marks still awaited."""

    def take(self, piece: str) -> None:
        self.length += len(piece)
        body = piece.rstrip(CLOSERS)[:-1]
        self.sentences = self.sentences or "。" in body or "！" in body or "？" in body
        for char in _BRACKETS.findall(piece):
            if char in _CLOSING_OF:
                self.open.append(_CLOSING_OF[char])
            elif char in self.open:
                del self.open[self.open.index(char) :]
        del self.open[8:]


_BRACKETS = re.compile(r"[“”‘’「」『』（）()《》【】]")


def read_blocks(text: str) -> list[Block]:
    """The blocks of a page in print order; every line that is neither blank nor mere markup is in one of them."""
    blocks: list[Block] = []
    paragraph: _Paragraph | None = None
    gap = True
    width = wrap_width(text)
    lines = _lines(text, read_front_matter(text).end)
    for at, (start, end) in enumerate(lines):
        if start == end:
            gap = True
            continue
        heading = _heading(text, start, end)
        piece = _trim(text, start, end)
        if heading is not None or _MARKUP_LINE.fullmatch(text, *piece):
            _close(blocks, paragraph)
            paragraph = None
            blocks += [heading] if heading else []
        else:
            mark = _LIST_MARK.match(text, piece[0], piece[1])
            first, last = (mark.end(), piece[1]) if mark else piece
            line = text[first:last]
            said = read_line(line)
            wraps = goes_on(text, lines, at, width) if width and not gap else None
            if paragraph and _continues(paragraph, line, said, gap, wraps):
                paragraph.pieces.append(line)
                paragraph.end = last
            else:
                _close(blocks, paragraph)
                paragraph = _Paragraph([line], first, last, said)
            paragraph.take(line)
        gap = False
    _close(blocks, paragraph)
    return blocks


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the lines; a blank line has an empty span. A heading glued to the end of a sentence gets its own."""
    out = []
    for at in _newlines(text, start):
        if not text[start:at].strip():
            out.append((at, at))
        else:
            if "#" in text[start:at]:
                for glued in _GLUED_HEADING.finditer(text, start, at):
                    out.append((start, glued.start(1)))
                    start = glued.start(1)
            out.append((start, at))
        start = at + 1
    return out


def _newlines(text: str, start: int) -> list[int]:
    out = []
    while (at := text.find("\n", start)) >= 0:
        out.append(at)
        start = at + 1
    out.append(len(text))
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _heading(text: str, start: int, end: int) -> Block | None:
    """The line as a heading if it is marked as one."""
    marks = _MARKS.match(text, start, end)
    if marks:
        level = len(marks.group(1))
        if not marks.group(2) and "#" in text[marks.end() : end].rstrip("#"):
            return None  # a hashtag
        first, last = _trim(text, marks.end(), end)
        bare = text[first:last].rstrip("#")
        last = first + len(bare.rstrip())
        for mark in ("**", "__"):
            if bare.startswith(mark) and bare.rstrip().endswith(mark) and last - first > 2 * len(mark):
                first, last = _trim(text, first + len(mark), last - len(mark))
    else:
        bold = (
            _BOLD.match(text, start, end) if "*" in text[start : start + 8] or "_" in text[start : start + 8] else None
        )
        if not bold or not bold.group(2).strip():
            return None
        level = BOLD
        first, last = _trim(text, bold.start(2), bold.end(2))
    if first >= last:
        return None
    return Block(level, " ".join(text[first:last].split()), first, last, _trim(text, start, end)[0])


def _close(blocks: list[Block], paragraph: _Paragraph | None) -> None:
    if paragraph:
        text, line = paragraph.pieces[0], paragraph.line
        if len(paragraph.pieces) > 1:
            text = _join(paragraph.pieces)
            line = read_line(text)
        blocks.append(Block(0, text, paragraph.start, paragraph.end, paragraph.start, line))


def _join(pieces: list[str]) -> str:
    """The pieces as one text; only Latin words need a blank between them."""
    out = [pieces[0]]
    for left, right in pairwise(pieces):
        latin = left[-1].isascii() and left[-1].isalnum() and right[0].isascii() and right[0].isalpha()
        out.append(" " + right if latin else right)
    return "".join(out)


def _continues(paragraph: _Paragraph, line: str, said: Line | None, gap: bool, wraps: bool | None) -> bool:
    """Whether the line goes on with the paragraph's last sentence, which the layout cut.

    `wraps` says so where lines are cut at a fixed width; None where they are not.
    """
    if said or paragraph.line or not line.strip("…—") or (gap and read_opening(line)):
        return False
    last = paragraph.pieces[-1]
    if line[0] in _NEVER_FIRST and paragraph.length > 4:
        return True
    tail = last[-1]
    if wraps is not None:
        return wraps
    if tail in "，,、":
        return True
    bare = last.rstrip(CLOSERS)
    if not bare or bare[-1] in SENTENCE_END or last.endswith("—"):
        return False
    if read_ending(last):
        return False  # …不可出门。本报记者 陆知远 摄
    if paragraph.length > 8 and any(mark in line for mark in paragraph.open):
        return True
    if paragraph.length < 12 or (paragraph.length < 20 and "，" not in last):
        return False
    if gap and line[0] in "“「『" and paragraph.length < 24 and not paragraph.sentences:
        return False  # a subheading and speech under it, even if its last word asks for more
    if paragraph.sentences or paragraph.length >= 45 or tail in _UNFINISHED:
        return True
    if paragraph.length >= 30 and "，" in last:
        return True
    return _cuts_word(last, line)


def _cuts_word(left: str, right: str) -> bool:
    """Whether a word stands across the break, or a particle behind it that can begin no line."""
    left, right = left[-8:], right[:8]
    at = 0
    for word in rjieba.cut(left + right):
        end = at + len(word)
        if at < len(left) < end:
            return True
        if at == len(left):
            return word in _NEVER_FIRST_WORDS
        at = end
    return False
