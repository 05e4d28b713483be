"""Golden cases: sentences and pages as data, with what a reader must find in them."""

from pathlib import Path
from typing import Any

import yaml

GOLDEN = Path(__file__).parent / "golden"


def cases(topic: str) -> Any:
    """The content of `golden/<topic>.yaml`."""
    return yaml.load((GOLDEN / f"{topic}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
