"""Claims against a source: what agrees, what differs, what is not there."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.audit.support.judge import Question, judge_claim, verdict_on
from extract.audit.support.likeness import agree, comparable
from extract.audit.support.qualifiers import role_of
from extract.audit.support.quantities import find_quantities
from extract.audit.support.source import SourceText, unmarked
from extract.audit.support.verdicts import join
from extract.model import Marker, Span
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


TRIAL = SourceText(
    made_paper(
        "We treated 95 patients with metastases of the adrenal gland by stereotactic radiotherapy.",
        "The median follow-up was 23.5 months.",
        "Median overall survival was 21.2 months; the overall survival rates at 1 and 2 years were 61.3% and 43.8%.",
        "Progression-free survival at 2 years was 37.4%; local control was 95.1% at 1 year and 82.6% at 2 years.",
        "Grade 3 toxicity was seen in 7.4% of patients.",
    )
)


@pytest.mark.parametrize(
    "claim",
    [
        "The 2-year OS rate was 43.8%.",
        "The 1-year OS rate was 61.3%.",
        "Overall survival at 12 months was 61.3%.",
        "Median OS was 21.2 months.",
        "The 2-year PFS was 37.4%.",
        "Local control at 2 years was 82.6%.",
        "The study treated 95 patients.",
    ],
)
def test_the_figure_is_compared_and_not_its_time_point_or_size(claim: str) -> None:
    assert judge_claim(claim, TRIAL).outcome == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "The 2-year OS rate was 89.4%.",
        "The 2-year PFS was 12%.",
        "The 2-year OS rate was 61.3%.",
        "Local control at 2 years was 95.1%.",
        "In 95 patients the 2-year local control was 53.4%.",
        "Overall survival was 43.8% and progression-free survival 22.8% at 2 years.",
        "Grade 2 toxicity was seen in 7.4% of patients.",
        "Median OS was 23.5 months.",
    ],
)
def test_a_time_point_a_size_or_another_measure_supports_nothing(claim: str) -> None:
    assert judge_claim(claim, TRIAL).outcome != "supported"


def test_follow_up_does_not_contradict_survival() -> None:
    source = SourceText(made_paper("Median follow-up was 23.5 months in all patients with adrenal metastases."))
    judged = judge_claim("Median overall survival was 21.2 months in patients with adrenal metastases.", source)
    assert judged.outcome == "not_found"


def test_a_claim_of_time_points_alone_states_nothing_to_compare() -> None:
    assert judge_claim("Survival was better at 2 years.", TRIAL).outcome == "unverifiable"


def test_each_figure_has_a_verdict_and_a_claim_may_hold_in_part() -> None:
    judged = judge_claim("Median OS was 21.2 months, and 13 of the tumours had calcified.", TRIAL)
    assert [(one.stated, one.outcome) for one in judged.figures] == [("21.2", "supported"), ("13", "not_found")]
    assert judged.outcome == "partly" and judged.evidence


def test_a_figure_that_one_source_bears_out_is_contradicted_by_no_other() -> None:
    claim = "Median overall survival was 21.6 months in the combination group."
    against = judge_claim(claim, SOURCE)
    borne_out = judge_claim(claim, SourceText(made_paper(f"{claim} The trial enrolled 85 patients.")))
    assert (against.outcome, borne_out.outcome) == ("contradicted", "supported")
    assert join([against, borne_out]).outcome == join([borne_out, against]).outcome == "supported"
    assert join([against, against]).outcome == "contradicted"


def test_the_number_of_a_citation_is_no_figure_of_its_sentence() -> None:
    paper = made_paper("Exome reads were mapped as before8 and 61 variants were called.")
    marker = Marker(id="m0", pieces=(Span(33, 34),), rule="made", style="superscript", keys=("8",))
    cited = replace(paper, markers=(marker,))
    assert unmarked(cited, cited.sentences[0].pieces) == paper.text.strip().replace("8", " ")
    assert [str(f.quantity.value) for f in SourceText(cited).places[0].figures] == ["61"]


def test_both_ends_of_a_range_know_each_other() -> None:
    source = SourceText(made_paper("Carriers were 1.4- to 2.6-times as likely to relapse; 12 of them died."))
    assert [(str(f.quantity.value), f.other_end) for f in source.places[0].figures] == [
        ("1.4", Decimal("2.6")),
        ("2.6", Decimal("1.4")),
        ("12", None),
    ]


@pytest.mark.parametrize(
    ("claim", "source", "alike"),
    [
        ("14 patients", "29 were enrolled", True),
        ("14 patients", "a mean of 2.9", False),
        ("a 4-fold rise", "a ratio of 2.6", True),
        ("a 4-fold rise", "26 antibodies", False),
        ("a price of $40", "40 antibodies", False),
    ],
)
def test_people_are_whole_and_what_is_so_many_fold_is_no_count(claim: str, source: str, alike: bool) -> None:
    assert comparable(find_quantities(claim)[0], find_quantities(source)[0]) is alike


@pytest.mark.parametrize(
    ("stated", "printed", "same"), [("40", "40.5", True), ("40", "40.6", False), ("2.4", "2.45", True)]
)
def test_a_figure_is_rounded_by_half_a_unit_at_most(stated: str, printed: str, same: bool) -> None:
    assert agree(Decimal(stated), Decimal(printed)) is same


@pytest.mark.parametrize(("differs", "outcome"), [(0.29, "supported"), (0.31, "not_found")])
def test_a_figure_that_the_source_may_well_tell_otherwise_is_not_borne_out(differs: float, outcome: str) -> None:
    question = Question("Median overall survival was 14.2 months in the combination group.", SOURCE)
    found = question.seek(question.figures[0])
    assert verdict_on(question, replace(found, differs=differs)).outcome == outcome


LISTED = SourceText(
    made_paper(
        "Thirty-six patients with liver metastases received stereotactic radiotherapy.",
        "The 1- and 2-year local control rates were 94.2% and 83.4%, respectively.",
        "The 1-, 3- and 5-year overall survival rates were 91.2%, 76.3%, and 61.8%.",
    )
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Local control at 1 year was 94.2%.", "supported"),
        ("Local control at 2 years was 83.4%.", "supported"),
        ("The 3-year overall survival rate was 76.3%.", "supported"),
    ],
)
def test_the_first_years_of_a_list_with_hanging_hyphens_are_time_points(claim: str, outcome: str) -> None:
    assert judge_claim(claim, LISTED).outcome == outcome


def test_years_of_such_a_list_are_not_exchanged() -> None:
    assert judge_claim("Local control at 1 year was 83.4%.", LISTED).outcome != "supported"
    assert judge_claim("The 1-year overall survival rate was 76.3%.", LISTED).outcome != "supported"


def test_a_number_before_a_list_of_years_is_no_time_point() -> None:
    text = "Its score was 12, and 2-year survival was 40%."
    assert [role_of(text, one) for one in find_quantities(text)] == ["main", "point", "main"]
