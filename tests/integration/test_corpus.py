"""Real pages that lie beside the project where it is developed; elsewhere these tests are skipped."""

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from orchestration.workspace import read_dated_document
from tests.samples import ROOT
from transforms.boundaries import evaluate_boundaries, read_boundaries
from transforms.edition import STAGES, extract_stage
from warehouse.contract import DOCUMENTS
from warehouse.intake import Intake, Plan

CORPUS = ROOT.parent / "shared" / "corpus"
LIST = CORPUS / "pages" / "ARTICLES.jsonl"

pytestmark = pytest.mark.skipif(not LIST.exists(), reason="no pages lie beside the project")


@cache
def plan(folder: Path) -> tuple[Intake, Plan]:
    intake = Intake(CORPUS, folder / "raw_files.parquet", read_dated_document, "test")
    return intake, intake.plan()


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Intake, Plan]:
    return plan(tmp_path_factory.mktemp("corpus"))


def test_corpus_files_are_rejected_for_a_true_reason_only(looked: tuple[Intake, Plan]) -> None:
    plan = looked[1]
    pages = [e for e in plan.entries if e.source_path.startswith(("pages/", "articles/"))]
    text = [e for e in pages if e.source_path.endswith((".md", ".txt"))]
    assert len(text) == 194 and not plan.failures
    assert [(e.source_path, e.reason) for e in text if e.reason_code not in (None, "duplicate")] == []


def test_corpus_pages_are_cut_where_their_articles_end(capsys: pytest.CaptureFixture[str]) -> None:
    lists = read_boundaries(LIST.read_text(encoding="utf-8"), LIST.name)
    documents = DOCUMENTS.table([document(one.page) for one in lists])
    found = evaluate_boundaries({"documents": documents, **articles(documents)}, lists)
    with capsys.disabled():
        print("\n" + found.render())
    assert found.values()["boundaries"] >= 0.97, found.render(notes=20)


def document(page: str) -> Any:
    return read_dated_document(page, (LIST.parent / page).read_bytes())


def articles(documents: pa.Table) -> dict[str, pa.Table]:
    return extract_stage(STAGES[0], {"documents": documents})
