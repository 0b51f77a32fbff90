"""The figures of a claim are those of the source that it cites, where the source is held.

Each figure looks for its counterpart in the source: the figure of the same kind (percent, time, dose, count of the same
things) that is most likely the one meant, by the words of passage and clause, times, bounds, ends of ranges and order.
The reason says what was found: agrees, rounds, differs (and what the claim's own figure stands for: another endpoint,
arm, time point or population), or no passage. Only a figure that is unmistakably the one meant contradicts, shown with
both passages; a value that is not found accuses nobody. "About" and "more than" are allowed for; limits of intervals,
numbers in words and cells of tables never contradict. Where no text is held, the abstract and registration of the
matched record stand for it: they support or clearly differ, and their silence says nothing.
"""

from collections.abc import Iterator

from extract.audit.kept import Kept
from extract.audit.passages import evidence
from extract.audit.support.judge import Judgement, judge_claim
from extract.audit.support.recorded import in_part, record_text
from extract.audit.support.source import SourceText
from extract.model import Answer, Claim, Finding, Library, Paper, Passed, Pieces, Reference, Skipped, Verdict

NAME = "claim_against_source"
VERSION = 1

NOT_HELD = "neither text, abstract nor registration of the cited work is held"

_SOURCES: Kept[SourceText] = Kept(SourceText)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    cited = _references_by_marker(paper)
    known: dict[str, tuple[SourceText, bool] | None] = {}
    for claim in paper.claims:
        for reference in dict.fromkeys(r for marker in claim.markers for r in cited.get(marker, ())):
            if reference.id not in known:
                known[reference.id] = _source_of(paper, reference, library)
            found = known[reference.id]
            if found is None:
                yield Skipped(claim.span, NOT_HELD)
            else:
                source, is_whole = found
                judgement = judge_claim(_stated(paper, claim.pieces), source, context=_sentence(paper, claim))
                yield from _judge(paper, claim, reference, judgement if is_whole else in_part(judgement))


def _source_of(paper: Paper, reference: Reference, library: Library) -> tuple[SourceText, bool] | None:
    """The text of the cited work; or else its abstract and registration, which say only some of it (False)."""
    held = library.held(paper, reference)
    if held is not None:
        return _SOURCES.of(held), True
    match = library.match(paper, reference)
    if match is None or match.status != "matched" or not match.works:
        return None
    recorded = record_text(match.works[0], library)
    return (SourceText(recorded), False) if recorded is not None else None


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
