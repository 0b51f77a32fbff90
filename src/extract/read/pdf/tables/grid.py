"""The segments of a table's region → its cells: head and body told, columns, rows, spans."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from extract.read.pdf.lines import Line, find_lines
from extract.read.pdf.settings import CELLS
from extract.read.pdf.shapes import Area, Fragment, grouped
from extract.read.pdf.tables.place import FoundCell, Rule
from extract.text import lazy_re as re
from extract.text.numbers import are_near


@dataclass(slots=True, eq=False)
class Row:
    """The chunks at one height, left to right: parts of a line between wide gaps."""

    chunks: list[Line]
    base: float
    top: float
    bottom: float
    size: float


def cut(line: Line, gap: float = CELLS.cell_gap) -> Row:
    """A line's chunks."""
    chunks: list[Line] = []
    open_: list[Fragment] = []
    reach = 0.0
    for fragment in line.fragments:
        if open_ and fragment.x0 - reach > gap * max(min(fragment.size, line.size), 4.0):
            chunks.append(_chunk(line, open_))
            open_ = []
        reach = max(reach, fragment.x1) if open_ else fragment.x1
        open_.append(fragment)
    if open_:
        chunks.append(_chunk(line, open_))
    return Row(chunks, line.base, line.top, line.bottom, line.size)


def _chunk(line: Line, fragments: Sequence[Fragment]) -> Line:
    made = Line(line.frame, list(fragments))
    if line.size * 0.86 > made.size and made.base < line.base - 0.12 * line.size and len(made.text) <= 3:
        made.base, made.size = line.base, line.size
    return made


def split_at(chunk: Line, place: float) -> tuple[Line, Line] | None:
    """A chunk cut between two words at a place, where it has a gap there."""
    fragments = chunk.fragments
    for index in range(1, len(fragments)):
        before, behind = fragments[index - 1], fragments[index]
        if before.x1 <= place + 1.5 and behind.x0 >= place - 1.5 and (behind.gap or behind.x0 - before.x1 > 1.0):
            return _chunk(chunk, fragments[:index]), _chunk(chunk, fragments[index:])
    return None


@dataclass(slots=True)
class Columns:
    """Separators between columns (x, left to right) with the white strip around each; outer edges."""

    places: list[tuple[float, float]]
    x0: float
    x1: float

    @property
    def count(self) -> int:
        return len(self.places) + 1

    def edges(self, column: int) -> tuple[float, float]:
        """Left and right edge of a column, up to the middle of the strips beside it."""
        left = self.x0 if column == 0 else sum(self.places[column - 1]) / 2
        right = self.x1 if column == len(self.places) else sum(self.places[column]) / 2
        return left, right

    def covered(self, chunk: Line) -> tuple[int, int]:
        """First and last column that a chunk reaches into by more than its strip."""
        first = sum(chunk.x0 >= strip[0] - 1 and chunk.middle > sum(strip) / 2 for strip in self.places)
        last = 0
        for index, strip in enumerate(self.places):
            right = self.places[index + 1][0] if index + 1 < len(self.places) else self.x1
            if chunk.x1 > strip[1] + max(1.0, CELLS.covered * (right - strip[1])):
                last = index + 1
        return first, max(first, last)


def find_columns(rows: Sequence[Row], uprights: Sequence[float], x0: float, x1: float) -> Columns:
    """Separators that (nearly) no row crosses and that rows stand on both sides of."""
    if uprights:
        return Columns([(place, place) for place in sorted(uprights)], x0, x1)
    regular = [row for row in rows if len(row.chunks) > 1]
    if not regular:
        return Columns([], x0, x1)
    strips = _strips(regular, x0, x1, 0)
    for tolerance in CELLS.crossing:
        allowed = int(tolerance * len(regular))
        if allowed:
            more = _strips(regular, x0, x1, allowed)
            strips.extend(
                strip for strip in more if not _near(strip, strips) and _is_supported(strip, regular, CELLS.supported)
            )
    strips = [strip for strip in sorted(strips) if _is_supported(strip, regular, 0.0)]
    return Columns([*_beside_rows(rows, regular), *strips], x0, x1)


