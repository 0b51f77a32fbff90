"""Links of a PDF: where they stand, and the DOI or address that they lead to."""

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from extract.model import Box, Link, Runs, Span
from extract.read.pdf.characters import PageMap
from extract.read.pdf.settings import LINKS
from extract.text import lazy_re as re

MAX_LINKS = 3000
MAX_ADDRESS = 2000
URI_ACTION = 3
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>&#?]{1,200}")
TRIMMED = " \t\n,;.()[]–-"


class RawLink(NamedTuple):
    """A link's rectangle and the address that it leads to."""

    box: Box
    address: str


def read_links(document: Any, page: Any, page_map: PageMap) -> Iterator[RawLink]:
    """The link annotations of one page that lead out of the file."""
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != URI_ACTION:
            continue
        address = _address(document, action)
        if address and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            yield RawLink(page_map.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), address)


def _address(document: Any, action: Any) -> str:
    room = ctypes.create_string_buffer(MAX_ADDRESS)
    length = raw.FPDFAction_GetURIPath(document, action, room, MAX_ADDRESS)
    return room.raw[: max(0, min(length, MAX_ADDRESS) - 1)].decode("utf-8", "replace")


def find_links(links: Sequence[RawLink], text: str, runs: Runs) -> tuple[Link, ...]:
    """Links to DOIs and addresses, each at the words that it stands on."""
    places = _Places(runs)
    found: list[Link] = []
    for link in links:
        span = places.under(link.box, text)
        if span is None:
            continue
        doi = DOI.search(link.address)
        if doi:
            found.append(Link(kind="doi", span=span, targets=(doi[0].rstrip(".,;)").lower(),)))
        else:
            found.append(Link(kind="url", span=span, targets=(link.address,)))
    return tuple(sorted(found, key=lambda link: link.span))


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
