"""From a paper with sentences, tables, markers and results to its claims."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.annotate.claims.facts import Abbreviations, Reading, find_facts
from extract.annotate.claims.studies import claim_type, is_hedged, is_negated
from extract.annotate.claims.windows import Passage, Window, find_windows
from extract.model import Claim, ClaimType, Fact, Paper, Pieces, Span
from extract.vocabulary import Vocabulary


def find_claims(paper: Paper, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """One claim for each marker that stands in a sentence or a table cell, in text order."""
    reading = Reading(
        vocabulary, Abbreviations.of(((short, long) for short, long, _ in paper.abbreviations), vocabulary)
    )
    roles = {section.id: str(section.role) for section in paper.sections}
    role_of = {sentence.id: roles.get(sentence.section or "") for sentence in paper.sentences}
    results = defaultdict(list)
    for result in paper.results:
        results[result.sentence or result.cell].append(result)
    marked = sorted(piece for marker in paper.markers for piece in marker.pieces)
    read: dict[tuple[Pieces, str | None], _Read] = {}
    claims = []
    for order, window in enumerate(find_windows(paper), start=1):
        pieces = _pieces(window)
        key = (pieces, window.sentence)
        if key not in read:
            role = role_of.get(window.sentence or "")
            read = {key: _Read.of(Passage(paper.text, pieces), reading, marked, role)}
        reported = read[key]
        claims.append(
            Claim(
                id=f"claim{order}",
                pieces=pieces,
                rule="table_row" if window.cell else "clause" if window.clause != window.passage else "sentence",
                type=reported.type,
                sentence=window.sentence,
                markers=(window.marker.id,),
                facts=reported.facts,
                results=tuple(
                    result.id
                    for result in results[window.sentence or window.cell]
                    if any(piece.overlaps(result.span) for piece in pieces)
                ),
                hedged=reported.hedged,
                negated=reported.negated,
                cell=window.cell,
                behind=len(window.behind),
            )
        )
    return tuple(sorted(claims, key=lambda claim: (claim.clause.end, claim.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a passage says, read once for all markers in a row that it stands for."""

    type: ClaimType
    facts: tuple[Fact, ...]
    hedged: bool
    negated: bool

    @classmethod
    def of(cls, passage: Passage, reading: Reading, marked: list[Span], role: str | None) -> "_Read":
        facts = tuple(_outside(passage, find_facts(passage.text, reading), marked))
        return cls(
            type=claim_type(_without(passage, marked), facts, role),
            facts=facts,
            hedged=is_hedged(passage.text),
            negated=is_negated(passage.text),
        )


def _pieces(window: Window) -> Pieces:
    """What introduces the study, then the clause itself, and what goes on about the study."""
    start = window.clause[0].start
    return (*(piece for piece in window.passage if piece.end <= start), *window.clause, *window.behind)


def _without(passage: Passage, marked: list[Span]) -> str:
    """The passage's text without its markers, which may print names and years of their own."""
    parts = []
    for piece in passage.pieces:
        at = piece.start
        for span in marked[bisect_left(marked, Span(piece.start, 0)) : bisect_right(marked, Span(piece.end, 0))]:
            parts.append(passage.document_text[at : max(at, span.start)])
            at = max(at, span.end)
        parts.append(passage.document_text[at : piece.end])
    return " ".join(parts)


def _outside(passage: Passage, facts: tuple[Fact, ...], marked: list[Span]) -> Iterator[Fact]:
    """Facts at their place in the document, without the names and years that markers themselves print."""
    for fact in facts:
        span = passage.span(fact.span)
        at = bisect_right(marked, span)
        if not any(span.overlaps(other) for other in marked[max(0, at - 2) : at + 1]):
            yield replace(fact, span=span)