def _strips(rows: Sequence[Row], x0: float, x1: float, allowed: int) -> list[tuple[float, float]]:
    """Stretches of x that at most `allowed` rows cover."""
    start = int(x0) - 2
    width = int(x1) - start + 4
    cover = [0] * (width + 1)
    for row in rows:
        for chunk in row.chunks:
            low, high = max(0, int(chunk.x0 + 0.5) - start), min(width, int(chunk.x1 + 0.5) - start)
            for place in range(low, max(low + 1, high)):
                if place < width:
                    cover[place] += 1
    strips: list[tuple[float, float]] = []
    begin: int | None = None
    for place, count in enumerate(cover):
        if count <= allowed:
            begin = place if begin is None else begin
        elif begin is not None:
            if begin > 0 and place - begin >= CELLS.stub_white:
                strips.append((float(begin + start), float(place + start)))
            begin = None
    first = min(chunk.x0 for row in rows for chunk in row.chunks)
    return [strip for strip in strips if strip[1] > first + 3]


def _beside_rows(rows: Sequence[Row], regular: Sequence[Row]) -> list[tuple[float, float]]:
    """The white right of stubs that stand alone, each midway to the rows that it spans: no row holds one and a cell."""
    left = min(row.chunks[0].x0 for row in regular)
    alone = [row.chunks[0].x1 for row in rows if len(row.chunks) == 1 and row.chunks[0].x1 < left - CELLS.stub_white]
    if len(alone) < 2 or len(alone) < CELLS.min_stubs * len(regular):
        return []
    return [(max(alone), left)]


def _near(strip: tuple[float, float], strips: Sequence[tuple[float, float]]) -> bool:
    return any(strip[0] < other[1] + 1 and other[0] < strip[1] + 1 for other in strips)


def _is_supported(strip: tuple[float, float], rows: Sequence[Row], share: float) -> bool:
    """Whether rows stand on both sides of a strip, enough of them."""
    middle = (strip[0] + strip[1]) / 2
    both = sum(
        any(chunk.x1 <= middle + 1 for chunk in row.chunks) and any(chunk.x0 >= middle - 1 for chunk in row.chunks)
        for row in rows
    )
    return both >= max(1, share * len(rows))


GOES_ON = re.compile(r"^[a-z(%&/,;)±]|^[–+-](?!\w)|^(?:and|or|of|with|to)\b")
OPEN_END = re.compile(r"(?:[,;/(–-]|\b(?:and|or|of|with|to|the|in|for|by|at|from|vs\.?|per|a|an))$")
FIGURE = re.compile(r"^[<>≤≥=~±]?\s?[-–−+]?\d")
NUMBER_START = re.compile(r"^[<>≤≥=~±(\[]?\s?[-–−+]?\d")


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
            for part in _cut_at(chunk, columns):
                first, last = columns.covered(part)
                body.cells.setdefault(first, []).append(part)
                if last > first:
                    body.spans[first] = max(body.spans.get(first, 1), last - first + 1)
        for column, lines in body.cells.items():
            if len(lines) > 1:
                body.cells[column] = [Line(lines[0].frame, [part for line in lines for part in line.fragments])]
        _clip_spans(body)
        found.append(body)
    return found


def _clip_spans(row: Body) -> None:
    """No cell spans a column that holds one of its own."""
    for column, span in row.spans.items():
        row.spans[column] = next((free for free in range(1, span) if column + free in row.cells), span)


def _cut_at(chunk: Line, columns: Columns) -> list[Line]:
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
    rows = (grouped(interval, lambda row, line: _continues(row, line, columns, narrow)) for interval in intervals)
    return [merged(row) for held in rows for row in held]


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
    return grouped(
        interval,
        lambda row, line: len(line.cells) == 1 and (0 not in line.cells or bool(GOES_ON.match(line.cells[0][0].text))),
    )


