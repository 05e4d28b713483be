"""Set the floors of the sample editions to what is measured now: `python -m tests.floors`.

A floor is raised, never lowered, unless `--lower` says so; a change of rules that makes a reading worse has to
say so in its commit, where the floor that went down can be seen.
"""

from __future__ import annotations

import argparse
import math

from tests.samples import FLOORS, floors, sample_documents, sample_gold
from transforms.edition import extract
from transforms.evaluation import evaluate

MARGIN = 0.02
HEADER = """\
# What reading the sample editions must reach, measure by measure: a little below what was measured last.
# `python -m tests.floors` raises them.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description=__doc__)
    parser.add_argument("--lower", action="store_true", help="lower floors too")
    parser.add_argument("--notes", type=int, default=0, help="errors to list per measure")
    arguments = parser.parse_args()
    documents = sample_documents()
    found = evaluate({"documents": documents, **extract(documents)}, sample_gold())
    print(found.render(arguments.notes))
    before = {} if arguments.lower or not FLOORS.exists() else floors()
    after = {
        name: max(before.get(name, 0.0), max(0.0, math.floor(100 * (value - MARGIN)) / 100))
        for name, value in found.values().items()
    }
    FLOORS.write_text(HEADER + "".join(f"{name}: {value:.2f}\n" for name, value in after.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
