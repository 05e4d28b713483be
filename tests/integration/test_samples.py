"""The sample editions, read whole: how well, and that every row keeps what the contract promises."""

from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from tests.samples import floors, sample_documents, sample_gold
from transforms.edition import EXTRACTED, STAGES, extract, extract_stage
from transforms.evaluation import Evaluation, evaluate
from transforms.gold import squash
from warehouse.contract import TABLES


@cache
def read() -> dict[str, pa.Table]:
    return {"documents": sample_documents(), **extract(sample_documents())}


@cache
def evaluated() -> Evaluation:
    return evaluate(read(), sample_gold())


def rows(name: str) -> list[Any]:
    return TABLES[name].rows(read()[name])


def test_samples_are_read_as_well_as_before(record_property: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """No measure falls below its floor; the table is printed, so a look at it needs no other tool."""
    found = evaluated()
    with capsys.disabled():
        print("\n" + found.render())
    values = found.values()
    fallen = {name: (values.get(name), floor) for name, floor in floors().items() if values.get(name, 0.0) < floor}
    assert not fallen, f"below the floor (value, floor): {fallen}\n{found.render(notes=10)}"


def test_samples_have_a_floor_for_every_measure() -> None:
    assert evaluated().values().keys() == floors().keys()


@pytest.mark.parametrize("name", [n for n in EXTRACTED if TABLES[n].span_of])
def test_samples_every_span_reproduces_its_text(name: str) -> None:
    texts = {d.document_id: d.text for d in rows("documents")}
    column = TABLES[name].span_of
    assert column is not None
    wrong = [
        row
        for row in rows(name)
        if squash(texts[row.document_id][row.char_start : row.char_end]) != squash(getattr(row, column))
    ]
    assert not wrong
    assert rows(name)


@pytest.mark.parametrize("name", EXTRACTED)
def test_samples_primary_keys_are_unique(name: str) -> None:
    key = TABLES[name].primary_key
    assert key is not None
    values = [getattr(row, key) for row in rows(name)]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("name", EXTRACTED)
def test_samples_foreign_keys_lead_to_rows_of_the_same_page(name: str) -> None:
    for foreign in TABLES[name].foreign_keys:
        if foreign.table == "entities":  # derived when editions are loaded
            known = {(m.entity_id, m.document_id) for m in rows("entity_mentions")}
        else:
            known = {(getattr(r, foreign.target), r.document_id) for r in rows(foreign.table)}
        used = {(getattr(r, foreign.column), r.document_id) for r in rows(name)}
        assert {u for u in used if u[0] is not None} <= known, foreign


@pytest.mark.parametrize("name", EXTRACTED)
def test_samples_stay_in_document_order(name: str) -> None:
    order = {d.document_id: n for n, d in enumerate(rows("documents"))}
    pages = [order[row.document_id] for row in rows(name)]
    assert pages == sorted(pages)


@pytest.mark.parametrize("stage", STAGES, ids=lambda s: s.name)
def test_samples_read_stage_by_stage_give_the_same_rows(stage: Any) -> None:
    for name, table in extract_stage(stage, read()).items():
        assert table.equals(read()[name]), name


def test_samples_rows_hold_nothing_but_allowed_values() -> None:
    for name in EXTRACTED:
        for column in TABLES[name].columns:
            values = set(read()[name].column(column.name).to_pylist()) if column.allowed else set()
            assert values <= {*column.allowed, None}, f"{name}.{column.name}"
            if not column.nullable:
                assert read()[name].column(column.name).null_count == 0, f"{name}.{column.name}"
