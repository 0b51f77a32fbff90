"""Where a check changes its mind: the last value on one side of each threshold, and the first on the other.

A row names a check and a passage with `@` for the value, then values in order with what is told of each: the gravest
severity, "passed", "skipped", or "nothing" where the check met nothing that it looks at.
"""

import pytest

from tests.audit.made import outcome_of

Told = tuple[tuple[str, str], ...]

INTERVAL_P, IN_INTERVAL = "stat_interval_against_p", "stat_estimate_in_interval"
STATISTIC, FRACTION, PERCENT = "stat_test_statistic", "stat_percent_of_fraction", "stat_possible_percent"
MEDIAN, WORDING = "stat_median_in_range", "stat_wording_against_numbers"
ORDER, P = "stat_survival_order", "stat_possible_p"
HETEROGENEITY = "review_heterogeneity"

SENTENCES: list[tuple[str, str, Told]] = [
    # 0.5 and 1 standard errors between the printed p and that of the interval, by the digits that favour it
    (
        INTERVAL_P,
        "The hazard ratio was 0.75 (95% CI 0.60 to 0.94; p = @).",
        (("0.060", "passed"), ("0.061", "warning"), ("0.17", "warning"), ("0.18", "error")),
    ),
    (
        INTERVAL_P,
        "The odds ratio was @ (95% CI 0.60 to 0.94; p = 0.010).",
        (("0.62", "passed"), ("0.80", "passed"), ("0.81", "warning"), ("0.84", "warning"), ("0.85", "error")),
    ),
    # a one-sided p is doubled up to one half
    (
        INTERVAL_P,
        "The hazard ratio was 1.00 (95% CI 0.60 to 1.66; one-sided p = @).",
        (("0.49", "passed"), ("0.50", "passed"), ("0.51", "skipped")),
    ),
    # the printed digits of estimate and limits
    (
        IN_INTERVAL,
        "The hazard ratio was @ (95% CI 0.50 to 2.00).",
        (("0.48", "error"), ("0.49", "passed"), ("2.01", "passed"), ("2.02", "error")),
    ),
    (
        IN_INTERVAL,
        "The mean difference was @ kg (95% CI 1.0 to 5.0).",
        (("0.8", "error"), ("0.9", "passed"), ("5.1", "passed"), ("5.2", "error")),
    ),
    # one-sided tests pass; 0.05 between printed and recomputed p is an error; a digit more or less is left alone
    (
        STATISTIC,
        "It differed, t(28) = @, p = .036.",
        (
            *(("1.85", "error"), ("1.86", "passed"), ("1.88", "passed"), ("1.89", "error"), ("2.04", "error")),
            *(("2.05", "warning"), ("2.18", "warning"), ("2.19", "skipped"), ("2.20", "passed"), ("2.21", "passed")),
            *(("2.22", "skipped"), ("2.23", "warning")),
        ),
    ),
    (
        STATISTIC,
        "It differed, F(2, 45) = @, p = .030.",
        (
            *(("3.20", "error"), ("3.25", "warning"), ("3.60", "warning"), ("3.65", "note"), ("3.75", "note")),
            *(("3.80", "passed"), ("3.85", "note"), ("4.00", "note"), ("4.05", "warning")),
        ),
    ),
    (
        STATISTIC,
        "It differed, χ2(1, N = 90) = @, p = 0.05.",
        (
            *(("2.50", "error"), ("2.55", "passed"), ("2.85", "passed"), ("2.90", "error"), ("3.50", "error")),
            *(("3.55", "skipped"), ("3.65", "skipped"), ("3.70", "passed"), ("4.00", "passed"), ("4.05", "skipped")),
            *(("4.20", "skipped"), ("4.25", "note")),
        ),
    ),
    (
        STATISTIC,
        "They were related, r(48) = @, p = .020.",
        (("0.27", "error"), ("0.28", "note"), ("0.33", "passed"), ("0.34", "note"), ("0.35", "warning")),
    ),
    # rounded and truncated once are right, a last digit off is a note; beyond a thousand it is no percent
    (
        FRACTION,
        "Response was seen in 12/54 (@%).",
        (
            *(("21.9", "error"), ("22.0", "note"), ("22.1", "note"), ("22.2", "passed"), ("22.3", "note")),
            *(("22.4", "error"), ("1000", "error"), ("1001", "nothing")),
        ),
    ),
    (
        PERCENT,
        "Recurrence was seen in 56 patients (@%).",
        (("51.34", "error"), ("51.36", "passed"), ("51.40", "passed"), ("51.42", "error"), ("51.98", "error")),
    ),
    # a last digit beyond the range
    (
        MEDIAN,
        "The median follow-up was @ months (range, 14.5–18.0).",
        (("14.3", "error"), ("14.4", "passed"), ("18.1", "passed"), ("18.2", "error")),
    ),
    (
        MEDIAN,
        "The median age was @ years (IQR 52–68).",
        (("50", "error"), ("51", "passed"), ("69", "passed"), ("70", "error")),
    ),
    # 0.05, and 0.005 on either side of it left open
    (
        WORDING,
        "Survival was significantly longer with the drug (p = @).",
        (("0.045", "passed"), ("0.046", "skipped"), ("0.055", "skipped"), ("0.056", "warning")),
    ),
    (
        WORDING,
        "Survival did not differ significantly between the groups (p = @).",
        (("0.045", "warning"), ("0.046", "skipped"), ("0.055", "skipped"), ("0.056", "passed")),
    ),
    (
        WORDING,
        "Survival was significantly longer with the drug (HR 0.70, 95% CI 0.50 to @).",
        (("0.99", "passed"), ("1.00", "skipped"), ("1.01", "error")),
    ),
    # 25, 40, 50 and 75 % for what is called considerable and none
    (
        HETEROGENEITY,
        "There was considerable heterogeneity (I2 = @%).",
        (("24", "warning"), ("25", "note"), ("39", "note"), ("40", "skipped")),
    ),
    (
        HETEROGENEITY,
        "There was no heterogeneity (I2 = @%).",
        (("50", "skipped"), ("51", "note"), ("75", "note"), ("76", "warning")),
    ),
    (
        HETEROGENEITY,
        "There was no substantial heterogeneity (I2 = @%).",
        (("75", "skipped"), ("76", "warning"), ("101", "skipped")),
    ),
    # ninety signs between the words and the number
    (
        HETEROGENEITY,
        "There was considerable heterogeneity in these trials of rest, light and quiet @ I2 = 10%.",
        (
            ("on two wards of the north of land, 2019 to 2021", "warning"),
            ("on two wards of the north of lands, 2019 to 2021", "skipped"),
        ),
    ),
    (HETEROGENEITY, "There was low heterogeneity (I2 = 30%, p = @).", (("0.24", "passed"), ("0.25", "error"))),
    (HETEROGENEITY, "There was significant heterogeneity (I2 = 60%, p = @).", (("0.12", "passed"), ("0.13", "error"))),
    (
        ORDER,
        "The 1-, 3- and 5-year OS rates were 74%, @% and 39%.",
        (("38", "warning"), ("39", "passed"), ("74", "passed"), ("75", "warning")),
    ),
    (P, "The groups differed (p = 0.8) and others (p = @).", (("0.00", "note"), ("0.05", "passed"), ("1.0", "passed"))),
]

