"""Percents without counts, degrees of freedom against people."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.audit import run_checks
from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper, Quantity, Span
from tests.audit.made import made_paper, no_library

BETWEEN, STEP, FREEDOM = load_checks(
    (
        "stat_total_percent",
        "stat_percent_step",
        "stat_df_of_n",
    )
)


def found(check: Check, paper: Paper) -> list[Finding]:
    said = run_checks(paper, no_library(), (check,))
    return [answer for one in said for answer in one.answers if isinstance(answer, Finding)]


ALIKE = [
    ["Fever, %", "10.0", "20.0", "15.0"],
    ["Cough, %", "35.0", "30.0", "32.5"],
    ["Rash, %", "5.0", "10.0", "7.5"],
    ["Pain, %", "40.0", "45.0", "42.5"],
    ["Nausea, %", "25.0", "15.0", "20.0"],
]


@pytest.mark.parametrize(
    ("row", "sizes", "count"),
    [
        (["Falls, %", "20.0", "30.0", "52.0"], (40, 40, 80), 1),
        (["Falls, %", "20.0", "30.0", "25.0"], (40, 40, 80), 0),
        (["Falls, %", "20.0", "20.0", "20.1"], (40, 40, 80), 0),
        (["Falls, %", "20.0", "30.0", "52.0"], (40, 40, 120), 0),
        (["Weight change, %", "20.0", "30.0", "52.0"], (40, 40, 80), 0),
        (["Falls, n (%)", "8 (20.0)", "12 (30.0)", "20 (52.0)"], (40, 40, 80), 0),
    ],
)
def test_a_total_lies_between_its_groups(row: list[str], sizes: tuple[int, int, int], count: int) -> None:
    heads = ["Event", f"Drug (n = {sizes[0]})", f"Placebo (n = {sizes[1]})", f"Total (n = {sizes[2]})"]
    assert len(found(BETWEEN, made_paper(rows=[heads, *ALIKE, row]))) == count
    assert found(BETWEEN, made_paper(rows=[heads, *ALIKE[1:], row])) == []


def test_the_slip_of_a_total_is_named() -> None:
    heads = ["Event", "Drug (n = 40)", "Placebo (n = 40)", "Total (n = 80)"]
    (told,) = found(BETWEEN, made_paper(rows=[heads, *ALIKE, ["Falls, %", "20.0", "30.0", "52.0"]]))
    assert "two digits exchanged in the total would explain it: 25.0 for 52.0" in told.message


@pytest.mark.parametrize(
    ("percent", "count"),
    [("45.9", 1), ("46.7", 0), ("46.6", 0), ("47.5", 0), ("48.3", 0)],
    ids=["of no count", "rounded", "cut off", "two are missing", "rounded too"],
)
def test_a_percent_is_one_of_its_n(percent: str, count: int) -> None:
    shares = [[f"Event {share}, %", share] for share in ("10.0", "21.7", "35.0", "43.3", "51.7")]
    rows = [["", "Drug (n = 60)"], *shares, ["Falls, %", percent]]
    assert len(found(STEP, made_paper(rows=rows))) == count
    assert found(STEP, made_paper(rows=[["", "Drug (n = 600)"], *rows[1:]])) == []


def with_people(paper: Paper, people: int) -> Paper:
    size = Quantity(
        id="q",
        pieces=(Span(0, 1),),
        rule="made",
        kind="size",
        digits=str(people),
        value=Decimal(people),
        unit="patients",
    )
    return replace(paper, quantities=(size,))


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("t(58) = 2.10, p = 0.040", "t(85) = 2.10, p = 0.039", 1),
        ("t(58) = 2.10, p = 0.040", "t(57) = 2.10, p = 0.040", 0),
        ("t(58) = 2.10, p = 0.040", "t(431) = 2.10, p = 0.036", 0),
        ("t(118) = 2.10, p = 0.038", "t(85) = 2.10, p = 0.039", 0),
    ],
)
def test_tests_have_fewer_degrees_of_freedom_than_people(first: str, second: str, count: int) -> None:
    paper = made_paper(f"The first differed, {first}.", f"The second differed, {second}.")
    assert len(found(FREEDOM, with_people(paper, 60))) == count
    assert found(FREEDOM, paper) == []
