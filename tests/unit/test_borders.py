"""Which package may import what, read from the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"dagster", "duckdb", "great_expectations"}
OURS = ("expectations", "orchestration", "transforms", "warehouse")

FORBIDDEN = {
    "transforms": HEAVY | {"orchestration", "expectations", "warehouse"},
    "warehouse": {"dagster", "great_expectations", "orchestration", "expectations", "transforms"},
    "expectations": {"dagster", "duckdb", "orchestration", "transforms"},
    "orchestration": {"great_expectations"},
}
ALLOWED = {"transforms": ("warehouse.contract",)}


def imported(file: Path) -> set[str]:
    """Modules that a file imports anywhere in it, as full dotted names."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            names.add(str(node.module))
    return names


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", FORBIDDEN)
def test_borders_package_imports_only_what_it_may(package: str) -> None:
    assert sources(package)
    crossings = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sources(package)
        for name in imported(file)
        if name.split(".")[0] in FORBIDDEN[package] and not name.startswith(ALLOWED.get(package, ()))
    ]
    assert not crossings


def test_borders_only_the_runner_imports_great_expectations() -> None:
    found = {f.name for p in OURS for f in sources(p) if any(n.startswith("great_expectations") for n in imported(f))}
    assert found == {"runner.py"}


@pytest.mark.parametrize("file", [f for p in OURS for f in sources(p)], ids=lambda f: str(f.relative_to(ROOT)))
def test_borders_files_stay_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400
