"""Numeric claims: golden sentences, spans, and the rows of a page."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from tests.samples import document
from transforms.edition import read_page
from transforms.lexicon import rules
from transforms.numbers.metrics import find_metrics

_EDITION = date(2026, 3, 5)
_CASES = cases("metrics") + cases("metric_words")


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c["text"])
def test_metrics_golden(case):
    found = find_metrics(case["text"], _EDITION, is_goal=lambda position: case.get("goal", False))
    assert [m.text for m in found] == [c["span"] for c in case["claims"]]
    for metric, claim in zip(found, case["claims"], strict=True):
        expected = (claim["value"], claim.get("low"), claim.get("high"))
        assert (metric.value, metric.value_low, metric.value_high) == pytest.approx(expected)
        assert (metric.comparator, metric.unit) == (claim["comparator"], claim["unit"])
        for key, value in (
            ("indicator", metric.indicator),
            ("change", metric.change),
            ("basis", metric.change_basis),
            ("status", metric.status),
        ):
            assert value == claim.get(key, value)


def _words(rules_of):
    """All words that a file of rules lists, patterns aside."""
    if isinstance(rules_of, str):
        return rules_of.split() if " " in rules_of else [rules_of]
    listed = rules_of.values() if isinstance(rules_of, dict) else rules_of
    return [word for item in listed for word in _words(item)]


@pytest.mark.parametrize(
    "listed",
    [
        [form for entry in rules("units") for form in entry["forms"]],
        _words(rules("comparators")),
        rules("measure_words")["plain"].split(),
        [w for key in ("increase", "decrease", "behind_increase", "behind_decrease") for w in rules("metrics")[key]],
        rules("set_phrases")["phrases"],
        [w for key in ("money", "paid", "sums", "counts", "counted", "indices", "wages") for w in rules("bare")[key]],
    ],
    ids=["units", "comparators", "measure words", "changes", "set phrases", "bare"],
)
def test_metrics_golden_cases_hold_every_word(listed):
    sentences = "\n".join(case["text"] for case in _CASES)
    assert [word for word in listed if word not in sentences] == []


def test_metrics_names_hold_no_claims():
    text = "三江五号码头有5个泊位。"
    assert [m.text for m in find_metrics(text, _EDITION, names=[(0, 6)])] == ["5个"]


def test_metrics_goals_make_targets():
    text = "新建学校12所。"
    assert find_metrics(text, _EDITION)[0].status == "actual"
    assert find_metrics(text, _EDITION, is_goal=lambda position: True)[0].status == "target"


@pytest.mark.parametrize(
    "text", ["今年72岁的退休教师陆知远说，天冷了。", "种粮大户陆知远今年72岁。", "村民陆知远，临江人，今年72岁。"]
)
def test_metrics_age_is_of_the_person_named(text):
    page = read_page(document(f"# 渡口\n\n{text}\n"))
    assert [(m.text, m.indicator) for m in page.metrics] == [("72岁", "陆知远")]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("记者见到村民陆知远。他今年72岁，身体很好。", "陆知远"),
        ("陆知远写道，72岁的他第一次出海。", "陆知远"),
        ("陆知远说，他的父亲今年72岁。", "父亲"),
        ("陆知远把孩子送来。孩子今年72岁。", "孩子"),
    ],
)
def test_metrics_age_of_him_is_of_the_last_person_named(text, whose):
    page = read_page(document(f"# 渡口\n\n{text}\n"))
    assert [(m.text, m.indicator) for m in page.metrics] == [("72岁", whose)]


def test_metrics_comparator_inside_a_name_bounds_nothing():
    text = "他在纽约3家公司任职，大约5家公司停业。"
    assert [m.comparator for m in find_metrics(text, _EDITION, names=[(2, 4)])] == ["=", "~"]


def test_metrics_period_is_the_nearest_time_in_front():
    metric = find_metrics("2025年，全市新增绿地120公顷。", _EDITION)[0]
    assert (metric.period_start, metric.period_end) == (date(2025, 1, 1), date(2025, 12, 31))
    compared = find_metrics("2025年用水量比2020年下降4%。", _EDITION)[0]
    assert compared.period_start == date(2025, 1, 1)
    assert find_metrics("全市新增绿地120公顷。", _EDITION)[0].period_start is None


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet="0123456789.%％一二两三半几百万亿多余个名元吨米年月日第超约近不至～、，。“”《》（）比增长到A-/ ",
        max_size=40,
    )
)
def test_metrics_never_raise_and_reproduce_the_text(text):
    for metric in find_metrics(text, _EDITION):
        assert text[metric.start : metric.end] == metric.text
        if metric.value_low is not None and metric.value_high is not None:
            assert metric.value_low <= metric.value_high


def test_metrics_long_input_finishes():
    for piece in ("9", "九", "“", "（", "1、", "3比", "个", "1至", "百", "增长5%，", "2026年增长5%，", "（3个，"):
        find_metrics(piece * 3_000, _EDITION)
