"""Links inside a PDF: where they stand, and the place, DOI or address that they point at."""

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from extract.model import Block, Box, Entry, Link, Runs, Span
from extract.read.pdf.characters import Plane
from extract.read.pdf.settings import SETTINGS

LINKS = SETTINGS.links

MAX_LINKS = 3000
MAX_ADDRESS = 2000
URI_ACTION = 3
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>&#?]{1,200}")
NUMBER_LABEL = re.compile(r"^[\[(]?(\d{1,4})[\])]?[.:]?(?=\s|$|[^\d])")
VIEW_TOPS = {1: 1, 3: 0, 5: 3, 7: 0}
"""Where a destination's view keeps its upper edge: XYZ, FitH, FitR, FitBH."""

NAME = re.compile(r"[^\W\d_]{3,}")
TRIMMED = " \t\n,;.()[]–-"


class RawLink(NamedTuple):
    """A link's rectangle, and either an address or a place: page, and height from the top (-1: not told)."""

    box: Box
    address: str | None
    page: int
    top: float


def read_links(document: Any, page: Any, plane: Plane) -> Iterator[RawLink]:
    """The link annotations of one page."""
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            continue
        box = plane.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == URI_ACTION:
            address = _address(document, action)
            if address:
                yield RawLink(box, address, 0, -1.0)
            continue
        target = raw.FPDFLink_GetDest(document, link) or (raw.FPDFAction_GetDest(document, action) if action else None)
        if target:
            yield RawLink(box, None, raw.FPDFDest_GetDestPageIndex(document, target) + 1, _height(target))


def _address(document: Any, action: Any) -> str:
    room = ctypes.create_string_buffer(MAX_ADDRESS)
    length = raw.FPDFAction_GetURIPath(document, action, room, MAX_ADDRESS)
    return room.raw[: max(0, min(length, MAX_ADDRESS) - 1)].decode("utf-8", "replace")


def _height(target: Any) -> float:
    """The height in user space that a destination names; -1 where it names only the page."""
    has_x, has_y, has_zoom = (ctypes.c_int(0) for _ in range(3))
    x, y, zoom = (ctypes.c_float(0) for _ in range(3))
    reported = [ctypes.byref(value) for value in (has_x, has_y, has_zoom, x, y, zoom)]
    found = raw.FPDFDest_GetLocationInPage(target, *reported)
    if found and has_y.value:
        return float(y.value)
    count, values = ctypes.c_ulong(0), (ctypes.c_float * 4)()
    view = raw.FPDFDest_GetView(target, ctypes.byref(count), values)
    place = VIEW_TOPS.get(view)
    return float(values[place]) if place is not None and count.value > place else -1.0


def find_links(
    links: Sequence[RawLink], text: str, blocks: Sequence[Block], runs: Runs, heights: dict[int, float]
) -> tuple[tuple[Link, ...], tuple[Entry, ...]]:
    """Links as spans. Those at the reference list count, and make its blocks entries, only where nearly all hit one."""
    places = _Places(runs)
    listed = [block for block in blocks if block.kind == "reference"]
    tops = [(box.page, box.top) for block in listed for box in runs.boxes(block.pieces)[:1]]
    found: list[Link] = []
    pointing: list[tuple[Span, int]] = []
    missed = 0
    body = {page for page, _ in tops}
    for link in links:
        span = places.under(link.box, text)
        if span is None:
            continue
        if link.address is not None:
            doi = DOI.search(link.address)
            found.append(
                Link(kind="doi", span=span, targets=(doi[0].rstrip(".,;)").lower(),))
                if doi
                else Link(kind="url", span=span, targets=(link.address,))
            )
        elif link.page in body and link.top >= 0 and len(tops) == len(listed):
            index = _entry_at(tops, link.page, heights.get(link.page, 0.0) - link.top)
            if index is None:
                missed += 1
            else:
                pointing.append((span, index))
    if len(pointing) < LINKS.min_pointing or len(pointing) < LINKS.min_share * (len(pointing) + missed):
        return tuple(sorted(found, key=lambda link: link.span)), ()
    if not _agrees(pointing, listed, text):
        return tuple(sorted(found, key=lambda link: link.span)), ()
    found.extend(Link(kind="reference", span=span, targets=(f"R{index + 1}",)) for span, index in pointing)
    entries = tuple(
        Entry(target=f"R{number}", pieces=block.pieces, label=_label(block, text))
        for number, block in enumerate(listed, 1)
    )
    return tuple(sorted(found, key=lambda link: link.span)), entries


def _entry_at(tops: Sequence[tuple[int, float]], page: int, height: float) -> int | None:
    """The entry that begins nearest to a height on a page, within a line or two; destinations stand a little above."""
    near = [
        (abs(top - height - 4), index)
        for index, (at, top) in enumerate(tops)
        if at == page and -LINKS.above < top - height < LINKS.below
    ]
    return min(near)[1] if near else None


def _label(block: Block, text: str) -> str | None:
    found = NUMBER_LABEL.match(block.pieces[0].of(text))
    return found[1] if found else None


def _agrees(pointing: Sequence[tuple[Span, int]], listed: Sequence[Block], text: str) -> bool:
    """Whether links that print a number or a name point at the entry of that number or with that name."""
    right = wrong = 0
    for span, index in pointing:
        printed = span.of(text).strip(TRIMMED)
        label = _label(listed[index], text)
        name = NAME.match(printed)
        if printed.isdigit() and label:
            right, wrong = right + (printed == label), wrong + (printed != label)
        elif name:
            held = name[0].lower() in listed[index].span.of(text)[:300].lower()
            right, wrong = right + held, wrong + (not held)
    return right >= LINKS.min_right and wrong <= LINKS.wrong_share * (right + wrong)


class _Places:
    """Runs by page, to find what stands under a rectangle."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._by_page: dict[int, list[int]] = {}
        for index, page in enumerate(runs.page):
            self._by_page.setdefault(page, []).append(index)
        self._sorted: dict[int, tuple[list[float], list[int]]] = {}

    def under(self, box: Box, text: str) -> Span | None:
        """The stretch of text in a rectangle, cut within words by the share that it covers."""
        runs = self._runs
        start = end = -1
        for index in self._near(box):
            middle = (runs.top[index] + runs.bottom[index]) / 2
            if not box.top - 1 <= middle <= box.bottom + 1:
                continue
            left, right = max(box.x0, runs.x0[index]), min(box.x1, runs.x1[index])
            width = runs.x1[index] - runs.x0[index]
            if right - left < LINKS.covered * min(width, box.x1 - box.x0) or width <= 0:
                continue
            letters = runs.end[index] - runs.start[index]
            first = runs.start[index] + round((left - runs.x0[index]) / width * letters)
            last = runs.start[index] + round((right - runs.x0[index]) / width * letters)
            if start < 0 or first - end < 3:
                start, end = (first if start < 0 else min(start, first)), max(end, last)
        while start < end and text[start] in TRIMMED:
            start += 1
        while end > start and text[end - 1] in TRIMMED:
            end -= 1
        return Span(start, end) if 0 <= start < end else None

    def _near(self, box: Box) -> list[int]:
        if box.page not in self._sorted:
            order = sorted(self._by_page.get(box.page, ()), key=lambda index: self._runs.top[index])
            self._sorted[box.page] = [self._runs.top[index] for index in order], order
        tops, order = self._sorted[box.page]
        found = order[bisect_left(tops, box.top - 20) : bisect_right(tops, box.bottom)]
        return sorted(found)
