"""Which strokes of a page are rules, upright or level, and which are grounds: by length and thickness in points."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import lines, pdf, write

from extract.read.pdf.characters import Fonts
from extract.read.pdf.pages import open_pdf, read_pages
from extract.read.pdf.signs import GlyphNames


def drawn_as(wide: float, high: float) -> str:
    """What a filled stroke of that size is: level, upright, ground or nothing."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(1, 3))
        canvas.rect(100, 300, wide, high, stroke=0, fill=1)

    data = pdf(draw)
    document = open_pdf(data)
    try:
        (page,) = read_pages(document, Fonts(GlyphNames(data)))
        drawing = page.sheets[0].drawing
    finally:
        document.close()
    return "".join(name for name in ("level", "upright", "grounds") if getattr(drawing, name)) or "nothing"


@pytest.mark.parametrize(
    ("long", "thick", "is_rule"),
    [
        (7.5, 1.0, False),
        (8.5, 1.0, True),
        (20.0, 2.1, True),
        (20.0, 2.4, False),  # as thick only where it is twelve times as long
        (40.0, 3.5, False),
        (44.0, 3.5, True),
        (300.0, 4.3, True),
        (300.0, 4.8, False),
    ],
)
def test_a_rule_is_thin_or_much_longer_than_thick(long: float, thick: float, is_rule: bool) -> None:
    assert (drawn_as(long, thick) == "level") is is_rule
    assert (drawn_as(thick, long) == "upright") is is_rule


@pytest.mark.parametrize(("side", "found"), [(7.5, "nothing"), (8.5, "grounds")])
def test_a_ground_is_as_long_as_a_rule_on_both_sides(side: float, found: str) -> None:
    assert drawn_as(side, 8.5) == found and drawn_as(8.5, side) == found
