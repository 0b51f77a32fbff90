"""Counts with percents in cells of every form: read rightly, or left alone with the reason."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper, Passed, Skipped
from tests.audit.made import made_paper, no_library

stat_column_percent, stat_percent_of_fraction = load_checks(
    (
        "stat_column_percent",
        "stat_percent_of_fraction",
    )
)


def found(check: Check, paper: Paper) -> list[str]:
    return [answer.evidence[0].text for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


def passed(check: Check, paper: Paper) -> int:
    return sum(isinstance(answer, Passed) for answer in check.check(paper, no_library()))


def reasons(check: Check, paper: Paper) -> set[str]:
    return {answer.reason for answer in check.check(paper, no_library()) if isinstance(answer, Skipped)}


HEAD = ["", "Drug (n = 84)", "Placebo (n = 109)"]
FORMS = {
    "points": [["Male, n (%)", "31 (36.9)", "45 (41.3)"], ["Ill, n (%)", "20 (23.8)", "40 (16.7)"]],
    "decimal commas": [["Male, n (%)", "31 (36,9)", "45 (41,3)"], ["Ill, n (%)", "20 (23,8)", "40 (16,7)"]],
    "middle dots": [["Male, n (%)", "31 (36·9)", "45 (41·3)"], ["Ill, n (%)", "20 (23·8)", "40 (16·7)"]],
    "percent first": [["Male, % (n)", "36.9 (31)", "41.3 (45)"], ["Ill, % (n)", "23.8 (20)", "16.7 (40)"]],
    "no brackets": [["Male", "31 36.9%", "45 41.3%"], ["Ill", "20 23.8%", "40 16.7%"]],
    "n before": [["Male", "n = 31 (36.9%)", "n = 45 (41.3%)"], ["Ill", "n = 20 (23.8%)", "n = 40 (16.7%)"]],
    "sign behind": [["Male", "31 (36.9)%", "45 (41.3)%"], ["Ill", "20 (23.8)%", "40 (16.7)%"]],
}


@pytest.mark.parametrize("form", FORMS)
def test_cell_that_does_not_fit_its_column_in_every_form(form: str) -> None:
    sound = [[row[0], row[1], row[2]] for row in FORMS[form]]
    more = [["Alive, n (%)", "50 (59.5%)", "70 (64.2%)"]] if form not in ("percent first",) else []
    paper = made_paper(rows=[HEAD, *sound, *more])
    assert [text for text in found(stat_column_percent, paper) if "40" in text] == [FORMS[form][1][2]]
    assert len(found(stat_column_percent, paper)) == 1


def test_size_in_the_caption_is_that_of_a_single_column() -> None:
    rows = [["", "Patients, n (%)"], ["Male", "31 (36.9)"], ["Ill", "20 (28.8)"], ["Alive", "50 (59.5)"]]
    assert found(stat_column_percent, made_paper(rows=rows, caption="Patients (n = 84)")) == ["20 (28.8)"]
    two = [["", "Drug, n (%)", "Placebo, n (%)"], *([*row, row[1]] for row in rows[1:])]
    assert found(stat_column_percent, made_paper(rows=two, caption="Patients (n = 84)")) == []


def test_row_with_a_size_of_its_own_is_of_that() -> None:
    rows = [
        HEAD,
        *FORMS["points"][:1],
        ["Pregnancy, n = 40, n (%)", "10 (25.0)", "9 (22.5)"],
        ["x, %", "20 (23.8)", ""],
    ]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


def test_sizes_that_change_between_blocks_of_rows() -> None:
    rows = [
        ["n (%)", "Drug", "Placebo"],
        ["Week 12", "n=84", "n=109"],
        ["Male", "31 (36.9)", "45 (41.3)"],
        ["Ill", "20 (23.8)", "30 (27.5)"],
        ["Week 24", "n=60", "n=70"],
        ["Male", "31 (51.7)", "45 (64.3)"],
        ["Ill", "20 (33.3)", "30 (72.9)"],
    ]
    assert found(stat_column_percent, made_paper(rows=rows)) == ["30 (72.9)"]


def test_answers_no_are_no_sizes() -> None:
    rows = [
        HEAD,
        ["Family, n (%)", "31 (36.9)", "45 (41.3)"],
        ["No", "53", "64"],
        ["Prior, %", "31 (36.9)", "45 (41.3)"],
    ]
    assert passed(stat_column_percent, made_paper(rows=rows)) == 4


def test_mean_told_in_a_cell_of_the_row_is_no_share() -> None:
    rows = [
        ["", "", "Drug (n = 84)", "Placebo (n = 109)"],
        ["Male", "n (%)", "31 (36.9)", "45 (41.3)"],
        ["Ill", "n (%)", "20 (23.8)", "30 (27.5)"],
        ["Mood", "Mean (s.d.)", "6 (3.75)", "7 (3.25)"],
    ]
    assert found(stat_column_percent, made_paper(rows=rows)) == []


def test_several_counts_in_a_cell_and_empty_groups_are_left_with_the_reason() -> None:
    rows = [["", "Drug/Placebo"], ["Male, n (%)", "31 (36.9)/45 (41.3)"]]
    assert reasons(stat_column_percent, made_paper(rows=rows)) == {"several counts in one cell"}
    empty = [["n (%)", "Drug (n = 0)"], ["Male", "0 (0)"], ["Female", "0 (0.0)"]]
    assert found(stat_column_percent, made_paper(rows=empty)) == []


@pytest.mark.parametrize("cell", ["31 of 84 (46.9%)", "31/84 (46.9)", "31/84 (46,9%)"])
def test_fraction_in_a_cell(cell: str) -> None:
    rows = [["", "Drug, n/N (%)"], ["Male", cell], ["Ill", "20/84 (23.8)"], ["Old", "40/84 (47.6)"]]
    assert found(stat_percent_of_fraction, made_paper(rows=rows)) == [cell]


SIZES = ["", "Drug (n = 118)", "Placebo (n = 129)"]
SOUND = [
    ["Male, n (%)", "59 (50.0)", "60 (46.5)"],
    ["Old, n (%)", "40 (33.9)", "50 (38.8)"],
    ["Ill, %", "20 (16.9)", "30 (23.3)"],
]


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (["Both wrong, n (%)", "55 (36.3)", "45 (21.6)"], 2),
        (["Embryos, n (%)", "55 (31.1)", "45 (24.2)"], 0),
        (["Adenocarcinoma, n (%)", "4 (36.4)", "3 (33.3)"], 0),
        (["Nerves, n (%)", "55 (23.3)", "60 (23.3)"], 0),
        (["Halved, n (%)", "55 (23.3)", "60 (46.5)"], 1),
    ],
)
def test_rows_of_another_base_and_rows_with_two_wrong_cells(row: list[str], count: int) -> None:
    assert len(found(stat_column_percent, made_paper(rows=[SIZES, *SOUND, row]))) == count


def test_size_of_the_whole_cohort_in_a_stub_is_not_that_of_a_column() -> None:
    group = ["Histology (n = 247)", "", ""]
    wrong, sound = ["Adeno, n (%)", "60 (33.9)", "50 (38.8)"], ["Squamous, n (%)", "59 (50.0)", "60 (46.5)"]
    assert found(stat_column_percent, made_paper(rows=[SIZES, *SOUND, group, wrong, sound])) == ["60 (33.9)"]
