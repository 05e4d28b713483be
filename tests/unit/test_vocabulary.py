"""Words found in texts: many at once, or a few on a whole page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.words import split_at
from transforms.page import Token
from transforms.vocabulary import Texts, Vocabulary


def test_vocabulary_takes_the_longest_word_of_a_class() -> None:
    found = Vocabulary({"body": ["委员", "委员会"], "title": ["委员"]}).find("常委委员会")
    assert found == {"body": [(2, 5)], "title": [(2, 4)]}


def test_vocabulary_words_of_a_class_do_not_overlap() -> None:
    assert Vocabulary({"a": ["江山", "山河"]}).find("江山河") == {"a": [(0, 2)]}


WORDS = st.lists(st.text("甲乙丙", min_size=2, max_size=3), max_size=6)


@settings(max_examples=100, deadline=None)
@given(WORDS, st.text("甲乙丙", max_size=30))
def test_vocabulary_finds_what_search_finds(words: list[str], text: str) -> None:
    spans = Vocabulary({"a": words}).find(text)["a"]
    assert all(text[start:end] in words for start, end in spans)
    assert bool(spans) == any(word in text for word in words)
    page = list(Texts([text]).find(words))
    assert [(start, end) for _, start, end in page] == spans


def test_texts_say_in_which_text_a_word_stands() -> None:
    page = Texts(["秦望川说", "", "陆知远和秦望川"])
    assert list(page.find(["秦望川"])) == [(0, 0, 3), (2, 4, 7)]
    assert page.count("秦望川") == 2


def test_texts_find_no_word_across_two_texts() -> None:
    assert list(Texts(["秦望", "川"]).find(["秦望川"])) == []


def test_words_are_split_where_a_title_starts() -> None:
    tokens = [Token("大学教授", "n", 0, 4), Token("说", "v", 4, 5)]
    assert split_at(tokens, [0, 4], [2], ()) == [Token("大学", "n", 0, 2), Token("教授", "n", 2, 4), tokens[1]]


def test_words_stay_whole_where_a_title_starts_with_a_word() -> None:
    tokens = [Token("院长", "n", 0, 2), Token("说", "v", 2, 3)]
    assert split_at(tokens, [0, 2], [0, 2], ()) is tokens
