"""Each check on what it must find and on the look-alike that it must leave."""

from dataclasses import replace

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper, Section, Span
from tests.audit.made import made_paper, no_library, read_paper, sections

(
    stat_column_percent,
    stat_estimate_in_interval,
    stat_group_comparison,
    stat_interval_against_p,
    stat_median_in_range,
    stat_percent_of_fraction,
    stat_possible_percent,
    stat_survival_order,
    stat_test_statistic,
    stat_wording_against_numbers,
    text_abstract_estimates,
    text_baseline_balance,
) = load_checks(
    (
        "stat_column_percent",
        "stat_estimate_in_interval",
        "stat_group_comparison",
        "stat_interval_against_p",
        "stat_median_in_range",
        "stat_percent_of_fraction",
        "stat_possible_percent",
        "stat_survival_order",
        "stat_test_statistic",
        "stat_wording_against_numbers",
        "text_abstract_estimates",
        "text_baseline_balance",
    )
)


def found(check: Check, paper: Paper) -> list[tuple[str, str]]:
    return [
        (answer.severity, answer.evidence[0].text)
        for answer in check.check(paper, no_library())
        if isinstance(answer, Finding)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Response was seen in 12/54 (32.2%).", [("error", "12/54 (32.2%)")]),
        ("Response was seen in 12/54 (22.2%).", []),
        (
            "Of the 84 patients enrolled, 31 (39.6%) responded.",
            [("warning", "Of the 84 patients enrolled, 31 (39.6%)")],
        ),
        ("Among 84 patients, 31 (36.9%) responded.", []),
        ("Of 84 patients, 31 (62%) in the first group responded.", []),
        ("In all, 43.72% (478/1349) were male.", [("error", "43.72% (478/1349)")]),
        ("Of them 11/152 (7.23%) had RILD.", [("note", "11/152 (7.23%)")]),
        ("Grade 3/4 (12%) events and a ratio of 1/2 (95% CI 0.2-0.9).", []),
        ("Failure in 48.4%, 222/459 and in 35 of 66 patients (53.0%).", []),
    ],
)
def test_percent_beside_its_fraction(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(stat_percent_of_fraction, made_paper(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Odds were higher (OR 3.42, 95% CI 1.01-1.74).", ["error"]),
        ("Odds were higher (OR 1.33, 95% CI 1.01-1.74).", []),
        ("Survival was better (HR 0·56, 95% CI 0·30–1·05).", []),
        ("The difference was −0.4 kg (95% CI −0.9 to 0.1).", []),
        ("The difference was 0.4 kg lower (95% CI −0.9 to 0.1).", []),
        ("At p = 0.04 the 95% CI 1.1 to 2.0 was given.", []),
        ("Median OS was 13.1 months (95% CI 14.5–18.0).", ["error"]),
    ],
)
def test_estimate_and_its_interval(sentence: str, severities: list[str]) -> None:
    assert [severity for severity, _ in found(stat_estimate_in_interval, made_paper(sentence))] == severities


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("(OR 0.43; 95% CI 0.21, 0.89; p = 0.42)", ["error"]),
        ("(OR 0.43; 95% CI 0.21, 0.89; p = 0.022)", []),
        ("(HR 0.98 (95% CI, 0.85 to 1.14; P = 0.003)", ["error"]),
        ("(HR 0.56, 95% CI 0.30–1.05, p=0.068)", []),
        ("(RR 0.86, 95% CI 0.74–1.00, p = 0.05)", []),
        ("(HR 0.62, 95% CI 0.41–0.94, p for interaction = 0.61)", []),
    ],
)
def test_interval_and_p(sentence: str, severities: list[str]) -> None:
    assert [severity for severity, _ in found(stat_interval_against_p, made_paper(sentence))] == severities


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("It differed, t(28) = 2.20, p = .036.", []),
        ("It differed, t(28) = 1.20, p = .036.", ["error"]),
        ("It differed, F(2, 45) = 5.10, p < .001.", ["warning"]),
        ("One-sided, t(28) = 1.75, p = .045.", []),
        ("It differed, χ2(1, N = 90) = 3.84, p = 0.05.", []),
    ],
)
def test_statistic_and_p(sentence: str, severities: list[str]) -> None:
    assert [severity for severity, _ in found(stat_test_statistic, made_paper(sentence))] == severities


