"""Traditional characters read as Simplified ones, place by place, so that patterns need only one form."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_SIGNS = re.compile(
    "[記報訊電攝圖為編輯責評論員實習轉題標據視網臺對專訪寫執筆資統綜畫來聞時週"
    "項約畝佔條類處層輛噸頃餘幾兩圓戶場輪總價額積縣區鎮鄉減漲筆張幣銷產頭雙組計劃個戰點線級"
    "說這們國會發學後過還沒長開關門問間車東書現業與產動務歲億萬華導認稱強調將應該]"
)
"""Traditional characters of bylines, credits and column names, and those that hardly a sentence goes without."""


@cache
def _table() -> dict[int, str]:
    """Each Traditional character with its Simplified form."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(c): s for c, s in zip(characters, simple, strict=True) if c != s and len(s) == 1}


def in_simplified(text: str) -> str:
    """The text in Simplified characters, of the same length, if it holds one of the usual Traditional ones."""
    return text.translate(_table()) if _SIGNS.search(text) else text


def each_in_simplified(text: str) -> str:
    """The text in Simplified characters, of the same length, whatever it holds: for names and other short texts."""
    return text.translate(_table())
