"""Rows of a table's body: which lines begin one, which go on with wrapped cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.pdf.lines import Line
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.tables.columns import Chunk, Columns, Row, split_at

CELLS = SETTINGS.cells

GOES_ON = re.compile(r"^[a-z(%&/,;)±]|^[–+-](?!\w)|^(?:and|or|of|with|to)\b")
OPEN_END = re.compile(r"(?:[,;/(–-]|\b(?:and|or|of|with|to|the|in|for|by|at|from|vs\.?|per|a|an))$")
FIGURE = re.compile(r"^[<>≤≥=~±]?\s?[-–−+]?\d")
NUMBER = re.compile(r"^[<>≤≥=~±(\[]?\s?[-–−+]?\d")


@dataclass(slots=True, eq=False)
class Body:
    """A row of the body: lines by column, and how many columns (`spans`) and rows (`downs`) a cell covers."""

    cells: dict[int, list[Line]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    downs: dict[int, int] = field(default_factory=dict)
    base: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def size(self) -> float:
        return self.bottom - self.top


def split_rows(rows: Sequence[Row], columns: Columns) -> list[Body]:
    """Each line's chunks in their columns; a chunk over two columns is cut at a gap, or spans them."""
    found: list[Body] = []
    for row in rows:
        body = Body(base=row.base, top=row.top, bottom=row.bottom)
        for chunk in row.chunks:
            for part in _parts(chunk, columns):
                first, last = columns.covered(part)
                body.cells.setdefault(first, []).append(part.line)
                if last > first:
                    body.spans[first] = max(body.spans.get(first, 1), last - first + 1)
        for column, lines in body.cells.items():
            if len(lines) > 1:
                body.cells[column] = [_together(lines)]
        for column, span in list(body.spans.items()):
            free = 1
            while free < span and column + free not in body.cells:
                free += 1
            body.spans[column] = free
        found.append(body)
    return found


def _together(lines: Sequence[Line]) -> Line:
    fragments = [fragment for line in lines for fragment in line.fragments]
    return Line(lines[0].frame, fragments)


def _parts(chunk: Chunk, columns: Columns) -> list[Chunk]:
    """A chunk cut at the separators that it crosses, where it has gaps there."""
    parts = [chunk]
    for strip in columns.places:
        last = parts[-1]
        middle = (strip[0] + strip[1]) / 2
        if last.x0 < middle - 1 < last.x1 - 2:
            for place in (middle, strip[0], strip[1]):
                halves = split_at(last, place)
                if halves:
                    parts[-1:] = halves
                    break
    return parts


def lay_out_body(lines: Sequence[Body], columns: Columns, separators: Sequence[float]) -> list[Body]:
    """Lines put together to rows."""
    if not lines:
        return []
    intervals = _intervals(lines, separators)
    if _is_ruled_throughout(intervals, columns):
        parted = ([interval] if not _holds_rows(interval, columns) else _by_stubs(interval) for interval in intervals)
        return [merged(row) for rows in parted for row in rows]
    narrow = _narrow_step(lines)
    rows: list[Body] = []
    for interval in intervals:
        open_: list[Body] = []
        for line in interval:
            if open_ and _continues(open_, line, columns, narrow):
                open_.append(line)
                continue
            if open_:
                rows.append(merged(open_))
            open_ = [line]
        if open_:
            rows.append(merged(open_))
    return rows


def _holds_rows(interval: Sequence[Body], columns: Columns) -> bool:
    """Whether lines between two rules are rows of their own: each has a stub, and figures in the same columns."""
    full = [line for line in interval if len(line.cells) > 1]
    if len(full) < 2 or any(0 not in line.cells or set(line.cells) != set(full[0].cells) for line in full):
        return False
    cells = [lines[0].text for line in full for column, lines in line.cells.items() if column]
    wrapped = any(OPEN_END.search(lines[-1].text) for line in full[:-1] for lines in line.cells.values())
    return not wrapped and len(full[0].cells) > 0.6 * columns.count and all(map(FIGURE.match, cells))


