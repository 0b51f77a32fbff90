"""Where tables stand: each caption with the rules, the aligned rows or the picture below or above it."""

from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from extract.read.pdf.cues import BodyStyle, is_caption
from extract.read.pdf.lines import Line, find_lines, find_rows
from extract.read.pdf.settings import TABLES
from extract.read.pdf.shapes import Area, Sheet
from extract.read.pdf.tables.grid import Columns, Row, cut, find_columns, head_rows, lay_out_table
from extract.read.pdf.tables.place import (
    LABEL,
    FoundTable,
    Laid,
    Place,
    Rule,
    find_notes,
    find_rules,
    is_continued,
    is_running_text,
    table_label,
    upright_places,
)
from extract.text.numbers import are_near

RULED_MORE = "ruled_table_continued"


def is_nearer_above(place: Place, line: Line) -> bool:
    """Whether a caption stands closer to the rows of a ruled table above it than to those below."""
    above, below = _rule_above(place, line), _rule_below(place, line)
    if above is None or len(_chain(place, above, down=False)) < 3:
        return False
    if below is None:
        return True
    caption = _caption_between(place, line, below)
    end = caption[-1].bottom if caption else line.bottom
    first = min((line.top for line in place.inside(below.x0, below.y, below.x1, below.y + 90)), default=below.y + 90)
    last = max((line.bottom for line in place.inside(above.x0, above.y - 90, above.x1, above.y)), default=above.y - 90)
    return line.top - last + 4 < first - end


def _rule_below(place: Place, line: Line) -> Rule | None:
    for rule in place.rules:
        shared = min(rule.x1, line.x1) - max(rule.x0, line.x0)
        near = -0.4 * line.size < rule.y - line.bottom < TABLES.caption_reach
        if near and rule.x0 - 18 <= line.x0 < rule.x1 and shared > 0.3 * min(rule.width, line.x1 - line.x0):
            return rule
    return None


def _rule_above(place: Place, line: Line) -> Rule | None:
    for rule in reversed(place.rules):
        shared = min(rule.x1, line.x1) - max(rule.x0, line.x0)
        if -2 < line.top - rule.y < 30 and rule.width > 60 and shared > 0.5 * min(rule.width, line.x1 - line.x0):
            return rule
    return None


def _caption_between(place: Place, line: Line, rule: Rule) -> list[Line]:
    """The segments from a caption's first line down to a rule."""
    inside = place.inside(rule.x0 - 20, line.top - 1, rule.x1 + 20, rule.y)
    return sorted((segment for segment in inside if segment.base >= line.base - 2), key=lambda line: line.base)


def find_ruled_below(place: Place, line: Line, label: str) -> FoundTable | None:
    """A ruled table whose caption stands over it."""
    first = _rule_below(place, line)
    if first is None:
        return None
    caption = _caption_between(place, line, first)
    lines = find_lines(caption)
    if not lines or len(lines) > TABLES.max_caption_lines or not _is_close(lines):
        return None
    chain = _chain(place, first, down=True)
    title = _title_inside(place, chain, lines)
    return _ruled(place, chain, [*lines, *find_lines(title)], [*caption, *title], label, "ruled_table_below_caption")


def _title_inside(place: Place, chain: list[Rule], caption: Sequence[Line]) -> list[Line]:
    """The title below the rule under a bare label ("Table 2"): rows of one piece above the table's head."""
    if len(caption) > 1 or caption[0].letters > 12 or len(chain) < 2:
        return []
    x0, x1 = min(rule.x0 for rule in chain), max(rule.x1 for rule in chain)
    title: list[Line] = []
    for row in find_rows(place.inside(x0 - 6, chain[0].y, x1 + 6, chain[-1].y)):
        crossed = title and any(title[-1].centre < rule.y < row[0].centre for rule in chain)
        if len(row) > 1 or crossed or (not title and row[0].letters < 12):
            break
        title.append(row[0])
    return title if len(title) < 7 else []


def find_ruled_above(place: Place, line: Line, label: str) -> FoundTable | None:
    """A ruled table whose caption stands under it."""
    first = _rule_above(place, line)
    if first is None:
        return None
    chain = _chain(place, first, down=False)
    if len(chain) < 3:
        return None
    lines = find_lines(place.inside(first.x0 - 8, line.top - 1, first.x1 + 8, line.bottom + 80))
    caption: list[Line] = []
    for segment in lines:
        if caption and (
            segment.base - caption[-1].base > 1.6 * line.size or not are_near(segment.size, line.size, 0.8)
        ):
            break
        caption.append(segment)
    segments = place.inside(first.x0 - 8, line.top - 1, first.x1 + 8, caption[-1].bottom)
    return _ruled(place, chain, caption, segments, label, "ruled_table_above_caption")


