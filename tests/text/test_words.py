"""One stem for the forms of a word, and none cut too short; lists of words that hold one another."""

import re
import tomllib
from pathlib import Path

import pytest

import extract.text.words as home
from extract.text.words import MONTH, alternatives, stem, word_set

LISTS = tomllib.loads((Path(home.__file__).parent / "lists.toml").read_text("utf-8"))


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


def test_each_list_says_where_its_words_come_from_and_holds_none_twice() -> None:
    for name, listed in LISTS.items():
        words = listed["words"].split()
        assert listed["source"] and len(words) == len(set(words)) and listed.keys() <= {"source", "words", "with"}, name


def test_a_list_holds_the_words_of_the_lists_that_it_names() -> None:
    assert word_set("articles") < word_set("core") < word_set("small") & word_set("function")
    assert word_set("articles", "months") == word_set("articles") | word_set("months")


def test_every_list_is_used_and_every_list_that_is_used_is_there() -> None:
    code = [path.read_text("utf-8") for path in Path(home.__file__).parents[2].rglob("*.py")]
    calls = [call for text in code for call in re.findall(r"(?:word_set|alternatives)\(([^()]*)\)", text)]
    named = {name for call in calls for name in re.findall(r"[\"'](\w+)[\"']", call)}
    within = {name for listed in LISTS.values() for name in listed.get("with", "").split()}
    assert named | within == set(LISTS)


def test_alternatives_match_the_longest_word_and_plurals() -> None:
    pattern = re.compile(alternatives("people"))
    assert [pattern.fullmatch(word) is not None for word in ("patient", "patients", "women", "patience")] == [
        *(True, True, True, False)
    ]
    particle = re.match(alternatives("name_particles"), "della Rovere")
    assert particle is not None and particle[0] == "della"


def test_months_are_read_long_and_short() -> None:
    assert [bool(re.fullmatch(MONTH, word)) for word in ("September", "Sept.", "may", "Spring")] == [
        *(True, True, False, False)
    ]
