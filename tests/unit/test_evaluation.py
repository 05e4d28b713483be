from typing import Any

import pyarrow as pa
import pytest

from tests.samples import document
from transforms.evaluation import Evaluation, evaluate
from transforms.gold import Gold
from warehouse.contract import DOCUMENTS, TABLES

TEXT = "# 江边春早\n\n市水务局局长陆廷川说，今年新建泵站不少于12座。他说，会按时完成。"
DOCUMENT = document(TEXT)
FACTS = {
    "page": "page.txt",
    "articles": [{"first": "# 江边", "last": "按时完成。", "headline": "江边春早", "genre": "feature"}],
    "speakers": {"陆": {"name": "陆廷川", "kind": "person", "title": "局长", "organization": "市水务局"}},
    "spans": [
        ["# 江边", "heading"],
        ["市水务局局长", "body", "indirect", "commitment", "陆"],
        ["他说", "body", "indirect", "commitment", "陆"],
    ],
    "metrics": [
        {"text": "12座", "value": 12, "comparator": ">=", "unit": "座", "indicator": "泵站", "status": "target"}
    ],
    "entities": {"person": {"陆廷川": None}, "organization": {"市水务局": None}},
}
BASE = {"document_id": DOCUMENT.document_id, "edition_date": DOCUMENT.edition_date, "article_id": "a"}


def row(table: str, start: str, end: str, **values: Any) -> Any:
    """A row whose span runs from the words `start` to the words `end`; columns not given are null."""
    span = {"char_start": TEXT.index(start), "char_end": TEXT.index(end) + len(end)}
    columns = dict.fromkeys(TABLES[table].column_names)
    return TABLES[table].row(**{**columns, **BASE, **span, **values})


ARTICLE = row("articles", "# 江边", "按时完成。", headline="江边春早", authors=[], genre="feature")
SPEECH = {"voice": "indirect", "statement_class": "commitment", "speaker_name": "陆廷川"}
POST = {"speaker_title": "局长", "speaker_organization": "市水务局"}
FIRST = row("statements", "市水务局", "12座。", **SPEECH, **POST)
SECOND = row("statements", "他说", "完成。", **SPEECH, **POST)
METRIC = row(
    "metrics", "12座", "12座", text="12座", value=12.0, comparator=">=", unit="座", indicator="新建泵站",
    status="target", change="level",
)  # fmt: skip
PERSON = row("entity_mentions", "陆廷川", "陆廷川", text="陆廷川", entity_type="person", name="陆廷川")
BUREAU = row("entity_mentions", "市水务局", "市水务局", text="市水务局", entity_type="organization", name="市水务局")
RIGHT = {
    "articles": [ARTICLE],
    "statements": [FIRST, SECOND],
    "metrics": [METRIC],
    "entity_mentions": [PERSON, BUREAU],
    "reconciliations": [],
}


def tables(**found: list[Any]) -> dict[str, pa.Table]:
    return {
        "documents": DOCUMENTS.table([DOCUMENT]),
        **{name: TABLES[name].table(rows) for name, rows in {**RIGHT, **found}.items()},
    }


def measure(name: str, facts: dict[str, Any] = FACTS, **found: list[Any]) -> float | None:
    return evaluated(facts, **found).measures[name].value


def evaluated(facts: dict[str, Any] = FACTS, **found: list[Any]) -> Evaluation:
    return evaluate(tables(**found), [Gold.of(facts)])


def test_evaluation_of_a_right_reading_is_all_ones() -> None:
    values = evaluated().values()
    assert set(values.values()) == {1.0}
    assert {"articles", "headline", "voice", "speaker", "post", "metrics_strict", "person", "name"} <= values.keys()


def test_evaluation_says_nothing_where_the_gold_has_nothing() -> None:
    assert "reconcile" not in evaluated().values()


def test_evaluation_counts_speakers_by_character() -> None:
    found = measure("speaker", statements=[FIRST])
    long, short = (len(TEXT[r.char_start : r.char_end]) for r in (FIRST, SECOND))
    assert found == pytest.approx(2 * long / (2 * long + short))


def test_evaluation_of_an_extra_article_lowers_precision() -> None:
    other = row("articles", "他说", "完成。", headline="他说", authors=[], genre="feature")
    assert measure("articles", articles=[ARTICLE, other]) == pytest.approx(2 / 3)


def test_evaluation_strict_asks_for_comparator_and_unit() -> None:
    loose = METRIC._replace(comparator="=")
    assert measure("metrics", metrics=[loose]) == 1.0
    assert measure("metrics_strict", metrics=[loose]) == 0.0


def test_evaluation_ignores_optional_rows_found_or_not() -> None:
    facts = {**FACTS, "metrics": [{**FACTS["metrics"][0], "optional": True}]}  # type: ignore[index]
    assert measure("metrics", facts) is None
    assert measure("metrics", facts, metrics=[]) is None


def test_evaluation_of_an_open_voice_asks_for_class_only() -> None:
    spans = [*FACTS["spans"][:2], ["他说", "body", "open", "commitment"]]  # type: ignore[index]
    silent = SECOND._replace(voice="narration", speaker_name=None)
    found = evaluated({**FACTS, "spans": spans}, statements=[FIRST, silent]).values()
    assert (found["voice"], found["speaker"], found["class"]) == (1.0, 1.0, 1.0)


def test_evaluation_names_what_it_missed() -> None:
    found = evaluated(entity_mentions=[BUREAU])
    assert found.measures["person"].notes == ["missed 陆廷川"]
    assert "missed 陆廷川" in found.render(notes=1)


def test_evaluation_needs_the_page_to_be_read() -> None:
    with pytest.raises(KeyError, match="no document was read"):
        evaluate(tables(), [Gold.of({"page": "other.txt"})])
