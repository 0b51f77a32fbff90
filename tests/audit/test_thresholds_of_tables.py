"""How many rows of a table, and how many of all, bear a reading out; how far a sum or a percent may be off.

A row names its threshold, a check and a table of which one value is filled in, with what is found on either side.
"""

import pytest

from extract.audit.relations.wordings import find_wordings
from tests.audit.made import outcome_of

Rows = list[list[str]]
Sides = tuple[tuple[str | int, str], ...]


def table(*lines: str) -> Rows:
    return [line.split("|") for line in lines]


def check_sides(check: str, tables: dict[str | int, Rows], expected: Sides) -> None:
    assert tuple((value, outcome_of(check, rows=tables[value])) for value, _ in expected) == expected


# --- rows that must agree before another is the odd one

SUMS = ("A|10|20|30", "B|11|25|36", "C|9|14|23", "D|8|12|20", "E|7|15|22", "F|13|16|29", "G|17|14|31")
WRONG_SUMS = tuple(f"Wrong {at}|{20 + at}|30|{53 + at}" for at in range(5))
NAMED, UNNAMED = "Event|Drug|Placebo|Total", "Event|Drug|Placebo|Neither"
WITH_SIZES = "Event|Drug (n = 50)|Placebo (n = 60)|Total (n = 110)"

BETWEEN = tuple(f"{name} (%)|{10 + at}.0|{30 + at}.0|{20 + at}.0" for at, name in enumerate("ABCDEFGHI"))
NOT_BETWEEN = tuple(f"Odd {at} (%)|21.0|31.0|4{5 + at}.0" for at in range(3))

COUNTS = (3, 4, 6, 7, 8, 9, 11, 12, 13)
OF_TWENTY = tuple(f"{name} (%)|{count * 5}.0" for name, count in zip("ABCDEFGHI", COUNTS, strict=True))
NOT_OF_TWENTY = ("X (%)|6.3", "Y (%)|6.4", "Z (%)|6.5")

FREEDOM = tuple(f"O{at}|{5 + at}|{4 + at}|0|{3 + at}.0" for at in range(4))
WRONG_FREEDOM = tuple(f"X{at}|9|{3 + at}|0|4.0" for at in range(4))
SPREAD = "Outcome|Studies|df|I2 (%)|Q"

HOLDING = tuple(f"O{at}|{50 + at} ({40 + at}–{60 + at})" for at in range(9))
OUTSIDE = tuple(f"B{at}|{72 + at} (40–60)" for at in range(3))

PROBABILITIES = tuple(f"a{at}|0.1{at}" for at in range(3))


@pytest.mark.parametrize(
    ("check", "head", "sound", "wrong", "expected"),
    [
        pytest.param("stat_sum", NAMED, SUMS, 1, ((2, "nothing"), (3, "warning")), id="three rows sum to a total"),
        pytest.param("stat_sum", UNNAMED, SUMS, 1, ((3, "nothing"), (4, "warning")), id="four where no head says so"),
        pytest.param("stat_sum", WITH_SIZES, SUMS, 1, ((0, "nothing"), (1, "warning")), id="printed n are two rows"),
        pytest.param(
            "stat_total_percent", NAMED, BETWEEN, 1, ((4, "passed"), (5, "warning")), id="five totals between"
        ),
        pytest.param(
            "stat_percent_step",
            "Symptom|Drug (n = 20)",
            OF_TWENTY,
            1,
            ((4, "passed"), (5, "warning")),
            id="five cells are percents of n",
        ),
        pytest.param(
            "review_heterogeneity", SPREAD, FREEDOM, 1, ((1, "passed"), (2, "warning")), id="three rows print df and k"
        ),
        pytest.param(
            "stat_estimate_in_interval",
            "Outcome|Value (95% CI)",
            HOLDING,
            1,
            ((2, "passed"), (3, "warning")),
            id="three estimates of a column within their intervals",
        ),
        pytest.param(
            "stat_possible_p",
            "Factor|P value",
            PROBABILITIES,
            0,
            ((2, "passed"), (3, "error")),
            id="three p of a column",
        ),
    ],
)
def test_rows_that_bear_a_reading_out(
    check: str, head: str, sound: tuple[str, ...], wrong: int, expected: Sides
) -> None:
    odd = {SUMS: WRONG_SUMS, BETWEEN: NOT_BETWEEN, OF_TWENTY: NOT_OF_TWENTY, FREEDOM: WRONG_FREEDOM, HOLDING: OUTSIDE}
    last = odd[sound][:wrong] if wrong else ("Last|1.45",)
    empty = ("Empty|0|0|0",) if sound is SUMS else ()
    tables: dict[str | int, Rows] = {n: table(head, *sound[:n], *empty, *last) for n in range(len(sound) + 1)}
    check_sides(check, tables, expected)


