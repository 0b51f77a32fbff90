"""From a paper with sentences, tables, markers and results to its claims."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.annotate.claims.facts import Abbreviations, Reading, find_facts
from extract.annotate.claims.studies import claim_type, is_hedged, is_negated
from extract.annotate.claims.windows import Window, find_windows
from extract.model import Claim, Fact, Paper, Pieces, Span, hull, quote, quoted_at
from extract.vocabulary import Vocabulary


def find_claims(paper: Paper, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """One claim for each marker that stands in a sentence or a table cell, in text order."""
    abbreviations = Abbreviations.of(((short, long) for short, long, _ in paper.abbreviations), vocabulary)
    reading = Reading(vocabulary, abbreviations)
    roles = {section.id: str(section.role) for section in paper.sections}
    role_of = {sentence.id: roles.get(sentence.section or "") for sentence in paper.sentences}
    results = defaultdict(list)
    for result in paper.results:
        results[result.sentence or result.cell].append(result)
    marked = sorted(piece for marker in paper.markers for piece in marker.pieces)
    claims: list[Claim] = []
    for order, window in enumerate(find_windows(paper), start=1):
        pieces = _pieces(window)
        if not claims or (claims[-1].pieces, claims[-1].sentence) != (pieces, window.sentence):
            read = _read(paper.text, pieces, reading, marked, role_of.get(window.sentence or ""))
        claims.append(
            replace(
                read,
                id=f"claim{order}",
                rule="table_row" if window.cell else "clause" if window.clause != window.passage else "sentence",
                sentence=window.sentence,
                markers=(window.marker.id,),
                results=tuple(
                    result.id
                    for result in results[window.sentence or window.cell]
                    if any(piece.overlaps(result.span) for piece in pieces)
                ),
                cell=window.cell,
                behind=len(window.behind),
            )
        )
    return tuple(sorted(claims, key=lambda claim: (claim.clause.end, claim.id)))


def _read(text: str, pieces: Pieces, reading: Reading, marked: Sequence[Span], role: str | None) -> Claim:
    """What a passage says, read once for all markers in a row that it stands for: a claim without its marker."""
    passage = quote(text, pieces)
    facts = tuple(_outside(pieces, find_facts(passage, reading), marked))
    return Claim(
        id="",
        pieces=pieces,
        rule="",
        type=claim_type(_without(text, pieces, marked), facts, role),
        sentence=None,
        markers=(),
        facts=facts,
        hedged=is_hedged(passage),
        negated=is_negated(passage),
    )


def _pieces(window: Window) -> Pieces:
    """What introduces the study, then the clause itself, and what goes on about the study."""
    start = window.clause[0].start
    return (*(piece for piece in window.passage if piece.end <= start), *window.clause, *window.behind)


def _without(text: str, pieces: Pieces, marked: Sequence[Span]) -> str:
    """A passage without its markers, which may print names and years of their own."""
    parts = []
    for piece in pieces:
        at = piece.start
        for span in marked[bisect_left(marked, Span(piece.start, 0)) : bisect_right(marked, Span(piece.end, 0))]:
            parts.append(text[at : max(at, span.start)])
            at = max(at, span.end)
        parts.append(text[at : piece.end])
    return " ".join(parts)


def _outside(pieces: Pieces, facts: tuple[Fact, ...], marked: Sequence[Span]) -> Iterator[Fact]:
    """Facts at their place in the document, without the names and years that markers themselves print."""
    for fact in facts:
        span = hull(quoted_at(pieces, fact.span.start, fact.span.end))
        at = bisect_right(marked, span)
        if not any(span.overlaps(other) for other in marked[max(0, at - 2) : at + 1]):
            yield replace(fact, span=span)
