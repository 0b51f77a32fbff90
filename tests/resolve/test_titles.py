"""Thresholds of titles and names, on either side."""

import pytest

from extract.model import Person, ReferenceFields, Work
from extract.resolve.evidence import compare_titles, weigh
from extract.resolve.printed import prepare

TITLE = "Whole grain intake and fasting glucose in older people of three cohorts"
WORK = Work(id="w", title=TITLE, authors=(Person(family="Lindqvist", given="A"),), year=2020)


@pytest.mark.parametrize(
    ("score", "agrees", "begins"),
    [
        (0.95, True, "title agrees"),
        (0.949, True, "title agrees apart from small differences"),
        (0.88, True, "title agrees apart from small differences"),
        (0.879, None, "title is similar"),
        (0.78, None, "title is similar"),
        (0.779, False, "title differs"),
    ],
)
def test_how_much_of_a_title_makes_it_the_same(score: float, agrees: bool | None, begins: str) -> None:
    other = prepare(ReferenceFields(title="Potassium in the diet of schoolchildren"), "")
    part = compare_titles(other, WORK, score, TITLE)
    assert part is not None and part.agrees is agrees and part.reason.split(":")[0] == begins.split(":")[0]


def test_a_poor_likeness_weighs_less_than_another_title() -> None:
    other = prepare(ReferenceFields(title="Potassium in the diet of schoolchildren"), "")
    near, far = (compare_titles(other, WORK, score, TITLE) for score in (0.65, 0.649))
    assert near is not None and far is not None and far.weight < near.weight < 0


def test_a_string_without_a_parsed_title_prints_none_where_it_is_unlike() -> None:
    bare = prepare(ReferenceFields(), "Lindqvist A. 2020;4:1-9.")
    below, at = (compare_titles(bare, WORK, score, "") for score in (0.599, 0.6))
    assert below is not None and below.reason == "no title printed" and at is not None and at.agrees is False


@pytest.mark.parametrize(
    ("family", "is_the_same"),
    [("Lindqvist", True), ("Lindquist", True), ("Lindqv", True), ("Lind", False), ("Bergqvist", False)],
)
def test_a_first_author_typed_otherwise_is_the_same_up_to_one_letter_in_six(family: str, is_the_same: bool) -> None:
    fields = ReferenceFields(title=TITLE, authors=(Person(family=family, given="A"),))
    parts = weigh(prepare(fields, f"{family} A. {TITLE}. 2020."), WORK).parts
    assert [part.agrees for part in parts if part.field == "authors"] == [is_the_same]


@pytest.mark.parametrize(
    ("printed", "held", "score", "weight"),
    [
        # from thirty letters on a title weighs in full
        ("", "Salt intake of the old in hospital", 0.95, 8.4),
        ("", "Salt intake of the old in a hospital", 0.95, 8.7),
        ("", "Salt intake of the old in the hospital", 0.95, 9.0),
        ("", "Salt intake of the very old in a hospital", 0.95, 9.0),
        # a record's title that is less than 0.7 of the printed one may be another, shorter title within it
        ("Salt intake and the heart of islanders", "Salt intake and the heart", 0.95, 5.0 * 21 / 30),
        ("Salt intake and the heart of it", "Salt intake and the heart", 0.95, 9.0 * 21 / 30),
    ],
)
def test_what_a_title_weighs(printed: str, held: str, score: float, weight: float) -> None:
    part = compare_titles(
        prepare(ReferenceFields(title=printed or None), printed), Work(id="w", title=held), score, held
    )
    assert part is not None and part.weight == pytest.approx(weight)


@pytest.mark.parametrize(("score", "weight"), [(0.81, -4.0), (0.80, -4.0), (0.79, 3.0)])
def test_a_number_that_differs_makes_another_paper_of_a_title_that_is_alike(score: float, weight: float) -> None:
    work = Work(id="w", title="Salt and the heart of islanders, part 2: a trial")
    bare = prepare(ReferenceFields(), "Salt and the heart of islanders, part 1: a trial.")
    part = compare_titles(bare, work, score, "saltandtheheartofislanderspart1atrial")
    assert part is not None and part.weight == pytest.approx(weight)
