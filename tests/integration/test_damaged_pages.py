"""Pages cut, torn and smudged at random: reading never fails, and what it says can still be traced to the page."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, gold_facts, sample_text
from transforms.edition import EXTRACTED, read_page
from transforms.gold import squash
from transforms.page import Page
from warehouse.contract import TABLES

SMUDGES = (
    *("“", "”", "‘", "’", "《", "》", "（", "）", "(", "【", "「", "：", "；", "，", "。", "！？", "……", "——", "、"),
    *(
        "\n",
        "\n\n",
        "\n## ",
        "\n### ",
        "\n■记者 ",
        "\n① ",
        "\n(上接第1版)",
        "\n记者 摄\n",
        "本报讯（记者",
        "\u3000\u3000",
        "\t",
    ),
    *(
        "０",
        "7",
        "亿",
        "%",
        "至",
        "第",
        "半",
        "几",
        "Ⅱ",
        "𠮷",
        "\u200b",
        "\ufeff",
        "e\u0301",
        "\u00a0",
        "\x00",
        "九" * 40,
    ),
    *("9" * 40, "…" * 20, "”“" * 20, "说，“", "表示：", "他说", "其中，", "分别为", "记者从获悉，", "市委书记"),
)
"""Marks and words that open, close or turn something in one of the readers."""


@st.composite
def damaged_pages(draw: st.DrawFn) -> str:
    """A stretch of a sample page with a few smudges in it."""
    text = sample_text(draw(st.sampled_from([facts["page"] for facts in gold_facts()])))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 900))]
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SMUDGES)) + text[at + draw(st.integers(0, 4)) :]
    return text


def check_spans(page: Page) -> None:
    text = page.document.text
    for name in EXTRACTED:
        table = TABLES[name]
        for row in getattr(page, name):
            assert 0 <= row.char_start < row.char_end <= len(text), (name, row)
            if table.span_of:
                assert squash(text[row.char_start : row.char_end]) == squash(getattr(row, table.span_of)), (name, row)


def check_order(rows: list[Any]) -> None:
    for before, after in pairwise(rows):
        assert before.char_end <= after.char_start, (before, after)


def check_keys(page: Page) -> None:
    for name in EXTRACTED:
        key = TABLES[name].primary_key
        assert key is not None
        values = [getattr(row, key) for row in getattr(page, name)]
        assert len(set(values)) == len(values), name


def check(page: Page) -> None:
    check_spans(page)
    check_keys(page)
    for name in ("articles", "headings", "paragraphs", "statements", "entity_mentions", "metrics"):
        check_order(getattr(page, name))
    for metric in page.metrics:
        low, high = metric.value_low, metric.value_high
        assert low is None or high is None or low <= high, metric
    for name in EXTRACTED:
        TABLES[name].table(getattr(page, name))


@settings(max_examples=150)
@given(damaged_pages())
def test_damaged_pages_are_read(text: str) -> None:
    check(read_page(document(text)))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SMUDGES), max_size=40).map("".join))
def test_damaged_pages_of_smudges_alone_are_read(text: str) -> None:
    check(read_page(document(text)))


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", "#", "##", "# ", "■", "“", "”", "。", "——", "①", "9", "一"])
def test_damaged_pages_with_nothing_on_them_are_read(text: str) -> None:
    check(read_page(document(text)))


@pytest.mark.parametrize(
    "mark", ["9", "九", "“", "‘", "（", "《", "、", "，", "·", "—", "市", "的", "说，", "1至", "\n", "#", "①"]
)
def test_damaged_pages_of_one_mark_ten_thousand_times_are_read(mark: str) -> None:
    check(read_page(document("市水务局局长陆廷川说，" + mark * 10_000)))
