"""Word files packed here: headings by style, short bold lines, text boxes, and archives that are none."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word import W, pack
from transforms.documents.decode import UnreadableError
from transforms.documents.formats.docx import MAX_XML, read_docx

STYLES = """<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:styleId="Own"><w:name w:val="报题"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="Sub"><w:name w:val="副题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>"""


def paragraph(text: str, style: str = "", bold: bool = False) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    text = "</w:t><w:br/><w:t>".join(escape(line) for line in text.split("\n"))
    return f"<w:p>{look}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


BODY = "".join(
    [
        paragraph("江城三月", "Sub"),
        paragraph("三江同治见成效\n一城清水入画来", "Own"),
        paragraph("初春的临江，江面开阔 & 水鸟成群。"),
        paragraph("河长上岗", bold=True),
        f"<w:tbl><w:tr><w:tc>{paragraph('“以前这里没人管。”')}</w:tc></w:tr></w:tbl>",
        paragraph("江滩", "2"),
        paragraph(""),
    ]
)
TEXT = """### 江城三月

# 三江同治见成效

# 一城清水入画来

初春的临江，江面开阔 & 水鸟成群。

**河长上岗**

“以前这里没人管。”

## 江滩
"""


def test_docx_headings_by_style_and_short_bold_lines() -> None:
    assert read_docx(pack(BODY, STYLES)).text == TEXT


def test_docx_strict_form_of_the_standard() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    with ZipFile(BytesIO(pack(BODY, STYLES))) as archive:
        parts = {name: archive.read(name).replace(W.encode(), strict).replace(*office) for name in archive.namelist()}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_docx(out.getvalue()).text == TEXT


def test_docx_text_boxes_are_read_once() -> None:
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('图为江滩。')}</w:txbxContent>"
    choice = f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    both = f'<m:AlternateContent xmlns:m="{compatible}">{choice}</m:AlternateContent>'
    assert read_docx(pack(f"<w:p><w:r><w:t>江滩花开。</w:t>{both}</w:r></w:p>")).text == "江滩花开。\n\n图为江滩。\n"


def run(text: str, wrap: str = "w:r", look: str = "") -> str:
    inner = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
    return inner if wrap == "w:r" else f'<{wrap} w:id="1" w:author="甲">{inner}</{wrap}>'


def test_docx_reads_what_is_printed() -> None:
    struck = f"<w:p>{run('江滩')}<w:del><w:r><w:delText>昨天</w:delText></w:r></w:del>{run('今天', 'w:ins')}"
    struck += run("去年", "w:moveFrom") + run("暗记", look="<w:vanish/>") + run("开放。", "w:smartTag") + "</w:p>"
    control = f"<w:sdt><w:sdtContent>{paragraph('免费入园。')}</w:sdtContent></w:sdt>"
    ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>lan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>澜</w:t></w:r></w:rubyBase>"
    ruby += "</w:ruby></w:r><w:r><w:t>州</w:t><w:tab/><w:t>江滩</w:t></w:r></w:p>"
    found = read_docx(pack(struck + control + ruby)).text
    assert found == "江滩今天开放。\n\n免费入园。\n\n澜州 江滩\n"


def test_docx_tables_in_tables_are_read_cell_by_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('早班')}</w:tc><w:tc>{paragraph('晚班')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('线路')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    assert read_docx(pack(table)).text == "线路\n\n早班\n\n晚班\n"


def test_docx_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    marked = '<w:p><w:r><w:t>全长三公里。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("明年通车。")
    notes = f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{paragraph("引桥除外。")}</w:footnote>'
    assert read_docx(pack(marked, notes=notes)).text == "全长三公里。\n\n引桥除外。\n\n明年通车。\n"


def test_docx_header_says_date_and_page() -> None:
    found = read_docx(pack(BODY, STYLES, header=paragraph("临江日报　2026年3月5日　第A02版")))
    assert (found.text, found.edition_date, found.page_number) == (TEXT, "2026年3月5日", "A02")


def test_docx_files_with_macros_hold_the_same_text() -> None:
    assert read_docx(pack(BODY, STYLES, main="application/vnd.ms-word.document.macroEnabled")).text == TEXT


def test_docx_made_by_the_library() -> None:
    made = Document()
    made.add_heading("三江同治见成效", 1)
    made.add_paragraph("初春的临江，江面开阔。")
    made.add_paragraph().add_run("河长上岗").bold = True
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "江滩", "大桥"
    out = BytesIO()
    made.save(out)
    assert read_docx(out.getvalue()).text == (
        "# 三江同治见成效\n\n初春的临江，江面开阔。\n\n**河长上岗**\n\n江滩\n\n大桥\n"
    )


def archive_of(name: str, content: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "remedy"),
    [
        (pack(BODY)[:300], "unreadable", "damaged"),
        (pack("<w:p><w:r>"), "unreadable", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "unreadable", "password"),
        (pack(paragraph("")), "empty", "no text"),
        (archive_of("a.txt", "甲"), "unsupported", "put the files"),
        (pack(" " * (MAX_XML + 1)), "too_large", "split"),
        (pack("<w:p/>" * 1_600_000), "too_large", "split"),
        (pack("<w:p>" * 3000 + "</w:p>" * 3000), "unreadable", "damaged"),
        (pack(paragraph("甲")).replace(b"word/", b"else/"), "unsupported", "put the files"),
        (pack("&a;", start='<!DOCTYPE a [<!ENTITY a "甲甲">]>'), "unreadable", "damaged"),
    ],
    ids=[
        "cut off",
        "open tags",
        "password",
        "empty",
        "other",
        "bomb",
        "many tags",
        "deep",
        "no Word parts",
        "entities",
    ],
)
def test_docx_refused_with_a_remedy(data: bytes, code: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(data)
    assert caught.value.code == code and remedy in caught.value.reason


@settings(max_examples=80)
@given(st.data())
def test_docx_never_breaks_down_on_changed_files(data: st.DataObject) -> None:
    changed = bytearray(pack(BODY, STYLES))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    inner = BODY
    for _ in range(data.draw(st.integers(0, 4))):
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(inner))] * 2)))
        inner = inner[:a] + inner[b:]
    for file in (bytes(changed), pack(inner, STYLES)):
        try:
            assert read_docx(file).text.strip()
        except UnreadableError as error:
            assert error.reason.endswith(".")
