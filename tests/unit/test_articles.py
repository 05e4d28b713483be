"""Pages into articles: cases as data, and what holds for any text."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.articles.bylines import read_line
from transforms.articles.layout import read_blocks
from transforms.articles.reader import read_articles
from transforms.articles.signatures import read_signature
from transforms.page import Page
from warehouse.contract import DOCUMENTS


def page_of(text: str) -> Page:
    row = DOCUMENTS.row("0" * 16, "a.md", None, date(2026, 3, 5), "path", None, "markdown", "utf-8", len(text), text)
    return Page(row)


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("case", cases("signatures"), ids=lambda c: c["text"])
def test_signatures_golden(case: dict[str, Any]) -> None:
    found = read_signature(case["text"])
    if case["expect"] is None:
        assert not (found.clean and found.roles)
    else:
        assert found.clean
        assert [f"{a.name}/{a.role}" for a in found.authors] == case["expect"]


@pytest.mark.parametrize("case", cases("lines"), ids=lambda c: c["text"])
def test_bylines_golden(case: dict[str, Any]) -> None:
    line = read_line(case["text"])
    if case["kind"] is None:
        assert line is None
        return
    assert line is not None and line.kind == case["kind"]
    assert (line.from_page, line.on_page) == (case.get("from_page"), case.get("on_page"))
    assert (line.dateline, line.bare) == (case.get("dateline", False), case.get("bare", False))
    if "authors" in case:
        assert [a.name for a in line.authors] == case["authors"]


@pytest.mark.parametrize("case", cases("layout"), ids=lambda c: c["name"])
def test_layout_golden(case: dict[str, Any]) -> None:
    blocks = read_blocks(case["text"])
    assert [(str(b.level) if b.level else "") + b.text for b in blocks] == case["expect"]


@pytest.mark.parametrize("case", cases("articles"), ids=lambda c: c["name"])
def test_articles_golden(case: dict[str, Any]) -> None:
    rows = read_articles(page_of(case["text"]))
    assert [a.headline for a in rows["articles"]] == [c["headline"] for c in case["articles"]]
    for article, expected in zip(rows["articles"], case["articles"], strict=True):
        assert (article.kicker, article.subheadline) == (expected.get("kicker"), expected.get("subheadline"))
        assert [f"{a['name']}/{a['role']}" for a in article.authors] == expected.get("authors", [])
        assert article.genre == expected["genre"]
        pages = (article.continued_from_page, article.continued_on_page)
        assert pages == (expected.get("from_page"), expected.get("on_page"))
        if "kinds" in expected:
            kinds = [p.kind for p in rows["paragraphs"] if p.article_id == article.article_id]
            assert kinds == expected["kinds"]
        if "roles" in expected:
            roles = [h.role for h in rows["headings"] if h.article_id == article.article_id]
            assert roles == expected["roles"]


def assert_whole(text: str) -> None:
    """Every row reproduces its span, no two overlap, and no character of text is lost."""
    rows = read_articles(page_of(text))
    spans = sorted((r.char_start, r.char_end, r.text) for name in ("headings", "paragraphs") for r in rows[name])
    left, at = "", 0
    for start, end, said in spans:
        assert at <= start < end
        assert squash(text[start:end]) == squash(said)
        left += text[at:start]
        at = end
    assert not re.search(r"[\u4e00-\u9fff]", left + text[at:])
    for article in rows["articles"]:
        mine = [p for p in rows["paragraphs"] if p.article_id == article.article_id]
        assert all(article.char_start <= p.char_start and p.char_end <= article.char_end for p in mine)
        body = "\n".join(p.text for p in mine if p.kind in ("body", "subheading"))
        assert article.body == body


MARKS = "# |## |**|\n|\n\n|——|■ |（|）|“|”|。|，|\u3000\u3000|①|A|1| |【编辑:|】|(完)|(上接第1版)|下转A02版▶"
WORDS = "记者 |陆知远|江城|夜市开张|摄|本报讯|3月4日|图为|来源：|大桥昨日合龙，全长两公里，"
PIECES = st.sampled_from([*MARKS.split("|"), *WORDS.split("|")])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("# # # \n——")
def test_articles_lose_nothing(text: str) -> None:
    assert_whole(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_articles_never_raise(text: str) -> None:
    read_articles(page_of(text.replace("\r", "\n")))


@pytest.mark.parametrize("case", cases("articles"), ids=lambda c: c["name"])
def test_articles_cover_the_page(case: dict[str, Any]) -> None:
    assert_whole(case["text"])


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "（",
        "#",
        "-",
        " ",
        "1",
        "**",
        "记者 ",
        "<a",
        "短行\n",
        "短行没有句号又长一些\n",
        "## 甲\n",
        "江城大桥昨日合龙，\n\n",
    ],
)
def test_articles_take_long_runs(unit: str) -> None:
    read_articles(page_of(unit * 10_000 + "x"))


def test_articles_ids_are_unique() -> None:
    rows = read_articles(page_of("\n\n".join(c["text"] for c in cases("articles"))))
    ids = [a.article_id for a in rows["articles"]]
    ids += [h.heading_id for h in rows["headings"]] + [p.paragraph_id for p in rows["paragraphs"]]
    assert len(ids) == len(set(ids))
