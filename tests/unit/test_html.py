"""Article pages: what is text, what is metadata, and pages that no browser would love."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.documents.decode import UnreadableError
from transforms.documents.formats.html import read_html
from transforms.documents.formats.markup import MAX_TAGS, read_markup
from transforms.documents.formats.recognition import read_content
from transforms.documents.reader import read_document

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
        (
            "<div id=ozoom>01版:要闻<ul><li><a id=pageLink href=1>第01版：要闻</a><li><a href=2>第02版：要闻</a></ul>"
            "</div><form><span>1.读者留言须遵守法律、法规，尊重网上道德。</span></form>",
            "content_",
        ),
        (
            "<map name=PagePicMap><area href=1></map><ul><li><a href=1>新桥昨日通车，首日车流过万。</a></ul>"
            "<div>地址：临江市江滨路1号，邮编：000000，电话：12345678。</div>",
            "content_",
        ),
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


@pytest.mark.parametrize("meta", ["gb2312", "utf-8", "big5"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "gbk", "gb2312", "big5"])
def test_html_is_read_in_any_encoding_whatever_it_says_of_itself(encoding: str, meta: str) -> None:
    said = "臨江大橋昨日合龍，兩岸市民前來參觀，都說這是今年最大的喜事。" if encoding == "big5" else SAID
    html = f"<html><head><meta charset={meta}><title>江</title></head><body><h1>大江上的一天</h1><p>{said}</p></body>"
    found = read_content("x.html", html.encode(encoding))
    assert (found.format, found.text) == ("html", f"# 大江上的一天\n\n{said}\n")


SAID = "临江大桥昨日合龙，两岸市民前来参观，都说这是今年最大的喜事。"
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


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<font size=2>", "<td>", "<", "<!--", '<a b="', "<table><tr><td>"])
def test_html_of_ten_megabytes_of_open_tags_is_a_rejected_document(unit: str) -> None:
    row = read_document("2026-03-05/x.html", b"<html><p>" + unit.encode() * (10_000_000 // len(unit)))
    assert (row.reason_code, row.reason) == (
        "too_large",
        f"The page has more than {MAX_TAGS:,} tags: save its articles one by one.",
    )


@pytest.mark.parametrize(
    "unit",
    [
        "<h1>短讯</h1><div id=ozoom><p>今晚{}时起停水。</p></div>",
        "<article><h2>短讯</h2><p>今晚{}时起，江城停水，请市民备好用水，明早恢复。</p></article>",
    ],
)
def test_html_refuses_more_articles_than_any_page_has(unit: str) -> None:
    assert read_html("".join(unit.format(i) for i in range(300))).text.count("# 短讯") == 300
    with pytest.raises(UnreadableError) as caught:
        read_html("".join(unit.format(i) for i in range(500)))
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


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_html_never_breaks_down_on_bytes(data: st.DataObject) -> None:
    html = data.draw(st.sampled_from(PAGES)).encode(data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])))
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(html))] * 2)))
    row = read_document("2026-03-05/x.html", html[:a] + data.draw(st.binary(max_size=40)) + html[b:])
    assert row.source_path == "2026-03-05/x.html"
