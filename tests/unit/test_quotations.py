"""Quotation marks and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.statements.quotations import find_quotations, is_open_at_end
from transforms.statements.sentences import split_quoted, split_units


def quoted(text, running=False):
    return [text[q.start : q.end] for q in find_quotations(text, running)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“水清了。”", ["“水清了。”"]),
        ("“这叫‘养水’，要慢。”", ["“这叫‘养水’，要慢。”"]),
        ("「水清了。」『魚來了。』", ["「水清了。」", "『魚來了。』"]),
        ("“一江”“两湖”", ["“一江”", "“两湖”"]),
        ('他说："水清了。"她笑。', ['"水清了。"']),
        ("“水清了。他走了“好”", ["“水清了。", "“好”"]),
        ("水清了。”他说。", []),
        ("没有引号。", []),
    ],
)
def test_quotations_finds_outermost(text, expected):
    assert quoted(text) == expected


def test_quotations_runs_on_from_the_paragraph_before():
    assert quoted("江水更清了。”他说，“好。”", running=True) == ["江水更清了。”", "“好。”"]
    assert quoted("“江水更清了。", running=True) == ["“江水更清了。"]
    assert quoted("没有收尾", running=True) == ["没有收尾"]


def test_quotations_tells_an_open_end():
    assert is_open_at_end(find_quotations("“水清了。"), "“水清了。")
    assert not is_open_at_end(find_quotations("“水清了。”"), "“水清了。”")


def units(text):
    return [text[a:b] for a, b in split_units(text, find_quotations(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水清了。鱼来了！", ["水清了。", "鱼来了！"]),
        ("“水清了。鱼来了。”他说。", ["“水清了。鱼来了。”", "他说。"]),
        ("“走！”的喊声传来。", ["“走！”的喊声传来。"]),
        ("他说：“水清了。”鱼来了。", ["他说：“水清了。”", "鱼来了。"]),
        ("新春灯会……人来人往。", ["新春灯会……", "人来人往。"]),
        ("Hi!Tech公司来了。", ["Hi!Tech公司来了。"]),
        ("没有句号", ["没有句号"]),
        ("  水清了。  鱼来了。 ", ["水清了。", "鱼来了。"]),
    ],
)
def test_sentences_splits_where_quotations_allow(text, expected):
    assert units(text) == expected


def test_sentences_splits_within_quoted_speech():
    text = "“水清了。鱼来了。”"
    assert [text[a:b] for a, b in split_quoted(text, 0, len(text))] == ["“水清了。", "鱼来了。”"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='“”‘’「」"。！？…水清了（） \n', max_size=60), st.booleans())
def test_sentences_keep_every_character(text, running):
    quotations = find_quotations(text, running)
    assert all(0 <= q.start < q.end <= len(text) for q in quotations)
    assert all(a.end <= b.start for a, b in pairwise(quotations))
    spans = split_units(text, quotations)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())
