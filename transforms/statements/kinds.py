"""The body that a text names by its kind alone: 公司, 该院, 法院 mean the one of that kind that was named last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from transforms.lexicon import rules
from transforms.page import Mention, Page
from transforms.statements.cues import any_of

_RULES = rules("speakers")
_COMPANY = re.compile("(?:公司|集团|企业|股份|科技|控股)$")
_PUBLIC = re.compile("[局委部院会厅署处所社校学团队馆党府军国盟台报站网区县镇乡村]$|银行$|中心$|..{7}")
"""Bodies that 该公司 cannot mean; a brand has a short name and no such ending."""
_OF_COMPANIES = re.compile("(?:公司|集团|企业){1,2}$")
_ENDINGS: dict[str, tuple[str, ...]] = {kind: tuple(ends) for kind, ends in _RULES["kinds"].items()}
_LOOKED_AT = 60
"""So many bodies in front of a word for a kind are looked at, at most."""
BARE = re.compile(f"(?:{any_of([*_ENDINGS, '公司', '集团', '企业'])})(?:方面)?")
"""A body by its kind alone."""
_KINDS = any_of([*_ENDINGS, *_RULES["units"]])
OWN = re.compile(f"[”’」]?(?:该|本|这家|这所)(?P<unit>{_KINDS})(?P<field>(?![的公集企])[一-鿿]{{0,12}})$")
"""In front of a post: 该院|心血管外科."""


_CALLED = re.compile("（(?:以下|下称|简称)[^（）]{1,20}）")
"""What a body is called from here on, between it and its part."""


NEAR_PART = 80
"""So many characters stand between the whole name of a body and the post in its part, at most."""


def whose_part(text: str, part: str, at: int, named: Iterable[Mention]) -> str | None:
    """The whole name of a part of a body behind its short form, for a post at `at`: 云帆公司（以下简称云帆）|业务部."""
    brackets = _CALLED.finditer(text, max(0, at - NEAR_PART), at + len(part))
    called = {m.start() for m in brackets if text.startswith(part, m.end())}
    return next((f"{m.name}{part}" for m in named if m.end in called), None) if called else None


class Kinds:
    """The organisations and places of a page, by article, for what names them by their kind."""

    def __init__(self, page: Page) -> None:
        self._named: dict[str | None, list[tuple[int, int, Mention]]] = {}
        for number, mentions in sorted(page.names.by_segment.items()):
            article = page.segments[number].article_id
            for m in mentions:
                if m.type in ("organization", "place"):
                    self._named.setdefault(article, []).append((number, m.end, m))
        self._main: dict[str | None, Mention | None] = {}
        self._opening: dict[tuple[str | None, str], Mention | None] = {}
        self._posts = page.names.posts
        self._texts = page.segments
        self._article_of = [segment.article_id for segment in page.segments]

    def opening_with(self, segment: int, short: str) -> Mention | None:
        """The first organisation of the article whose name opens with a short one: 云帆 → 云帆集团."""
        article = self._article_of[segment]
        if (article, short) not in self._opening:
            bodies = (m for _, _, m in self._named.get(article, ()) if m.type == "organization")
            self._opening[article, short] = next((m for m in bodies if m.name.startswith(short)), None)
        return self._opening[article, short]

    def _is_listed(self, segment: int, body: Mention) -> bool:
        """Whether a body is one of several in a list, none of which a bare 公司 means: 云帆、临江等|公司."""
        text = self._texts[segment].plain
        return text[body.start - 1 : body.start] == "、" and text.startswith(("等", "、"), body.end)

    def of_post(self, segment: int, kind: str) -> str | None:
        """The body of that kind that only a post of the article names, up to this paragraph: 赛事组委会主任."""
        endings = _ENDINGS.get(kind, (kind,))
        article = self._article_of[segment]
        behind = bisect_right(self._posts, segment, key=lambda post: post.segment)
        for post in reversed(self._posts[max(0, behind - _LOOKED_AT) : behind]):
            body = post.organization or ""
            whole = body.endswith(endings) and len(body) > len(kind) and "、" not in body
            if whole and self._article_of[post.segment] == article:
                return body
        return None

    def main_company(self, segment: int) -> Mention | None:
        """The company that an article is about: named three times at least, and twice as often as any other."""
        article = self._article_of[segment]
        if article not in self._main:
            named = [m for _, _, m in self._named.get(article, []) if m.type == "organization" and _is_company(m)]
            counts = Counter(m.entity_id for m in named).most_common(2)
            told = bool(counts) and counts[0][1] >= _OFTEN and (len(counts) < 2 or counts[0][1] >= 2 * counts[1][1])
            self._main[article] = next(m for m in named if m.entity_id == counts[0][0]) if told else None
        return self._main[article]

    def before(self, segment: int, at: int, kind: str) -> Mention | None:
        """The body of that kind that the article named last in front of a position, or None."""
        named = self._named.get(self._article_of[segment], [])
        behind = bisect_left(named, (segment, at + 1), key=lambda n: n[:2])
        company = _OF_COMPANIES.fullmatch(kind) is not None
        endings = _ENDINGS.get(kind, (kind,))
        for number, _, m in reversed(named[max(0, behind - _LOOKED_AT) : behind]):
            if company:
                if m.type == "organization" and _is_company(m):
                    return None if self._is_listed(number, m) else m
            elif m.name.endswith(endings) and len(m.name) > len(kind):
                return m
        return None


_OFTEN = 3


def _is_company(body: Mention) -> bool:
    return _COMPANY.search(body.name) is not None or not _PUBLIC.search(body.name)


_RESEARCH = re.compile("[一-鿿A-Za-z]{2,6}(?:研究|固收|策略|宏观|资管|投研|量化|财富)$")
_ANALYSTS = re.compile("分析师|研究员|经济学家|策略师|首席|研究总监|投资经理|基金经理")


def is_research(name: str, title: str) -> bool:
    """Whether the words in front of an analyst are the house whose research is his: 云帆研究|宏观分析师."""
    return _ANALYSTS.search(title) is not None and _RESEARCH.fullmatch(name) is not None
