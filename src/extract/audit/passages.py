"""The passages of a paper in which numbers are looked for: sentences and cells, with the way back to the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.kept import Kept
from extract.model import Evidence, EvidenceRole, Paper, Pieces, Sentence, Span, Table, TableCell, hull, quote


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
        found: list[Span] = []
        at = 0
        for piece in self.pieces:
            low, high = max(start, at), min(end, at + len(piece))
            if low < high:
                found.append(Span(piece.start + low - at, piece.start + high - at))
            at += len(piece) + 1
        return tuple(found)


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


_SENTENCES: Kept[tuple[Passage, ...]] = Kept(_sentences, most=8, part=lambda paper: paper.sentences)
_CELLS: Kept[tuple[Passage, ...]] = Kept(_cells, most=8, part=lambda paper: paper.tables)


def evidence(paper: Paper, role: EvidenceRole, pieces: Pieces) -> Evidence:
    """A passage of this paper as evidence."""
    return Evidence(role=role, document_id=paper.id, pieces=pieces, text=quote(paper.text, pieces))


def place(pieces: Pieces) -> Span:
    """The stretch that a passed or skipped item covers."""
    return hull(pieces)
