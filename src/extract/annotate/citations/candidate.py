"""A marker that may be one: its place, its style and numbers, the zones of a text, and lists of numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from extract.model import Block, Document, Section, Span
from extract.text import lazy_re as re

Place = Literal["text", "float", "note"]
"""Running text; a table's cell or a float's caption; a note below a table or page."""

Form = Literal["bracket", "parenthesis", "superscript", "run_on", "author_year", "worded"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch in which markers may stand."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`numbers` for the numeric forms, `keys` for author and year; `rule` is what found it.

    `entries` are places in the list; a `weak` one counts only where it is the next number to be expected,
    and from then on with the same `word`.
    """

    span: Span
    form: Form
    rule: str
    place: Place = "text"
    numbers: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    weak: bool = False
    word: str = ""


CLOSED = frozenset(("title", "front", "furniture", "reference"))
"""Blocks without markers: superscripts there point at affiliations, numbers are the entries' own labels."""

FLOATS: dict[str, Place] = {"table": "float", "caption": "float", "note": "note"}
LONG_PARAGRAPH = 250
WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = 0.6
"""The share of words in small letters above which a paragraph is prose; authors and addresses stay under 0.5."""


def find_zones(document: Document, sections: tuple[Section, ...]) -> tuple[Zone, ...]:
    """The stretches of running text, floats and notes, in text order, without the list of references."""
    closed = [section.span for section in sections if section.role == "references"]
    first = _first_of_text(document, sections)
    return tuple(
        zone
        for block in document.blocks
        if block.kind not in CLOSED and block.span.start >= first
        for zone in _of_block(block)
        if not any(span.contains(zone.span) for span in closed) or block.kind in FLOATS
    )


def _of_block(block: Block) -> Iterator[Zone]:
    for piece in block.pieces:
        yield Zone(piece, FLOATS.get(block.kind, "text"))


def _first_of_text(document: Document, sections: tuple[Section, ...]) -> int:
    """Text begins with a section that is known, or with the first paragraph of sentences, whichever comes first.

    What stands before are authors and affiliations: numbers there point at addresses. A heading that nobody knows, or
    none, stands over many an introduction: sections alone would leave out all that it cites.
    """
    starts = [section.span.start for section in sections if section.role not in ("title", "other")]
    prose = (block.span.start for block in document.blocks if _is_prose(document.text, block))
    return min([*starts[:1], *islice(prose, 1)], default=0)


def _is_prose(text: str, block: Block) -> bool:
    """Whether a block is a paragraph of sentences: most of its words in small letters, as no list of addresses is."""
    if block.kind not in ("paragraph", "list_item"):
        return False
    passage = block.span.of(text).rstrip()
    if len(passage) < LONG_PARAGRAPH or ". " not in passage or not passage.endswith((".", "?", "!", "]", ")")):
        return False
    words = WORD.findall(passage)
    return sum(map(str.islower, words)) > SMALL_WORDS * len(words)


def around(text: str, span: Span, width: int) -> tuple[str, str]:
    """What stands before and after a span."""
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]


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
