"""Answers about words of pages are kept for the next page, but not without end."""

from functools import lru_cache

memoised = lru_cache(maxsize=1 << 16)
"""For pure functions of a few words; `functools.cache` is for what the rules alone decide."""
