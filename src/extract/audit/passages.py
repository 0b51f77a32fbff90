"""The passages of a paper in which numbers are looked for, and the parts of the paper that they stand in.

A passage is a sentence or a cell, with the way back to the text. What is made of a paper is kept for the checks and
claims that ask for the same paper again.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

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


def _document(paper: Paper) -> object:
    return paper.document


class PerPaper(Generic[Value]):
    """A few dozen values by the id of their paper; one whose `part` (its document) is another is made anew."""

    def __init__(
        self, make: Callable[[Paper], Value], *, most: int = 48, part: Callable[[Paper], object] = _document
    ) -> None:
        self._make = make
        self._part = part
        self._most = most
        self._held: OrderedDict[str, tuple[object, Value]] = OrderedDict()

    def of(self, paper: Paper) -> Value:
        """The value of a paper, made on the first call."""
        held, part = self._held.get(paper.id), self._part(paper)
        if held is None or held[0] is not part:
            held = self._held[paper.id] = (part, self._make(paper))
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        self._held.move_to_end(paper.id)
        return held[1]


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


def sentences_of(paper: Paper) -> Iterator[Passage]:
    """All sentences, those of captions and notes too."""
    return iter(_SENTENCES.of(paper))


def cells_of(paper: Paper) -> Iterator[Passage]:
    """All cells that print something."""
    return iter(_CELLS.of(paper))


def _sentences(paper: Paper) -> tuple[Passage, ...]:
    return tuple(
        Passage(text=paper.quote(sentence), pieces=sentence.pieces, sentence=sentence) for sentence in paper.sentences
    )


def _cells(paper: Paper) -> tuple[Passage, ...]:
    return tuple(
        Passage(text=cell.span.of(paper.text), pieces=(cell.span,), table=table, cell=cell)
        for table in paper.tables
        for cell in table.cells
        if cell.span.start < cell.span.end
    )


_SENTENCES: PerPaper[tuple[Passage, ...]] = PerPaper(_sentences, most=8, part=lambda paper: paper.sentences)
_CELLS: PerPaper[tuple[Passage, ...]] = PerPaper(_cells, most=8, part=lambda paper: paper.tables)


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
    return (passage for passage, stands_in in _PLACED.of(paper) if stands_in & wanted)


def sentences_outside(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """All other sentences."""
    wanted = frozenset(roles)
    return (passage for passage, stands_in in _PLACED.of(paper) if not stands_in & wanted)


def _placed(paper: Paper) -> tuple[tuple[Passage, frozenset[SectionRole]], ...]:
    """Each sentence with the roles of the sections that it stands in."""
    sections = [(section.span, section.role) for section in paper.sections]
    return tuple(
        (passage, frozenset(role for span, role in sections if span.contains(passage.pieces[0])))
        for passage in sentences_of(paper)
    )


_PLACED: PerPaper[tuple[tuple[Passage, frozenset[SectionRole]], ...]] = PerPaper(
    _placed, most=4, part=lambda paper: paper
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
