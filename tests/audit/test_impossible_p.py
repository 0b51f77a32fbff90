"""Impossible p values, medians of survival: what each check must find, what it must leave."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper
from tests.audit.made import made_paper, no_library, read_paper

stat_percent_of_fraction, stat_possible_p, stat_survival_order = load_checks(
    (
        "stat_percent_of_fraction",
        "stat_possible_p",
        "stat_survival_order",
    )
)


def found(check: Check, paper: Paper) -> list[str]:
    return [answer.severity for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


OTHERS = "Sex differed (p = 0.03) and weight did not (p = 0.2)."


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Age did not differ (p = 1.45).", ["error"]),
        ("The change was significant (p = -0.03).", ["warning"]),
        ("Age differed (p = .000), and height (p = 0.000).", ["note"]),
        ("The pressure was P = 1.45 MPa.", []),
        ("Loci had P = 1.45 × 10−8 and p = 3.20e-9.", []),
        ("Models with p = 12 predictors were fitted.", []),
        ("Spearman's correlation was p = -0.35.", []),
        ("Age did not differ (p = 1.00).", []),
    ],
)
def test_p_that_cannot_be(sentence: str, severities: list[str]) -> None:
    assert found(stat_possible_p, made_paper(sentence, OTHERS)) == severities


def test_a_p_straight_behind_a_test_needs_no_others_beside_it() -> None:
    assert found(stat_possible_p, made_paper("Tone rose, t(20) = 1.85, p = -.08.")) == ["warning"]
    assert found(stat_possible_p, made_paper("Tone rose, t(20) = 1.85, p = .08.", "Mood fell, p = -.02.")) == [
        "warning"
    ]
    assert found(stat_possible_p, made_paper("Tone and mood went together, p = -.08.")) == []
    assert found(stat_possible_p, made_paper("It was 0. 12 men left early, p = 0.02, and p = 0.03.")) == []
    assert found(stat_possible_p, made_paper("Tone rose (p = 0. 03) and mood fell (p = 0. 02).")) == []


def test_p_above_one_in_a_column_of_p() -> None:
    rows = [["", "Drug", "P value"], ["a", "1", "0.31"], ["b", "2", "1.21"], ["c", "3", "0.02"], ["d", "4", "0.50"]]
    assert found(stat_possible_p, made_paper(rows=rows)) == ["error"]
    phosphate = [["", "Calcium", "P"], ["a", "2.31", "1.21"], ["b", "2.20", "1.05"], ["c", "2.40", "0.98"]]
    assert found(stat_possible_p, made_paper(OTHERS, rows=phosphate)) == []


def test_pasted_abstract_without_headings_is_read() -> None:
    text = (
        "We treated 84 patients with drug A. The 1-year PFS rate was 65.6% and the 1-year OS rate was 49.6%. It helped."
    )
    assert found(stat_survival_order, read_paper(text)) == ["warning"]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("31 (16%) of 194 patients and 22 (15%) of 190 had events.", 1),
        ("31 (16%) of 194 patients and 22 (12%) of 190 had events.", 0),
        ("We saw 12 (15%) of 14.5 years and 3 (60%) of 5 items.", 0),
    ],
)
def test_count_with_percent_before_its_whole(sentence: str, count: int) -> None:
    assert len(found(stat_percent_of_fraction, made_paper(sentence))) == count


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Twelve of 54 patients (32%) responded.", ["error"]),
        ("Twelve of 54 patients (22%) responded.", []),
        ("One hundred sixty-three of 176 patients (92.6%) came.", []),
        ("Relapse was seen in 59 out of 250 FVT episodes (32%).", ["warning"]),
        ("Relapse was seen in 59 out of 250 FVT episodes (24%).", []),
        ("Of the sites, 3 of 45 centres enrolled and most patients (60%) lived there.", []),
        ("Pain was reported by 34/232 patients (154%).", ["error"]),
        ("Volume grew by 12 of 45 points (154% of normal).", []),
        ("It changed in 28% (=33/118) and 15% (=33/118).", ["error"]),
    ],
)
def test_fractions_in_words_and_phrases(sentence: str, severities: list[str]) -> None:
    assert found(stat_percent_of_fraction, made_paper(sentence)) == severities
