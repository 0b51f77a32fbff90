"""Line numbers in the margin of a manuscript."""

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.lines import Line

MIN_NUMBERS = 6


def find_line_numbers(segments: Sequence[Line]) -> set[int]:
    """The ids of segments that count the lines of a page beside its text."""
    wide = [segment for segment in segments if segment.letters > 25]
    if not wide:
        return set()
    left, right = min(segment.x0 for segment in wide), max(segment.x1 for segment in wide)
    for beside in (
        [each for each in segments if each.text.isdecimal() and each.x1 < left],
        [each for each in segments if each.text.isdecimal() and each.x0 > right],
    ):
        beside.sort(key=lambda each: each.base)
        if len(beside) < MIN_NUMBERS:
            continue
        steps = [int(below.text[:6]) - int(above.text[:6]) for above, below in pairwise(beside)]
        usual = max(set(steps), key=steps.count)
        if usual in (1, 5, 10) and steps.count(usual) >= 0.8 * len(steps):
            return {id(each) for each in beside}
    return set()
