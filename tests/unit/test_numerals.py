"""Numerals: what they stand for, and that nothing makes the reader fail."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.numbers.numerals import NUMERAL, Numeral, parse_fraction, parse_integer, parse_numeral

_PLAIN = {
    "一百二十三": 123,
    "两千三": 2300,
    "三万五": 35000,
    "三千零五": 3005,
    "一亿三千万": 130_000_000,
    "壹佰贰拾叁": 123,
    "二〇二六": 2026,
    "３５": 35,
    "2,418": 2418,
    "3.5万亿": 3.5e12,
    "27.45万亿": 27.45e12,
    "1万2千": 12000,
    "1万2千亿": 1.2e12,
    "三点五亿": 350_000_000,
    "万亿": 1e12,
    "百万": 1e6,
    "四十九兆": 49e12,
    "廿": 20,
    "贰萬": 20000,
}
_BOUNDS = {
    "十余": (10, ">"),
    "30多": (30, ">"),
    "30多万": (300_000, ">"),
    "十几": (10, ">"),
    "几十": (10, ">"),
    "数百万": (1e6, ">"),
    "十来": (10, "~"),
}
_RANGES = {"七八": (7, 8), "八九千": (8000, 9000), "十五六": (15, 16), "三五": (3, 5), "二三十万": (200_000, 300_000)}


@pytest.mark.parametrize(("text", "value"), _PLAIN.items())
def test_numerals_plain_value(text, value):
    assert parse_numeral(text) == Numeral(float(value))


@pytest.mark.parametrize(("text", "expected"), _BOUNDS.items())
def test_numerals_approximate_words_give_the_known_bound(text, expected):
    number = parse_numeral(text)
    assert (number.value, number.comparator) == expected


@pytest.mark.parametrize(("text", "ends"), _RANGES.items())
def test_numerals_neighbouring_digits_are_a_range(text, ends):
    number = parse_numeral(text)
    assert number.value is None
    assert (number.low, number.high) == ends


@pytest.mark.parametrize("text", ["一九", "十百", "千百个", "", "百兆十万分", "多", "1.2.3"])
def test_numerals_unreadable_is_none(text):
    assert parse_numeral(text) is None


def test_numerals_fractions_are_percent():
    assert parse_fraction("百分之七")[0].value == 7
    assert parse_fraction("三分之一") == (Numeral(33.33), "%")
    assert parse_fraction("千分之三")[1] == "‰"
    assert parse_fraction("三分之五") is None


def test_numerals_integers_of_dates():
    assert parse_integer("十二") == 12
    assert parse_integer("二〇二六") == 2026
    assert parse_integer("三点五") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789.,，〇零一二两三五九十百千万亿兆点多余几来半 ", max_size=24))
def test_numerals_never_raise(text):
    parse_numeral(text)
    parse_fraction(text + "分之" + text)


def test_numerals_long_runs_are_read_in_linear_time():
    assert re.match(NUMERAL, "9" * 10_000)
    assert re.match(NUMERAL, "九" * 10_000)
    parse_numeral("1" * 10_000)
