import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rows import edition
from warehouse.preview import escape, preview


def test_preview_shows_the_first_rows_and_says_how_many_there_are():
    shown = preview(pa.table({"value": [1.0, 2.5, 3e11]}), rows=2)
    assert shown.splitlines() == ["| value |", "| --- |", "| 1 |", "| 2.5 |", "", "2 of 3 rows"]


def test_preview_escapes_what_would_take_effect():
    assert escape("a|b\n<b>*x*</b> `c` [d](e)") == r"a\|b &lt;b&gt;\*x\*&lt;/b&gt; \`c\` \[d\](e)"
    assert escape("char_start") == "char_start"
    assert escape("_em_") == r"\_em\_"


def test_preview_cuts_long_cells_and_leaves_nulls_empty():
    shown = preview(pa.table({"text": ["水" * 50, None]}), width=10)
    assert shown.splitlines()[2:] == ["| " + "水" * 9 + "… |", "|  |"]


def test_preview_lists_and_structs_are_readable():
    assert "陆知远 reporter" in preview(edition()["articles"])


def test_preview_of_a_table_without_columns():
    assert preview(pa.table({})) == "no columns"


@settings(max_examples=50)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_preview_never_breaks_the_table(cells):
    lines = preview(pa.table({"text": cells}), rows=10).splitlines()
    assert len(lines) == 2 + len(cells)
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    assert all(line.replace(r"\\", "").replace(r"\|", "").count("|") == 2 for line in lines)