@pytest.mark.parametrize(
    ("check", "head", "sound", "wrong", "expected"),
    [
        pytest.param("stat_sum", NAMED, SUMS, WRONG_SUMS, ((4, "warning"), (5, "nothing")), id="seven in ten rows sum"),
        pytest.param(
            "stat_total_percent",
            NAMED,
            BETWEEN,
            NOT_BETWEEN,
            ((2, "warning"), (3, "passed")),
            id="nine in ten totals between",
        ),
        pytest.param(
            "stat_percent_step",
            "Symptom|Drug (n = 20)",
            OF_TWENTY,
            NOT_OF_TWENTY,
            ((2, "warning"), (3, "passed")),
            id="nine in ten cells are percents of n",
        ),
        pytest.param(
            "review_heterogeneity",
            SPREAD,
            FREEDOM,
            WRONG_FREEDOM,
            ((3, "warning"), (4, "passed")),
            id="more than half of the rows have a df of one less",
        ),
        pytest.param(
            "stat_estimate_in_interval",
            "Outcome|Value (95% CI)",
            HOLDING,
            OUTSIDE,
            ((2, "warning"), (3, "passed")),
            id="nine in ten estimates within their intervals",
        ),
    ],
)
def test_wrong_rows_that_overturn_a_reading(
    check: str, head: str, sound: tuple[str, ...], wrong: tuple[str, ...], expected: Sides
) -> None:
    tables: dict[str | int, Rows] = {n: table(head, *sound, *wrong[:n]) for n in range(len(wrong) + 1)}
    check_sides(check, tables, expected)


# --- how far off

GRADED = ("A|10|20|3|33", "B|11|25|4|40", "C|9|14|2|25", "D|8|12|5|25", "E|6|16|4|26")
STAGES = ("Site|||", "Head|12|15|20", "Neck|10|15|14", "Trunk|8|10|@")


@pytest.mark.parametrize(
    ("check", "lines", "expected"),
    [
        pytest.param(
            "stat_sum",
            (NAMED, *SUMS, "Odd|52|@|100"),
            (("65", "error"), ("69", "passed"), ("74", "passed")),
            id="a fifth of the total",
        ),
        pytest.param(
            "stat_sum",
            (NAMED, *SUMS, "Odd|52|@|100"),
            (("42", "warning"), ("43", "warning"), ("44", "note"), ("45", "note")),
            id="a twentieth below the total",
        ),
        pytest.param(
            "stat_sum",
            ("Event|Grade 3|Grade 4|Grade 5|Grade ≥3", *GRADED, "Rash|@|20|3|43"),
            (("16", "warning"), ("20", "passed")),
            id="grade 5 is the highest: none is left out",
        ),
        pytest.param(
            "stat_sum",
            (
                "Event|Grade 3|Grade 4|Grade ≥3",
                *("A|10|20|30", "B|11|25|36", "C|9|14|23", "D|8|12|20", "E|6|16|22", "Rash|@|20|43"),
            ),
            (("20", "passed"), ("25", "warning")),
            id="grade 5 is the highest: its column is left out",
        ),
        pytest.param(
            "stat_category_sum",
            ("Site|A (n = 30)|B (n = 40)|C (n = 50)", *STAGES),
            (("16", "passed"), ("17", "warning"), ("18", "warning"), ("19", "error")),
            id="two more than n",
        ),
        pytest.param(
            "stat_category_sum",
            ("Severity|Drug (n = 30)", "Mild|14 (46.7)", "Moderate|12 (40.0)", "Severe|@"),
            (("13 (43.3)", "error"), ("16 (53.3)", "skipped")),
            id="a third more than n",
        ),
        pytest.param(
            "stat_percent_step",
            ("Symptom|Drug (n = 20)", *OF_TWENTY, "X (%)|@"),
            (("5.9", "passed"), ("6.3", "warning")),
            id="missing values leave 85 % of n",
        ),
        pytest.param(
            "stat_percent_step",
            ("Symptom|Drug (n = @)", *(f"{name} (%)|{at}0.0" for at, name in enumerate("ABCDEF", 1)), "X (%)|0.2"),
            (("200", "warning"), ("201", "nothing")),
            id="n of 200",
        ),
        pytest.param(
            "review_heterogeneity",
            ("Outcome|df|I2 (%)|Q", "X|5|@|30.0"),
            (("0.9", "warning"), ("1.2", "passed")),
            id="an I2 of 1 % beside a large Q",
        ),
        pytest.param(
            "review_heterogeneity",
            ("Outcome|df|I2 (%)|P for heterogeneity", "X|5|40|@"),
            (("0.06", "warning"), ("0.07", "passed")),
            id="half of the p that I2 allows",
        ),
    ],
)
def test_how_far_a_cell_may_be_off(check: str, lines: tuple[str, ...], expected: Sides) -> None:
    check_sides(
        check, {value: table(*(line.replace("@", str(value)) for line in lines)) for value, _ in expected}, expected
    )


