"""A run of pages → drafts of blocks in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.pdf.columns import find_stretches
from extract.read.pdf.furniture import find_furniture
from extract.read.pdf.lines import Line, find_lines, find_segments
from extract.read.pdf.pages import PageContent
from extract.read.pdf.paragraphs import Column, Draft, body_size, find_paragraphs, measure_column
from extract.read.pdf.roles import Manner


@dataclass(slots=True)
class PageLayout:
    """A page's blocks in reading order, and apart from them its furniture."""

    content: PageContent
    drafts: list[Draft]
    furniture: list[Draft]


def lay_out(pages: Sequence[PageContent]) -> tuple[list[PageLayout], Manner]:
    """All pages together, since furniture and the body's manner show by repetition only."""
    segments = [[find_segments(sheet.frame, sheet.fragments) for sheet in page.sheets] for page in pages]
    furniture = find_furniture([sheets[0] if sheets else [] for sheets in segments])
    manner = _manner([segment for sheets in segments for sheet in sheets for segment in sheet])
    return [_lay_out_page(page, sheets, furniture) for page, sheets in zip(pages, segments, strict=True)], manner


def _manner(segments: Sequence[Line]) -> Manner:
    size = body_size(segments)
    fonts: Counter[int] = Counter()
    for segment in segments:
        if abs(segment.size - size) < 0.4:
            fonts[segment.font] += segment.letters
    return Manner(size, fonts.most_common(1)[0][0] if fonts else -1)


def _lay_out_page(page: PageContent, sheets: Sequence[list[Line]], furniture: set[int]) -> PageLayout:
    layout = PageLayout(page, [], [])
    for segments in sheets:
        aside = [segment for segment in segments if id(segment) in furniture]
        body = [segment for segment in segments if id(segment) not in furniture]
        layout.furniture.extend(_plain(line) for line in find_lines(aside))
        for stretch in find_stretches(body):
            lines = find_lines([item for item in stretch.items if isinstance(item, Line)])
            column = measure_column(lines, stretch.x0, stretch.x1)
            layout.drafts.extend(find_paragraphs(lines, column))
    if page.slanted:
        layout.furniture.extend(_plain(segment) for segment in find_segments(page.frame, page.slanted))
    return layout


def _plain(line: Line) -> Draft:
    return Draft("furniture", [line], Column(line.x0, line.x1, {}, False))
