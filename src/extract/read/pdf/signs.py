"""Characters made right: ligatures, symbol fonts, accents set apart; signs told by use, by ink and by glyph names."""

import io
import logging
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extract.read.pdf.settings import SIGNS
from extract.read.pdf.shapes import Area, Fragment, Sheet
from extract.text import lazy_re as re
from extract.text.numbers import are_alike, are_near

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


SYMBOL_FONT = re.compile(
    r"(?i)matha\d|matha$|mathpi|mathematicalpi|universalmath|AdvP4C|AdvMT_?SY|AdvPSSYM|AdvSYM|AdvMathSymb|cmsy\d|cm_maths_symb|^symbol"
)

MATHABX = dict(zip("´¨ˆ˘ďě«„Ñ˝1", "−·×±≤≥≈∼→°′", strict=True))
"""Fonts of the `matha` kind, whose operators come out as accented letters."""

PI = dict(zip("123456#$.,", "+−×÷=±≤≥><", strict=True))
"""Fonts of the Mathematical Pi kind, whose operators come out as digits and points."""

ADVANCE = dict(zip("¼ÀÂÃÆþðÞ½Š", "=−×∗±+()[]", strict=True))
"""Fonts of the kind that compositors name AdvP4C4E74, whose operators come out as Latin letters."""

GLYPH_CODES = dict(
    zip((0, 1, 2, 3, 4, 6, 7, 14, 15, 20, 21, 24, 25, 33, 49, 121, 122, 123), "−·×∗÷±∓°•≤≥∼≈→∞†‡§", strict=True)
)
"""Glyphs named by their number (C0, C20): the numbers of the usual mathematical symbol encoding."""

NAMED = {"circlecopyrt": "○", "lessorequalslant": "⩽", "greaterorequalslant": "⩾"}
"""Names of glyphs that are not in the usual list."""

SYMBOL = {
    **dict(zip(b"\xb1\xb3\xa3\xb4-mabgdDcklpsSw", "±≥≤×−μαβγδΔχκλπσΣω", strict=True)),
    **dict(zip(b"\xb0\xb7\xd7\xbb\xb9\xae\xa5<=>+%~\xa2\xe2\xd2\xe3\xd3*", "°•·≈≠→∞<=>+%∼′®®©©∗", strict=True)),
}
"""The Symbol font's own encoding, as it shows in private code points U+F000 and up."""

OTHERS = {
    "\U000f8020": "′",
    "Ⓡ": "®",
    "Ⓒ": "©",
    "\uf6d9": "©",
    "\uf6da": "®",
    "\uf6db": "™",
    "\uf8e8": "®",
    "\uf8e9": "©",
}
BRACKET_PIECES = re.compile("[\uf8e6-\uf8fe]")
ODD = re.compile("[\ufb00-\ufb06\U0001d400-\U0001d7ff\uf000-\uf8ff\u24c7\u24b8\U000f8020]")

ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˘": "\u0306",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˚": "\u030a",
    "˝": "\u030b",
    "˙": "\u0307",
}
"""Accents that some fonts set as marks of their own, and what they do to the letter that they stand over."""


def needs_mending(font: str) -> bool:
    """Whether a font's characters may not be what their code points say."""
    return SYMBOL_FONT.search(font) is not None


def mend(text: str, font: str) -> str:
    """The characters that the page shows, for the code points that the file gives."""
    if needs_mending(font):
        table = _table(font)
        if table:
            text = "".join(table.get(character, character) for character in text)
    return ODD.sub(_plain, BRACKET_PIECES.sub("", text))


def _table(font: str) -> dict[str, str] | None:
    name = font.lower()
    if "matha" in name and "mathematical" not in name:
        return MATHABX
    if "mathematicalpi" in name or "mathpi" in name or "universalmath" in name:
        return PI
    return ADVANCE if name.startswith("adv") else None


def _plain(found: re.Match[str]) -> str:
    character = found[0]
    if character in OTHERS:
        return OTHERS[character]
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOL.get(code - 0xF000, character)
    return unicodedata.normalize("NFKC", character)


def glyph_text(name: str, font: str) -> str | None:
    """What a glyph's name says; None where it says nothing."""
    numbered = re.fullmatch(r"C(\d{1,3})", name)
    if numbered:
        return GLYPH_CODES.get(int(numbered[1])) if needs_mending(font) else None
    if name in NAMED:
        return NAMED[name]
    from pdfminer.encodingdb import name2unicode

    try:
        return name2unicode(name)
    except KeyError:
        return None


def with_accent(text: str, place: float, accent: str) -> str | None:
    """A word with an accent over the letter nearest to a place (0 to 1 along it); None where none takes it."""
    mark = ACCENTS[accent]
    wanted = place * len(text) - 0.5
    for index in sorted(range(len(text)), key=lambda place: abs(place - wanted))[:3]:
        composed = unicodedata.normalize("NFC", ("i" if text[index] == "ı" else text[index]) + mark)
        if len(composed) == 1:
            return text[:index] + composed + text[index + 1 :]
    return None


PI_FONT = re.compile(r"^AdvP[0-9A-F]{4,6}$|symbol", re.I)
GREEK = dict(zip("abgdeklmpqrstwxDSW", "αβγδεκλμπθρστωξΔΣΩ", strict=True))
"""The places of Greek letters in the usual symbol encoding."""


