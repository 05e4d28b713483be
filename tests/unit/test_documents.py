"""Raw files into documents: encodings, dates, and what is not accepted."""

import codecs
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.documents.dating import date_in_path, date_in_text
from transforms.documents.decode import UnreadableError, decode
from transforms.documents.frontmatter import read_front_matter
from transforms.documents.reader import MAX_BYTES, read_document, reject
from transforms.documents.written_dates import date_in_value
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS

CASES = cases("documents")
SIMPLIFIED = "临江大桥昨日合龙，市民前来参观，大家都说这座桥来得很及时。"
TRADITIONAL = "臨江大橋昨日合龍，市民前來參觀，大家都說這座橋來得很及時。"


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['path']} {c['text'][:16]}")
def test_documents_golden(case: dict[str, Any]) -> None:
    row = read_document(case["path"], case["text"].encode())
    if case["date"] is None:
        assert isinstance(row, REJECTED_DOCUMENTS.row) and row.reason_code == "undated"
        return
    assert isinstance(row, DOCUMENTS.row)
    assert (row.edition_date, row.edition_date_source) == (case["date"], case["source"])
    assert row.publication == case.get("publication") and row.page_number == case.get("page")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (SIMPLIFIED.encode("utf-16"), SIMPLIFIED, "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16"),
        (SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        ("甲\r\n乙\r丙\n".encode(), "甲\n乙\n丙\n", "utf-8"),
    ],
)
def test_decode_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "encoding", "lost"),
    [
        (codecs.BOM_UTF8 + SIMPLIFIED.encode("gbk"), "gb18030", 0),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le", 0),
        (SIMPLIFIED.encode("gbk")[:-1], "gb18030", 1),
        (SIMPLIFIED.encode()[:-1], "utf-8", 1),
        (SIMPLIFIED.encode("utf-16")[:-1], "utf-16", 1),
        (TRADITIONAL.encode("big5")[:30] + b"\xff" + TRADITIONAL.encode("big5")[30:], "big5", 1),
        ((TRADITIONAL + "嘅喺啲嗰").encode("big5hkscs"), "big5", 0),
        (TRADITIONAL.encode("cp950") + b"\xf9\xd6\xf9\xd7", "big5", 0),
        ((SIMPLIFIED + "𠮷㐀").encode("gb18030"), "gb18030", 0),
    ],
)
def test_decode_damaged_and_rare_characters(data: bytes, encoding: str, lost: int) -> None:
    found = decode(data)
    assert (found.encoding, found.text.count("\ufffd")) == (encoding, lost)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ((SIMPLIFIED + "\n").encode() * 9 + (SIMPLIFIED + "\n").encode("gbk") * 9, "mixes"),
        ((SIMPLIFIED * 4).encode().decode("gbk", "replace").encode(), "wrong encoding"),
        (("大桥" + "\ufffd" * 9).encode(), "lost"),
        ((SIMPLIFIED + "锟斤拷" * 9).encode("gbk"), "lost"),
        (("大桥\0" * 99).encode(), "no text"),
        ("日本語の新聞です。".encode("shift_jis") * 9, "no text"),
        ("한국 신문입니다".encode("euc-kr") * 9, "no text"),
    ],
)
def test_decode_says_what_is_wrong(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word) as caught:
        decode(data)
    assert caught.value.code == "unreadable"


def test_decode_keeps_a_page_with_a_broken_byte() -> None:
    data = (SIMPLIFIED * 20).encode()
    found = decode(data[:300] + b"\xff" + data[300:])
    assert found.encoding == "utf-8" and found.text.count("\ufffd") <= 3


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\x02" * 500, b"\xff\xfe\x00\xd8" * 9, b"\x81" * 99])
def test_decode_refuses_binary(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.code == "unreadable" and caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.md", b"", "empty"),
        ("a.txt", " \n\u3000\n".encode(), "empty"),
        ("a.md", b"---\ndate: 2026-03-05\n---\n", "empty"),
        ("2026-03-05.html", "<p>正文</p>".encode(), "unsupported"),
        ("2026-03-05.txt", "<!DOCTYPE html><p>正文</p>".encode(), "unsupported"),
        ("2026-03-05.txt", b"%PDF-1.7 ...", "unreadable"),
        ("2026-03-05.docx", b"PK\x03\x04...", "unreadable"),
        ("2026-03-05.doc", b"\xd0\xcf\x11\xe0...", "unsupported"),
        ("2026-03-05.rtf", b"{\\rtf1 ...", "unsupported"),
        ("2026-03-05.jpg", b"\xff\xd8\xff...", "unsupported"),
        ("2026-03-05.txt", b"Nothing Chinese in here.", "unsupported"),
        ("2026-03-05.txt", b"\x00\x01\x02\x03" * 99, "unreadable"),
        ("a.txt", "正文。".encode(), "undated"),
        ("a.md", "---\ndate: 待定\n---\n澜州日报 2026年3月5日 星期四\n正文。".encode(), "undated"),
        ("2026-03-05.csv", "date,title\n2026-03-05,大桥".encode(), "unsupported"),
        ("2026-03-05.xml", "<?xml version='1.0'?><正文/>".encode(), "unsupported"),
        ("2026-03-05.tar.gz", b"\x1f\x8b\x08...", "unsupported"),
        ("2026-03-05.zip", b"PK\x03\x04...", "unsupported"),
        ("2026-03-05.xlsx", b"PK\x03\x04...", "unsupported"),
    ],
)
def test_documents_reject_with_a_remedy(name: str, data: bytes, code: str) -> None:
    row = read_document(name, data)
    assert isinstance(row, REJECTED_DOCUMENTS.row)
    assert (row.source_path, row.reason_code, row.size_bytes) == (name, code, len(data))
    assert row.sha256 and row.reason.endswith(".")


