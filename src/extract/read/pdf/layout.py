"""A run of pages → drafts of blocks in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.pdf.cues import BodyStyle, heads_list
from extract.read.pdf.furniture import find_furniture, find_side_matter, glue_numbers
from extract.read.pdf.lines import Line, find_lines, find_segments, letters_by
from extract.read.pdf.pages import PageContent
from extract.read.pdf.paragraphs import Column, Draft, body_size, find_paragraphs, measure_column
from extract.read.pdf.settings import COLUMNS
from extract.read.pdf.shapes import Area, Frame, grouped
from extract.read.pdf.signs import part_dotted_rules
from extract.read.pdf.tables import FoundTable, align_continued, find_tables
from extract.text import lazy_re as re
from extract.text.numbers import are_alike, are_near

MOST_ROWS = 20_000
"""Beyond these a place lies off any page."""


Placed = Line | FoundTable
"""What has a place on a page: a segment, or a table with all that belongs to it."""


@dataclass(slots=True)
class Stretch:
    """What is read top down in one column: its items, and the column's left and right edge."""

    items: list[Placed]
    x0: float
    x1: float


def find_stretches(items: Sequence[Placed], depth: int = 0) -> list[Stretch]:
    """Items in reading order, as stretches of one column each."""
    if not items:
        return []
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    gutter = _gutter(items) if len(items) > 3 and depth < 5 else None
    if gutter is None:
        return [Stretch(sorted(items, key=lambda item: (item.top, item.x0)), x0, x1)]
    left_edge, right_edge = gutter
    middle = (left_edge + right_edge) / 2
    spanning = [item for item in items if item.x0 < middle - 2 and item.x1 > right_edge + 2]
    spanning = _with_dense(_with_tails(spanning, items, middle), items)
    names = {id(item) for item in spanning}
    others = [item for item in items if id(item) not in names]
    stretches: list[Stretch] = []
    for kind, band in _bands(spanning, others):
        if kind == "span":
            stretches.extend(find_stretches(band, depth + 1) if len(band) < len(items) else [Stretch(band, x0, x1)])
            continue
        left = [item for item in band if item.middle < middle]
        right = [item for item in band if item.middle >= middle]
        top = float("-inf")
        for bottom in (*cut_heights(left, right), float("inf")):
            for side in (left, right):
                held = [item for item in side if top < item.centre <= bottom]
                stretches.extend(find_stretches(held, depth + 1))
            top = bottom
    return stretches


