"""Places in a text: half-open stretches of code points."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open: `text[span.start:span.end]`.

    >>> Span(2, 5).of("abcdef")
    'cde'
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

    def shifted(self, by: int) -> "Span":
        """The same length further on in the text, or before (`by` is negative)."""
        return Span(self.start + by, self.end + by)

    def __len__(self) -> int:
        """Characters (code points)."""
        return self.end - self.start


Pieces = tuple[Span, ...]
"""A passage that page breaks, furniture or floats interrupt; most have one piece. In text order, never empty."""


def quote(text: str, pieces: Pieces) -> str:
    """The passage as stored and shown: its pieces joined by one space.

    >>> quote("He was [p. 3] ill.", (Span(0, 6), Span(14, 18)))
    'He was ill.'
    """
    if len(pieces) == 1:
        return pieces[0].of(text)
    return " ".join([piece.of(text) for piece in pieces])


def hull(pieces: Iterable[Span]) -> Span:
    """The first start and the last end."""
    listed = tuple(pieces)
    if len(listed) == 1:
        return listed[0]
    return Span(min(piece.start for piece in listed), max(piece.end for piece in listed))
