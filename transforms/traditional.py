"""Traditional characters read as Simplified ones, place by place, so that patterns need only one form."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC


@cache
def _table() -> dict[int, str]:
    """Each Traditional character with its Simplified form; rare ones whose form few fonts hold stay as they are."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(c): s for c, s in zip(characters, simple, strict=True) if c != s and len(s) == 1 and s < "\ua000"}


@cache
def _only_traditional() -> re.Pattern[str]:
    """Traditional characters that Simplified print does not use: 後, but not 乾 (乾隆) or 著 (著名)."""
    return re.compile(f"[{''.join(chr(c) for c in _table() if not _in_simplified_print(chr(c)))}]")


def _in_simplified_print(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def in_simplified(text: str) -> str:
    """The text in Simplified characters, of the same length, if it holds one that only Traditional print uses."""
    return text.translate(_table()) if _only_traditional().search(text) else text