def _gutter(items: Sequence[Placed]) -> tuple[float, float] | None:
    """The white strip with most text on both sides at the same heights: its left and right edge."""
    rows = [_rows(item) for item in items]
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    best: tuple[float, float, float] | None = None
    for edge in sorted({round(item.x0 / 3) * 3 for item in items}):
        if edge - x0 < COLUMNS.min_side or x1 - edge < COLUMNS.min_side:
            continue
        left = right = crossing = 0
        left_edge = x0
        left_reach: list[float] = []
        right_starts = 0
        for item, mask in zip(items, rows, strict=True):
            if item.x1 <= edge - 1:
                left |= mask
                left_reach.append(item.x1)
            elif item.x0 >= edge - 3:
                right |= mask
                right_starts += item.x0 <= edge + COLUMNS.edge_spread
            else:
                crossing |= mask
        beside = left & right & ~crossing
        shared = beside.bit_count()
        if shared < COLUMNS.min_shared or right_starts < COLUMNS.min_starts:
            continue
        left_reach.sort()
        left_edge = left_reach[-1 - len(left_reach) // 50]
        white = min(max(edge - left_edge, 0), COLUMNS.widest_white)
        if (
            white < COLUMNS.widest_white
            and COLUMNS.most_crossing * shared < crossing.bit_count()
            and _longest_run(beside) < COLUMNS.min_together
        ):
            continue
        score = (
            shared * COLUMNS.shared_weight
            + min(right_starts, COLUMNS.most_starts)
            + COLUMNS.white_weight * white
            - crossing.bit_count()
        )
        if best is None or score > best[0]:
            best = score, left_edge, edge
    return best and (best[1], best[2])


def _longest_run(heights: int) -> int:
    """The most heights that follow each other."""
    found = 0
    while heights:
        heights &= heights >> 1
        found += 1
    return found


def _rows(item: Placed) -> int:
    """The heights that an item covers, as bits."""
    first, last = (min(MOST_ROWS, max(0, int(height / COLUMNS.bin_height))) for height in (item.top, item.bottom))
    return ((1 << (last - first + 1)) - 1) << first


def _with_dense(spanning: list[Placed], items: Sequence[Placed]) -> list[Placed]:
    """Where many lines follow each other across a gutter, the gutter is none there: all that stands among them too.

    A page may have one pair of columns above (notes beside an abstract) and another below.
    """
    names = {id(item) for item in spanning}
    found = list(spanning)
    lines = [item for item in spanning if COLUMNS.min_line < item.bottom - item.top < COLUMNS.max_line]
    for run in _runs(sorted(lines, key=lambda item: item.top)):
        if len(run) < COLUMNS.min_dense:
            continue
        top, bottom = run[0].top, max(item.bottom for item in run)
        among = [item for item in items if id(item) not in names and top < item.centre < bottom]
        found.extend(among)
        names.update(id(item) for item in among)
    return found


def _runs(items: Sequence[Placed]) -> list[list[Placed]]:
    """Items that follow each other closely, top down."""
    return grouped(
        items, lambda run, item: item.top - run[-1].bottom < COLUMNS.dense_step * max(item.bottom - item.top, 4.0)
    )


def _with_tails(spanning: list[Placed], items: Sequence[Placed], middle: float) -> list[Placed]:
    """Spanning items, with what belongs to them and has nothing beside it: short last lines."""
    names = {id(item) for item in spanning}
    found = list(spanning)
    for item in sorted(items, key=lambda item: item.top):
        if id(item) in names or item.x0 >= middle:
            continue
        if any(_is_tail(item, other) for other in found) and not any(
            id(other) not in names and other.x0 >= middle and other.top < item.bottom and item.top < other.bottom
            for other in items
        ):
            found.append(item)
            names.add(id(item))
    return found


def _is_tail(item: Placed, other: Placed) -> bool:
    """Whether an item is the next line of a paragraph."""
    high = item.bottom - item.top
    return (
        are_near(other.x0, item.x0, COLUMNS.tail_indent * high)
        and -COLUMNS.tail_overlap * high < item.top - other.bottom < COLUMNS.tail_step * high
        and are_alike(other.bottom - other.top, high, COLUMNS.tail_height)
    )


def _bands(spanning: Sequence[Placed], others: Sequence[Placed]) -> list[tuple[str, list[Placed]]]:
    """Spanning items and what lies between them, top down."""
    bands: list[tuple[str, list[Placed]]] = []
    cuts = sorted(spanning, key=lambda item: item.top)
    waiting = sorted(others, key=lambda item: item.top)
    for cut in cuts:
        above = [item for item in waiting if item.centre < cut.centre]
        if above:
            bands.append(("columns", above))
            waiting = [item for item in waiting if item.centre >= cut.centre]
        if bands and bands[-1][0] == "span":
            bands[-1][1].append(cut)
        else:
            bands.append(("span", [cut]))
    if waiting:
        bands.append(("columns", waiting))
    return bands


NUMBERED = re.compile(r"^[\[(]?\d{1,3}[\])]?[.:]?\s")


def cut_heights(left: Sequence[Placed], right: Sequence[Placed]) -> list[float]:
    """Heights at which two columns side by side are parted, top down; none where the text runs on through the white."""
    sides = [
        sorted((item for item in side if isinstance(item, Line)), key=lambda line: line.top) for side in (left, right)
    ]
    if min(map(len, sides)) < COLUMNS.band_lines:
        return []
    whites = [_whites(side) for side in sides]
    found: list[float] = []
    for top, bottom in whites[0]:
        shared = [(max(top, low), min(bottom, high)) for low, high in whites[1] if low < bottom and top < high]
        for low, high in shared:
            size = sides[0][0].size
            if high - low >= COLUMNS.band_white * size and _begins_anew(sides[0], sides[1], (low + high) / 2):
                found.append((low + high) / 2)
    return found


def _whites(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The white between the lines of a column, and below its last."""
    found: list[tuple[float, float]] = []
    reach = lines[0].bottom
    for line in lines[1:]:
        if line.top - reach > COLUMNS.band_white * line.size:
            found.append((reach, line.top))
        reach = max(reach, line.bottom)
    return found


def _begins_anew(left: Sequence[Line], right: Sequence[Line], height: float) -> bool:
    """Whether the list of references begins below a height, or print of another size in both columns."""
    above = [[line for line in side if line.centre < height] for side in (left, right)]
    below = [[line for line in side if line.centre > height] for side in (left, right)]
    if not all((*above, *below)) or len(below[0]) < COLUMNS.band_lines:
        return False
    if heads_list(below[0][0].text) and len(below[0]) > 1:
        changes = not are_alike(_size(below[1]), _size(above[1]), COLUMNS.band_other_size)
        is_small = changes and are_alike(_size(below[0][1:]), _size(below[1]), COLUMNS.band_other_size)
        return is_small or (_is_list(below[1]) and not _is_list(above[1]))
    before, after = [_size(side) for side in above], [_size(side) for side in below]
    alike = all(are_alike(other, size, COLUMNS.band_same_size) for size, other in (before, after))
    return alike and not are_alike(after[0], before[0], COLUMNS.band_other_size) and len(below[1]) >= COLUMNS.band_lines


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether lines are entries of a list: numbered, or hanging out from those that go on."""
    if any(NUMBERED.match(line.text) for line in lines):
        return True
    edge = min(line.x0 for line in lines)
    inset = sum(line.x0 > edge + COLUMNS.hanging * line.size for line in lines)
    return COLUMNS.min_hanging * len(lines) < inset < len(lines)


def _size(lines: Sequence[Line]) -> float:
    return letters_by(lines, lambda line: round(line.size, 1)).most_common(1)[0][0]


@dataclass(slots=True)
class PageLayout:
    """A page's blocks in reading order, apart from them its furniture, and where its columns stand."""

    content: PageContent
    drafts: list[Draft]
    furniture: list[Draft]
    columns: list[tuple[Frame, Area]] = field(default_factory=list)


def lay_out(pages: Sequence[PageContent]) -> tuple[list[PageLayout], BodyStyle]:
    """All pages together, since furniture and the body's body_style show by repetition only."""
    for page in pages:
        for sheet in page.sheets:
            part_dotted_rules(sheet)
    segments = [[find_segments(sheet.frame, sheet.fragments) for sheet in page.sheets] for page in pages]
    furniture = find_furniture([sheets[0] if sheets else [] for sheets in segments])
    furniture |= find_side_matter(segments)
    furniture |= find_furniture([_upright(page, sheets) for page, sheets in zip(pages, segments, strict=True)])
    body_style = _manner([segment for sheets in segments for sheet in sheets for segment in sheet])
    laid: list[PageLayout] = []
    for page, sheets in zip(pages, segments, strict=True):
        tables = [draft.table for draft in laid[-1].drafts if draft.table is not None] if laid else []
        try:
            laid.append(_lay_out_page(page, sheets, furniture, body_style, tables[-1] if tables else None))
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            page.broken = f"the page cannot be laid out ({type(error).__name__}: a fault of extract, please report it)"
            laid.append(PageLayout(page, [], []))
    align_continued([draft.table for page in laid for draft in page.drafts if draft.table is not None])
    return laid, body_style


def _upright(page: PageContent, sheets: Sequence[list[Line]]) -> list[Line]:
    """What runs level on a page: where a table stands sideways, that is the running matter only."""
    level = (segments for sheet, segments in zip(page.sheets, sheets, strict=True) if not sheet.frame.turn)
    return next(level, [])


def _manner(segments: Sequence[Line]) -> BodyStyle:
    size = body_size(segments)
    body = (segment for segment in segments if are_near(segment.size, size, COLUMNS.body_spread))
    fonts = letters_by(body, lambda segment: segment.font)
    return BodyStyle(size, fonts.most_common(1)[0][0] if fonts else -1)


def _lay_out_page(
    page: PageContent,
    sheets: Sequence[list[Line]],
    furniture: set[int],
    body_style: BodyStyle,
    before: FoundTable | None,
) -> PageLayout:
    layout = PageLayout(page, [], [])
    for sheet, segments in zip(page.sheets, sheets, strict=True):
        aside = [segment for segment in segments if id(segment) in furniture]
        body = [segment for segment in segments if id(segment) not in furniture]
        layout.furniture.extend(_plain(line) for line in find_lines(aside))
        tables = find_tables(sheet, body, body_style, before)
        taken = {name for _, names in tables for name in names}
        body = glue_numbers([segment for segment in body if id(segment) not in taken])
        for stretch in find_stretches([*body, *(table for table, _ in tables)]):
            layout.drafts.extend(_stretch_drafts(stretch))
            top, bottom = min(item.top for item in stretch.items), max(item.bottom for item in stretch.items)
            layout.columns.append((sheet.frame, Area(stretch.x0, top, stretch.x1, bottom)))
    if page.slanted:
        layout.furniture.extend(_plain(segment) for segment in find_segments(page.frame, page.slanted))
    return layout


def _stretch_drafts(stretch: Stretch) -> list[Draft]:
    """Paragraphs and tables of one column, top down."""
    lines = find_lines([item for item in stretch.items if isinstance(item, Line)])
    column = measure_column(lines, stretch.x0, stretch.x1)
    drafts: list[Draft] = []
    for table in (item for item in stretch.items if isinstance(item, FoundTable)):
        above = [line for line in lines if line.centre < table.top]
        lines = lines[len(above) :]
        drafts.extend(find_paragraphs(above, column))
        if table.all_lines():
            drafts.append(Draft("table", table.all_lines(), column, table=table))
    drafts.extend(find_paragraphs(lines, column))
    return drafts


def _plain(line: Line) -> Draft:
    return Draft("furniture", [line], Column(line.x0, line.x1, {}, False))
