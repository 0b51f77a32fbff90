"""Documents made from lines of tab-separated cells, for tests of tables."""

from extract.model import Cell, Document, Grid, Source, Span


def document_of(*tables: str, labels: tuple[str | None, ...] = (), caption: str = "") -> Document:
    """One grid for each table; cells parted by tabs ("|" reads better: it becomes a tab), rows by line ends."""
    text = caption + "\n"
    grids = []
    for number, table in enumerate(tables):
        cells = []
        for row, line in enumerate(table.strip("\n").split("\n")):
            for col, cell in enumerate(line.strip().split("|")):
                start = len(text)
                text += cell.strip()
                cells.append(Cell(row=row, col=col, span=Span(start, len(text))))
                text += "\t"
            text = text[:-1] + "\n"
        label = labels[number] if number < len(labels) else f"Table {number + 1}"
        place = (Span(0, len(caption)),) if caption else ()
        grids.append(Grid(cells=tuple(cells), label=label, caption=place, roles_given=False, rule="test"))
        text += "\n"
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(text))
    return Document(source=source, text=text, grids=tuple(grids))
