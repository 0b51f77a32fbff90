"""Every citation gets a verdict with its probability: same_topic, plausible, suspect, mismatch or unverifiable.

mismatch and suspect: the posterior probability that the citation is wrong, beside what differs. same_topic: a subject
agrees and the words go together; whether the entry supports the claim is not looked at (`claim_against_source` does,
where the source is held). plausible: nothing differs that weighs. unverifiable: nothing could be compared. The reasons
name what agrees and what differs; `precision` is the calibrated probability that the verdict is right.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import both_sides
from extract.audit.cases.case import passage_of
from extract.audit.cases.judge import Judgement, audit_citations
from extract.model import Answer, Library, Paper, Verdict

NAME = "citation_verdict"
VERSION = 2

NOTHING_COMPARED = "nothing could be compared: {why}"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    audited = audit_citations(paper, library)
    for judgement in audited.judgements:
        case = judgement.case
        pieces = judgement.conflicts[0].comparison.pieces if judgement.conflicts else passage_of(case.claim)
        yield Verdict(
            check=NAME,
            subject="citation",
            subject_id=case.citation.id,
            reference=case.entry.id,
            verdict=judgement.verdict,
            reasons=reasons_of(judgement),
            evidence=both_sides(case, pieces),
            precision=_chance_right(judgement),
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


def reasons_of(judgement: Judgement) -> tuple[str, ...]:
    """What differs, then what agrees; where nothing could be compared, why."""
    found = [conflict.comparison.reason for conflict in judgement.conflicts]
    found += [comparison.reason for comparison in judgement.compared.values() if comparison.outcome == "agrees"]
    if found:
        return tuple(dict.fromkeys(found))
    return (NOTHING_COMPARED.format(why=judgement.compared["citation_fit"].reason),)


def _chance_right(judgement: Judgement) -> float | None:
    if judgement.verdict == "unverifiable":
        return None
    wrong = judgement.posterior
    return round(wrong if judgement.verdict in ("suspect", "mismatch") else 1 - wrong, 4)
