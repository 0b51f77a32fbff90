"""Checks of means, their comparisons and intervals: what each must find, what it must leave."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper
from tests.audit.made import made_paper, no_library

(
    stat_interval_symmetry,
    stat_median_in_range,
    stat_sum,
    stat_test_statistic,
    stat_whole_numbers,
) = load_checks(
    (
        "stat_interval_symmetry",
        "stat_median_in_range",
        "stat_sum",
        "stat_test_statistic",
        "stat_whole_numbers",
    )
)


def found(check: Check, paper: Paper) -> list[str]:
    return [answer.severity for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Survival was better (HR 0.62, 95% CI 0.41-0.94).", []),
        ("Survival was better (HR 0.90, 95% CI 0.41-0.94).", ["warning"]),
        ("Survival was better (HR 0.70, 95% CI 0.41-0.94).", ["note"]),
        ("The difference was 0.9 (95% CI 0.41-0.94).", ["warning"]),
        ("The difference was 0.7 (95% CI 0.41-0.94).", []),
        ("The difference between medians was 0.9 (95% CI 0.41-0.94).", []),
        ("The upper limit was low (HR 0.90, one-sided 95% CI 0.41-0.94).", []),
    ],
)
def test_ratio_in_the_middle_of_its_interval(sentence: str, severities: list[str]) -> None:
    assert found(stat_interval_symmetry, made_paper(sentence)) == severities


@pytest.mark.parametrize(
    ("stub", "cell", "count"),
    [
        ("Number of lesions", "5.20 (2.10)", 1),
        ("Number of lesions", "5.25 (2.12)", 0),
        ("Size of lesions", "5.20 (2.10)", 0),
    ],
)
def test_means_that_whole_numbers_cannot_have(stub: str, cell: str, count: int) -> None:
    rows = [["Mean (SD)", "All (n = 8)"], [stub, cell]]
    assert len(found(stat_whole_numbers, made_paper(rows=rows, caption="Mean (SD)"))) == count


def test_a_statistic_called_not_significant() -> None:
    assert found(stat_test_statistic, made_paper("They did not differ, t(28) = 4.20, ns.")) != []
    assert found(stat_test_statistic, made_paper("They did not differ, t(28) = 1.20, ns.")) == []


@pytest.mark.parametrize(
    ("total", "severities"),
    [("46 (51%)", ["error"]), ("49 (54%)", []), ("50 (55%)", ["note"]), ("54 (60%)", ["warning"]), ("88 (98%)", [])],
)
def test_groups_sum_to_the_total_column(total: str, severities: list[str]) -> None:
    sound = [[f"Item {n}", f"{n} ({n}%)", f"{n + 1} ({n}%)", f"{2 * n + 1} ({n}%)"] for n in range(5, 11)]
    rows = [["", "Drug", "Placebo", "Total"], *sound, ["Men", "24 (53%)", "25 (55%)", total]]
    assert found(stat_sum, made_paper(rows=rows)) == severities


@pytest.mark.parametrize(
    ("stub", "cell", "severities"),
    [
        ("PHQ-9 score", "5.20 (2.10)", ["note"]),
        ("PHQ-9 score", "5.25 (2.12)", []),
        ("PHQ-9, change from baseline", "5.20 (2.10)", []),
        ("Satisfaction, mean of 2 items", "3.20 (0.71)", ["note"]),
        ("Satisfaction, mean of 2 items", "3.19 (0.71)", []),
        ("Satisfaction", "3.20 (0.71)", []),
    ],
)
def test_means_of_scales_and_items(stub: str, cell: str, severities: list[str]) -> None:
    rows = [["", "Drug, mean (SD) (n = 8)"], [stub, cell]]
    assert found(stat_whole_numbers, made_paper(rows=rows)) == severities


@pytest.mark.parametrize(
    ("head", "cell", "count"),
    [
        ("Median (IQR)", "9.2 (10.1–19.8)", 1),
        ("Median (IQR)", "15.2 (10.1–19.8)", 0),
        ("Median (range)", "65 [70 to 81]", 1),
        ("Mean (range)", "1.4 (2–4)", 1),
        ("Mean (IQR)", "9.2 (10.1–19.8)", 0),
        ("Median (95% CI)", "9.2 (10.1–19.8)", 0),
        ("HR (range)", "0.5 (0.7–0.9)", 0),
    ],
)
def test_medians_in_cells(head: str, cell: str, count: int) -> None:
    assert len(found(stat_median_in_range, made_paper(rows=[["", head], ["Size", cell]]))) == count
