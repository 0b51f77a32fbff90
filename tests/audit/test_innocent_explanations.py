"""Kinds of expressions that published articles print and that are no slips, each beside the slip that it resembles."""

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
    stat_test_statistic,
    stat_wording_against_numbers,
    text_abbreviation,
    text_abstract_estimates,
    text_abstract_numbers,
    text_figure_reference,
    text_study_period,
    text_table_reference,
) = load_checks(
    (
        "stat_column_percent",
        "stat_estimate_in_interval",
        "stat_group_comparison",
        "stat_interval_against_p",
        "stat_median_in_range",
        "stat_percent_of_fraction",
        "stat_possible_percent",
        "stat_test_statistic",
        "stat_wording_against_numbers",
        "text_abbreviation",
        "text_abstract_estimates",
        "text_abstract_numbers",
        "text_figure_reference",
        "text_study_period",
        "text_table_reference",
    )
)

HEADS = ["Characteristic", "Drug (n = 109)", "Placebo (n = 43)"]
SOUND = [
    ["Male, n (%)", "65 (59.6)", "21 (48.8)"],
    ["Smoker, n (%)", "30 (27.5)", "9 (20.9)"],
    ["Cirrhosis, n (%)", "88 (80.7)", "40 (93.0)"],
    ["HBV, n (%)", "70 (64.2)", "31 (72.1)"],
]