# --- what else a percent of a column may be of

COLUMN = (
    "Sex|65 (59.6)",
    "Smoker|30 (27.5)",
    "Cirrhosis|88 (80.7)",
    "HBV|70 (64.2)",
    "HCV|41 (37.6)",
    "Pain|52 (47.7)",
)
LONG_COLUMN = (*COLUMN, "Rash|23 (21.1)", "Fever|17 (15.6)", "Cough|37 (33.9)", "Gout|47 (43.1)")
"""Percents of 109."""
ODD = ("Y|13 (9.1)", "Z|14 (8.2)", "X|12 (10.0)")


def hundreds(*beginnings: int) -> tuple[str, ...]:
    """Eight rows of counts that are their own percents: those of columns of 100."""
    return tuple(
        f"Trait {at}|" + "|".join(f"{first + 4 * at} ({first + 4 * at}.0)" for first in beginnings) for at in range(8)
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ("Trait, n (%)|Drug", *COLUMN, "X|12 (@)"),
            (("0.6", "passed"), ("0.5", "warning")),
            id="twenty times the n on which the cells agree",
        ),
        pytest.param(
            ("Trait, n (%)|Drug (n = 109)", *LONG_COLUMN, "X|@ (100)"),
            (("9", "warning"), ("10", "passed")),
            id="ten people who are all of another base",
        ),
        pytest.param(
            ("Trait, n (%)|A (n = 100)|B (n = 100)", *hundreds(11, 13), "X|75 (37.5)|75 (@)"),
            (("18.8", "passed"), ("18.0", "warning")),
            id="bases of a row by factors that differ twice",
        ),
        pytest.param(
            ("Trait, n (%)|A (n = 100)|B (n = 100)", *hundreds(11, 13), "X|80 (@)|80 (@)"),
            (("72.7", "warning"), ("72.1", "passed")),
            id="two bases of a row beyond 1.1 times n",
        ),
        pytest.param(
            ("Trait, n (%)|A (n = 100)|B (n = 100)|C (n = 100)", *hundreds(11, 13, 7), "X|40 (@)|41 (41.0)"),
            (("83.3)|30 (62.5", "warning"), ("76.9)|30 (57.7", "passed")),
            id="half of n has values",
        ),
    ],
)
def test_other_bases_of_a_percent(lines: tuple[str, ...], expected: Sides) -> None:
    tables = {value: table(*(line.replace("@", str(value)) for line in lines)) for value, _ in expected}
    check_sides("stat_column_percent", tables, expected)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(("27 (24.5)", "50 (45.5)", "63 (57.3)"), "passed", id="one base of 1.1 times n"),
        pytest.param(("25 (22.5)", "40 (36.0)", "61 (55.0)"), "warning", id="one base beyond 1.1 times n"),
    ],
)
def test_a_base_that_cells_of_a_column_share(cells: tuple[str, ...], expected: str) -> None:
    shared = (f"{name}|{cell}" for name, cell in zip("XYZ", cells, strict=True))
    assert outcome_of("stat_column_percent", rows=table("Trait, n (%)|A (n = 100)", *hundreds(11), *shared)) == expected


@pytest.mark.parametrize(
    ("agreeing", "odd", "expected"),
    [
        pytest.param(7, ODD[2:], "passed", id="seven cells agree on no n"),
        pytest.param(8, ODD[2:], "warning", id="eight cells agree on an n"),
        pytest.param(10, ODD[1:], "warning", id="nine in ten cells agree on an n"),
        pytest.param(10, ODD, "passed", id="fewer cells agree on no n"),
    ],
)
def test_cells_that_agree_on_an_n(agreeing: int, odd: tuple[str, ...], expected: str) -> None:
    rows = table("Trait, n (%)|Drug", *LONG_COLUMN[:agreeing], *odd)
    assert outcome_of("stat_column_percent", rows=rows) == expected


# --- in sentences

SYMMETRY, INSIDE = "stat_interval_symmetry", "stat_estimate_in_interval"


def signs(count: int) -> str:
    """So many signs of words that say nothing."""
    return ("of the wards " * 20)[: count - 1] + "s"


