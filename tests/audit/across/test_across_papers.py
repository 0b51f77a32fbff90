"""Two papers on one study: disagreements, agreements, and what is left alone."""

from collections.abc import Iterator
from dataclasses import replace

from extract.audit import audit_paper
from extract.model import Corroboration, Finding, Paper, Reference
from tests.audit.made_reviews import EmptyLibrary, review

TRIAL = (
    "Moore A, Hill B, Ford C. Stereotactic body radiotherapy with camrelizumab for unresectable hepatocellular"
    " carcinoma: a single-arm trial. Hepatol Int. 2022;16:100-108."
)
OTHER = "Lake D. Proton therapy of liver tumours. Radiother Oncol. 2019;1:1-9."
SOUND = (
    "A phase II trial (n=21) of stereotactic body radiotherapy with camrelizumab reported an ORR of 52.4% and a median"
    " OS of 14.2 months [1]."
)
ODD = (
    "A phase II trial (n=40) published in JCO of stereotactic body radiotherapy with pembrolizumab reported an ORR of"
    " 45.0% and a median OS of 21.6 months [1]."
)


class TwoPapers(EmptyLibrary):
    """Every paper cites the others' first entries."""

    def __init__(self, *papers: Paper) -> None:
        self._papers = papers

    def citing(self, paper: Paper, reference: Reference) -> Iterator[tuple[Paper, Reference]]:
        for other in self._papers:
            if other.id != paper.id:
                for entry in other.references:
                    if entry.fields.title == reference.fields.title:
                        yield other, entry


def made(text: str, number: int) -> Paper:
    paper = review(text, entries=[TRIAL, OTHER])
    source = replace(paper.document.source, sha256=str(number) * 64, path=f"made{number}.txt")
    return replace(paper, document=replace(paper.document, source=source))


def said(one: Paper, *others: Paper) -> tuple[list[Finding], list[str]]:
    answers = audit_paper(one, TwoPapers(one, *others), only=["claim_across_papers"])
    findings = [answer for answer in answers if isinstance(answer, Finding)]
    return findings, [answer.fact for answer in answers if isinstance(answer, Corroboration)]


def test_both_papers_hear_of_a_disagreement_and_the_entry_tells_whose_side_it_is_on() -> None:
    sound, odd = made(SOUND, 1), made(ODD, 2)
    (ours,), _ = said(sound, odd)
    (theirs,), _ = said(odd, sound)
    assert ours.severity == "note" and "camrelizumab here, pembrolizumab there" in ours.message
    assert theirs.severity == "warning" and "40 patients here, 21 patients there" in theirs.message
    assert "journal" in theirs.message
    assert {passage.document_id for passage in theirs.evidence} == {sound.id, odd.id}


def test_what_both_tell_alike_is_corroboration() -> None:
    findings, facts = said(made(SOUND, 1), made(SOUND.replace("reported", "showed"), 3))
    assert findings == []
    assert "n: 21 patients" in facts and any(fact.startswith("ORR rate") for fact in facts)


def test_a_rounded_figure_is_no_disagreement() -> None:
    findings, facts = said(made(SOUND, 1), made(SOUND.replace("52.4%", "52%").replace("14.2", "14"), 4))
    assert findings == [] and any("ORR" in fact for fact in facts)


def test_a_lone_other_number_of_patients_is_a_note() -> None:
    (finding,), _ = said(made(SOUND, 1), made(SOUND.replace("n=21", "n=20"), 5))
    assert finding.severity == "note"


def test_a_passage_on_several_works_tells_nothing_of_one() -> None:
    findings, facts = said(made(SOUND, 1), made(ODD.replace("[1]", "[1,2]"), 6))
    assert findings == [] and facts == []


def test_a_rate_at_another_time_or_of_two_arms_is_no_disagreement() -> None:
    ours = made("A phase II trial of radiotherapy reported local control of 95.1% at 1 year [1].", 7)
    theirs = made("A phase II trial of radiotherapy reported local control of 82.6% at 2 years [1].", 8)
    assert said(ours, theirs) == ([], ["phase: 2"])
    arms = made("A phase II trial reported local control of 95.1% and 80.4% at 1 year with and without surgery [1].", 9)
    assert said(ours, arms)[0] == []