DOTS = frozenset(".·•․‧|")


DENIABLE = frozenset(".,123456")
"""Characters that their ink can deny."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A character's ink in ems: its width, its lower and upper edge from the base line."""

    width: float
    bottom: float
    top: float

    @property
    def is_bar(self) -> bool:
        """Whether it is a minus."""
        low, high = SIGNS.bar_middle
        is_thin = 0 < self.top - self.bottom < SIGNS.bar_height and self.width > SIGNS.bar_width
        return is_thin and low < (self.top + self.bottom) / 2 < high

    def denies(self, character: str) -> bool:
        """Whether a figure, a point or a comma cannot look so."""
        height = self.top - self.bottom
        if character in ".,":
            return height > SIGNS.high_stop
        return 0 < height < SIGNS.low_figure or (character == "1" and self.width > SIGNS.wide_one)


@dataclass(slots=True)
class Samples:
    """For each font, how many of its lone characters were looked at, and how many were not what they are called."""

    seen: dict[int, int] = field(default_factory=dict)
    denied: dict[int, int] = field(default_factory=dict)

    def wants(self, font: int, text: str) -> bool:
        return text in DENIABLE and self.seen.get(font, 0) < SIGNS.most_samples

    def add(self, font: int, text: str, ink: Ink) -> None:
        self.seen[font] = self.seen.get(font, 0) + 1
        self.denied[font] = self.denied.get(font, 0) + ink.denies(text)

    def of_signs(self) -> set[int]:
        """The fonts whose figures and points are signs."""
        return {
            font
            for font, no in self.denied.items()
            if no >= SIGNS.min_samples and no >= SIGNS.denied_share * self.seen[font]
        }


def mend_signs(sheets: Iterable[Sheet], names: dict[str, int], samples: Samples) -> None:
    """A symbol font used for nothing but single letters sets Greek; one whose figures are none, by their ink, signs."""
    kept = list(sheets)
    symbols = {number for name, number in names.items() if PI_FONT.search(name)}
    greek = _setting_only(GREEK.__contains__, kept, symbols)
    signs = _setting_only(lambda text: not any(map(str.isalpha, text)), kept, samples.of_signs() - greek)
    if not greek and not signs:
        return
    for sheet in kept:
        sheet.fragments = [
            fragment._replace(text=GREEK[fragment.text])
            if fragment.font in greek
            else fragment._replace(text="".join(PI.get(character, character) for character in fragment.text))
            if fragment.font in signs
            else fragment
            for fragment in sheet.fragments
        ]


def part_dotted_rules(sheet: Sheet) -> None:
    """Rules between columns that are set as a column of equal signs become rules of the drawing.

    Left as text, a sign stands in every line of both columns and bridges the white between them.
    """
    columns: dict[tuple[str, int], list[Fragment]] = {}
    for fragment in sheet.fragments:
        if len(fragment.text) == 1 and (fragment.text in DOTS or "\ue000" <= fragment.text <= "\uf8ff"):
            columns.setdefault((fragment.text, round(fragment.x0)), []).append(fragment)
    dots: set[int] = set()
    for held in columns.values():
        if len(held) >= SIGNS.min_dots and _is_steady(held) and not _are_bullets(held, sheet.fragments):
            dots.update(fragment.order for fragment in held)
            x0, x1 = min(glyph.x0 for glyph in held), max(glyph.x1 for glyph in held)
            middle = (x0 + x1) / 2
            sheet.drawing.upright.append(
                Area(middle, min(glyph.top for glyph in held), middle, max(glyph.bottom for glyph in held))
            )
    if dots:
        sheet.fragments = [fragment for fragment in sheet.fragments if fragment.order not in dots]


def _is_steady(column: list[Fragment]) -> bool:
    """Whether signs follow each other down a column in one step."""
    bases = sorted(fragment.base for fragment in column)
    steps = [below - above for above, below in pairwise(bases)]
    usual = sorted(steps)[len(steps) // 2]
    steady = sum(are_alike(step, usual, SIGNS.step_spread) for step in steps)
    return usual > 0 and steady > SIGNS.min_steady * len(steps)


def _are_bullets(column: Sequence[Fragment], fragments: Sequence[Fragment]) -> bool:
    """Whether text begins right of most signs, or ends left of them, on their base line: bullets or marks, no rule."""
    left, right = min(fragment.x0 for fragment in column), max(fragment.x1 for fragment in column)
    beside = [
        fragment.base
        for fragment in fragments
        if right < fragment.x0 < right + SIGNS.bullet_gap * fragment.size
        or left - 0.5 * fragment.size < fragment.x1 <= left + 1
    ]
    on_line = sum(any(are_near(base, fragment.base, 0.1 * fragment.size) for base in beside) for fragment in column)
    return on_line > SIGNS.bullet_share * len(column)


def _setting_only(fits: Callable[[str], bool], sheets: Sequence[Sheet], fonts: set[int]) -> set[int]:
    """Those fonts that set nothing anywhere but texts that fit: a font for text sets words."""
    texts = ((fragment.font, fragment.text) for sheet in sheets for fragment in sheet.fragments)
    return fonts - {font for font, text in texts if font in fonts and not fits(text)} if fonts else fonts
