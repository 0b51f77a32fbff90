"""What a paper tells of itself twice: definitions, follow-up and age, significance, lists of factors."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

text_definition_told_twice, text_independent_factor, text_patients_told_twice, text_significance_told_twice = (
    load_checks(
        (
            "text_definition_told_twice",
            "text_independent_factor",
            "text_patients_told_twice",
            "text_significance_told_twice",
        )
    )
)


def severities(check: Check, **parts: str) -> list[str]:
    answers = check.check(read_paper(sections(**parts)), no_library())
    return [answer.severity for answer in answers if isinstance(answer, Finding)]


@pytest.mark.parametrize(
    ("methods", "results", "expected"),
    [
        ("Matching used a caliper width of 0.2.", "Pairs were made within a caliper of 0.1.", ["warning"]),
        ("Matching used a caliper width of 0.2.", "Pairs were made within a caliper of 0.20.", []),
        ("Matching used a caliper of 0.2.", "A sensitivity analysis used a caliper of 0.1.", []),
        (
            "A standardized mean difference < 0.1 was considered to indicate balance.",
            "All variables had an SMD below 0.2, which indicated good balance.",
            ["warning"],
        ),
        ("P < 0.05 was considered significant.", "P values < 0.01 were considered significant.", ["warning"]),
        ("The significance level was set at 5%.", "P values < 0.05 were considered significant.", []),
        (
            "P < 0.05 was considered significant.",
            "After Bonferroni correction P < 0.01 was considered significant.",
            [],
        ),
        ("Toxicity was graded by CTCAE version 4.0.", "Events are graded by CTCAE v5.0 here.", ["warning"]),
        ("Toxicity was graded by CTCAE version 4.0.", "Events are graded by CTCAE version 4.03 here.", []),
        ("Toxicity was graded by CTCAE version 4.0.", "Anemia of CTCAE grade 3 was seen in 5 patients.", []),
        ("Allocation used SPSS version 12.", "Analyses were done with SPSS 16.0 (Chicago).", ["note"]),
        ("Doses were planned with MIM version 5, until it was updated to MIM version 6.", "Nothing else was done.", []),
        ("Inclusion criteria were age 18 and more.", "All patients were aged 21-79 years in this group.", []),
    ],
)
def test_definitions(methods: str, results: str, expected: list[str]) -> None:
    assert severities(text_definition_told_twice, methods=methods, results=results) == expected


def test_age_of_inclusion() -> None:
    abstract = "Eligible patients aged 18-75 years were randomly assigned to two groups."
    criteria = "Inclusion criteria were histology and patients aged 18 to 80 years."
    assert severities(text_definition_told_twice, abstract=abstract, methods=criteria) == ["warning"]
    same = criteria.replace("80", "75")
    assert severities(text_definition_told_twice, abstract=abstract, methods=same) == []


@pytest.mark.parametrize(
    ("abstract", "results", "expected"),
    [
        (
            "The median follow-up was 18.5 months.",
            "The median follow-up time was 21.4 (range 4-69) months.",
            ["warning"],
        ),
        ("The median follow-up was 18.5 months.", "The median follow-up time was 18.5 (range 4-69) months.", []),
        ("After a median follow-up of 4 years, OS was 50%.", "The median follow-up was 48 months.", []),
        ("The median follow-up was 18.5 months.", "The median follow-up in the SBRT group was 21.4 months.", []),
        ("The median follow-up was 18.5 months.", "The median follow-up of surviving patients was 21.4 months.", []),
        ("The median age was 64 years.", "The median age of all patients was 61 years (range 30-82).", ["warning"]),
        ("The mean age was 64 years.", "The median age of all patients was 61 years (range 30-82).", []),
        ("The median age was 64 years.", "The median age of the women was 61 years (range 30-82).", []),
    ],
)
def test_follow_up_and_age(abstract: str, results: str, expected: list[str]) -> None:
    assert severities(text_patients_told_twice, abstract=abstract, results=results) == expected


SIGNIFICANT = "After matching, the treatment group was a significant factor for OS."
NOT = "The addition of TACE did not lead to a significant improvement of OS."


@pytest.mark.parametrize(
    ("results", "discussion", "count"),
    [
        (SIGNIFICANT, NOT, 1),
        (SIGNIFICANT, NOT.replace("OS", "PFS"), 0),
        (SIGNIFICANT, "In patients with thrombus, TACE did not significantly improve OS compared with SBRT.", 0),
        (f"{SIGNIFICANT} Before matching, OS did not differ significantly between the groups.", NOT, 0),
        ("OS was significantly longer with TACE than with SBRT alone.", "TACE did not significantly improve OS.", 1),
        (
            "OS was significantly longer with the combination than with SBRT alone.",
            "OS did not differ significantly between the two groups.",
            1,
        ),
        (
            "The 1-year OS was significantly better with the combination than with SBRT alone.",
            "The 5-year OS did not differ significantly between the two groups.",
            0,
        ),
    ],
)
def test_significance(results: str, discussion: str, count: int) -> None:
    found = severities(text_significance_told_twice, results=results, discussion=discussion)
    assert found == ["warning"] * count


TABLE = """

Table 1
Multivariate analysis of overall survival

Factor\tHR\t95% CI\tP
GTV\t4.22\t1.61-11.06\t0.003
ALT\t3.42\t1.47-7.97\t0.004
Ascites\t5.28\t1.59-17.53\t0.007
AFP\t0.43\t0.15-1.21\t0.108
"""


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Multivariate analysis showed that GTV and ALT were independent predictors of OS.", 1),
        ("Multivariate analysis showed that GTV, ALT and ascites were independent predictors of OS.", 0),
        ("Multivariate analysis showed that GTV and ALT were independent predictors of OS. Ascites was one too.", 0),
        ("Multivariate analysis showed that GTV and ALT were independent predictors of PFS.", 0),
        ("Multivariate analysis showed that GTV was an independent predictor of OS.", 1),
        ("Moreover, the GTV was an independent predictor of OS.", 0),
        ("Several factors, such as GTV and ALT were independent predictors of OS.", 0),
    ],
)
def test_a_factor_that_the_list_leaves_out(sentence: str, count: int) -> None:
    assert severities(text_independent_factor, results=sentence + TABLE) == ["warning"] * count
