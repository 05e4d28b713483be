"""Word files packed here: headings by style, short bold lines, text boxes, and archives that are none."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.decode import UnreadableError
from transforms.documents.formats.docx import MAX_PART, read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:styleId="Own"><w:name w:val="报题"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="Sub"><w:name w:val="副题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>"""


def paragraph(text: str, style: str = "", bold: bool = False) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    text = "</w:t><w:br/><w:t>".join(escape(line) for line in text.split("\n"))
    return f"<w:p>{look}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def pack(body: str, styles: str = STYLES, start: str = "") -> bytes:
    """A Word file with that content between the tags of its body."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{start}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return out.getvalue()


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
    assert read_docx(pack(BODY)).text == TEXT


def test_docx_strict_form_of_the_standard() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with ZipFile(BytesIO(pack(BODY))) as archive:
        parts = {name: archive.read(name).replace(W.encode(), strict) for name in archive.namelist()}
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
        (pack(" " * (MAX_PART + 1)), "too_large", "split"),
        (pack("&a;", start='<!DOCTYPE a [<!ENTITY a "甲甲">]>'), "unreadable", "damaged"),
    ],
    ids=["cut off", "open tags", "password", "empty", "other archive", "bomb", "entities"],
)
def test_docx_refused_with_a_remedy(data: bytes, code: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(data)
    assert caught.value.code == code and remedy in caught.value.reason


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_docx_never_breaks_down_on_changed_files(data: st.DataObject) -> None:
    changed = bytearray(pack(BODY))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    inner = BODY
    for _ in range(data.draw(st.integers(0, 4))):
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(inner))] * 2)))
        inner = inner[:a] + inner[b:]
    for file in (bytes(changed), pack(inner)):
        try:
            assert read_docx(file).text.strip()
        except UnreadableError as error:
            assert error.reason.endswith(".")
