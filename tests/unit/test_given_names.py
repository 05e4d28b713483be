from transforms.entities.given_names import FILE, likelihood, render


def test_given_names_are_those_of_the_dictionary() -> None:
    assert FILE.read_text(encoding="utf-8") == render()


def test_given_names_tell_names_from_words() -> None:
    for name in ("艳霞", "庆伟", "晓明", "琪"):
        assert likelihood(name) >= 3, name
    for word in ("质量", "业局", "上要", "的是"):
        assert likelihood(word) <= -2, word
