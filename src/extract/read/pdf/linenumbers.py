"""Numbers set apart: those of a manuscript's lines, and those of a list's entries that hang beside their text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.lines import Line

MIN_NUMBERS = 6
SAME_STEP = 0.3
"""By how much, as a share, the step from number to number may differ: lines of a manuscript stand evenly."""

MIN_EVEN = 0.7
"""The share of steps that are even: entries of a list have now two lines, now five."""

MIN_REACH = 0.6
"""Of the text's height: line numbers do not stop in mid-page."""

HANGING = re.compile(r"^[\[(]?(\d{1,3})[\])]?[.:]?$")
MIN_HANGING = 3
WIDEST_GAP = 3.5
"""In ems: an entry's number stands no further from its text."""

SAME_EDGE = 3.0
"""Points within which numbers stand at one edge, left or right."""

MIN_TEXT = 5


def find_line_numbers(segments: Sequence[Line]) -> set[int]:
    """The ids of segments that count the lines of a page beside its text."""
    wide = [segment for segment in segments if segment.letters > 25]
    if not wide:
        return set()
    left, right = min(segment.x0 for segment in wide), max(segment.x1 for segment in wide)
    height = max(segment.base for segment in wide) - min(segment.base for segment in wide)
    for beside in (
        [each for each in segments if each.text.isdecimal() and each.x1 < left],
        [each for each in segments if each.text.isdecimal() and each.x0 > right],
    ):
        beside.sort(key=lambda each: each.base)
        if len(beside) < MIN_NUMBERS or beside[-1].base - beside[0].base < MIN_REACH * height:
            continue
        steps = [int(below.text[:6]) - int(above.text[:6]) for above, below in pairwise(beside)]
        usual = max(set(steps), key=steps.count)
        if usual in (1, 5, 10) and steps.count(usual) >= 0.8 * len(steps) and _are_even(beside):
            return {id(each) for each in beside}
    return set()


def _are_even(numbers: Sequence[Line]) -> bool:
    """Whether most numbers stand equally far apart."""
    heights = [below.base - above.base for above, below in pairwise(numbers)]
    usual = sorted(heights)[len(heights) // 2]
    return sum(abs(height - usual) <= SAME_STEP * usual for height in heights) >= MIN_EVEN * len(heights)


def glue_numbers(segments: Sequence[Line]) -> list[Line]:
    """Numbers that rise by one down an edge, each beside a line of text, put together with it.

    Set apart, their own column lies nearer to the column on their left, or to none, than to their text.
    """
    found = [(segment, HANGING.match(segment.text)) for segment in segments if len(segment.text) < 7]
    numbers = [(segment, int(match[1])) for segment, match in found if match]
    if len(numbers) < MIN_HANGING:
        return list(segments)
    texts = [segment for segment in segments if segment.letters > MIN_TEXT]
    beside = [(segment, number, _text_of(segment, texts)) for segment, number in numbers]
    chained = _chained([(segment, number, text) for segment, number, text in beside if text is not None])
    glued = {id(segment): text for segment, text in chained}
    gone = {id(text) for text in glued.values()}
    out: list[Line] = []
    for segment in segments:
        if id(segment) in glued:
            first, *rest = glued[id(segment)].fragments
            out.append(Line(segment.frame, [*segment.fragments, first._replace(gap=True), *rest]))
        elif id(segment) not in gone:
            out.append(segment)
    return out


def _text_of(number: Line, texts: Sequence[Line]) -> Line | None:
    """The line of text that begins right of a number on its base line."""
    near = [
        text
        for text in texts
        if abs(text.base - number.base) < 0.25 * text.size and 0 <= text.x0 - number.x1 < WIDEST_GAP * text.size
    ]
    return min(near, key=lambda text: text.x0, default=None)


def _chained(numbers: Sequence[tuple[Line, int, Line]]) -> list[tuple[Line, Line]]:
    """Those numbers that rise by one or two down one edge, with the texts beside them."""
    out: list[tuple[Line, Line]] = []
    taken: set[int] = set()
    for edge in ("x1", "x0"):
        free = [each for each in numbers if id(each[0]) not in taken]
        while free:
            place = getattr(free[0][0], edge)
            group = [each for each in free if abs(getattr(each[0], edge) - place) < SAME_EDGE]
            free = [each for each in free if abs(getattr(each[0], edge) - place) >= SAME_EDGE]
            group.sort(key=lambda each: each[0].base)
            rising = sum(0 < below[1] - above[1] <= 2 for above, below in pairwise(group))
            if len(group) >= MIN_HANGING and rising >= 0.7 * (len(group) - 1):
                out.extend((segment, text) for segment, _, text in group)
                taken.update(id(segment) for segment, _, _ in group)
    return out
