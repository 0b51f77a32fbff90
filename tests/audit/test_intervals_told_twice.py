"""Limits that are the estimate, a p of the neighbour, an estimate that two checks could tell."""

import pytest

from extract.audit import run_checks
from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper
from tests.audit.made import made_paper, no_library, read_paper, sections

MIDDLE, INTERVAL_P, TEST = load_checks(
    (
        "stat_interval_symmetry",
        "stat_interval_against_p",
        "stat_test_statistic",
    )
)


def found(check: Check, paper: Paper) -> list[Finding]:
    said = run_checks(paper, no_library(), (check,))
    return [answer for one in said for answer in one.answers if isinstance(answer, Finding)]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Survival was 61.2% (95% CI 61.2 to 74.5).", 1),
        ("Survival was 61.2% (95% CI 50.1 to 74.5).", 0),
        ("Survival was 61.2% (95% CI 61.2 to 61.4).", 0),
        ("Median survival was 11.2 months (95% CI 11.2 to 14.5).", 0),
        ("Specificity was 100% (95% CI 91.2 to 100).", 0),
    ],
)
def test_an_estimate_is_no_limit_of_its_own_interval(sentence: str, count: int) -> None:
    assert len(found(MIDDLE, made_paper(sentence))) == count


def test_the_p_of_a_neighbour() -> None:
    first = "Survival was longer with the drug (HR 0.62, 95% CI 0.45 to 0.85, p = 0.0031)."
    second = "So was the time to progression (HR 0.97, 95% CI 0.75 to 1.25, p = {})."
    (told,) = found(INTERVAL_P, made_paper(first, second.format("0.0031")))
    assert "it is the p of the neighbouring 0.62 (0.45 to 0.85), copied perhaps" in told.message
    (told,) = found(INTERVAL_P, made_paper(first, second.format("0.0037")))
    assert "copied" not in told.message


def test_the_p_of_a_neighbouring_test() -> None:
    first, second = "Fear rose, t(40) = 2.45, p = .019.", "Hope rose, t(40) = 0.61, p = .019."
    (told,) = found(TEST, made_paper(first, second))
    assert "it is the p of the neighbouring t = 2.45, copied perhaps" in told.message


def test_an_estimate_of_the_abstract_is_told_by_one_check() -> None:
    text = "In the multivariate analysis tumour size (HR {}, 95% CI 1.21 to 2.64) was associated with overall survival."
    paper = read_paper(sections(abstract=text.format("1.79"), results=text.format("1.97")))
    (numbers, estimates) = load_checks(("text_abstract_numbers", "text_abstract_estimates"))
    assert len(found(numbers, paper)) == 1
    assert found(estimates, paper) == []