def told(check: Check, paper: Paper) -> list[str]:
    return [answer.severity for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


def of_rows(check: Check, *rows: list[str], heads: list[str] | None = None) -> list[str]:
    return told(check, made_paper(rows=[heads or HEADS, *rows]))


@pytest.mark.parametrize(
    ("row", "severities"),
    [
        (["Ascites, n (%)", "12 (11.0)", "8 (31.3)"], ["error"]),
        (["Ascites, n (%)", "12 (11.0)", "8 (22.9)"], ["warning"]),
        (["Ascites, n (%)", "12 (11.0)", "8 (19.5)"], []),
        (["Implanted embryos, n (%)", "60 (40.0)", "30 (40.5)"], []),
        (["Injured nerves, n (%)", "12 (11.0)", "8 (9.3)"], []),
        (["Ascites, n (%)", "12 (11.0)", "8 (9.3)"], ["error"]),
        (["Ascites, n (%)", "12 (15.0)", "8 (11.3)"], ["warning", "warning"]),
        (["Ascites, n (%)", "8 (18.6)", "<0.05"], []),
        (["Physical health", "56 (14.0)", "57.3 (13.6)"], []),
        (["Bilirubin, n (%)", "27 (25)", "16 (39)"], []),
    ],
)
def test_a_percent_of_another_base_is_no_error(row: list[str], severities: list[str]) -> None:
    assert of_rows(stat_column_percent, *SOUND, row) == severities


def test_a_percent_of_the_row_group_is_held_against_the_sum_of_the_group() -> None:
    def school(last: str) -> list[list[str]]:
        return [
            ["School, n (%)", "", ""],
            ["I", "19 (19.0)", "4 (10.0)"],
            ["II", "20 (20.0)", "6 (15.0)"],
            ["III", last, "30 (75.0)"],
        ]

    assert of_rows(stat_column_percent, *SOUND, *school("61 (63.5)")) == ["warning"]
    assert of_rows(stat_column_percent, *SOUND, *school("61 (61.0)")) == []


def test_a_section_with_its_own_sizes_is_judged_by_them() -> None:
    section = ["Those who received it as planned", "Drug (n = 40)", "Placebo (n = 20)"]
    assert of_rows(stat_column_percent, *SOUND, section, ["Slept, n (%)", "30 (75.0)", "9 (45.0)"]) == []


def test_a_row_group_with_a_size_of_its_own_is_left_alone() -> None:
    rows = [["School, n (%)", "", ""], ["High", "29 (33.8)", "9 (20.9)"]]
    assert len(of_rows(stat_column_percent, *SOUND, *rows)) == 1
    rows[0][0] = "School (n = 116), n (%)"
    assert of_rows(stat_column_percent, *SOUND, *rows) == []
    rows[0][0] = "School (n = 152), n (%)"
    assert len(of_rows(stat_column_percent, *SOUND, *rows)) == 1


def test_a_percentile_in_a_head_makes_no_percent() -> None:
    heads = ["Measure", "BMI above 85th % (n = 22)", "BMI below 85th % (n = 16)"]
    rows = [["Light activity, min/day", "7 (1.9)", "0 (2.3)"], ["Hard activity, min/day", "13 (6.1)", "7 (1.0)"]]
    assert of_rows(stat_column_percent, *rows, heads=heads) == []


def test_a_p_on_the_first_of_several_rows_is_of_all_of_them() -> None:
    heads = ["", "", "Early (n = 27)", "Late (n = 38)", "P value"]
    rows = [
        ["Dissection", "Right", "10 (37%)", "15 (39%)", "0.002"],
        ["", "Left", "16 (59%)", "9 (24%)", ""],
        ["", "Both", "1 (4%)", "14 (37%)", ""],
        ["Men", "", "24 (89%)", "36 (95%)", "0.642"],
        ["Smokers", "", "20 (74%)", "30 (79%)", "0.77"],
    ]
    assert of_rows(stat_group_comparison, *rows, heads=heads) == []
    rows[0][-1] = "0.6"
    assert of_rows(stat_group_comparison, *rows, heads=heads) == ["warning"]


def test_every_row_of_a_group_may_have_its_own_p() -> None:
    heads = ["", "Cases (n = 178)", "Controls (n = 356)", "p value"]
    rows = [
        ["Parity", "", "", ""],
        ["0", "65 (36.5)", "165 (46.3)", "0.031"],
        ["1-4", "104 (58.4)", "187 (52.5)", "0.197"],
        ["5 or more", "9 (5.1)", "4 (1.1)", "0.016"],
    ]
    assert "warning" not in of_rows(stat_group_comparison, *rows, heads=heads)


@pytest.mark.parametrize(
    ("check", "sentence", "severities"),
    [
        (stat_percent_of_fraction, "Lower in B (112 grade 1 or 2 out of 158, 70.9%).", []),
        (stat_percent_of_fraction, "Lower in B (2 out of 158, 70.9%).", ["error"]),
        (stat_percent_of_fraction, "Adherent were those with at least 15 of the 22 sessions (70%).", []),
        (stat_percent_of_fraction, "Adherent were 15 of the 22 patients (70%).", ["error"]),
        (stat_percent_of_fraction, "Adherent were those with at least 15 of the 22 sessions (80%).", ["error"]),
        (stat_possible_percent, "Percentage of correctness for drug n = 53 (76.42%).", []),
        (stat_possible_percent, "Relapse was seen in n = 53 (76.42%).", ["error"]),
        (stat_test_statistic, "Dropout did not differ, χ2(1, N = 135) = 1.22, p = .32.", ["note"]),
        (stat_test_statistic, "Dropout did not differ, χ2(1, N = 135) = 1.22, p = .62.", ["warning"]),
        (stat_test_statistic, "The ranks differed (Z = −1.95; P = 0.065).", ["note"]),
        (stat_test_statistic, "The ranks differed (Z = −2.56; P = 0.07).", ["error"]),
        (stat_test_statistic, "It fell, t(56) = −5.9, p < .000.", []),
        (stat_test_statistic, "It fell, t(56) = −0.9, p < .000.", ["error"]),
        (stat_estimate_in_interval, "No effect (B = .37, SE = .24, t = 1.55, 95% CI [−0.13, 0.86], p = .14).", []),
        (stat_estimate_in_interval, "No effect (B = 1.55, 95% CI [−0.13, 0.86], p = .14).", ["error"]),
        (stat_estimate_in_interval, "Pulse was 81.5 beats/min (SD: 1.7) in the group, 95% CI 4.1–9.1.", []),
        (
            stat_wording_against_numbers,
            "There was no significant difference in events, other than an increase of hypertension (p < 0.003).",
            [],
        ),
        (
            stat_wording_against_numbers,
            "While there were significant differences in A (OR 1.54, 95% CI 1.18–2.02), no between-group differences "
            "were observed in B (OR 1.07, 95% CI 0.36–3.14).",
            [],
        ),
        (
            stat_wording_against_numbers,
            "Values sharing the same letter are not significantly different (p < 0.05).",
            [],
        ),
        (stat_wording_against_numbers, "NS, no significant difference (P < 0.05).", []),
        (stat_wording_against_numbers, "There was no significant change of ranks (Kendall's W = 0.87, p < 0.001).", []),
        (
            stat_wording_against_numbers,
            "It was significantly raised (HR 1.65, 95% CI 1.09–2.50; in the basic model HR 1.21, 95% CI 0.82–1.79).",
            [],
        ),
        (stat_wording_against_numbers, "It was significantly raised (HR 1.21, 95% CI 0.82–1.79).", ["error"]),
        (stat_estimate_in_interval, "Egg counts had a ratio of 947:447 (95% CI 698–1196 versus 323–579).", []),
        (stat_estimate_in_interval, "The difference was 0.4 kg/m2 (95% CI 0.1–0.7).", []),
        (stat_estimate_in_interval, "The difference was +3.8 L min−1, 95% CI −5.7, 9.5.", []),
        (stat_estimate_in_interval, "The difference was 3.2 × 10−3 (95% CI 4.1–5.0).", []),
        (stat_estimate_in_interval, "The difference was 0.9 kg/m2 (95% CI 0.1–0.7).", ["error"]),
        (stat_estimate_in_interval, "Egg counts were 447 (95% CI 698–1196).", ["warning"]),
        (stat_wording_against_numbers, "There was no significant difference in events (p < 0.003).", ["warning"]),
    ],
)
def test_expressions_that_only_look_wrong(check: Check, sentence: str, severities: list[str]) -> None:
    assert told(check, made_paper(sentence)) == severities


def test_the_p_of_a_test_of_bias_is_not_that_of_the_ratio() -> None:
    heads = ["Group", "OR", "95% CI", "I2", "Egger t", "P"]
    row = ["Asians", "22.99", "6.41–82.43", "0.0%", "-2.55", "0.084"]
    assert of_rows(stat_interval_against_p, row, heads=heads) == []
    assert of_rows(stat_interval_against_p, [*row[:3], "0.084"], heads=[*heads[:3], "P"]) == ["error"]


@pytest.mark.parametrize(("cell", "count"), [("1,000 (1,425)", 0), ("1,000 (1,425–2,500)", 1), ("6.8 (4.1; 6.5)", 1)])
def test_a_width_with_thousands_is_no_pair_of_quartiles(cell: str, count: int) -> None:
    assert len(of_rows(stat_median_in_range, ["Cells, median (IQR)", cell, cell])) == 2 * count


def test_a_p_beside_an_interval_is_no_estimate() -> None:
    row = ["Modic changes", "−1.79", "0.03", "−3.41 to −0.17"]
    assert of_rows(stat_estimate_in_interval, row, heads=["", "Coefficient", "p-value", "95% CI"]) == []
    assert of_rows(stat_estimate_in_interval, row, heads=["", "Mean", "Coefficient", "95% CI"]) == ["error"]


def test_a_standard_error_before_an_interval_is_no_estimate() -> None:
    heads = ["", "Mean difference", "SE", "95% CI"]
    assert of_rows(stat_estimate_in_interval, ["Mood", "−2.46", "0.636", "−3.72 to −1.21"], heads=heads) == []
    assert of_rows(stat_estimate_in_interval, ["Mood", "−3.86", "0.636", "−3.72 to −1.21"], heads=heads) == ["error"]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("The radiation-induced liver damage (RILD) came. Radiation-induced liver disease (RILD) went.", ["warning"]),
        ("A randomized controlled trial (RCT) was done. Randomized clinical trials (RCT) are rare.", ["note"]),
        ("The progesterone receptor (PR) was found. A partial response (PR) was seen.", ["note"]),
        ("The relative risk (RR) was pooled. It raised the remission rate (RR = 1.40, 95% CI 1.27 to 1.53).", []),
        ("The Constant Murley Shoulder (CMS) Score was used. The Constant Murley Score (CMS) rose.", []),
        ("The Institute of Health Research (IHR) paid. The Institute for Health Research (IHR) paid too.", []),
    ],
)
def test_two_long_forms(text: str, severities: list[str]) -> None:
    assert told(text_abbreviation, read_paper(sections(results=text))) == severities


