"""Estimates, intervals and p in every dress that papers print them in: what is found, what is left."""

import pytest

from extract.audit.checks import load_checks
from extract.audit.estimates import find_estimates
from extract.model import Check, Finding, Paper, Skipped
from tests.audit.made import made_paper, no_library

stat_estimate_in_interval, stat_group_comparison, stat_interval_against_p, stat_test_statistic = load_checks(
    (
        "stat_estimate_in_interval",
        "stat_group_comparison",
        "stat_interval_against_p",
        "stat_test_statistic",
    )
)


def found(check: Check, paper: Paper) -> list[str]:
    return [answer.severity for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


def skipped(check: Check, paper: Paper) -> list[str]:
    return [answer.reason for answer in check.check(paper, no_library()) if isinstance(answer, Skipped)]


@pytest.mark.parametrize(
    ("printed", "value", "low", "high"),
    [
        ("OR 1.40, 95% CI [1.10; 1.78]", "1.40", "1.10", "1.78"),
        ("OR 1·40, 95% CI 1·10–1·78", "1.40", "1.10", "1.78"),
        ("OR 1,40; 95% CI 1,10–1,78", "1.40", "1.10", "1.78"),
        ("OR 1,40; IC 95% 1,10–1,78", "1.40", "1.10", "1.78"),
        ("OR 1.40, 95%CI 1.10~1.78", "1.40", "1.10", "1.78"),
        ("OR (95% CI) = 1.40 (1.10–1.78)", "1.40", "1.10", "1.78"),
        ("OR = 1.40 [1.10–1.78]", "1.40", "1.10", "1.78"),
        ("mean difference -2.1 (95% CI -3.0 to -1.2)", "-2.1", "-3.0", "-1.2"),
        ("mean difference −2.1 (95% CI −3.0–−1.2)", "-2.1", "-3.0", "-1.2"),
        ("mean difference -2.1 (95% CI -3.0--1.2)", "-2.1", "-3.0", "-1.2"),
        ("odds ratio 1.40 (95% CI 1.10--1.78)", "1.40", "1.10", "1.78"),
        ("mean difference -0.1 (95% CI -0.9, 0.7)", "-0.1", "-0.9", "0.7"),
    ],
)
def test_intervals_in_every_dress(printed: str, value: str, low: str, high: str) -> None:
    (estimate,) = find_estimates(f"A result ({printed}; p = 0.04).")
    assert (str(estimate.value), str(estimate.low), str(estimate.high)) == (value, low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "The HR was 72 (80–90) beats per minute.",
        "The RR was 18 (20-24) breaths, and 12 OR (1-2) were used.",
        "Of 1,234 women (95% CI is explained in [2,3]).",
    ],
)
def test_rates_of_heart_and_breath_are_no_estimates(sentence: str) -> None:
    assert list(find_estimates(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Longer with drug (HR 0.80; 90% CI 0.66 to 0.97; two-sided p = 0.057).", []),
        ("Longer with drug (HR 0.80; 90% CI 0.66 to 0.97; one-sided p = 0.029).", []),
        ("Longer with drug (HR 0.80; 90% CI 0.66 to 0.97; P = 0.60).", ["error"]),
        ("Longer with drug (HR 0.80; 97.5% CI 0.63 to 1.02; P = 0.041).", []),
        ("Longer with drug (HR 0.80; 99% CI 0.60 to 1.07; P = 0.05).", []),
        ("Longer (HR 0.82; 95% CI 0.65 to 1.03; one-sided P = 0.046).", []),
        ("Longer (HR 0.82; 95% CI 0.65 to 1.03; P = 0.00046).", ["error"]),
        ("Longer (HR 0.70; 95% CI 0.45 to 1.09; P = 0.06 (one-sided)).", []),
        ("Odds were higher (OR 1.40, 95% CI 1.10-1.78, p = 0.000).", []),
        ("Odds were higher (OR 1.10, 95% CI 0.80-1.50, p = .000).", ["error"]),
        ("Odds were higher (OR 1.80, 95% CI 1.30-2.50, P = NS).", ["error"]),
        ("Odds were higher (OR 1.10, 95% CI 0.80-1.50, P = NS).", []),
        ("Odds were higher (OR 1.80, 95% CI 1.30-2.50, p > 0.05).", ["error"]),
        ("Odds were higher (OR 1.80, 95% CI 1.30-2.50, p = 1.2 × 10−3).", []),
        ("The risk difference was 5.0% (95% CI, 1.0% to 9.0%; P=0.45).", ["error"]),
        ("The risk difference was 5.0% (95% CI, 1.0% to 9.0%; P=0.014).", []),
        (
            "hazard ratio for progression or death with the drug vs. placebo, 0.71; 95% CI, 0.55 to 0.92; P=0.41",
            ["error"],
        ),
    ],
)
def test_p_of_intervals_of_every_level(sentence: str, severities: list[str]) -> None:
    assert found(stat_interval_against_p, made_paper(sentence)) == severities


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Drug was noninferior (HR 0.91, 95% CI 0.75–1.11; P<0.001).", "the p may be that of non-inferiority"),
        ("Lower (HR 0.82; one-sided 95% CI 0.65 to 1.03; P = 0.001).", "a one-sided interval"),
        ("Median 13.1 months (95% CI 10.1–15.2; p = 0.6).", "nothing says whether 0 or 1 is no effect"),
    ],
)
def test_p_left_alone_with_the_reason(sentence: str, reason: str) -> None:
    paper = made_paper(sentence)
    assert found(stat_interval_against_p, paper) == []
    assert skipped(stat_interval_against_p, paper) == [reason]


