"""Numbered lists whose entries follow the order of first mention: where a number breaks the order, and what it skips.

Where [3] and [5] are first cited around a sentence and [4] is never cited, or only much later, a repeated or early
number in that sentence may be a slip for [4].
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Citation, Paper
from extract.text import lazy_re as re

NUMBER = re.compile(r"\d{1,4}$")
PRINTED_RANGE = re.compile(r"(\d{1,4})\s?[-–—‐−]\s?(\d{1,4})")
LONGEST_RANGE = 60
RANGE = re.compile(r"[\])]?\s?[-–—‐−]\s?[\[(]?")
LEAST_ORDERED = 0.75
FEWEST_ENTRIES = 6
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """How a citation stands in the order. `skipped`: labels due here that are cited nowhere, or only out of order.

    `rivals` is how many citations around could be the slip; `out_of_order` that this first mention comes too early.
    """

    skipped: tuple[str, ...] = ()
    never_cited: tuple[str, ...] = ()
    rivals: int = 0
    out_of_order: bool = False


def find_places(paper: Paper) -> dict[str, Place]:
    """For each citation of the running text in a list numbered by first mention; empty for other lists."""
    in_cells = {marker.id for marker in paper.markers if marker.sentence is None}
    listed = [citation for citation in paper.citations if NUMBER.match(citation.key) and citation.status == "linked"]
    listed.sort(key=lambda citation: citation.span)
    running = [citation for citation in listed if citation.marker not in in_cells]
    labels = [int(citation.key) for citation in running]
    first: dict[int, int] = {}
    for at, label in enumerate(labels):
        first.setdefault(label, at)
    firsts = sorted(first, key=lambda label: first[label])
    chain = _longest_rising(firsts)
    if len(firsts) < FEWEST_ENTRIES or len(chain) < LEAST_ORDERED * len(firsts):
        return {}
    elsewhere = {int(citation.key) for citation in listed if citation.marker in in_cells} | _in_ranges(
        paper.text, running
    )
    elsewhere |= {
        label
        for marker in paper.markers
        for low, high in PRINTED_RANGE.findall(paper.quote(marker))
        for label in range(int(low) + 1, int(high) + 1)
        if int(high) - int(low) < LONGEST_RANGE
    }
    return _places(running, labels, first, [0, *chain, max(labels) + 1], elsewhere)


def _places(
    running: Sequence[Citation], labels: list[int], first: dict[int, int], chain: list[int], elsewhere: set[int]
) -> dict[str, Place]:
    places: dict[str, Place] = {}
    ordered = set(chain)
    for lower, upper in pairwise(chain):
        start = first.get(lower, -1)
        end = first.get(upper, len(labels))
        skipped = [label for label in range(lower + 1, upper) if label not in elsewhere]
        loose = [at for at in range(start + 1, end) if not (labels[at] in ordered and first[labels[at]] == at)]
        known = skipped if len(loose) <= MOST_CANDIDATES and len(skipped) <= MOST_CANDIDATES else []
        for at in loose:
            label = labels[at]
            due = tuple(str(due_label) for due_label in known if due_label != label)
            places[running[at].id] = Place(
                skipped=due,
                never_cited=tuple(due_label for due_label in due if int(due_label) not in first),
                rivals=len(loose),
                out_of_order=first[label] == at and label > upper,
            )
    return places


def _in_ranges(text: str, running: Sequence[Citation]) -> set[int]:
    """The labels between two markers that only a dash parts: 9–11 cites 10, though no marker prints it."""
    inside: set[int] = set()
    for citation, other in pairwise(running):
        if citation.marker != other.marker and RANGE.fullmatch(text[citation.span.end : other.span.start]):
            inside.update(range(int(citation.key) + 1, int(other.key)))
    return inside


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest strictly rising subsequence.

    >>> _longest_rising([1, 2, 9, 3, 4, 8, 5])
    [1, 2, 3, 4, 5]
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(tail_at[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        tail_at[place : place + 1] = [at]
    rising: list[int] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        rising.append(numbers[at])
        at = before[at]
    return rising[::-1]
