"""The sample files, taken in: their dates by front matter, by path and by what the page reports."""

from typing import Any

import pytest

from tests.samples import RAW, gold_facts, sample_text
from transforms.documents.reader import read_document


@pytest.mark.parametrize("facts", gold_facts(), ids=lambda f: f["page"])
def test_sample_documents_are_accepted_as_their_gold_says(facts: dict[str, Any]) -> None:
    page = facts["page"]
    row = read_document(page, (RAW / page).read_bytes())
    columns = ("edition_date", "edition_date_source", "publication", "page_number")
    assert {c: getattr(row, c) for c in columns} == {c: facts.get(c) for c in columns}
    assert row.text == sample_text(page)


def test_sample_documents_show_every_source_of_a_date_and_two_encodings() -> None:
    rows = [read_document(f["page"], (RAW / f["page"]).read_bytes()) for f in gold_facts()]
    assert {r.edition_date_source for r in rows} == {"metadata", "path", "inferred"}
    assert {r.encoding for r in rows} == {"utf-8", "gb18030"}
    assert {r.format for r in rows} == {"markdown", "text"}
    assert len({r.edition_date for r in rows}) == len(rows)
