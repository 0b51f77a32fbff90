"""A found table → caption, cells and notes in the text, and its grid."""

from collections import Counter

from extract.model import Cell, Grid
from extract.read.composer import Composer
from extract.read.pdf.tables.found import FoundTable
from extract.read.pdf.writing import write_draft_lines


def write_table(composer: Composer, table: FoundTable, words: Counter[str]) -> Grid:
    """Blocks for the caption, the cells and each note; the grid points at them."""
    target = f"T-{table.label}" if table.label else None
    caption = None
    if table.caption:
        caption = composer.open("caption", target=target)
        write_draft_lines(composer, table.caption, words)
        composer.close()
    cells: list[Cell] = []
    if table.cells or table.lines:
        composer.open("table", target=target)
        cells = _write_cells(composer, table, words)
        for line in table.lines:
            write_draft_lines(composer, [line], words)
            composer.end_line()
        composer.close()
    notes = []
    for lines in table.notes:
        notes.append(composer.open("note", target=target))
        write_draft_lines(composer, lines, words)
        composer.close()
    return Grid(
        cells=tuple(cells),
        label=table.label,
        target=target,
        caption=composer.pieces(caption) if caption is not None else (),
        notes=tuple(composer.pieces(note) for note in notes if composer.pieces(note)),
        faults=table.faults,
        rule=table.rule,
    )


def _write_cells(composer: Composer, table: FoundTable, words: Counter[str]) -> list[Cell]:
    cells: list[Cell] = []
    row = -1
    for found in table.cells:
        if found.row != row:
            if row >= 0:
                composer.next_row()
            row = found.row
        else:
            composer.next_cell()
        start = composer.position
        write_draft_lines(composer, found.lines, words)
        span = composer.cell_from(start)
        if not span:
            continue
        cells.append(
            Cell(
                row=found.row,
                col=found.col,
                span=span,
                row_span=found.row_span,
                col_span=found.col_span,
                role=found.role,
            )
        )
    return cells
