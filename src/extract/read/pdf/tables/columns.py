"""The columns of a table: strips of white that part its rows, or upright rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.pdf.lines import Line
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Fragment

CELLS = SETTINGS.cells


@dataclass(slots=True, eq=False)
class Chunk:
    """Part of a line between wide gaps."""

    line: Line
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True, eq=False)
class Row:
    """The chunks at one height, left to right."""

    chunks: list[Chunk]
    base: float
    top: float
    bottom: float
    size: float


def cut(line: Line, gap: float = CELLS.cell_gap) -> Row:
    """A line's chunks."""
    chunks: list[Chunk] = []
    open_: list[Fragment] = []
    reach = 0.0
    for fragment in line.fragments:
        if open_ and fragment.x0 - reach > gap * max(min(fragment.size, line.size), 4.0):
            chunks.append(_chunk(line, open_))
            open_ = []
        reach = max(reach, fragment.x1) if open_ else fragment.x1
        open_.append(fragment)
    if open_:
        chunks.append(_chunk(line, open_))
    return Row(chunks, line.base, line.top, line.bottom, line.size)


def _chunk(line: Line, fragments: Sequence[Fragment]) -> Chunk:
    made = Line(line.frame, list(fragments))
    if line.size * 0.86 > made.size and made.base < line.base - 0.12 * line.size and len(made.text) <= 3:
        made.base, made.size = line.base, line.size
    return Chunk(made, made.x0, made.x1)


def split_at(chunk: Chunk, place: float) -> tuple[Chunk, Chunk] | None:
    """A chunk cut between two words at a place, where it has a gap there."""
    fragments = chunk.line.fragments
    for index in range(1, len(fragments)):
        before, behind = fragments[index - 1], fragments[index]
        if before.x1 <= place + 1.5 and behind.x0 >= place - 1.5 and (behind.gap or behind.x0 - before.x1 > 1.0):
            left = _chunk(chunk.line, fragments[:index])
            right = _chunk(chunk.line, fragments[index:])
            return left, right
    return None


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
            if chunk.x1 > strip[1] + max(1.0, CELLS.covered * (right - strip[1])):
                last = index + 1
        return first, max(first, last)


def find_columns(rows: Sequence[Row], uprights: Sequence[float], x0: float, x1: float) -> Columns:
    """Separators that (nearly) no row crosses and that rows stand on both sides of."""
    if uprights:
        return Columns([(place, place) for place in sorted(uprights)], x0, x1)
    regular = [row for row in rows if len(row.chunks) > 1]
    if not regular:
        return Columns([], x0, x1)
    strips = _strips(regular, x0, x1, 0)
    for tolerance in CELLS.crossing:
        allowed = int(tolerance * len(regular))
        if allowed:
            more = _strips(regular, x0, x1, allowed)
            strips.extend(
                strip for strip in more if not _near(strip, strips) and _is_supported(strip, regular, CELLS.supported)
            )
    strips = [strip for strip in sorted(strips) if _is_supported(strip, regular, 0.0)]
    return Columns([*_beside_rows(rows, regular), *strips], x0, x1)


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
            if begin > 0 and place - begin >= CELLS.stub_white:
                strips.append((float(begin + start), float(place + start)))
            begin = None
    first = min(chunk.x0 for row in rows for chunk in row.chunks)
    return [strip for strip in strips if strip[1] > first + 3]


def _beside_rows(rows: Sequence[Row], regular: Sequence[Row]) -> list[tuple[float, float]]:
    """The white right of stubs that stand alone, each midway to the rows that it spans: no row holds one and a cell."""
    left = min(row.chunks[0].x0 for row in regular)
    alone = [row.chunks[0].x1 for row in rows if len(row.chunks) == 1 and row.chunks[0].x1 < left - CELLS.stub_white]
    if len(alone) < 2 or len(alone) < CELLS.min_stubs * len(regular):
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
