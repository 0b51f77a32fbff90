"""Cells of the body that stand over several rows: set between two lines, or left open by the rules."""

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.tables.columns import Columns
from extract.read.pdf.tables.rows import Body
from extract.read.pdf.tables.rules import Rule

OVERLAP = 0.82
"""Lines closer than this share of their size overlap: rows of print never do."""


def settle(lines: Sequence[Body]) -> list[Body]:
    """Lines that overlap belong together: to one row, or a cell set midway to the rows that it spans."""
    settled: list[Body] = []
    group: list[Body] = []
    for line in lines:
        if group and line.base - group[-1].base >= OVERLAP * line.size:
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
        made = Body(base=group[0].base, top=group[0].top, bottom=group[-1].bottom)
        for line in group:
            for column, parts in line.cells.items():
                made.cells.setdefault(column, []).extend(parts)
            made.spans.update(line.spans)
        return [made]
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
    if sum(bool(pieces) for pieces in drawn) < 0.6 * len(drawn):
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
