"""The sample editions in data/raw and their gold, for tests and the benchmark."""

from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from transforms.gold import Gold
from warehouse.contract import DOCUMENTS

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.yaml"


@cache
def gold_facts() -> list[dict[str, Any]]:
    """The gold files as written, in page order."""
    files = sorted(f for f in GOLD.glob("*.yaml") if f != FLOORS)
    facts = [yaml.load(f.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for f in files]
    return sorted(facts, key=lambda f: f["page"])


def sample_gold() -> list[Gold]:
    return [Gold.of(f) for f in gold_facts()]


def floors() -> dict[str, float]:
    """Measure → the value that the sample editions must reach."""
    return yaml.load(FLOORS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def sample_text(page: str) -> str:
    """A sample's text; one of them is GB18030."""
    content = (RAW / page).read_bytes()
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def sample_documents() -> pa.Table:
    """The documents table of the samples, dated by their gold: no reader of files has a say in it."""
    rows = []
    for facts in gold_facts():
        page = facts["page"]
        content = (RAW / page).read_bytes()
        rows.append(
            DOCUMENTS.row(
                document_id=sha256(content).hexdigest()[:16],
                source_path=page,
                publication=facts["publication"],
                edition_date=facts["edition_date"],
                edition_date_source=facts["edition_date_source"],
                page_number=facts.get("page_number"),
                format="markdown" if page.endswith(".md") else "text",
                encoding="utf-8",
                size_bytes=len(content),
                text=sample_text(page),
            )
        )
    return DOCUMENTS.table(rows)


def document(text: str, day: date = date(2026, 3, 5), name: str = "page.txt") -> Any:
    """A row of `documents` that holds the text."""
    key = sha256(text.encode()).hexdigest()[:16]
    return DOCUMENTS.row(key, name, None, day, "path", None, "text", "utf-8", len(text.encode()), text)