def find_ruled_more(place: Place, before: FoundTable) -> FoundTable | None:
    """The rest of a ruled table of the page before: rules as wide, at the top of its column, over as many columns."""
    rules = [rule for rule in place.rules if _ends_as(rule, before, TABLES.part_edge)]
    if len(rules) < 2:
        return None
    first = rules[0]
    above = place.inside(first.x0, float("-inf"), first.x1, first.y)
    if above or not place.is_tabular(first.x0, first.y + 1, first.x1, rules[1].y - 1):
        return None
    place.used = []
    table = _ruled(place, _chain(place, first, down=True), [], [], before.label, RULED_MORE)
    if table is None or not table.cells:
        return None
    columns = [max((cell.col + cell.col_span for cell in grid.cells), default=0) for grid in (before, table)]
    return table if not columns[0] or are_near(columns[0], columns[1], 1) else None


def _is_close(lines: Sequence[Line]) -> bool:
    return all(
        below.base - above.base < TABLES.caption_step * max(below.size, above.size) for above, below in pairwise(lines)
    )


def _ends_as(rule: Rule, other: Rule | FoundTable, edge: float) -> bool:
    """Whether a rule begins and ends where another, or a table, does, to so many points."""
    return are_near(rule.x0, other.x0, edge) and are_near(rule.x1, other.x1, edge)


def _chain(place: Place, first: Rule, *, down: bool) -> list[Rule]:
    """Rules that frame and part one table, from its first on."""
    chain = [first]
    x0, x1 = first.x0, first.x1
    rest = [rule for rule in place.rules if (rule.y > first.y + 1 if down else rule.y < first.y - 1)]
    for rule in rest if down else reversed(rest):
        low, high = sorted((chain[-1].y, rule.y))
        if rule.x1 < x0 - 2 or rule.x0 > x1 + 2:
            continue
        like = (
            are_near(rule.x0, x0, TABLES.chain_edge)
            or are_near(rule.x1, x1, TABLES.chain_edge)
            or (rule.x0 >= x0 - 4 and rule.x1 <= x1 + 4)
        )
        wider = rule.x0 <= x0 + 4 and rule.x1 >= x1 - 4 and len(chain) < 3
        if not (like or wider) or not place.is_tabular(min(x0, rule.x0), low + 1, max(x1, rule.x1), high - 1):
            break
        chain.append(rule)
        x0, x1 = min(x0, rule.x0), max(x1, rule.x1)
    return _trimmed(place, sorted(chain, key=lambda rule: rule.y))


def _trimmed(place: Place, chain: list[Rule]) -> list[Rule]:
    """Without outer rules of another width that enclose no text: they part the table from what is around it."""
    while len(chain) > 3:
        x0, x1 = min(rule.x0 for rule in chain), max(rule.x1 for rule in chain)
        for outer, inner in ((0, 1), (-1, -2)):
            low, high = sorted((chain[outer].y, chain[inner].y))
            other = not _ends_as(chain[outer], chain[inner], TABLES.chain_edge)
            if other and chain[inner].width > TABLES.inner_width * (x1 - x0) and not place.inside(x0, low, x1, high):
                chain = chain[1:] if outer == 0 else chain[:-1]
                break
        else:
            break
    return chain


def _ruled(
    place: Place, chain: list[Rule], caption: list[Line], used: list[Line], label: str | None, name: str
) -> FoundTable | None:
    x0, x1 = min(rule.x0 for rule in chain), max(rule.x1 for rule in chain)
    top, bottom = chain[0].y, chain[-1].y
    names = {id(line) for line in used}
    if len([rule for rule in chain if rule.width > TABLES.frame_width * (x1 - x0)]) < 3:
        bottom = _reach(place, x0, x1, bottom, names)
    inside = [line for line in place.inside(x0 - 6, top - 1, x1 + 6, bottom + 1) if id(line) not in names]
    if not inside:
        return None
    region = Area(x0, top, x1, bottom)
    return _made(
        place, Laid(region, inside, chain, upright_places(place.sheet.drawing, region)), caption, used, label, name
    )


def _made(
    place: Place, laid: Laid, caption: list[Line], used: Sequence[Line], label: str | None, name: str
) -> FoundTable:
    """The table of a region, with the notes below it, or below the caption that stands under it."""
    region = laid.region
    place.used = [*used, *laid.segments]
    top = min([region.top, *(line.top for line in caption[:1])])
    reach = max([region.bottom, *(line.bottom for line in caption)])
    gone = {id(segment) for segment in place.used} | place.taken
    notes, extra = find_notes(
        [segment for segment in place.segments if id(segment) not in gone],
        region._replace(bottom=reach) if caption and top == region.top else region,
        place.body_style,
    )
    place.used.extend(extra)
    bottom = max([reach, *(line.bottom for note in notes for line in note)])
    cells = lay_out_table(region, laid.segments, laid.rules, laid.uprights)
    table = FoundTable(region.x0, top, region.x1, bottom, label, caption, cells, notes, rule=name, laid=laid)
    if not cells:
        table.lines, table.faults = find_lines(laid.segments), ("unread_table",)
    return table


def _reach(place: Place, x0: float, x1: float, bottom: float, names: set[int]) -> float:
    """The end of a table without a last rule: as far down as its rows go on."""
    candidates = [line for line in place.inside(x0 - 6, bottom + 1, x1 + 6, 1e6) if id(line) not in names]
    last = bottom
    for row in find_rows(candidates):
        if min(line.top for line in row) - last > TABLES.open_step * row[0].size or is_running_text(row, x1 - x0):
            break
        if any(line is caption for line in row for caption in place.captions):
            break
        last = max(line.bottom for line in row)
    return last


