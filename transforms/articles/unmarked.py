"""Headlines that the file does not mark as such: plain lines where only an article can begin.

Text from OCR and from converters loses the marks of some or of all headings. What stands around a short line still
tells: a byline or dateline below it, the end of another article above it. On a page whose datelines all stand below
marked headings nothing is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.articles.bylines import read_opening
from transforms.articles.endings import read_ending
from transforms.articles.furniture import is_contents, is_label
from transforms.articles.genre import heads_notice
from transforms.articles.layout import BOLD, Block
from transforms.articles.lines import Line
from transforms.articles.paragraphs import is_note, is_prose
from transforms.articles.wrapping import CLOSERS, SENTENCE_END

PLAIN, DASHED = BOLD + 1, BOLD + 2
"""Levels of headings without a mark of their own: a plain line, a plain line behind ——."""

_MIN, _MAX = 5, 60
_BODY_ENDS = "局会院司部厅委办处社站团室"
"""A line that ends so may be who signs the notice above."""
_MARKS = "■●◆□◎"
"""What papers print before an author's name."""
_MAX_INSIDE = 40
"""Longer lines inside a report are parts of its sentences that the layout cut."""
_MOST = 6
"""No headline has more lines."""
_MOST_ABOVE = 2
"""More plain lines above a marked headline are verse or a list."""
_SPOKEN = re.compile(r"“[^“”]*[！？，。!?]”")
_SOURCED = re.compile(r"[（(](?:据|来源|原载|摘自|转自|撰文|文[/／]|图[/／]|作者)[^（()）]{2,60}[）)]$")
"""What stands at the very end of an article without a dateline."""
_TITLED = re.compile(r"([^题]{6,40}电\s*题\s*[:：])\s*([^。！；]{4,60})")
_MAX_TITLED = 90
LEADING = Line("byline", dateline=True)
"""A dateline in front of its headline."""
_LEAD = re.compile(r"[^，。“”]{0,6}(?:近日|日前|连日来|昨[日天]|今[日天]|当地时间|北京时间|\d{1,2}月\d{1,2}日)")
"""How reports begin that have no dateline."""


def mark_headlines(blocks: list[Block]) -> None:
    """Give plain lines that are headlines the level `PLAIN`; lines of the page between them do not count."""
    own = [b for b in blocks if not _is_of_page(b)]
    plain = all(b.level == 0 for b in own)
    lacking = plain or _lacks_marks(own)
    top = next((i for i, b in enumerate(own) if _is_title(b)), 0) if plain else -1
    for at, stop in _runs(own):
        if stop < len(own) and own[stop].level:
            _judge_kicker(own, at, stop)
        elif lacking and stop < len(own):
            _judge(own, at, stop, at == top)
    if lacking:
        _divide_reports(own)


def _is_of_page(block: Block) -> bool:
    return block.line is not None and block.line.kind == "label"


def _lacks_marks(blocks: list[Block]) -> bool:
    """Whether an article begins on the page with plain lines, though other headings are marked."""
    for at, stop in _runs(blocks):
        below_text = at == 0 or (blocks[at - 1].level == 0 and _ends(blocks[at - 1]))
        if below_text and stop < len(blocks) and _opens_article(blocks, stop):
            return True
    return False


