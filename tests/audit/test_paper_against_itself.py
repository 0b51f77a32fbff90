"""Checks that hold parts of one paper against each other: what each must find, what it must leave."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

(
    stat_percent_of_group,
    stat_survival_order,
    text_abbreviation,
    text_abstract_estimates,
    text_abstract_numbers,
    text_table_shares,
    text_group_order,
    stat_wording_against_numbers,
    text_direction_wording,
    text_study_period,
    text_table_reference,
) = load_checks(
    (
        "stat_percent_of_group",
        "stat_survival_order",
        "text_abbreviation",
        "text_abstract_estimates",
        "text_abstract_numbers",
        "text_table_shares",
        "text_group_order",
        "stat_wording_against_numbers",
        "text_direction_wording",
        "text_study_period",
        "text_table_reference",
    )
)


def found(check: Check, text: str) -> list[tuple[str, str]]:
    return [
        (answer.severity, answer.evidence[0].text)
        for answer in check.check(read_paper(text), no_library())
        if isinstance(answer, Finding)
    ]


RATES = "The 1- and 2-year OS rates were 59.6% and 44.2%. The 1- and 2-year PFS rates were 65.6% and 39.1%."
DEATH_COUNTS = "Progression-free survival was defined as the time from treatment to progression or death."
DEATH_DOES_NOT = "Progression-free survival was defined as the time from treatment to progression."


@pytest.mark.parametrize(
    ("methods", "results", "severities"),
    [
        (DEATH_COUNTS, RATES, ["error"]),
        (DEATH_DOES_NOT, RATES, ["note"]),
        (DEATH_COUNTS, RATES.replace("65.6", "55.6"), []),
        (DEATH_COUNTS, RATES.replace("PFS rates were", "PFS rates of the SBRT group were"), []),
    ],
)
def test_progression_free_above_overall_survival(methods: str, results: str, severities: list[str]) -> None:
    text = sections(methods=methods, results=results)
    assert [severity for severity, _ in found(stat_survival_order, text)] == severities


@pytest.mark.parametrize(
    ("wording", "count"),
    [
        ("It works, with a 2-year survival rate of more than 80%.", 1),
        ("It works, with a 2-year survival rate of more than 40%.", 0),
        ("It works, with a 3-year survival rate of more than 80%.", 0),
        ("Others had a 2-year survival rate of more than 80% [1].", 0),
    ],
)
def test_a_rate_called_more_than_it_is(wording: str, count: int) -> None:
    text = sections(results=RATES, discussion=wording, references="[1] Lee A. A trial. Lancet 2020;1:2-3.")
    assert len(found(text_direction_wording, text)) == count


@pytest.mark.parametrize(
    ("period", "severities"),
    [
        ("from July 2011 to December 2020", ["error"]),
        ("from July 2011 to December 2019", []),
        ("between 2011 and 2019", []),
        ("from 2003 to 2006", []),
    ],
)
def test_study_period(period: str, severities: list[str]) -> None:
    text = sections(
        abstract="Patients treated from 2011 to 2019 were analyzed.",
        methods=f"All 36 patients with liver cancer {period} in our centre were enrolled in this study.",
    )
    assert [severity for severity, _ in found(text_study_period, text)] == severities


TWO_TABLES = """Table 1
The failure patterns in 36 patients

Failure\tHCC\tMetastasis
Infield\t1\t2
Outfield\t4\t5

Table 2
Acute adverse events within six months

Event\tHCC\tMetastasis
Nausea\t3\t4
Fatigue\t5\t6
"""


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The acute adverse events within six months were shown in Table 1.", 1),
        ("The acute adverse events within six months were shown in Table 2.", 0),
        ("The failure patterns were shown in Table 1.", 0),
        ("Nausea and other findings in our patients were shown in Table 1.", 0),
    ],
)
def test_a_pointer_at_a_table_on_another_topic(sentence: str, count: int) -> None:
    assert len(found(text_table_reference, sections(results=f"{sentence}\n\n{TWO_TABLES}"))) == count


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The aspartate transaminase (ALT) rose.", [("error", "aspartate transaminase (ALT)")]),
        ("The aspartate transaminase (AST) rose.", []),
        ("Radiation-induced liver damage (RILD) and radiation-induced liver disease (RILD) fell.", ["warning"]),
        ("Objective response rate (ORR) and the objective response rates (ORR) fell.", []),
        ("Transarterial chemoembolization (TACE) is transcatheter arterial chemoembolization (TACE).", []),
    ],
)
def test_abbreviations(sentence: str, expected: list[object]) -> None:
    text = sections(results=f"{sentence}\n\nAbbreviations: AST, aspartate transaminase; ALT, alanine transaminase.")
    got = found(text_abbreviation, text)
    wanted = [
        want if isinstance(want, tuple) else (want, quote) for want, (_, quote) in zip(expected, got, strict=True)
    ]
    assert got == wanted


GRADES = """

