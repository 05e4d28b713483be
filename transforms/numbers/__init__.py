"""Numerals, units, times → numeric claims, and what of them the text lets us test."""
