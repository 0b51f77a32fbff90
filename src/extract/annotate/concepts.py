"""The terms that a paper's title and abstract name: what it is about."""

from collections.abc import Iterator

from extract.model import Concept, Paper, Span
from extract.vocabulary import Vocabulary, finder_of

ABOUT = ("title", "abstract")
"""Roles of the sections that say what a paper is about."""

LEFT_OUT = frozenset({"design", "journal", "meeting", "group", "centre"})
"""Kinds of terms that say how a study was made or where it appeared."""


def find_concepts(paper: Paper, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """Every mention of a term in title and abstract, in text order."""
    return tuple(
        Concept(
            id=f"concept{number}",
            pieces=(span,),
            rule="concept_of_title_or_abstract",
            kind=term.kind,
            term=term.id,
            name=term.label,
            mesh_id=term.mesh_id,
            drugbank_id=term.drugbank_id,
        )
        for number, (span, term) in enumerate(
            ((span, vocabulary[term_id]) for span, term_id, kind in _named(paper, vocabulary) if kind not in LEFT_OUT),
            1,
        )
    )


def _named(paper: Paper, vocabulary: Vocabulary) -> Iterator[tuple[Span, str, str]]:
    finder = finder_of(vocabulary)
    done = 0
    for section in paper.sections:
        for piece in section.pieces if section.role in ABOUT else ():
            start = max(piece.start, done)
            for found in finder.find(paper.text[start : piece.end]):
                yield Span(start + found.start, start + found.end), found.term, found.kind
            done = max(done, piece.end)
