"""Characters of a page → fragments: words and style stretches with their place, size and style."""

import ctypes
import math
from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.model import Box, Style
from extract.read.pdf import native
from extract.read.pdf.settings import LINES
from extract.read.pdf.shapes import Fragment, Frame
from extract.read.pdf.signs import GlyphNames, Ink, Samples, glyph_text, mend, needs_mending
from extract.text import lazy_re as re

if TYPE_CHECKING:
    Integers = array[int]
else:
    Integers = array

MAX_CHARACTERS = 120_000
"""More than any page of print holds: vector art set as letters. Such a page is not read."""

BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi|[-.,]B(?:I|d)?$|-Bd|BoldMT|\+CMBX|CMBX\d|[-.]b$")
ITALIC_NAME = re.compile(r"(?i)ital|obli|slanted|[-.,]I(?:t)?$|[-.,]BI$|CMTI\d|CMMI\d|[-.]i$")

FORCE_BOLD = 1 << 18
ITALIC_FLAG = 1 << 6

INVISIBLE = 3
"""The render mode of text that is neither filled nor stroked."""

UNKNOWN = 0xFFFD
MINUS = "\u2212"
LINE_END_HYPHENS = frozenset((0xFFFE, 0x0002))
BLANKS = frozenset((0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000))


class TooManyCharacters(Exception):
    """The page holds more characters than print can."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the document: its name without the subset's prefix, and how it is set."""

    number: int
    name: str
    style: int
    mended: bool


@dataclass(slots=True)
class Fonts:
    """The fonts met so far, by PDFium's address. Addresses hold as long as the document is open."""

    glyphs: GlyphNames
    known: dict[int, Font] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples)

    def get(self, text_object: int) -> Font:
        handle = native.get_font(text_object) or 0
        font = self.known.get(handle)
        if font is None:
            font = self.known[handle] = self._read(handle)
        return font

    def _read(self, handle: int) -> Font:
        if not handle:
            return Font(self.numbers.setdefault("", len(self.numbers)), "", 0, False)
        room = ctypes.create_string_buffer(256)
        length = native.get_font_name(handle, ctypes.addressof(room), 256)
        name = room.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        name = re.sub(r"^[A-Z]{6}\+", "", name)
        flags = native.get_font_flags(handle)
        style = Style.PLAIN
        if BOLD_NAME.search(name) or (flags != -1 and flags & FORCE_BOLD):
            style |= Style.BOLD
        if ITALIC_NAME.search(name) or (flags != -1 and flags & ITALIC_FLAG):
            style |= Style.ITALIC
        return Font(self.numbers.setdefault(name, len(self.numbers)), name, int(style), needs_mending(name))


