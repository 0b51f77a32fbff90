"""Rows of cells with spans → cells at their places in a grid; nothing overlaps, nothing is lost."""

from dataclasses import dataclass

from extract.model import Cell, CellRole, Span

MAX_SPAN = 500
"""Wider or taller cells than this are mark-up errors."""


@dataclass(slots=True)
class _Placed:
    row: int
    col: int
    span: Span
    row_span: int
    col_span: int
    role: CellRole


class Layout:
    """Places the cells of one table as a browser does: the next free column, spans clipped at the group's end."""

    def __init__(self) -> None:
        self._cells: list[_Placed] = []
        self._free: list[int] = []  # for each column the first row in which it is free
        self._row = -1
        self._col = 0
        self._group_start = 0

    def next_row(self) -> None:
        self._row += 1
        self._col = 0

    def place(
        self, span: Span, role: CellRole, *, row_span: int = 1, col_span: int = 1, column: int | None = None
    ) -> None:
        """Put a cell at the next free place of the row, or at a named column where that is free."""
        wide = min(max(col_span, 1), MAX_SPAN)
        tall = min(max(row_span, 1), MAX_SPAN)
        col = self._col if column is None or column < self._col else column
        while not self._is_free(col, wide):
            col += 1
        self._free.extend([0] * (col + wide - len(self._free)))
        self._free[col : col + wide] = [self._row + tall] * wide
        self._cells.append(_Placed(self._row, col, span, tall, wide, role))
        self._col = col + wide

    def end_group(self) -> None:
        """The head, body or foot ends: no cell reaches beyond it."""
        rows = self._row + 1
        for cell in self._cells[self._group_start :]:
            cell.row_span = min(cell.row_span, rows - cell.row)
        self._free = [min(row, rows) for row in self._free]
        self._group_start = len(self._cells)

    def cells(self) -> tuple[Cell, ...]:
        """All cells by row and column; rows whose only words stand in front become section rows."""
        self.end_group()
        self._mark_sections()
        ordered = sorted(self._cells, key=lambda cell: (cell.row, cell.col))
        return tuple(
            Cell(
                row=cell.row,
                col=cell.col,
                span=cell.span,
                row_span=cell.row_span,
                col_span=cell.col_span,
                role=cell.role,
            )
            for cell in ordered
        )

    def _is_free(self, col: int, wide: int) -> bool:
        return all(row <= self._row for row in self._free[col : col + wide])

    def _mark_sections(self) -> None:
        columns = len(self._free)
        if columns < 2:
            return
        rows: dict[int, list[_Placed]] = {}
        for cell in self._cells:
            for row in range(cell.row, cell.row + cell.row_span):
                rows.setdefault(row, []).append(cell)
        for row, cells in rows.items():
            filled = [cell for cell in cells if len(cell.span)]
            if len(filled) != 1 or filled[0].col or filled[0].row != row or filled[0].role not in ("body", "stub"):
                continue
            reaches = filled[0].col_span == columns or sum(cell.col_span for cell in cells) == columns
            if reaches and filled[0].row_span == 1:
                filled[0].role = "section"
