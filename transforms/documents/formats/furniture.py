"""What sites print around an article and is no text of it: dates and sources, notes to readers, the paper's name."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon import rules

_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MAX_NOTE = 300
_MAX_ABOUT = 120


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str], re.Pattern[str]]:
    data = rules("html")
    begins = re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, data['note_begins']))})")
    return begins, re.compile(data["note_holds"]), frozenset(data["enders"]), re.compile("|".join(data["labels"]))


def is_furniture(text: str) -> bool:
    """Whether a line is a note of the site: copyright, disclaimer, QR codes, buttons."""
    begins, holds, _, _ = _patterns()
    return len(text) <= _MAX_NOTE and (begins.match(text) is not None or holds.search(text) is not None)


def ends_article(text: str) -> bool:
    """Whether a line heads a list of other articles or of comments."""
    return len(text) <= 16 and re.sub(r"\W", "", text) in _patterns()[2]


def is_about(text: str) -> bool:
    """Whether a line tells date, source, reads or size of type, and no sentence."""
    if not text or len(text) > _MAX_ABOUT or text[-1] in "。！？；”":
        return False
    labels = _patterns()[3].findall(text)
    day = _DAY.search(text)
    return bool(labels and (day or len(labels) > 1)) or (day is not None and _CLOCK.search(text) is not None)


def is_way(text: str) -> bool:
    """Whether a line says where in the site one is."""
    return text.count(">") + text.count("»") + text.count("›") > 0 or text.startswith(tuple(rules("html")["ways"]))


def paper_name(text: str) -> str | None:
    """The newspaper's name if the text is one, as 临江日报数字报 is."""
    for ending in rules("html")["editions"]:
        text = text.removesuffix(ending).strip("《》· ")
    return text if 3 <= len(text) <= 12 and text.endswith(("报", "報")) and _HAN.match(text) else None
