"""Highlights in a copy of a PDF: where the words stand, on pages that are turned or cropped too."""

import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.raw import raw_pdf, stream

from extract.errors import BadPdf
from extract.model import Box
from extract.read.pdf.highlights import Highlight, highlighted

WORDS = "Error: 12/54 = 22.2%, printed as 32.2% – Łódź"


def made(box: Box) -> Highlight:
    return Highlight(name="f1.0.1", author="extract", words=WORDS, colour=(255, 168, 158), boxes=(box,))


def page_of(turn: int, crop: str) -> bytes:
    """One page of 600 × 800 with the word "here" at 200, 500, from below."""
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/CropBox[{crop}]/Rotate {turn}/Contents 4 0 R"
            "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode(),
            stream(b"BT /F 12 Tf 200 500 Td (here) Tj ET"),
        ]
    )


def quads(data: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each highlight of the first page, in the page's own units."""
    page = pdfium.PdfDocument(data)[0]
    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT:
            quad = raw.FS_QUADPOINTSF()
            raw.FPDFAnnot_GetAttachmentPoints(annotation, 0, quad)
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", ["0 0 600 800", "100 50 500 700"])
def test_a_highlight_lies_on_the_words_that_the_reader_boxed(turn: int, crop: str) -> None:
    """A box is given as the page is seen: from its left and its top, turned and cropped."""
    left, bottom, right, top = map(int, crop.split())
    x, y = 200 - left, top - 500
    wide, high = right - left, top - bottom
    seen = {
        0: (x, y - 10, x + 24, y),
        90: (high - y, x, high - y + 10, x + 24),
        180: (wide - x - 24, high - y, wide - x, high - y + 10),
        270: (y - 10, wide - x - 24, y, wide - x),
    }[turn]
    copy = highlighted(page_of(turn, crop), [made(Box(1, *map(float, seen)))])
    (quad,) = quads(copy)
    assert quad == pytest.approx((200, 500, 224, 510), abs=0.1)


def test_the_copy_says_what_is_said_and_keeps_the_page() -> None:
    plain = page_of(0, "0 0 600 800")
    copy = highlighted(plain, [made(Box(1, 200, 290, 224, 300))])
    page = pdfium.PdfDocument(copy)[0]
    annotation = raw.FPDFPage_GetAnnot(page.raw, 0)
    buffer = (raw.FPDF_WCHAR * 200)()
    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, 400)
    assert bytes(buffer)[: size - 2].decode("utf-16-le") == WORDS
    assert page.get_textpage().get_text_bounded() == "here"
    again = highlighted(copy, [made(Box(1, 200, 290, 224, 300))])
    assert len(quads(again)) == 2


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(BadPdf, match="no page 2"):
        highlighted(page_of(0, "0 0 600 800"), [made(Box(2, 1, 1, 9, 9))])


def test_a_form_and_its_fields_stay() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    canvas.acroForm.textfield(name="field", x=100, y=700)
    canvas.showPage()
    canvas.save()
    copy = highlighted(written.getvalue(), [made(Box(1, 200, 290, 224, 300))])
    assert b"/AcroForm" in copy and b"/Widget" in copy and b"/Highlight" in copy
