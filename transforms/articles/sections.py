"""Blocks → sections: heading lines with the paragraphs below them, put together into articles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from transforms.articles.bylines import read_ending, read_opening
from transforms.articles.layout import BOLD, CLOSERS, Block
from transforms.articles.paragraphs import Paragraph, is_prose, read_paragraphs
from transforms.lexicon import rules

PLAIN, DASHED = BOLD + 1, BOLD + 2
"""Levels of headings without a mark of their own: a plain line, a plain line behind ——."""

_DASHES = "—-–―─ \u3000"
_BULLETS = "◎●■◆▲★☆□○·• "
_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Heading:
    """A heading line; `level` as in `Block`, 0 for a headline said again."""

    text: str
    start: int
    end: int
    mark: int
    level: int
    role: str = "headline"
    opens: bool = False
    """Whether —— stands before it, as it does before a subheadline."""
    leads: bool = False
    """Whether —— or ： stands behind it, as it does behind a kicker."""


@dataclass(slots=True)
class Article:
    """The heading lines and paragraphs of one article, or of one section of it."""

    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    lead: list[Paragraph] = field(default_factory=list)
    """Lines above its headline that name the page or the column."""

    @property
    def level(self) -> int:
        """The highest level of its heading lines, the lowest number."""
        return min((h.level for h in self.headings if h.level), default=PLAIN + 1)

    @property
    def opens(self) -> bool:
        """Whether a byline, a dateline or a jump line opens it, as it opens an article and no section of one."""
        for p in self.paragraphs:
            if p.kind not in ("caption", "credit"):
                return p.kind in ("byline", "jump_line")
        return bool(self.paragraphs)

    @property
    def closes(self) -> bool:
        """Whether a credit, byline or jump line closes it, so that nothing more can follow."""
        return bool(self.paragraphs) and self.paragraphs[-1].kind in ("byline", "jump_line", "credit")


def gather(blocks: list[Block], text: str) -> list[Article]:
    """The articles of a page in print order."""
    if all(b.level == 0 for b in blocks):
        _mark_plain_headlines(blocks)
    sections = _sections(blocks, text)
    inner = _inner_levels(sections)
    articles: list[Article] = []
    for section in sections:
        if articles and _belongs(section, articles[-1], inner):
            articles[-1].paragraphs += [Paragraph("subheading", h.text, h.start, h.end) for h in section.headings]
            articles[-1].paragraphs += section.paragraphs
        else:
            articles.append(section)
    return articles


def _sections(blocks: list[Block], text: str) -> list[Article]:
    """A new section begins at each heading that follows text or a column's label."""
    sections: list[Article] = []
    lead: list[Paragraph] = []
    head = _page_head(blocks)
    for at, block in enumerate(blocks):
        if at < head or (block.level and _is_label(block, blocks[at + 1 : at + 2])):
            lead.append(Paragraph("credit", block.text, block.start, block.end, block.line))
            continue
        if not sections or (block.level and (lead or sections[-1].paragraphs)):
            sections.append(Article(lead=lead))
            lead = []
        if block.level:
            sections[-1].headings.append(_heading(block, text))
        else:
            for piece in read_paragraphs(block, text):
                _place(sections[-1], piece)
    if lead:
        sections = sections or [Article()]
        sections[-1].paragraphs += lead
    return sections


def _page_head(blocks: list[Block]) -> int:
    """How many lines above the first heading are the page's own: its name, date and number, its makers."""
    first = next((at for at, b in enumerate(blocks) if b.level), 0)
    return first if all(len(b.text) <= 60 and not is_prose(b.text) for b in blocks[:first]) else 0


@cache
def _labels() -> re.Pattern[str]:
    """Lines that name the paper, the page or the column, and nothing else."""
    data = rules("layout")
    column = rf"(?:{'|'.join(data['columns'])}){{1,2}}(?:{'|'.join(data['column_ends'])})?"
    paper = rf"[\u4e00-\u9fff]{{2,8}}(?:{'|'.join(data['mastheads'])})"
    number = r"第?\s*[A-Za-z]?\d{1,3}\s*版?"
    dated = r".{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,30}"
    return re.compile(rf"(?:{paper}\s*)?(?:{number}\s*[:：·|｜]?\s*)?{column}|{paper}|第\s*{number}.{{0,10}}|{dated}")


def _is_label(block: Block, following: list[Block]) -> bool:
    """Whether a heading only names the page or a column of it, and the headline is still to come."""
    if not following or not following[0].level or len(block.text) > 60:
        return False
    return bool(_labels().fullmatch(block.text.lstrip(_BULLETS))) and following[0].level >= block.level


def _inner_levels(sections: list[Article]) -> set[int]:
    """Heading levels that only divide articles: no byline or dateline ever follows them, and they are short."""
    found = set()
    for level in {s.level for s in sections if s.headings}:
        at_level = [s for s in sections if s.headings and s.level == level]
        above = [s for s in sections if s.level < level]
        if not above or any(s.opens or len(s.headings) > 1 or _is_long(s.headings[0].text) for s in at_level):
            continue
        # Pages give each headline a level by its size, so the second level divides only what is one article for sure.
        if level > 2 or (
            len(above) == 1 and len(at_level) > 1 and all(len(s.headings[0].text) <= 16 for s in at_level)
        ):
            found.add(level)
    return found


def _is_long(heading: str) -> bool:
    return len(heading) > 30


