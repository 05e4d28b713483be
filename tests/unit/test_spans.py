from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rows import TEXT, edition, metric, span
from warehouse.contract import TABLES
from warehouse.spans import broken_spans, span_matches, squash, texts_of

METRICS = TABLES["metrics"]


def spans_of(*rows):
    return span_matches(METRICS, METRICS.table(rows), {rows[0].document_id: TEXT})


def test_spans_good_rows_match_even_over_a_layout_break():
    tables = edition()
    texts = texts_of(tables["documents"])
    for name, rows in tables.items():
        if "char_start" in rows.column_names:
            assert broken_spans(TABLES[name], rows, texts) == []


def test_spans_shifted_rows_are_named():
    start, end = span("3亿元")
    rows = METRICS.table([metric(1), metric(2, char_start=start + 1), metric(3, char_end=end + 1)])
    assert broken_spans(METRICS, rows, {metric().document_id: TEXT}) == ["m2-2026-03-05", "m3-2026-03-05"]


def test_spans_impossible_offsets_do_not_match():
    bad = [metric(char_start=-3), metric(char_start=9, char_end=9), metric(char_end=10**6), metric(text=None)]
    assert spans_of(*bad) == [False] * 4
    assert span_matches(METRICS, METRICS.table([metric()]), {}) == [False]


@settings(max_examples=50)
@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_spans_whatever_the_page_a_slice_reproduces_itself(raw, a, b):
    start, end = sorted((a, b))
    rows = METRICS.table([metric(document_id="d", text=squash(raw[start:end]), char_start=start, char_end=end)])
    assert span_matches(METRICS, rows, {"d": raw}) == [start < end <= len(raw)]
