"""Rows of a table whose cells are set to their middles: lines of two-line and three-line cells share no base line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.tables.rows import Body

CELLS = SETTINGS.cells


Part = tuple[int, int]
"""Lines of a column, by number: from the first to before the last."""


def centred_rows(lines: Sequence[Body]) -> list[Body] | None:
    """The rows; None where base lines agree, or where no middles are found around which the cells lie."""
    crossed = sum(
        below.base - above.base < CELLS.crossed * below.size and min(len(above.cells), len(below.cells)) > 1
        for above, below in pairwise(lines)
    )
    if crossed < max(2, CELLS.min_crossed * len(lines)):
        return None
    columns: dict[int, list[Body]] = {}
    for line in lines:
        for column in line.cells:
            columns.setdefault(column, []).append(line)
    widest = CELLS.loose_step * _usual_step(list(columns.values()))
    middles = _middles(list(columns.values()), lines[0].size, widest)
    if len(middles) < 2:
        return None
    rows = [Body() for _ in middles]
    fitting = cells = 0
    for column, held in columns.items():
        bases = [line.base for line in held]
        for row, (first, last) in enumerate(_assigned(bases, middles, widest)):
            if first == last:
                continue
            _take(rows[row], column, held[first:last])
            cells += 1
            fitting += abs(sum(bases[first:last]) / (last - first) - middles[row]) < CELLS.same_middle * lines[0].size
    if fitting < CELLS.min_fitting * cells:
        return None
    if _hold_rows(rows):
        return [line for row in rows if row.cells for line in _unfolded(row)]
    return [row for row in rows if row.cells]


def _unfolded(row: Body) -> list[Body]:
    """A row for each line of the lists; what stands at their middle spans them all."""
    most = max(map(len, row.cells.values()))
    if most < 2:
        return [row]
    lists = {column: lines for column, lines in row.cells.items() if len(lines) == most}
    out: list[Body] = []
    for number in range(most):
        lines = {column: [held[number]] for column, held in lists.items()}
        first = next(iter(lines.values()))[0]
        out.append(Body(cells=lines, base=first.base, top=first.top, bottom=first.bottom))
    for column, held in row.cells.items():
        if column not in lists:
            out[0].cells[column] = held
            out[0].downs[column] = most
    return out


def _hold_rows(rows: Sequence[Body]) -> bool:
    """Whether lists stand in most rows: several columns with equally many lines, level with each other.

    Those lines are rows themselves, and what stands at their middle is a cell that spans them.
    """
    lists = several = 0
    for row in rows:
        long = [lines for lines in row.cells.values() if len(lines) > 1]
        if len(long) < 2:
            continue
        several += 1
        most = max(map(len, long))
        longest = [lines for lines in long if len(lines) == most]
        level = all(abs(lines[0].base - longest[0][0].base) < 0.1 * lines[0].size for lines in longest)
        lists += len(longest) > 1 and level and len(longest) == len(long)
    return several > 0 and lists > CELLS.max_lists * several


def _take(row: Body, column: int, lines: Sequence[Body]) -> None:
    """One cell's lines into its row."""
    is_first = not row.cells
    row.cells[column] = [part for line in lines for part in line.cells[column]]
    span = max(line.spans.get(column, 1) for line in lines)
    if span > 1:
        row.spans[column] = span
    row.base = lines[0].base if is_first else min(row.base, lines[0].base)
    row.top = lines[0].top if is_first else min(row.top, lines[0].top)
    row.bottom = lines[-1].bottom if is_first else max(row.bottom, lines[-1].bottom)


def _usual_step(columns: Sequence[Sequence[Body]]) -> float:
    """The step between the lines of one cell: rows are further apart."""
    steps = sorted(below.base - above.base for lines in columns for above, below in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def _middles(columns: Sequence[Sequence[Body]], size: float, widest: float) -> list[float]:
    """The heights of the rows' middles, top down: those on which the cells of several columns agree."""
    found = sorted(middle for lines in columns for middle in _cell_middles(lines, widest))
    groups: list[list[float]] = []
    for middle in found:
        if groups and middle - groups[-1][0] < CELLS.same_middle * size:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    enough = max(2.0, CELLS.min_support * len(columns))
    return [sum(group) / len(group) for group in groups if len(group) >= enough]


def _cell_middles(lines: Sequence[Body], widest: float) -> Iterator[float]:
    """The middle of each run of lines that follow each other closely."""
    run: list[float] = []
    for line in lines:
        if run and line.base - run[-1] > widest:
            yield (run[0] + run[-1]) / 2
            run = []
        run.append(line.base)
    if run:
        yield (run[0] + run[-1]) / 2


def _assigned(bases: Sequence[float], middles: Sequence[float], widest: float) -> list[Part]:
    """For each row the lines of one column that are its cell: those parts whose middles lie nearest to the rows'.

    Lines of a cell follow each other by no more than `widest`; a row without a cell costs a part of such a step.
    """
    none = float("inf")
    best = [0.0, *[none] * len(bases)]
    chosen: list[list[int]] = []
    for middle in middles:
        after, starts = [cost + (CELLS.empty_cost * widest) ** 2 for cost in best], list(range(len(bases) + 1))
        for last in range(1, len(bases) + 1):
            for first in range(last - 1, max(-1, last - 1 - CELLS.most_cell_lines), -1):
                if first < last - 1 and bases[first + 1] - bases[first] > widest:
                    break
                off = (bases[first] + bases[last - 1]) / 2 - middle
                cost = best[first] + off * off
                if cost < after[last]:
                    after[last], starts[last] = cost, first
        chosen.append(starts)
        best = after
    parts: list[Part] = []
    last = len(bases)
    for starts in reversed(chosen):
        parts.append((starts[last], last))
        last = starts[last]
    return parts[::-1]
