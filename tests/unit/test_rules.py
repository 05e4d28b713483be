"""The vocabulary files themselves."""

from collections import Counter
from pathlib import Path

import pytest

from transforms import lexicon
from transforms.lexicon import rules

_NAMES = sorted(path.stem for path in (Path(lexicon.__file__).parent / "rules").glob("*.yaml"))


@pytest.mark.parametrize("name", _NAMES)
def test_rules_hold_every_word_of_a_list_once(name):
    data = rules(name)
    lists = data.items() if isinstance(data, dict) else ()
    words = {key: value for key, value in lists if isinstance(value, list) and all(isinstance(w, str) for w in value)}
    twice = {key: [w for w, count in Counter(value).items() if count > 1] for key, value in words.items()}
    assert {key: value for key, value in twice.items() if value} == {}
