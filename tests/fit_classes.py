"""Fit the weights of `statement_class` to gold: `python -m tests.fit_classes GOLD_FOLDER… --raw-dir FOLDER…`.

Gold files have the form of tests/gold; the golden sentences are added to them. The weights are those of a multinomial
logistic regression that is held near the weights in force: they stand for all the pages that were read before, so that
a few new ones move them only as far as they agree. A second run on the same pages moves them again: fit each set of
pages once. Features of many articles get a weight, and of the new ones the weightiest. Needs scipy (group `fit`).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tests.golden_cases import cases as cases_of
from tests.golden_cases import told
from transforms.documents.reader import read_document
from transforms.edition import STAGES, run_stage
from transforms.gold import Gold
from transforms.lexicon import rules
from transforms.page import Page
from transforms.statements.class_model import CLASSES, features
from transforms.statements.reader import read_material

WEIGHTS = Path(__file__).parent.parent / "transforms" / "rules" / "class_weights.yaml"
HEADER = """\
# What the features of a statement weigh for each class (class_model.py), written by `python -m tests.fit_classes`.
# Columns: commitment, achievement, appraisal, directive, fact.
"""
GOLDEN_SIZE = 800
LEAST = 8
"""So many articles and statements have a feature that gets a weight."""
KEPT = 700
"""So many features have a weight at most."""
STRENGTH = 20.0
"""How much it costs to move a weight from where it stands."""

Matrix = NDArray[np.float64]


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


def usual(cases: list[Case]) -> set[str]:
    """The features that many articles and statements have."""
    articles: Counter[str] = Counter()
    for _, group in groupby(cases, key=lambda c: c.page):
        articles.update({name for case in group for name in case.features})
    counts = Counter(name for case in cases for name in case.features)
    return {name for name, count in articles.items() if count >= LEAST and counts[name] >= LEAST}


def in_force(names: list[str]) -> Matrix:
    """The weights as they stand, a row a feature (zeros for a new one), the last row the bias."""
    data = rules("class_weights")
    rows = [data["weights"].get(name, [0.0] * len(CLASSES)) for name in names]
    return np.array([*rows, data["bias"]], dtype=float)


def fit(cases: list[Case], names: list[str]) -> Matrix:
    """The weights that tell the cases best and stay near those in force, in the form of `in_force`."""
    centre, at = in_force(names), {name: i for i, name in enumerate(names)}
    cells = [(r, at[k], v) for r, c in enumerate(cases) for k, v in c.features.items() if k in at]
    cells += [(r, len(names), 1.0) for r in range(len(cases))]
    rows, columns, values = zip(*cells, strict=True)
    told = csr_matrix((values, (rows, columns)), shape=(len(cases), len(names) + 1))
    wanted = np.array([CLASSES.index(c.name) for c in cases])
    heavy = np.array([(c.size / 20) ** 0.5 for c in cases])

    def loss(moved: Matrix) -> tuple[float, Matrix]:
        shift = moved.reshape(centre.shape)
        scores = told @ (centre + shift)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        totals = chances.sum(axis=1, keepdims=True)
        fits = (heavy * (scores[np.arange(len(cases)), wanted] - np.log(totals[:, 0]))).sum()
        chances /= totals
        chances[np.arange(len(cases)), wanted] -= 1
        slope = told.T @ (chances * heavy[:, None]) + STRENGTH * shift
        return STRENGTH / 2 * float((shift**2).sum()) - float(fits), slope.ravel()

    return centre + minimize(loss, np.zeros(centre.size), jac=True, method="L-BFGS-B").x.reshape(centre.shape)


def choose(cases: list[Case]) -> list[str]:
    """The features that have weights, and of the usual ones those that weigh most in a first fit."""
    kept = set(rules("class_weights")["weights"])
    names = sorted(kept | usual(cases))
    weights = abs(fit(cases, names)[:-1]).max(axis=1)
    new = [names[i] for i in weights.argsort()[::-1] if names[i] not in kept]
    return sorted(kept | set(new[: max(0, KEPT - len(kept))]))


def render(names: list[str], weights: Matrix) -> str:
    """The weights as YAML."""
    rows = [[round(float(value), 2) for value in row] for row in weights]
    lines = [
        f"  {yaml.safe_dump(n, allow_unicode=True, width=200).splitlines()[0]}: {r}\n"
        for n, r in zip(names, rows[:-1], strict=True)
    ]
    return f"{HEADER}bias: {rows[-1]}\nweights:\n{''.join(lines)}"


def write(cases: list[Case]) -> int:
    """Fit the weights and put them in force; how many there are."""
    names = choose(cases)
    WEIGHTS.write_text(render(names, fit(cases, names)), encoding="utf-8")
    return len(names)


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
    print(f"{len(cases)} statements of {len(files)} files, {write(cases)} weights")


if __name__ == "__main__":
    main()
