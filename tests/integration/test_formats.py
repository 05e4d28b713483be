"""One article as a raw file of every format gives the same rows; wrong names and encodings do not matter."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.word import pack
from transforms.documents.reader import read_document
from transforms.edition import read_page
from transforms.gold import squash
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS

PATH = "临江日报/2026-03-05_A02"
FIRST = "本报讯（记者 陆知远）临江大桥昨日合龙，全长三公里。"
SECOND = "市民秦望川说：“以后过江只要五分钟。”"
HTML = f"""<html><head><meta charset=gb2312><title>临江日报数字报</title><body><table><tr><td class=font02>跨越江面
<tr><td class=font01>临江大桥昨日合龙<tr><td><founder-content>　　{FIRST}<P>　　{SECOND}</founder-content></table>
<span class=default>2026 年 3 月 5 日 星期四</span> 第A02版：<strong>要闻</strong></html>"""


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    canvas = Canvas(out)
    lines = [(14, "跨越江面"), (24, "临江大桥昨日合龙"), (10, "　　" + FIRST), (10, "　　" + SECOND)]
    for i, (size, line) in enumerate(lines):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(60, 700 - 40 * min(i, 2) - 15 * max(i - 2, 0), line)
    canvas.save()
    return out.getvalue()


def docx() -> bytes:
    styled = '<w:p><w:pPr><w:pStyle w:val="Heading{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = styled.format(3, "跨越江面") + styled.format(1, "临江大桥昨日合龙")
    return pack(body + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (FIRST, SECOND)))


FILES = {
    ".md": f"### 跨越江面\n\n# 临江大桥昨日合龙\n\n{FIRST}\n\n{SECOND}\n".encode(),
    ".htm": HTML.encode("gb18030"),
    ".html": HTML.encode(),
    ".pdf": pdf(),
    ".docx": docx(),
}
"""Content by the ending of the file's name; the second HTML file states a wrong charset."""
FORMATS = {".md": "markdown", ".htm": "html", ".html": "html", ".pdf": "pdf", ".docx": "docx"}


@pytest.mark.parametrize("ending", FILES)
def test_formats_give_the_same_article(ending: str) -> None:
    row = read_document(PATH + ending, FILES[ending])
    assert isinstance(row, DOCUMENTS.row)
    assert (row.format, row.publication, row.page_number) == (FORMATS[ending], "临江日报", "A02")
    assert str(row.edition_date) == "2026-03-05"
    (article,) = read_page(row).articles
    assert (article.kicker, article.headline, article.genre) == ("跨越江面", "临江大桥昨日合龙", "brief")
    assert [a["name"] for a in article.authors] == ["陆知远"]
    assert squash(article.body) in squash(FIRST + SECOND) and "五分钟" in article.body


@pytest.mark.parametrize("ending", [".htm", ".html", ".pdf"])
def test_formats_are_told_by_the_first_bytes(ending: str) -> None:
    assert read_document("2026-03-05.txt", FILES[ending]).format == FORMATS[ending]


def test_formats_html_says_its_date_newspaper_and_page() -> None:
    row = read_document("a.htm", FILES[".htm"])
    assert (str(row.edition_date), row.edition_date_source) == ("2026-03-05", "metadata")
    assert (row.publication, row.page_number, row.encoding) == ("临江日报", "A02", "gb18030")


def test_formats_text_named_html_is_text() -> None:
    assert read_document("2026-03-05.html", FILES[".md"]).format == "text"


@settings(max_examples=80)
@given(st.data())
def test_formats_never_raise_on_changed_files(data: st.DataObject) -> None:
    content = bytearray(FILES[data.draw(st.sampled_from(sorted(FILES)))])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    row = read_document(PATH + data.draw(st.sampled_from(sorted(FILES))), bytes(content))
    assert isinstance(row, DOCUMENTS.row | REJECTED_DOCUMENTS.row)
