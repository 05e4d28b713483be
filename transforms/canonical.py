"""One name for what is named in several ways on a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

from transforms.gazetteer import gazetteer
from transforms.identity import entity_id
from transforms.page import Mention, Segment


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def simplify(text: str) -> str:
    """The text in Simplified characters."""
    return _converter().convert(text)


def name_mentions(mentions: list[Mention], segments: Sequence[Segment]) -> None:
    """Give every mention its canonical name and entity id."""
    persons = {simplify(m.text) for m in mentions if m.type == "person"}
    whole = {part: name for name in persons for part in name.replace("・", "·").split("·") if part != name}
    for m in mentions:
        name = simplify(m.text)
        if m.type == "person":
            name = whole.get(name, name)
        elif m.type == "place":
            name = gazetteer().get(name, name)
            if name != m.text and name in gazetteer() and len(name) > len(m.text):
                name = m.text if not any(x.text == name for x in mentions) else name
        m.name = name
        m.entity_id = entity_id(m.type, name)