class PageMap:
    """How user space maps onto the page as shown, and onto the frames of its four turns."""

    def __init__(self, number: int, crop: tuple[float, float, float, float], rotation: int) -> None:
        left, bottom, right, top = crop
        wide, high = right - left, top - bottom
        shown = {
            0: (1.0, 0.0, -left, 0.0, -1.0, top),
            90: (0.0, 1.0, -bottom, 1.0, 0.0, -left),
            180: (-1.0, 0.0, right, 0.0, 1.0, -bottom),
            270: (0.0, -1.0, top, -1.0, 0.0, right),
        }[rotation]
        self.width, self.height = (high, wide) if rotation in (90, 270) else (wide, high)
        self.shown = shown
        self.frames = {turn: Frame(number, self.width, self.height, turn) for turn in (0, 90, 180, 270)}
        self.maps = {turn: self._turned(turn) for turn in (0, 90, 180, 270)}

    def _turned(self, turn: int) -> tuple[float, ...]:
        a, b, c, d, e, f = self.shown
        if turn == 90:
            return (-d, -e, self.height - f, a, b, c)
        if turn == 270:
            return (d, e, f, -a, -b, self.width - c)
        if turn == 180:
            return (-a, -b, self.width - c, -d, -e, self.height - f)
        return (a, b, c, d, e, f)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as a box on the page."""
        xx, xy, x, yx, yy, y = self.shown
        xs = sorted((xx * left + xy * bottom + x, xx * right + xy * top + x))
        ys = sorted((yx * left + yy * bottom + y, yx * right + yy * top + y))
        return Box(self.frames[0].page, xs[0], ys[0], xs[1], ys[1])

    def turn_of(self, a: float, b: float) -> int | None:
        """The turn of text whose writing direction is (a, b) in user space; None where it is slanted."""
        x = self.shown[0] * a + self.shown[1] * b
        y = self.shown[3] * a + self.shown[4] * b
        if abs(y) < 0.12 * abs(x):
            return 0 if x > 0 else 180
        if abs(x) < 0.12 * abs(y):
            return 90 if y < 0 else 270
        return None


def read_fragments(text_page: int, page_map: PageMap, fonts: Fonts) -> tuple[dict[int | None, list[Fragment]], int]:
    """All text of a page by turn, and how many letters of it are invisible, as text recognised under a picture is.

    Slanted text (watermarks) stands under None, in the frame of turn 0.
    """
    total = native.count_chars(text_page)
    if total > MAX_CHARACTERS:
        raise TooManyCharacters(f"{total} characters")
    units = _units(text_page, total)
    reader = _Reader(text_page, page_map, fonts, units)
    start, current, gap = -1, 0, True
    get_text_object, is_hyphen = native.get_text_object, native.is_hyphen
    for index, unit in enumerate(units):
        if unit in BLANKS:
            if start >= 0:
                reader.add(start, index, current, gap)
                start = -1
            gap = True
            continue
        handle = get_text_object(text_page, index) or 0
        if start >= 0 and handle != current:
            reader.add(start, index, current, gap)
            start, gap = -1, False
        if start < 0:
            start, current = index, handle
        if unit in LINE_END_HYPHENS and (unit == 0xFFFE or is_hyphen(text_page, index) == 1):
            reader.add(start, index + 1, current, gap)
            start, gap = -1, False
    if start >= 0:
        reader.add(start, len(units), current, gap)
    return reader.found, reader.invisible


def _units(text_page: int, total: int) -> Integers:
    """The code units of all characters, one for each; asked one by one where PDFium's text leaves some out."""
    room = ctypes.create_string_buffer(2 * total + 2)
    got = native.get_text(text_page, 0, total, ctypes.addressof(room))
    units = array("H")
    if got == total + 1:
        units.frombytes(room.raw[: 2 * total])
        return units
    return array("I", (native.get_unicode(text_page, index) for index in range(total)))


