"""Results in cells: bound by head, stub, caption and notes."""

from decimal import Decimal

import pytest
from made_tables import document_of

from extract.annotate.quantities import bind_numbers
from extract.annotate.quantities.known import Known, with_groups
from extract.annotate.quantities.labels import read_path
from extract.annotate.tables import find_tables
from extract.model import Paper, Result
from extract.vocabulary import load_vocabulary


def _read(table: str, caption: str = "") -> list[Result]:
    document = document_of(table, caption=caption)
    paper = Paper(document=document, tables=find_tables(document))
    return list(bind_numbers(paper, load_vocabulary())[1])


def test_a_baseline_table_binds_shares_arms_sizes_and_the_p_of_the_group_row() -> None:
    results = _read(
        "Variable | A group (n = 9) | B group (n = 4) | P-value\nSex, n (%) | | | 0.97\nMale | 5 (55.6) | 2 (50.0) | ",
        "Baseline characteristics",
    )
    sizes = [result for result in results if result.measure == "sample_size"]
    assert [(result.arm, result.value) for result in sizes] == [("A group", 9), ("B group", 4)]
    (male, _) = [result for result in results if result.measure == "baseline"]
    assert (male.value, male.unit, male.count, male.denominator, male.arm) == (Decimal("55.6"), "%", 5, 9, "A group")
    assert male.p is not None and male.p.value == Decimal("0.97")
    assert male.role == "baseline"


def test_a_ratio_takes_its_interval_from_the_next_column_and_p_from_the_group_row() -> None:
    results = _read(
        " | Overall survival | | \n | HR | 95% CI | P\n"
        "ALT (U/L) | | | 0.004\n≤ 35 | 1 | | \n> 35 | 3.42 | 1.47–7.97 | ",
        "Multivariate analysis",
    )
    ratio = results[-2]
    assert (ratio.measure, ratio.value) == ("HR", Decimal("3.42"))
    assert ratio.interval is not None and ratio.interval.high == Decimal("7.97")
    assert ratio.p is not None and ratio.p.value == Decimal("0.004")
    assert ratio.arm is None


def test_means_and_spreads_are_told_from_counts_and_shares() -> None:
    results = _read(
        "Outcome | Drug (n = 20) | Placebo (n = 20)\nPain, mean (SD) | 3.1 (1.2) | 4.0 (1.1)\nDied | 4 (20) | 5 (25)"
    )
    pain, died = results[2], results[4]
    assert (pain.statistic, pain.value, pain.sd) == ("mean", Decimal("3.1"), Decimal("1.2"))
    assert (died.statistic, died.value, died.count) == ("percent", Decimal("20"), 4)


def test_a_standard_error_is_no_standard_deviation() -> None:
    results = _read("Outcome (mean ± SE) | Drug | Placebo\nWeight, kg | 70.1 ± 1.2 | 71.0 ± 1.1")
    assert results[0].se == Decimal("1.2") and results[0].sd is None
    assert results[0].unit == "kg"


def test_words_and_dashes_are_no_results() -> None:
    assert _read("Organ | Constraint\nLiver | —\nHeart | not applicable") == []


def test_a_cell_of_prose_is_read_like_text() -> None:
    results = _read("Study | Key findings\nLee 2020 | LC improved (23% vs. 84% at 1 yr, p=0.002) and OS was similar")
    rates = [result for result in results if result.measure == "LC"]
    assert [(result.value, result.timepoint) for result in rates] == [(23, 1), (84, 1)]
    assert all(result.cell for result in rates)


@pytest.mark.parametrize(("words", "is_read"), [(1_900, True), (2_100, False)])
def test_a_page_within_a_cell_is_no_cell_of_prose(words: int, is_read: bool) -> None:
    prose = f"LC improved (23% vs. 84% at 1 yr, p=0.002) {'and so ' * 7}" + "was " * 3
    rows = f"Study | Key findings\nLee 2020 | {prose}{'more ' * words}"
    assert bool(_read(rows)) is is_read


def test_a_table_of_who_the_patients_are_is_baseline_by_its_rows() -> None:
    rows = "Age, years | 61.2 | 60.8\nMale, n | 12 | 14\nSmokers, n | 3 | 4\nBMI | 24.1 | 23.9"
    results = _read(f" | A group | B group\n{rows}", "Comparison of the groups")
    assert {result.role for result in results} == {"baseline"}


def test_rows_of_patients_under_outcomes_stay_results() -> None:
    rows = "Age > 60 | 1.42 | 0.03\nMale | 1.12 | 0.40\nSmoking | 1.71 | 0.01"
    results = _read(f" | HR | P\n{rows}", "Multivariate analysis of survival")
    assert {result.role for result in results} == {"result"}