def find_spaced(place: Place, line: Line, label: str) -> FoundTable | None:
    """A table without rules: rows of aligned pieces below a caption."""
    x0, x1 = _column_of(place, line)
    below = [
        segment
        for segment in place.inside(x0 - 4, line.top - 1, x1 + 4, 1e6)
        if segment.base >= line.base - 2 and segment.x0 >= x0 - 8 and segment.x1 <= x1 + 8
    ]
    caption, rows = _caption_and_rows(place, line, below, TABLES.stub_width * (x1 - x0))
    while rows and len(rows[-1]) == 1:
        rows.pop()
    if len([row for row in rows if len(row) > 1]) < 3 or not caption:
        return None
    inside = [line for row in rows for line in row]
    region = Area(
        min(line.x0 for line in inside),
        min(line.top for line in inside) - 1,
        max(line.x1 for line in inside),
        max(line.bottom for line in inside) + 1,
    )
    between = [
        rule for rule in place.rules if region.top < rule.y < region.bottom and rule.x0 < region.x1 < rule.x1 + 40
    ]
    head = [line for row in caption for line in row]
    laid = Laid(region, inside, between, ())
    table = _made(place, laid, find_lines(head), head, label, "spaced_table_below_caption")
    return table if table.cells else None


def _caption_and_rows(
    place: Place, line: Line, below: Sequence[Line], narrow: float
) -> tuple[list[list[Line]], list[list[Line]]]:
    """From a caption's first line down: its other lines, then rows as long as they look like a table's."""
    caption: list[list[Line]] = []
    rows: list[list[Line]] = []
    last = line.bottom
    for row in find_rows(below):
        step = min(line.top for line in row) - last
        size = row[0].size
        if any(segment is other for segment in row for other in place.captions if other is not line):
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
        last = max(line.bottom for line in row)
    return caption, rows


def _column_of(place: Place, line: Line) -> tuple[float, float]:
    """The edges of the place that a table under a caption may take: up to the text of the next column."""
    wide = [segment for segment in place.segments if segment.letters > TABLES.column_letters]
    left = min((line.x0 for line in wide), default=line.x0)
    right = max((segment.x1 for segment in place.segments), default=line.x1)
    same = sorted(segment.x1 for segment in wide if are_near(segment.x0, line.x0, 20)) or [right]
    usual = same[len(same) * 3 // 4]
    low = place.inside(line.x0 - 10, line.bottom, right + 5, line.bottom + TABLES.crossing_reach)
    crossing = any(line.x0 < usual - 5 and line.x1 > usual + 12 for line in low)
    next_column = [line.x0 for line in wide if line.x0 > usual + 3]
    beside = [
        segment
        for segment in wide
        if segment.x1 < line.x0 - 2 and line.top < segment.centre < line.bottom + TABLES.crossing_reach
    ]
    if not next_column and not crossing and min(len(beside), len(same)) >= TABLES.fewest_beside:
        return line.x0 - 12, right + 6
    if crossing or line.x1 > usual + 10 or not next_column:
        return min(left, line.x0) - 12, right + 6
    return line.x0 - 12, min(next_column) - 2


def find_tables(
    sheet: Sheet, segments: Sequence[Line], body_style: BodyStyle, before: FoundTable | None = None
) -> list[tuple[FoundTable, set[int]]]:
    """The tables of a sheet, each with the ids of the segments that it takes.

    `before` is the last table of the page before: it may go on at the top of this one without a word.
    """
    labels = _find_labels(segments, body_style)
    if not labels and before is None:
        return []
    place = Place(
        sheet,
        body_style,
        list(segments),
        _parted(find_rules(sheet.drawing, sheet.frame.across, sheet.frame.down), [line for line, _ in labels]),
        [line for line in segments if is_caption(line.text) and (line.letters > 30 or line.letters < 10)]
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
            if any(are_near(line.x0, begins, TABLES.caption_edge) and line.top < rule.y for line in captions):
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


def _find_labels(segments: Sequence[Line], body_style: BodyStyle) -> list[tuple[Line, str]]:
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
            key=lambda segment: segment.base,
            default=None,
        )
        before = any(
            are_near(segment.base, line.base, 2) and -1 < line.x0 - segment.x1 < 0.9 * line.size and segment is not line
            for segment in segments
        )
        label = None if before else table_label(line, body_style, above)
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
    says = is_continued(second.caption) or second.rule == RULED_MORE
    return same and says and are_near(widths[0], widths[1], TABLES.same_width * max(widths))


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
        Row([_moved(chunk, shift) for chunk in row.chunks], row.base, row.top, row.bottom, row.size)
        for row in rows[count:]
    ]


def _moved(line: Line, shift: float) -> Line:
    moved = copy(line)
    moved.x0, moved.x1 = line.x0 + shift, line.x1 + shift
    return moved
