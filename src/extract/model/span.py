"""Places in a text: half-open stretches of code points."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open: `text[span.start:span.end]`.

    >>> Span(2, 5).of("abcdef"), bool(Span(2, 3)), bool(Span(2, 2)), bool(Span(3, 2))
    ('cde', True, False, False)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the text from `start` up to, not including, `end`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether both have a character in common; an empty span overlaps what it lies within."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether no character of the other lies outside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        """Characters (code points)."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """Whether it holds a character; the stretch between two ends that have passed each other holds none."""
        return self.start < self.end


Pieces = tuple[Span, ...]
"""A passage that page breaks, furniture or floats interrupt; most have one piece. In text order, never empty."""


def quote(text: str, pieces: Sequence[Span]) -> str:
    """The passage as stored and shown: its pieces joined by one space.

    >>> quote("He was [p. 3] ill.", (Span(0, 6), Span(14, 18)))
    'He was ill.'
    """
    if len(pieces) == 1:
        return pieces[0].of(text)
    return " ".join([piece.of(text) for piece in pieces])


def quoted_at(pieces: Pieces, start: int, end: int) -> Pieces:
    """Where a stretch of the quoted passage stands in the text: the way back from `quote`; () for a joint alone.

    >>> quoted_at((Span(0, 6), Span(14, 18)), 3, 10)
    (Span(start=3, end=6), Span(start=14, end=17))
    """
    found = []
    for piece in pieces:
        low, high = max(start, 0), min(end, len(piece))
        if low < high:
            found.append(Span(piece.start + low, piece.start + high))
        start, end = start - len(piece) - 1, end - len(piece) - 1
    return tuple(found)


def offset_in(pieces: Pieces, place: int) -> int | None:
    """A character of the text as an offset into the quoted passage; None where no piece holds it.

    >>> offset_in((Span(0, 6), Span(14, 18)), 15), offset_in((Span(0, 6), Span(14, 18)), 8)
    (8, None)
    """
    before = 0
    for piece in pieces:
        if piece.start <= place < piece.end:
            return before + place - piece.start
        before += len(piece) + 1
    return None


def hull(pieces: Iterable[Span]) -> Span:
    """The first start and the last end."""
    listed = tuple(pieces)
    if len(listed) == 1:
        return listed[0]
    return Span(min(piece.start for piece in listed), max(piece.end for piece in listed))


class SpanIndex(Generic[T]):
    """Values by the stretches that they stand for, which may lie within one another. Asked in logarithmic time.

    >>> index = SpanIndex([(Span(0, 90), "Results"), (Span(40, 90), "Harms")])
    >>> index.at(10), index.at(50), index.at(95), index.edges_within(Span(10, 60))
    ('Results', 'Harms', None, [40])
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        waiting = sorted((item for item in items if len(item[0])), key=lambda item: (item[0].start, -item[0].end))
        self._edges = sorted({edge for span, _ in waiting for edge in (span.start, span.end)})
        self._holders: list[T | None] = []
        open_items: list[tuple[Span, T]] = []
        taken = 0
        for edge in self._edges:
            open_items = [item for item in open_items if item[0].end > edge]
            while taken < len(waiting) and waiting[taken][0].start == edge:
                open_items.append(waiting[taken])
                taken += 1
            self._holders.append(open_items[-1][1] if open_items else None)

    def at(self, place: int) -> T | None:
        """The value of the innermost stretch that holds a character: of those that do, the one that began last."""
        index = bisect_right(self._edges, place) - 1
        return self._holders[index] if index >= 0 else None

    def edges_within(self, span: Span) -> list[int]:
        """Where stretches begin or end behind the first character of a span and before its end."""
        return self._edges[bisect_right(self._edges, span.start) : bisect_left(self._edges, span.end)]