def _runs(blocks: list[Block], at: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Lines on end that may be a headline together, as [at, stop)."""
    end = len(blocks) if end is None else end
    while at < end:
        stop = at
        while stop < min(end, at + _MOST) and _is_title(blocks[stop]):
            stop += 1
        if stop > at:
            yield at, stop
        at = max(stop, at + 1)


def _judge(blocks: list[Block], at: int, stop: int, top: bool) -> None:
    """Mark the lines [at, stop) if an article begins with them."""
    if at > 0 and blocks[at - 1].level:
        return
    following = blocks[stop]
    ended = _closes_article(blocks, at - 1)
    first = blocks[at].text
    opens = ended or _opens_article(blocks, stop) or is_contents(first) or heads_notice(blocks[stop - 1].text)
    if opens and not top and stop - at == 1 and len(first) <= _MIN and first[-2:] in following.text[:_MAX]:
        opens = False  # the place where a part of a report was written
    if opens or top:
        _mark(blocks, at, at + 1 if is_contents(blocks[at].text) else stop)


def _judge_kicker(blocks: list[Block], at: int, stop: int) -> None:
    """Mark the lines [at, stop) if they lead to the marked headline of an article below them."""
    if at == 0 or stop - at > _MOST_ABOVE or blocks[at - 1].level or not _ends(blocks[at - 1]):
        return
    below = next((i for i in range(stop, len(blocks)) if not blocks[i].level), None)
    lead = not any(
        len(b.text) <= _MIN or b.text[-1] in _BODY_ENDS or "。" in b.text or is_label(b.text) for b in blocks[at:stop]
    )
    if lead and below is not None and _opens_article(blocks, below):
        _mark(blocks, at, stop)


def _mark(blocks: list[Block], at: int, stop: int) -> None:
    for block in blocks[at:stop]:
        block.level = PLAIN


def _divide_reports(blocks: list[Block]) -> None:
    """A report with a dateline at its beginning has none at its end and hardly a subheading: another follows it."""
    starts = [i for i, b in enumerate(blocks) if b.level and (i == 0 or not blocks[i - 1].level)]
    for start, end in pairwise([*starts, len(blocks)]):
        first = next((i for i in range(start, end) if not blocks[i].level), end)
        opening = read_opening(blocks[first].text) if first < end else None
        if opening is None or not opening.line.dateline:
            continue
        closed = any(_dated_end(blocks[i]) for i in range(first + 1, end))
        for at, stop in _runs(blocks, first + 1, end):
            sized = _MIN < len(blocks[at].text) <= _MAX_INSIDE
            if stop >= end or not sized or not _ends(blocks[at - 1]):
                continue
            pictured = stop + 1 < end and _credits_photo(blocks[stop + 1].line)
            if closed or pictured or _LEAD.match(blocks[stop].text):
                _mark(blocks, at, stop)
                break


def _is_title(block: Block) -> bool:
    """Whether a plain line may be a headline: it is short and ends no sentence."""
    if block.line or block.level or len(block.text) > _MAX:
        return False
    if is_note(block.text) or _opens_dated(block.text) or _SPOKEN.fullmatch(block.text):
        return False
    last = block.text.rstrip(CLOSERS)[-1:]
    return last not in "。…；;，：:！" or (last in "！：:" and len(block.text) <= 24) or block.text.startswith("——")


def _opens_dated(text: str) -> bool:
    opening = read_opening(text) if "电" in text[:24] or "讯" in text[:24] else None
    return opening is not None and opening.line.dateline


def split_titles(blocks: list[Block], text: str) -> list[Block]:
    """A line of dateline and headline as two, where no headline stands above it: 新华社临江3月4日电 题：|渡口复航."""
    out: list[Block] = []
    for block in blocks:
        titled = _TITLED.fullmatch(block.text) if block.level == 0 and len(block.text) <= _MAX_TITLED else None
        whole = titled is not None and text[block.start : block.end] == block.text
        if titled is None or not whole or not _opens_dated(titled[1]) or _is_headed(out):
            out.append(block)
            continue
        start = block.start + titled.start(2)
        dateline = block.text[: titled.end(1)]
        out.append(Block(0, dateline, block.start, block.start + titled.end(1), block.start, LEADING))
        out.append(Block(PLAIN, titled[2], start, block.end, start))
    return out


def _is_headed(above: list[Block]) -> bool:
    """Whether a headline stands above, with at most bylines and lines that say it again between."""
    for block in above[: -_MOST - 1 : -1]:
        if block.level:
            return not is_label(block.text)
        if block.line is None and block.text.rstrip(CLOSERS)[-1:] in "。！":
            return False
    return False


def _ends(block: Block) -> bool:
    """Whether a plain block can end an article: with a sentence, or beside the running text."""
    return block.line is not None or block.text.rstrip(CLOSERS)[-1:] in SENTENCE_END or is_prose(block.text)


def _opens_article(blocks: list[Block], at: int) -> bool:
    """Whether bylines with text below them, a dateline, or a captioned picture stand at the block."""
    line = blocks[at].line
    if blocks[at].level:
        return False
    if line is None:
        opening = read_opening(blocks[at].text)
        return opening is not None and (opening.line.dateline or opening.line.from_page is not None)
    if line.kind == "byline" and line.bare and blocks[at].text[0] in _MARKS:
        return True
    if line.bare and at and blocks[at - 1].text[-1] in "：:":
        return False  # the names that a line leads to
    below = next((b for b in blocks[at + 1 : at + 4] if not (b.line and b.line.kind == "byline")), None)
    if line.kind == "caption":
        return below is not None and below.line is not None and below.line.kind == "credit"
    opens = line.kind == "jump_line" and line.from_page is not None
    return opens or (line.kind == "byline" and below is not None and (line.dateline or is_prose(below.text)))


def _closes_article(blocks: list[Block], at: int) -> bool:
    """Whether the block ends an article for good: with where it was written, or where it goes on."""
    if at < 0:
        return False
    line = _end_line(blocks[at])
    if line is None:
        return False
    return line.dateline or line.on_page is not None or _SOURCED.search(blocks[at].text) is not None


def _end_line(block: Block) -> Line | None:
    if block.line is not None:
        return block.line
    ending = read_ending(block.text)
    return ending.line if ending else None


def _dated_end(block: Block) -> bool:
    line = _end_line(block)
    return line is not None and line.dateline and (block.line is None or block.text[:1] in "（(")


def _credits_photo(line: Line | None) -> bool:
    return line is not None and line.kind == "credit" and any(a.role == "photographer" for a in line.authors)
