"""One finding for one cause, and what looks like a contradiction and is none."""

import pytest

from extract.audit import run_checks
from extract.audit.checks import load_checks
from extract.audit.softening import REPEATED, fold_repeats
from extract.model import Answer, Evidence, Finding, Paper, Skipped, Span
from tests.audit.made import made_paper, no_library, read_paper, sections


def findings(paper: Paper, name: str) -> list[Finding]:
    said = run_checks(paper, no_library(), load_checks((name,)))
    return [answer for one in said for answer in one.answers if isinstance(answer, Finding)]


def reasons(paper: Paper, name: str) -> set[str]:
    said = run_checks(paper, no_library(), load_checks((name,)))
    return {answer.reason for one in said for answer in one.answers if isinstance(answer, Skipped)}


WRONG = "Relapse was rarer with the drug (HR 0.71, 95% CI 0.75–1.10)."


def test_abstract_and_body_are_told_once_with_both_places() -> None:
    (found,) = findings(read_paper(sections(abstract=WRONG, results=WRONG)), "stat_estimate_in_interval")
    assert [one.role for one in found.evidence].count("result") == 2
    other = WRONG.replace("0.71", "0.72")
    assert len(findings(read_paper(sections(abstract=WRONG, results=other)), "stat_estimate_in_interval")) == 2


def finding(start: int, **changed: object) -> Finding:
    where = Evidence(role="result", document_id="d", text="3 (9%)", pieces=(Span(start, start + 6),))
    given = {"check": "c", "severity": "error", "message": "m", "evidence": (where,), **changed}
    return Finding(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (finding(9), 1),
        (finding(9, message="n"), 2),
        (finding(9, severity="note"), 2),
        (finding(9, expected="4"), 2),
        (finding(9, references=("r1",)), 2),
    ],
)
def test_what_differs_in_anything_but_its_place_stays_apart(other: Finding, left: int) -> None:
    answers: tuple[Answer, ...] = (finding(0, references=other.references), other)
    folded = fold_repeats(answers)
    assert sum(isinstance(answer, Finding) for answer in folded) == left
    assert [answer.reason for answer in folded if isinstance(answer, Skipped)] == [REPEATED] * (2 - left)
    assert len(folded) == 2


HEAD = [
    ["", "Mild: drug (n = 401)", "Mild: placebo (n = 408)", "Severe: drug (n = 229)", "Severe: placebo (n = 225)"],
    ["Male, n (%)", "317 (79.1)", "317 (77.7)", "205 (89.5)", "203 (90.2)"],
    ["Urban, n (%)", "217 (54.1)", "220 (53.9)", "69 (30.1)", "73 (32.4)"],
    ["Married, n (%)", "183 (45.6)", "187 (45.8)", "158 (69.0)", "151 (67.1)"],
]


def test_percents_of_the_row_are_told_once_a_table() -> None:
    of_rows = ["Former smoker, n (%)", "240 (48.4)", "256 (51.6)", "150 (51.9)", "139 (48.1)"]
    also = ["Drinker, n (%)", "220 (52.0)", "203 (48.0)", "110 (52.4)", "100 (47.6)"]
    (found,) = findings(made_paper(rows=[*HEAD, of_rows, also]), "stat_column_percent")
    assert found.severity == "note"
    assert "percents of the row" in found.message
    assert len([one for one in found.evidence if one.role == "result"]) == 8


def test_one_slip_in_a_cell_is_told_of_the_cell() -> None:
    slip = ["Former smoker, n (%)", "240 (59.9)", "256 (62.7)", "150 (56.5)", "139 (61.8)"]
    (found,) = findings(made_paper(rows=[*HEAD, slip]), "stat_column_percent")
    assert "150 of 229" in found.message


def test_a_row_with_missing_values_in_several_columns_is_left_alone() -> None:
    missing = ["Breastfed, n (%)", "240 (66.7)", "256 (71.1)", "150 (65.5)", "139 (69.5)"]
    assert not findings(made_paper(rows=[*HEAD, missing]), "stat_column_percent")


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("Scores fell (t 1210=4.769, P<.001, 95% CI -0.41 to 4.43).", False),
        ("Scores fell (difference 4.769, P<.001, 95% CI -0.411 to 4.430).", True),
        ("Saturation fell (difference −2.3, 95% CI: −4.1 −0.6).", False),
        ("Saturation fell (difference −2.3, 95% CI: −1.9 to −0.6).", True),
    ],
)
def test_statistics_and_signs_before_an_interval(sentence: str, flagged: bool) -> None:
    paper = made_paper(sentence)
    told = findings(paper, "stat_estimate_in_interval") + findings(paper, "stat_interval_symmetry")
    assert bool(told) is flagged


def test_an_estimate_that_lost_its_minus_is_named() -> None:
    (found,) = findings(made_paper("Mean difference 1.6 (95% CI -4.7 to 1.5)."), "stat_interval_symmetry")
    assert "the estimate may have lost its minus" in found.message
    assert found.expected == "-1.6"


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("The drug significantly reduced pain (low dose: P = 0.81; high dose: P = 0.01).", False),
        ("The drug significantly reduced pain (P = 0.81); sleep improved too (P = 0.01).", True),
    ],
)
def test_the_first_of_a_list_of_p_is_not_the_one_meant(sentence: str, flagged: bool) -> None:
    assert bool(findings(made_paper(sentence), "stat_wording_against_numbers")) is flagged


