"""The figures of a claim are those of the source that it cites, where the source's text is held.

Each figure looks for its counterpart in the source: the figure of the same kind (percent, time, dose, count of the same
things) whose passage and clause speak of the same. Another value there, and the claim's own value in no comparable
passage, is a suspicion shown with both passages; a value that is not found accuses nobody. Rounding, "about" and "more
than" are allowed for on both sides; limits of intervals and numbers in words never contradict.
"""

from collections.abc import Iterator

from extract.audit.passages import evidence
from extract.audit.support.judge import Judgement, judge_claim
from extract.audit.support.source import SourceText
from extract.model import Answer, Claim, Finding, Library, Paper, Passed, Pieces, Reference, Skipped, Verdict

NAME = "claim_against_source"
VERSION = 1

NOT_HELD = "the text of the cited work is not held"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    cited = _references_by_marker(paper)
    sources: dict[str, SourceText | None] = {}
    for claim in paper.claims:
        for reference in dict.fromkeys(r for marker in claim.markers for r in cited.get(marker, ())):
            if reference.id not in sources:
                held = library.held(paper, reference)
                sources[reference.id] = SourceText(held) if held is not None else None
            source = sources[reference.id]
            if source is None:
                yield Skipped(claim.span, NOT_HELD)
            else:
                stated, context = _stated(paper, claim.pieces), _sentence(paper, claim)
                yield from _judge(paper, claim, reference, judge_claim(stated, source, context=context))


def _references_by_marker(paper: Paper) -> dict[str, list[Reference]]:
    known = {reference.id: reference for reference in paper.references}
    found: dict[str, list[Reference]] = {}
    for citation in paper.citations:
        if citation.reference in known:
            found.setdefault(citation.marker, []).append(known[citation.reference])
    return found


def _sentence(paper: Paper, claim: Claim) -> str:
    """The whole sentence of a claim, without its markers."""
    return next((_stated(paper, s.pieces) for s in paper.sentences if s.id == claim.sentence), "")


def _stated(paper: Paper, pieces: Pieces) -> str:
    """A passage without its markers, whose digits are no figures."""
    spans = [marker.span for marker in paper.markers]
    parts: list[str] = []
    for piece in pieces:
        text = list(piece.of(paper.text))
        for span in spans:
            for at in range(max(span.start, piece.start), min(span.end, piece.end)):
                text[at - piece.start] = " "
        parts.append("".join(text))
    return " ".join(parts)


def _judge(paper: Paper, claim: Claim, reference: Reference, judgement: Judgement) -> Iterator[Answer]:
    yield Verdict(
        check=NAME,
        subject="claim",
        subject_id=claim.id,
        reference=reference.id,
        verdict=judgement.outcome,
        reasons=(judgement.reason,),
        evidence=judgement.evidence,
    )
    if judgement.outcome == "contradicted":
        yield Finding(
            check=NAME,
            severity="warning",
            verdict="contradicted",
            message=f"{judgement.reason} (the source may print both: read the two passages)",
            reported=judgement.stated,
            expected=judgement.printed,
            references=(reference.id,),
            evidence=(evidence(paper, "claim", claim.pieces), *judgement.evidence),
        )
    elif judgement.outcome == "supported":
        yield Passed(claim.span)
    else:
        yield Skipped(claim.span, judgement.reason)
