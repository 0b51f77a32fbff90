"""Results that a paper tells again: in its discussion, its captions, its tables; and shares told in general."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

(
    text_caption_numbers,
    text_cited_results,
    text_median_survival,
    text_restated_numbers,
    text_restated_rates,
    text_share_told_twice,
    text_table_estimates,
    text_table_shares,
) = load_checks(
    (
        "text_caption_numbers",
        "text_cited_results",
        "text_median_survival",
        "text_restated_numbers",
        "text_restated_rates",
        "text_share_told_twice",
        "text_table_estimates",
        "text_table_shares",
    )
)


def severities(check: Check, **parts: str) -> list[str]:
    answers = check.check(read_paper(sections(**parts)), no_library())
    return [answer.severity for answer in answers if isinstance(answer, Finding)]


PRINTED = "The 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 49.1% in the whole cohort."
REFERENCES = "[1] Lee A. A trial. Lancet 2020;1:2-3."


@pytest.mark.parametrize(
    ("discussion", "expected"),
    [
        ("In our study the 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 41.9%.", ["error"]),
        ("In our study the 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 49%.", []),
        ("Others had 1-, 2- and 3-year OS rates of 78.9%, 57.3% and 41.9% [1].", []),
        ("In an earlier trial the 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 41.9%.", []),
    ],
)
def test_numbers_told_again_in_the_discussion(discussion: str, expected: list[str]) -> None:
    found = severities(text_restated_numbers, results=PRINTED, discussion=discussion, references=REFERENCES)
    assert found == expected


@pytest.mark.parametrize(
    ("discussion", "expected"),
    [
        ("In our study the 2-year OS was 75.3%.", ["error"]),
        ("In our study the 2-year OS was 57%.", []),
        ("In our study the 4-year OS was 45.3%.", []),
        ("The 2-year OS was 75.3% in a Korean cohort.", []),
    ],
)
def test_rates_told_again_in_the_discussion(discussion: str, expected: list[str]) -> None:
    assert severities(text_restated_rates, results=PRINTED, discussion=discussion) == expected


@pytest.mark.parametrize(
    ("abstract", "discussion", "expected"),
    [
        ("The median OS was 20.4 months.", "The outcome was good.", ["error"]),
        ("The median OS was 26 months.", "The outcome was good.", []),
        ("The median OS of the SBRT group was 20.4 months.", "The outcome was good.", []),
        ("The median PFS was 20.4 months.", "The outcome was good.", []),
        ("The outcome was good.", "In this study the median OS was 20.4 months.", ["error"]),
        ("The outcome was good.", "With sorafenib the median OS was 10.7 months.", []),
    ],
)
def test_median_survival(abstract: str, discussion: str, expected: list[str]) -> None:
    results = "The median OS was 26.0 (95% CI 10.7-41.3) months."
    parts = {
        "abstract": abstract,
        "keywords": "liver cancer; survival",
        "introduction": "Liver cancer is frequent.",
        "results": results,
    }
    assert severities(text_median_survival, **parts, discussion=discussion) == expected


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


@pytest.mark.parametrize(
    ("introduction", "discussion", "expected"),
    [
        (
            "HCC accounts for 80% of primary liver cancers.",
            "HCC represents 90-95% of all primary liver cancers.",
            ["warning"],
        ),
        ("HCC accounts for about 80% of primary liver cancers.", "HCC represents 75-85% of primary liver cancers.", []),
        (
            "HCC accounts for 80% of primary liver cancers.",
            "In China, HCC represents 93% of primary liver cancers.",
            [],
        ),
        ("HCC accounts for 80% of primary liver cancers.", "ICC represents 15% of all primary liver cancers.", []),
        (
            "Over 80% of patients are diagnosed at an advanced stage.",
            "About 50% of patients are diagnosed at an advanced stage.",
            ["warning"],
        ),
    ],
)
def test_shares_told_in_general(introduction: str, discussion: str, expected: list[str]) -> None:
    assert severities(text_share_told_twice, introduction=introduction, discussion=discussion) == expected


STUDIES = """

Table 1
Trials

Studies\tTreatments\tFindings
Sanuki et al. [1]\tSBRT (n=36, 40 Gy)\tCR 46%; 3-year OS 82%; 3-year LC 93%
Xi et al. [2]\tRFA (n=83)\tCR 20%; 2-year LC 75%
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In a trial of untreated patients the 3-year OS rate was 28% [1].", ["warning"]),
        ("In a trial of untreated patients the 3-year OS rate was 82% [1].", []),
        ("In a trial of untreated patients the 5-year OS rate was 28% [1].", []),
        ("In two trials the 3-year OS rate was 28% [1,2].", []),
    ],
)
def test_results_of_a_cited_study(sentence: str, expected: list[str]) -> None:
    references = "[1] Sanuki N. A trial. Lancet 2020;1:2-3.\n[2] Xi M. Another trial. Lancet 2021;4:5-6."
    assert severities(text_cited_results, results=sentence + STUDIES, references=references) == expected


FACTORS = """

Table 1
Multivariate analysis of overall survival

Factor\tHR\t95% CI\tP
GTV\t4.22\t1.61-11.06\t0.003
ALT\t3.42\t1.47-7.97\t0.004
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On multivariate analysis, GTV (HR 2.42, 95% CI 1.61-11.06) predicted overall survival.", ["error"]),
        ("On multivariate analysis, GTV (HR 4.22, 95% CI 1.61-11.06) predicted overall survival.", []),
        ("On multivariate analysis, GTV (HR 2.08, 95% CI 1.10-3.95) predicted overall survival.", ["warning"]),
        ("On univariate analysis, GTV (HR 2.08, 95% CI 1.10-3.95) predicted overall survival.", []),
        ("On multivariate analysis, GTV (HR 2.08, 95% CI 1.10-3.95) predicted local control.", []),
        ("On multivariate analysis, sex (HR 2.08, 95% CI 1.10-3.95) predicted overall survival.", []),
    ],
)
def test_estimates_of_the_multivariate_table(sentence: str, expected: list[str]) -> None:
    assert severities(text_table_estimates, results=sentence + FACTORS) == expected
