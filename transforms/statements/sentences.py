"""Sentences of a paragraph, cut where a full stop stands outside quotation marks or where quoted speech ends."""

from __future__ import annotations

import re

from transforms.statements.quotations import FINAL, Quotation

# A semicolon parts what one source says from what the next does.
_NEXT_SOURCE = (
    "(?:另|又|而)?据[^，。；]{2,20}(?:数据|统计|预测|介绍|报道)，"
    "|(?![并还也又再同特进要须应])[^，。；：、“”（）]{2,24}?"
    "(?:(?:说|表示|认为|指出|强调|介绍|坦言|透露|告诉记者|告诉本报记者)[，：]|则(?:认为|表示|说|指出|强调)|的(?:答案|看法|回答|观点)是)"
)
_END = re.compile(rf"[。！？…!?]++(?![》〉])[”’」』）)\"＂】]*|；(?={_NEXT_SOURCE})|\n+")
# Behind a quotation these go on with the clause that the quotation is part of: “走！”的喊声, “好！”等.
_GOES_ON = frozenset("的等是成、，,；;：:)）")


def split_units(text: str, quotations: list[Quotation]) -> list[tuple[int, int]]:
    """Spans of the sentences, with each quotation in one piece; a quotation that ends like a sentence ends its span."""
    cuts, index = [], 0
    for match in _END.finditer(text):
        at = match.start()
        while index < len(quotations) and quotations[index].end <= at:
            index += 1
        if index < len(quotations) and quotations[index].start <= at:
            quotation = quotations[index]
            if at < quotation.end - 1 and match.end() < quotation.end:
                continue  # a sentence inside the quotation; `split_quoted` cuts it
            end = quotation.end
            if end < len(text) and (text[end] in _GOES_ON or text[end] in FINAL):
                continue
            cuts.append(end)
        elif not _inside_number(text, at, match.end()):
            cuts.append(match.end())
    return _spans(text, cuts, 0, len(text))


def split_quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in a stretch of quoted speech, whatever marks are nested in it."""
    cuts = [m.end() for m in _END.finditer(text, start, end) if not _in_brackets(text, start, m.start())]
    return _spans(text, cuts, start, end)


def _spans(text: str, cuts: list[int], start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for cut in (*cuts, end):
        if cut <= start:
            continue
        while start < cut and text[start].isspace():
            start += 1
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            spans.append((start, stop))
        start = cut
    return spans


def _inside_number(text: str, at: int, end: int) -> bool:
    """A half-width mark between letters or digits belongs to a name (Yahoo!Japan)."""
    return text[at] in "!?" and end < len(text) and end - at == 1 and text[end].isascii() and text[end].isalnum()


def _in_brackets(text: str, start: int, at: int) -> bool:
    near = max(start, at - _LONGEST_BRACKET)
    return text.count("（", near, at) > text.count("）", near, at)


_LONGEST_BRACKET = 500
"""A bracket that is still open so far behind was never closed."""