@pytest.mark.parametrize(
    ("check", "sentence", "expected"),
    [
        pytest.param(
            SYMMETRY,
            "The mean difference was @ kg (95% CI 0.00 to 2.00).",
            (("1.20", "passed"), ("1.21", "note"), ("1.25", "note"), ("1.50", "note"), ("1.51", "warning")),
            id="a fifth and a half of the half width",
        ),
        pytest.param(
            SYMMETRY,
            "The hazard ratio was 1.200 (95% CI 0.050 to @).",
            (("2.550", "note"), ("2.650", "warning")),
            id="a tenth of the half width from the middle of the other scale",
        ),
        pytest.param(
            SYMMETRY,
            "The mean difference was 1.00 kg (95% CI @ to 2.30).",
            (("0.28", "note"), ("0.36", "warning")),
            id="three tenths of the half width where a minus is lost",
        ),
        pytest.param(
            SYMMETRY,
            "The level was 1.1 (95% CI 1.1 to @).",
            (("1.4", "passed"), ("1.5", "warning")),
            id="three units of an interval that may round to its estimate",
        ),
        pytest.param(
            INSIDE,
            "It was seen in @ (95% CI 180 to 200).",
            (("1899", "warning"), ("1900", "skipped")),
            id="the first number that may be a year",
        ),
        pytest.param(
            INSIDE,
            "It was seen in @ (95% CI 200 to 220).",
            (("2100", "skipped"), ("2101", "warning")),
            id="the last number that may be a year",
        ),
        pytest.param(
            INSIDE,
            "Weight was @ (95% CI 5.10 to 6.56).",
            (("58", "skipped"), ("583", "warning")),
            id="three digits of a number whose slip is looked for",
        ),
        pytest.param(
            "review_heterogeneity",
            "It was pooled (I2 = 60%, @ P = 0.90).",
            (("a" * 30, "error"), ("a" * 40, "skipped")),
            id="forty-five signs between I2 and its p",
        ),
        pytest.param(
            "review_heterogeneity",
            "There was no heterogeneity (I2 = 60%, p = @).",
            (("0.05", "note"), ("0.06", "passed")),
            id="a p that is not significant bears no heterogeneity out",
        ),
        pytest.param(
            "review_heterogeneity",
            "It was pooled (I2 = 30%, p = @).",
            (("0.001", "error"), ("0.004", "passed")),
            id="I2 of a hundred studies",
        ),
        pytest.param(
            "stat_interval_against_p",
            "The hazard ratio was 0.75 (95% CI 0.60 to 0.94; p = @).",
            (("0.00003", "passed"), ("0.00002", "note")),
            id="1.5 standard errors where both are significant",
        ),
        pytest.param(
            "stat_parts_of_whole",
            "There were 48 subjects @ (22 male, 27 female).",
            ((signs(120), "error"), (signs(135), "nothing")),
            id="140 signs between a whole and its parts",
        ),
        pytest.param(
            SYMMETRY,
            "The hazard ratio @ was 1.30 (95% CI 0.50 to 2.00).",
            ((signs(95), "note"), (signs(110), "passed")),
            id="110 signs between the name of a ratio and its interval",
        ),
        pytest.param(
            SYMMETRY,
            "The mean difference @ was 1.60 (95% CI 0.00 to 2.00).",
            ((signs(30), "warning"), (signs(40), "passed")),
            id="40 signs between the name of a difference and its interval",
        ),
    ],
)
def test_sentences(check: str, sentence: str, expected: Sides) -> None:
    assert tuple((value, outcome_of(check, sentence.replace("@", str(value)))) for value, _ in expected) == expected


@pytest.mark.parametrize(("sound", "expected"), [(1, "passed"), (2, "error")])
def test_a_number_above_one_is_a_p_beside_two_others(sound: int, expected: str) -> None:
    others = (f"It differed (p = 0.0{at})." for at in range(1, sound + 1))
    assert outcome_of("stat_possible_p", *others, "It differed (p = 1.45).") == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        pytest.param(f"A significant difference {signs(120)} was not observed.", 0, id="a denial within 160 signs"),
        pytest.param(f"A significant difference {signs(165)} was not observed.", 1, id="a denial beyond them"),
        pytest.param(f"No values {signs(95)} were altered significantly.", 0, id="none of its subject"),
        pytest.param(f"No values {signs(150)} were altered significantly.", 1, id="none of another subject"),
    ],
)
def test_how_far_a_denial_reaches(sentence: str, count: int) -> None:
    assert len(list(find_wordings(sentence))) == count
