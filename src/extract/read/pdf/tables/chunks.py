"""Lines of a table cut into chunks: words that stand together as one cell's text may."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.pdf.lines import Line
from extract.read.pdf.shapes import Fragment

CELL_GAP = 0.62
"""In ems: words further apart belong to different cells."""


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


def cut(line: Line, gap: float = CELL_GAP) -> Row:
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
