"""Vocabulary and patterns as data: files below `rules/`, read once, fingerprinted together."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

_HOME = Path(__file__).parent
_RULES = _HOME / "rules"


@cache
def rules(name: str) -> Any:
    """The content of `rules/<name>.yaml`; cached, so treat it as read-only."""
    return yaml.load((_RULES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def rules_version() -> str:
    """Fingerprint of everything that decides how a page is read: rules, vocabulary and readers."""
    digest = blake2b(digest_size=6)
    for file in sorted(_HOME.rglob("*")):
        if file.suffix in {".py", ".yaml"}:
            digest.update(file.relative_to(_HOME).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
