"""One-character names of countries that stand side by side."""

from __future__ import annotations

import re

NATIONS = "中美日韩朝俄英法德意加澳印巴越老柬泰缅蒙土伊以叙埃沙欧菲"


def find_countries(text: str, number: int) -> tuple[int, int] | None:
    """Span of a run of exactly so many one-character names of countries, side by side: 美日韩."""
    for match in re.finditer(rf"(?<![{NATIONS}])[{NATIONS}]{{{number}}}(?![{NATIONS}国文语军元])", text):
        if len(set(match[0])) == number:
            return match.span()
    return None
