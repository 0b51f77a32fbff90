"""The names of glyphs that a font gives no characters for, asked of the file only when such a glyph is met.

pdfminer (the parser of pdfplumber) is imported then, not before: it takes a tenth of a second a page.
"""

import io
import logging
from typing import Any

MAX_PAGES = 400
MAX_DRAWN = 20
"""Pages whose content is gone through once more, for glyphs whose code PDFium does not tell."""

NEAR = 0.6
"""Points between one glyph's origins in both engines."""


MAX_GLYPHS = 20_000

Glyph = tuple[float, float, str, int]
"""Origin in user space, font, code."""


class GlyphNames:
    """Glyph names by page, font (without its subset's prefix) and code; or by place."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] | None = None
        self._names: dict[int, dict[str, dict[int, str]]] = {}
        self._drawn: dict[int, list[tuple[float, float, str]]] = {}

    def get(self, page: int, font: str, code: int) -> str | None:
        """The name of a glyph, None where the font does not tell."""
        if page not in self._names:
            self._names[page] = self._read(page, _font_names, {})
        return self._names[page].get(font, {}).get(code)

    def at(self, page: int, x: float, y: float) -> str | None:
        """The name of the glyph whose origin in user space is nearest, None where nothing tells."""
        if page not in self._drawn:
            self._drawn[page] = self._read(page, _drawn_names, []) if len(self._drawn) < MAX_DRAWN else []
        near = ((abs(left - x) + abs(base - y), name) for left, base, name in self._drawn[page])
        off, name = min(near, default=(NEAR, ""))
        return name if off < NEAR and name else None

    def _read(self, number: int, read: Any, nothing: Any) -> Any:
        """What a function finds on a page; nothing where the parser stumbles over the file."""
        from pdfminer.psparser import PSException

        try:
            if self._pages is None:
                self._pages = []
                self._pages.extend(_open_pages(self._data))
            return read(self._pages[number - 1]) if number <= len(self._pages) else nothing
        except (PSException, TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError):
            return nothing


def _open_pages(data: bytes) -> Any:
    from itertools import islice

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    return islice(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))), MAX_PAGES)


def _font_names(page: Any) -> dict[str, dict[int, str]]:
    """The names that the page's fonts give to codes."""
    from pdfminer.pdftypes import resolve1

    names: dict[str, dict[int, str]] = {}
    fonts = resolve1((resolve1(page.resources) or {}).get("Font")) or {}
    for font in fonts.values():
        described = resolve1(font)
        base = getattr(described.get("BaseFont"), "name", None)
        if base:
            names.setdefault(_bare(base), {}).update(_codes(described))
    return names


def _codes(described: Any) -> dict[int, str]:
    """Glyph names by code: the font program's own, changed by the differences that the file lists."""
    from pdfminer.pdffont import Type1FontHeaderParser
    from pdfminer.pdftypes import resolve1, stream_value

    found: dict[int, str] = {}
    encoding = resolve1(described.get("Encoding"))
    program = (resolve1(described.get("FontDescriptor")) or {}).get("FontFile")
    is_built_in = encoding is None or (isinstance(encoding, dict) and "BaseEncoding" not in encoding)
    if program is not None and is_built_in:
        stream = stream_value(program)
        header = stream.get_data()[: int(resolve1(stream.get("Length1")) or 0)]
        parser: Any = Type1FontHeaderParser(io.BytesIO(header))
        for key, value in _listed(parser):
            found[key] = value
    if isinstance(encoding, dict):
        found.update(_differences(resolve1(encoding.get("Differences")) or []))
    return found


def _listed(parser: Any) -> list[tuple[int, str]]:
    """The codes and names that a Type 1 font's header lists."""
    from pdfminer.psparser import PSEOF

    listed: list[tuple[int, str]] = []
    while len(listed) < 256:
        try:
            code, name = parser.nextobject()
        except PSEOF:
            return listed
        if isinstance(code, int):
            listed.append((code, str(getattr(name, "name", name))))
    return listed


def _differences(listed: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for item in listed:
        if isinstance(item, int):
            code = item
        else:
            found[code] = str(getattr(item, "name", ""))
            code += 1
    return found


def _drawn_names(page: Any) -> list[tuple[float, float, str]]:
    """The origin of every glyph on the page that has a name, in user space."""
    names = _font_names(page)
    glyphs = _draw_glyphs(page)
    return [(x, y, name) for x, y, font, code in glyphs if (name := names.get(_bare(font), {}).get(code))]


def _bare(font: str) -> str:
    return font.split("+", 1)[-1] if font[6:7] == "+" else font


def _draw_glyphs(page: Any) -> list[Glyph]:
    """The glyphs of a page in drawing order."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.utils import MATRIX_IDENTITY

    glyphs: list[Glyph] = []

    class Device(PDFTextDevice):
        """Keeps what is drawn instead of drawing it."""

        def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, *given: Any) -> float:
            """Called for each glyph; the width by which the next one stands behind it."""
            rise, cid = given[:2]
            _, _, c, d, e, f = matrix
            if len(glyphs) < MAX_GLYPHS:
                glyphs.append((c * rise + e, d * rise + f, str(font.fontname or ""), cid))
            return float(font.char_width(cid) * fontsize * scaling)

    resources = PDFResourceManager()
    PDFPageInterpreter(resources, Device(resources)).render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
    return glyphs
