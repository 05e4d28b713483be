"""Printed units and their canonical symbols."""

import pytest
from pint import UnitRegistry

from transforms.lexicon import rules
from transforms.numbers.units import in_base_unit, match_unit

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


# Names of our symbols in pint, a units library that others maintain.
_PINT = {
    "m": "meter", "cm": "centimeter", "mm": "millimeter", "um": "micrometer", "nm": "nanometer", "km": "kilometer",
    "nmi": "nautical_mile", "m2": "meter**2", "km2": "kilometer**2", "ha": "hectare", "m3": "meter**3", "L": "liter",
    "mL": "milliliter", "bbl": "oil_barrel", "t": "metric_ton", "kg": "kilogram", "g": "gram", "mg": "milligram",
    "ug": "microgram", "oz": "troy_ounce", "ct": "carat", "kWh": "kilowatt_hour", "MWh": "megawatt_hour",
    "GWh": "gigawatt_hour", "Wh": "watt_hour", "J": "joule", "GJ": "gigajoule", "kcal": "kilocalorie", "W": "watt",
    "mW": "milliwatt", "mV": "millivolt", "kJ": "kilojoule", "MJ": "megajoule", "kHz": "kilohertz",
    "kPa": "kilopascal", "KB": "kilobyte", "TWh": "terawatt_hour", "A": "ampere", "kW": "kilowatt", "MW": "megawatt",
    "GW": "gigawatt", "hp": "metric_horsepower", "kV": "kilovolt", "V": "volt", "km/h": "kilometer/hour",
    "m/s": "meter/second", "kn": "knot", "Hz": "hertz", "MHz": "megahertz", "GHz": "gigahertz", "hPa": "hectopascal",
    "MPa": "megapascal", "Pa": "pascal", "year": "year", "month": "month", "week": "week", "day": "day",
    "hour": "hour", "minute": "minute", "second": "second", "ms": "millisecond", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "PB": "petabyte", "Mbps": "megabit/second", "Gbps": "gigabit/second", "kVA": "kilovolt*ampere",
    "MVA": "megavolt*ampere", "‰": "permille", "%": "percent", "°C": "degree_Celsius", "°F": "degree_Fahrenheit",
    "dB": "decibel", "N": "newton", "mol": "mole",
}  # fmt: skip
# Units that pint does not know, by their definition: a mu is 1/15 ha, a tonne of standard coal 29.3076 GJ.
_DEFINED = {"mu": "hectare/15", "tce": "29.3076*gigajoule", "×": "100*percent", "bp": "0.01*pp", "pp": "pp"}
# Printed forms that stand for other than one canonical unit; money and ratios follow from the words themselves.
_FORMS_IN_PINT = {
    "尺": "meter/3", "丈": "10*meter/3", "英尺": "foot", "英寸": "inch", "华里": "500*meter", "里地": "500*meter",
    "里路": "500*meter", "里": "500*meter", "英里": "mile", "平方英里": "mile**2", "斤": "500*gram", "市斤": "500*gram",
    "担": "50*kilogram", "磅": "pound", "迈": "mile/hour", "世纪": "century", "个世纪": "century",
    "刻钟": "15*minute", "角": "0.1*CNY", "角钱": "0.1*CNY", "毛钱": "0.1*CNY",
    "毛": "0.1*CNY", "分钱": "0.01*CNY", "成": "10*percent",
    "折": "10*percent",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry():
    units = UnitRegistry()
    for definition in ("CNY = [money]", "pp = [points]"):
        units.define(definition)
    return units


def _in_pint(symbol):
    return _PINT.get(symbol) or _DEFINED.get(symbol) or symbol


@pytest.mark.parametrize("entry", [e for e in rules("units") if "base" in e], ids=lambda e: e["unit"])
def test_units_base_factor_is_right(entry, registry):
    one = registry(_in_pint(entry["unit"]))
    assert one.to(registry(_in_pint(entry["base"])).units).magnitude == pytest.approx(float(entry["factor"]), rel=1e-6)


@pytest.mark.parametrize(
    ("form", "unit", "factor"),
    [(f, e["unit"], n) for e in rules("units") for f, n in e["forms"].items() if n != 1],
)
def test_units_form_factor_is_right(form, unit, factor, registry):
    printed = registry(_FORMS_IN_PINT[form])
    assert printed.to(registry(_in_pint(unit)).units).magnitude == pytest.approx(factor, rel=1e-6)


def test_units_of_a_dimension_share_a_base():
    bases = {}
    for entry in rules("units"):
        if entry["unit"] in ("°F", "kVA", "MVA", "pp", "bp", "DWT", "Mbps", "Gbps"):
            continue  # a scale with another zero, apparent power, points of a percentage, a ship's size, data per time
        if entry["dimension"] not in ("money", "count", "other"):
            bases.setdefault(entry["dimension"], set()).add(entry.get("base", entry["unit"]))
    assert all(len(base) == 1 for base in bases.values()), bases


def test_units_in_base_unit():
    assert in_base_unit(2.5, "t") == (2500, "kg")
    assert in_base_unit(3, "个") == (3, "个")
    assert in_base_unit(None, "km") == (None, "m")
    assert in_base_unit(7, None) == (7, None)
