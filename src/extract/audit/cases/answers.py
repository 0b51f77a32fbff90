"""Judgements as the audit's answers: one finding for a citation, under the name of its strongest conflict."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, shortened
from extract.audit.cases.judge import audit_citations
from extract.audit.cases.weigh import Judgement
from extract.model import (
    Answer,
    Evidence,
    EvidenceRole,
    Finding,
    Library,
    Paper,
    Passed,
    Pieces,
    Reference,
    Skipped,
    quote,
)

LONGEST = 390


def answers_of(name: str, paper: Paper, library: Library) -> Iterator[Answer]:
    """What one check says of each citation; a conflict that another check reports with it is not said twice."""
    audited = audit_citations(paper, library)
    for judgement in audited.judgements:
        span = judgement.case.citation.span
        if judgement.severity and judgement.check == name:
            yield finding(judgement)
        elif all(conflict.check != name for conflict in judgement.conflicts):
            yield Passed(span)
    for unjudged in audited.unjudged:
        yield Skipped(unjudged.citation.span, unjudged.reason)


def finding(judgement: Judgement) -> Finding:
    """One finding with all reasons, both sides as evidence, worded as a suspicion."""
    case, first = judgement.case, judgement.conflicts[0]
    reasons = "; ".join(conflict.reason for conflict in judgement.conflicts)
    sure = "does not seem to be" if judgement.severity == "error" else "may not be"
    return Finding(
        check=first.check,
        severity=judgement.severity or "note",
        verdict=judgement.verdict,
        message=f"{named(case.entry)} {sure} the work that the text means: {reasons}",
        reported=first.reported,
        expected=first.expected,
        references=(case.entry.id,),
        evidence=both_sides(case, first.pieces),
    )


def both_sides(case: Case, pieces: Pieces) -> tuple[Evidence, ...]:
    """The passage of the claim, then the entry."""
    return passage(case.paper, "claim", pieces), passage(case.paper, "reference", case.entry.pieces)


def passage(paper: Paper, role: EvidenceRole, pieces: Pieces) -> Evidence:
    """A passage of the paper, not longer than an editor reads at a glance."""
    kept = shortened(paper.text, pieces, LONGEST)
    return Evidence(role=role, document_id=paper.id, pieces=kept, text=quote(paper.text, kept))


def named(entry: Reference) -> str:
    """How a message names an entry: its number, or its author and year."""
    if entry.label:
        return f"[{entry.label}]"
    return entry.key or (entry.fields.authors[0].family if entry.fields.authors else "The entry")