def _belongs(section: Article, article: Article, inner: set[int]) -> bool:
    """Whether a section goes on with the article above it."""
    if not section.headings or section.lead or section.level not in inner:
        return False
    return article.level < section.level and not article.closes and any(is_prose(p.text) for p in section.paragraphs)


def _mark_plain_headlines(blocks: list[Block]) -> None:
    """On a page without any marked heading: plain lines at the top, or above a byline or dateline, are headlines."""
    top = at = next((i for i, b in enumerate(blocks) if _is_title(b)), 0)
    while at < len(blocks):
        stop = at
        while stop < min(len(blocks), at + 6) and _is_title(blocks[stop]):
            stop += 1
        opens = at < stop < len(blocks) and (_opens_article(blocks, stop) or _closes_article(blocks, at - 1))
        if opens or (at == top and at < stop < len(blocks)):
            for block in blocks[at:stop]:
                block.level = PLAIN
            titles = [b for b in blocks[at:stop] if not _labels().fullmatch(b.text)]
            if not opens and not any(b.text.startswith("—") for b in titles):
                for block in titles[1:]:
                    block.level = 0  # subheadings of the one article below
        at = max(stop, at + 1)


def _is_title(block: Block) -> bool:
    """Whether a plain line may be a headline: it is short and ends no sentence."""
    if block.line or len(block.text) > 60:
        return False
    last = block.text.rstrip(CLOSERS)[-1:]
    return last not in "。…；;，：:！" or (last in "！：:" and len(block.text) <= 24) or block.text.startswith("——")


def _opens_article(blocks: list[Block], at: int) -> bool:
    """Whether bylines with text below them, a dateline, or a captioned picture stand at the block."""
    line = blocks[at].line
    if line is None:
        opening = read_opening(blocks[at].text)
        return opening is not None and (opening.line.dateline or opening.line.from_page is not None)
    below = next((b for b in blocks[at + 1 : at + 4] if not (b.line and b.line.kind == "byline")), None)
    if line.kind == "caption":
        return below is not None and below.line is not None and below.line.kind == "credit"
    opens = line.kind == "jump_line" and line.from_page is not None
    return opens or (line.kind == "byline" and below is not None and (line.dateline or is_prose(below.text)))


def _closes_article(blocks: list[Block], at: int) -> bool:
    """Whether the block ends an article for good: with where it was written, or where it goes on."""
    if at < 0:
        return False
    line = blocks[at].line
    if line is None:
        ending = read_ending(blocks[at].text)
        line = ending.line if ending else None
    return line is not None and (line.dateline or line.on_page is not None)


def _heading(block: Block, text: str) -> Heading:
    raw = text[block.start : block.end]
    start = block.end - len(raw.lstrip(_DASHES))
    end = block.start + len(raw.rstrip(_DASHES))
    opens, leads = start > block.start, end < block.end or raw[-1] in "：:"
    if start >= end:
        start, end = block.start, block.end
    return Heading(" ".join(text[start:end].split()), start, end, block.mark, block.level, "headline", opens, leads)


def _says_headline(piece: Paragraph, headings: list[Heading]) -> bool:
    """Whether a line prints the headline again, with a column name before it or in slightly other words."""
    known, text = bare(" ".join(h.text for h in headings if h.role != "repeat")), bare(piece.text)
    if piece.text[-1] in "。；" or len(known) < 4 or not text:
        return False
    if text.endswith(known) and len(text) <= len(known) + 16:
        return True
    shared = sum((Counter(known) & Counter(text)).values())
    return len(text) > 10 and shared >= 0.75 * max(len(known), len(text))


def bare(text: str) -> str:
    """Letters, digits and characters alone, so that two printings of a headline compare equal."""
    return _SIGNS.sub("", text)


def _place(article: Article, piece: Paragraph) -> None:
    """Put a paragraph into the article, or among its headings if it still says the headline."""
    above = article.paragraphs
    opens = len(above) < 6 and all(p.kind in ("byline", "jump_line") or not is_prose(p.text) for p in above)
    if 0 < len(article.headings) < 8 and opens and piece.kind in ("body", "repeat") and len(piece.text) <= 100:
        if piece.kind == "repeat" or _says_headline(piece, article.headings):
            title = " ".join(piece.text.split())
            article.headings.append(Heading(title, piece.start, piece.end, piece.start, 0, "repeat"))
            return
        title = piece.text.strip(_DASHES)
        if title and piece.text.startswith(("——", "--")) and piece.text[-1] != "。" and not above:
            start = piece.start + piece.text.index(title)
            end = start + len(title)
            article.headings.append(Heading(title, start, end, piece.start, DASHED, opens=True))
            return
    if piece.kind == "repeat":
        piece.kind = "credit"
    if piece.kind == "byline" and piece.line and piece.line.dateline and article.headings and 0 < len(above) < 4:
        _take_subheadlines(article)
    article.paragraphs.append(piece)


def _take_subheadlines(article: Article) -> None:
    """Lines between the headline and the dateline, where the report begins, are subheadlines."""
    if all(p.kind == "body" and p.text[-1] not in "。！？…；”" for p in article.paragraphs):
        for p in article.paragraphs:
            title = " ".join(p.text.split())
            article.headings.append(Heading(title, p.start, p.end, p.start, DASHED, opens=True))
        article.paragraphs.clear()