@pytest.mark.parametrize(
    ("abstract", "results", "count"),
    [
        (
            "Dribble annoyed 12.8% of those with 50 mg tramadol and 33.6% of those with 100 mg tramadol (P < 0.001).",
            "Adverse events were noted in 3.2% with placebo, 21.6% with 50 mg tramadol and 45.6% with 100 mg tramadol.",
            0,
        ),
        (
            "Response was 61.7%, control was 89.4% and the median survival was 27.6 months.",
            "Response was 61.7%, control was 89.4% and the median survival was 27.7 months.",
            1,
        ),
        (
            "Response was 61.7%, control was 89.4% and the median survival was 27.6 months.",
            "Response was 61.7%, control was 89.4% and the median survival was 27.7 months. Half lived 27.6 months.",
            0,
        ),
    ],
)
def test_numbers_of_an_abstract(abstract: str, results: str, count: int) -> None:
    assert len(told(text_abstract_numbers, read_paper(sections(abstract=abstract, results=results)))) == count


def test_an_estimate_that_the_abstract_prints_too_is_of_something_else() -> None:
    first = "More oocytes were obtained in group B (OR = 0.47, 95% CI 0.38–0.57)."
    second = "More oocytes were obtained in group B (OR = 0.56, 95% CI 0.27–1.24)."

    def paper(*abstract: str) -> Paper:
        made = made_paper(*abstract, second)
        end = sum(len(sentence) + 1 for sentence in abstract)
        section = Section(id="sec0", pieces=(Span(0, end),), rule="made", role="abstract", heading="Abstract", level=1)
        return replace(made, sections=(section,))

    assert told(text_abstract_estimates, paper(first)) == ["error"]
    assert told(text_abstract_estimates, paper(first, second)) == []


