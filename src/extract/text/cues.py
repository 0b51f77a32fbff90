"""Cues that hold in any case, made fast: a pattern in lower case searches a text in lower case."""

import re

CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def in_lower_case(cue: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case that matches where the given one matches in any case.

    The engine tries each alternative of a pattern without regard to case in full, of one with regard to it only where
    the first letter fits: two to three times as fast. `cue`: without named groups.

    >>> in_lower_case(re.compile(r"\\btype I\\W", re.IGNORECASE)).search("A Type I error".lower()) is not None
    True
    """
    return re.compile(CAPITAL.sub(lambda letter: letter[0].lower(), cue.pattern), cue.flags & ~re.IGNORECASE)