def _by_stubs(interval: Sequence[Body]) -> list[list[Body]]:
    """Each line with figures begins a row; a stub alone heads those below it, or goes on with the one above."""
    rows: list[list[Body]] = []
    for line in interval:
        if rows and len(line.cells) == 1 and (0 not in line.cells or GOES_ON.match(line.cells[0][0].text)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _intervals(lines: Sequence[Body], separators: Sequence[float]) -> list[list[Body]]:
    intervals: list[list[Body]] = []
    number = -1
    for line in lines:
        middle = (line.top + line.bottom) / 2
        place = sum(height < middle for height in separators)
        if place != number:
            intervals.append([])
            number = place
        intervals[-1].append(line)
    return intervals


def _is_ruled_throughout(intervals: Sequence[Sequence[Body]], columns: Columns) -> bool:
    """Whether rules part every row: intervals hold one line, or lines that fill each other's gaps."""
    if len(intervals) < 3:
        return False
    crowded = 0
    for interval in intervals:
        full = sum(len(line.cells) >= CELLS.full_line * columns.count for line in interval)
        crowded += full > 1
    return crowded <= CELLS.crowded * len(intervals)


def _narrow_step(lines: Sequence[Body]) -> float | None:
    """The step between lines of one cell, where it is clearly narrower than that between rows."""
    steps = sorted(below.base - above.base for above, below in pairwise(lines))
    if len(steps) < 4:
        return None
    low = steps[len(steps) // 10]
    wide = [step for step in steps if step > CELLS.wide_step * low]
    narrow = [step for step in steps if step <= CELLS.wide_step * low]
    if len(wide) < 2 or len(narrow) < 2:
        return None
    edge = (max(narrow) + min(wide)) / 2
    begins = continues = inside = 0
    for above, below in pairwise(lines):
        if below.base - above.base > edge:
            begins += 1
            continues += 0 in below.cells
        else:
            inside += _is_row_of_its_own(below)
    if begins and continues >= CELLS.begins_share * begins and inside <= CELLS.inside_share * (len(lines) - begins):
        return edge
    return None


def _is_row_of_its_own(line: Body) -> bool:
    """Whether a line holds several figures: wrapped text does not."""
    figures = sum(bool(FIGURE.match(lines[0].text)) for column, lines in line.cells.items() if column)
    return figures > 1


def _continues(row: Sequence[Body], line: Body, columns: Columns, narrow: float | None) -> bool:
    """Whether a line goes on with the cells of the row above."""
    above = row[-1]
    if any(column not in line.cells for column in row[0].downs):
        return False
    if narrow is not None:
        both = _is_row_of_its_own(line) and _is_row_of_its_own(above)
        return line.base - above.base <= narrow and not both
    first = row[0]
    if 0 not in line.cells:
        held = [column for each in row for column in each.cells]
        numeric = sum(bool(NUMBER.match(lines[0].text)) for lines in line.cells.values())
        full = len(line.cells) >= max(2, 0.6 * max(len(first.cells) - 1, 1))
        if full and numeric >= CELLS.numeric_share * len(line.cells):
            return False
        if full and len(line.cells) >= 0.8 * (columns.count - 1) and line.base - above.base > 0:
            text = next(iter(line.cells.values()))[0].text
            return bool(GOES_ON.match(text))
        return all(column in held or len(first.cells) < 2 for column in line.cells) or len(line.cells) == 1
    if len(line.cells) == 1:
        return _stub_goes_on(above, first, line, columns)
    if GOES_ON.match(line.cells[0][0].text) and len(first.cells) == 1 and len(row) <= 2:
        stub = first.cells.get(0)
        return stub is not None and _is_full(stub[-1], columns)
    return False


def _stub_goes_on(above: Body, first: Body, line: Body, columns: Columns) -> bool:
    stub = above.cells.get(0)
    if stub is None:
        return False
    text = line.cells[0][0].text
    if OPEN_END.search(stub[-1].text):
        return True
    if not _is_full(stub[-1], columns) and not GOES_ON.match(text):
        return False
    return bool(GOES_ON.match(text)) and line.cells[0][0].x0 >= first.cells[0][0].x0 - 2 if 0 in first.cells else False


def _is_full(stub: Line, columns: Columns) -> bool:
    """Whether a stub reaches so far that its next word had to wrap."""
    _, right = columns.edges(0)
    return stub.x1 > right - max(0.3 * (right - stub.x0), 18)


def merged(lines: Sequence[Body]) -> Body:
    if len(lines) == 1:
        return lines[0]
    made = Body(base=lines[0].base, top=lines[0].top, bottom=lines[-1].bottom)
    for line in lines:
        for column, parts in line.cells.items():
            made.cells.setdefault(column, []).extend(parts)
        made.downs.update(line.downs)
        for column, span in line.spans.items():
            made.spans[column] = max(made.spans.get(column, 1), span)
    for column, span in list(made.spans.items()):
        free = 1
        while free < span and column + free not in made.cells:
            free += 1
        made.spans[column] = free
    return made