def _intervals(lines: Sequence[Body], separators: Sequence[float]) -> list[list[Body]]:
    """The lines between two rules each."""
    groups = groupby(lines, key=lambda line: bisect_left(separators, (line.top + line.bottom) / 2))
    return [list(held) for _, held in groups]


def _is_ruled_throughout(intervals: Sequence[Sequence[Body]], columns: Columns) -> bool:
    """Whether rules part every row: intervals hold one line, or lines that fill each other's gaps."""
    if len(intervals) < 3:
        return False
    full = [sum(len(line.cells) >= CELLS.full_line * columns.count for line in interval) for interval in intervals]
    return sum(count > 1 for count in full) <= CELLS.crowded * len(intervals)


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
        held = [column for drawn in row for column in drawn.cells]
        numeric = sum(bool(NUMBER_START.match(lines[0].text)) for lines in line.cells.values())
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
    _clip_spans(made)
    return made


Stretch = tuple[int, int]
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
            middle = sum(bases[first:last]) / (last - first)
            fitting += are_near(middle, middles[row], CELLS.same_middle * lines[0].size)
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
        level = all(are_near(lines[0].base, longest[0][0].base, 0.1 * lines[0].size) for lines in longest)
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
    cells = (grouped([line.base for line in lines], lambda cell, base: base - cell[-1] <= widest) for lines in columns)
    found = sorted((cell[0] + cell[-1]) / 2 for held in cells for cell in held)
    groups = grouped(found, lambda group, middle: middle - group[0] < CELLS.same_middle * size)
    enough = max(2.0, CELLS.min_support * len(columns))
    return [sum(group) / len(group) for group in groups if len(group) >= enough]


def _assigned(bases: Sequence[float], middles: Sequence[float], widest: float) -> list[Stretch]:
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
    parts: list[Stretch] = []
    last = len(bases)
    for starts in reversed(chosen):
        parts.append((starts[last], last))
        last = starts[last]
    return parts[::-1]


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
    labels = rows[0].chunks[1:]
    return 0 if labels and all(NUMBER.search(chunk.text) for chunk in labels) else 1


def _separators(rules: Sequence[Rule], region: Area, body: Sequence[Row]) -> list[float]:
    """Heights of the rules that part rows of the body, where rules part (nearly) all of them."""
    top, bottom = body[0].top, body[-1].bottom
    wide = (rule for rule in rules if rule.width > CELLS.separator * region.width)
    return sorted({round(rule.y, 1) for rule in wide if top < rule.y < bottom})


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
                under.lines.append(chunk)
                under.bottom = row.bottom
                under.first, under.last = min(under.first, first), max(under.last, last)
            else:
                labels.append(_Label(first, last, [chunk], row.top, row.bottom))
    return _placed(labels, columns)


def _cut(row: Row, columns: Columns) -> list[Line]:
    """Chunks cut where they cross a separator at a gap wider than a space, or where columns clearly part them."""
    chunks: list[Line] = []
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


def _extent(chunk: Line, row: Row, columns: Columns, spans: Sequence[tuple[float, int, int]]) -> tuple[int, int]:
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
    groups = grouped(lines, lambda group, line: line.base - group[-1].base < CELLS.overlap * line.size)
    return [line for group in groups for line in _settled(group)]


def _settled(group: list[Body]) -> list[Body]:
    if len(group) == 1:
        return group
    most = max(len(line.cells) for line in group)
    full = [line for line in group if len(line.cells) >= max(2, 0.5 * most)]
    if len(full) < 2 or len(set(full[0].cells) & set(full[-1].cells)) < 2:
        return [merged(group)]
    for line in group:
        if any(line is segment for segment in full):
            continue
        above = [segment for segment in full if segment.base < line.base] or full[:1]
        below = [segment for segment in full if segment.base > line.base]
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
