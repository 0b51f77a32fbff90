"""Claims against a source: what agrees, what differs, what is not there."""

import pytest

from extract.audit.support.judge import judge_claim
from extract.audit.support.source import SourceText
from tests.audit.made import made_paper

SOURCE = SourceText(
    made_paper(
        "We enrolled 85 patients with unresectable hepatocellular carcinoma between 2015 and 2018.",
        "Objective response was seen in 45.2% of patients who received camrelizumab with radiotherapy.",
        "Median overall survival was 14.2 months in the combination group and 9.6 months with sorafenib alone.",
        "Grade 3 toxicity occurred in 12% of patients, mostly thrombocytopenia.",
        "The median age of the participants was 61 years.",
    )
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Camrelizumab with radiotherapy gave an objective response in 45.2% of patients.", "supported"),
        ("Camrelizumab with radiotherapy gave an objective response in 45% of patients.", "supported"),
        ("Camrelizumab with radiotherapy gave an objective response in 61.8% of patients.", "contradicted"),
        ("Median overall survival was 21.6 months in the combination group.", "contradicted"),
        ("Five-year recurrence of colorectal adenoma fell by 33% with aspirin.", "not_found"),
        ("Radiotherapy has become a standard of care.", "unverifiable"),
    ],
)
def test_a_claim_is_held_against_its_source(claim: str, outcome: str) -> None:
    assert judge_claim(claim, SOURCE).outcome == outcome


def test_both_passages_are_shown() -> None:
    judged = judge_claim("Median overall survival was 21.6 months in the combination group.", SOURCE)
    assert judged.stated == "21.6" and judged.printed == "14.2"
    assert judged.evidence[0].text.startswith("Median overall survival was 14.2 months")


def test_more_than_leaves_room() -> None:
    assert (
        judge_claim("More than 80 patients with hepatocellular carcinoma were enrolled.", SOURCE).outcome
        != "contradicted"
    )