PATIENTS = [
    ["Characteristic", "Drug (n = 109)", "Placebo (n = 43)"],
    ["Male, n (%)", "65 (59.6)", "21 (48.8)"],
    ["Smoker, n (%)", "30 (27.5)", "9 (20.9)"],
    ["Cirrhosis, n (%)", "88 (80.7)", "40 (93.0)"],
    ["HBV, n (%)", "70 (64.2)", "31 (72.1)"],
]


def with_column(head: str, *cells: str) -> list[list[str]]:
    return [[*row, cell] for row, cell in zip(PATIENTS, (head, *cells), strict=True)]


TABLES: list[tuple[str, tuple[str, ...], list[list[str]], Told]] = [
    # half a point is a note; a few missing values (a tenth of n, or two) would explain a larger percent
    (
        "stat_column_percent",
        (),
        [*PATIENTS, ["Diabetes, n (%)", "12 (11.0)", "8 (@)"]],
        (
            *(("18.1", "error"), ("18.2", "note"), ("18.5", "note"), ("18.6", "passed"), ("18.7", "note")),
            *(("19.1", "note"), ("19.2", "error"), ("19.4", "error"), ("19.5", "passed"), ("19.6", "passed")),
            *(("20.5", "passed"), ("20.7", "error"), ("21.0", "passed"), ("21.1", "warning"), ("21.2", "error")),
        ),
    ),
    (
        "stat_column_percent",
        (),
        [*PATIENTS, ["Diabetes, n (%)", "12 (11.0)", "@ (100)"]],
        (("9", "warning"), ("10", "passed")),
    ),
    (
        "stat_column_percent",
        (),
        [*PATIENTS, ["Diabetes, n (%)", "@ (40.0)", "8 (18.6)"]],
        (("43", "passed"), ("44", "note"), ("45", "error"), ("109", "error"), ("110", "passed")),
    ),
    (
        "stat_group_comparison",
        (),
        with_column("P value", "@", "0.40", "0.06", "0.35"),
        (("0.027", "warning"), ("0.028", "note"), ("0.225", "note"), ("0.226", "passed"), ("0.228", "note")),
    ),
    (
        "text_baseline_balance",
        ("An SMD of less than 0.1 meant balance.", "All covariates had an SMD below this threshold."),
        with_column("SMD", "0.018", "0.054", "@", "0.09"),
        (("0.100", "passed"), ("0.101", "error")),
    ),
]


@pytest.mark.parametrize(("check", "sentence", "expected"), SENTENCES)
def test_sentences_on_either_side_of_a_threshold(check: str, sentence: str, expected: Told) -> None:
    assert tuple((value, outcome_of(check, sentence.replace("@", value))) for value, _ in expected) == expected


@pytest.mark.parametrize(("check", "sentences", "rows", "expected"), TABLES)
def test_tables_on_either_side_of_a_threshold(
    check: str, sentences: tuple[str, ...], rows: list[list[str]], expected: Told
) -> None:
    def of(value: str) -> str:
        return outcome_of(check, *sentences, rows=[[cell.replace("@", value) for cell in row] for row in rows])

    assert tuple((value, of(value)) for value, _ in expected) == expected
