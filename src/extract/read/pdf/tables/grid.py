"""The segments of a table's region → its cells: head and body told, columns, rows, spans."""

import re
from collections.abc import Sequence

from extract.read.pdf.lines import Line, find_lines
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.centred import centred_rows
from extract.read.pdf.tables.chunks import Row, cut
from extract.read.pdf.tables.columns import Columns, find_columns
from extract.read.pdf.tables.found import FoundCell
from extract.read.pdf.tables.heads import lay_out_head
from extract.read.pdf.tables.rows import Body, lay_out_body, split_rows
from extract.read.pdf.tables.rules import Rule
from extract.read.pdf.tables.spans import settle, span_rows

NUMBER = re.compile(r"\d")
MIN_FILLED = 0.25


def lay_out_table(
    region: Area,
    segments: Sequence[Line],
    rules: Sequence[Rule],
    uprights: Sequence[float],
    columns: Columns | None = None,
) -> list[FoundCell]:
    """Cells in row order, in the columns given or in those found; none where the region is no table."""
    rows = [cut(line) for line in find_lines(segments)]
    if len(rows) < 2:
        return []
    head_count = head_rows(rows, region, rules)
    heads, body = rows[:head_count], rows[head_count:]
    if not body:
        return []
    columns = columns or find_columns(body, heads, uprights, region.x0, region.x1)
    if columns.count < 2:
        return []
    lines = split_rows(body, columns)
    bodies = centred_rows(lines) or lay_out_body(settle(lines), columns, _separators(rules, region, body))
    span_rows(bodies, columns, rules)
    cells = lay_out_head(heads, columns, rules, region)
    below = 1 + max((cell.row + cell.row_span - 1 for cell in cells), default=-1)
    cells.extend(_body_cells(bodies, below, columns))
    return cells if _is_sound(bodies, columns) else []


def head_rows(rows: Sequence[Row], region: Area, rules: Sequence[Rule]) -> int:
    """How many rows stand over the rule below the head; without one, how many come before the first numbers."""
    for rule in rules:
        if rule.width < 0.55 * region.width:
            continue
        above = sum((row.top + row.bottom) / 2 < rule.y for row in rows)
        if 0 < above < len(rows):
            if above <= max(8, 0.5 * len(rows)):
                return above
            break
    if any(NUMBER.search(chunk.text) for chunk in rows[0].chunks[1:]):
        return 0 if all(NUMBER.search(chunk.text) for chunk in rows[0].chunks[1:]) else 1
    return 1


def _separators(rules: Sequence[Rule], region: Area, body: Sequence[Row]) -> list[float]:
    """Heights of the rules that part rows of the body, where rules part (nearly) all of them."""
    top, bottom = body[0].top, body[-1].bottom
    heights = sorted({round(rule.y, 1) for rule in rules if rule.width > 0.5 * region.width and top < rule.y < bottom})
    return heights


def _body_cells(bodies: Sequence[Body], below: int, columns: Columns) -> list[FoundCell]:
    cells: list[FoundCell] = []
    covered = {
        (index + down, column)
        for index, row in enumerate(bodies)
        for column, downs in row.downs.items()
        for down in range(1, downs)
    }
    for index, row in enumerate(bodies):
        filled = [column for column in range(columns.count) if row.cells.get(column)]
        section = len(filled) == 1 and filled[0] == 0 and columns.count > 2
        column = 0
        while column < columns.count:
            lines = row.cells.get(column, [])
            span = row.spans.get(column, 1)
            if (index, column) in covered and not lines:
                column += 1
                continue
            cells.append(
                FoundCell(
                    below + index,
                    column,
                    lines,
                    row_span=row.downs.get(column, 1),
                    col_span=span,
                    role="section" if section and column == 0 else "stub" if column == 0 else "body",
                )
            )
            column += span
    return cells


def _is_sound(bodies: Sequence[Body], columns: Columns) -> bool:
    """Enough cells filled, and rows with more than one: a table rather than text broken by chance."""
    filled = sum(len(row.cells) for row in bodies)
    rich = sum(len(row.cells) > 1 for row in bodies)
    return filled >= MIN_FILLED * len(bodies) * columns.count and rich >= max(1, 0.3 * len(bodies))
