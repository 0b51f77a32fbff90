"""Which passage stands for a marker."""

import pytest
from tests.audit.made_reviews import review

from extract.model import Claim, Paper

ENTRIES = [f"Smith {letter}. Title number {letter}. Lancet. 2018;3:1-2." for letter in "ABCDEFGH"]


def claims(*paragraphs: str) -> tuple[Paper, tuple[Claim, ...]]:
    paper = review(*paragraphs, entries=ENTRIES)
    return paper, paper.claims


def test_a_sentence_with_several_markers_is_split() -> None:
    paper, found = claims("Surgery was better in one trial of men [1], while radiotherapy was better in women [2].")
    assert [paper.quote(claim) for claim in found] == [
        "Surgery was better in one trial of men",
        "while radiotherapy was better in women",
    ]


def test_a_name_before_its_marker_takes_what_follows() -> None:
    paper, found = claims("Tao et al. [1] found that surgery was better than radiotherapy in men.")
    assert "surgery was better" in paper.quote(found[0])
    assert found[0].type == "describes_study"


def test_a_study_introduced_before_belongs_to_the_marker() -> None:
    paper, found = claims(
        "Liver cancer is common [1]. In a 2022 Korean trial (n=85), patients had proton therapy. "
        "The one-year control was 94%. Survival was 38% at two years [2]."
    )
    assert paper.quote(found[1]).startswith("In a 2022 Korean trial")
    assert {("n", "85"), ("country", "south_korea")} <= {(fact.kind, fact.value) for fact in found[1].facts}
    assert found[1].type == "reports_result"


def test_a_sentence_of_the_paper_s_own_is_not_taken_in() -> None:
    paper, found = claims("Liver cancer is common. It is found late. Prices rose. Radiotherapy is effective [1].")
    assert paper.quote(found[0]) == "Radiotherapy is effective"
    assert found[0].type == "background"


def test_hedging_and_negation_are_told() -> None:
    _, found = claims("Radiotherapy may help [1]. The trial showed no significant difference in survival [2].")
    assert [(claim.hedged, claim.negated) for claim in found] == [(True, False), (False, True)]


def test_what_the_paper_itself_did_describes_no_cited_study() -> None:
    _, found = claims("In the present study we assessed toxicity according to the CTCAE criteria [1].")
    assert found[0].type == "method"


def test_markers_of_one_group_share_their_passage() -> None:
    paper, found = claims("The study by Thomas showed that 63% of the men were better [1], [2].")
    assert [paper.quote(claim) for claim in found] == ["The study by Thomas showed that 63% of the men were better"] * 2


def test_a_short_clause_takes_no_names_of_the_clauses_before() -> None:
    paper, found = claims(
        "As Ordon et al. [1] wrote, genotypes were studied for fat in the diet [2], and for fibre [3]."
    )
    assert "Ordon" not in paper.quote(found[1]) + paper.quote(found[2])


def test_what_follows_the_last_marker_is_not_its_passage() -> None:
    paper, found = claims("Radiotherapy is effective in most men [1], and so we treated 80 patients in Japan.")
    assert paper.quote(found[0]) == "Radiotherapy is effective in most men"


def test_the_paper_s_own_methods_introduce_no_cited_study() -> None:
    paper, found = claims(
        "The study was designed as a phase II trial of 40 patients. Survival in the literature is 38% [1]."
    )
    assert paper.quote(found[0]) == "Survival in the literature is 38%"
    _, planned = claims("Based on earlier trials, a minimum of 80 patients was calculated for each group [1].")
    assert planned[0].type == "method"


def test_a_paragraph_ends_what_introduces_a_study() -> None:
    paper, found = claims("In a 2022 Korean trial (n=85), patients had surgery.", "The survival was 38% [1].")
    assert paper.quote(found[0]) == "The survival was 38%"


def test_examples_of_a_class_are_told_apart() -> None:
    _, found = claims("This holds for various cancers, including breast cancer and melanoma [1].")
    assert {fact.qualifier for fact in found[0].facts if fact.value in ("breast_cancer", "melanoma")} == {"example"}


ONE = "Lund and colleagues found a response in 48% of men [1]. "


@pytest.mark.parametrize(
    "carried",
    [
        "They also reported a median survival of 14 months.",
        "In that trial, 85 men were treated.",
        "Moreover, the authors observed fever in 12% of men.",
        "In the same cohort survival was 38% at two years.",
    ],
)
def test_sentences_that_carry_the_study_on_belong_to_its_marker(carried: str) -> None:
    paper, found = claims(f"{ONE}{carried} Fever is common. Another trial showed 30% [2].")
    assert carried.removesuffix(".") in paper.quote(found[0])
    assert "Fever is common" not in paper.quote(found[0])
    assert carried not in paper.quote(found[1])


@pytest.mark.parametrize(
    "other",
    [
        "In this study, 85 men were treated.",
        "We also observed a median survival of 14 months.",
        "They were treated for 12 weeks.",
        "Fever was seen in 12% of men.",
        "They also reported 30% in women [2].",
    ],
)
def test_other_sentences_behind_a_marker_do_not(other: str) -> None:
    paper, found = claims(ONE + other)
    assert paper.quote(found[0]) == "Lund and colleagues found a response in 48% of men"


def test_a_paragraph_or_a_sentence_without_a_study_ends_what_goes_on() -> None:
    paper, found = claims(ONE.strip(), "They also reported a median survival of 14 months.")
    assert "14 months" not in paper.quote(found[0])
    paper, found = claims("Liver cancer is common [1]. They also reported a median survival of 14 months.")
    assert "14 months" not in paper.quote(found[0])
