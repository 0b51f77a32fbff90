"""Notes under a table: small lines close below it, or lines that begin with a mark."""

import re
from collections.abc import Sequence

from extract.read.pdf.cues import CAPTION, Manner
from extract.read.pdf.lines import Line, find_lines, script_of
from extract.read.pdf.shapes import Area

MARK = re.compile(
    r"^(?:\*{1,4}|[†‡§¶‖#]{1,2}|[a-z]\s?[).:]?\s|[a-z](?=[A-Z])|notes?\b|abbreviations?\b|source|data (?:are|is)\b"
    r"|values? |[A-Za-z0-9/+-]{1,9}\s?[=:,]|\d\s|p\s?[<=])",
    re.I,
)
MAX_LINES = 24


def find_notes(segments: Sequence[Line], region: Area, manner: Manner) -> tuple[list[list[Line]], list[Line]]:
    """Notes, a list of lines each, and the segments they take."""
    low = [
        each
        for each in segments
        if each.x0 > region.x0 - 8
        and each.x1 < region.x1 + 10
        and each.centre > region.bottom
        and each.centre < region.bottom + 260
    ]
    notes: list[list[Line]] = []
    bottom, size = region.bottom, 0.0
    lines = find_lines(low)
    for line in lines[:MAX_LINES]:
        step = line.top - bottom
        if step > (1.6 if not notes else 0.75) * line.size or CAPTION.match(line.text):
            break
        small = line.size < 0.93 * manner.size
        marked = MARK.match(line.text) is not None or bool(script_of(line, line.fragments[0]))
        if size and abs(line.size - size) > 0.6:
            break
        if not notes and not (small or (marked and step < 1.0 * line.size)):
            break
        if notes and not small and not marked and step > 0.5 * line.size:
            break
        if marked or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
        bottom, size = line.bottom, line.size
    orders = {fragment.order for note in notes for line in note for fragment in line.fragments}
    return notes, [each for each in low if each.fragments[0].order in orders]
