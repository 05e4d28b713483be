"""Stated numbers held against the page: golden pages, and that evidence reproduces the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from transforms.identity import entity_id
from transforms.numbers.metrics import read_metrics
from transforms.numbers.reconciliation import read_reconciliations
from transforms.page import Mention, Names, Page
from warehouse.contract import TABLES

_EDITION = date(2026, 3, 5)
_CASES = cases("reconciliations")


def _page(articles, places=()):
    """A page of articles given as lists of paragraphs, with the stages before metrics done by hand."""
    lines = [line.lstrip("# ") for article in articles for line in article]
    text = "\n\n".join(lines)
    document = TABLES["documents"].row("d", "a.md", None, _EDITION, "path", None, "markdown", "utf-8", len(text), text)
    page, at = Page(document), 0
    for number, article in enumerate(articles):
        for sequence, line in enumerate(article, 1):
            words = line.lstrip("# ")
            start, end = at, at + len(words)
            owner = (f"a{number}", "d", _EDITION, sequence)
            if line.startswith("# "):
                page.headings.append(TABLES["headings"].row(f"h{start}", *owner, "headline", words, start, end))
            else:
                page.paragraphs.append(
                    TABLES["paragraphs"].row(
                        f"p{start}", *owner, "subheading" if line.startswith("## ") else "body", words, start, end
                    )
                )
            at = end + 2
    mentions = [
        Mention(i, s.text.index(p), s.text.index(p) + len(p), "place", p, p, entity_id("place", p))
        for i, s in enumerate(page.segments)
        for p in places
        if p in s.text
    ]
    page.__dict__["names"] = Names(mentions, [])
    page.metrics = read_metrics(page)["metrics"]
    return page


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c["articles"][0][0])
def test_reconciliation_golden(case):
    page = _page(case["articles"], case.get("places", ()))
    rows = read_reconciliations(page)["reconciliations"]
    assert [[r.kind, r.stated, r.derived, r.verdict, r.evidence] for r in rows] == case["tests"]


def test_reconciliation_names_the_metric_it_tests():
    page = _page([["市里做好山水、古城、港湾三篇文章，打好绿化、净化、亮化“三张名片”。"]])
    rows = read_reconciliations(page)["reconciliations"]
    assert [r.metric_id for r in rows] == [page.metrics[0].metric_id, None]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="、和及等“”——：包括三两5个类国家省A甲乙丙丁，。其中占%为期天日至月增长比", max_size=60))
def test_reconciliation_never_raises_and_reproduces_the_text(text):
    page = _page([[f"甲{text}乙"]])
    for row in read_reconciliations(page)["reconciliations"]:
        assert page.document.text[row.char_start : row.char_end] == row.evidence


def test_reconciliation_long_lists_finish():
    for piece in ("甲、", "“三化”", "三类、", "其中5人，", "1月1日至3日，"):
        read_reconciliations(_page([[piece * 800]]))
