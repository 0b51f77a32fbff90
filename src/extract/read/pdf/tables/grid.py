"""The segments of a table's region → its cells: head and body told, columns, rows, spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.pdf.lines import Line, find_lines
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.centred import centred_rows
from extract.read.pdf.tables.columns import Chunk, Columns, Row, cut, find_columns, split_at
from extract.read.pdf.tables.found import FoundCell
from extract.read.pdf.tables.rows import Body, lay_out_body, merged, split_rows
from extract.read.pdf.tables.rules import Rule

CELLS = SETTINGS.cells

NUMBER = re.compile(r"\d")


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
    columns = columns or find_columns(body, uprights, region.x0, region.x1)
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
        if rule.width < CELLS.head_rule * region.width:
            continue
        above = sum((row.top + row.bottom) / 2 < rule.y for row in rows)
        if 0 < above < len(rows):
            if above <= max(CELLS.most_heads, CELLS.head_share * len(rows)):
                return above
            break
    if any(NUMBER.search(chunk.text) for chunk in rows[0].chunks[1:]):
        return 0 if all(NUMBER.search(chunk.text) for chunk in rows[0].chunks[1:]) else 1
    return 1


def _separators(rules: Sequence[Rule], region: Area, body: Sequence[Row]) -> list[float]:
    """Heights of the rules that part rows of the body, where rules part (nearly) all of them."""
    top, bottom = body[0].top, body[-1].bottom
    heights = sorted(
        {round(rule.y, 1) for rule in rules if rule.width > CELLS.separator * region.width and top < rule.y < bottom}
    )
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
    return filled >= CELLS.min_filled * len(bodies) * columns.count and rich >= max(1, CELLS.rich_share * len(bodies))


@dataclass(slots=True, eq=False)
class _Label:
    """A head's lines over columns `first` to `last`."""

    first: int
    last: int
    lines: list[Line] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0


def lay_out_head(heads: Sequence[Row], columns: Columns, rules: Sequence[Rule], region: Area) -> list[FoundCell]:
    """Cells of the head: labels over several columns above those that they span."""
    if not heads:
        return []
    partial = [rule for rule in rules if heads[0].top < rule.y < heads[-1].bottom]
    spans = _rule_spans(partial, columns)
    labels: list[_Label] = []
    for row in heads:
        for chunk in _cut(row, columns):
            first, last = _extent(chunk, row, columns, spans)
            under = next((label for label in reversed(labels) if label.first <= last and first <= label.last), None)
            if under is not None and _goes_on(under, first, last, row, spans, columns):
                under.lines.append(chunk.line)
                under.bottom = row.bottom
                under.first, under.last = min(under.first, first), max(under.last, last)
            else:
                labels.append(_Label(first, last, [chunk.line], row.top, row.bottom))
    return _placed(labels, columns)


def _cut(row: Row, columns: Columns) -> list[Chunk]:
    """Chunks cut where they cross a separator at a gap wider than a space, or where columns clearly part them."""
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        parts = [chunk]
        for strip in columns.places:
            last = parts[-1]
            middle = (strip[0] + strip[1]) / 2
            if last.x0 < middle - 2 and last.x1 > middle + 2 and strip[1] - strip[0] > 3:
                halves = split_at(last, middle)
                if halves and halves[1].x0 - halves[0].x1 > CELLS.head_gap * row.size:
                    parts[-1:] = halves
        chunks.extend(parts)
    return chunks


def _rule_spans(rules: Sequence[Rule], columns: Columns) -> list[tuple[float, int, int]]:
    """Partial rules below spanning heads: height, first and last column."""
    spans: list[tuple[float, int, int]] = []
    for rule in rules:
        for x0, x1 in rule.pieces:
            held = [column for column in range(columns.count) if x0 - 6 < sum(columns.edges(column)) / 2 < x1 + 6]
            if held and not (held[0] == 0 and held[-1] == columns.count - 1):
                spans.append((rule.y, held[0], held[-1]))
    return spans


def _extent(chunk: Chunk, row: Row, columns: Columns, spans: Sequence[tuple[float, int, int]]) -> tuple[int, int]:
    """The columns that a label stands over: by the rule right below it, else by its own width."""
    first, last = columns.covered(chunk)
    for height, low, high in spans:
        if (
            0 < height - row.base < CELLS.spanning_rule * row.size
            and low <= (first + last) / 2 <= high
            and last - first <= high - low
        ):
            return low, high
    return first, last


