import pytest

from transforms.search import folding, search_words


@pytest.mark.parametrize(
    ("printed", "plain"), [("產", "产"), ("Ａ", "a"), ("Ｇ", "g"), ("５", "5"), ("．", "."), ("K", "k")]
)
def test_folding_makes_forms_alike(printed, plain):
    assert folding()[printed] == plain


def test_folding_is_one_character_for_one_and_needs_no_second_round():
    made = folding()
    assert all(len(printed) == len(plain) == 1 for printed, plain in made.items())
    assert {plain for plain in made.values() if plain in made} == set()
    assert not any(c.isspace() for pair in made.items() for c in pair)


def test_folding_leaves_simplified_text_as_it_is():
    text = "新质生产力是先进生产力，增长5.3%。"
    assert text.translate(str.maketrans(folding())) == text


def test_search_words_are_longer_than_a_character_and_no_marks():
    words = search_words("发展新质生产力，gdp增长5.3%。")
    assert {"发展", "生产力", "gdp", "5.3%"} <= set(words)
    assert not {"，", "。"} & set(words) and all(len(word) > 1 for word in words)
