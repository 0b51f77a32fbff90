"""The columns of a table: strips of white that part its rows, or upright rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.pdf.tables.chunks import Chunk, Row

MIN_WHITE = 2.0
MIN_STUBS = 0.2
"""Stubs that stand alone left of all cells, as a share of the rows: fewer are headings within the table."""


@dataclass(slots=True)
class Columns:
    """Separators between columns (x, left to right) with the white strip around each; outer edges."""

    places: list[tuple[float, float]]
    x0: float
    x1: float

    @property
    def count(self) -> int:
        return len(self.places) + 1

    def edges(self, column: int) -> tuple[float, float]:
        """Left and right edge of a column, up to the middle of the strips beside it."""
        left = self.x0 if column == 0 else sum(self.places[column - 1]) / 2
        right = self.x1 if column == len(self.places) else sum(self.places[column]) / 2
        return left, right

    def covered(self, chunk: Chunk) -> tuple[int, int]:
        """First and last column that a chunk reaches into by more than its strip."""
        first = sum(chunk.x0 >= strip[0] - 1 and chunk.middle > sum(strip) / 2 for strip in self.places)
        last = 0
        for index, strip in enumerate(self.places):
            right = self.places[index + 1][0] if index + 1 < len(self.places) else self.x1
            if chunk.x1 > strip[1] + max(1.0, 0.2 * (right - strip[1])):
                last = index + 1
        return first, max(first, last)


def find_columns(rows: Sequence[Row], heads: Sequence[Row], uprights: Sequence[float], x0: float, x1: float) -> Columns:
    """Separators that (nearly) no row crosses and that rows stand on both sides of."""
    if uprights:
        return Columns([(place, place) for place in sorted(uprights)], x0, x1)
    regular = [row for row in rows if len(row.chunks) > 1]
    if not regular:
        return Columns([], x0, x1)
    strips = _strips(regular, x0, x1, 0)
    for tolerance in (0.05, 0.1):
        allowed = int(tolerance * len(regular))
        if allowed:
            more = _strips(regular, x0, x1, allowed)
            strips.extend(strip for strip in more if not _near(strip, strips) and _is_supported(strip, regular, 0.45))
    strips = [strip for strip in sorted(strips) if _is_supported(strip, regular, 0.0)]
    strips = [*_beside_rows(rows, regular), *strips]
    return Columns(_merged(strips, [*heads, *rows], x0, x1), x0, x1)


def _strips(rows: Sequence[Row], x0: float, x1: float, allowed: int) -> list[tuple[float, float]]:
    """Stretches of x that at most `allowed` rows cover."""
    start = int(x0) - 2
    width = int(x1) - start + 4
    cover = [0] * (width + 1)
    for row in rows:
        for chunk in row.chunks:
            low, high = max(0, int(chunk.x0 + 0.5) - start), min(width, int(chunk.x1 + 0.5) - start)
            for place in range(low, max(low + 1, high)):
                if place < width:
                    cover[place] += 1
    strips: list[tuple[float, float]] = []
    begin: int | None = None
    for place, count in enumerate(cover):
        if count <= allowed:
            begin = place if begin is None else begin
        elif begin is not None:
            if begin > 0 and place - begin >= MIN_WHITE:
                strips.append((float(begin + start), float(place + start)))
            begin = None
    first = min(chunk.x0 for row in rows for chunk in row.chunks)
    return [strip for strip in strips if strip[1] > first + 3]


def _beside_rows(rows: Sequence[Row], regular: Sequence[Row]) -> list[tuple[float, float]]:
    """The white right of stubs that stand alone, each midway to the rows that it spans: no row holds one and a cell."""
    left = min(row.chunks[0].x0 for row in regular)
    alone = [row.chunks[0].x1 for row in rows if len(row.chunks) == 1 and row.chunks[0].x1 < left - MIN_WHITE]
    if len(alone) < 2 or len(alone) < MIN_STUBS * len(regular):
        return []
    return [(max(alone), left)]


def _near(strip: tuple[float, float], strips: Sequence[tuple[float, float]]) -> bool:
    return any(strip[0] < other[1] + 1 and other[0] < strip[1] + 1 for other in strips)


def _is_supported(strip: tuple[float, float], rows: Sequence[Row], share: float) -> bool:
    """Whether rows stand on both sides of a strip, enough of them."""
    middle = (strip[0] + strip[1]) / 2
    both = sum(
        any(chunk.x1 <= middle + 1 for chunk in row.chunks) and any(chunk.x0 >= middle - 1 for chunk in row.chunks)
        for row in rows
    )
    return both >= max(1, share * len(rows))


def _merged(strips: list[tuple[float, float]], rows: Sequence[Row], x0: float, x1: float) -> list[tuple[float, float]]:
    """Without columns that hold next to nothing: a stray mark beside a number is no column."""
    changed = True
    while changed and strips:
        changed = False
        edges = [x0 - 50, *(sum(strip) / 2 for strip in strips), x1 + 50]
        for index in range(len(edges) - 1):
            held = [chunk for row in rows for chunk in row.chunks if edges[index] <= chunk.middle < edges[index + 1]]
            letters = sum(len(chunk.text) for chunk in held)
            if letters <= 2 or (held and all(len(chunk.text) <= 1 and not chunk.text.isalnum() for chunk in held)):
                drop = index - 1 if index == len(edges) - 2 else index
                if 0 < index < len(edges) - 2:
                    left, right = strips[index - 1], strips[index]
                    drop = index - 1 if left[1] - left[0] < right[1] - right[0] else index
                strips = strips[:drop] + strips[drop + 1 :]
                changed = True
                break
    return strips
