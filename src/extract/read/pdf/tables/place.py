"""What tables of one sheet are sought in: its free segments, rules and captions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.pdf.cues import Manner
from extract.read.pdf.lines import Line
from extract.read.pdf.shapes import Sheet
from extract.read.pdf.tables.rules import Rule


@dataclass(slots=True)
class Place:
    """What a table is sought in."""

    sheet: Sheet
    manner: Manner
    segments: list[Line]
    rules: list[Rule]
    captions: list[Line]
    taken: set[int] = field(default_factory=set)
    used: list[Line] = field(default_factory=list)

    def inside(self, x0: float, top: float, x1: float, bottom: float) -> list[Line]:
        """Free segments whose middle lies in a rectangle."""
        return [
            segment
            for segment in self.segments
            if top <= segment.centre <= bottom
            and x0 <= (segment.x0 + segment.x1) / 2 <= x1
            and id(segment) not in self.taken
        ]

    def is_tabular(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether what stands between two rules can be rows of a table rather than running text."""
        inside = self.inside(x0, top, x1, bottom)
        if any(each is caption for each in inside for caption in self.captions):
            return False
        if not inside:
            return bottom - top < 60
        rows = find_rows(inside)
        wide = run = longest = 0
        for row in rows:
            is_text = is_running_text(row, x1 - x0)
            wide += is_text
            run = run + 1 if is_text else 0
            longest = max(longest, run)
        return (wide <= 0.34 * len(rows) and longest < 4) or (len(rows) <= 2 and bottom - top < 40)


def find_rows(segments: Sequence[Line]) -> list[list[Line]]:
    """Segments by their heights, top down."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda each: each.base):
        if rows and abs(segment.base - rows[-1][0].base) < 0.35 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def is_running_text(row: Sequence[Line], width: float, letters: int = 33) -> bool:
    """Whether what stands at one height is a line of text, or lines of two columns side by side."""
    if len(row) == 1:
        return row[0].letters > 55 or (row[0].letters > 30 and row[0].x1 - row[0].x0 > 0.66 * width)
    return len(row) == 2 and all(each.letters > letters for each in row)
