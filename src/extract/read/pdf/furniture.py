"""Running heads, page numbers, stamps and watermarks: told by place and repetition."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.read.pdf.lines import Line

EDGE = 0.105
"""The share of the page's height, at top and bottom, in which running matter stands."""

PAGE_NUMBER = re.compile(
    r"^(?:page\s*|p\.?\s*|[-–—|]\s*)?(?:[A-Za-z]?\d{1,6}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,5})?(?:\s*[-–—|])?$", re.I
)
STAMP = re.compile(
    r"^(?:downloaded from|copyright|©|\(c\)\s*\d{4}|this is an open.access|available online|accepted manuscript"
    r"|author manuscript|nih.pa author|https?://|www\.|doi:?\s*10\.|to cite this|for personal use|licensed under"
    r"|published by|all rights reserved)",
    re.I,
)
DIGITS = re.compile(r"\d+")
SPACES = re.compile(r"\s+")


def find_furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of the segments that are furniture, for the segments of each page."""
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for number, segments in enumerate(pages):
        for segment in segments:
            if _at_edge(segment):
                places[_key(segment)].setdefault(number, segment.base)
    found: set[int] = set()
    for number, segments in enumerate(pages):
        edge = [segment for segment in segments if _at_edge(segment)]
        for segment in edge:
            repeated = _repeats(places[_key(segment)], number, segment.base)
            if repeated or _is_number(segment, segments) or (_is_outermost(segment, segments) and _is_stamp(segment)):
                found.add(id(segment))
        found.update(_beside(edge, found))
    return found


def _key(segment: Line) -> str:
    return DIGITS.sub("#", SPACES.sub("", segment.text.casefold()))[:60]


def _at_edge(segment: Line) -> bool:
    height = segment.frame.down
    return segment.bottom < EDGE * height or segment.top > (1 - EDGE) * height


def _repeats(pages: dict[int, float], number: int, base: float) -> bool:
    """The same words (digits apart) at the same height on a page nearby."""
    return any(other != number and abs(other - number) <= 4 and abs(at - base) < 4 for other, at in pages.items())


def _is_number(segment: Line, segments: Sequence[Line]) -> bool:
    return PAGE_NUMBER.match(segment.text) is not None and _is_outermost(segment, segments)


def _is_stamp(segment: Line) -> bool:
    return STAMP.match(segment.text) is not None


def _is_outermost(segment: Line, segments: Sequence[Line]) -> bool:
    """Nothing but lines at the same height stands between it and the page's edge."""
    height = segment.frame.down
    if segment.top > height / 2:
        return not any(other.top > segment.bottom and other.bottom < height for other in segments)
    return not any(0 < other.bottom < segment.top for other in segments)


def _beside(edge: Sequence[Line], found: set[int]) -> set[int]:
    """Segments on one line with furniture, and those between furniture and the page's edge."""
    more: set[int] = set()
    known = [segment for segment in edge if id(segment) in found]
    for segment in edge:
        if id(segment) in found:
            continue
        top = segment.top < segment.frame.down / 2
        for other in known:
            level = abs(other.base - segment.base) < 0.5 * other.size
            outside = segment.bottom <= other.top if top else segment.top >= other.bottom
            if level or (outside and segment.letters < 120):
                more.add(id(segment))
                break
    return more
