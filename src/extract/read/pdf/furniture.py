"""Running heads, page numbers, stamps and watermarks: told by place and repetition."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.read.pdf.linenumbers import find_line_numbers
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
ADDRESS = re.compile(r"^(?:https?://|www\.|doi:?\s*10\.)", re.I)
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
        counted = find_line_numbers(segments)
        found.update(counted)
        edge = [segment for segment in segments if _at_edge(segment) and id(segment) not in counted]
        top = [segment for segment in edge if segment.top < segment.frame.down / 2]
        bottom = [segment for segment in edge if segment.top >= segment.frame.down / 2]
        for side in (_rows(top), _rows(bottom)[::-1]):
            found.update(_outer_rows(side, places, number, segments))
    return found


def _outer_rows(
    rows: list[list[Line]], places: dict[str, dict[int, float]], number: int, segments: Sequence[Line]
) -> set[int]:
    """From the page's edge inwards, as long as rows repeat, number or stamp."""
    found: set[int] = set()
    waiting: list[Line] = []
    for row in rows:
        repeated = [each for each in row if _repeats(places[_key(each)], number, each.base)]
        sure = any(len(_key(each)) > 5 for each in repeated)
        outer = repeated or any(PAGE_NUMBER.match(each.text) or _is_stamp(each, segments) for each in row)
        if sure or (outer and not waiting):
            found.update(id(each) for each in [*row, *waiting])
            waiting = []
        else:
            waiting = [*waiting, *row]
            if sum(each.letters for each in waiting) > 90:
                break
    return found


def _is_stamp(line: Line, segments: Sequence[Line]) -> bool:
    """Whether a line's words are those of a stamp; an address that goes on a line of text is none."""
    if not STAMP.match(line.text):
        return False
    return not ADDRESS.match(line.text) or not any(_adjoins(line, other) for other in segments)


def _adjoins(line: Line, other: Line) -> bool:
    """Whether two lines of one size follow each other as those of a paragraph do."""
    gap = max(line.top - other.bottom, other.top - line.bottom)
    alike = abs(line.size - other.size) < 0.06 * line.size and line.font == other.font
    return alike and other is not line and abs(gap) < 0.5 * line.size and line.x0 < other.x1 and other.x0 < line.x1


def _rows(segments: Sequence[Line]) -> list[list[Line]]:
    """Segments at one height, top down."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda each: each.base):
        if rows and abs(rows[-1][-1].base - segment.base) < 0.5 * max(segment.size, rows[-1][-1].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _key(segment: Line) -> str:
    return DIGITS.sub("#", SPACES.sub("", segment.text.casefold()))[:60]


def _at_edge(segment: Line) -> bool:
    height = segment.frame.down
    return segment.bottom < EDGE * height or segment.top > (1 - EDGE) * height


def _repeats(pages: dict[int, float], number: int, base: float) -> bool:
    """The same words (digits apart) at the same height on a page nearby."""
    return any(other != number and abs(other - number) <= 4 and abs(at - base) < 4 for other, at in pages.items())
