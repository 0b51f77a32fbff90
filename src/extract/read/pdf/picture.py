"""A page as PNG with passages marked, for people's eyes."""

import io
from collections.abc import Sequence
from typing import Any

from pypdfium2 import PdfDocument

from extract.errors import BadPdf
from extract.model import Box
from extract.read.pdf.forms import without_tangles
from extract.read.pdf.pages import open_pdf

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
    places = [_place(box, scale) for box in boxes if box.page == page]
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


def _place(box: Box, scale: float) -> tuple[float, float, float, float]:
    return (
        (box.x0 - MARGIN) * scale,
        (box.top - MARGIN) * scale,
        (box.x1 + MARGIN) * scale,
        (box.bottom + MARGIN) * scale,
    )
