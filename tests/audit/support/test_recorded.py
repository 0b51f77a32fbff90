"""Claims against works of which only a record is held."""

from extract.audit.support.judge import judge_claim
from extract.audit.support.source import recorded_source, registered_source
from extract.model import Registration, Work
from tests.audit.made_reviews import EmptyLibrary

WORK = Work(
    id="pmid:1",
    title="Camrelizumab with radiotherapy for hepatocellular carcinoma",
    abstract=(
        "We enrolled 85 patients with unresectable hepatocellular carcinoma. Objective response was seen in 45.2% of"
        " patients. Median overall survival was 14.2 months. Thrombocytopenia was the commonest toxicity."
    ),
)


TRIAL = Registration(
    id="NCT00000001",
    title="Camrelizumab With Radiotherapy",
    enrolment=85,
    results=(
        "Overall Survival: median 14.2 months (95% CI 11.0 to 17.1) in Combination; time frame 2 years.",
        "Objective Response Rate: 45.2% of participants in Camrelizumab With Radiotherapy; time frame 6 months.",
    ),
)


def outcome(claim: str) -> str:
    recorded = recorded_source(WORK, EmptyLibrary())
    assert recorded is not None
    return judge_claim(claim, recorded).outcome


def test_an_abstract_bears_out_its_figures() -> None:
    assert outcome("Median overall survival was 14.2 months.") == "supported"


def test_a_clear_other_figure_contradicts() -> None:
    assert outcome("Objective response was seen in 85.0% of patients.") == "contradicted"


def test_what_an_abstract_does_not_print_says_nothing() -> None:
    assert outcome("Grade 3 thrombocytopenia occurred in 12% of patients.") == "unverifiable"


def test_a_record_without_abstract_cannot_be_asked() -> None:
    assert recorded_source(Work(id="pmid:2", title="A title"), EmptyLibrary()) is None


def test_posted_results_of_a_registration_bear_out_their_figures_and_clearly_differ() -> None:
    source = registered_source(TRIAL)
    borne_out = judge_claim("Median overall survival with camrelizumab and radiotherapy was 14.2 months.", source)
    assert borne_out.outcome == "supported" and borne_out.evidence[0].document_id is None
    assert judge_claim("The objective response rate was 45.2% of participants.", source).outcome == "supported"
    against = judge_claim("The objective response rate with camrelizumab and radiotherapy was 61.8%.", source)
    assert against.outcome == "contradicted" and against.printed == "45.2"


def test_what_a_registry_does_not_post_says_nothing() -> None:
    source = registered_source(TRIAL)
    assert judge_claim("Grade 3 thrombocytopenia occurred in 12% of patients.", source).outcome == "unverifiable"
    assert judge_claim("The 2-year overall survival rate was 14.2%.", source).outcome != "supported"
