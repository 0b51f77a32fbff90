"""A passage as one string, with the way back from its characters to the document's."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from extract.model import Pieces, Span, quote


@dataclass(frozen=True)
class Passage:
    """Pieces of a document and their joined text."""

    document_text: str
    pieces: Pieces
    text: str = field(init=False)
    _starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", quote(self.document_text, self.pieces))
        starts = accumulate((len(piece) + 1 for piece in self.pieces[:-1]), initial=0)
        object.__setattr__(self, "_starts", tuple(starts))

    def position(self, offset: int) -> int:
        """The document's code point behind an offset into the joined text."""
        index = bisect_right(self._starts, offset) - 1
        piece = self.pieces[index]
        return min(piece.start + offset - self._starts[index], piece.end)

    def span(self, span: Span) -> Span:
        """A stretch of the joined text, in the document."""
        return Span(self.position(span.start), self.position(max(span.start, span.end - 1)) + 1)


def clip(pieces: Pieces, span: Span) -> Pieces:
    """The parts of pieces that lie within a span."""
    parts = (Span(max(piece.start, span.start), min(piece.end, span.end)) for piece in pieces)
    return tuple(part for part in parts if part.start < part.end)


def trimmed(text: str, pieces: Pieces) -> Pieces:
    """Without white space and stray punctuation at the ends of each piece."""
    kept = []
    for piece in pieces:
        start, end = piece.start, piece.end
        while start < end and (text[start].isspace() or text[start] in ",;.)]"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;(["):
            end -= 1
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)
