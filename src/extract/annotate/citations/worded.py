"""References named by a word: "refs 3 and 4", "reference 12"."""

import re
from collections.abc import Iterator

from extract.annotate.citations.candidate import Candidate, Zone
from extract.annotate.citations.number_lists import LIST, parse_numbers
from extract.model import Span

WORDED = re.compile(
    rf"(?<![\w-])(?:[Rr]efs?\.?|[Rr]eferences?|citations?)\s{{1,2}}(?P<list>{LIST})(?![\w%/°]|[.:]\d|\s?(?:%|mg|ml|kg|mm|cm|Gy))"
)


def find_worded(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """The marker is the list of numbers without the word."""
    for zone in zones:
        for found in WORDED.finditer(text, zone.span.start, zone.span.end):
            yield Candidate(
                span=Span(found.start("list"), found.end("list")),
                form="worded",
                rule="refs_word",
                place=zone.place,
                numbers=parse_numbers(found["list"]),
            )