def test_counts_of_rare_events_are_results() -> None:
    results = _read("Event | A | B\nFall | 0 | 1\nRash | 1 | 0\nNausea | 2 | 1\nDeath | 0 | 0", "Adverse events")
    assert {result.role for result in results} == {"result"}


def test_a_number_above_a_hundred_in_parentheses_is_no_share() -> None:
    results = _read(
        "Outcome, n (%) | Drug (n = 4000) | Placebo (n = 4000)\n"
        "Weight, g | 3133 (406) | 3013 (494)\nDied | 4 (0) | 5 (0)"
    )
    assert (results[2].statistic, results[2].unit) != ("percent", "%")


def test_a_row_in_percent_holds_shares_and_a_row_of_changes_in_percent_values() -> None:
    results = _read(
        " | Drug (n = 30) | Control (n = 30)\nFair (%) | 36.7 | 60.0\nMean change (%) | 3.1 | 4.0", "Outcome"
    )
    assert [result.statistic for result in results[2:]] == ["percent", "percent", "mean", "mean"]


def test_times_that_number_the_rows_are_no_results_and_a_measured_time_is_one() -> None:
    clock = _read("Scale | Time (min) | Drug\nHunger | 0 | 5.3\n | 30 | 5.1\n | 60 | 5.3\n | 90 | 5.8", "Hunger")
    timed = _read("Patient group | Time (min) | Age\nDrug | 45 | 61\nPlacebo | 41 | 60\nSham | 47 | 62", "Operations")
    assert [str(result.value) for result in clock] == ["5.3", "5.1", "5.3", "5.8"]
    assert {"45", "41", "47"} <= {str(result.value) for result in timed}


def test_a_head_printed_anew_with_other_sizes_holds_from_there_on() -> None:
    results = _read(
        "Week 4 | Drug (n=20) | Sham (n=21)\nFever | 25.0% (n=5) | 9.5% (n=2)\n"
        "Week 8 | Drug (n=16) | Sham (n=12)\nCough | 25.0% (n=4) | 50.0% (n=6)\nCases | Drug (n=16) | 3",
    )
    shares = {(result.outcome, result.count): (result.denominator, result.arm) for result in results if result.count}
    assert (
        shares["Fever", 5] == (20, "Drug") and shares["Cough", 4] == (16, "Drug") and shares["Cough", 6] == (12, "Sham")
    )
    assert any(result.row_path == ("Cases",) and str(result.value) == "3" for result in results)


def test_a_unit_in_powers_of_ten_counts_no_patients_and_a_number_that_the_group_holds_does() -> None:
    results = _read(
        "Variable | Drug (n=40) | Sham (n=42)\nLeucocytes, 10⁹/L | 7 | 8\nCD4 cells | 410 | 395\nFalls | 7 | 8",
    )
    found = {(result.outcome, result.arm): (result.statistic, result.unit) for result in results if result.row_path}
    assert found["Leucocytes", "Drug"] == ("value", "10⁹/L")
    assert found["CD4 cells", "Drug"] == ("value", None)
    assert found["Falls", "Drug"] == ("count", "patients")


def test_half_the_width_of_an_interval_is_no_standard_deviation() -> None:
    table = "Variable | Drug (n=40) | Sham (n=42)\nSleep, hours | 7.1 ± 0.4 | 6.2 ± 0.3"
    (drug, _) = [each for each in _read(table, "Means ± 90% CI of sleep") if each.row_path]
    assert drug.sd is None and drug.se is None and drug.interval is not None
    assert (str(drug.interval.low), str(drug.interval.high), str(drug.interval.level)) == ("6.7", "7.5", "90")
    (drug, _) = [each for each in _read(table, "Means ± SD of sleep, and differences with 95% CI") if each.row_path]
    assert str(drug.sd) == "0.4" and drug.interval is None


def test_one_note_tells_errors_of_means_and_quartiles_of_medians() -> None:
    table = "Variable | Drug (n=40) | Sham (n=42)\nWalk, km | 3.1 (0.4) | 2.2 (0.3)\n"
    table += "Naps, min | 20.5 (10.0, 31.0) | 18.5 (9.0, 30.0)"
    walk, _, nap, _ = [each for each in _read(table, "Data are mean (standard error) or median (IQR)") if each.row_path]
    assert (walk.statistic, str(walk.se), walk.sd) == ("mean", "0.4", None)
    assert (nap.statistic, nap.interval and nap.interval.kind) == ("median", "iqr")


