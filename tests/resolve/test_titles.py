"""Thresholds of titles and names, on either side."""

import pytest

from extract.model import Person, ReferenceFields, Work
from extract.resolve.evidence import weigh
from extract.resolve.printed import prepare
from extract.resolve.titles import ANOTHER, NEARLY_SAME, NONE_PRINTED, SAME, SIMILAR, compare_titles

TITLE = "Whole grain intake and fasting glucose in older people of three cohorts"
WORK = Work(id="w", title=TITLE, authors=(Person(family="Lindqvist", given="A"),), year=2020)
LESS = 0.001


@pytest.mark.parametrize(
    ("score", "agrees", "begins"),
    [
        (SAME, True, "title agrees"),
        (SAME - LESS, True, "title agrees apart from small differences"),
        (NEARLY_SAME, True, "title agrees apart from small differences"),
        (NEARLY_SAME - LESS, None, "title is similar"),
        (SIMILAR, None, "title is similar"),
        (SIMILAR - LESS, False, "title differs"),
    ],
)
def test_how_much_of_a_title_makes_it_the_same(score: float, agrees: bool | None, begins: str) -> None:
    other = prepare(ReferenceFields(title="Potassium in the diet of schoolchildren"), "")
    part = compare_titles(other, WORK, score, TITLE)
    assert part is not None and part.agrees is agrees and part.reason.split(":")[0] == begins.split(":")[0]


def test_a_poor_likeness_weighs_less_than_another_title() -> None:
    other = prepare(ReferenceFields(title="Potassium in the diet of schoolchildren"), "")
    near, far = (compare_titles(other, WORK, score, TITLE) for score in (ANOTHER, ANOTHER - LESS))
    assert near is not None and far is not None and far.weight < near.weight < 0


def test_a_string_without_a_parsed_title_prints_none_where_it_is_unlike() -> None:
    bare = prepare(ReferenceFields(), "Lindqvist A. 2020;4:1-9.")
    below, at = (compare_titles(bare, WORK, score, "") for score in (NONE_PRINTED - LESS, NONE_PRINTED))
    assert below is not None and below.reason == "no title printed" and at is not None and at.agrees is False


@pytest.mark.parametrize(
    ("family", "is_the_same"),
    [("Lindqvist", True), ("Lindquist", True), ("Lindqv", True), ("Lind", False), ("Bergqvist", False)],
)
def test_a_first_author_typed_otherwise_is_the_same_up_to_one_letter_in_six(family: str, is_the_same: bool) -> None:
    fields = ReferenceFields(title=TITLE, authors=(Person(family=family, given="A"),))
    parts = weigh(prepare(fields, f"{family} A. {TITLE}. 2020."), WORK).parts
    assert [part.agrees for part in parts if part.field == "authors"] == [is_the_same]
