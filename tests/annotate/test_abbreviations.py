"""The paper's own abbreviations."""

import pytest
from tests.annotate.made_papers import document

from extract.annotate.abbreviations import definitions, find_abbreviations
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences


def pairs(text: str) -> list[tuple[str, str]]:
    return [(short, long) for short, long, _, _ in definitions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Median overall survival (OS) rose.", ("OS", "overall survival")),
        ("stereotactic body radiation therapy [SBRT]", ("SBRT", "stereotactic body radiation therapy")),
        ("immune checkpoint inhibitors (ICIs)", ("ICIs", "immune checkpoint inhibitors")),
        ("OS (overall survival) rose.", ("OS", "overall survival")),
        ("PFS, progression-free survival; OS, overall survival.", ("PFS", "progression-free survival")),
    ],
)
def test_definitions_are_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was low (Table 1).",
        "Patients (n = 12) fell ill (see below).",
        "The drug was given (USA) at home.",
        "It (2019) rose.",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert pairs(text) == []


def test_places_and_repeats() -> None:
    made = document("The overall response rate (ORR) rose. The overall response rate (ORR) fell.")
    sections = find_sections(made)
    found = find_abbreviations(made, find_sentences(made, sections))
    assert [(short, long) for short, long, _ in found] == [("ORR", "overall response rate")]
    assert found[0][2].of(made.text) == "overall response rate (ORR)"
