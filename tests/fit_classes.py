"""Fit the weights of `statement_class` to gold: `python -m tests.fit_classes GOLD_FOLDER… --raw-dir FOLDER…`.

Gold files have the form of tests/gold; the golden sentences are added to them. The weights are those of a multinomial
logistic regression; only features of several statements and words of many articles get one, and of these the
weightiest. Needs scikit-learn (group `fit`).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.golden_cases import cases as cases_of
from tests.golden_cases import told
from transforms.documents.reader import read_document
from transforms.edition import STAGES, run_stage
from transforms.gold import Gold
from transforms.page import Page
from transforms.statements.class_model import CLASSES, features
from transforms.statements.reader import read_material

WEIGHTS = Path(__file__).parent.parent / "transforms" / "rules" / "class_weights.yaml"
HEADER = """\
# What the features of a statement weigh for each class (class_model.py), written by `python -m tests.fit_classes`.
# Columns: commitment, achievement, appraisal, directive, fact.
"""
GOLDEN_SIZE = 800
LEAST_ARTICLES, LEAST_STATEMENTS, KEPT = 8, 5, 500
FIRST, LAST = 0.05, 0.1
"""Inverse strength of regularisation, before and after the weightiest features are chosen."""


_WORD = re.compile("word:[\u4e00-\u9fff]+")


class Case(NamedTuple):
    """A labelled statement: its features, class, and how many characters it has."""

    page: str
    features: dict[str, float]
    name: str
    size: int


def read_cases(gold: Gold, raw_dirs: list[Path]) -> Iterator[Case]:
    """The labelled statements of a page; each takes the class that most of its characters have."""
    raw = next(folder / gold.page for folder in raw_dirs if (folder / gold.page).exists())
    document = read_document(gold.page, raw.read_bytes())
    page = Page(document)
    run_stage(STAGES[0], page)
    labels = gold.resolve(document.text).statements
    for start, end, statement, around in read_material(page):
        shared: Counter[str] = Counter()
        for label in labels:
            if label["class"] and (size := min(end, label.end) - max(start, label.start)) > 0:
                shared[label["class"]] += size
        if shared:
            name, size = shared.most_common(1)[0]
            yield Case(gold.page, {**features(statement), **around}, name, size)


def golden() -> Iterator[Case]:
    """The golden sentences of the project, each as heavy as a long sentence of a page."""
    for number, case in enumerate(cases_of("classes")):
        yield Case(f"golden {number}", features(told(case)), case["expect"], GOLDEN_SIZE)


def usual_words(cases: list[Case]) -> set[str]:
    """The word features that many articles have."""
    articles: Counter[str] = Counter()
    for _, group in groupby(cases, key=lambda c: c.page):
        articles.update({name for case in group for name in case.features if _WORD.fullmatch(name)})
    return {name for name, count in articles.items() if count >= LEAST_ARTICLES}


def fit(cases: list[Case], kept: set[str], strength: float) -> tuple[list[str], Any]:
    """Names of the features and the fitted model."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{k: v for k, v in c.features.items() if k in kept} for c in cases])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, [c.name for c in cases], sample_weight=[(c.size / 20) ** 0.5 for c in cases])
    return list(vectors.feature_names_), model


def choose(cases: list[Case]) -> set[str]:
    """The features that are kept: those of enough statements that weigh most in a first fit."""
    usual = usual_words(cases)
    counts = Counter(name for c in cases for name in c.features)
    known = {
        n for n, count in counts.items() if count >= LEAST_STATEMENTS and (n in usual or not n.startswith("word:"))
    }
    names, model = fit(cases, known, FIRST)
    heaviest = abs(model.coef_).max(axis=0)
    return {names[i] for i in heaviest.argsort()[::-1][:KEPT]}


def render(names: list[str], model: Any) -> str:
    """The weights as YAML."""
    order = [list(model.classes_).index(name) for name in CLASSES]
    rows = [[round(float(model.coef_[i][at]), 2) for i in order] for at in range(len(names))]
    bias = [round(float(model.intercept_[i]), 2) for i in order]
    lines = [
        f"  {yaml.safe_dump(n, allow_unicode=True, width=200).splitlines()[0]}: {r}\n"
        for n, r in zip(names, rows, strict=True)
    ]
    return f"{HEADER}bias: {bias}\nweights:\n{''.join(lines)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fit_classes", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--raw-dir", type=Path, action="append", required=True)
    arguments = parser.parse_args()
    files = [file for folder in arguments.gold for file in sorted(folder.glob("*.yaml"))]
    cases: list[Case] = []
    for file in files:
        facts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if isinstance(facts, dict) and "page" in facts:
            cases += read_cases(Gold.of(facts), arguments.raw_dir)
    cases += golden()
    names, model = fit(cases, choose(cases), LAST)
    WEIGHTS.write_text(render(names, model), encoding="utf-8")
    print(f"{len(cases)} statements of {len(files)} files, {len(names)} weights")


if __name__ == "__main__":
    main()
