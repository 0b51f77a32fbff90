"""Results that a paper tells again: in its discussion, its captions, its tables; and shares told in general."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

text_caption_numbers, text_table_shares = load_checks(
    (
        "text_caption_numbers",
        "text_table_shares",
    )
)


def severities(check: Check, **parts: str) -> list[str]:
    answers = check.check(read_paper(sections(**parts)), no_library())
    return [answer.severity for answer in answers if isinstance(answer, Finding)]


PRINTED = "The 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 49.1% in the whole cohort."
REFERENCES = "[1] Lee A. A trial. Lancet 2020;1:2-3."


CAPTION = (
    "\n\nFig. 1. Curves of all patients. (A) Overall survival (p = 0.069)."
    " (B) Local control (HR 0.45, 95% CI 0.20-0.90).\n"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The overall survival did not differ much (p = 0.096; Fig. 1A).", ["warning"]),
        ("The overall survival did not differ much (p = 0.069; Fig. 1A).", []),
        ("The overall survival did not differ much (Fig. 1A, p = 0.07).", []),
        ("The overall survival did not differ much (p < 0.1; Fig. 1A).", []),
        ("The local control was better (HR 0.54, 95% CI 0.20-0.90; Fig. 1B).", ["warning"]),
        ("The local control was better (HR 0.45, 95% CI 0.20-0.90; Fig. 1B).", []),
        ("PFS (p = 0.096) and overall survival (p = 0.069; Fig. 1A) did not differ.", []),
    ],
)
def test_numbers_beside_a_pointer_at_a_figure(sentence: str, expected: list[str]) -> None:
    assert severities(text_caption_numbers, results=sentence + CAPTION) == expected


ROWS = """

Table 1
Baseline

Variable\tn (%)
Hypertension\t23 (36.5%)
Diabetes\t11 (17.5%)
Other illness\t9 (14.3%)
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hypertension was present in 23 patients (63.5%), and others were healthy.", ["warning"]),
        ("Hypertension was present in 32 patients (36.5%), and others were healthy.", ["warning"]),
        ("Hypertension was present in 23 patients (36.5%), and others were healthy.", []),
        ("Hypertension was present in 23 patients (37%), and others were healthy.", []),
        ("Hypertension was present in 12 patients (60.0%) of one group.", []),
        ("Of the responders, hypertension was present in 23 patients (63.5%).", []),
        ("Hypertension was present in 23 patients (55.1%), and others were healthy.", []),
        ("A cough was present in 23 patients (63.5%), and others were healthy.", []),
    ],
)
def test_a_count_with_its_percent_against_the_row(sentence: str, expected: list[str]) -> None:
    assert severities(text_table_shares, results=sentence + ROWS) == expected


STUDIES = """

Table 1
Trials

Studies\tTreatments\tFindings
Sanuki et al. [1]\tSBRT (n=36, 40 Gy)\tCR 46%; 3-year OS 82%; 3-year LC 93%
Xi et al. [2]\tRFA (n=83)\tCR 20%; 2-year LC 75%
"""


FACTORS = """

Table 1
Multivariate analysis of overall survival

Factor\tHR\t95% CI\tP
GTV\t4.22\t1.61-11.06\t0.003
ALT\t3.42\t1.47-7.97\t0.004
"""