def test_those_who_crossed_over_are_no_whole() -> None:
    crossed = "Eight patients were randomized to surgery but changed to drugs, two to drugs, and three to surgery."
    whole = "Eight patients were randomized: two to drugs, and three to surgery."
    assert not findings(made_paper(crossed), "stat_participant_flow")
    assert findings(made_paper(whole), "stat_participant_flow")


TOLD = "The median stay in the hospital was {} days with early feeding (n = 84) and 9.4 days with late feeding."


@pytest.mark.parametrize(
    ("abstract", "body", "severity"),
    [
        ("7.31", "7.81", {"error", "warning"}),
        ("7.31", "7.32", {"note"}),
        ("7.31", "7.31", set()),
    ],
)
def test_a_last_digit_is_a_note(abstract: str, body: str, severity: set[str]) -> None:
    paper = read_paper(sections(abstract=TOLD.format(abstract), results=TOLD.format(body)))
    found = {one.severity for one in findings(paper, "text_abstract_numbers")}
    assert found <= severity
    assert bool(found) is bool(severity)


@pytest.mark.parametrize(
    ("abstract", "body"),
    [
        (
            "Training had a recommended duration of 120 min per week for balance and 60 min per week for strength.",
            "Training had a recommended duration of 180 min per week for balance and strength.",
        ),
        (
            "The mean change of the score after the drug was 0.17 points (p = 0.04).",
            "The mean change of the score after the drug had limits (95% CI 0.99, 0.71 points; p = 0.04).",
        ),
    ],
)
def test_sums_and_limits_are_no_misprints(abstract: str, body: str) -> None:
    assert not findings(read_paper(sections(abstract=abstract, results=body)), "text_abstract_numbers")


def test_quartiles_without_the_sign_of_their_median_are_a_note() -> None:
    rows = [["", "Drug", "Placebo"], ["Pressure, median (IQR)", "-42 (36–51)", "-44 (62–70)"]]
    found = findings(made_paper(rows=rows), "stat_median_in_range")
    assert [one.severity for one in found] == ["note", "warning"]


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("The rate decreases with age from 52% to 58% in infants to 21% in adolescents.", False),
        ("The rate decreases with age from 52% to 58% in adolescents.", True),
        ("Appetite was higher in the milk versus the water group (1.50 versus 2.32, P = 0.02).", True),
        ("Appetite was higher in the milk versus the water group (2.32 versus 1.50, P = 0.02).", False),
        ("Appetite was higher in the milk group (1.50 versus 2.32 in the water group).", False),
    ],
)
def test_numbers_in_another_order_than_the_words(sentence: str, flagged: bool) -> None:
    assert bool(findings(made_paper(sentence), "text_direction_wording")) is flagged


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("Of the 276 pupils, 14 (15.2%) used the game and 21 (22.8%) used the film.", False),
        ("Of the 276 pupils, 14 (15.2%) used the game and 21 (7.6%) used the film.", True),
    ],
)
def test_shares_of_groups_behind_the_size_of_all(sentence: str, flagged: bool) -> None:
    assert bool(findings(made_paper(sentence), "stat_percent_of_fraction")) is flagged


def test_half_of_the_p_of_an_f_test_is_named() -> None:
    (found,) = findings(made_paper("The groups differed (F(3, 120) = 2.00, p = 0.06)."), "stat_test_statistic")
    assert "half of it" in found.message
    assert "half of the p: fits" in found.tried


def test_coordinates_before_a_statistic_are_none() -> None:
    assert not findings(
        made_paper("A cluster in the insula (x = 4; y = 20; z = 25; F = 9.70; p = .03)."), "stat_test_statistic"
    )
    assert findings(made_paper("The ranks differed (z = 2.5; p = .03)."), "stat_test_statistic")


def test_pairs_that_all_stand_the_other_way_are_notes() -> None:
    one = "Pain was lower than that in the placebo group at 1 hour (4.51 vs. 3.62)."
    other = "Sleep was higher than that in the placebo group at night (2.11 vs. 3.83)."
    assert [found.severity for found in findings(made_paper(one), "text_direction_wording")] == ["warning"]
    assert {found.severity for found in findings(made_paper(one, other), "text_direction_wording")} == {"note"}


def test_marks_of_notes_and_p_before_intervals_are_no_estimates() -> None:
    heads = ["", "Mean difference (95% CI)"]
    assert not findings(made_paper(rows=[heads, ["Cost", "4273a (371 to 483)"]]), "stat_estimate_in_interval")
    assert findings(made_paper(rows=[heads, ["Cost", "42.7 (37.1 to 41.3)"]]), "stat_estimate_in_interval")
    cells = ["Cured", "0.5312 (−0.0231, 0.0412)"]
    assert not findings(made_paper(rows=[["", "P (95% CI)"], cells]), "stat_estimate_in_interval")
    assert findings(made_paper(rows=[["", "Difference (95% CI)"], cells]), "stat_estimate_in_interval")


def test_a_quarter_in_round_words_is_no_fraction() -> None:
    assert not findings(made_paper("Almost 1/4 (22.0%) were ill."), "stat_percent_of_fraction")
    assert findings(made_paper("Of them 1/4 (22.0%) were ill."), "stat_percent_of_fraction")
