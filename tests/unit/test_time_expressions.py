"""Dates and periods: golden sentences, and that spans reproduce the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.numbers.time_expressions import find_times, shift_months

_EDITION = date(2026, 3, 5)
_CASES = cases("times")


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c["text"])
def test_times_golden(case):
    found = [
        {"span": t.text, "first": t.first, "last": t.last, "kind": t.kind} for t in find_times(case["text"], _EDITION)
    ]
    assert found == case["times"]


@pytest.mark.parametrize(
    ("edition", "text", "first"),
    [
        (date(2026, 1, 3), "12月28日开馆。", date(2025, 12, 28)),
        (date(2026, 12, 20), "将于1月6日开馆。", date(2027, 1, 6)),
        (date(2026, 12, 20), "1月6日开馆。", date(2026, 1, 6)),
        (date(2026, 7, 10), "9月1日起施行。", date(2026, 9, 1)),
        (date(2026, 3, 5), "1—6月用电量增加。", date(2025, 1, 1)),
        (date(2026, 3, 2), "将于18日举行。", date(2026, 3, 18)),
    ],
)
def test_times_year_and_month_nearest_to_the_edition(edition, text, first):
    assert find_times(text, edition)[0].first == first


def test_times_day_that_the_month_before_lacks_is_no_date():
    assert find_times("30日获悉。", date(2026, 3, 2)) == ()


def test_times_shift_months_stays_in_the_calendar():
    assert shift_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert shift_months(date(2026, 1, 31), -2) == date(2025, 11, 30)


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="0123456789年月日号至到—-底初末前今明去上下周季度半一二三十五“”。，点时：分 约未来", max_size=40)
)
def test_times_never_raise_and_reproduce_the_text(text):
    for time in find_times(text, _EDITION):
        assert text[time.start : time.end] == time.text
        assert time.first is None or time.last is None or time.first <= time.last


def test_times_long_input_finishes():
    for piece in ("1", "十", "“", "年", "1月", "前", "2026年至"):
        find_times(piece * 5_000, _EDITION)
