"""PDF pages drawn here: columns in reading order, headings by size, and files that hold no text."""

import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from transforms.documents.decode import UnreadableError
from transforms.documents.formats.columns import read_columns
from transforms.documents.formats.lines import Line
from transforms.documents.formats.pdf import MAX_PAGES, extract, read_pdf

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
RIVER = (
    "　　初春的临江，江面开阔，水鸟成群。两岸的市民都出来走一走、看一看，孩子们在江滩放起了风筝，老人坐在长椅上晒太阳。"
)
BRIDGE = (
    "　　本报讯（记者陆知远）临江大桥昨日合龙，全长三公里，将于明年通车。市民秦望川说，以后过江只要五分钟，不用绕路了。"
)


def draw(*pages: list[tuple[float, float, float, str]], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of pages, each a list of (x, y, size, text)."""
    out = BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont(FONT, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def set_columns(
    text: str, top: float, lefts: list[float], rows: int, width: int = 12
) -> list[tuple[float, float, float, str]]:
    """Text of 10 points set line by line in columns of so many rows."""
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return [(lefts[i // rows], top - 14 * (i % rows), 10, line) for i, line in enumerate(lines)]


HEAD = (40, 800, 9, "临江日报  2026年3月5日 星期四  第A02版")
PAGE = [
    HEAD,
    (40, 770, 13, "全市水务工作会议召开"),
    (40, 740, 26, "三江同治见成效"),
    *set_columns(RIVER, 700, [40, 180, 320], 2),
    (40, 640, 18, "临江大桥昨日合龙"),
    *set_columns(BRIDGE, 610, [40, 180, 320], 2),
]


def test_pdf_reads_columns_in_order_and_headings_by_size() -> None:
    found = read_pdf(draw(PAGE))
    assert found.text == "\n\n".join(
        [
            "临江日报 2026年3月5日 星期四 第A02版",
            "### 全市水务工作会议召开",
            "# 三江同治见成效",
            RIVER.strip(),
            "# 临江大桥昨日合龙",
            BRIDGE.strip() + "\n",
        ]
    )
    assert found.page_number == "A02"


def test_pdf_order_of_the_file_does_not_matter() -> None:
    assert read_pdf(draw(PAGE[::-1])).text == read_pdf(draw(PAGE)).text


def test_pdf_articles_side_by_side_are_read_one_by_one() -> None:
    page = [
        (40, 740, 16, "江滩公园开放"),
        *set_columns(RIVER, 710, [40, 170], 4, 10),
        (320, 740, 16, "大桥合龙"),
        *set_columns(BRIDGE, 710, [320, 450], 4, 10),
    ]
    text = read_pdf(draw(page)).text
    assert text == f"# 江滩公园开放\n\n{RIVER.strip()}\n\n# 大桥合龙\n\n{BRIDGE.strip()}\n"


def test_pdf_heading_stays_with_its_text_below_a_stripe_across_the_page() -> None:
    left = [(40, 740, 16, "江滩公园开放"), *set_columns(RIVER, 722, [40], 9, 12), (40, 580, 16, "老街换新")]
    right = [(320, 740, 16, "大桥合龙"), *set_columns(BRIDGE, 722, [320], 10, 12), (320, 560, 16, "江城夜市")]
    left += set_columns("　　老街的石板路换新了，街坊们都来看。", 540, [40], 4)
    right += set_columns("　　江城夜市重新开张，灯火通明到深夜。", 540, [320], 4)
    text = read_pdf(draw([*left, *right])).text
    assert "# 老街换新\n\n老街的石板路换新了，街坊们都来看。\n" in text
    assert "# 江城夜市\n\n江城夜市重新开张，灯火通明到深夜。\n" in text


def test_pdf_wide_gaps_are_blanks_unless_the_whole_line_is_stretched() -> None:
    stretched = [(40 + 12.0 * i, 700.0, 10.0, char) for i, char in enumerate("初春的临江江面开阔")]
    names = [(40, 680, 10, "本报记者"), (85, 680, 10, "陆知远"), (120, 680, 10, "秦望川")]
    assert read_pdf(draw([*stretched, *names])).text == "初春的临江江面开阔\n\n本报记者 陆知远 秦望川\n"


def test_pdf_pages_follow_each_other() -> None:
    found = read_pdf(draw(PAGE, PAGE))
    assert found.text.count("# 三江同治见成效") == 2 and found.page_number is None


@pytest.mark.parametrize(("turn", "move"), [(90, (842, 0)), (180, (595, 842)), (270, (0, 842))])
def test_pdf_turned_pages_are_read_upright(turn: int, move: tuple[int, int]) -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setPageRotation(turn)
    canvas.translate(*move)
    canvas.rotate(turn)
    for x, y, size, text in PAGE:
        canvas.setFont(FONT, size)
        canvas.drawString(x, y, text)
    canvas.save()
    assert read_pdf(out.getvalue()).text == read_pdf(draw(PAGE)).text


def test_pdf_upright_headline_is_one_line() -> None:
    upright = [(40.0, 740.0 - 26 * i, 24.0, c) for i, c in enumerate("江城夜市")]
    assert "# 江城夜市\n" in read_pdf(draw([*upright, *set_columns(RIVER, 740, [100, 240], 3)])).text


def test_pdf_characters_printed_twice_count_once() -> None:
    page = [*set_columns(RIVER, 700, [40], 9), *[(x + 0.3, y, s, t) for x, y, s, t in set_columns(RIVER, 700, [40], 9)]]
    assert read_pdf(draw(page)).text.strip() == RIVER.strip()
    shadow = [(40, 700, 24, "江滩公园开放"), (42, 698, 24, "江滩公园开放"), *set_columns(RIVER, 660, [40], 9)]
    assert read_pdf(draw(shadow)).text.count("江滩公园开放") == 1


@pytest.mark.parametrize(
    ("data", "code", "remedy"),
    [
        (draw([]), "unsupported", "OCR"),
        (draw([(40, 800, 9, "A1")], [], []), "unsupported", "OCR"),
        (draw(PAGE, encrypt=StandardEncryption("geheim")), "unreadable", "password"),
        (draw(PAGE)[:400], "unreadable", "damaged"),
        (b"%PDF-1.7 ...", "unreadable", "damaged"),
        (draw(*[[(40, 800, 9, "版")]] * (MAX_PAGES + 1)), "too_large", "split"),
    ],
    ids=["no text", "page numbers only", "password", "cut off", "no PDF", "too many pages"],
)
def test_pdf_refused_with_a_remedy(data: bytes, code: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data)
    assert caught.value.code == code and remedy in caught.value.reason


def pdf_of(stream: bytes, more: str = "") -> bytes:
    """A PDF of one page with that content, packed by hand."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % more.encode(),
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream) + stream + b"\nendstream",
    ]
    out = b"%PDF-1.7\n"
    for number, part in enumerate(parts, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out + b"trailer<</Root 1 0 R>>\n%%EOF"


def squeeze(unit: bytes, times: int) -> bytes:
    """So many units, packed twice."""
    once, packer = [], zlib.compressobj(9)
    for _ in range(times):
        once.append(packer.compress(unit))
    return zlib.compress(b"".join(once) + packer.flush(), 9)


def test_pdf_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = pdf_of(squeeze(b"q " * 2**20, 32))
    assert len(bomb) < 20_000
    with pytest.raises(UnreadableError) as caught:
        read_pdf(bomb)
    assert caught.value.code == "too_large" and "print it" in caught.value.reason


def test_pdf_nested_deep_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_pdf(pdf_of(squeeze(b"<<" * 1000, 500), more="/X " + "[" * 100_000))


def test_pdf_reading_apart_is_the_same() -> None:
    assert read_pdf(draw(PAGE)) == extract(draw(PAGE))


def test_pdf_fonts_that_do_not_tell_their_characters_are_refused() -> None:
    inner = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>"
    font = f"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[{inner}]>>>>"
    stream = b"BT /F 10 Tf 50 700 Td <%s> Tj ET" % bytes(range(1, 200)).hex().encode()
    with pytest.raises(UnreadableError) as caught:
        read_pdf(pdf_of(squeeze(stream, 1), font))
    assert caught.value.code == "unsupported" and "OCR" in caught.value.reason


def with_pictures(*pages: list[tuple[float, float, float, str]] | None) -> bytes:
    """A PDF of pages; None stands for one that a picture covers."""
    out = BytesIO()
    canvas = Canvas(out)
    for page in pages:
        for x, y, size, text in page or []:
            canvas.setFont(FONT, size)
            canvas.drawString(x, y, text)
        if page is None:
            canvas.drawInlineImage(Image.new("L", (8, 8)), 10, 10, 570, 820)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("pages", "remedy"), [((None,), "holds pictures"), ((PAGE, None, PAGE, None), "page 2, 4")])