def test_a_start_that_a_change_is_counted_from_is_no_time_point() -> None:
    changed, printed = _read(
        "Outcome | Change from baseline | Baseline\nWalking distance, m | 31.5 | 402.0", "Walking after training"
    )
    assert (changed.timepoint_text, changed.role, changed.outcome) == (None, "result", "Walking distance")
    assert (printed.timepoint_text, printed.role) == ("Baseline", "baseline")


def test_bare_numbers_under_a_clock_are_times_and_under_another_head_are_not() -> None:
    hours, grades = read_path(("Hours after surgery", "24")), read_path(("Grade", "3"))
    assert (hours[1].time, grades[1].time) == ((Decimal(24), "hours"), None)
    assert read_path(("Time to discharge (h)", "24"))[1].time is None
    rows = _read(
        "Day of treatment | Drug (n = 20) | Placebo (n = 20)\n3 | 5.1 | 6.2\n7 | 4.0 | 4.4", "Pain scores by group"
    )[2:]
    assert [(str(result.timepoint), result.outcome) for result in rows] == [
        ("3", "Pain scores"),
        ("3", "Pain scores"),
        ("7", "Pain scores"),
        ("7", "Pain scores"),
    ]


def test_a_caption_of_changes_from_baseline_heads_results() -> None:
    table = "Outcome | Yoga group | Walking group\nHeight for age | 0.10 | 0.12"
    assert {result.role for result in _read(table, "Differences in growth from baseline to end")} == {"result"}
    assert {result.role for result in _read(table, "Growth at baseline")} == {"baseline"}


def test_a_size_in_short_words_is_told_from_what_the_label_names() -> None:
    assert [(label.name, label.size) for label in read_path(("8 pulses (57 pts)", "Syncope (pts)"))] == [
        ("8 pulses", 57),
        ("Syncope (pts)", None),
    ]


def test_a_short_form_behind_a_group_leaves_it_the_same_group() -> None:
    known = with_groups(Known(), ["control group", "control group"])
    assert known.arm_likeness("Control (C)") == 1.0 > known.arm_likeness("Control diet (kcal)")


def test_a_stretch_from_nought_or_of_hours_is_the_time_of_its_end_and_a_level_of_months_is_none() -> None:
    labels = read_path(("Morphine", "0–24 h", "POD 2", "6–12 months", "Age 0–6 months"))
    assert [label.time for label in labels] == [None, (Decimal(24), "hours"), (Decimal(2), "days"), None, None]


def test_a_rate_per_day_and_words_that_go_on_are_no_time_points() -> None:
    labels = read_path(("Urine protein (mg/24 h)", "Days after the transplant", "Pain, after", "Sleep latency, day 2"))
    assert [(label.time, label.time_text) for label in labels] == [
        (None, None),
        (None, None),
        (None, "after"),
        ((Decimal(2), "days"), "day 2"),
    ]


def test_a_range_of_motion_is_no_range_of_numbers() -> None:
    motion, score = read_path(("Range of motion, hip", "Pain score, range"))
    assert (motion.name, motion.statistics, score.statistics) == ("Range of motion, hip", (), ("range",))


def test_a_caption_that_names_a_later_time_heads_results() -> None:
    table = "Site | Yoga group | Walking group\nTown | 310 | 290"
    assert {result.role for result in _read(table, "Visits at 7 days by characteristics of the reader")} == {"result"}
    assert {result.role for result in _read(table, "Visits by characteristics of the reader")} == {"baseline"}


def test_numbers_that_stand_where_stubs_do_name_no_outcome() -> None:
    table = "Marker | Before | Yoga group | Walking group\nLeptin | 4.0 ± 3.9 | 9.1 ± 2.2 | 7.7 ± 1.0"
    assert {result.outcome for result in _read(table, "Markers by group")} == {"Leptin"}


@pytest.mark.parametrize(
    ("heads", "cells", "high"),
    [
        ("HR | Lower 95% CI | Upper 95% CI", "0.79 | 0.72 | 0.86", "0.86"),
        ("HR (95% CI) | Lower | Upper", "0.79 | 0.72 | 0.86", "0.86"),
        ("HR | Lower 95% CI | Upper 95% CI", "0.79 | 0.82 | 0.86", None),
        ("HR | Lower third | Upper third", "0.79 | 0.72 | 0.86", None),
    ],
)
def test_limits_in_two_columns_are_the_interval_of_the_value_before_them(
    heads: str, cells: str, high: str | None
) -> None:
    results = _read(f"Factor | {heads}\nSmoking | {cells}", "Multivariate analysis")
    ratio = next(result for result in results if result.value == Decimal("0.79"))
    assert (str(ratio.interval.high) if ratio.interval else None) == high