def test_documents_reject_what_is_too_large() -> None:
    assert read_document("2026-03-05.txt", bytes(MAX_BYTES + 1)).reason_code == "too_large"


def test_documents_reject_without_content() -> None:
    row = reject("a.txt", None, 7, "unreadable", "The file cannot be opened: make it readable.")
    assert row.sha256 is None and row.size_bytes == 7


def test_documents_text_stays_as_it_is() -> None:
    text = "\n# 甲　乙\n\n　　ＡＢ１２「臺灣」 \n"
    row = read_document("2026-03-05.md", text.encode())
    assert row.text == text and row.format == "markdown"


@pytest.mark.parametrize("path", ["2026-13-05.txt", "1234567890.txt", "第20260230期.txt", "v1.2.3.txt", ""])
def test_dating_takes_no_other_number_for_a_date(path: str) -> None:
    assert date_in_path(path) is None


def test_dating_prefers_the_date_nearest_the_file() -> None:
    assert str(date_in_path("2025-01-01/2026-03-05.txt")) == "2026-03-05"
    assert str(date_in_path("a/202603/05/b.txt")) == "2026-03-05"
    assert str(date_in_value("2026/3/5")) == "2026-03-05"


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        ("---\ndate： 2026年3月5日\n\n报纸:\t澜州日报\n---\n正文。", "2026年3月5日", "正文。"),
        ("---\ntitle: 大桥\ndate: 2026-03-05\n# 大桥\n正文。", "2026-03-05", "# 大桥\n正文。"),
        ("———\n日期：2026-03-05\n———\n正文。", "2026-03-05", "正文。"),
        ("---\ndate:\n  - 2026-03-05\npage: [A01, A02]\n...\n正文。", "2026-03-05", "正文。"),
        ("---\n'date': \"2026-03-05\" # 周四\n---\n正文。", "2026-03-05", "正文。"),
        ("---\n记者：陆知远\n正文。", None, "---\n记者：陆知远\n正文。"),
        ("---\n大桥：合龙了。\n---\n正文。", None, "---\n大桥：合龙了。\n---\n正文。"),
        ("---\n", None, "---\n"),
        ("---", None, "---"),
    ],
)
def test_frontmatter_as_people_write_it(text: str, date: str | None, rest: str) -> None:
    found = read_front_matter(text)
    assert (found.values.get("date") or found.values.get("日期"), text[found.end :]) == (date, rest)


def test_frontmatter_lists_and_comments() -> None:
    found = read_front_matter("---\ndate: '2026-03-05' # 周四\n\ntags:\n  - 甲\n---\n正文。")
    assert found.values["date"] == "2026-03-05' # 周四"[:10] and found.end > 0


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_documents_never_raise(data: bytes, path: str) -> None:
    row = read_document(path, data)
    assert isinstance(row, DOCUMENTS.row | REJECTED_DOCUMENTS.row)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="2026年3月5日至电讯本报将前，。星期四民国百十二〇ｏ廿-:TZ+ \nMarch", max_size=80))
def test_dating_never_raises(text: str) -> None:
    date_in_text(text)
    date_in_path(text)
    date_in_value(text)


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?Z\Z")
    | st.from_regex(r"\A(民国)?[0-9百十一二廿卅〇ｏＯ]{1,4}年[0-9十一二廿卅]{1,3}月[0-9十一二廿卅]{1,3}日\Z")
)
@example("9999-12-31T23:59Z")
@example("2026-13-45T99:99Z")
@example("二ｏ二六年三月五日")
def test_dating_never_raises_on_values(value: str) -> None:
    date_in_value(value)


@pytest.mark.parametrize(
    "unit",
    [
        "2026年",
        "3月5日至",
        "1",
        "本报",
        "2026年3月5日星期",
        "-",
        "20260305",
        "a1",
        "民国一",
        "二〇二六",
        "5 March ",
        "第1版\n",
        "报",
    ],
)
def test_documents_takes_long_runs(unit: str) -> None:
    read_document(unit * 2_000, ("正文。" + unit * 10_000).encode())
    read_document("a.md", (unit * 10_000).encode())


@pytest.mark.parametrize("case", cases("paths"), ids=lambda c: c[0])
def test_documents_paths_say_what_a_file_is(case: list[Any]) -> None:
    path, day, publication, page = case
    row = read_document(path, "正文。".encode())
    if day is None:
        assert isinstance(row, REJECTED_DOCUMENTS.row) and row.reason_code == "undated"
    else:
        assert (row.edition_date, row.publication, row.page_number) == (day, publication, page)


@pytest.mark.parametrize("case", cases("imprints"), ids=lambda c: c["text"][:24])
def test_documents_texts_say_what_a_file_is(case: dict[str, Any]) -> None:
    row = read_document("a.txt", case["text"].encode())
    if case["date"] is None:
        assert isinstance(row, REJECTED_DOCUMENTS.row) and row.reason_code == "undated"
    else:
        assert (row.edition_date, row.edition_date_source) == (case["date"], "inferred")
        assert (row.publication, row.page_number) == (case.get("publication"), case.get("page"))
