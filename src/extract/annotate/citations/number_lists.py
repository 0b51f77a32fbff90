"""Lists of reference numbers as printed: "3", "1,3–5", "2 and 7", "121–5"."""

import re

DASH = r"\-‐‑‒–—−~"
"""Dashes of a range, to stand in a character class."""

NUMBER = r"[1-9]\d{0,2}"
SEPARATOR = rf"(?:\s{{0,2}}(?:[,;&、]|[{DASH}]{{1,2}}|and|to)\s{{0,2}}(?:and\s|refs?\.?\s)?)"
LIST = rf"{NUMBER}(?:{SEPARATOR}{NUMBER}){{0,40}}"
"""Numbers parted by commas, semicolons, dashes, "and" or "to"."""

TOKEN = re.compile(rf"(?P<number>\d{{1,3}})|(?P<range>[{DASH}]|\bto\b)")
LONGEST_RANGE = 80


def parse_numbers(text: str) -> tuple[int, ...]:
    """The numbers that a list names, ranges filled, in order of print, each once.

    >>> parse_numbers("1, 3–5 and 9")
    (1, 3, 4, 5, 9)
    >>> parse_numbers("121–5"), parse_numbers("9-7")
    ((121, 122, 123, 124, 125), (9, 7))
    """
    numbers: list[int] = []
    is_range = False
    for token in TOKEN.finditer(text):
        if token["range"]:
            is_range = True
            continue
        number = int(token["number"])
        if is_range and numbers:
            numbers.extend(_between(numbers[-1], number, token["number"]))
        numbers.append(_whole(numbers[-1], number, token["number"]) if is_range and numbers else number)
        is_range = False
    return tuple(dict.fromkeys(numbers))


def _whole(first: int, last: int, printed: str) -> int:
    """The last number of a range written short: the 5 of "121–5" is 125."""
    if last > first or len(printed) >= len(str(first)):
        return last
    whole = int(str(first)[: -len(printed)] + printed)
    return whole if whole > first else last


def _between(first: int, last: int, printed: str) -> range:
    last = _whole(first, last, printed)
    return range(first + 1, last) if first < last <= first + LONGEST_RANGE else range(0)