class _Reader:
    """Makes fragments, with what they share by text object kept."""

    def __init__(self, text_page: int, page_map: PageMap, fonts: Fonts, units: Integers) -> None:
        self.found: dict[int | None, list[Fragment]] = {}
        self._page, self._plane, self._fonts, self._units = text_page, page_map, fonts, units
        self._box, self._box_at = native.floats()
        self._point, self._point_at = native.doubles()
        self._edges, self._edges_at = native.doubles()
        self._clips = native.Clips()
        self._is_hidden = self._is_invisible = False
        self.invisible = 0
        self._object = -1
        self._font = Font(0, "", 0, False)
        self._size = 0.0
        self._turn: int | None = 0
        self._order = 0

    def add(self, start: int, end: int, text_object: int, gap: bool) -> None:
        if text_object != self._object:
            self._meet(start, text_object)
        if self._is_hidden:
            return
        text, broken = self._text(start, end)
        if not text:
            return
        turn = self._turn
        xx, xy, x, yx, yy, y = self._plane.maps[turn or 0]
        left, top, right, bottom = self._extent(start, end)
        x0, x1 = xx * left + xy * bottom + x, xx * right + xy * top + x
        if x0 > x1:
            x0, x1 = x1, x0
        if end - start > 1 and x1 - x0 > (LINES.widest_letter * (end - start) + LINES.inner_gap) * max(self._size, 2.0):
            places = self._gaps(start, end)
            if places:
                for first, last in pairwise((start, *places, end)):
                    self.add(first, last, text_object, gap or first > start)
                return
        native.get_origin(self._page, start, *self._point_at[:2])
        base = yx * self._point[0] + yy * self._point[1] + y
        size = self._size
        if not 2 <= size <= 120:
            size = abs(yx * (right - left) + yy * (top - bottom)) or 1.0
        if end - start == 1 and not self._font.mended and self._fonts.samples.wants(self._font.number, text):
            self._fonts.samples.add(self._font.number, text, self._ink(start))
        if not math.isfinite(x0 + x1 + base + size):
            # A damaged page can set text at no place at all: it is kept, in the corner.
            x0, x1, base, size = 0.0, 0.0, 0.0, 1.0
        font = self._font
        fragment = Fragment.on_line(text, x0, x1, base, size, font.number, self._order, font.style, gap, broken)
        self._order += 1
        self.invisible += len(text) * self._is_invisible
        self.found.setdefault(turn, []).append(fragment)

    def _extent(self, start: int, end: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in user space, of the first character and the last."""
        box, at = self._box, self._box_at[0]
        native.get_loose_box(self._page, start, at)
        left, top, right, bottom = box[0], box[1], box[2], box[3]
        if end - start > 1:
            native.get_loose_box(self._page, end - 1, at)
            left, right = min(left, box[0]), max(right, box[2])
            bottom, top = min(bottom, box[3]), max(top, box[1])
        return left, top, right, bottom

    def _ink(self, index: int) -> Ink:
        """What a character's ink covers, in ems from its origin; nothing where its text does not stand upright."""
        native.get_origin(self._page, index, *self._point_at[:2])
        left, right, bottom, top = self._edges_at
        size = max(self._size, 0.1)
        if self._turn != 0 or not native.get_char_box(self._page, index, left, right, bottom, top):
            return Ink(0.0, 0.0, 0.0)
        base = self._point[1]
        return Ink(
            (self._edges[1] - self._edges[0]) / size, (self._edges[2] - base) / size, (self._edges[3] - base) / size
        )

    def _gaps(self, start: int, end: int) -> list[int]:
        """Where white space within a text object is so wide that it parts words, though the engine tells no blank.

        It tells none between signs ("-", "+") and after some symbols, however far apart the file has set them.
        """
        xx, xy, x, _, _, _ = self._plane.maps[self._turn or 0]
        box, at, reach, found = self._box, self._box_at[0], 0.0, list[int]()
        for index in range(start, end):
            native.get_loose_box(self._page, index, at)
            ends = sorted((xx * box[0] + xy * box[3] + x, xx * box[2] + xy * box[1] + x))
            if index > start and ends[0] - reach > LINES.inner_gap * self._size:
                found.append(index)
            reach = max(reach, ends[1]) if index > start else ends[1]
        return found

    def _meet(self, index: int, text_object: int) -> None:
        """Font, size and direction of a text object that begins."""
        self._object = text_object
        self._is_hidden = bool(text_object) and self._clips.hides(text_object)
        self._is_invisible = bool(text_object) and native.get_render_mode(text_object) == INVISIBLE
        self._font = self._fonts.get(text_object) if text_object else Font(0, "", 0, False)
        native.get_char_matrix(self._page, index, self._box_at[0])
        a, b, c, d = self._box[0], self._box[1], self._box[2], self._box[3]
        self._size = native.get_font_size(self._page, index) * math.sqrt(c * c + d * d)
        self._turn = self._plane.turn_of(a, b)

    def _text(self, start: int, end: int) -> tuple[str, bool]:
        units = self._units[start:end]
        broken = units[-1] == 0xFFFE or (units[-1] == 2 and native.is_hyphen(self._page, end - 1) == 1)
        if broken:
            units[-1] = 0x2D
        if not broken and (min(units) < 0x20 or UNKNOWN in units):
            return self._named(units, start), False
        if units.typecode == "H":
            text = units.tobytes().decode("utf-16-le", "replace")
        else:
            text = "".join(map(chr, units))
        if self._font.mended or not (text.isascii() and text.isprintable()):
            text = mend(text, self._font.name)
        return text, broken

    def _named(self, units: Integers, start: int) -> str:
        """Text with codes that stand for no character: their glyphs' names tell."""
        font = self._font
        page = self._plane.frames[0].page
        characters: list[str] = []
        for index, unit in enumerate(units, start):
            if unit == UNKNOWN:
                native.get_origin(self._page, index, *self._point_at[:2])
                name = self._fonts.glyphs.at(page, self._point[0], self._point[1])
            elif unit < 0x20:
                name = self._fonts.glyphs.get(page, font.name, unit)
            else:
                characters.append(chr(unit))
                continue
            text = glyph_text(name, font.name) if name else None
            if text is None and self._ink(index).is_bar:
                text = MINUS
            characters.append(text or chr(unit if unit == UNKNOWN else 0xE000 + unit))
        return mend("".join(characters), font.name)
