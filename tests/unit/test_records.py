"""JSON Lines: one article a line, under whatever keys."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.decode import UnreadableError
from transforms.documents.formats.records import read_records
from transforms.documents.reader import read_document
from transforms.edition import read_page

BRIDGE = {
    "date": "2026-03-05",
    "title": "临江大桥昨日合龙\n过江只要五分钟",
    "author": "陆知远",
    "content": "本报讯 临江大桥昨日合龙，全长三公里。\n　　大桥明年通车。",
    "page": "A02",
    "newspaper": "临江日报",
}
PARK = {
    "日期": "2026年3月5日",
    "引题": "春到江滩",
    "标题": "江滩公园开放",
    "作者": ["本报记者 方若谷"],
    "正文": "<p>　　本报记者 方若谷</p><p>　　江滩公园开放了，游人不少。</p>",
    "版次": "A02",
    "报纸": "临江日报",
}


def pack(*records: object) -> str:
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in records) + "\n"


def test_records_become_articles_of_a_page() -> None:
    row = read_document("archive.jsonl", ("\ufeff" + pack(BRIDGE, PARK)).encode())
    assert (str(row.edition_date), row.publication, row.page_number) == ("2026-03-05", "临江日报", "A02")
    assert (row.edition_date_source, row.format) == ("metadata", "markdown")
    assert row.text == (
        "# 临江大桥昨日合龙\n\n# 过江只要五分钟\n\n■陆知远\n\n"
        "本报讯 临江大桥昨日合龙，全长三公里。\n\n大桥明年通车。\n\n"
        "### 春到江滩\n\n# 江滩公园开放\n\n本报记者 方若谷\n\n江滩公园开放了，游人不少。\n"
    )
    first, second = read_page(row).articles
    assert (first.headline, second.kicker) == ("临江大桥昨日合龙 过江只要五分钟", "春到江滩")
    assert [a["name"] for a in first.authors + second.authors] == ["陆知远", "方若谷"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"content": ["第一段。", "第二段。"]}, "第一段。\n\n第二段。\n"),
        ({"content": [{"text": "第一段。"}, {"text": "第二段。"}]}, "第一段。\n\n第二段。\n"),
        ({"content": {"text": "第一段。"}, "author": {"name": "陆知远"}}, "■陆知远\n\n第一段。\n"),
        ({"content": "半\ud800个\u0000字。"}, "半\ufffd个字。\n"),
        ({"content": "第一段。", "page": float("nan")}, "第一段。\n"),
        ({"content": [[[[[[[[["深"]]]]]]]]]}, ""),
    ],
)
def test_records_of_any_shape(change: dict[str, object], text: str) -> None:
    record = {"date": "2026-03-05", "title": "大桥"} | change
    assert read_records(json.dumps(record)).text == f"# 大桥\n\n{text}" if text else "# 大桥\n"
    assert read_records(json.dumps({"data": record}, indent=1)).text.startswith("# 大桥\n")


@pytest.mark.parametrize(
    "written", ["2026-03-04T16:00:00Z", "2026/3/5 08:00", "2026年3月5日 星期四", 20260305, 1772640000, 1772640000000]
)
def test_records_dates_as_programs_write_them(written: object) -> None:
    assert read_records(pack({"title": "大桥", "date": written})).edition_date == "2026-03-05"


def test_records_dated_wrongly_are_told_so() -> None:
    row = read_document("a.jsonl", pack(BRIDGE | {"date": "2026-02-30"}).encode())
    assert row.reason_code == "undated" and "'2026-02-30'" in row.reason


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
def test_records_are_told_by_their_content(name: str) -> None:
    assert read_document(name, pack(BRIDGE).encode()).text.startswith("# 临江大桥昨日合龙\n")
    assert read_document(name, f"[{json.dumps(BRIDGE)}]".encode()).text.startswith("# 临江大桥昨日合龙\n")


def test_records_of_one_day_and_several_pages_have_no_page() -> None:
    found = read_records(pack(BRIDGE, PARK | {"版次": "A03", "日期": 20260305}))
    assert (found.edition_date, found.page_number) == ("2026-03-05", None)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "each line"),
        ("[1, 2]\n{\n", "each line"),
        (pack({"a": 1}, 3, None), "each line"),
        (pack(BRIDGE, PARK | {"日期": "2026-03-06"}), "several days"),
        (pack({"content": "\n "}, {"标题": " " * 100_000}), "each line"),
        ("[" * 100_000 + "\n{" + '"a":{' * 100_000, "each line"),
    ],
)
def test_records_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_records(text)
    assert caught.value.code == "unsupported" and remedy in caught.value.reason


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(BRIDGE)), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(json_values, max_size=4), st.text(max_size=20))
def test_records_never_break_down(records: list[object], more: str) -> None:
    try:
        assert read_records(pack(*records) + more).text.strip()
    except UnreadableError as error:
        assert error.reason.endswith(".")


def test_records_take_no_half_of_a_character() -> None:
    line = '{"date": "2026-03-05", "title": "临江大桥\\ud83c", "content": "昨日，临江大桥合龙。\\ud83d\\ude00"}\n'
    assert read_document("archive.jsonl", line.encode()).text == "# 临江大桥\ufffd\n\n昨日，临江大桥合龙。\U0001f600\n"
