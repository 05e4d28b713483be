"""Where the articles of an HTML page stand: in the parts marked as their text, or else where running text is dense.

Why not a library: on 50 news pages of 30 sites the text began and ended where the article does, without notes of the
site, on 38 by the densest box alone, before any rule was written for them; by gne on 31, readability-lxml 30, turbohtml
29, trafilatura 21. With those notes as data (rules/html.yaml) it is 49.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from transforms.articles.bylines import read_line
from transforms.documents.decode import UnreadableError
from transforms.documents.formats.furniture import ends_article, is_about, is_furniture, paper_name
from transforms.documents.formats.rows import Markup, Row

_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[，。！？；：、”」]")
_MIN_BODY = 12
_MAX_PARTS = 400
_MANY = f"The page holds more than {_MAX_PARTS} articles: split it into pages of the paper."
_HEADINGS = frozenset({"kicker", "headline", "subheadline", "beside"})


@dataclass(slots=True)
class Part:
    """An article of the page."""

    rows: Sequence[Row]
    """All lines from its headings on, up to those of the next article."""
    body: list[Row]
    """Its text, pictures' captions included, in the order of the page."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that follow each other, from `start` up to `end`."""

    start: int
    end: int
    said: str


def find_parts(page: Markup) -> list[Part]:
    """The articles in the order of the page; none if it only lists articles, or holds no running text.

    UnreadableError if they are more than any page of a paper holds.
    """
    return _marked_parts(page) or _titled(page) or _densest(page) or _picture_story(page)


def _marked_parts(page: Markup) -> list[Part]:
    """Articles whose text the page marks; a block of text below headings of its own is an article of its own."""
    rows = page.rows
    blocks = _blocks(page)
    if not any(is_prose(r) for b in blocks for r in rows[b.start : b.end]):
        return _picture_story(page) if any(r.role == "headline" for r in rows) else []
    starts = [0]
    ends = [blocks[0].end]
    for block in blocks[1:]:
        heading = next((i for i in range(ends[-1], block.start) if _heads(rows[i])), None)
        if heading is None:
            ends[-1] = block.end
        else:
            starts.append(heading)
            ends.append(block.end)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        inside = [b for b in blocks if start <= b.start < end]
        body = [r for b in inside for r in rows[b.start : b.end] if r.group and _is_text(r)]
        parts.append(Part(rows[start:end], _with_captions(rows[start:end], body)))
    return [p for p in parts if p.body]


def _blocks(page: Markup) -> list[_Block]:
    """The marked texts; of two copies the longer one counts, and no scrap beside the text of one article."""
    found = []
    numbered = [(i, r) for i, r in enumerate(page.rows) if r.group]
    for _, part in groupby(sorted(numbered, key=lambda p: (p[1].group, p[0])), lambda p: p[1].group):
        rows = list(part)
        said = "".join(
            r.text for _, r in rows if r.role != "caption" and not (page.lists and r.linked * 2 > len(r.text))
        )
        if said:
            found.append(_Block(rows[0][0], rows[-1][0] + 1, said))
    if len(found) > _MAX_PARTS:
        raise UnreadableError("too_large", _MANY)
    kept: list[_Block] = []
    for block in sorted(found, key=lambda b: -len(b.said)):
        if not any(block.said[:40] in other.said for other in kept):
            kept.append(block)
    kept.sort(key=lambda b: b.start)
    least = 0.15 * max((len(b.said) for b in kept), default=0)
    return [b for i, b in enumerate(kept) if len(b.said) >= least or _is_headed(page.rows, kept, i)]


def _is_headed(rows: Sequence[Row], blocks: Sequence[_Block], at: int) -> bool:
    before = blocks[at - 1].end if at else 0
    return any(rows[i].role == "headline" for i in range(before, blocks[at].start))


def _heads(row: Row) -> bool:
    """Whether a line is the heading of an article by its marks alone."""
    return row.role in _HEADINGS or (row.level in (1, 2, 3) and not row.group and row.linked * 2 <= len(row.text))


def _is_text(row: Row) -> bool:
    return row.role in ("body", "caption", "subheadline", "") or (row.role == "about" and is_prose(row))


