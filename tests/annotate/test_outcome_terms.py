"""The vocabulary's id of a printed outcome: where its name is one, and not where a name is part of another thing."""

import pytest

from extract.annotate.concepts import outcome_term
from extract.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("outcome", "label"),
    [
        ("overall survival", "overall survival"),
        ("Adverse events > Grade 3 or more > Febrile neutropenia", "Febrile Neutropenia"),
        ("Febrile neutropenia > Grade 4", "Febrile Neutropenia"),
        ("Heart rate (beats per minute)", "Heart Rate"),
        ("Anaemia", "anemia"),
        ("adverse events", "toxicity"),
    ],
)
def test_an_outcome_that_the_vocabulary_names_has_its_id(outcome: str, label: str) -> None:
    vocabulary = load_vocabulary()
    term = outcome_term(outcome, vocabulary)
    assert term is not None
    assert vocabulary[term].label == label


@pytest.mark.parametrize(
    "outcome",
    ["fear of pain", "survival > tumour length at entry", "odds ratio", "Liver > Elevated enzymes of the second kind"],
)
def test_a_name_within_another_thing_gives_no_id(outcome: str) -> None:
    assert outcome_term(outcome, load_vocabulary()) is None