@pytest.mark.parametrize(
    ("abstract", "methods", "severities"),
    [
        (
            "A randomised trial ran between October 2008 and November 2010.",
            "Patients were recruited from October 2008 to November 2009.",
            [],
        ),
        (
            "Patients were recruited between October 2008 and November 2010.",
            "Patients were recruited from October 2008 to November 2009.",
            ["error"],
        ),
    ],
)
def test_recruitment_within_a_study(abstract: str, methods: str, severities: list[str]) -> None:
    assert told(text_study_period, read_paper(sections(abstract=abstract, methods=methods))) == severities


TABLES = """Table 1
Adherence to treatment in both groups

Group\tCompleted\tDiscontinued
24 weeks\t71\t5
48 weeks\t69\t7

Table 2
Adverse events of treatment

Event\t24 weeks\t48 weeks
Nausea\t31\t40
Asthenia\t22\t18
"""


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Treatment was stopped for adverse events by 5 and 7 patients (Table 1).", 0),
        ("The adverse events of nausea and asthenia are listed in detail (Table 1).", 1),
    ],
)
def test_figures_tell_which_table_is_meant(sentence: str, count: int) -> None:
    assert len(told(text_table_reference, read_paper(sections(results=f"{sentence}\n\n{TABLES}")))) == count


BOTH_ENDS = (
    "Fig. 1. Clinical and functional improvements (A). Patients who achieved the stable target (B). Patients with "
    "response (C). Patients in remission and with normal function at week 26."
)
NAMED = "Fig. 1. (A) Duration of bypass and plasminogen activator. (B) Duration of bypass and interleukin (IL)-6."


@pytest.mark.parametrize(
    ("sentence", "captions", "count"),
    [
        ("More patients showed clinical and functional improvements (Fig. 1B).", BOTH_ENDS, 0),
        ("Like plasminogen activator, IL-6 rose with the duration of bypass (Fig. 1B).", NAMED, 0),
        ("The plasminogen activator rose with the duration of bypass (Fig. 1B).", NAMED, 1),
        ("It is shown in the supplement (see E-figure 3a).", NAMED, 0),
    ],
)
def test_panels_and_figures(sentence: str, captions: str, count: int) -> None:
    assert len(told(text_figure_reference, read_paper(sections(results=f"{sentence}\n\n{captions}")))) == count
