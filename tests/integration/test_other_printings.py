"""The sample editions as other converters would print them: their articles are found all the same."""

import random
import re
from collections.abc import Callable

import pytest

from tests.samples import document, gold_facts, sample_text
from transforms.articles.reader import read_articles
from transforms.documents.frontmatter import read_front_matter
from transforms.gold import squash
from transforms.page import Page

HEADING = re.compile(r"(?m)^(#{1,6}\s+)(.+)$")
LINES_OF_THE_PAGE = (
    "澜州日报",
    "2026年3月5日 星期四",
    "A03",
    "LANZHOU DAILY",
    "本版责编：安若素 版式：路遥知",
    "扫码看视频",
    "![](images/a1.jpg)",
)


def without_marks(text: str, chance: random.Random) -> str:
    return HEADING.sub(r"\2", text)


def in_bold(text: str, chance: random.Random) -> str:
    return HEADING.sub(r"**\2**", text)


def with_some_marks_lost(text: str, chance: random.Random) -> str:
    return HEADING.sub(lambda m: m[2] if chance.random() < 0.3 else m[0], text)


def at_one_level(text: str, chance: random.Random) -> str:
    return HEADING.sub(r"# \2", text)


def without_blank_lines(text: str, chance: random.Random) -> str:
    return re.sub(r"\n\n+", "\n", text)


def with_lines_of_the_page(text: str, chance: random.Random) -> str:
    blocks = text.split("\n\n")
    for _ in range(5):
        blocks.insert(chance.randrange(len(blocks) + 1), chance.choice(LINES_OF_THE_PAGE))
    return "\n\n".join(blocks)


def at_a_fixed_width(text: str, chance: random.Random) -> str:
    lines = []
    for line in text.split("\n"):
        if HEADING.match(line) or len(line) <= 26:
            lines.append(line)
        else:
            line = "\u3000\u3000" + line.strip()
            lines += [line[at : at + 26] for at in range(0, len(line), 26)]
    return "\n".join(lines)


def headlines(text: str) -> list[str]:
    """Each article's heading lines and the end of its text, all white space and marks aside."""
    rows = read_articles(Page(document(text)))
    out = []
    for article in rows["articles"]:
        lines = [h.text for h in rows["headings"] if h.article_id == article.article_id and h.role != "repeat"]
        out.append(re.sub(r"\W", "", squash("".join(lines))) + "|" + squash(article.body)[-8:])
    return out


@pytest.mark.parametrize(
    ("printing", "share"),
    [
        (in_bold, 1.0),
        (at_one_level, 1.0),
        (at_a_fixed_width, 0.9),
        (without_blank_lines, 0.9),
        (with_lines_of_the_page, 0.85),
        (without_marks, 0.85),
        (with_some_marks_lost, 0.8),
    ],
    ids=lambda v: getattr(v, "__name__", None),
)
def test_other_printings_keep_the_articles(printing: Callable[[str, random.Random], str], share: float) -> None:
    wanted, found = [], []
    for facts in gold_facts():
        text = sample_text(facts["page"])
        text = text[read_front_matter(text).end :]
        wanted += headlines(text)
        found += headlines(printing(text, random.Random(5)))
    missed = [article for article in wanted if article not in found]
    assert 1 - len(missed) / len(wanted) >= share, missed
