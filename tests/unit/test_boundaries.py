import json

import pytest

from tests.samples import document
from transforms.boundaries import evaluate_boundaries, read_boundaries
from transforms.edition import STAGES, extract_stage
from transforms.evaluation import Measure
from transforms.gold import GoldError
from warehouse.contract import DOCUMENTS

PAGE = document(
    "## 江边春早\n\n■ 陆知远\n\n初春的临江，江面开阔。\n\n游人如织。\n\n"
    "### 市委召开会议\n\n## 大桥昨日合龙\n\n本报讯（记者 方若谷）昨日，大桥合龙。"
)
FIRST = {"title": "江边春早", "first": "■ 陆知远\n\n初春的临江", "last": "游人如织。"}
SECOND = {"title": "大桥昨日合龙", "first": "本报讯（记者 方若谷）昨日", "last": "大桥合龙。"}


def measured(*articles: dict[str, str]) -> Measure:
    line = json.dumps({"file": "page.txt", "articles": list(articles)})
    documents = DOCUMENTS.table([PAGE])
    tables = {"documents": documents, **extract_stage(STAGES[0], {"documents": documents})}
    return evaluate_boundaries(tables, read_boundaries(line, "list.jsonl")).measures["boundaries"]


def counts(*articles: dict[str, str]) -> tuple[int, int, int]:
    found = measured(*articles)
    return found.right, found.extra, found.missed


def test_boundaries_ask_for_title_and_both_ends() -> None:
    assert counts(FIRST, SECOND) == (2, 0, 0)
    for change in ({"title": "江边春晚"}, {"first": "盛夏的临江"}, {"last": "游人如鲫。"}):
        assert counts({**FIRST, **change}, SECOND) == (1, 1, 1)


def test_boundaries_take_a_title_with_or_without_its_kicker_and_a_text_without_its_byline() -> None:
    assert counts({**FIRST, "first": "初春的临江"}, {**SECOND, "title": "市委召开会议\n大桥昨日合龙"}) == (2, 0, 0)


def test_boundaries_name_what_is_missed_and_what_is_extra() -> None:
    assert measured(FIRST).notes == ["extra page.txt: 大桥昨日合龙"]
    assert "missed page.txt: 无此一文" in measured(FIRST, SECOND, {**FIRST, "title": "无此一文"}).notes


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"file": "a"}', '{"file": 1, "articles": []}', '{"file": "a", "articles": [{"title": "b"}]}']
)
def test_boundaries_name_the_line_that_is_no_page(line: str) -> None:
    with pytest.raises(GoldError, match=r"list\.jsonl, line 2"):
        read_boundaries("\n" + line, "list.jsonl")
