"""Files of every format, torn and smudged at random: each gives a row of documents or a reason, never an error."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.test_formats import FILES, FIRST, SECOND
from transforms.documents.formats.records import part_of
from transforms.documents.reader import read_document
from warehouse.contract import DOCUMENTS, REJECTED_DOCUMENTS

RECORD = {"date": "2026-03-05", "title": "大桥合龙", "author": "陆知远", "content": FIRST + SECOND, "page": "A02"}
LINES = "\n".join(json.dumps(RECORD | {"title": title}, ensure_ascii=False) for title in ("大桥合龙", "公园开放"))
FRONT = f"---\ndate: 2026-03-05\npublication: 澜州日报\npage: A02\n---\n# 大桥合龙\n\n{FIRST}\n\n{SECOND}\n"
MASTHEAD = f"澜州日报 2026年3月5日 星期四 第A02版\n\n大桥合龙\n{FIRST}\n{SECOND}\n"
WHOLE = FILES | {
    ".jsonl": LINES.encode(),
    ".json": f"[{LINES.replace(chr(10), ',')}]".encode(),
    ".markdown": FRONT.encode(),
    ".txt": MASTHEAD.encode(),
    ".TXT": MASTHEAD.encode("utf-16"),
    ".text": MASTHEAD.encode("gb18030"),
    ".big5": MASTHEAD.replace("合龙", "合龍").encode("big5", "ignore"),
}
"""Content by the ending of a file's name, which a fuzzed file may also lose or get from another."""
ENDINGS = (*WHOLE, "", ".zip", ".csv", ".xml", ".doc", ".gz", ".PDF")
SMUDGES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\r", b"\n---\n", b"\x81\x30\x81\x30", b"\xf9\xd6"),
    *(
        b"<div>" * 50,
        b"</table>",
        b"<!--",
        b"<script>",
        b"&#x110000;",
        b'{"',
        b"[[[[",
        b'"\\ud800"',
        b"NaN",
        b"PK\x03\x04",
    ),
    *("2026年".encode(), "13月45日".encode(), "\u2028\u202e\ufffd".encode(), b"%%EOF", b"stream\n", b"9" * 30),
)


@st.composite
def damaged_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file with some bytes cut out, put in, changed or doubled, under its own or another name."""
    ending = draw(st.sampled_from(sorted(WHOLE)))
    content = bytearray(WHOLE[ending])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        until = at + draw(st.sampled_from((0, 0, 1, 3, 40, 400)))
        put = draw(st.one_of(st.sampled_from(SMUDGES), st.binary(max_size=6)))
        content[at:until] = draw(st.sampled_from((put, put + bytes(content[at:until]), bytes(content[at:until]) * 2)))
    if draw(st.booleans()):
        content = content[: draw(st.integers(0, len(content)))]
    name = draw(st.one_of(st.just("2026-03-05/A02"), st.text(max_size=12)))
    return name + draw(st.sampled_from((ending, draw(st.sampled_from(ENDINGS))))), bytes(content)


@settings(max_examples=250)
@given(damaged_files())
def test_fuzz_damaged_files_are_read_or_rejected(file: tuple[str, bytes]) -> None:
    name, content = file
    row = read_document(name, content)
    assert row.source_path == name and row.size_bytes == len(content)
    if isinstance(row, DOCUMENTS.row):
        assert row.text.strip() and row.edition_date and row.edition_date_source in ("metadata", "path", "inferred")
        DOCUMENTS.table([row])  # what no column can hold, as half a character, shows here
    else:
        assert isinstance(row, REJECTED_DOCUMENTS.row)
        assert row.reason.endswith(".") and len(row.reason) > 20
        REJECTED_DOCUMENTS.table([row])


@settings(max_examples=150)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_fuzz_a_damaged_line_belongs_to_a_page_or_to_none(put: bytes, at: int) -> None:
    line = LINES.encode().split(b"\n")[0]
    name = part_of(line[:at] + put + line[at + 3 :])
    assert name is None or (name.endswith(".jsonl") and "/" not in name and len(name) < 80)


@pytest.mark.parametrize("ending", sorted(WHOLE))
def test_fuzz_starts_from_files_that_are_read(ending: str) -> None:
    assert isinstance(read_document("2026-03-05/A02" + ending, WHOLE[ending]), DOCUMENTS.row)
