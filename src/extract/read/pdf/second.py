"""A second opinion by pdfplumber: tables that ours leaves unread, and pages that our engine refuses or cannot decode.

It is asked for those only: a page takes it a tenth of a second and more.
"""

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from extract.read.pdf.lines import Line, find_lines
from extract.read.pdf.pages import PageContent
from extract.read.pdf.settings import TABLES
from extract.read.pdf.shapes import DESCENT, Area, Drawing, Fragment, Frame, Sheet
from extract.read.pdf.tables import FoundCell, FoundTable

MOST_PAGES = 12
"""Pages of one file for which it is asked."""


BY_RULES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
RULE = "pdfplumber_lines"


class SecondReader:
    """One file, opened when first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: Any = None
        self._left = MOST_PAGES

    def close(self) -> None:
        """Lets the file go; the parser looks at every page once more as it does so, and may stumble there too."""
        if self._file is not None:
            with suppress(*_stumbles()):
                self._file.close()

    def table(self, table: FoundTable, frame: Frame) -> bool:
        """Lays out a table that stayed lines by the cells that its rules enclose; whether that succeeded."""
        if frame.turn or not table.lines:
            return False
        found = self._ask(frame.page, lambda page: _grids(page, Area(table.x0, table.top, table.x1, table.bottom)))
        for rows in found or ():
            cells = _filled(rows, [fragment for line in table.lines for fragment in line.fragments], frame)
            if cells:
                table.cells, table.lines, table.faults, table.rule = cells, [], (), RULE
                return True
        return False

    def page(self, content: PageContent, font: int) -> bool:
        """The words of a page that our engine refuses; whether there are any."""
        read: tuple[Frame, list[Fragment]] | None = self._ask(
            content.frame.page, lambda page: _words(page, content.frame.page, font)
        )
        if not read or not read[1]:
            return False
        content.frame, content.failure = read[0], None
        content.sheets = [Sheet(read[0], read[1], Drawing())]
        return True

    def _ask(self, number: int, look: Any) -> Any:
        """What a function finds on a page; None where the parser stumbles, or was asked often enough."""
        import pdfplumber

        if self._left <= 0:
            return None
        self._left -= 1
        try:
            if self._file is None:
                self._file = pdfplumber.open(io.BytesIO(self._data))
            return look(self._file.pages[number - 1])
        except _stumbles():
            return None


def _stumbles() -> tuple[type[Exception], ...]:
    """What the parser raises on a damaged file."""
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    return PDFException, PdfminerException, ArithmeticError, LookupError, TypeError, ValueError, AttributeError


def _grids(page: Any, area: Area) -> list[list[list[Area | None]]]:
    """The tables whose middle lies in an area, as rows of cells."""
    found = []
    for table in page.find_tables(BY_RULES):
        x0, top, x1, bottom = table.bbox
        if area.holds((x0 + x1) / 2, (top + bottom) / 2):
            found.append([[Area(*cell) if cell else None for cell in row.cells] for row in table.rows])
    return found


def _filled(rows: Sequence[Sequence[Area | None]], fragments: Sequence[Fragment], frame: Frame) -> list[FoundCell]:
    """Our own words in the cells; none where too few cells hold any, or words stand in none."""
    width = max(map(len, rows), default=0)
    if len(rows) < TABLES.min_rows or width < TABLES.min_columns:
        return []
    cells: list[FoundCell] = []
    taken: set[int] = set()
    for row, areas in enumerate(rows):
        for column, area in enumerate(areas):
            if area is None:
                continue
            held = [
                fragment
                for fragment in fragments
                if area.holds((fragment.x0 + fragment.x1) / 2, (fragment.top + fragment.bottom) / 2)
            ]
            taken.update(fragment.order for fragment in held)
            span = next((step for step in range(1, width - column) if areas[column + step] is not None), width - column)
            role = "head" if not row else "stub" if not column else "body"
            lines = find_lines([Line(frame, [fragment]) for fragment in held])
            cells.append(FoundCell(row, column, lines, col_span=span, role=role))  # type: ignore[arg-type]
    filled = sum(bool(cell.lines) for cell in cells)
    return cells if filled >= TABLES.min_enclosed * len(cells) and len(taken) == len(fragments) else []


def _words(page: Any, number: int, font: int) -> tuple[Frame, list[Fragment]]:
    frame = Frame(number, float(page.width), float(page.height))
    fragments = []
    for order, word in enumerate(page.extract_words(extra_attrs=["size"])):
        size = float(word["size"]) or 1.0
        base = float(word["bottom"]) - DESCENT * size
        fragments.append(Fragment.on_line(word["text"], float(word["x0"]), float(word["x1"]), base, size, font, order))
    return frame, fragments