ROWS = {
    "three columns": [
        ["", "HR", "95% CI", "p"],
        ["Age", "0.71", "0.75-1.10", "0.31"],
        ["Sex", "1.72", "1.08–2.74", "0.31"],
    ],
    "one column": [
        ["", "HR (95% CI)", "P value"],
        ["Age", "0.71 (0.75–1.10)", "0.3"],
        ["Sex", "1.72 (1.08–2.74)", "0.31"],
    ],
    "two limits": [
        ["", "Exp(B)", "95% CI lower", "95% CI upper", "Sig."],
        ["Age", "0.71", "0.75", "1.10", "0.31"],
        ["Sex", "1.72", "1.08", "2.74", "0,31"],
    ],
}


@pytest.mark.parametrize("layout", ROWS)
def test_ratio_interval_and_p_over_the_cells_of_a_row(layout: str) -> None:
    paper = made_paper(rows=ROWS[layout])
    assert found(stat_estimate_in_interval, paper) == ["error"]
    assert found(stat_interval_against_p, paper) == ["error"]


def test_sound_rows_and_other_brackets_are_left() -> None:
    rows = [["", "HR (95% CI)", "P"], ["Age", "0.91 (0.75–1.10)", "0.33"], ["Sex", "1.00 (ref)", ""]]
    others = [["", "Median (IQR)", "P"], ["Age", "61 (62–70)", "0.001"], ["HR, bpm", "72 (80–90)", "0.001"]]
    for paper in (made_paper(rows=rows), made_paper(rows=others)):
        assert found(stat_estimate_in_interval, paper) == []
        assert found(stat_interval_against_p, paper) == []


def test_p_of_a_whole_factor_is_not_that_of_one_category() -> None:
    rows = [
        ["", "HR (95% CI)", "P"],
        ["Stage", "", ""],
        ["II", "1.10 (0.80–1.50)", "<0.001"],
        ["III", "2.10 (1.50–3.00)", ""],
    ]
    paper = made_paper(rows=rows)
    assert found(stat_interval_against_p, paper) == []
    assert "the p may be of all categories of its factor" in skipped(stat_interval_against_p, paper)


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("t = 2.50, df = 38, p = .17", ["error"]),
        ("t = 2.50, df = 38, p = .017", []),
        ("χ² = 5.1 (df = 1; P = 0.024)", []),
        ("χ² = 5.1 with 1 degree of freedom, P = 0.24", ["error"]),
        ("Chi² = 12.3, df = 9 (P = 0.20)", []),
        ("F = 3.2; df = 2, 57; p = .048", []),
        ("F2,57 = 3.2; p = .48", ["error"]),
        ("r = 0.45, n = 60, p < .001", []),
        ("r = 0.15, n = 60, p < .001", ["error"]),
        ("Test for overall effect: Z = 2.10 (P = 0.04)", []),
        ("Test for overall effect: Z = 2.10 (P = 0.4)", ["error"]),
        ("F(1, 38) = 3.2, p = .041", []),
        ("F(3, 38) = 3.2, p = .017", ["warning"]),
    ],
)
def test_statistics_in_words_and_signs(sentence: str, severities: list[str]) -> None:
    assert found(stat_test_statistic, made_paper(f"A test gave {sentence}.")) == severities


def test_p_behind_a_ratio_is_not_a_test_of_the_groups_counts() -> None:
    rows = [
        ["", "Drug (n = 100)", "Placebo (n = 100)", "HR (95% CI)", "P"],
        ["Death, n (%)", "30 (30.0)", "40 (40.0)", "0.72 (0.45–1.15)", "0.17"],
        ["Relapse, n (%)", "30 (30.0)", "60 (60.0)", "0.72 (0.45–1.15)", "0.17"],
    ]
    assert found(stat_group_comparison, made_paper(rows=rows)) == []


def test_p_under_another_head_or_behind_another_statistic_is_of_that() -> None:
    rows = [
        ["", "Association", "Association", "Egger", "Egger"],
        ["", "OR", "95% CI", "t", "P"],
        ["Asians", "22.99", "6.41–82.43", "−2.55", ".084"],
    ]
    assert found(stat_interval_against_p, made_paper(rows=rows, heads=2)) == []
    rows = [["", "OR", "95% CI", "I2", "P"], ["Asians", "22.99", "6.41–82.43", "12%", ".084"]]
    assert found(stat_interval_against_p, made_paper(rows=rows)) == []


MINUTES = [["", "Change", "95% CI"], ["Walking", "12", "3, 21"], ["Running", "8", "-2, 18"], ["Rowing", "-9", "-20, 2"]]


@pytest.mark.parametrize(("value", "expected"), [("28", ["warning"]), ("2", [])])
def test_whole_numbers_beside_intervals_are_estimates_where_the_column_bears_it_out(
    value: str, expected: list[str]
) -> None:
    assert found(stat_estimate_in_interval, made_paper(rows=[*MINUTES, ["Skiing", value, "-1, 5"]])) == expected
    assert found(stat_estimate_in_interval, made_paper(rows=[*MINUTES[:2], ["Skiing", value, "-1, 5"]])) == []


def test_letters_of_notes_that_touch_the_head_of_intervals() -> None:
    rows = [["", "Difference of shares (95%CIca)"], ["Nets", "-0.6 (-0.12 to -0.01)"], ["Coils", "0.1 (-0.2 to 0.4)"]]
    assert found(stat_estimate_in_interval, made_paper(rows=rows)) == ["error"]
