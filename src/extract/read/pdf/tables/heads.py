"""The head of a table: levels, spanning heads, wrapped labels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.pdf.lines import Line
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.chunks import Chunk, Row, split_at
from extract.read.pdf.tables.columns import Columns
from extract.read.pdf.tables.found import FoundCell
from extract.read.pdf.tables.rules import Rule


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
            under = next((each for each in reversed(labels) if each.first <= last and first <= each.last), None)
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
                if halves and halves[1].x0 - halves[0].x1 > 0.4 * row.size:
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
        if 0 < height - row.base < 1.6 * row.size and low <= (first + last) / 2 <= high and last - first <= high - low:
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
    return first == label.first and last == label.last and row.top - label.bottom < 0.9 * row.size


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