def test_pdf_scanned_pages_are_named(
    pages: tuple[list[tuple[float, float, float, str]] | None, ...], remedy: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(with_pictures(*pages))
    assert caught.value.code == "unsupported" and remedy in caught.value.reason and "OCR" in caught.value.reason


def test_pdf_empty_pages_are_no_scans() -> None:
    assert read_pdf(with_pictures(PAGE, [])).text == read_pdf(draw(PAGE)).text


@settings(max_examples=100)
@given(st.data())
def test_pdf_never_breaks_down_on_changed_files(data: st.DataObject) -> None:
    changed = bytearray(draw(PAGE, PAGE))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    if data.draw(st.booleans()):
        del changed[data.draw(st.integers(0, len(changed))) :]
    try:
        extract(bytes(changed))
    except UnreadableError as error:
        assert error.reason.endswith(".")


number = st.floats(-1e4, 1e4)
lines = st.builds(Line, st.text("江城水。 A", min_size=1, max_size=8), number, number, number, st.floats(1, 500))


@settings(max_examples=60)
@given(st.lists(st.lists(lines, max_size=30), max_size=3))
def test_columns_keep_every_character(pages: list[list[Line]]) -> None:
    text = read_columns(pages)
    for char in "江城水。":
        assert text.count(char) == sum(line.text.count(char) for page in pages for line in page)


def test_columns_take_long_pages() -> None:
    scattered = [Line("江城", (i * 37) % 5000, (i * 37) % 5000 + 20, (i * 91) % 7000, 9 + i % 3) for i in range(6000)]
    assert read_columns([scattered]).count("江城") == 6000
