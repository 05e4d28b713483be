from typing import Any

import pytest

from transforms.gold import Gold, GoldError

PAGE = "# 江边春早\n\n■记者 沈一禾\n\n市水务局局长陆廷川说，今年新建泵站12座，\n\n其中3座已开工。市水务局将公开进度。"


def gold(**facts: Any) -> Gold:
    return Gold.of({"page": "page.txt", **facts})


def texts(passages: list[Any], page: str = PAGE) -> list[str]:
    return ["".join(page[p.start : p.end].split()) for p in passages]


def test_gold_resolves_articles_from_first_to_last_words() -> None:
    page = gold(articles=[{"first": "# 江边", "last": "公开进度。", "headline": "江边春早"}]).resolve(PAGE)
    assert (page.articles[0].start, page.articles[0].end) == (0, len(PAGE))


def test_gold_span_runs_up_to_the_next_one() -> None:
    spans = [["# 江边", "heading"], ["■记者", "byline"], ["市水务局局长", "body", "indirect", "commitment", "陆"]]
    speakers = {"陆": {"name": "陆廷川", "kind": "person", "title": "局长", "organization": "市水务局"}}
    page = gold(spans=spans, speakers=speakers).resolve(PAGE)
    assert texts(page.spans)[:2] == ["#江边春早", "■记者沈一禾"]
    assert [s["speaker_name"] for s in page.statements] == ["陆廷川"]


def test_gold_snippet_runs_over_a_layout_break() -> None:
    page = gold(reconciliations=[{"evidence": "12座，其中3座", "kind": "sum"}]).resolve(PAGE)
    assert texts(page.reconciliations) == ["12座，其中3座"]


def test_gold_metrics_are_found_in_order_and_behind_words() -> None:
    page = gold(metrics=[{"text": "座", "after": "其中"}]).resolve(PAGE)
    assert page.metrics[0].start > PAGE.index("其中")


def test_gold_entities_are_every_occurrence_and_never_nested() -> None:
    page = gold(entities={"organization": {"市水务局": None}, "place": {"水务": None}}).resolve(PAGE)
    assert [(e["type"], e["name"]) for e in page.entities] == [("organization", "市水务局")] * 2


def test_gold_name_inside_a_longer_optional_one_is_optional_too() -> None:
    facts = {"entities": {"organization": {"市水务局": None}}, "optional": {"person": {"市水务局局长": None}}}
    page = gold(**facts).resolve(PAGE)
    assert [(e["name"], e.optional) for e in page.entities] == [
        ("市水务局", True),
        ("市水务局局长", True),
        ("市水务局", False),
    ]


def test_gold_names_the_snippet_that_is_not_on_the_page() -> None:
    with pytest.raises(GoldError, match=r"page.txt, spans: '山边'"):
        gold(spans=[["山边", "body"]]).resolve(PAGE)


def test_gold_names_the_speaker_that_is_not_declared() -> None:
    with pytest.raises(GoldError, match="'秦'"):
        gold(spans=[["# 江边", "body", "direct", "fact", "秦"]]).resolve(PAGE)


def test_gold_without_a_page_is_refused() -> None:
    with pytest.raises(GoldError, match="page"):
        Gold.of({"articles": []})
