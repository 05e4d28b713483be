"""The kind of each paragraph of an article, told by what stands around it: subheadings, editor's notes, lists."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from transforms.articles.captions import find_briefs, find_captions
from transforms.articles.paragraphs import NOTE, Paragraph, is_prose, is_turn
from transforms.articles.signatures import HAN, is_person

_ANNOUNCES = re.compile(r"本报|本刊|本版|本期|本栏|即日起|今日起|今起|敬请关注|敬请垂注|推出|刊发|刊登")
_DISCLAIMER = re.compile(r"[【（(\[]?(?:免责声明|免责条款|版权声明|风险提示)[】）)\]]?\s*(?:[:：]|$)")
_MARKS = "■●◆□▲★☆◎○►▶"
_PAIR = re.compile(r"([^：:，。]{2,6})[：:]")
_ASKED = re.compile(r"(?:访谈|对话|受访|采访|特邀|主讲)(?:嘉宾|对象|人物|人|者)|嘉宾")
"""Before the name of whom an interview asks."""
_NUMBERED = re.compile(rf"[{HAN}（()）]{{2,20}}[〔［\[（(【]?\d{{4}}[〕］\]）)】]?\s*年?第?\s*\d{{1,5}}\s*号")
"""The number of an official text: 临自然资告〔2026〕5号."""
_IN_PARTS = re.compile(r"[^\s，,：:]{4,}[^\S\n][^\s，,：:]{4,}")
_INTERVIEWER = re.compile(r"(?:问|Q|本报记者|记者|主持人)[：:]")
_ADDRESSED = re.compile(r"[您你咱]|我们?|那么")
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]")
_SAYS = ("表示", "指出", "认为", "说", "称", "介绍", "强调", "透露", "坦言", "道", "提醒", "建议")
_NAMES_ALONE = re.compile(rf"[{HAN}·]{{2,}}(?:\s+[{HAN}·]+)+")
_MAX_DASHED = 45
_VERSE = 4
"""So many short lines on end are verse or a list, not subheadings."""


def settle_kinds(paragraphs: list[Paragraph]) -> None:
    """Tell subheadings, captions and editor's notes from the body, by what stands around them."""
    _find_notes(paragraphs)
    _find_marked_subheadings(paragraphs)
    find_briefs(paragraphs)
    _find_subheadings(paragraphs)
    _find_listed_names(paragraphs)
    _find_parallel(paragraphs)
    _find_dashed(paragraphs)
    find_captions(paragraphs)


def _find_notes(paragraphs: list[Paragraph]) -> None:
    """An editor's note is no text of the article: the line that names it, and the paragraphs it introduces."""
    for at, p in enumerate(paragraphs):
        named = NOTE.match(p.text) if p.kind == "body" else None
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


def _find_marked_subheadings(paragraphs: list[Paragraph]) -> None:
    """A word behind a mark that may be no name signs an article above its text or at its end: ■托得起 … ■托得好."""
    doubtful = [i for i, p in enumerate(paragraphs) if p.text[0] in _MARKS and _is_doubtful(p)]
    body = [i for i, p in enumerate(paragraphs) if p.kind == "body"]
    for i in doubtful:
        if len(doubtful) > 1 or (body and body[0] < i < body[-1]):
            paragraphs[i].kind, paragraphs[i].line = "body", None


def _is_doubtful(p: Paragraph) -> bool:
    names = p.line.authors if p.kind == "byline" and p.line and p.line.bare else ()
    return len(names) == 1 and not is_person(names[0].name)


def _find_subheadings(paragraphs: list[Paragraph]) -> None:
    """Short lines without a final stop between paragraphs are subheadings."""
    last = max((i for i, p in enumerate(paragraphs) if p.kind == "body" and is_prose(p.text)), default=-1)
    keys = Counter(pair[1] for p in paragraphs if (pair := _PAIR.match(p.text)) and not is_prose(p.text))
    run: list[Paragraph] = []
    questions: list[Paragraph] = []
    for p in [*paragraphs[: last + 1], None]:
        if p is not None and p.kind == "body" and not is_prose(p.text) and not _NUMBERED.fullmatch(p.text):
            run.append(p)
        else:
            if run and run[-1].text[-1] in "：:":
                run.pop()  # it calls on someone or introduces what follows
            # A question alone asks what the next paragraph answers; 单位：… again and again is a list.
            alone = len(run) == 1 and run[0].text[-1] in "？?" and not (p and _heads(run[0].text, p.text))
            questions += run if alone else []
            if len(run) < _VERSE and not alone:
                for line in run:
                    pair = _PAIR.match(line.text)
                    asked = pair is not None and _ASKED.fullmatch(pair[1]) is not None
                    line.kind = "body" if asked or (pair and keys[pair[1]] > 1) else "subheading"
            run = []
    told = sum(p.kind == "subheading" and p.text[-1] not in "？?" for p in paragraphs)
    _find_question_heads(questions, told)


def _heads(question: str, below: str) -> bool:
    """Whether a question is printed as headings are: in two parts, or above what an interviewer asks."""
    return _IN_PARTS.fullmatch(question) is not None or (
        _INTERVIEWER.match(below) is not None and not is_turn(question)
    )


def _find_question_heads(questions: list[Paragraph], told: int) -> None:
    """Several questions, each alone above its answer, head the sections of an article that asks nobody in person.

    Where more sections are headed otherwise (`told`), a question is part of the text.
    """
    asks = [p for p in questions if not re.search(r"[，,：:]", p.text)]
    if len(asks) > max(1, told) and not any(_ADDRESSED.search(p.text) for p in questions):
        for p in asks:
            p.kind = "subheading"


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
