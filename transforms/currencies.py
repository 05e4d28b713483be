"""Chinese names of currencies, from the CLDR by way of babel: 波兰兹罗提, and 兹罗提 where one country alone has it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from babel import Locale
from babel.numbers import get_territory_currencies

_LONGEST = 8
_SHORTEST = 3
"""Shorter names without their country are given names as well: 比尔, 索尔."""


@cache
def currency_names() -> dict[str, str]:
    """Name → ISO code."""
    chinese = Locale.parse("zh")
    names = {
        name: code
        for code, name in chinese.currencies.items()
        if 2 <= len(name) <= _LONGEST and "(" not in name and "（" not in name
    }
    return {short: code for short, code in _short_names(chinese).items() if len(short) >= _SHORTEST} | names


def _short_names(chinese: Locale) -> dict[str, str]:
    """Names without the country in front, of the currencies in use that share theirs with no other."""
    countries = {code: str(name) for code, name in chinese.territories.items() if len(code) == 2}
    in_use = {code for country in countries for code in get_territory_currencies(country)}
    bearers: dict[str, set[str]] = defaultdict(set)
    for code in in_use & set(chinese.currencies):
        name = chinese.currencies[code]
        lead = max((c for c in countries.values() if name.startswith(c)), key=len, default="")
        if lead:
            bearers[name.removeprefix(lead)].add(code)
    return {short: min(codes) for short, codes in bearers.items() if len(codes) == 1}
