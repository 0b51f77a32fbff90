"""Tables understood: what each cell is, and which heads and stubs stand over it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extract.annotate.figures import Figures, read_figures
from extract.annotate.layout import Layout, column_paths, lay_out, row_paths
from extract.model import Cell, CellRole, Document, Grid, Pieces, Span, Table, TableCell, hull
from extract.text import lazy_re as re

CONTINUED = re.compile(r"\bcont(?:inued|inuation|['’]?d|\.)?(?=\W|$)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
OTHER_WORDS = 0.25
"""The share of a repeated head's labels that may be printed otherwise."""

NUMBER = re.compile(r"\b([A-Z]{0,2}\.?\d{1,3}|[IVXL]{1,6})\b")


def find_tables(document: Document, figures: Figures | None = None) -> tuple[Table, ...]:
    """Every grid as a table; grids that continue another are joined to it. Cells keep their rows and columns.

    `figures`: the numbers of the document as they are read, where the caller has them.
    """
    joined: list[list[Grid]] = []
    for grid in document.grids:
        if joined and _continues(document, joined[-1][0], grid):
            joined[-1].append(_without_head(document, joined[-1][0], grid))
        else:
            joined.append([grid])
    text = (figures or read_figures(document)).text
    return tuple(_understand(document, f"table{number}", grids, text) for number, grids in enumerate(joined, 1))


def _continues(document: Document, first: Grid, grid: Grid) -> bool:
    """The same number once more, or no number and the very same head."""
    if not first.cells or not grid.cells or _width(first) != _width(grid):
        return False
    caption = " ".join(piece.of(document.text) for piece in grid.caption)
    same_head = _head(document, first) == _head(document, grid)
    if grid.label or caption:
        same_number = bool(grid.label) and _number(grid.label) == _number(first.label)
        says = bool(CONTINUED.search(f"{grid.label} {caption}")) or grid.rule.endswith("_continued")
        return same_number and (same_head or says)
    return same_head


def _without_head(document: Document, first: Grid, grid: Grid) -> Grid:
    """A later part without the head that it prints once more; as it is where the head says something else."""
    rows = 1 + max((cell.row for cell in first.cells if cell.role == "head"), default=-1)
    again = [cell for cell in grid.cells if cell.row < rows]
    if not rows or any(cell.role != "head" for cell in again) or not _are_alike(document, first, again, rows):
        return grid
    body = tuple(replace(cell, row=cell.row - rows) for cell in grid.cells if cell.row >= rows)
    return replace(grid, cells=body) if body else grid


def _are_alike(document: Document, first: Grid, again: Sequence[Cell], rows: int) -> bool:
    """Whether the words of two heads are the same, but for marks of notes."""
    heads = [cell for cell in first.cells if cell.row < rows]
    plain = [
        {"".join(WORD.findall(cell.span.of(document.text).casefold())) for cell in cells} - {""}
        for cells in (heads, again)
    ]
    return bool(plain[0]) and len(plain[0] ^ plain[1]) <= OTHER_WORDS * len(plain[0])


def _width(grid: Grid) -> int:
    return max(cell.col + cell.col_span for cell in grid.cells)


def _number(label: str | None) -> str:
    found = NUMBER.search(label or "")
    return found[1] if found else ""


def _head(document: Document, grid: Grid) -> tuple[str, ...]:
    top = min(cell.row for cell in grid.cells)
    return tuple(" ".join(cell.span.of(document.text).split()).lower() for cell in grid.cells if cell.row == top)


def _understand(document: Document, name: str, grids: Sequence[Grid], figures: str) -> Table:
    first, grid = grids[0], _stacked(grids)
    return Table(
        id=name,
        pieces=_pieces(grids),
        rule=first.rule,
        label=first.label,
        caption=first.caption,
        notes=tuple(note for grid in grids for note in grid.notes),
        cells=_cells(document, grid, name, figures) if grid.cells else (),
        faults=tuple(dict.fromkeys(fault for grid in grids for fault in grid.faults)),
        target=first.target,
    )


def _stacked(grids: Sequence[Grid]) -> Grid:
    """One grid of all rows, each later grid below the one before."""
    cells: list[Cell] = []
    for grid in grids:
        below = 1 + max((cell.row + cell.row_span - 1 for cell in cells), default=-1)
        cells.extend(replace(cell, row=cell.row + below) if below else cell for cell in grid.cells)
    return replace(grids[0], cells=tuple(cells))


def _pieces(grids: Sequence[Grid]) -> Pieces:
    """Where the cells lie; the caption's place for a table that could not be laid out."""
    laid = tuple(hull(cell.span for cell in grid.cells) for grid in grids if grid.cells)
    captions = tuple(piece for grid in grids for piece in grid.caption)
    return laid or captions[:1] or (Span(0, 0),)


def _cells(document: Document, grid: Grid, name: str, figures: str) -> tuple[TableCell, ...]:
    layout = lay_out(document, grid, figures)
    over, beside = column_paths(layout), row_paths(layout)
    cells: list[TableCell] = []
    for cell in grid.cells:
        role = _role(layout, cell)
        cells.append(
            TableCell(
                id=f"{name}.{cell.row}.{cell.col}",
                row=cell.row,
                col=cell.col,
                row_span=cell.row_span,
                col_span=cell.col_span,
                role=role,
                span=cell.span,
                row_path=_common(beside[cell.row : cell.row + cell.row_span]) if role == "body" else beside[cell.row],
                col_path=over[cell.row][cell.col]
                if role not in ("head", "note") and cell.col < len(over[cell.row])
                else (),
            )
        )
    return tuple(cells)


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all rows of a cell share: a cell over the rows of both sexes is of neither."""
    levels = zip(*(path for path in paths if path), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _role(layout: Layout, cell: Cell) -> CellRole:
    role = layout.row_roles[cell.row]
    if role in ("head", "note"):
        return role
    if cell.role != "body":
        return "stub" if cell.role == "head" else cell.role
    if cell.col < layout.stubs:
        return "section" if role == "section" else "stub"
    return "body"
