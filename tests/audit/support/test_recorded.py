"""Claims against works of which only a record is held."""

from extract.audit.support.judge import judge_claim
from extract.audit.support.recorded import recorded_source
from extract.model import Work
from tests.audit.made_reviews import EmptyLibrary

WORK = Work(
    id="pmid:1",
    title="Camrelizumab with radiotherapy for hepatocellular carcinoma",
    abstract=(
        "We enrolled 85 patients with unresectable hepatocellular carcinoma. Objective response was seen in 45.2% of"
        " patients. Median overall survival was 14.2 months. Thrombocytopenia was the commonest toxicity."
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
