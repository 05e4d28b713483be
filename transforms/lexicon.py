"""Vocabulary and patterns as data: files below `rules/`, read once, fingerprinted together."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import yaml

_RULES = files("transforms") / "rules"


@cache
def rules(name: str) -> Any:
    """The content of `rules/<name>.yaml`; cached, so treat it as read-only."""
    return yaml.load((_RULES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `rules/<name>.txt`: one a line, `#` starts a comment."""
    lines = (_RULES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.split("#")[0].strip()))


@cache
def rules_version() -> str:
    """Fingerprint of everything that decides how a page is read: rules, vocabulary and readers."""
    digest = blake2b(digest_size=6)
    for folder, ending in ((_RULES, ""), (files("transforms"), ".py")):
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_file() and file.name.endswith(ending):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
