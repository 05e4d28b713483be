"""Topics of statements, and when commitments are due."""

from datetime import date

import pytest
import rjieba

from tests.pages import DAY, build_page
from transforms.lexicon import rules
from transforms.page import Token
from transforms.statements.horizons import find_horizon
from transforms.statements.reader import read_statements
from transforms.statements.topics import choose_topic, mark_topics


def topic_of(text):
    tokens, at = [], 0
    for word, tag in rjieba.tag(text):
        tokens.append(Token(word, tag, at, at := at + len(word)))
    return choose_topic(mark_topics(tokens), 0, len(text))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("医院增设门诊，方便患者就诊。", "health"),
        ("银行下调存款利率。", "finance"),
        ("大棚蔬菜喜获丰收，农民笑开了颜。", "agriculture"),
        ("他笑了笑，没有说话。", None),
    ],
)
def test_topics_counts_words(text, topic):
    assert topic_of(text) == topic


def test_topics_of_the_paragraph_where_a_statement_has_none():
    page = build_page("“医院增设门诊，方便患者就诊。”秦望川说。", {"秦望川": []})
    assert [row.topic for row in read_statements(page)["statements"]] == ["health", "health"]


def test_topics_scheme_has_labels_and_no_word_twice_in_a_topic():
    for topic in rules("topics").values():
        words = topic["words"].split()
        assert topic["label"]
        assert len(words) == len(set(words))


def test_horizons_takes_the_first_time_that_is_still_to_come():
    assert find_horizon("2026年底前建成。", DAY)[1] == date(2026, 12, 31)
    assert find_horizon("2024年开工。", DAY) == (None, None)


def test_horizons_looks_behind_the_cue():
    page = build_page("记者3月5日从水厂获悉，将于12月1日通水。", {}, {"水厂": "临江水厂"})
    row = read_statements(page)["statements"][0]
    assert (row.horizon_start, row.horizon_end) == (date(2026, 12, 1), date(2026, 12, 1))


def test_horizons_only_commitments_have_one():
    page = build_page("秦望川表示，2027年将建成三座水厂。\n水厂占地百亩，2027年。", {"秦望川": ["局长", None]})
    first, second = read_statements(page)["statements"]
    assert first.horizon_end == date(2027, 12, 31)
    assert second.horizon_end is None