def _with_captions(rows: Sequence[Row], body: list[Row]) -> list[Row]:
    """The body, with the captions above and beside it behind it: it begins with its own first line."""
    first = next((i for i, r in enumerate(body) if r.role != "caption"), 0)
    known = {r.text for r in body[first:]}
    loose = body[:first] + [r for r in rows if r.role == "caption" and not r.group]
    return body[first:] + [r for r in loose if r.text not in known]


def _picture_story(page: Markup) -> list[Part]:
    headline = next((i for i, r in enumerate(page.rows) if r.role == "headline" or r.level == 1), None)
    captions = [r for r in page.rows if r.role == "caption"]
    return [Part(page.rows, captions)] if captions and headline is not None else []


def _titled(page: Markup) -> list[Part]:
    """Articles that each stand below a heading of one level, on a page whose title names none of them.

    Each has a box of its own, or they stand in one box from its first line on.
    """
    rows, boxes = page.rows, _Boxes(page)
    headings = [i for i, r in enumerate(rows) if r.level and _heads(r)]
    ends: dict[int, int] = {}
    titled: dict[tuple[int, int, bool], list[int]] = {}
    for i, following in pairwise([*headings, len(rows)]):
        # The widest box that this heading opens and no other heading stands in.
        own = [b for b in boxes.around(rows[i].box)[:4] if boxes.first[b] == i and boxes.last[b] < following]
        outer = page.parents[own[-1]] if own else rows[i].box
        ends[i] = (boxes.last[own[-1]] if own else min(following - 1, boxes.last[outer])) + 1
        if any(is_prose(r) for r in rows[i + 1 : ends[i]]):
            titled.setdefault((rows[i].level, outer, bool(own)), []).append(i)
    several = [key for key, starts in titled.items() if len(starts) > 1]
    if not several:
        return []
    level, outer, own_boxes = min(several, key=lambda key: (key[0], -len(titled[key])))
    starts = titled[level, outer, own_boxes]
    above = rows[: starts[0]]
    headed = any(0 < r.level < level and len(r.text) > 4 and not r.linked for r in above)
    lines = [*above, *(rows[i] for i in starts)]
    named = any(len(r.text) >= 4 and r.text in page.title and not paper_name(r.text) for r in lines)
    inside = [rows[i : ends[i]] for i in starts]
    held, whole = (sum(len(r.text) for r in part if is_prose(r)) for part in (chain(*inside), rows))
    # Headings that no box holds are those of one article's parts, but on a page of the paper.
    parted = not own_boxes and not (page.lists or "版" in page.title)
    led = not own_boxes and any(is_prose(r) for r in above[boxes.first[outer] :])
    if headed or named or parted or led or held * 2 < whole:
        return []
    if len(starts) > _MAX_PARTS:
        raise UnreadableError("too_large", _MANY)
    parts = [Part(part, _trimmed(part, page.title)) for part in inside]
    return [p for p in parts if p.body]


class _Boxes:
    """The boxes of a page: the first and last line inside each, and how many lines and boxes it holds."""

    def __init__(self, page: Markup) -> None:
        self.parents = page.parents
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        self.sizes: Counter[int] = Counter(r.box for r in page.rows)
        for i, row in enumerate(page.rows):
            self.first.setdefault(row.box, i)
            self.last[row.box] = i
        # A box has a higher number than the one around it.
        for box in range(len(self.parents) - 1, 0, -1):
            if box in self.first:
                outer = self.parents[box]
                self.first[outer] = min(self.first.get(outer, self.first[box]), self.first[box])
                self.last[outer] = max(self.last.get(outer, 0), self.last[box])
                self.sizes[outer] += 1

    def around(self, box: int) -> list[int]:
        """The box and those around it, from inside out."""
        out = [box]
        while box and len(out) < 300:
            box = self.parents[box]
            out.append(box)
        return out

    def holder(self, row: Row) -> int:
        """The box that a line counts for: not one that holds it alone, as where each paragraph is a <div>."""
        box = row.box
        while box and self.sizes[box] == 1:
            box = self.parents[box]
        return box


