"""Where pdfminer sets each glyph of a page, with the code that the file gives it."""

from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.utils import MATRIX_IDENTITY

MAX_GLYPHS = 20_000

Glyph = tuple[float, float, str, int]
"""Origin in user space, font, code."""


def draw_glyphs(page: Any) -> list[Glyph]:
    """The glyphs of a page in drawing order."""
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
    return device.glyphs


class _Device(PDFTextDevice):
    """Keeps what is drawn instead of drawing it."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.glyphs: list[Glyph] = []

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Called for each glyph; the width by which the next one stands behind it."""
        _, _, c, d, e, f = matrix
        if len(self.glyphs) < MAX_GLYPHS:
            self.glyphs.append((c * rise + e, d * rise + f, str(font.fontname or ""), cid))
        return float(font.char_width(cid) * fontsize * scaling)
