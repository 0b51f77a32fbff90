"""XHTML and OASIS/CALS tables → rows of cells, each at its place in a grid; nothing overlaps, nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from extract.model import Cell, CellRole, Span
from extract.read.composer import Composer
from extract.text import lazy_re as re

MAX_SPAN = 500
"""Wider or taller cells than this are mark-up errors."""


class Layout:
    """Places the cells of one table as a browser does: the next free column, spans clipped at the group's end."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
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
        self._cells.append(Cell(row=self._row, col=col, span=span, row_span=tall, col_span=wide, role=role))
        self._col = col + wide

    def end_group(self) -> None:
        """The head, body or foot ends: no cell reaches beyond it."""
        rows = self._row + 1
        for number, cell in enumerate(self._cells[self._group_start :], self._group_start):
            if cell.row + cell.row_span > rows:
                self._cells[number] = replace(cell, row_span=rows - cell.row)
        self._free = [min(row, rows) for row in self._free]
        self._group_start = len(self._cells)

    def cells(self) -> tuple[Cell, ...]:
        """All cells by row and column; rows whose only words stand in front become section rows."""
        self.end_group()
        sections = self._sections()
        cells = (replace(cell, role="section") if cell in sections else cell for cell in self._cells)
        return tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))

    def _is_free(self, col: int, wide: int) -> bool:
        return all(row <= self._row for row in self._free[col : col + wide])

    def _sections(self) -> set[Cell]:
        columns = len(self._free)
        rows: dict[int, list[Cell]] = {}
        for cell in self._cells if columns > 1 else ():
            for row in range(cell.row, cell.row + cell.row_span):
                rows.setdefault(row, []).append(cell)
        found: set[Cell] = set()
        for row, cells in rows.items():
            filled = [cell for cell in cells if len(cell.span)]
            first = filled[0] if len(filled) == 1 else None
            if first is None or first.col or first.row != row or first.row_span > 1 or first.role in ("head", "note"):
                continue
            if first.col_span == columns or sum(cell.col_span for cell in cells) == columns:
                found.add(first)
        return found


Group = Literal["head", "body", "foot"]
WHOLE = re.compile(r"\s{0,5}\d{1,6}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """A cell as marked up; `column` where CALS names it."""

    element: etree._Element
    role: CellRole
    row_span: int = 1
    col_span: int = 1
    column: int | None = None


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row and the group that it stands in; `group_ends` where the next row is in another."""

    group: Group
    cells: tuple[RawCell, ...]
    group_ends: bool = False


@dataclass(slots=True)
class _Columns:
    """The columns that colspec and spanspec elements name, counted from 0."""

    names: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)


def find_rows(table: etree._Element) -> Iterator[RawRow]:
    """The rows of a `table` (XHTML, or CALS with `tgroup`) or `array`, in order; nested tables are not entered."""
    groups = list(table.iterchildren("tgroup"))
    if groups:
        for group in groups:
            columns = _columns(group)
            yield from _rows(group, columns)
        return
    yield from _rows(table, _Columns())


def write_rows(table: etree._Element, composer: Composer, write: Callable[[etree._Element], None]) -> Layout:
    """Writes a table row by row, each cell's words by `write`; the cells in their places."""
    layout = Layout()
    for row in find_rows(table):
        composer.next_row()
        layout.next_row()
        for number, cell in enumerate(row.cells):
            if number:
                composer.next_cell()
            start = composer.position
            write(cell.element)
            layout.place(
                composer.cell_from(start),
                "note" if row.group == "foot" and len(row.cells) == 1 else cell.role,
                row_span=cell.row_span,
                col_span=cell.col_span,
                column=cell.column,
            )
        if row.group_ends:
            layout.end_group()
    return layout


def has_head(table: etree._Element) -> bool:
    """Whether the mark-up says which cells are heads."""
    return any(
        element.tag == "th" or (element.tag == "thead" and len(element)) for element in table.iter("th", "thead")
    )


def _rows(parent: etree._Element, columns: _Columns) -> Iterator[RawRow]:
    """Rows in groups; rows that stand in no group make a body."""
    pending: list[etree._Element] = []
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    children = sorted(parent, key=lambda child: order.get(str(child.tag), 1))
    for child in children:
        if child.tag in ("tr", "row"):
            pending.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _group(pending, "body", columns)
            pending = []
            group: Group = "head" if child.tag == "thead" else "foot" if child.tag == "tfoot" else "body"
            own = columns if child.find("colspec") is None else _columns(child)
            yield from _group([row for row in child if row.tag in ("tr", "row")], group, own)
    yield from _group(pending, "body", columns)


def _group(rows: list[etree._Element], group: Group, columns: _Columns) -> Iterator[RawRow]:
    for number, row in enumerate(rows):
        entries = [cell for cell in row if cell.tag in ("td", "th", "entry", "entrytbl")]
        only_heads = bool(entries) and all(cell.tag == "th" for cell in entries)
        cells = tuple(
            _cell(cell, group, columns, first=position == 0, only_heads=only_heads and len(entries) > 1)
            for position, cell in enumerate(entries)
        )
        yield RawRow(group, cells, group_ends=number == len(rows) - 1)


def _cell(element: etree._Element, group: Group, columns: _Columns, *, first: bool, only_heads: bool) -> RawCell:
    role: CellRole = "body"
    if group == "head" or only_heads:
        role = "head"
    elif first or element.tag == "th":
        role = "stub"
    if element.tag in ("td", "th"):
        tall, wide = (leading_number(element.get(name), 1) for name in ("rowspan", "colspan"))
        return RawCell(element=element, role=role, row_span=tall, col_span=wide)
    start, end = element.get("namest"), element.get("nameend")
    if element.get("spanname") in columns.spans:
        start, end = columns.spans[element.get("spanname", "")]
    left = columns.names.get(start or element.get("colname") or "")
    right = columns.names.get(end or "", left) if left is not None else None
    wide = right - left + 1 if left is not None and right is not None else 1
    more = leading_number(element.get("morerows"), 0)
    return RawCell(element=element, role=role, row_span=more + 1, col_span=max(wide, 1), column=left)


def _columns(group: etree._Element) -> _Columns:
    columns, number = _Columns(), 0
    for spec in group.iterchildren("colspec"):
        number = leading_number(spec.get("colnum"), number + 1)
        columns.names[spec.get("colname") or f"#{number}"] = number - 1
    for spec in group.iterchildren("spanspec"):
        columns.spans[spec.get("spanname", "")] = (spec.get("namest", ""), spec.get("nameend", ""))
    return columns


def leading_number(text: str | None, default: int, most: int = 999_999) -> int:
    """The number with which an attribute begins; `default` where there is none, or one larger than `most`.

    >>> leading_number("2 columns", 1), leading_number("1234567", 1), leading_number("1000", 1, most=999)
    (2, 1, 1)
    """
    found = WHOLE.match(text or "")
    return int(found[0]) if found and int(found[0]) <= most else default
