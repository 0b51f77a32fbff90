"""Checks of what a paper says in words against what it prints: what each must find, what it must leave."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import made_paper, no_library, read_paper, sections

stat_survival_order, text_abbreviation, text_direction_wording = load_checks(
    (
        "stat_survival_order",
        "text_abbreviation",
        "text_direction_wording",
    )
)


def severities(check: Check, text: str) -> list[str]:
    return [answer.severity for answer in check.check(read_paper(text), no_library()) if isinstance(answer, Finding)]


def in_sentence(check: Check, sentence: str) -> list[str]:
    answers = check.check(made_paper(sentence), no_library())
    return [answer.severity for answer in answers if isinstance(answer, Finding)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Response was higher with drug A than with drug B (12% vs 18%; p = 0.04).", ["warning"]),
        ("Response was higher with drug A than with drug B (18% vs 12%; p = 0.04).", []),
        ("Response was lower in group A (18%) than in group B (12%).", ["warning"]),
        ("Response was lower in group A (12%) than in group B (18%).", []),
        ("The response of group A (18%) was significantly lower than that of group B (12%; p = 0.03).", ["warning"]),
        ("The response of group A (12%) was significantly lower than that of group B (18%; p = 0.03).", []),
        ("The response of group A (18%) was not lower than that of group B (12%).", []),
        ("Response was not higher with drug A than with drug B (12% vs 18%).", []),
        ("Response was longer with drug A than with drug B (2 years vs 9 months).", []),
        ("Patients with higher stage had better survival compared with others (12% vs 18%).", []),
        ("It was more common in A than in B (93 [9%] vs 82 [14%]).", ["warning"]),
        ("It was more common in A than in B (82 [14%] vs 93 [9%]).", []),
        ("Survival was longer with high-dose (400 mg) than with standard therapy (800 mg).", []),
        ("Palsies of fewer than 7 days were seen in group A rather than in group B (8 vs 1).", []),
        ("Control increased from 28% to 15% after a year.", ["warning"]),
        ("Control decreased from 28% to 15% after a year.", []),
        ("The reductions ranged from 28% to 35%.", []),
        ("The majority of patients were men (44.2%).", ["warning"]),
        ("The majority of patients were men (54.2%).", []),
        ("The majority of patients had stage I (34%) or II (31%).", []),
        ("It was associated with a reduced risk of death (HR 1.35, 95% CI 1.10–1.66).", ["warning"]),
        ("It was associated with an increased risk of death (HR 1.35, 95% CI 1.10–1.66).", []),
        ("It was not associated with a reduced risk of death (HR 1.01, 95% CI 0.85–1.20).", []),
        ("It was associated with a reduced risk of death (HR 1.00, 95% CI 0.85–1.20).", []),
        ("Most common events were nausea (33%).", []),
        ("Replacing 6-8 Gy × 5 with 4-5 Gy × 10 to reduce the dose per fraction is advised.", []),
        ("Replacing 4 Gy × 10 with 6 Gy × 5 to reduce hospital visits is advised.", []),
    ],
)
def test_numbers_in_the_order_that_the_words_say(sentence: str, expected: list[str]) -> None:
    assert in_sentence(text_direction_wording, sentence) == expected


RATES = "The 1- and 2-year OS rates were 78.9% and 57.4%. The 1- and 2-year infield-PFS were 89.7% and 85.9%."
COUNTED = "Infield progression free survival (infield-PFS) referred to the time to infield progression or death."
NOT_COUNTED = "Infield progression free survival (infield-PFS) referred to the time to infield progression."


@pytest.mark.parametrize(
    ("methods", "results", "expected"),
    [
        (COUNTED, RATES, ["error"]),
        (NOT_COUNTED, RATES, []),
        ("All patients were treated.", RATES, []),
        (COUNTED, RATES.replace("89.7", "69.7").replace("85.9", "45.9"), []),
    ],
)
def test_a_part_of_the_events_with_death_above_overall_survival(
    methods: str, results: str, expected: list[str]
) -> None:
    assert severities(stat_survival_order, sections(methods=methods, results=results)) == expected


def test_one_finding_for_all_times_and_places_of_a_measure() -> None:
    rates = "The 1- and 2-year OS rates were 59.6% and 34.2%. The 1- and 2-year PFS rates were 65.6% and 39.1%."
    paper = read_paper(sections(abstract=rates, results=rates))
    found = [answer for answer in stat_survival_order.check(paper, no_library()) if isinstance(answer, Finding)]
    assert len(found) == 1
    assert "12 months" in found[0].message and "24 months" in found[0].message
    assert len(found[0].evidence) == 4
