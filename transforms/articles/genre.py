"""What kind of article it is: news, brief, feature, commentary, photo, continuation or notice."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from transforms.articles.furniture import is_paid
from transforms.lexicon import rules
from transforms.traditional import in_simplified

BRIEF = 200
"""An article with a dateline and fewer characters than this is a brief."""

_QUOTED = re.compile(r"“[^”]{0,400}”")
_SENTENCE_END = re.compile(r"[。！？]")
_NUMBER = re.compile(r"\d+")
_REPORTED = re.compile(r"(?:说|表示|介绍|告诉|道|指出|认为)[，。：“]|记者(?!节)")


class _Patterns(NamedTuple):
    notice: re.Pattern[str]
    official: re.Pattern[str]
    column: re.Pattern[str]
    opinion: re.Pattern[str]
    memoir: re.Pattern[str]
    calls: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = rules("genre")
    columns = "|".join(data["columns"])
    return _Patterns(
        re.compile(f"(?:{'|'.join(data['notice'])})(?:[（(][^（()）]{{1,20}}[）)])?$"),
        re.compile(rf"关于.{{2,60}}的(?:{'|'.join(data['official'])})$"),
        re.compile(
            rf"[（(【〔\[][^（()）【】]{{0,10}}(?:{columns})[）)】〕\]]|^[^：:｜|丨，。]{{0,8}}(?:{columns})[：:｜|丨]"
        ),
        re.compile("|".join(data["opinion"])),
        re.compile("|".join(data["memoir"])),
        re.compile("|".join(data["calls"])),
    )


_ASK_AT = re.compile(r"电话|热线|咨询|微信|地址[:：]|\d{3,4}-\d{7,8}|1\d{10}")
_HELD = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|[今昨][天日])[^。]{0,80}?(?:召开|举行|举办|开幕|会见|启动|揭牌|签约|出席)"
)
"""A report opens with what was held and when."""


def read_genre(headline: str, kicker: str, paragraphs: list[Any], from_page: str | None) -> str:
    """The genre by the contract's rules, from the headings and the article's paragraphs in order."""
    rule = _patterns()
    headline, kicker = in_simplified(headline), in_simplified(kicker)
    if from_page:
        return "continuation"
    dated = _opening_dateline(paragraphs)
    reported = dated is not None and any(a.role == "reporter" for a in dated.line.authors)
    if (heads_notice(headline) and not reported) or _points_on(paragraphs) or _advertises(paragraphs):
        return "notice"
    body = [p for p in paragraphs if p.kind in ("body", "subheading")]
    if not body and any(p.kind in ("caption", "credit") for p in paragraphs):
        return "photo"
    signed = [p.line for p in paragraphs if p.kind == "byline" and p.line]
    # The name of the column may stand in a line of its own.
    plain = [p for p in paragraphs[:3] if p.kind == "credit" and (p.line is None or p.line.kind == "label")]
    names = [in_simplified(p.text) + "：" for p in plain]
    names.append(kicker + "：")
    roles = {a.role for line in signed if not line.bare for a in line.authors}
    if "commentator" in roles or any(map(rule.column.search, (headline, *names))):
        return "commentary"
    if dated:
        size = sum(len("".join(p.text.split())) for p in body)
        return "brief" if size < BRIEF else "news"
    if rule.official.search(headline):
        return "notice"
    if "reporter" not in roles:
        bare, agency = any(line.bare for line in signed), any(line.dateline for line in signed)
        if _argues(headline, [p.text for p in body], bare, agency):
            return "commentary"
    return "feature"


def heads_notice(headline: str) -> bool:
    """Whether a headline is that of a notice."""
    return _patterns().notice.search(in_simplified(headline)) is not None


def _opening_dateline(paragraphs: list[Any]) -> Any | None:
    """The dateline that opens the text, behind one paragraph that leads to it at most."""
    texts = [i for i, p in enumerate(paragraphs) if p.kind == "body"]
    first, second = (*texts, len(paragraphs), len(paragraphs))[:2]
    for i, p in enumerate(paragraphs[:second]):
        if p.kind == "byline" and p.line and p.line.dateline and (i < first or (texts[1:] and p.text[0] not in "（(")):
            return p
    return None


def _advertises(paragraphs: list[Any]) -> bool:
    """Whether a text that nobody signs tells where to ask, and the line below it says that it is paid for."""
    if not paragraphs or not is_paid(paragraphs[-1].text) or any(p.kind == "byline" for p in paragraphs):
        return False
    return any(_ASK_AT.search(p.text) for p in paragraphs if p.kind == "body")


def _points_on(paragraphs: list[Any]) -> bool:
    """Whether there are only titles and the pages they stand on, as in a table of contents."""
    pages = [p for p in paragraphs if p.line and p.line.on_page]
    return bool(pages) and not any(p.kind == "body" and p.text[-1] in "。！？…”" for p in paragraphs)


def _argues(headline: str, body: list[str], bare: bool, agency: bool) -> bool:
    """Whether the text argues; one signed with a bare name need not do so as plainly as one that is not signed.

    What an agency sends out (`agency`) is a report unless its headline calls for something.
    """
    rule = _patterns()
    text = _QUOTED.sub("", "\n".join(body)[:20_000])
    sentences = max(1, len(_SENTENCE_END.findall(text)))

    def density(pattern: re.Pattern[str]) -> float:
        return len(pattern.findall(text)) / sentences

    calls = rule.calls.search(headline)
    counts = density(_NUMBER) > 0.5 and not (bare and calls)
    tells = density(_REPORTED) > 0.15 or density(rule.memoir) > 0.08 or counts
    if tells or sentences < 4 or (body and _HELD.match(body[0])):
        return False
    if agency and not calls:
        return False
    return density(rule.opinion) >= (0.1 if bare or calls else 0.35)
