"""A table as found on a page, before its text is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import CellRole
from extract.read.pdf.lines import Line
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.rules import Rule


@dataclass(slots=True, eq=False)
class FoundCell:
    """One cell with its lines, top down; an empty cell has none."""

    row: int
    col: int
    lines: list[Line]
    row_span: int = 1
    col_span: int = 1
    role: CellRole = "body"


@dataclass(frozen=True, slots=True)
class Laid:
    """What a table's cells were laid out from."""

    region: Area
    segments: Sequence[Line]
    rules: Sequence[Rule]
    uprights: Sequence[float]


@dataclass(slots=True, eq=False)
class FoundTable:
    """A table's place with its caption, cells and notes; `lines` are its lines where it was not laid out."""

    x0: float
    top: float
    x1: float
    bottom: float
    label: str | None
    caption: list[Line]
    cells: list[FoundCell] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    faults: tuple[str, ...] = ()
    rule: str = "ruled_table"
    laid: Laid | None = None

    def all_lines(self) -> list[Line]:
        """Every line that belongs to the table."""
        listed = [*self.caption, *self.lines]
        for cell in self.cells:
            listed.extend(cell.lines)
        for note in self.notes:
            listed.extend(note)
        return listed
