"""Cues that hold in any case, made fast: a pattern in lower case searches a text in lower case."""

from collections.abc import Iterator

from extract.text import lazy_re as re

CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def in_lower_case(cue: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case that matches where the given one matches in any case.

    The engine tries each alternative of a pattern without regard to case in full, of one with regard to it only where
    the first letter fits: two to three times as fast. `cue`: without named groups.

    >>> in_lower_case(re.compile(r"\\btype I\\W", re.IGNORECASE)).search("A Type I error".lower()) is not None
    True
    """
    return re.compile(CAPITAL.sub(lambda letter: letter[0].lower(), cue.pattern), cue.flags & ~re.IGNORECASE)


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
