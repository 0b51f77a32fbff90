"""Which passage stands for a marker."""

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
        "while radiotherapy was better in women [2].",
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
    assert paper.quote(found[0]) == "Radiotherapy is effective [1]."
    assert found[0].type == "background"


def test_hedging_and_negation_are_told() -> None:
    _, found = claims("Radiotherapy may help [1]. The trial showed no significant difference in survival [2].")
    assert [(claim.hedged, claim.negated) for claim in found] == [(True, False), (False, True)]


def test_what_the_paper_itself_did_describes_no_cited_study() -> None:
    _, found = claims("In the present study we assessed toxicity according to the CTCAE criteria [1].")
    assert found[0].type == "method"
