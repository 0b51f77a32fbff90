"""Judgements as the audit's answers: one finding for an entry and cause, under the name of its strongest conflict."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Comparison, named, shortened
from extract.audit.cases.judge import WORDS, Judgement, audit_citations
from extract.model import (
    Answer,
    Evidence,
    EvidenceRole,
    Finding,
    Library,
    Paper,
    Passed,
    Pieces,
    Skipped,
    Span,
    quote,
)

LONGEST = 390
MOST_PASSAGES = 3


def answers_of(name: str, paper: Paper, library: Library) -> Iterator[Answer]:
    """What one check says: a finding for each entry and cause, and for each citation whether it could be compared."""
    audited = audit_citations(paper, library)
    reported: dict[tuple[str, str | None], list[Judgement]] = {}
    for judgement in audited.judgements:
        if judgement.severity and judgement.check == name:
            reported.setdefault(_cause(judgement), []).append(judgement)
        else:
            yield _answer(judgement.case.citation.span, judgement.compared[name])
    for same in reported.values():
        same.sort(key=lambda judgement: -judgement.posterior)
        yield finding(same)
        yield from (Passed(judgement.case.citation.span) for judgement in same[1:])
    for unjudged in audited.unjudged:
        yield Skipped(unjudged.citation.span, unjudged.reason)


def _answer(span: Span, comparison: Comparison) -> Answer:
    """Compared, or why not. What differs without weight, or is told under another name, was compared too."""
    return Passed(span) if comparison.outcome in ("agrees", "differs") else Skipped(span, comparison.reason)


def _cause(judgement: Judgement) -> tuple[str, str | None]:
    """What is told once: an entry with what is reported of it; an entry that is out of place; else each citation."""
    first = judgement.conflicts[0]
    if first.kind in WORDS and first.kind != "citation_entry":
        return judgement.case.entry.id, judgement.case.citation.id
    return judgement.case.entry.id, first.comparison.reported


def finding(same: list[Judgement]) -> Finding:
    """One finding with all reasons of its most probable citation, the passages of the others beside it."""
    worst = same[0]
    case, first = worst.case, worst.conflicts[0].comparison
    reasons = "; ".join(conflict.comparison.reason for conflict in worst.conflicts)
    sure = "does not seem to be" if worst.severity == "error" else "may not be"
    passages = [judgement.conflicts[0].comparison.pieces for judgement in same[:MOST_PASSAGES]]
    return Finding(
        check=worst.conflicts[0].kind,
        severity=worst.severity or "note",
        verdict=worst.verdict,
        message=f"{named(case.entry)} {sure} the work that the text means"
        f" (probability {shown(worst.posterior)}): {reasons}",
        reported=first.reported,
        expected=first.expected,
        references=(case.entry.id,),
        evidence=(
            *(passage(case.paper, "claim", pieces) for pieces in dict.fromkeys(passages)),
            passage(case.paper, "reference", case.entry.pieces),
        ),
    )


def shown(posterior: float) -> str:
    """A probability as it is printed: never 0 or 1.

    >>> shown(0.0004), shown(0.934), shown(0.9999)
    ('< 0.01', '0.93', '> 0.99')
    """
    if posterior < 0.01:
        return "< 0.01"
    return "> 0.99" if posterior > 0.99 else f"{posterior:.2f}"


def both_sides(case: Case, pieces: Pieces) -> tuple[Evidence, ...]:
    """The passage of the claim, then the entry."""
    return passage(case.paper, "claim", pieces), passage(case.paper, "reference", case.entry.pieces)


def passage(paper: Paper, role: EvidenceRole, pieces: Pieces) -> Evidence:
    """A passage of the paper, not longer than an editor reads at a glance."""
    kept = shortened(paper.text, pieces, LONGEST)
    return Evidence(role=role, document_id=paper.id, pieces=kept, text=quote(paper.text, kept))
