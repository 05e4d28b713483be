"""Article pages: what is text, what is metadata, and pages that no browser would love."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.documents.decode import UnreadableError
from transforms.documents.formats.html import read_html
from transforms.documents.formats.markup import read_markup

CASES = cases("html")
PAGES = [case["html"] for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_html_golden(case: dict[str, Any]) -> None:
    found = read_html(case["html"])
    assert found.text == case["text"]
    assert [found.edition_date, found.publication, found.page_number] == case["about"]


@pytest.mark.parametrize(
    ("html", "remedy"),
    [
        ("<a id=pageLink href=x>第A01版：头版</a><ul><li><a href=1>三江同治见成效</a></ul>", "content_"),
        ("<div id=mp1><a href=1>三江同治</a></div><p>临江日报", "content_"),
        ("<html><body><p>没有文章</p></body></html>", "Markdown"),
        ("", "Markdown"),
    ],
)
def test_html_without_article_is_refused_with_a_remedy(html: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(html)
    assert caught.value.code == "unsupported" and remedy in caught.value.reason


def test_html_menus_named_like_the_page_do_not_hide_it() -> None:
    assert "临江大桥昨日合龙" in read_html("<div class=nav><p>临江大桥昨日合龙，两岸市民前来参观。</div>").text


def test_markup_reads_character_references_and_source_lines() -> None:
    rows = read_markup("<p>甲&amp;乙&#20013;\n　　丙 Big\nApple &#" + "9" * 9000 + ";").rows
    assert rows[0].text == "甲&乙中丙 Big Apple \ufffd"


def test_markup_quotes_may_hold_tag_ends() -> None:
    assert read_markup('<p title="a>b">甲</p><p title="a>乙</p>').rows[0].text == "甲"


UNITS = """<div> | <b><p>甲 | <table><tr><td> | < | <!-- 甲 | <a href=" | <ul><li>甲 | </div></p> | <title> | &#
| <a b="> | <!--npm:article-title-->甲 | <div id=ozoom>正文正文正文正文。
| <table id=newspic>图 | <h1>题 | &nbsp; \u3000\t | <h1>\u3000\u3000"""


@pytest.mark.parametrize("unit", [unit.strip() for unit in UNITS.split("|")])
def test_html_takes_long_runs(unit: str) -> None:
    """Eight thousand times the same open tag is read, or refused with a remedy."""
    try:
        read_html("<p>开头" + unit * 8_000 + "<p>结尾，也是一个长长的句子，写在这里。")
    except UnreadableError as error:
        assert error.reason.endswith(".")


@pytest.mark.parametrize("start", ["<!-- 统计 <div>", "<title>", "<textarea><p>", "<noscript>", "<!-- <title>"])
def test_markup_reads_on_behind_what_never_ends(start: str) -> None:
    rows = read_markup(f"<p>临江大桥昨日合龙。{start}<p>两岸市民前来参观。<p>明年通车。").rows
    assert [r.text for r in rows] == ["临江大桥昨日合龙。", "两岸市民前来参观。", "明年通车。"]


def test_markup_skips_a_script_that_never_ends() -> None:
    assert [r.text for r in read_markup("<p>临江大桥合龙。</p><script>document.write('<p>统计')").rows] == [
        "临江大桥合龙。"
    ]


def test_markup_refuses_a_tag_that_takes_in_the_rest_of_the_page() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_markup('<p>临江大桥昨日合龙。</p><a href="x>' + "两岸市民前来参观。" * 5)
    assert caught.value.code == "unreadable"


def test_markup_keeps_a_page_that_breaks_off_inside_a_tag() -> None:
    assert [r.text for r in read_markup("<p>临江大桥昨日合龙。</p></di").rows] == ["临江大桥昨日合龙。"]


def test_html_refuses_more_tags_than_any_page_has() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html("<" * 600_000)
    assert caught.value.code == "too_large"


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_html_never_breaks_down_on_changed_pages(data: st.DataObject) -> None:
    html = data.draw(st.sampled_from(PAGES))
    for _ in range(data.draw(st.integers(1, 6))):
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(html))] * 2)))
        piece = data.draw(
            st.sampled_from(["", "<", ">", "-->", "<!--", "</td>", "<table>", '"', "\0", "甲", html[a:b]])
        )
        html = html[:a] + piece + html[min(b, a + 40) :]
    try:
        found = read_html(html)
    except UnreadableError as error:
        assert error.code in ("unsupported", "too_large", "unreadable")
    else:
        assert found.text.strip()
