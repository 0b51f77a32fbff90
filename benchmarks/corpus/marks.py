"""The superscript markers of the trial's paragraphs."""

import re
from collections.abc import Callable

MARKER = re.compile(r"\{\^([\d,–]+)\}")
NUMBER = re.compile(r"\d+")


def with_markers(words: str, mark: Callable[[str], str]) -> str:
    """A paragraph with each marker written by `mark`."""
    return MARKER.sub(lambda match: mark(match[1]), words)


def each_number(numbers: str, link: Callable[[str], str]) -> str:
    """A marker with each of its numbers written by `link`: '2,3' or '3–6'."""
    return NUMBER.sub(lambda match: link(match[0]), numbers)
