"""A page as PNG with passages marked, for people's eyes."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from pypdfium2 import PdfDocument

from extract.errors import BadPdf
from extract.model import Box
from extract.read.pdf.blocks import find_blocks
from extract.read.pdf.characters import Fonts
from extract.read.pdf.damaged import without_tangles
from extract.read.pdf.layout import PageLayout, lay_out
from extract.read.pdf.lines import Line
from extract.read.pdf.matter import read_information
from extract.read.pdf.pages import open_pdf, read_pages
from extract.read.pdf.paragraphs import Draft
from extract.read.pdf.signs import GlyphNames

DOTS_PER_POINT = 2.0
MAX_SIDE = 4000
MARK = (255, 214, 0)
FRAME = (214, 64, 0)
MARGIN = 1.5


def page_png(
    data: bytes,
    page: int,
    boxes: Sequence[Box],
    *,
    dots_per_point: float = DOTS_PER_POINT,
    colours: int | None = None,
    around: float | None = None,
) -> bytes:
    """The page (from 1) of a PDF, drawn; boxes that lie on it are marked. Raises `BadPdf` where it has no such page.

    With `colours` (up to 256) the picture has only so many, and a third of the size; with `around` it is a band of the
    page, from so many points above the first box to as many below the last.
    """
    from PIL import Image, ImageChops, ImageDraw

    document = open_pdf(without_tangles(data)[0])
    try:
        picture, scale = picture_of(document, page, dots_per_point)
    finally:
        document.close()
    marks = Image.new("RGB", picture.size, (255, 255, 255))
    pen = ImageDraw.Draw(marks)
    places = [_around(box, MARGIN, scale) for box in boxes if box.page == page]
    for place in places:
        pen.rectangle(place, fill=MARK)
    picture = ImageChops.multiply(picture, marks)
    pen = ImageDraw.Draw(picture)
    for place in places:
        pen.rectangle(place, outline=FRAME, width=max(1, round(scale / 2)))
    if around is not None and places:
        top, bottom = min(place[1] for place in places), max(place[3] for place in places)
        band = (max(0, int(top - around * scale)), min(picture.height, int(bottom + around * scale)))
        picture = picture.crop((0, band[0], picture.width, band[1])) if band[0] < band[1] else picture
    if colours is not None:
        picture = picture.quantize(colours)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=colours is not None)
    return written.getvalue()


def picture_of(document: PdfDocument, page: int, dots_per_point: float) -> tuple[Any, float]:
    """A page as a picture of PIL, and its dots a point. Raises `BadPdf` where there is no such page.

    Call it in a bounded process only: a page may draw without end, and the engine hears no alarm.
    """
    if not 1 <= page <= len(document):
        raise BadPdf(f"the PDF has no page {page}: it has {len(document)}")
    sheet = document[page - 1]
    width, height = sheet.get_size()
    scale = min(dots_per_point, MAX_SIDE / max(width, height, 1.0))
    return sheet.render(scale=scale).to_pil().convert("RGB"), scale


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
        layouts, body_style = lay_out(list(read_pages(document, Fonts(GlyphNames(data)))))
        blocks = find_blocks(layouts, body_style, read_information(document, data).titles)
    finally:
        document.close()
    pen = ImageDraw.Draw(picture, "RGBA")
    layout = next((layout for layout in layouts if layout.content.frame.page == page), None)
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
            pen.rectangle(_around(sheet.frame.box(*area), 0, scale), outline=RULE)
    for frame, area in layout.columns:
        pen.rectangle(_around(frame.box(*area), 3, scale), outline=COLUMN, width=2)


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


def _around(box: Box, margin: float, scale: float) -> Place:
    return _scaled((box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin), scale)


def _scaled(place: Place, scale: float) -> Place:
    x0, top, x1, bottom = place
    return x0 * scale, top * scale, max(x0, x1) * scale, max(top, bottom) * scale
