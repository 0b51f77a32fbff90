"""Tables without rules: rows of aligned pieces below a caption."""

from collections.abc import Sequence

from extract.read.pdf.lines import Line, find_lines, find_rows
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.found import FoundTable, Laid
from extract.read.pdf.tables.grid import lay_out_table
from extract.read.pdf.tables.place import Place, find_notes, is_running_text

TABLES = SETTINGS.tables


def find_spaced(place: Place, line: Line, label: str) -> FoundTable | None:
    """A table without rules: rows of aligned pieces below a caption."""
    x0, x1 = _column_of(place, line)
    below = [
        each
        for each in place.inside(x0 - 4, line.top - 1, x1 + 4, 1e6)
        if each.base >= line.base - 2 and each.x0 >= x0 - 8 and each.x1 <= x1 + 8
    ]
    caption, rows = _caption_and_rows(place, line, below, TABLES.stub_width * (x1 - x0))
    while rows and len(rows[-1]) == 1:
        rows.pop()
    if len([row for row in rows if len(row) > 1]) < 3 or not caption:
        return None
    inside = [each for row in rows for each in row]
    region = Area(
        min(each.x0 for each in inside),
        min(each.top for each in inside) - 1,
        max(each.x1 for each in inside),
        max(each.bottom for each in inside) + 1,
    )
    between = [
        rule for rule in place.rules if region.top < rule.y < region.bottom and rule.x0 < region.x1 < rule.x1 + 40
    ]
    cells = lay_out_table(region, inside, between, [])
    if not cells:
        return None
    head = [each for row in caption for each in row]
    place.used = [*head, *inside]
    table = FoundTable(
        region.x0, line.top, region.x1, region.bottom, label, find_lines(head), cells, rule="spaced_table_below_caption"
    )
    table.laid = Laid(region, inside, between, ())
    used = {id(each) for each in place.used} | place.taken
    table.notes, extra = find_notes(
        [segment for segment in place.segments if id(segment) not in used], region, place.manner
    )
    place.used.extend(extra)
    table.bottom = max([region.bottom, *(each.bottom for note in table.notes for each in note)])
    return table


def _caption_and_rows(
    place: Place, line: Line, below: Sequence[Line], narrow: float
) -> tuple[list[list[Line]], list[list[Line]]]:
    """From a caption's first line down: its other lines, then rows as long as they look like a table's."""
    caption: list[list[Line]] = []
    rows: list[list[Line]] = []
    last = line.bottom
    for row in find_rows(below):
        step = min(each.top for each in row) - last
        size = row[0].size
        if any(each is other for each in row for other in place.captions if other is not line):
            break
        if (
            not rows
            and len(row) == 1
            and step < TABLES.spaced_caption_step * size
            and len(caption) < TABLES.max_caption_lines
        ):
            caption.append(row)
        elif (len(row) > 1 and not is_running_text(row, 1e6, 22) and step < TABLES.spaced_row_step * size) or (
            rows and len(row) == 1 and step < TABLES.spaced_stub_step * size and row[0].x1 - row[0].x0 < narrow
        ):
            rows.append(row)
        else:
            break
        last = max(each.bottom for each in row)
    return caption, rows


def _column_of(place: Place, line: Line) -> tuple[float, float]:
    """The edges of the place that a table under a caption may take: up to the text of the next column."""
    wide = [segment for segment in place.segments if segment.letters > TABLES.column_letters]
    left = min((each.x0 for each in wide), default=line.x0)
    right = max((segment.x1 for segment in place.segments), default=line.x1)
    same = sorted(each.x1 for each in wide if abs(each.x0 - line.x0) < 20) or [right]
    usual = same[len(same) * 3 // 4]
    low = place.inside(line.x0 - 10, line.bottom, right + 5, line.bottom + TABLES.crossing_reach)
    crossing = any(each.x0 < usual - 5 and each.x1 > usual + 12 for each in low)
    next_column = [each.x0 for each in wide if each.x0 > usual + 3]
    beside = [
        each for each in wide if each.x1 < line.x0 - 2 and line.top < each.centre < line.bottom + TABLES.crossing_reach
    ]
    if not next_column and not crossing and min(len(beside), len(same)) >= TABLES.fewest_beside:
        return line.x0 - 12, right + 6
    if crossing or line.x1 > usual + 10 or not next_column:
        return min(left, line.x0) - 12, right + 6
    return line.x0 - 12, min(next_column) - 2
