"""What a paper tells of itself twice: definitions, follow-up and age, significance, lists of factors."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

(stat_wording_against_numbers,) = load_checks(("stat_wording_against_numbers",))


def severities(check: Check, **parts: str) -> list[str]:
    answers = check.check(read_paper(sections(**parts)), no_library())
    return [answer.severity for answer in answers if isinstance(answer, Finding)]


SIGNIFICANT = "After matching, the treatment group was a significant factor for OS."
NOT = "The addition of TACE did not lead to a significant improvement of OS."


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
    assert severities(stat_wording_against_numbers, results=sentence + TABLE) == ["warning"] * count
