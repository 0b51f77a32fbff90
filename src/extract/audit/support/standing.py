"""Where a figure of a source stands: the part of its passage worth showing, and what it was measured for."""

from collections.abc import Iterator
from typing import Protocol

from extract.audit.support.quantities import Quantity
from extract.audit.support.source import Place, SourceText
from extract.model import Pieces, Result, Span

LONGEST = 390


class Standing(Protocol):
    """A figure in its place."""

    @property
    def place(self) -> Place:
        """The passage."""

    @property
    def quantity(self) -> Quantity:
        """The figure."""


def span_of(place: Place, quantity: Quantity) -> Span | None:
    """Where a figure stands in the document; None where it lies across two pieces."""
    at = 0
    for piece in place.pieces:
        if at <= quantity.start and quantity.end <= at + len(piece):
            return Span(piece.start + quantity.start - at, piece.start + quantity.end - at)
        at += len(piece) + 1
    return None


def around(place: Place, quantity: Quantity) -> Pieces:
    """The whole passage; of a long one the part around the figure, not longer than an editor reads at a glance."""
    if sum(len(piece) + 1 for piece in place.pieces) <= LONGEST:
        return place.pieces
    figure = span_of(place, quantity)
    if figure is None:
        return place.pieces[:1]
    home = next(piece for piece in place.pieces if piece.contains(figure))
    start = max(home.start, min(figure.start - LONGEST // 2, home.end - LONGEST))
    end = min(home.end, start + LONGEST)
    text = place.text
    offset = quantity.start - figure.start
    while start > home.start and start < figure.start and not text[start + offset - 1].isspace():
        start += 1
    while end < home.end and end > figure.end and not text[end + offset].isspace():
        end -= 1
    return (Span(start, end),)


def difference(source: SourceText, one: Standing, other: Standing) -> str:
    """What tells two figures of a source apart, by its results: endpoint, arm or time point."""
    pairs = [(a, b) for a in _results(source, one) for b in _results(source, other)]
    for a, b in pairs[:1]:
        if a.measure != b.measure:
            return f"another endpoint ({a.measure})"
        if a.arm != b.arm and a.arm is not None and b.arm is not None:
            return f"another arm ({a.arm})"
        if a.timepoint != b.timepoint and a.timepoint is not None:
            return f"another time point ({a.timepoint} {a.timepoint_unit or ''})".replace(" )", ")")
        if a.population != b.population and a.population is not None:
            return f"another population ({a.population})"
    return "something else"


def _results(source: SourceText, one: Standing) -> Iterator[Result]:
    span = span_of(one.place, one.quantity)
    if span is not None:
        for result in source.paper.results:
            if any(piece.overlaps(span) for piece in result.pieces):
                yield result
