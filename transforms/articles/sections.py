"""Blocks → sections: heading lines with the paragraphs below them, put together into articles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from transforms.articles.furniture import is_furniture, is_label, is_paid
from transforms.articles.layout import Block
from transforms.articles.lone_names import sign_openings
from transforms.articles.paragraphs import Paragraph, is_prose, read_paragraphs
from transforms.articles.unmarked import DASHED, LEADING, PLAIN, mark_headlines, split_titles

_DASHES = "—-–―─ \u3000"
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
    of_page: list[Paragraph] = field(default_factory=list)
    """Lines of the page that only stand among its paragraphs."""

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
        """Whether a credit, byline or jump line closes it, so that nothing can follow; who took a picture does not."""
        if not self.paragraphs or self.paragraphs[-1].kind not in ("byline", "jump_line", "credit"):
            return False
        line = self.paragraphs[-1].line
        return line is None or not line.authors or any(a.role != "photographer" for a in line.authors)


def gather(blocks: list[Block], text: str) -> list[Article]:
    """The articles of a page in print order."""
    sign_openings(blocks)
    mark_headlines(blocks)
    sections = _sections(split_titles(blocks, text), text)
    inner = _inner_levels(sections)
    articles: list[Article] = []
    for section in sections:
        if articles and _belongs(section, articles[-1], inner):
            articles[-1].paragraphs += [Paragraph("subheading", h.text, h.start, h.end) for h in section.headings]
            articles[-1].paragraphs += section.paragraphs
            articles[-1].of_page += section.of_page
        else:
            articles.append(section)
    return articles


def _sections(blocks: list[Block], text: str) -> list[Article]:
    """A new section begins at each heading that follows text or a column's label."""
    sections: list[Article] = []
    lead: list[Paragraph] = []
    head = _page_head(blocks)
    for at, block in enumerate(blocks):
        following = [b for b in blocks[at + 1 : at + 3] if b.line is not LEADING][:1]
        of_page = at >= head and _is_furniture(block)
        if at < head or _is_lead(block, following) or (of_page and (lead or not sections)):
            lead.append(_credit(block))
            continue
        if of_page:
            sections[-1].of_page.append(_credit(block))
            continue
        if not sections or (block.level and (lead or sections[-1].paragraphs)):
            sections.append(Article(lead=lead))
            lead = []
        if block.level:
            sections[-1].headings.append(_heading(block, text))
        else:
            for piece in read_paragraphs(block, text):
                _place(sections[-1], piece, text)
    if lead:
        sections = sections or [Article()]
        sections[-1].paragraphs += lead
    return sections


def _credit(block: Block) -> Paragraph:
    kind = "byline" if block.line is LEADING else "credit"
    return Paragraph(kind, block.text, block.start, block.end, block.line)


def _page_head(blocks: list[Block]) -> int:
    """How many lines above the first heading are the page's own: its name, date and number, its makers."""
    first = next((at for at, b in enumerate(blocks) if b.level), 0)
    return first if all(len(b.text) <= 60 and not is_prose(b.text) for b in blocks[:first]) else 0


def _is_furniture(block: Block) -> bool:
    return is_furniture(block.text) if block.level else block.line is not None and block.line.kind == "label"


def _is_lead(block: Block, following: list[Block]) -> bool:
    """Whether a line only names the page or a column of it, and the headline is still to come."""
    if not following or not following[0].level or len(block.text) > 60:
        return False
    if not block.level:
        return (_is_furniture(block) and not is_paid(block.text)) or block.line is LEADING
    return is_label(block.text) and following[0].level >= block.level


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


def _heading(block: Block, text: str) -> Heading:
    start, end = _without_dashes(text, block.start, block.end)
    opens, leads = start > block.start, end < block.end or text[block.end - 1] in "：:"
    return Heading(" ".join(text[start:end].split()), start, end, block.mark, block.level, "headline", opens, leads)


def _without_dashes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without dashes at its ends; all of it if it holds nothing else."""
    raw = text[start:end]
    first, last = end - len(raw.lstrip(_DASHES)), start + len(raw.rstrip(_DASHES))
    return (first, last) if first < last else (start, end)


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


def _place(article: Article, piece: Paragraph, text: str) -> None:
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
            start, end = _without_dashes(text, piece.start, piece.end)
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
