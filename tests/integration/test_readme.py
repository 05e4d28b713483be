import re
import tomllib

from tests.readme import README, render
from tests.samples import ROOT
from warehouse.dictionary import ACCURACY


def test_readme_shows_the_real_answer_and_the_measured_accuracy():
    text = README.read_text(encoding="utf-8")
    readme, accuracy = render(text)
    assert readme == text, "write it anew: python -m tests.readme"
    assert accuracy == ACCURACY.read_text(encoding="utf-8"), "write it anew: python -m tests.readme"


def test_readme_says_what_each_dependency_is_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.read_text(encoding="utf-8").split("What each dependency is for:")[1]
    named = set(re.findall(r"[a-z0-9-]+", " ".join(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE))))
    assert {re.split(r"[\[<>=]", d)[0] for d in project["dependencies"]} <= named


def test_readme_reads_the_lake_as_shown(loaded, monkeypatch):
    """Every Python block of the README runs as it stands beside a data directory, and finds rows."""
    monkeypatch.chdir(loaded.data.parent)
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert {re.search(r"import (\w+)", block)[1] for block in blocks} == {"polars", "pandas", "duckdb"}
    for block in blocks:
        names: dict[str, object] = {}
        exec(block, names)
        assert len(list(names.values())[-1]) > 0, block
