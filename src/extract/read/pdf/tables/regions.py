"""Where tables stand: each caption with the rules, the aligned rows or the picture below or above it."""

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.cues import CAPTION, Manner
from extract.read.pdf.lines import Line, find_lines
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Sheet
from extract.read.pdf.tables.columns import Chunk, Columns, Row, cut, find_columns
from extract.read.pdf.tables.found import FoundTable
from extract.read.pdf.tables.grid import head_rows, lay_out_table
from extract.read.pdf.tables.place import LABEL, Place, is_continued, table_label
from extract.read.pdf.tables.ruled import (
    CONTINUED,
    find_ruled_above,
    find_ruled_below,
    find_ruled_more,
    is_nearer_above,
)
from extract.read.pdf.tables.rules import Rule, find_rules
from extract.read.pdf.tables.spaced import find_spaced

TABLES = SETTINGS.tables


def find_tables(
    sheet: Sheet, segments: Sequence[Line], manner: Manner, before: FoundTable | None = None
) -> list[tuple[FoundTable, set[int]]]:
    """The tables of a sheet, each with the ids of the segments that it takes.

    `before` is the last table of the page before: it may go on at the top of this one without a word.
    """
    labels = _find_labels(segments, manner)
    if not labels and before is None:
        return []
    place = Place(
        sheet,
        manner,
        list(segments),
        _parted(find_rules(sheet.drawing, sheet.frame.across, sheet.frame.down), [line for line, _ in labels]),
        [line for line in segments if CAPTION.match(line.text) and (line.letters > 30 or line.letters < 10)]
        + [line for line, _ in labels],
    )
    found: list[tuple[FoundTable, set[int]]] = []
    more = find_ruled_more(place, before) if before is not None else None
    if more is not None:
        found.append((more, _take(place, more, place.used)))
    for line, label in sorted(labels, key=lambda pair: pair[0].top):
        if id(line) in place.taken:
            continue
        table, used = _table_of(place, line, label)
        if table is not None:
            found.append((table, _take(place, table, used)))
    return found


def _take(place: Place, table: FoundTable, used: Sequence[Line]) -> set[int]:
    """A table's segments and rules are no longer free; the ids of the segments."""
    ids = {id(segment) for segment in used}
    place.taken |= ids
    place.rules = [
        rule
        for rule in place.rules
        if not (table.top - 1 <= rule.y <= table.bottom + 1 and rule.x0 < table.x1 and table.x0 < rule.x1)
    ]
    return ids


def _parted(rules: Sequence[Rule], captions: Sequence[Line]) -> list[Rule]:
    """Rules of tables side by side, whose pieces at one height were put together: parted where a caption begins."""
    found: list[Rule] = []
    for rule in rules:
        first = 0
        for index in range(1, len(rule.pieces)):
            begins = rule.pieces[index][0]
            if any(abs(line.x0 - begins) < TABLES.caption_edge and line.top < rule.y for line in captions):
                found.append(_of_pieces(rule, first, index))
                first = index
        found.append(_of_pieces(rule, first, len(rule.pieces)))
    return found


def _of_pieces(rule: Rule, first: int, last: int) -> Rule:
    pieces = rule.pieces[first:last]
    return Rule(rule.y, pieces[0][0], pieces[-1][1], pieces)


def _table_of(place: Place, line: Line, label: str) -> tuple[FoundTable | None, list[Line]]:
    """The first way of looking that lays a table out; else what stays text, or is a picture."""
    first, second = find_ruled_below, find_ruled_above
    if is_nearer_above(place, line):
        first, second = second, first
    unread: tuple[FoundTable | None, list[Line]] = (None, [])
    for look in (first, second, _picture, find_spaced):
        place.used = []
        table = look(place, line, label)
        if table is not None and (table.cells or "table_is_image" in table.faults):
            return table, place.used
        if table is not None and unread[0] is None:
            unread = table, place.used
    return unread


def _find_labels(segments: Sequence[Line], manner: Manner) -> list[tuple[Line, str]]:
    found: list[tuple[Line, str]] = []
    for line in segments:
        if not LABEL.match(line.text):
            continue
        above = max(
            (
                segment
                for segment in segments
                if segment.base < line.base - 2 and segment.x0 < line.x1 and line.x0 < segment.x1
            ),
            key=lambda each: each.base,
            default=None,
        )
        before = any(
            abs(segment.base - line.base) < 2 and -1 < line.x0 - segment.x1 < 0.9 * line.size and segment is not line
            for segment in segments
        )
        label = None if before else table_label(line, manner, above)
        if label:
            found.append((line, label))
    return found


def _picture(place: Place, line: Line, label: str) -> FoundTable | None:
    """A table that is a picture: its caption touches one."""
    for area in place.sheet.drawing.pictures:
        near = (
            -TABLES.picture_overlap < area.top - line.bottom < TABLES.picture_below
            or -TABLES.picture_overlap < line.top - area.bottom < TABLES.picture_above
        )
        if (
            near
            and area.x0 - 20 < line.x0 < area.x1
            and area.width > TABLES.picture_width
            and area.height > TABLES.picture_height
        ):
            place.used = [line]
            return FoundTable(
                line.x0,
                line.top,
                line.x1,
                line.bottom,
                label,
                [line],
                faults=("table_is_image",),
                rule="table_is_image",
            )
    return None


def align_continued(tables: Sequence[FoundTable]) -> None:
    """Parts with other columns than the part before are laid out anew, both by the white that parts all their rows."""
    for first, second in pairwise(tables):
        if is_part(first, second) and _count(first) != _count(second):
            _align(first, second)


def is_part(first: FoundTable, second: FoundTable) -> bool:
    """Whether a table says that it goes on with the one before, and is as wide."""
    if not (first.cells and second.cells and first.label and second.label):
        return False
    same = first.label.casefold().split() == second.label.casefold().split()
    widths = first.x1 - first.x0, second.x1 - second.x0
    says = is_continued(second.caption) or second.rule == CONTINUED
    return same and says and abs(widths[0] - widths[1]) < TABLES.same_width * max(widths)


def _count(table: FoundTable) -> int:
    return max(cell.col + cell.col_span for cell in table.cells)


def _align(first: FoundTable, second: FoundTable) -> None:
    if first.laid is None or second.laid is None or first.laid.uprights or second.laid.uprights:
        return
    shift = first.laid.region.x0 - second.laid.region.x0
    rows = [*_body_rows(first, 0.0), *_body_rows(second, shift)]
    x0, x1 = first.laid.region.x0, max(first.laid.region.x1, second.laid.region.x1 + shift)
    columns = find_columns(rows, (), x0, x1)
    back = Columns([(left - shift, right - shift) for left, right in columns.places], x0 - shift, x1 - shift)
    for table, places in ((first, columns), (second, back)):
        laid = table.laid
        cells = lay_out_table(laid.region, laid.segments, laid.rules, (), places) if laid else []
        if not cells:
            return
        table.cells = cells


def _body_rows(table: FoundTable, shift: float) -> list[Row]:
    """The rows of a part's body, moved to stand below those of another part."""
    if table.laid is None:
        return []
    rows = [cut(line) for line in find_lines(table.laid.segments)]
    count = head_rows(rows, table.laid.region, table.laid.rules)
    return [
        Row(
            [Chunk(chunk.line, chunk.x0 + shift, chunk.x1 + shift) for chunk in row.chunks],
            row.base,
            row.top,
            row.bottom,
            row.size,
        )
        for row in rows[count:]
    ]
