"""One stem for the forms of a word, and none cut too short."""

import pytest

from extract.text.words import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("randomised", "randomization"), ("haemorrhages", "hemorrhage"), ("treatments", "treatment"), ("heated", "heats")],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("word", "left"), [("heated", "heat"), ("cured", "cured"), ("LDL", "ldl"), ("IL-6s", "il-6s")])
def test_what_is_left_has_four_letters(word: str, left: str) -> None:
    assert stem(word) == left


def test_words_that_only_begin_alike_stay_apart() -> None:
    assert stem("analgesic") != stem("analgesia") != stem("anaesthesia")
