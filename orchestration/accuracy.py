"""`pressledger evaluate`: pages read anew by the present rules, compared with gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from rich.progress import track

from orchestration import screen
from orchestration.problems import WRONG, Problem
from transforms.boundaries import Boundaries, evaluate_boundaries, read_boundaries
from transforms.documents.reader import read_document
from transforms.edition import STAGES, extract, extract_stage
from transforms.evaluation import Evaluation, evaluate
from transforms.gold import Gold, GoldError
from warehouse.contract import DOCUMENTS


def evaluate_pages(raw_dir: Path, paths: Sequence[Path], notes: int, as_json: bool) -> None:
    """Print how far the pages of a raw directory are read as the gold says; Problem if there is nothing to compare."""
    found = measure_pages(raw_dir, paths)
    if as_json:
        print(json.dumps(all_values(found)))
        return
    for evaluation in found:
        screen.out().print(screen.cell(evaluation.render(notes)), soft_wrap=True)
        screen.out().print(f"{screen.count(len(evaluation.pages), 'page')}\n", style="dim")


def measure_pages(raw_dir: Path, paths: Sequence[Path]) -> list[Evaluation]:
    """Pages read anew and compared with gold readings, then with lists of articles; Problem if there are neither."""
    gold, lists = _load(paths)
    documents = _documents(raw_dir, dict.fromkeys([g.page for g in gold] + [b.page for b in lists]))
    try:
        found = [evaluate(_read(documents, gold, extract), gold)] if gold else []
        return found + ([evaluate_boundaries(_read(documents, lists, _articles), lists)] if lists else [])
    except GoldError as error:
        raise Problem(str(error), WRONG) from None


def all_values(found: Iterable[Evaluation]) -> dict[str, float]:
    """Measure → value over all comparisons."""
    return {name: value for evaluation in found for name, value in evaluation.values().items()}


def _load(paths: Iterable[Path]) -> tuple[list[Gold], list[Boundaries]]:
    """What gold files say; in a folder, files that are no gold are passed over."""
    gold: list[Gold] = []
    lists: list[Boundaries] = []
    for path in paths:
        if not path.exists():
            raise Problem(f"there is no gold at {path}: name a gold file or a folder of them", WRONG)
        for file in _files(path):
            text = _text(file)
            try:
                if file.suffix == ".jsonl":
                    lists += read_boundaries(text, file.name)
                else:
                    facts = yaml.load(text, Loader=yaml.CSafeLoader)
                    if path.is_file() or (isinstance(facts, dict) and "page" in facts):
                        gold.append(Gold.of(facts))
            except (yaml.YAMLError, GoldError) as error:
                raise Problem(f"{file}: {error}", WRONG) from None
    if not gold and not lists:
        raise Problem(f"{', '.join(map(str, paths))} holds no gold: .yaml files with a `page`, or .jsonl lists", WRONG)
    return gold, lists


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from sorted(f for f in path.iterdir() if f.suffix in (".yaml", ".yml", ".jsonl"))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Problem(f"{file} cannot be read as UTF-8 text", WRONG) from None


def _documents(raw_dir: Path, pages: Iterable[str]) -> dict[str, Any]:
    """Rows of `documents` by page."""
    rows = {}
    for page in pages:
        try:
            row = read_document(page, (raw_dir / page).read_bytes())
        except OSError as error:
            raise Problem(f"{raw_dir / page} cannot be read ({error.strerror}): name its folder by --raw-dir") from None
        if not isinstance(row, DOCUMENTS.row):
            raise Problem(f"{page} was not accepted: {row.reason}")
        rows[page] = row
    return rows


def _articles(documents: pa.Table) -> dict[str, pa.Table]:
    return extract_stage(STAGES[0], {"documents": documents})


def _read(
    documents: dict[str, Any], gold: Sequence[Gold | Boundaries], read: Callable[[pa.Table], dict[str, pa.Table]]
) -> dict[str, pa.Table]:
    """The tables of the pages that gold speaks of, read page by page so that progress shows."""
    parts = []
    for one in track(gold, "reading", console=screen.err(), transient=True):
        table = DOCUMENTS.table([documents[one.page]])
        parts.append({"documents": table, **read(table)})
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}
