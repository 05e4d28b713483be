from pathlib import Path

import pytest

from tests.runs import FIRST, SECOND, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two editions a week apart, not read yet."""
    made = Desk(tmp_path)
    made.put_page(FIRST)
    made.put_page(SECOND, amount=5)
    return made


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same after a run, for tests that only look."""
    made = Desk(tmp_path_factory.mktemp("loaded"))
    made.put_page(FIRST)
    made.put_page(SECOND, amount=5)
    assert made.command("run").code == 0
    return made
