"""The figures of a claim are those of the source that it cites, where the source is held.

Each figure looks for its counterpart in the source: the figure of the same kind (percent, time, dose, count of the same
things) that is most likely the one meant, by the words of passage and clause, times, bounds, ends of ranges and order.
The reason says what was found: agrees, rounds, differs (and what the claim's own figure stands for: another endpoint,
arm, time point or population), or no passage. Only a figure that is unmistakably the one meant contradicts, shown with
both passages; a value that is not found accuses nobody. "About" and "more than" are allowed for; limits of intervals,
numbers in words and cells of tables never contradict. Of several works cited for one passage the one that supports a
figure best counts: none of them contradicts what another bears out, and where another is not held a contradiction is a
note. Where no text is held, the abstract and registration of the matched record stand for it: they support or clearly
differ, and their silence says nothing.
"""

from collections.abc import Iterable, Iterator

from extract.audit.passages import evidence, per_paper
from extract.audit.support.judge import judge_claim
from extract.audit.support.source import SourceText, recorded_source, unmarked
from extract.audit.support.verdicts import Judgement, join
from extract.model import Answer, Claim, Finding, Library, Paper, Passed, Pieces, Reference, Skipped, Verdict

NAME = "claim_against_source"
VERSION = 2

NOT_HELD = "neither text, abstract nor registration of the cited work is held"

_source_text = per_paper(most=48)(SourceText)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    cited = _references_by_marker(paper)
    known: dict[str, SourceText | None] = {}
    for claims in _by_passage(paper.claims):
        reported: list[tuple[Claim, Reference, Judgement]] = []
        is_whole = True
        stated, sentence = unmarked(paper, claims[0].pieces), _sentence(paper, claims[0])
        for claim, reference in _cited_by(claims, cited):
            if reference.id not in known:
                known[reference.id] = _source_of(paper, reference, library)
            found = known[reference.id]
            if found is None:
                is_whole = False
                yield Skipped(claim.span, NOT_HELD)
            else:
                reported.append((claim, reference, judge_claim(stated, found, context=sentence)))
        if reported:
            yield from _answers(paper, reported, is_whole)


def _by_passage(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Claims of one passage together: markers in a row ("[11], [12]") are asked for the same figures."""
    found: dict[tuple[Pieces, str | None], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.pieces, claim.cell), []).append(claim)
    yield from found.values()


def _cited_by(claims: list[Claim], cited: dict[str, list[Reference]]) -> Iterator[tuple[Claim, Reference]]:
    """Each work that a passage cites, once, with the first claim that does."""
    seen = set()
    for claim in claims:
        for marker in claim.markers:
            for reference in cited.get(marker, ()):
                if reference.id not in seen:
                    seen.add(reference.id)
                    yield claim, reference


def _source_of(paper: Paper, reference: Reference, library: Library) -> SourceText | None:
    """The text of the cited work; or else its abstract and registration, which say only some of it."""
    held = library.held(paper, reference)
    if held is not None:
        return _source_text(held)
    match = library.match(paper, reference)
    if match is None or match.status != "matched" or not match.works:
        return None
    return recorded_source(match.works[0], library)


def _references_by_marker(paper: Paper) -> dict[str, list[Reference]]:
    known = {reference.id: reference for reference in paper.references}
    found: dict[str, list[Reference]] = {}
    for citation in paper.citations:
        if citation.reference in known:
            found.setdefault(citation.marker, []).append(known[citation.reference])
    return found


def _sentence(paper: Paper, claim: Claim) -> str:
    """The whole sentence of a claim, without its markers."""
    return next((unmarked(paper, s.pieces) for s in paper.sentences if s.id == claim.sentence), "")


def _answers(paper: Paper, judged: list[tuple[Claim, Reference, Judgement]], is_whole: bool) -> Iterator[Answer]:
    """A verdict for each work, and what they say together; `is_whole`: all that the passage cites was asked."""
    for claim, reference, judgement in judged:
        yield Verdict(
            check=NAME,
            subject="claim",
            subject_id=claim.id,
            reference=reference.id,
            verdict=judgement.outcome,
            reasons=(judgement.reason,),
            evidence=judgement.evidence,
        )
    claim, together = judged[0][0], join([judgement for _, _, judgement in judged])
    if together.outcome == "contradicted":
        differing = tuple(reference.id for _, reference, stated in judged if stated.outcome == "contradicted")
        others = "" if is_whole else "; of the other works cited here no text is held"
        yield Finding(
            check=NAME,
            severity="warning" if is_whole else "note",
            verdict="contradicted",
            message=f"{together.reason}{others} (the source may print both: read the two passages)",
            reported=together.stated,
            expected=together.printed,
            references=differing or (judged[0][1].id,),
            evidence=(evidence(paper, "claim", claim.pieces), *together.evidence),
        )
    elif together.outcome == "supported":
        yield Passed(claim.span)
    else:
        yield Skipped(claim.span, together.reason)
