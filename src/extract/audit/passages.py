"""The passages of a paper in which numbers are looked for, and the parts of the paper that they stand in.

A passage is a sentence or a cell, with the way back to the text. What is made of a paper is kept for the checks and
claims that ask for the same paper again.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from extract.model import (
    Evidence,
    EvidenceRole,
    Paper,
    Pieces,
    SectionRole,
    Sentence,
    Span,
    Table,
    TableCell,
    hull,
    quote,
    quoted_at,
)

Value = TypeVar("Value")


def per_paper(most: int = 4) -> Callable[[Callable[[Paper], Value]], Callable[[Paper], Value]]:
    """Keeps what a function makes of the last papers, so many of them, for the checks that ask for the same again.

    They are told apart by their ids; a paper that was read anew is another, and asked anew.
    """

    def keeping(make: Callable[[Paper], Value]) -> Callable[[Paper], Value]:
        held: OrderedDict[str, tuple[Paper, Value]] = OrderedDict()

        @wraps(make)
        def kept(paper: Paper) -> Value:
            if paper.id not in held or held[paper.id][0] is not paper:
                held[paper.id] = paper, make(paper)
                if len(held) > most:
                    held.popitem(last=False)
            held.move_to_end(paper.id)
            return held[paper.id][1]

        return kept

    return keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text to search; `pieces` say where its characters stand in the document."""

    text: str
    pieces: Pieces
    sentence: Sentence | None = None
    table: Table | None = None
    cell: TableCell | None = None

    def pieces_of(self, start: int, end: int) -> Pieces:
        """Where a stretch of `text` stands in the document; the joining spaces belong to no piece."""
        return quoted_at(self.pieces, start, end)


@per_paper(most=8)
def sentences_of(paper: Paper) -> tuple[Passage, ...]:
    """All sentences, those of captions and notes too."""
    return tuple(
        Passage(text=paper.quote(sentence), pieces=sentence.pieces, sentence=sentence) for sentence in paper.sentences
    )


@per_paper(most=8)
def cells_of(paper: Paper) -> tuple[Passage, ...]:
    """All cells that print something."""
    return tuple(
        Passage(text=cell.span.of(paper.text), pieces=(cell.span,), table=table, cell=cell)
        for table in paper.tables
        for cell in table.cells
        if cell.span
    )


def evidence(paper: Paper, role: EvidenceRole, pieces: Pieces) -> Evidence:
    """A passage of this paper as evidence."""
    return Evidence(role=role, document_id=paper.id, pieces=pieces, text=quote(paper.text, pieces))


def place(pieces: Pieces) -> Span:
    """The stretch that a passed or skipped item covers."""
    return hull(pieces)


PASTED = 60


def spans_of(paper: Paper, *roles: SectionRole) -> tuple[Span, ...]:
    """The stretches of the sections with one of these roles."""
    return tuple(section.span for section in paper.sections if section.role in roles)


def sentences_in(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """The sentences of such sections."""
    wanted = frozenset(roles)
    return (passage for passage, stands_in in _placed(paper) if stands_in & wanted)


def sentences_outside(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """All other sentences."""
    wanted = frozenset(roles)
    return (passage for passage, stands_in in _placed(paper) if not stands_in & wanted)


@per_paper()
def _placed(paper: Paper) -> tuple[tuple[Passage, frozenset[SectionRole]], ...]:
    """Each sentence with the roles of the sections that it stands in."""
    sections = [(section.span, section.role) for section in paper.sections]
    return tuple(
        (passage, frozenset(role for span, role in sections if span.contains(passage.pieces[0])))
        for passage in sentences_of(paper)
    )


def own_sentences(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """The sentences of such sections that speak of the paper's own work: no citation, and no number of a cited one.

    A short text without any section is a pasted abstract.
    """
    cited = {marker.sentence for marker in paper.markers}
    pasted = not paper.sections and len(paper.sentences) <= PASTED and "abstract" in roles
    if not pasted:
        cited |= {result.sentence for result in paper.results if result.source == "cited"}
    for passage in sentences_of(paper) if pasted else sentences_in(paper, *roles):
        if passage.sentence is not None and passage.sentence.id not in cited:
            yield passage
