"""Tables framed by rules: three lines, rules between rows, full grids; captions above or below."""

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.lines import Line, find_lines, find_rows
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area
from extract.read.pdf.tables.found import FoundTable, Laid
from extract.read.pdf.tables.grid import lay_out_table
from extract.read.pdf.tables.place import Place, find_notes, is_running_text
from extract.read.pdf.tables.rules import Rule, upright_places

TABLES = SETTINGS.tables

CONTINUED = "ruled_table_continued"


def is_nearer_above(place: Place, line: Line) -> bool:
    """Whether a caption stands closer to the rows of a ruled table above it than to those below."""
    above, below = _rule_above(place, line), _rule_below(place, line)
    if above is None or len(_chain(place, above, down=False)) < 3:
        return False
    if below is None:
        return True
    caption = _caption_between(place, line, below)
    end = caption[-1].bottom if caption else line.bottom
    first = min((each.top for each in place.inside(below.x0, below.y, below.x1, below.y + 90)), default=below.y + 90)
    last = max((each.bottom for each in place.inside(above.x0, above.y - 90, above.x1, above.y)), default=above.y - 90)
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
    return sorted((each for each in inside if each.base >= line.base - 2), key=lambda each: each.base)


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
    for each in lines:
        if caption and (each.base - caption[-1].base > 1.6 * line.size or abs(each.size - line.size) > 0.8):
            break
        caption.append(each)
    segments = place.inside(first.x0 - 8, line.top - 1, first.x1 + 8, caption[-1].bottom)
    return _ruled(place, chain, caption, segments, label, "ruled_table_above_caption")


def find_ruled_more(place: Place, before: FoundTable) -> FoundTable | None:
    """The rest of a ruled table of the page before: rules as wide, at the top of its column, over as many columns."""
    rules = [
        rule
        for rule in place.rules
        if abs(rule.x0 - before.x0) < TABLES.part_edge and abs(rule.x1 - before.x1) < TABLES.part_edge
    ]
    if len(rules) < 2:
        return None
    first = rules[0]
    above = place.inside(first.x0, float("-inf"), first.x1, first.y)
    if above or not place.is_tabular(first.x0, first.y + 1, first.x1, rules[1].y - 1):
        return None
    place.used = []
    table = _ruled(place, _chain(place, first, down=True), [], [], before.label, CONTINUED)
    if table is None or not table.cells:
        return None
    columns = [max((cell.col + cell.col_span for cell in each.cells), default=0) for each in (before, table)]
    return table if not columns[0] or abs(columns[0] - columns[1]) <= 1 else None


def _is_close(lines: Sequence[Line]) -> bool:
    return all(
        below.base - above.base < TABLES.caption_step * max(below.size, above.size) for above, below in pairwise(lines)
    )


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
            abs(rule.x0 - x0) < TABLES.chain_edge
            or abs(rule.x1 - x1) < TABLES.chain_edge
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
            other = (
                abs(chain[outer].x1 - chain[inner].x1) > TABLES.chain_edge
                or abs(chain[outer].x0 - chain[inner].x0) > TABLES.chain_edge
            )
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
    names = {id(each) for each in used}
    if len([rule for rule in chain if rule.width > TABLES.frame_width * (x1 - x0)]) < 3:
        bottom = _reach(place, x0, x1, bottom, names)
    inside = [each for each in place.inside(x0 - 6, top - 1, x1 + 6, bottom + 1) if id(each) not in names]
    if not inside:
        return None
    region = Area(x0, top, x1, bottom)
    uprights = upright_places(place.sheet.drawing, region)
    cells = lay_out_table(region, inside, chain, uprights)
    place.used = [*used, *inside]
    start = caption[0].top if caption else top
    below = not caption or start < top
    table = FoundTable(x0, min(top, start), x1, bottom, label, caption, cells, rule=name)
    table.laid = Laid(region, inside, chain, uprights)
    notes, extra = find_notes(
        [segment for segment in place.segments if id(segment) not in place.taken and id(segment) not in names],
        region if below else Area(x0, top, x1, max(line.bottom for line in caption)),
        place.manner,
    )
    table.notes = notes
    place.used.extend(extra)
    table.bottom = max([bottom, *(line.bottom for note in notes for line in note), *(line.bottom for line in caption)])
    if not cells:
        table.lines = find_lines(inside)
        table.faults = ("unread_table",)
    return table


def _reach(place: Place, x0: float, x1: float, bottom: float, names: set[int]) -> float:
    """The end of a table without a last rule: as far down as its rows go on."""
    candidates = [each for each in place.inside(x0 - 6, bottom + 1, x1 + 6, 1e6) if id(each) not in names]
    last = bottom
    for row in find_rows(candidates):
        if min(each.top for each in row) - last > TABLES.open_step * row[0].size or is_running_text(row, x1 - x0):
            break
        if any(each is caption for each in row for caption in place.captions):
            break
        last = max(each.bottom for each in row)
    return last
