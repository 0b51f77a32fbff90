"""A copy of a PDF with passages highlighted and a word on each, as readers of PDFs show them."""

import ctypes
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as raw

from extract.errors import BadPdf
from extract.model import Box
from extract.read.pdf.pages import open_pdf

STEPS = 100
"""Steps of the engine's whole device units to a point: a box keeps its place to a hundredth."""

PRINTED = 4
"""The flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """What one passage carries: `boxes` all on one page; `colour` red, green and blue of 0 to 255."""

    name: str
    author: str
    words: str
    colour: tuple[int, int, int]
    boxes: tuple[Box, ...]


def highlighted(data: bytes, highlights: Sequence[Highlight]) -> bytes:
    """The PDF with its highlights, one annotation each; pages, text and what others noted stay as they are.

    Raises `BadPdf` where it has no such page or cannot be written; `Encrypted` and `Truncated` as for reading.
    Call it in a bounded process only: the engine hears no alarm.
    """
    document = open_pdf(data)
    try:
        for highlight in highlights:
            number = highlight.boxes[0].page
            if not 1 <= number <= len(document):
                raise BadPdf(f"the PDF has no page {number}: it has {len(document)}")
            page = document[number - 1]
            _highlight(page.raw, page.get_size(), highlight)
            page.close()
        written = io.BytesIO()
        document.save(written, flags=raw.FPDF_NO_INCREMENTAL)
    finally:
        document.close()
    return written.getvalue()


def _highlight(page: raw.FPDF_PAGE, size: tuple[float, float], highlight: Highlight) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    if not annotation:
        raise BadPdf("the PDF takes no annotations")
    try:
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *highlight.colour, 255)
        corners = [_corners(page, size, box) for box in highlight.boxes]
        for left, bottom, right, top in corners:
            quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(quad))
        around = raw.FS_RECTF(
            min(c[0] for c in corners),
            max(c[3] for c in corners),
            max(c[2] for c in corners),
            min(c[1] for c in corners),
        )
        raw.FPDFAnnot_SetRect(annotation, ctypes.byref(around))
        raw.FPDFAnnot_SetFlags(annotation, PRINTED)
        for key, value in ((b"NM", highlight.name), (b"T", highlight.author), (b"Contents", highlight.words)):
            raw.FPDFAnnot_SetStringValue(annotation, key, _wide(value))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _corners(page: raw.FPDF_PAGE, size: tuple[float, float], box: Box) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a box in the page's own units, whatever its turn and its crop box."""
    wide, high = (round(side * STEPS) for side in size)
    found: list[tuple[float, float]] = []
    for x, y in ((box.x0, box.top), (box.x1, box.bottom)):
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(page, 0, 0, wide, high, 0, round(x * STEPS), round(y * STEPS), across, up)
        found.append((across.value, up.value))
    (x0, y0), (x1, y1) = found
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _wide(text: str) -> "ctypes.Array[ctypes.c_ushort]":
    encoded = text.encode("utf-16-le", "replace") + b"\0\0"
    return (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
