"""Golden cases: sentences and pages as data, with what a reader must find in them."""

from pathlib import Path
from typing import Any

import yaml

from transforms.page import tag_words
from transforms.statements.class_model import Statement
from transforms.statements.classification import DEMANDS, exhortation, find_evidence, reduce

GOLDEN = Path(__file__).parent / "golden"


def cases(topic: str) -> Any:
    """The content of `golden/<topic>.yaml`."""
    return yaml.load((GOLDEN / f"{topic}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def told(case: Any) -> Statement:
    """The statement of a case of `classes`; commentary and the paper speak in narration."""
    text, context = case["text"], case["context"]
    tokens = tag_words(text)
    narrated = context in ("paper", "editorial")
    voice = "narration" if narrated else "direct" if case.get("quoted") else "indirect"
    calls = exhortation(text, 0, tokens) is not None
    demands = case.get("cue") in DEMANDS
    evidence = find_evidence(reduce(text, None))
    genre = "commentary" if context == "editorial" else "news"
    return Statement(text, tokens, evidence, context, genre, "body", voice, calls, demands)
