"""The names of glyphs that a font gives no characters for, asked of the file only when such a glyph is met."""

import io
import logging
from typing import Any

MAX_PAGES = 400


class GlyphNames:
    """Glyph names by page, font (without its subset's prefix) and code."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._names: list[dict[str, dict[int, str]]] | None = None

    def get(self, page: int, font: str, code: int) -> str | None:
        """The name of a glyph, None where the font does not tell."""
        if self._names is None:
            self._names = _read_names(self._data)
        if page > len(self._names):
            return None
        return self._names[page - 1].get(font, {}).get(code)


def _read_names(data: bytes) -> list[dict[str, dict[int, str]]]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psparser import PSException

    names: list[dict[str, dict[int, str]]] = []
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number >= MAX_PAGES:
                break
            names.append({})
            _add_fonts(page.resources, names[-1])
    except (PSException, TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return names
    return names


def _add_fonts(resources: Any, names: dict[str, dict[int, str]]) -> None:
    from pdfminer.pdftypes import resolve1

    fonts = resolve1((resolve1(resources) or {}).get("Font")) or {}
    for font in fonts.values():
        described = resolve1(font)
        base = getattr(described.get("BaseFont"), "name", None)
        encoding = resolve1(described.get("Encoding"))
        if not base or not isinstance(encoding, dict):
            continue
        names.setdefault(base.split("+", 1)[-1] if base[6:7] == "+" else base, {}).update(
            _differences(resolve1(encoding.get("Differences")) or [])
        )


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
