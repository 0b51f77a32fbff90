"""How tests of mark-up look at what was read."""

from extract.model import Document, Grid


def words_of(document: Document, kind: str) -> list[str]:
    """The words of all blocks of a kind, their pieces parted by slashes."""
    return [" / ".join(p.of(document.text) for p in b.pieces) for b in document.blocks if b.kind == kind]


def rows(document: Document, grid: Grid) -> list[list[tuple[int, str, str]]]:
    """A table's rows: column, role and words of each cell."""
    table: dict[int, list[tuple[int, str, str]]] = {}
    for cell in grid.cells:
        table.setdefault(cell.row, []).append((cell.col, cell.role, cell.span.of(document.text)))
    return [table[row] for row in sorted(table)]