TABLE = [
    ["Characteristic", "Drug (n = 109)", "Placebo (n = 43)"],
    ["Male, n (%)", "65 (59.6)", "21 (48.8)"],
    ["Smoker, n (%)", "30 (27.5)", "9 (20.9)"],
    ["Cirrhosis, n (%)", "88 (80.7)", "40 (93.0)"],
    ["HBV, n (%)", "70 (64.2)", "31 (72.1)"],
]


def test_a_cell_that_leaves_its_column_is_found() -> None:
    rows = [*TABLE, ["Diabetes, n (%)", "12 (11.0)", "8 (31.3)"]]
    assert found(stat_column_percent, made_paper(rows=rows)) == [("error", "8 (31.3)")]


def test_a_row_with_missing_values_is_left_alone() -> None:
    rows = [*TABLE, ["Diabetes, n (%)", "12 (12.0)", "8 (20.0)"]]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


def test_means_with_sds_are_no_percents() -> None:
    rows = [*TABLE, ["Age, mean (SD)", "61 (11.2)", "64 (9.8)"]]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


def test_percents_of_a_row_group_are_left_alone() -> None:
    rows = [*TABLE, ["Stage, n (%)", "", ""], ["I", "30 (60.0)", "10 (50.0)"], ["II", "20 (40.0)", "10 (50.0)"]]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The 1-, 3- and 5-year OS rates were 74%, 78% and 39%.", 1),
        ("The 1-, 3- and 5-year OS rates were 74%, 55% and 39%.", 0),
        ("The 1-, 3- and 5-year recurrence rates were 14%, 35% and 59%.", 0),
    ],
)
def test_survival_over_time(sentence: str, count: int) -> None:
    assert len(found(stat_survival_order, made_paper(sentence))) == count


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("The median follow-up was 13.1 months (range, 14.5–18.0).", ["error"]),
        ("The median follow-up was 15.1 months (range, 14.5–18.0).", []),
        ("The mean stay was 9.1 days (IQR 2–7).", []),
    ],
)
def test_medians_and_their_ranges(sentence: str, severities: list[str]) -> None:
    assert [severity for severity, _ in found(stat_median_in_range, made_paper(sentence))] == severities


def test_p_that_no_test_of_the_counts_gives_is_told() -> None:
    heads = ["Characteristic", "Drug (n = 109)", "Placebo (n = 43)", "P value"]
    rows = [heads, *([*row, p] for row, p in zip(TABLE[1:], ["0.22", "0.40", "0.001", "0.35"], strict=True))]
    assert found(stat_group_comparison, made_paper(rows=rows)) == [("warning", "0.001")]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Recurrence was seen in 56 patients (51.32%).", 1),
        ("Recurrence was seen in 56 patients (51.38%).", 0),
        ("There were 8 (6.98%) in one group and 3 (6.98%) in the other.", 1),
        ("At day 7 (51.32%) and grade 3 (12.31%) the rates of 56 months (51.32%) were printed.", 0),
        ("The weighted share was 56 patients (51.32%).", 0),
        ("It was truncated for 11 patients (7.23%).", 0),
    ],
)
def test_percents_that_no_group_gives(sentence: str, count: int) -> None:
    assert len(found(stat_possible_percent, made_paper(sentence))) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("TACE did not significantly improve PFS (HR 0.62, 95% CI 0.38–1.02) or OS (HR 0.43, 95% CI 0.21–0.89).", 1),
        ("TACE did not significantly improve PFS (HR 0.62, 95% CI 0.38–1.02), but OS (HR 0.43, 95% CI 0.21–0.89).", 0),
        ("OS was significantly longer (HR 0.43, 95% CI 0.21–0.89).", 0),
        ("OS was significantly longer with TACE (p = 0.31).", 1),
        ("Neither was there any significant difference found (p = 0.405) later.", 0),
        ("A statistically significant difference (HR 1.10, 95% CI 0.98–1.24; OS: HR 1.04) was not observed.", 0),
        ("Women had a lower ratio (non-statistically significant), and more education (p = 0.02).", 0),
        ("No significant differences were seen, with the exception of higher scores (p = 0.007).", 0),
        ("OS was not significantly longer with TACE (p = 0.003).", 1),
        ("The groups didn’t differ significantly (p > 0.05) in age.", 0),
        ("The groups didn’t differ significantly (p = 0.003) in age.", 1),
        ("Death was rarer, significantly (HR 0.4, 95% CI 0.2–0.8) (in a basic model, HR 0.9, 95% CI 0.7–1.2).", 0),
        ("Death was rarer, significantly (HR 0.4, 95% CI 0.2–0.8), and relapse (HR 0.9, 95% CI 0.7–1.2).", 1),
        ("A p value of 0.01 was considered not significant after Bonferroni correction (p = 0.003).", 0),
    ],
)
def test_wording_and_numbers(sentence: str, count: int) -> None:
    assert len(found(stat_wording_against_numbers, made_paper(sentence))) == count


