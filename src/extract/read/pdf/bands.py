"""Where both columns of a page end at one height and begin anew: each is read to there, then both go on below."""

import re
from collections import Counter
from collections.abc import Sequence

from extract.read.pdf.cues import REFERENCES
from extract.read.pdf.lines import Line

MIN_WHITE = 0.7
"""In ems: the white through both columns; a paragraph's own gap is as wide in one of them only."""

MIN_LINES = 3
OTHER_SIZE = 0.04
"""The share by which the size of the print below must differ from that above."""

NUMBERED = re.compile(r"^[\[(]?\d{1,3}[\])]?[.:]?\s")


def cut_heights(left: Sequence[object], right: Sequence[object]) -> list[float]:
    """Heights at which two columns side by side are parted, top down; none where the text runs on through the white."""
    sides = [
        sorted((item for item in side if isinstance(item, Line)), key=lambda line: line.top) for side in (left, right)
    ]
    if min(map(len, sides)) < MIN_LINES:
        return []
    whites = [_whites(side) for side in sides]
    found: list[float] = []
    for top, bottom in whites[0]:
        shared = [(max(top, low), min(bottom, high)) for low, high in whites[1] if low < bottom and top < high]
        for low, high in shared:
            size = sides[0][0].size
            if high - low >= MIN_WHITE * size and _begins_anew(sides[0], sides[1], (low + high) / 2):
                found.append((low + high) / 2)
    return found


def _whites(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The white between the lines of a column, and below its last."""
    found: list[tuple[float, float]] = []
    reach = lines[0].bottom
    for line in lines[1:]:
        if line.top - reach > MIN_WHITE * line.size:
            found.append((reach, line.top))
        reach = max(reach, line.bottom)
    return found


def _begins_anew(left: Sequence[Line], right: Sequence[Line], height: float) -> bool:
    """Whether the list of references begins below a height, or print of another size in both columns."""
    above = [[line for line in side if line.centre < height] for side in (left, right)]
    below = [[line for line in side if line.centre > height] for side in (left, right)]
    if not all((*above, *below)) or len(below[0]) < MIN_LINES:
        return False
    if REFERENCES.match(below[0][0].text.strip()) and len(below[0]) > 1:
        changes = abs(_size(above[1]) - _size(below[1])) > OTHER_SIZE * _size(above[1])
        is_small = changes and abs(_size(below[0][1:]) - _size(below[1])) < OTHER_SIZE * _size(below[1])
        return is_small or (_is_list(below[1]) and not _is_list(above[1]))
    before, after = [_size(side) for side in above], [_size(side) for side in below]
    alike = abs(before[0] - before[1]) < 0.02 * before[0] and abs(after[0] - after[1]) < 0.02 * after[0]
    return alike and abs(before[0] - after[0]) > OTHER_SIZE * before[0] and len(below[1]) >= MIN_LINES


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether lines are entries of a list: numbered, or hanging out from those that go on."""
    if any(NUMBERED.match(line.text) for line in lines):
        return True
    edge = min(line.x0 for line in lines)
    inset = sum(line.x0 > edge + 0.5 * line.size for line in lines)
    return 0.25 * len(lines) < inset < len(lines)


def _size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += line.letters
    return sizes.most_common(1)[0][0]