def _densest(page: Markup) -> list[Part]:
    """The one article of a page that marks nothing: the box with the most running text."""
    boxes = _Boxes(page)
    scores: Counter[int] = Counter()
    for row in page.rows:
        if is_prose(row):
            size = len(row.text) - row.linked
            holder = boxes.holder(row)
            scores[holder] += size * 10
            if boxes.parents[holder] != holder:
                scores[boxes.parents[holder]] += size * 6
    if not scores:
        return []
    best = _widened(page, boxes, max(scores, key=lambda box: (scores[box], -box)))
    body = _trimmed(page.rows[boxes.first[best] : boxes.last[best] + 1], page.title)
    if sum(len(r.text) for r in body if is_prose(r)) < _MIN_BODY:
        return []
    place = next(i for i, r in enumerate(page.rows) if r is body[0])
    # A page of the paper that lists its articles holds notes for readers, which no heading stands above.
    headed = not page.lists or any(_heads(r) or r.hint == "headline" for r in page.rows[: place + 1])
    return [Part(page.rows, body)] if headed else []


def _widened(page: Markup, boxes: _Boxes, box: int) -> int:
    """The box, or one around it that holds more running text and neither headings nor lists of links."""
    while box:
        outer = boxes.parents[box]
        inner = page.rows[boxes.first[box] : boxes.last[box] + 1]
        new = page.rows[boxes.first[outer] : boxes.first[box]] + page.rows[boxes.last[box] + 1 : boxes.last[outer] + 1]
        size, more = (sum(len(r.text) for r in rows if is_prose(r)) for rows in (inner, new))
        if more < 0.25 * size or any(_bounds(r) for r in new) or sum(r.linked for r in new) > 0.2 * more:
            return box
        box = outer
    return box


def _bounds(row: Row) -> bool:
    """Whether a line ends the surroundings of an article's text: a headline, what is said of it, a note of the site."""
    return row.level in (1, 2) or row.hint == "headline" or row.role in ("headline", "about") or is_furniture(row.text)


def _trimmed(rows: Sequence[Row], title: str) -> list[Row]:
    """The lines from the first to the last that belong to the text: no notes of the site, no list of other articles."""
    whole = sum(len(r.text) for r in rows if is_prose(r))
    read = 0
    for i, row in enumerate(rows):
        read += len(row.text) if is_prose(row) else 0
        if read * 2 > whole and ends_article(row.text):
            rows = rows[:i]
            break
    rows = [r for r in rows if r.linked * 2 <= len(r.text) and (not _is_aside(r) or _signs(r))]
    prose = [i for i, r in enumerate(rows) if is_prose(r) and not _is_remark(r.text) and r.text not in title]
    if not prose:
        return []
    first, last = prose[0], prose[-1]
    while first > 0 and _opens(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and (_belongs(rows[last + 1], rows[last]) or _signs(rows[last + 1])):
        last += 1
    return rows[first : last + 1]


_ASIDE = frozenset({"about", "headline", "author"})


def _is_aside(row: Row) -> bool:
    """Whether a line stands beside the text by its marks, wherever it is."""
    return row.role in _ASIDE and len(row.text) <= 60


def _is_remark(text: str) -> bool:
    """Whether a line is a remark by its words: above and below the text, not in it."""
    return is_about(text) or is_furniture(text)


def _opens(row: Row, below: Row) -> bool:
    """Whether a line above the running text is part of it: a byline, a salutation, a short sentence."""
    return (read_line(row.text) is not None or row.text[-1] in "：。！？”」") and _belongs(row, below)


def _belongs(row: Row, beside: Row) -> bool:
    """Whether a line beside the running text is part of it: one of its box that is neither heading nor remark."""
    if row.role == "caption":
        return True
    plain = not (row.level or row.linked or row.hint or row.role in _HEADINGS or _is_aside(row) or _is_remark(row.text))
    if not plain or len(row.text) > 60 or not _HAN.search(row.text):
        return False
    return row.box == beside.box or _signs(row)


def _signs(row: Row) -> bool:
    """Whether a line names who wrote, took or edited what stands beside it."""
    line = read_line(row.text)
    return line is not None and bool(line.authors) and not row.linked


def is_prose(row: Row) -> bool:
    """Whether a line is running text: sentences with their stops, most of it no link."""
    plain = len(row.text) - row.linked
    return (
        plain * 2 > len(row.text)
        and row.level not in (1, 2)
        and (plain >= 20 or (plain >= 5 and row.text[-1] in "。！？”」"))
        and _STOP.search(row.text) is not None
        and _HAN.search(row.text) is not None
    )