@pytest.mark.parametrize(("level", "count"), [("0.01", 0), ("0.05", 1)])
def test_not_significant_at_the_level_that_the_paper_sets(level: str, count: int) -> None:
    methods = f"Means were compared by t tests (significance level P < {level})."
    paper = read_paper(sections(methods=methods, results="Pain did not differ significantly at a month (P = 0.03)."))
    assert len(found(stat_wording_against_numbers, paper)) == count


def test_a_threshold_that_one_value_passes_is_told() -> None:
    heads = ["Characteristic", "Drug (n = 109)", "Placebo (n = 43)", "SMD"]
    rows = [heads, *([*row, d] for row, d in zip(TABLE[1:], ["0.018", "0.054", "0.103", "0.090"], strict=True))]
    before = "An SMD of less than 0.1 meant balance."
    told = found(
        text_baseline_balance, made_paper(before, "All covariates had an SMD below this threshold.", rows=rows)
    )
    assert [severity for severity, _ in told] == ["error"]
    assert found(text_baseline_balance, made_paper("All covariates had an SMD below 0.2.", rows=rows)) == []


def test_an_abstract_that_prints_another_estimate_than_the_body() -> None:
    abstract = "Analysis showed that ALT (HR = 2.34, 95% CI 1.07–5.11) predicted OS."
    body = "It was confirmed that ALT (HR = 3.42, 95% CI 1.47–7.97) predicted OS."
    assert found(text_abstract_estimates, with_abstract(abstract, body)) == [("error", "HR = 2.34, 95% CI 1.07–5.11")]
    assert found(text_abstract_estimates, with_abstract(abstract, body.replace("ALT", "AFP"))) == []
    assert found(text_abstract_estimates, with_abstract(abstract, abstract)) == []


def with_abstract(abstract: str, *body: str) -> Paper:
    paper = made_paper(abstract, *body)
    section = Section(
        id="sec0", pieces=(Span(0, len(abstract)),), rule="made", role="abstract", heading="Abstract", level=1
    )
    return replace(paper, sections=(section,))


def test_the_one_percent_of_a_column_is_judged_by_its_printed_n() -> None:
    rows = [
        ["Characteristic", "Drug (n = 415)", "Placebo (n = 414)"],
        ["Age, mean (SD)", "61 (11.2)", "64 (9.8)"],
        ["Relapses", "123 (17.3%)", "175 (31.1%)"],
    ]
    assert [severity for severity, _ in found(stat_column_percent, made_paper(rows=rows))] == ["warning", "warning"]
    rows[2] = ["Relapses", "123 (29.6%)", "175 (42.3%)"]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the treated, 6 of 35 (14%) had a leak.", [("error", "6 of 35 (14%)")]),
        ("Men and women were 6/35 (14%).", []),
    ],
)
def test_a_stroke_may_part_two_groups_and_of_names_a_whole(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(stat_percent_of_fraction, made_paper(sentence)) == expected


def test_percents_without_sign_before_their_fractions_in_cells() -> None:
    rows = [["", "High, %"], ["A", "27.8 (5,010/18,040)"], ["B", "16.6 (2,994/18,040)"], ["C", "78.8 (15,221/18,040)"]]
    assert found(stat_percent_of_fraction, made_paper(rows=rows)) == [("error", "78.8 (15,221/18,040)")]
