"""What the reader sees on a page, drawn over it: columns, blocks by kind, rules, tables with their cells, furniture."""

import io
from collections.abc import Iterable
from typing import Any

from extract.read.pdf.blocks import find_blocks
from extract.read.pdf.characters import Fonts
from extract.read.pdf.forms import without_tangles
from extract.read.pdf.glyphs import GlyphNames
from extract.read.pdf.information import read_information
from extract.read.pdf.layout import PageLayout, lay_out
from extract.read.pdf.lines import Line
from extract.read.pdf.pages import open_pdf, read_pages
from extract.read.pdf.paragraphs import Draft
from extract.read.pdf.picture import picture_of

Place = tuple[float, float, float, float]

COLUMN = (90, 140, 255)
RULE = (255, 0, 0)
CELL = (0, 150, 0)
COLOURS = {
    "title": (160, 0, 200),
    "heading": (220, 0, 160),
    "paragraph": (120, 120, 120),
    "reference": (200, 120, 0),
    "caption": (0, 110, 110),
    "table": (0, 120, 0),
    "note": (0, 150, 150),
    "front": (150, 110, 60),
    "furniture": (190, 190, 190),
}
OTHER = (0, 0, 0)
SHADE = 40
"""Of 255: how strongly furniture is filled."""


def layout_png(data: bytes, page: int, *, dots_per_point: float = 2.0) -> bytes:
    """The page (from 1) with all that the reader sees on it, as PNG; kinds are named. Raises `BadPdf`.

    All pages are laid out, since running heads show by repetition only.
    """
    from PIL import ImageDraw

    data = without_tangles(data)[0]
    document = open_pdf(data)
    try:
        picture, scale = picture_of(document, page, dots_per_point)
        layouts, manner = lay_out(list(read_pages(document, Fonts(GlyphNames(data)))))
        blocks = find_blocks(layouts, manner, read_information(document, data).titles)
    finally:
        document.close()
    pen = ImageDraw.Draw(picture, "RGBA")
    layout = next((each for each in layouts if each.content.frame.page == page), None)
    if layout is not None:
        _draw_page(pen, layout, scale)
    for draft in blocks:
        _draw_block(pen, draft, page, scale)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _draw_page(pen: Any, layout: PageLayout, scale: float) -> None:
    for sheet in layout.content.sheets:
        for area in (*sheet.drawing.level, *sheet.drawing.upright):
            box = sheet.frame.box(*area)
            pen.rectangle(_scaled((box.x0, box.top, box.x1, box.bottom), scale), outline=RULE)
    for frame, area in layout.columns:
        box = frame.box(*area)
        pen.rectangle(_scaled((box.x0 - 3, box.top - 3, box.x1 + 3, box.bottom + 3), scale), outline=COLUMN, width=2)


def _draw_block(pen: Any, draft: Draft, page: int, scale: float) -> None:
    colour = COLOURS.get(draft.kind, OTHER)
    lines = [line for line in draft.lines if line.frame.page == page]
    if draft.table is not None:
        for cell in draft.table.cells:
            for place in _hull(line for line in cell.lines if line.frame.page == page):
                pen.rectangle(_scaled(place, scale), outline=CELL)
    for place in _hull(lines):
        scaled = _scaled(place, scale)
        pen.rectangle(scaled, outline=colour, width=2, fill=(*colour, SHADE) if draft.kind == "furniture" else None)
        pen.text(scaled[:2], f"{draft.kind} {draft.role or ''}{draft.level or ''}".strip(), fill=colour)


def _hull(lines: Iterable[Line]) -> list[Place]:
    """The rectangle around some lines; none where there are none."""
    boxes = [line.frame.box(line.x0, line.top, line.x1, line.bottom) for line in lines]
    if not boxes:
        return []
    x0, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    return [(x0, top, max(box.x1 for box in boxes), max(box.bottom for box in boxes))]


def _scaled(place: Place, scale: float) -> Place:
    x0, top, x1, bottom = place
    return x0 * scale, top * scale, max(x0, x1) * scale, max(top, bottom) * scale
