"""Printed units and their canonical symbols."""

import pytest

from transforms.numbers.units import match_unit

_FORMS = {
    "元": ("CNY", "money", 1),
    "元/股": ("CNY", "money", 1),
    "美元现金": ("USD", "money", 1),
    "瑞士法郎": ("CHF", "money", 1),
    "个百分点": ("pp", "ratio", 1),
    "倍": ("×", "ratio", 1),
    "成": ("%", "ratio", 10),
    "公里": ("km", "length", 1),
    "公里/小时": ("km/h", "speed", 1),
    "斤": ("kg", "mass", 0.5),
    "公斤": ("kg", "mass", 1),
    "平方公里": ("km2", "area", 1),
    "亩": ("mu", "area", 1),
    "立方米/天": ("m3/d", "other", 1),
    "千瓦时": ("kWh", "energy", 1),
    "吨标准煤": ("tce", "energy", 1),
    "海里": ("nmi", "length", 1),
    "标准箱": ("TEU", "count", 1),
    "个月": ("month", "duration", 1),
    "个交易日": ("day", "duration", 1),
    "岁": ("year", "duration", 1),
    "人次": ("人次", "count", 1),
    "名": ("名", "count", 1),
    "個": ("個", "count", 1),
    "噸": ("t", "mass", 1),
    "kWh": ("kWh", "energy", 1),
}


@pytest.mark.parametrize(("text", "expected"), _FORMS.items())
def test_units_form(text, expected):
    unit = match_unit(text, 0)
    assert (unit.symbol, unit.dimension, unit.factor) == expected


@pytest.mark.parametrize("text", ["", "的", "mmx", "kWhx", "甲"])
def test_units_none(text):
    assert match_unit(text, 0) is None


def test_units_longest_form_wins():
    assert match_unit("平方公里", 0).length == 4
    assert match_unit("人均", 0).length == 1
