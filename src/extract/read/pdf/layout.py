"""A run of pages → drafts of blocks in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.pdf.columns import Stretch, find_stretches
from extract.read.pdf.cues import Manner
from extract.read.pdf.furniture import find_furniture, find_side_matter, glue_numbers
from extract.read.pdf.lines import Line, find_lines, find_segments
from extract.read.pdf.pages import PageContent
from extract.read.pdf.paragraphs import Column, Draft, body_size, find_paragraphs, measure_column
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area, Frame
from extract.read.pdf.signs import part_dotted_rules
from extract.read.pdf.tables import FoundTable, align_continued, find_tables

COLUMNS = SETTINGS.columns


@dataclass(slots=True)
class PageLayout:
    """A page's blocks in reading order, apart from them its furniture, and where its columns stand."""

    content: PageContent
    drafts: list[Draft]
    furniture: list[Draft]
    columns: list[tuple[Frame, Area]] = field(default_factory=list)


def lay_out(pages: Sequence[PageContent]) -> tuple[list[PageLayout], Manner]:
    """All pages together, since furniture and the body's manner show by repetition only."""
    for page in pages:
        for sheet in page.sheets:
            part_dotted_rules(sheet)
    segments = [[find_segments(sheet.frame, sheet.fragments) for sheet in page.sheets] for page in pages]
    furniture = find_furniture([sheets[0] if sheets else [] for sheets in segments])
    furniture |= find_side_matter(segments)
    furniture |= find_furniture([_upright(page, sheets) for page, sheets in zip(pages, segments, strict=True)])
    manner = _manner([segment for sheets in segments for sheet in sheets for segment in sheet])
    laid: list[PageLayout] = []
    for page, sheets in zip(pages, segments, strict=True):
        tables = [draft.table for draft in laid[-1].drafts if draft.table is not None] if laid else []
        try:
            laid.append(_lay_out_page(page, sheets, furniture, manner, tables[-1] if tables else None))
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            page.broken = f"the page cannot be laid out ({type(error).__name__}: a fault of extract, please report it)"
            laid.append(PageLayout(page, [], []))
    align_continued([draft.table for page in laid for draft in page.drafts if draft.table is not None])
    return laid, manner


def _upright(page: PageContent, sheets: Sequence[list[Line]]) -> list[Line]:
    """What runs level on a page: where a table stands sideways, that is the running matter only."""
    level = (segments for sheet, segments in zip(page.sheets, sheets, strict=True) if not sheet.frame.turn)
    return next(level, [])


def _manner(segments: Sequence[Line]) -> Manner:
    size = body_size(segments)
    fonts: Counter[int] = Counter()
    for segment in segments:
        if abs(segment.size - size) < COLUMNS.body_spread:
            fonts[segment.font] += segment.letters
    return Manner(size, fonts.most_common(1)[0][0] if fonts else -1)


def _lay_out_page(
    page: PageContent, sheets: Sequence[list[Line]], furniture: set[int], manner: Manner, before: FoundTable | None
) -> PageLayout:
    layout = PageLayout(page, [], [])
    for sheet, segments in zip(page.sheets, sheets, strict=True):
        aside = [segment for segment in segments if id(segment) in furniture]
        body = [segment for segment in segments if id(segment) not in furniture]
        layout.furniture.extend(_plain(line) for line in find_lines(aside))
        tables = find_tables(sheet, body, manner, before)
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