Table 1
Late adverse events

Toxicity\tGrade 1\tGrade 2\tGrade 3\tGrade 4
Liver function\t12 (33.3)\t1 (2.8)\t4 (11.1)\t0 (0.0)
Pneumonitis\t1 (2.8)\t0 (0.0)\t0 (0.0)\t0 (0.0)
"""


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Grade 3 and 4 liver function toxicity occurred in two (5.6%) and one (2.8%) patients.", 1),
        ("Grade 3 and 4 liver function toxicity occurred in four (11.1%) and one (2.8%) patients.", 1),
        ("Grade 1 and 2 liver function toxicity occurred in 12 (33.3%) and one (2.8%) patients.", 0),
        ("Grade 3 and 4 renal toxicity occurred in two (5.6%) and one (2.8%) patients.", 0),
        ("Grade 3 and 4 liver function toxicity occurred in 20 (10.0%) and 10 (5.0%) patients.", 0),
    ],
)
def test_graded_counts_against_the_table(sentence: str, count: int) -> None:
    assert len(found(text_table_shares, sections(results=sentence + GRADES))) == count


FACTORS = """Multivariate analysis showed that GTV and ALT were independent predictors of OS (Table 1).

Table 1
Multivariate analysis of overall survival

Factor\tHR\t95% CI\tP
GTV\t4.22\t1.61-11.06\t0.003
ALT\t3.42\t1.47-7.97\t0.004
AFP\t0.43\t0.15-1.21\t0.108
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Our GTV, AFP and ALT were independent factors of OS.", [("error", "AFP")]),
        ("Our GTV and ALT were independent factors of OS.", []),
        ("Our GTV and AFP were independent factors of PFS.", []),
    ],
)
def test_factors_called_independent(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(stat_wording_against_numbers, sections(results=FACTORS, discussion=sentence)) == expected


def test_estimates_of_the_abstract_against_a_table() -> None:
    text = sections(abstract="AFP (HR = 2.94, 95% CI 1.34–6.45) predicted overall survival.", results=FACTORS)
    assert [severity for severity, _ in found(text_abstract_estimates, text)] == ["error"]
    same = sections(abstract="AFP (HR = 0.43, 95% CI 0.15–1.21) predicted overall survival.", results=FACTORS)
    assert found(text_abstract_estimates, same) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of 62 patients, 57 (91.9%) were male, 9 (14.5%) drank, and 10 (17.7%) smoked.", ["10 (17.7%)"]),
        ("Of 62 patients, 57 (91.9%) were male, 9 (14.5%) drank, and 11 (17.7%) smoked.", []),
        ("Of 62 patients, 57 (91.9%) were male, 9 (14.5%) drank, and 5 of 57 men, that is 5 (8.8%), smoked.", []),
    ],
)
def test_percents_around_it(sentence: str, expected: list[str]) -> None:
    text = sections(methods="A total of 62 patients were enrolled in this study.", results=sentence)
    assert [quote for _, quote in found(stat_percent_of_group, text)] == expected


SAME = "Control was higher in the early than in the late group"


@pytest.mark.parametrize(
    ("abstract", "results", "count"),
    [
        (f"{SAME} (54.0% vs 14.0%, P < 0.001).", f"{SAME} at week 12 (14.0% vs 54.0%, P < 0.001).", 1),
        (f"{SAME} (54.0% vs 14.0%, P < 0.001).", f"{SAME} at week 12 (54.0% vs 14.0%, P < 0.001).", 0),
        (f"{SAME} (54.0% vs 14.0%).", "Control was lower in the late group than in the early one (14.0% vs 54.0%).", 0),
    ],
)
def test_groups_in_one_order(abstract: str, results: str, count: int) -> None:
    assert len(found(text_group_order, sections(abstract=abstract, results=results))) == count


@pytest.mark.parametrize(("value", "count"), [("54.6%", 1), ("45.6%", 0), ("46%", 0)])
def test_a_number_of_the_abstract_between_shared_numbers(value: str, count: int) -> None:
    text = sections(
        abstract=f"Nausea with placebo was 12.1%, with tramadol 50 mg 23.4%, with 100 mg {value} and with both 51.2%.",
        results="Nausea was seen with placebo in 12.1%, with tramadol 50 mg in 23.4%, with 100 mg in 45.6% and"
        " with both in 51.2%.",
    )
    assert len(found(text_abstract_numbers, text)) == count
