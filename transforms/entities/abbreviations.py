"""Short forms of bodies that a page names in whole: 江大 for 江东大学, 辽博 for 辽州博物馆, 金杨护理院 for
临江金杨护理院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.vocabulary import Texts

_PAPER = re.compile("(?:晚报|日报|早报|晨报|商报|都市报|经济新闻)$")
_WHOLE = re.compile(
    "(?:[省市县区州]|自治区)?(?P<rest>[一-鿿]{2,12}?(?:医院|护理院|养老院|敬老院|福利院|博物馆|纪念馆|救援队|俱乐部|协会|商会|联合会|联盟|基金会"
    "|研究院|研究会|中学|小学|幼儿园|学校|书院|集团|剧院|出版社|健身房|健身|超市|律师事务所|(?<=[一-鿿]{3})队))"
)
_ALONE = re.compile(
    "(?:[\\s，。；：！？、“”‘’（）()]|(?<![一-鿿])[据在由从对向与和及被就]|[从向对]|走进|来到|位于|前往|^)$"
)
"""In front of a short form: the edge of a clause or a word of function."""
_AFTER = re.compile(
    "[，。；：！？、“”‘’（）()\\s的在将已也还有是与和及等对从就于称为都]|$|获悉|了解|党委|副?教授|老师|师生|学生|学子|校友|副?校长|校园|团队|附[属中小院]|[一二三]院|副?院长|记者|编辑|副?馆长|新馆|方面|法学院|医学院|商学院"
)


def abbreviations(pages: Sequence[Words], spans: Sequence[Sequence[Span]]) -> dict[str, str]:
    """Short form → the one body of the page that it may stand for."""
    full: dict[str, set[str]] = {}
    for words, found in zip(pages, spans, strict=True):
        for span in found:
            if span.type == "organization" and span.end - span.start > _LEAST:
                name = words.text[span.start : span.end]
                for short in _shorten(name):
                    full.setdefault(short, set()).add(name)
    longest = {short: max(sorted(names), key=len) for short, names in full.items()}
    return {short: name for short, name in longest.items() if all(map(name.endswith, full[short]))}


_LEAST = 3


def _letters(of: str) -> dict[str, str]:
    return rules("organizations")[f"letters_of_{of}"]


def _shorten(name: str) -> Iterator[str]:
    """Forms that a body may go by where the page has named it."""
    size = next((n for n in (4, 3, 2) if name[:n] in gazetteer()), 0)
    place = name[:size]
    letters = {name[0], _letters("places").get(place.rstrip("省市"), name[0])}
    if name.endswith("大学"):
        yield from filter(_is_no_word, _of_university(name[:-2], size, letters))
    house = _letters("houses").get(name[size:])
    if house is not None:
        yield from filter(_is_no_word, (letter + house for letter in letters))
    if _PAPER.search(name) is not None and size == 0:
        yield from filter(_is_no_word, (name[0] + ("经" if name.endswith("新闻") else "报"),))
    if size and place not in _LANDS and (found := _WHOLE.fullmatch(name, size)) is not None:
        rest = found["rest"]
        if len(rest) >= _SHORTEST and not _is_any(rest):
            yield rest


_LANDS = frozenset(("中国", "全国", "国际", "世界"))
_SHORTEST = 4


def _of_university(stem: str, size: int, letters: set[str]) -> Iterator[str]:
    """What may be left of a university: of its place the letter or the name, of its field the letter."""
    field = stem[size:] or stem
    kind = next(
        (k for f, k in _letters("fields").items() if field.startswith(f) or (not size and field.endswith(f))), ""
    )
    for letter in letters:
        if kind:
            yield letter + kind + "大"
            yield letter + kind
        elif len(stem) == size or len(stem) == len(_PLAIN):
            yield letter + "大"
    if kind and size:
        yield stem[:size] + kind + "大"


_PLAIN = "江东"


def _is_no_word(short: str) -> bool:
    """Whether a short form is no word of its own: not 广大."""
    return word_tag(short) in ("", "j", "nz", "nt", "nr", "ns") and short not in gazetteer()


@cache
def _any() -> frozenset[str]:
    data = rules("organizations")
    return frozenset((*data["endings"], *data["common"], *data["offered"], *data["local"])) - {"肿瘤医院", "儿童医院"}


def _is_any(rest: str) -> bool:
    """Whether a name without its place may be that of any body of its kind: 人民医院, 实验小学."""
    return rest in _any() or any(rest.startswith(word) for word in _GENERAL)


_GENERAL = ("人民", "中心", "第", "实验", "分", "附属", "职业", "国际", "足球", "篮球", "排球", "商业", "代表", "社区")


def abbreviated(pages: Sequence[Words], page: Texts, short: Mapping[str, str]) -> Iterator[tuple[int, Span]]:
    """Where the short forms stand for their bodies: text number and span."""
    for number, start, end in page.find(short):
        text = pages[number].text
        if _ALONE.search(text, max(0, start - 2), start) is None:
            continue
        house = text[end - 1] in "博图" and _HOUSE_WORD.match(text, end) is None
        if end - start >= _SHORTEST or house or _AFTER.match(text, end) is not None:
            yield number, Span(start, end, "organization")


_HOUSE_WORD = re.compile("[士览物弈客主彩书片纸像案形文集]")
"""Behind the last letter of such a form of a museum or library what makes another word of it."""
