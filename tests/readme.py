"""What the README shows of the sample editions, rendered anew: `python -m tests.readme` writes it.

Between the marks `<!-- result -->` and `<!-- /result -->` stands the answer to the README's first SQL block, between
`<!-- accuracy -->` and `<!-- /accuracy -->` what reading the samples reaches against their gold. The same figures go
into warehouse/accuracy.json, which the data dictionary takes them from.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tests.samples import ROOT, sample_documents, sample_gold
from transforms.edition import extract
from transforms.evaluation import evaluate
from warehouse.dictionary import ACCURACY, DICTIONARY, render_dictionary
from warehouse.editions import PARTS
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query

README = ROOT / "README.md"
_SQL = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def render(readme: str) -> tuple[str, str]:
    """The README's text with both blocks made anew, and the text of accuracy.json."""
    tables = {"documents": sample_documents(), **extract(sample_documents())}
    with tempfile.TemporaryDirectory() as folder:
        _load(tables, Path(folder))
        answer = query(Path(folder), _SQL.findall(readme)[0])
    readme = _replace(readme, "result", _markdown(answer.names, answer.rows.to_pylist()))
    found = {name: round(value, 2) for name, value in evaluate(tables, sample_gold()).values().items()}
    rows = [{"measure": name, "value": f"{value:.2f}"} for name, value in found.items()]
    readme = _replace(readme, "accuracy", _markdown(("measure", "value"), rows))
    return readme, json.dumps(found, indent=2) + "\n"


def _load(tables: dict[str, pa.Table], data_dir: Path) -> None:
    """The samples as a warehouse, without checks."""
    lake = Lake(data_dir / "lake")
    for day in sorted(set(tables["documents"].column("edition_date").to_pylist())):
        for table in PARTS:
            rows = tables.get(table.name, table.table([]))
            lake.write(
                table.name, day, rows.filter(pc.equal(rows["edition_date"], day)), metadata={"inputs": "samples"}
            )
    load(lake, data_dir)


def _markdown(names: Any, rows: list[dict[str, Any]]) -> str:
    """A Markdown table; lists are joined by blanks, nulls are empty."""
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    for row in rows:
        cells = [" ".join(v) if isinstance(v, list) else "" if v is None else str(v) for v in row.values()]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _replace(text: str, mark: str, block: str) -> str:
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    head, rest = text.split(start)
    return f"{head}{start}\n{block}\n{end}{rest.split(end)[1]}"


if __name__ == "__main__":
    readme, accuracy = render(README.read_text(encoding="utf-8"))
    README.write_text(readme, encoding="utf-8")
    ACCURACY.write_text(accuracy, encoding="utf-8")
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
