"""Stretches of a text around cues: where a costly pattern can match at all."""

import re
from collections.abc import Iterator


def around(cue: re.Pattern[str], text: str, before: int, behind: int) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch from some characters before a cue to some behind it; those that meet are one.

    >>> list(around(re.compile("x"), "..x.....x.x..", before=1, behind=1))
    [(1, 4), (7, 12)]
    """
    start = end = -1
    for match in cue.finditer(text):
        low, high = max(0, match.start() - before), match.end() + behind
        if end < 0:
            start, end = low, high
        elif low <= end:
            end = high
        else:
            yield start, end
            start, end = low, high
    if end >= 0:
        yield start, min(end, len(text))
