"""A table that goes on over pages under its number is laid out by the columns of all its parts."""

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.lines import find_lines
from extract.read.pdf.tables.captions import is_continued
from extract.read.pdf.tables.chunks import Chunk, Row, cut
from extract.read.pdf.tables.columns import Columns, find_columns
from extract.read.pdf.tables.found import FoundTable
from extract.read.pdf.tables.grid import head_rows, lay_out_table
from extract.read.pdf.tables.ruled import CONTINUED

SAME_WIDTH = 0.1
"""The share by which the parts of one table may differ in width."""


def align_continued(tables: Sequence[FoundTable]) -> None:
    """Parts with other columns than the part before are laid out anew, both by the white that parts all their rows."""
    for first, second in pairwise(tables):
        if is_part(first, second) and _count(first) != _count(second):
            _align(first, second)


def is_part(first: FoundTable, second: FoundTable) -> bool:
    """Whether a table says that it goes on with the one before, and is as wide."""
    if not (first.cells and second.cells and first.label and second.label):
        return False
    same = first.label.casefold().split() == second.label.casefold().split()
    widths = first.x1 - first.x0, second.x1 - second.x0
    says = is_continued(second.caption) or second.rule == CONTINUED
    return same and says and abs(widths[0] - widths[1]) < SAME_WIDTH * max(widths)


def _count(table: FoundTable) -> int:
    return max(cell.col + cell.col_span for cell in table.cells)


def _align(first: FoundTable, second: FoundTable) -> None:
    if first.laid is None or second.laid is None or first.laid.uprights or second.laid.uprights:
        return
    shift = first.laid.region.x0 - second.laid.region.x0
    heads, body = _rows(first, 0.0)
    more_heads, more = _rows(second, shift)
    x0, x1 = first.laid.region.x0, max(first.laid.region.x1, second.laid.region.x1 + shift)
    columns = find_columns([*body, *more], [*heads, *more_heads], (), x0, x1)
    back = Columns([(left - shift, right - shift) for left, right in columns.places], x0 - shift, x1 - shift)
    for table, places in ((first, columns), (second, back)):
        laid = table.laid
        cells = lay_out_table(laid.region, laid.segments, laid.rules, (), places) if laid else []
        if not cells:
            return
        table.cells = cells


def _rows(table: FoundTable, shift: float) -> tuple[list[Row], list[Row]]:
    """The rows of a part's head and body, moved to stand below those of another part."""
    if table.laid is None:
        return [], []
    rows = [cut(line) for line in find_lines(table.laid.segments)]
    count = head_rows(rows, table.laid.region, table.laid.rules)
    moved = [
        Row(
            [Chunk(each.line, each.x0 + shift, each.x1 + shift) for each in row.chunks],
            row.base,
            row.top,
            row.bottom,
            row.size,
        )
        for row in rows
    ]
    return moved[:count], moved[count:]
