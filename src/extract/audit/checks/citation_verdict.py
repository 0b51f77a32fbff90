"""Every citation gets a verdict: supported, plausible, suspect, mismatch or unverifiable, with both sides.

The precision beside a verdict is what it reached on articles with planted wrong citations.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import both_sides
from extract.audit.cases.case import passage_of
from extract.audit.cases.judge import audit_citations
from extract.model import Answer, Library, Paper, Verdict

NAME = "citation_verdict"
VERSION = 1

PRECISION = {"supported": 0.99, "plausible": 0.98, "suspect": 0.82, "mismatch": 0.98}


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    audited = audit_citations(paper, library)
    for judgement in audited.judgements:
        case = judgement.case
        pieces = judgement.conflicts[0].pieces if judgement.conflicts else passage_of(case.claim)
        yield Verdict(
            check=NAME,
            subject="citation",
            subject_id=case.citation.id,
            reference=case.entry.id,
            verdict=judgement.verdict,
            reasons=tuple(conflict.reason for conflict in judgement.conflicts) or judgement.shared,
            evidence=both_sides(case, pieces),
            precision=PRECISION.get(judgement.verdict),
        )
    for unjudged in audited.unjudged:
        citation = unjudged.citation
        yield Verdict(
            check=NAME,
            subject="citation",
            subject_id=citation.id,
            reference=citation.reference,
            verdict="unverifiable",
            reasons=(unjudged.reason,),
        )