def _goes_on(
    label: _Label, first: int, last: int, row: Row, spans: Sequence[tuple[float, int, int]], columns: Columns
) -> bool:
    """Whether a chunk is the next line of a label above it."""
    if any(label.top < height < row.base and low <= first <= high for height, low, high in spans):
        return False
    if label.last > label.first:
        return (first, last) == (label.first, label.last)
    return first == label.first and last == label.last and row.top - label.bottom < CELLS.label_step * row.size


def _placed(labels: Sequence[_Label], columns: Columns) -> list[FoundCell]:
    """Labels in rows: a label stands below every label that spans it; single ones reach down over the levels."""
    levels: list[int] = []
    for index, label in enumerate(labels):
        over = [
            levels[earlier]
            for earlier in range(index)
            if labels[earlier].first <= label.last and label.first <= labels[earlier].last
        ]
        levels.append(max(over, default=-1) + 1)
    depth = max(levels) + 1
    cells: list[FoundCell] = []
    taken: set[tuple[int, int]] = set()
    for label, level in zip(labels, levels, strict=True):
        beneath = [
            other_level
            for other, other_level in zip(labels, levels, strict=True)
            if other_level > level and other.first <= label.last and label.first <= other.last
        ]
        reach = min(beneath, default=depth) - level
        cells.append(
            FoundCell(
                level,
                label.first,
                label.lines,
                row_span=reach if label.first == label.last else 1,
                col_span=label.last - label.first + 1,
                role="head",
            )
        )
        for row in range(level, level + (reach if label.first == label.last else 1)):
            taken.update((row, column) for column in range(label.first, label.last + 1))
    for row in range(depth):
        for column in range(columns.count):
            if (row, column) not in taken:
                cells.append(FoundCell(row, column, [], role="head"))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))


def settle(lines: Sequence[Body]) -> list[Body]:
    """Lines that overlap belong together: to one row, or a cell set midway to the rows that it spans."""
    settled: list[Body] = []
    group: list[Body] = []
    for line in lines:
        if group and line.base - group[-1].base >= CELLS.overlap * line.size:
            settled.extend(_settled(group))
            group = []
        group.append(line)
    if group:
        settled.extend(_settled(group))
    return settled


def _settled(group: list[Body]) -> list[Body]:
    if len(group) == 1:
        return group
    most = max(len(line.cells) for line in group)
    full = [line for line in group if len(line.cells) >= max(2, 0.5 * most)]
    if len(full) < 2 or len(set(full[0].cells) & set(full[-1].cells)) < 2:
        return [merged(group)]
    for line in group:
        if any(line is each for each in full):
            continue
        above = [each for each in full if each.base < line.base] or full[:1]
        below = [each for each in full if each.base > line.base]
        for column, parts in line.cells.items():
            home = above[-1]
            free = column not in home.cells
            home.cells.setdefault(column, []).extend(parts)
            if free and below and column not in below[0].cells:
                home.downs[column] = 2
    return full


def span_rows(rows: Sequence[Body], columns: Columns, rules: Sequence[Rule]) -> None:
    """Where rules part nearly all rows, a column that they leave open holds one cell for the rows beside it."""
    if len(rows) < 3:
        return
    middles = [(row.top + row.bottom) / 2 for row in rows]
    drawn = [
        [piece for rule in rules if above < rule.y < below for piece in rule.pieces]
        for above, below in pairwise(middles)
    ]
    if sum(bool(pieces) for pieces in drawn) < CELLS.drawn_share * len(drawn):
        return
    for column in range(columns.count):
        left, right = columns.edges(column)
        middle = (left + right) / 2
        start = 0
        for index, pieces in enumerate([*drawn, [(left, right)]]):
            if pieces and not any(piece[0] < middle < piece[1] for piece in pieces):
                continue
            _join(rows[start : index + 1], column)
            start = index + 1


def _join(rows: Sequence[Body], column: int) -> None:
    """One cell over several rows: its text moves to the first."""
    if len(rows) < 2 or sum(column in row.cells for row in rows) > 1 + (len(rows) > 4):
        return
    lines = [line for row in rows for line in row.cells.pop(column, [])]
    if lines:
        rows[0].cells[column] = lines
        rows[0].downs[column] = len(rows)
