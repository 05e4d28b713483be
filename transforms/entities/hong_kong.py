"""Bodies and districts that pages of Hong Kong name as all readers there know them: 渠务署, 上水."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms.entities.gazetteer import trie_pattern
from transforms.lexicon import rules
from transforms.page import Segment


def names_of_hong_kong(segments: Iterable[Segment]) -> dict[str, str]:
    """The type of each such name, for a page in Traditional characters that tells of Hong Kong; empty for others."""
    printed = [s for s in segments if s.plain != s.text]
    if not printed or not any(_told_of().search(s.plain) for s in printed):
        return {}
    data = rules("hong_kong")
    return dict.fromkeys(data["bodies"], "organization") | dict.fromkeys(data["places"], "place")


@cache
def _told_of() -> re.Pattern[str]:
    return re.compile(trie_pattern(rules("hong_kong")["told_of"]))
